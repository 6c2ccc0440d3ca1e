package testpaper

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pelletier/go-toml/v2"

	"ilbo.press"
	"ilbo.press/internal/imaging/draw"
)

// furniture is copy/furniture.txt, which is TOML.
type furniture struct {
	Paper struct {
		Title, Motto, Address ilbo.Words
		Languages             []ilbo.Language
		Email, Publisher      string
		Founded               int
		Editor                string
	}
	Section []struct {
		ID    ilbo.SectionID
		Blurb ilbo.Words
	}
	Topic []struct {
		ID          ilbo.TopicID
		Name, Blurb ilbo.Words
	}
	Journalist []struct {
		ID               ilbo.JournalistID
		Name, Title, Bio ilbo.Words
		Portrait         string
	}
	Staff []struct {
		Login, Name string
		Role        ilbo.Role
		Sections    []ilbo.SectionID
	}
}

// readFurniture makes the paper without its stories.
func readFurniture(text []byte, zone *time.Location) (*Paper, error) {
	var f furniture
	if err := toml.Unmarshal(text, &f); err != nil {
		line := 1
		if at := (*toml.DecodeError)(nil); errors.As(err, &at) {
			line, _ = at.Position()
		}
		return nil, fmt.Errorf("%s:%d: %w", furnitureFile, line, err)
	}
	p := &Paper{
		About: ilbo.Paper{
			Title: f.Paper.Title, Motto: f.Paper.Motto, Address: f.Paper.Address, Languages: f.Paper.Languages,
			Email: f.Paper.Email, Publisher: f.Paper.Publisher, Founded: f.Paper.Founded, Zone: zone,
		},
		Editor:   f.Paper.Editor,
		Sections: ilbo.StandardSections(),
	}
	for _, s := range f.Section {
		i := slices.IndexFunc(p.Sections, func(known ilbo.Section) bool { return known.ID == s.ID })
		if i < 0 {
			return nil, fmt.Errorf("%s: there is no section %q", furnitureFile, s.ID)
		}
		p.Sections[i].Blurb = s.Blurb
	}
	for _, t := range f.Topic {
		p.Topics = append(p.Topics, ilbo.Topic{ID: t.ID, Name: t.Name, Blurb: t.Blurb})
	}
	for _, j := range f.Journalist {
		if _, err := draw.Parse(j.Portrait); err != nil {
			return nil, fmt.Errorf("%s: journalist %s: %w", furnitureFile, j.ID, err)
		}
		p.Journalists = append(p.Journalists, ilbo.Journalist{
			ID: j.ID, Name: j.Name, Title: j.Title, Bio: j.Bio, Picture: ilbo.PictureID(j.Portrait),
		})
	}
	for _, person := range f.Staff {
		if !person.Role.Known() {
			return nil, fmt.Errorf("%s: %s: there is no role %q", furnitureFile, person.Login, person.Role)
		}
		p.Desk = append(p.Desk, ilbo.Staff{Login: person.Login, Name: person.Name, Role: person.Role, Sections: person.Sections})
	}
	if err := p.About.Check(); err != nil {
		return nil, fmt.Errorf("%s: %w", furnitureFile, err)
	}
	return p, nil
}

// journalist finds who has that name in l, and nothing for a guest.
func (p *Paper) journalist(name string, l ilbo.Language) ilbo.JournalistID {
	for _, j := range p.Journalists {
		if j.Name[l] == name {
			return j.ID
		}
	}
	return ""
}

func (p *Paper) hasSection(id ilbo.SectionID) bool {
	return slices.ContainsFunc(p.Sections, func(s ilbo.Section) bool { return s.ID == id })
}

func (p *Paper) hasTopic(id ilbo.TopicID) bool {
	return slices.ContainsFunc(p.Topics, func(t ilbo.Topic) bool { return t.ID == id })
}
