package front

import (
	"context"
	"errors"
	"fmt"
	"slices"
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

// How many stories each part of a front takes.
const (
	seconds  = 5
	opinions = 4
	perStrip = 4
	photos   = 5
	films    = 4
	latest   = 14
	mostRead = 7
	// mostReadSpan is how far back reading is counted.
	mostReadSpan = 3 * 24 * time.Hour
)

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
}

// Home makes the home front of a language, of a paper with those sections.
func (d *Desk) Home(ctx context.Context, l ilbo.Language, sections []ilbo.Section) (*Home, error) {
	now := d.clock()
	h := &Home{Language: l, Keys: []ilbo.Key{ilbo.KeyFurniture, ilbo.KeyLanguage(l), ilbo.KeyFront(l, ilbo.Home), ilbo.KeyMostRead(l)}}
	m := maker{ctx: ctx, store: d.store, language: l, now: now, sections: sections, used: map[ilbo.StoryID]bool{}}

	placed := m.placed(ilbo.Home)
	newest := m.list(ilbo.Selection{Limit: 60})
	h.Latest = head(newest, latest)
	news := without(newest, aside)

	if lead := m.fill(nil, placed[ilbo.PlaceLead], 1, anyStory); len(lead) == 1 {
		h.Lead = &lead[0]
	} else if lead := m.fill(nil, news, 1, hasPicture); len(lead) == 1 {
		h.Lead = &lead[0]
	} else if lead := m.fill(nil, newest, 1, anyStory); len(lead) == 1 {
		h.Lead = &lead[0]
	}
	h.Seconds = m.fill(m.take(placed[ilbo.PlaceSecond]), news, seconds, anyStory)
	h.Opinion = m.fill(m.take(placed[ilbo.PlaceOpinion]), m.list(ilbo.Selection{Section: opinion, Limit: 2 * opinions}), opinions, anyStory)
	h.Photos = m.fill(nil, m.list(ilbo.Selection{Galleries: true, Limit: 2 * photos}), photos, hasPicture)
	h.Films = m.fill(nil, m.list(ilbo.Selection{Films: true, Limit: 2 * films}), films, anyStory)

	for _, s := range m.sections {
		if s.ID.Sub() || s.ID == opinion || s.ID == video || s.ID == darkroom {
			continue
		}
		stories := m.fill(nil, m.list(ilbo.Selection{Section: s.ID, Limit: 3 * perStrip}), perStrip, anyStory)
		if len(stories) > 0 {
			h.Strips = append(h.Strips, Strip{Section: s, Subs: m.subs(s.ID), Stories: pictureFirst(stories)})
		}
	}
	h.MostRead = m.mostRead()
	h.Keys = append(h.Keys, m.guests...)
	if m.err != nil {
		return nil, fmt.Errorf("make the home front in %s: %w", l, m.err)
	}
	return h, nil
}

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
}

// sectionStories are how many a section's front shows in all; older ones are
// in the section's months.
const sectionStories = 33

// Section makes the front of one of the paper's sections. One that is not among
// them is NotFound.
func (d *Desk) Section(ctx context.Context, l ilbo.Language, id ilbo.SectionID, sections []ilbo.Section) (*Section, error) {
	now := d.clock()
	m := maker{ctx: ctx, store: d.store, language: l, now: now, sections: sections, used: map[ilbo.StoryID]bool{}}
	f := &Section{Keys: []ilbo.Key{ilbo.KeyFurniture, ilbo.KeySection(l, id), ilbo.KeyFront(l, ilbo.FrontID(id)), ilbo.KeyMostRead(l)}}
	for _, s := range m.sections {
		if s.ID == id {
			f.Section = s
		}
		if s.ID == id.Top() {
			f.Parent = s
		}
	}
	if f.Section.ID == "" {
		return nil, fmt.Errorf("front of section %s: %w", id, ilbo.NotFound)
	}
	f.Subs = m.subs(id.Top())
	placed := m.placed(ilbo.FrontID(id))
	newest := m.list(ilbo.Selection{Section: id, Limit: sectionStories})
	lead := m.fill(m.fill(nil, placed[ilbo.PlaceLead], 1, anyStory), newest, 1, hasPicture)
	if len(lead) == 0 {
		lead = m.fill(nil, newest, 1, anyStory)
	}
	if len(lead) > 0 {
		f.Lead = &lead[0]
	}
	f.Seconds = m.fill(m.take(placed[ilbo.PlaceSecond]), newest, 3, anyStory)
	f.Stories = m.fill(nil, newest, sectionStories, anyStory)
	f.MostRead = m.mostRead()
	f.Keys = append(f.Keys, m.guests...)
	if m.err != nil {
		return nil, fmt.Errorf("make the front of %s in %s: %w", id, l, m.err)
	}
	return f, nil
}

