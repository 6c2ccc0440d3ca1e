package site

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/search"
)

// A FacetView is one thing by which a search may be narrowed further.
type FacetView struct {
	Name    string
	Choices []ChoiceView
}

// A ChoiceView leads to the search narrowed by it.
type ChoiceView struct {
	Link
	Count string // "12", "120+", empty where nobody counted
}

// A Field is a value that a form sends without showing it.
type Field struct{ Name, Value string }

// An OtherLanguage leads to what a search finds in another language, in whose
// words it says how much that is.
type OtherLanguage struct {
	Lang             ilbo.Language
	Name, URL, Total string
}

// narrow says what narrows the search and what may narrow it further.
func (s *Site) narrow(ctx context.Context, p *SearchPage, l ilbo.Language, q search.Query, f search.Facets, more bool) error {
	names, err := s.facetNames(ctx, l, q, f)
	if err != nil {
		return err
	}
	q.Page = 1
	with := func(name string, change func(*search.Query)) Link {
		other := q
		change(&other)
		return Link{Name: name, URL: s.searchAddress(l, other)}
	}
	n := narrowing{more: more, page: p}
	if q.Language != l {
		n.chosen(with(wordsIn(q.Language).Language, func(q *search.Query) { q.Language = l }))
		p.Hidden = append(p.Hidden, Field{"lang", string(q.Language)})
	}
	if q.Section != "" {
		n.chosen(with(names.section(q.Section), func(q *search.Query) { q.Section = "" }))
	}
	if q.Topic != "" {
		n.chosen(with(names.topic(q.Topic), func(q *search.Query) { q.Topic = "" }))
		p.Hidden = append(p.Hidden, Field{"topic", string(q.Topic)})
	}
	if q.Journalist != "" {
		n.chosen(with(names.journalist(q.Journalist), func(q *search.Query) { q.Journalist = "" }))
		p.Hidden = append(p.Hidden, Field{"by", string(q.Journalist)})
	}
	if !q.From.IsZero() || !q.To.IsZero() {
		n.chosen(with(names.span(search.Span{From: q.From, To: q.To}), func(q *search.Query) { q.From, q.To = time.Time{}, time.Time{} }))
	}
	for _, c := range f.Sections {
		n.add(with(names.section(c.Value), func(q *search.Query) { q.Section = c.Value }), c.Count)
	}
	n.facet(p.W.Sections)
	for _, c := range f.Spans {
		n.add(with(names.span(c.Value), func(q *search.Query) { q.From, q.To = c.Value.From, c.Value.To }), c.Count)
	}
	n.facet(p.W.When)
	for _, c := range f.Topics {
		n.add(with(names.topic(c.Value), func(q *search.Query) { q.Topic = c.Value }), c.Count)
	}
	n.facet(p.W.Topics)
	for _, c := range f.Journalists {
		n.add(with(names.journalist(c.Value), func(q *search.Query) { q.Journalist = c.Value }), c.Count)
	}
	n.facet(p.W.Journalists)
	return nil
}

// A narrowing gathers what stands on the page, but for what has no name.
type narrowing struct {
	page    *SearchPage
	more    bool
	choices []ChoiceView
}

func (n *narrowing) chosen(l Link) {
	if l.Name != "" {
		n.page.Chosen = append(n.page.Chosen, l)
	}
}

func (n *narrowing) add(l Link, count int) {
	c := ChoiceView{Link: l}
	if count > 0 {
		if c.Count = thousands(count); n.more {
			c.Count += "+"
		}
	}
	if l.Name != "" {
		n.choices = append(n.choices, c)
	}
}

// facet ends the choices of one facet.
func (n *narrowing) facet(name string) {
	if len(n.choices) > 0 {
		n.page.Facets = append(n.page.Facets, FacetView{name, n.choices})
	}
	n.choices = nil
}

// facetNames are how a page calls what searches are narrowed by.
type facetNames struct {
	dates
	words       *Words
	language    ilbo.Language
	sections    map[ilbo.SectionID]ilbo.Words
	topics      map[ilbo.TopicID]ilbo.Words
	journalists map[ilbo.JournalistID]ilbo.Words
}

func (s *Site) facetNames(ctx context.Context, l ilbo.Language, q search.Query, f search.Facets) (*facetNames, error) {
	names := &facetNames{dates: dates{s.paper.Zone, l}, words: wordsIn(l), language: l, sections: map[ilbo.SectionID]ilbo.Words{}}
	sections, err := s.sections(ctx)
	if err != nil {
		return nil, err
	}
	for _, sec := range sections {
		names.sections[sec.ID] = sec.Name
	}
	topics := values(q.Topic, f.Topics)
	seen, err := s.stories.SeenTopics(ctx, topics, s.clock())
	if err != nil {
		return nil, err
	}
	topics = slices.DeleteFunc(topics, func(id ilbo.TopicID) bool { return !seen[id] })
	if names.topics, err = s.topicNames(ctx, topics); err != nil {
		return nil, err
	}
	names.journalists, err = s.journalistNames(ctx, values(q.Journalist, f.Journalists))
	return names, err
}

// values are what is chosen, where something is, and what may be.
func values[T ~string](chosen T, choices []search.Choice[T]) []T {
	var list []T
	if chosen != "" {
		list = append(list, chosen)
	}
	for _, c := range choices {
		list = append(list, c.Value)
	}
	return list
}

func (n *facetNames) section(id ilbo.SectionID) string       { return n.sections[id].In(n.language) }
func (n *facetNames) topic(id ilbo.TopicID) string           { return n.topics[id].In(n.language) }
func (n *facetNames) journalist(id ilbo.JournalistID) string { return n.journalists[id].In(n.language) }

// span names a year, a month, or any days.
func (n *facetNames) span(s search.Span) string {
	switch {
	case s.From.IsZero():
		return fmt.Sprintf(n.words.Until, n.day(s.To.AddDate(0, 0, -1)))
	case s.To.IsZero():
		return fmt.Sprintf(n.words.Since, n.day(s.From))
	case s.From.YearDay() == 1 && s.To.Equal(s.From.AddDate(1, 0, 0)):
		return fmt.Sprintf(n.words.Year, strconv.Itoa(s.From.Year()))
	case s.From.Day() == 1 && s.To.Equal(s.From.AddDate(0, 1, 0)):
		return n.month(s.From)
	}
	first, last := n.day(s.From), n.day(s.To.AddDate(0, 0, -1))
	if first == last {
		return first
	}
	return first + " – " + last
}

// elsewhere says what the words find in other languages than those asked for.
func (s *Site) elsewhere(p *SearchPage, q search.Query, found []search.Choice[ilbo.Language]) {
	for _, c := range found {
		w := wordsIn(c.Value)
		q.Language, q.Page = c.Value, 1
		other := OtherLanguage{Lang: c.Value, Name: w.Language, URL: s.searchAddress(c.Value, q)}
		switch c.Count {
		case 0:
			other.Total = fmt.Sprintf(w.MoreHits, thousands(search.MaxElsewhere))
		case 1:
			other.Total = w.OneHit
		default:
			other.Total = fmt.Sprintf(w.Hits, thousands(c.Count))
		}
		p.Elsewhere = append(p.Elsewhere, other)
	}
}
