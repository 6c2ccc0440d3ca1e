package basket

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// ToDesk makes a story of a take, in a section: a draft with the take's source
// and credit, under the agency's embargo where one stands. A take that a story
// was made of is a Conflict, unless it is to be taken again; of what an agency
// withholds or has cancelled no story is made.
func (b *Basket) ToDesk(ctx context.Context, by ilbo.Staff, n ilbo.TakeNumber, section ilbo.SectionID, again bool) (*ilbo.Story, error) {
	if err := may(&by, ilbo.MayTakeWire, section); err != nil {
		return nil, err
	}
	if err := b.hasSection(ctx, section); err != nil {
		return nil, err
	}
	var story *ilbo.Story
	err := b.Store.Together(ctx, func(ctx context.Context) error {
		k, err := b.Store.Take(ctx, n)
		if err != nil {
			return err
		}
		if err := mayTake(&k, again); err != nil {
			return err
		}
		if story, err = b.story(ctx, &k, section); err != nil {
			return err
		}
		if err := b.Desk.File(ctx, by, story); err != nil {
			return err
		}
		now := b.Clock()
		if k.Embargoed(now) {
			// It is the agency's, whoever takes the copy: not everybody may set one.
			if err := b.Desk.Embargo(ctx, itself, story.ID, k.Embargo, embargoReason(&k)); err != nil {
				return err
			}
		}
		if err := b.Store.MarkTaken(ctx, n, story.ID, by.Login, now, again); err != nil {
			if errors.Is(err, ilbo.Conflict) {
				err = errTaken
			}
			return err
		}
		return b.Store.Audit(ctx, ilbo.AuditEntry{At: now, Who: by.Login, Deed: ilbo.DeedWireTake, On: ilbo.AuditedStory(story.ID), Detail: fmt.Sprintf("take %d of %s, %s, version %s", k.Number, k.Credit, k.Foreign, k.Version)})
	})
	if err != nil {
		return nil, fmt.Errorf("take %d to the desk: %w", n, err)
	}
	return story, nil
}

var errTaken = refuse(ilbo.Conflict, TakenAlready, "A story was made of this take already: look at it first, or take the copy again as another story.")

func mayTake(k *ilbo.Take, again bool) error {
	switch {
	case k.Status == ilbo.Cancelled:
		return refuse(ilbo.Conflict, CalledOff, "The agency has cancelled this copy: it may not be printed.")
	case k.Status == ilbo.Withheld:
		return refuse(ilbo.Conflict, KeptBack, "The agency withholds this copy: it may not be printed for now.")
	case len(k.Copy.Body) == 0 && k.Copy.Deck == "":
		return refuse(ilbo.Conflict, NoWords, "There is no text to make a story of.")
	case k.Story != 0 && !again:
		return errTaken
	}
	return nil
}

func (b *Basket) hasSection(ctx context.Context, section ilbo.SectionID) error {
	sections, err := b.Store.Sections(ctx)
	if err != nil {
		return err
	}
	for i := range sections {
		if sections[i].ID == section {
			return nil
		}
	}
	return refuse(ilbo.Invalid, NoSection, "Choose a section that the paper has.")
}

