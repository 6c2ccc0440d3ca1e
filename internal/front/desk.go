package front

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

// Desk arranges fronts.
type Desk struct {
	store Store
	clock ilbo.Clock
}

// New makes a desk that reads from store.
func New(store Store, clock ilbo.Clock) *Desk { return &Desk{store, clock} }

// How many stories each place of a front takes, where editors put no more there.
const (
	seconds  = 5
	beside   = 3 // of a section's front
	opinions = 4
	perStrip = 4
	photos   = 5
	films    = 4
	latest   = 14
	mostRead = 7
	// mostReadSpan is how far back reading is counted.
	mostReadSpan = 3 * 24 * time.Hour
)

// MaxSpots is how many stories an editor may put in one place; the lead is one.
const MaxSpots = 12

// Sections that have a part of the home front to themselves.
const (
	opinion  ilbo.SectionID = "opinion"
	video    ilbo.SectionID = "video"
	darkroom ilbo.SectionID = "darkroom"
)

// aside are sections whose stories never lead a paper by themselves.
var aside = []ilbo.SectionID{opinion, video, darkroom, "weekly", "learning-korean"}

// A Strip is one section's part of the home front.
type Strip struct {
	Section ilbo.Section
	Subs    []ilbo.Section
	Stories []ilbo.Teaser
}

// Home is the front of the paper in one language.
type Home struct {
	Language ilbo.Language
	Lead     *ilbo.Teaser // nil in a paper without a story
	Seconds  []ilbo.Teaser
	Opinion  []ilbo.Teaser
	Strips   []Strip // sections that have stories left to show, in the menu's order
	Photos   []ilbo.Teaser
	Films    []ilbo.Teaser
	Latest   []ilbo.Teaser
	MostRead []ilbo.Teaser
	Keys     []ilbo.Key

	stands []Stand // all of this again, as editors see it
}

// Home makes the home front of a language, of a paper with those sections.
func (d *Desk) Home(ctx context.Context, l ilbo.Language, sections []ilbo.Section) (*Home, error) {
	f, err := d.public(ctx, ilbo.Home, l)
	if err != nil {
		return nil, fmt.Errorf("make the home front in %s: %w", l, err)
	}
	return d.home(ctx, f, sections)
}

// home makes the home front of an arrangement. Sections are the paper's, and read
// where they are nil.
func (d *Desk) home(ctx context.Context, arranged ilbo.Front, sections []ilbo.Section) (*Home, error) {
	l := arranged.Language
	h := &Home{Language: l, Keys: []ilbo.Key{ilbo.KeyFurniture, ilbo.KeyLanguage(l), ilbo.KeyFront(l, ilbo.Home), ilbo.KeyMostRead(l)}}
	m := d.maker(ctx, l, homeHalfLife)
	m.all = sections
	strips := m.stripped()
	m.choose(arranged, homePlaces(strips))

	newest := m.list(ilbo.Selection{Limit: 60})
	h.Latest = head(newest, latest)
	ranked := m.ranked(ilbo.Selection{Limit: 60}, newest)
	news := without(ranked, aside)

	lead := m.stand(ilbo.PlaceLead, 1)
	m.fill(lead, news, hasPicture)
	m.fill(lead, ranked, anyStory)
	second := m.stand(ilbo.PlaceSecond, seconds)
	m.fill(second, news, anyStory)
	leader := m.stand(ilbo.PlaceOpinion, opinions)
	m.fillFrom(leader, ilbo.Selection{Section: opinion, Limit: 2 * opinions}, anyStory)
	darkroom := m.stand(ilbo.PlacePhotos, photos)
	m.fillFrom(darkroom, ilbo.Selection{Galleries: true, Limit: 2 * photos}, hasPicture)
	screen := m.stand(ilbo.PlaceFilms, films)
	m.fillFrom(screen, ilbo.Selection{Films: true, Limit: 2 * films}, anyStory)
	h.stands = []Stand{*lead, *second, *leader, *darkroom}

	if list := lead.stories(); len(list) == 1 {
		h.Lead = &list[0]
	}
	h.Seconds, h.Opinion, h.Photos, h.Films = second.stories(), leader.stories(), darkroom.stories(), screen.stories()
	for _, s := range strips {
		strip := m.stand(ilbo.PlaceStrip(s.ID), perStrip)
		strip.Section = s
		m.fillFrom(strip, ilbo.Selection{Section: s.ID, Limit: 3 * perStrip}, anyStory)
		strip.pictureFirst()
		h.stands = append(h.stands, *strip)
		if stories := strip.stories(); len(stories) > 0 {
			h.Strips = append(h.Strips, Strip{Section: s, Subs: m.subs(s.ID), Stories: stories})
		}
	}
	h.stands = append(h.stands, *screen)
	h.MostRead = m.mostRead()
	h.Keys = append(h.Keys, m.guests...)
	if m.err != nil {
		return nil, fmt.Errorf("make the home front in %s: %w", l, m.err)
	}
	return h, nil
}

