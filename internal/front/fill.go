package front

import (
	"context"
	"slices"
	"time"

	"ilbo.press"
)

// A Stand is one place of a front with all that stands in it.
type Stand struct {
	Place   ilbo.Place
	Section ilbo.Section // of a strip
	Spots   []Spot
}

// A Spot is where one story stands.
type Spot struct {
	Story  *ilbo.Teaser // nil: no story suits
	Chosen bool         // an editor put it there; otherwise the front filled the spot by itself
	Slot   ilbo.Slot    // as an editor left it; without a story where nobody did
}

// stories are those that stand, without the empty spots.
func (s *Stand) stories() []ilbo.Teaser {
	var list []ilbo.Teaser
	for _, spot := range s.Spots {
		if spot.Story != nil {
			list = append(list, *spot.Story)
		}
	}
	return list
}

// pictureFirst moves the first story with a picture to the head of a strip, which
// is where the picture stands: among those that nobody chose, and where nobody
// chose what stands there.
func (s *Stand) pictureFirst() {
	if len(s.Spots) == 0 || s.Spots[0].Chosen {
		return
	}
	var free []*Spot
	for i := range s.Spots {
		if !s.Spots[i].Chosen && s.Spots[i].Story != nil {
			free = append(free, &s.Spots[i])
		}
	}
	i := slices.IndexFunc(free, func(spot *Spot) bool { return hasPicture(*spot.Story) })
	for ; i > 0; i-- {
		free[i].Story, free[i-1].Story = free[i-1].Story, free[i].Story
	}
}

// A maker fills one front. It remembers which stories stand already, and the
// first thing that went wrong, after which it asks for nothing more.
type maker struct {
	ctx      context.Context
	store    Store
	language ilbo.Language
	now      time.Time
	halfLife time.Duration // of a story on this front: see rank
	used     map[ilbo.StoryID]bool
	slots    map[ilbo.Place][]Spot // what editors left, with the stories that stand by it
	all      []ilbo.Section
	weighted []ilbo.Weighted
	guests   []ilbo.Key // of stories that stand here by choice, from wherever in the paper they are
	err      error
}

func (d *Desk) maker(ctx context.Context, l ilbo.Language, halfLife time.Duration) *maker {
	return &maker{ctx: ctx, store: d.store, language: l, now: d.clock(), halfLife: halfLife, used: map[ilbo.StoryID]bool{}}
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

func (m *maker) sections() []ilbo.Section {
	if m.err == nil && m.all == nil {
		m.all, m.err = m.store.Sections(m.ctx)
	}
	return m.all
}

// stripped are the sections that have a strip on the home front, in the menu's
// order.
func (m *maker) stripped() []ilbo.Section {
	return slices.DeleteFunc(slices.Clone(m.sections()), func(s ilbo.Section) bool {
		return s.ID.Sub() || s.ID == opinion || s.ID == video || s.ID == darkroom
	})
}

func (m *maker) subs(top ilbo.SectionID) []ilbo.Section {
	var list []ilbo.Section
	for _, s := range m.sections() {
		if s.ID.Sub() && s.ID.Top() == top {
			list = append(list, s)
		}
	}
	return list
}

// choose reads what editors left in the places, the first place first: stories
// that the public may see, in the front's language, each once, whose locks have
// not run out. All other slots are free.
func (m *maker) choose(f ilbo.Front, places []ilbo.Place) {
	m.slots = map[ilbo.Place][]Spot{}
	var ids []ilbo.StoryID
	for _, slot := range f.Slots {
		if slot.Holds(m.now) {
			ids = append(ids, slot.Story)
			m.guests = append(m.guests, ilbo.KeyStory(slot.Story))
		}
	}
	if m.err != nil || len(ids) == 0 {
		return
	}
	var found []ilbo.Teaser
	if found, m.err = m.store.TeasersByID(m.ctx, ids, m.now); m.err != nil {
		return
	}
	public := map[ilbo.StoryID]*ilbo.Teaser{}
	for i := range found {
		if found[i].Language == m.language {
			public[found[i].ID] = &found[i]
		}
	}
	for _, place := range places {
		for _, slot := range f.In(place) {
			spot := Spot{Slot: slot}
			if t := public[slot.Story]; t != nil && slot.Holds(m.now) && !m.used[t.ID] && (place != ilbo.PlaceLead || len(m.slots[place]) == 0) {
				m.used[t.ID] = true
				spot.Story, spot.Chosen = t, true
			}
			m.slots[place] = append(m.slots[place], spot)
		}
	}
}

// stand is a place with n spots, or more where editors chose more, and the stories
// that they chose.
func (m *maker) stand(place ilbo.Place, n int) *Stand {
	s := &Stand{Place: place, Spots: m.slots[place]}
	for i, spot := range s.Spots {
		if spot.Chosen {
			n = max(n, i+1)
		}
	}
	s.Spots = append(s.Spots[:min(n, len(s.Spots))], make([]Spot, max(0, n-len(s.Spots)))...)
	return s
}

// fill puts stories that suit, and do not stand yet, in the spots that are empty.
func (m *maker) fill(s *Stand, from []ilbo.Teaser, suits func(ilbo.Teaser) bool) {
	for i := range s.Spots {
		for len(from) > 0 && s.Spots[i].Story == nil {
			if t := &from[0]; !m.used[t.ID] && suits(*t) {
				m.used[t.ID] = true
				s.Spots[i].Story = t
			}
			from = from[1:]
		}
	}
}

// fillFrom fills the spots with what a selection gives, by recency and weight.
func (m *maker) fillFrom(s *Stand, sel ilbo.Selection, suits func(ilbo.Teaser) bool) {
	m.fill(s, m.ranked(sel, m.list(sel)), suits)
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
