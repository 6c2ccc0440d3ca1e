package newsroom

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/search"
)

// Search finds published stories by their words.
type Search interface {
	Find(ctx context.Context, q search.Query, now time.Time) (search.Results, error)
}

// A ShelfView is the published stories beside a board.
type ShelfView struct {
	Query    string
	Sections []Link // URL is the section's id
	Cards    []CardView
}

// shelved is how many stories the shelf shows.
const shelved = 40

// cards make views of stories, for one page.
type cards struct {
	v        *visit
	w        *Words
	front    ilbo.FrontID
	language ilbo.Language
	query    url.Values
	picked   ilbo.StoryID
	sections []ilbo.Section
	names    map[ilbo.SectionID]string
	weights  map[ilbo.StoryID]ilbo.Weight
	known    map[ilbo.StoryID]string // headlines
}

func (v *visit) cards(l ilbo.Language, q url.Values) (*cards, error) {
	c := &cards{v: v, w: wordsIn(v.language()), language: l, query: q, names: map[ilbo.SectionID]string{}, known: map[ilbo.StoryID]string{}}
	c.front, _ = v.asked()
	picked, _ := strconv.ParseInt(v.r.URL.Query().Get("picked"), 10, 64)
	c.picked = ilbo.StoryID(picked)
	var err error
	if c.sections, err = v.Store.Sections(v.r.Context()); err != nil {
		return nil, err
	}
	for _, s := range c.sections {
		c.names[s.ID] = s.Name.In(v.language())
	}
	c.weights, err = v.Fronts.Weights(v.r.Context(), l)
	return c, err
}

// card is a story as editors handle it.
func (c *cards) card(t ilbo.Teaser) CardView {
	c.known[t.ID] = t.Headline
	view := CardView{ID: t.ID, Headline: t.Headline, Label: c.names[t.Section], When: c.when(t.Published), Weight: c.weights[t.ID], Taken: t.ID == c.picked}
	if view.Label == "" {
		view.Label = string(t.Section)
	}
	if t.Lead != nil {
		view.Thumb = "/pictures/" + string(t.Lead.Picture) + "/320.webp"
	}
	view.Pick = frontAddress(c.front, withField(c.query, "picked", strconv.FormatInt(int64(t.ID), 10)))
	if c.v.staff.May(ilbo.MayArrange, t.Section, false) {
		for w := ilbo.MaxWeight; w >= ilbo.MinWeight; w-- {
			view.Weights = append(view.Weights, Link{fmt.Sprintf("%+d", w), strconv.Itoa(int(w)), w == view.Weight})
		}
	}
	return view
}

// when is short for what was published today.
func (c *cards) when(t time.Time) string {
	local, now := t.In(c.v.Paper.Zone), c.v.Clock().In(c.v.Paper.Zone)
	if local.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return local.Format("15:04")
	}
	return local.Format("01-02 15:04")
}

// place names a place with its section.
func (c *cards) place(p ilbo.Place) string {
	section := string(p)
	if id, is := p.Strip(); is {
		section = c.names[id]
	}
	return c.w.place(p, section)
}

// pick shows the story that is picked up.
func (c *cards) pick(p *FrontBoardPage) error {
	if c.picked < 1 || !p.May {
		return nil
	}
	found, err := c.v.Store.TeasersByID(c.v.r.Context(), []ilbo.StoryID{c.picked}, c.v.Clock())
	if err == nil && len(found) == 1 && found[0].Language == c.language {
		card := c.card(found[0])
		p.Picked = &card
	}
	return err
}

// shelf is the published stories that the page is narrowed to.
func (v *visit) shelf(c *cards, l ilbo.Language, q url.Values) (ShelfView, error) {
	s := ShelfView{Query: q.Get("q")}
	section := ilbo.SectionID(q.Get("section"))
	for _, sec := range c.sections {
		name := sec.Name.In(v.language())
		if sec.ID.Sub() {
			name = "– " + name
		}
		s.Sections = append(s.Sections, Link{name, string(sec.ID), sec.ID == section})
	}
	list, err := v.published(l, s.Query, section)
	for _, t := range list {
		s.Cards = append(s.Cards, c.card(t))
	}
	return s, err
}

func (v *visit) published(l ilbo.Language, words string, section ilbo.SectionID) ([]ilbo.Teaser, error) {
	now := v.Clock()
	if words == "" {
		return v.Store.Teasers(v.r.Context(), ilbo.Selection{Language: l, Section: section, Limit: shelved}, now)
	}
	found, err := v.Search.Find(v.r.Context(), search.Query{Text: words, Language: l, Section: section, Page: 1, PerPage: shelved}, now)
	var list []ilbo.Teaser
	for _, h := range found.Hits {
		list = append(list, h.Teaser)
	}
	return list, err
}

// changes say what differs from one arrangement to another.
func (c *cards) changes(old, new *ilbo.Front) ([]string, error) {
	list := front.Changes(old, new)
	var unknown []ilbo.StoryID
	for _, change := range list {
		for _, id := range []ilbo.StoryID{change.Old.Story, change.New.Story} {
			if id != 0 && c.known[id] == "" {
				unknown = append(unknown, id)
			}
		}
	}
	if len(unknown) > 0 {
		found, err := c.v.Store.TeasersByID(c.v.r.Context(), unknown, c.v.Clock())
		if err != nil {
			return nil, err
		}
		for _, t := range found {
			c.known[t.ID] = t.Headline
		}
	}
	var say []string
	for _, change := range list {
		say = append(say, c.change(change))
	}
	return say, nil
}

func (c *cards) change(change front.Change) string {
	w := &c.w.Fronts
	where := c.place(change.Place)
	if change.Place != ilbo.PlaceLead {
		where += " " + strconv.Itoa(change.At+1)
	}
	was, is := c.headline(change.Old.Story), c.headline(change.New.Story)
	switch {
	case change.New.Story == 0:
		return fmt.Sprintf(w.WasOff, where, was)
	case change.Old.Story == change.New.Story && change.New.Until.IsZero():
		return fmt.Sprintf(w.WasUnlocked, where, is)
	case change.Old.Story == change.New.Story || change.Old.Story == 0 && !change.New.Until.IsZero():
		return fmt.Sprintf(w.WasLocked, where, is, c.v.when(change.New.Until))
	case change.Old.Story == 0:
		return fmt.Sprintf(w.WasPut, where, is)
	}
	return fmt.Sprintf(w.WasPutFor, where, is, was)
}

// headline is that of a story, or, where the public may not see it, its number.
func (c *cards) headline(id ilbo.StoryID) string {
	if h := c.known[id]; h != "" {
		return h
	}
	return fmt.Sprintf(c.w.Fronts.Story, id)
}