// story makes a story of a take.
func (b *Basket) story(ctx context.Context, k *ilbo.Take, section ilbo.SectionID) (*ilbo.Story, error) {
	c := &k.Copy
	s := &ilbo.Story{
		Language: b.language(k), Section: section, Kicker: c.Kicker, Headline: c.Headline, Deck: c.Deck, Dateline: ilbo.Dateline{Place: c.Place}, Source: k.Credit,
		Body: append(ilbo.Body(nil), c.Body...),
	}
	if c.Source != "" && c.Source != k.Credit {
		s.Source = k.Credit + ", " + c.Source
	}
	if len(s.Body) == 0 {
		s.Body, s.Deck = ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(c.Deck)}}, ""
	}
	for _, printed := range c.Bylines {
		for _, name := range wire.Names(printed) {
			if !wire.IsAgency(name) && !strings.EqualFold(name, k.Credit) && len(s.Bylines) < 40 {
				s.Bylines = append(s.Bylines, ilbo.Byline{Name: name})
			}
		}
	}
	for i := range c.Pictures {
		p := &c.Pictures[i]
		if p.Picture == "" {
			continue
		}
		f := ilbo.Figure{Picture: p.Picture, Width: p.Width, Height: p.Height, Alt: p.Alt, Caption: p.Caption, Credit: p.Credit}
		if s.Lead == nil {
			s.Lead = &f
		} else {
			s.Body = append(s.Body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{f}})
		}
	}
	topics, err := b.Store.Topics(ctx)
	if err != nil {
		return nil, err
	}
	for i := range topics {
		if len(s.Topics) < 20 && named(&topics[i], c.Subjects) {
			s.Topics = append(s.Topics, topics[i].ID)
		}
	}
	return s, nil
}

// named reports whether a topic of the paper is among an agency's subjects.
func named(t *ilbo.Topic, subjects []string) bool {
	for _, subject := range subjects {
		for _, name := range t.Name {
			if strings.EqualFold(name, subject) {
				return true
			}
		}
	}
	return false
}

// language is the one that the story is written in: the take's where the paper
// appears in it, or else the paper's first, into which somebody translates.
func (b *Basket) language(k *ilbo.Take) ilbo.Language {
	if l := ilbo.Language(ilbo.PrimaryTag(k.Language)); b.Paper.Publishes(l) {
		return l
	}
	return b.Paper.Languages[0]
}

// Tidings are what somebody is to be told of the takes that they took.
func (b *Basket) Tidings(ctx context.Context, by ilbo.Staff) ([]ilbo.Tiding, error) {
	return b.Store.Tidings(ctx, by.Login, 50)
}

// Heard forgets what somebody was told.
func (b *Basket) Heard(ctx context.Context, by ilbo.Staff, number int64) error {
	return b.Store.DropTiding(ctx, by.Login, number)
}

// maxPicture is the largest picture that is fetched, in bytes.
const maxPicture = 40 << 20

// FetchPicture has a picture fetched that a take names, because somebody asks
// for it.
func (b *Basket) FetchPicture(ctx context.Context, by ilbo.Staff, n ilbo.TakeNumber, index int) error {
	if err := may(&by, ilbo.MayTakeWire, ""); err != nil {
		return err
	}
	k, err := b.Store.Take(ctx, n)
	if err != nil {
		return err
	}
	if index < 0 || index >= len(k.Copy.Pictures) {
		return &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no such picture."}
	}
	p := k.Copy.Pictures[index]
	if p.Picture != "" {
		return nil
	}
	ask := ilbo.Ask{Address: p.Source, Limit: maxPicture}
	if w, err := b.Store.Wire(ctx, k.Wire); err == nil && sameHost(w.Place, p.Source) {
		ask.Header, ask.Secret = w.Header, w.Secret
	}
	answer, err := b.Fetcher.Fetch(ctx, ask)
	if err != nil {
		return err
	}
	picture, err := b.Pictures.Intake(ctx, bytesReader(answer.Body), ilbo.Picture{Credit: p.Credit, Caption: p.Caption})
	if errors.Is(err, ilbo.Invalid) {
		return refuse(ilbo.Invalid, NotFetched, "What came is no picture that the paper prints.")
	}
	if err != nil {
		return err
	}
	return b.Store.Together(ctx, func(ctx context.Context) error {
		now, err := b.Store.TakeNamed(ctx, k.Wire, k.Foreign)
		if err != nil {
			return err
		}
		for i := range now.Copy.Pictures {
			if q := &now.Copy.Pictures[i]; q.Source == p.Source {
				q.Picture, q.Width, q.Height = picture.ID, picture.Width, picture.Height
			}
		}
		return b.Store.PutTake(ctx, &now)
	})
}