// MostRead lists what is read most in a language.
func (d *Desk) MostRead(ctx context.Context, l ilbo.Language) ([]ilbo.Teaser, error) {
	m := maker{ctx: ctx, store: d.store, language: l, now: d.clock()}
	list := m.mostRead()
	return list, m.err
}

// A maker fills one front. It remembers which stories stand already, and the
// first thing that went wrong, after which it asks for nothing more.
type maker struct {
	ctx      context.Context
	store    Store
	language ilbo.Language
	now      time.Time
	sections []ilbo.Section // of the paper, in the order of the menu
	used     map[ilbo.StoryID]bool
	guests   []ilbo.Key // of stories that stand here by choice, from wherever in the paper they are
	err      error
}

func (m *maker) list(sel ilbo.Selection) []ilbo.Teaser {
	if m.err != nil {
		return nil
	}
	sel.Language = m.language
	var list []ilbo.Teaser
	list, m.err = m.store.Teasers(m.ctx, sel, m.now)
	return list
}

func (m *maker) subs(top ilbo.SectionID) []ilbo.Section {
	var list []ilbo.Section
	for _, s := range m.sections {
		if s.ID.Sub() && s.ID.Top() == top {
			list = append(list, s)
		}
	}
	return list
}

// placed gives the stories that an editor put on the front, by place.
func (m *maker) placed(id ilbo.FrontID) map[ilbo.Place][]ilbo.Teaser {
	if m.err != nil {
		return nil
	}
	f, err := m.store.Front(m.ctx, id, m.language)
	if errors.Is(err, ilbo.NotFound) {
		return nil
	}
	if err != nil {
		m.err = err
		return nil
	}
	places := map[ilbo.Place][]ilbo.Teaser{}
	for _, slot := range f.Slots {
		list, err := m.store.TeasersByID(m.ctx, []ilbo.StoryID{slot.Story}, m.now)
		if err != nil {
			m.err = err
			return nil
		}
		places[slot.Place] = append(places[slot.Place], list...)
		m.guests = append(m.guests, ilbo.KeyStory(slot.Story))
	}
	return places
}

func (m *maker) mostRead() []ilbo.Teaser {
	if m.err != nil {
		return nil
	}
	var list []ilbo.Teaser
	list, m.err = m.store.MostRead(m.ctx, m.language, m.now.Add(-mostReadSpan), mostRead, m.now)
	for _, t := range list {
		m.guests = append(m.guests, ilbo.KeyStory(t.ID))
	}
	return list
}

// take uses the stories of a list that do not stand on the front yet.
func (m *maker) take(list []ilbo.Teaser) []ilbo.Teaser {
	return m.fill(nil, list, len(list), anyStory)
}

// fill adds stories to those placed until there are n of them.
func (m *maker) fill(placed, from []ilbo.Teaser, n int, suits func(ilbo.Teaser) bool) []ilbo.Teaser {
	list := placed
	for _, t := range from {
		if len(list) >= n {
			break
		}
		if !m.used[t.ID] && suits(t) {
			m.used[t.ID] = true
			list = append(list, t)
		}
	}
	return list
}

func hasPicture(t ilbo.Teaser) bool { return t.Lead != nil }
func anyStory(ilbo.Teaser) bool     { return true }

func head(list []ilbo.Teaser, n int) []ilbo.Teaser { return list[:min(n, len(list))] }

// without leaves out the stories of some sections.
func without(list []ilbo.Teaser, sections []ilbo.SectionID) []ilbo.Teaser {
	var kept []ilbo.Teaser
	for _, t := range list {
		if !slices.Contains(sections, t.Section.Top()) {
			kept = append(kept, t)
		}
	}
	return kept
}

// pictureFirst moves the first story with a picture to the head of a strip,
// which is where the picture stands.
func pictureFirst(list []ilbo.Teaser) []ilbo.Teaser {
	i := slices.IndexFunc(list, hasPicture)
	if i <= 0 {
		return list
	}
	t := list[i]
	return slices.Insert(slices.Delete(slices.Clone(list), i, i+1), 0, t)
}
