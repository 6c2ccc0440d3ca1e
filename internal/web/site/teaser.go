package site

import (
	"time"

	"ilbo.press"
)

// A TeaserView is a story as fronts and lists show it: see ui/teaser.
type TeaserView struct {
	ID       ilbo.StoryID
	URL      string
	Label    string // kicker, or else the section's name
	Headline string
	Deck     string
	Byline   string
	When     Moment
	Figure   *FigureView
	Length   string // of its film, empty where it has none
	Pictures int    // shown where there are several
	Level    int    // of the heading: 2 or 3
	Deckless bool   // shown without its deck
}

// teasers prepares lists of stories for pages in one language.
type teasers struct {
	dates
	names map[ilbo.SectionID]string
	now   time.Time
	words *Words
}

func (ts *teasers) one(t ilbo.Teaser, p place) TeaserView {
	v := TeaserView{
		ID: t.ID, URL: string(t.Path), Label: t.Kicker, Headline: t.Headline, Deck: t.Deck, Byline: bylineText(t.Bylines),
		When: ts.short(t.Published, ts.now), Level: 3,
	}
	if v.Label == "" {
		v.Label = ts.name(t.Section)
	}
	if p != (place{}) {
		v.Figure = figure(t.Lead, p)
	}
	if t.Length > 0 {
		v.Length = length(t.Length)
	}
	if t.Pictures > 2 {
		v.Pictures = t.Pictures
	}
	return v
}

func (ts *teasers) list(list []ilbo.Teaser, p place) []TeaserView {
	views := make([]TeaserView, len(list))
	for i, t := range list {
		views[i] = ts.one(t, p)
	}
	return views
}

// name is a section's name; an unknown one shows its address.
func (ts *teasers) name(id ilbo.SectionID) string {
	if n := ts.names[id]; n != "" {
		return n
	}
	if n := ts.names[id.Top()]; n != "" {
		return n
	}
	return string(id)
}

func bylineText(list []ilbo.Byline) string {
	var s string
	for i, b := range list {
		if i > 0 {
			s += ", "
		}
		s += b.Name
	}
	return s
}