// homePlaces are the places of the home front in the order in which they choose:
// a story that an editor put in two of them stands in the first.
func homePlaces(strips []ilbo.Section) []ilbo.Place {
	list := []ilbo.Place{ilbo.PlaceLead, ilbo.PlaceSecond, ilbo.PlaceOpinion, ilbo.PlacePhotos, ilbo.PlaceFilms}
	for _, s := range strips {
		list = append(list, ilbo.PlaceStrip(s.ID))
	}
	return list
}

// sectionPlaces are those of a section's front. Below them stands the rest, the
// newest first.
var sectionPlaces = []ilbo.Place{ilbo.PlaceLead, ilbo.PlaceSecond}

// Section is the front of one section or sub-section in one language.
type Section struct {
	Section  ilbo.Section
	Parent   ilbo.Section   // of a sub-section; otherwise the section itself
	Subs     []ilbo.Section // the parts of the section, or of the parent
	Lead     *ilbo.Teaser   // nil in a section without a story
	Seconds  []ilbo.Teaser
	Stories  []ilbo.Teaser // the rest, the newest first
	MostRead []ilbo.Teaser
	Keys     []ilbo.Key

	stands []Stand
}

// sectionStories are how many a section's front shows in all; older ones are
// in the section's months.
const sectionStories = 33

// Section makes the front of one of the paper's sections. One that is not among
// them is NotFound.
func (d *Desk) Section(ctx context.Context, l ilbo.Language, id ilbo.SectionID, sections []ilbo.Section) (*Section, error) {
	f, err := d.public(ctx, ilbo.FrontID(id), l)
	if err != nil {
		return nil, fmt.Errorf("make the front of %s in %s: %w", id, l, err)
	}
	return d.section(ctx, f, sections)
}

// section makes a section's front of an arrangement. Sections are as in home.
func (d *Desk) section(ctx context.Context, arranged ilbo.Front, sections []ilbo.Section) (*Section, error) {
	l, id := arranged.Language, ilbo.SectionID(arranged.ID)
	m := d.maker(ctx, l, sectionHalfLife)
	m.all = sections
	f := &Section{Keys: []ilbo.Key{ilbo.KeyFurniture, ilbo.KeySection(l, id), ilbo.KeyFront(l, ilbo.FrontID(id)), ilbo.KeyMostRead(l)}}
	for _, s := range m.sections() {
		if s.ID == id {
			f.Section = s
		}
		if s.ID == id.Top() {
			f.Parent = s
		}
	}
	if m.err == nil && f.Section.ID == "" {
		return nil, fmt.Errorf("front of section %s: %w", id, ilbo.NotFound)
	}
	f.Subs = m.subs(id.Top())
	m.choose(arranged, sectionPlaces)
	sel := ilbo.Selection{Section: id, Limit: sectionStories}
	newest := m.list(sel)
	ranked := m.ranked(sel, newest)
	lead := m.stand(ilbo.PlaceLead, 1)
	m.fill(lead, ranked, hasPicture)
	m.fill(lead, ranked, anyStory)
	if list := lead.stories(); len(list) > 0 {
		f.Lead = &list[0]
	}
	second := m.stand(ilbo.PlaceSecond, beside)
	m.fill(second, ranked, anyStory)
	f.Seconds = second.stories()
	f.stands = []Stand{*lead, *second}
	for _, t := range newest {
		if !m.used[t.ID] {
			f.Stories = append(f.Stories, t)
		}
	}
	f.MostRead = m.mostRead()
	f.Keys = append(f.Keys, m.guests...)
	if m.err != nil {
		return nil, fmt.Errorf("make the front of %s in %s: %w", id, l, m.err)
	}
	return f, nil
}

// public is a front's arrangement as readers see it: an empty one where no editor
// made any.
func (d *Desk) public(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (ilbo.Front, error) {
	f, err := d.store.Front(ctx, id, l)
	if errors.Is(err, ilbo.NotFound) {
		return ilbo.Front{ID: id, Language: l}, nil
	}
	return sound(f), err
}

// MostRead lists what is read most in a language.
func (d *Desk) MostRead(ctx context.Context, l ilbo.Language) ([]ilbo.Teaser, error) {
	m := d.maker(ctx, l, 0)
	list := m.mostRead()
	return list, m.err
}
