package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// Facets are what may narrow a search further: each choice is found in some of
// the stories found and not in all. They are counted over the stories that
// [Results.Total] counts.
type Facets struct {
	Sections    []Choice[ilbo.SectionID] // top sections, or the sub-sections of the one chosen
	Spans       []Choice[Span]           // years, or the months of one, the newest first
	Topics      []Choice[ilbo.TopicID]
	Journalists []Choice[ilbo.JournalistID]
}

// A Choice is one value of a facet with how many stories have it.
type Choice[T comparable] struct {
	Value T
	Count int // 0: more than were counted
}

// A Span is a stretch of time, [From, To). One without a beginning is all that
// came before To.
type Span struct{ From, To time.Time }

// clip leaves of the span what is within another, open where zero.
func (s *Span) clip(from, to time.Time) {
	if s.From.Before(from) {
		s.From = from
	}
	if !to.IsZero() && to.Before(s.To) {
		s.To = to
	}
}

// maxChoices is the most choices of a facet.
const maxChoices = 8

// facets are made of what the index tallied. What an operator in the query says
// already, which outranks what is chosen, is no facet.
func facets(l ilbo.IndexLookup, t Terms, found ilbo.IndexHits, zone *time.Location) Facets {
	var f Facets
	all := found.Total
	if t.Section == "" {
		f.Sections = choices(within(l.Section, found.Tally.Sections), all)
	}
	if l.Topic == "" {
		f.Topics = choices(found.Tally.Topics, all)
	}
	if l.Journalist == "" {
		f.Journalists = choices(found.Tally.Journalists, all)
	}
	if t.From.IsZero() && t.To.IsZero() {
		f.Spans = spans(found.Tally.Published, found.More, zone)
		for i := range f.Spans {
			f.Spans[i].Value.clip(l.From, l.To)
		}
	}
	return f
}

// within counts what is directly below a section: of all the paper, the top
// sections.
func within(above ilbo.SectionID, counts map[ilbo.SectionID]int) map[ilbo.SectionID]int {
	below := map[ilbo.SectionID]int{}
	for id, n := range counts {
		if above == "" {
			below[id.Top()] += n
		} else if id != above {
			below[id] += n
		}
	}
	return below
}

// choices are the values of the most stories, but for those that all have.
func choices[T cmp.Ordered](counts map[T]int, all int) []Choice[T] {
	list := make([]Choice[T], 0, maxChoices) // no longer than that: of a thousand stories there are thousands of topics
	for value, n := range counts {
		if n >= all {
			continue
		}
		at := len(list)
		for at > 0 && (n > list[at-1].Count || n == list[at-1].Count && value < list[at-1].Value) {
			at--
		}
		if at < maxChoices {
			list = slices.Insert(list[:min(len(list), maxChoices-1)], at, Choice[T]{value, n})
		}
	}
	return list
}

// spans are the years that stories were published in, or, where that is one, its
// months. Where there are more stories than those, which are the newest, what
// came before their oldest year or month ends the list.
func spans(published []time.Time, more bool, zone *time.Location) []Choice[Span] {
	years := spansOf(published, func(t time.Time) Span {
		from := time.Date(t.In(zone).Year(), 1, 1, 0, 0, 0, 0, zone)
		return Span{from, from.AddDate(1, 0, 0)}
	})
	list := years
	if len(years) == 1 {
		list = spansOf(published, func(t time.Time) Span {
			t = t.In(zone)
			from := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, zone)
			return Span{from, from.AddDate(0, 1, 0)}
		})
	}
	if len(list) == 0 || len(list) == 1 && !more {
		return nil
	}
	var earlier []Choice[Span]
	if cut := len(list) > maxChoices; cut || more {
		list = list[:min(len(list), maxChoices-1)]
		earlier = []Choice[Span]{{Value: Span{To: list[len(list)-1].Value.From}}}
	}
	return append(list, earlier...)
}

func spansOf(published []time.Time, spanOf func(time.Time) Span) []Choice[Span] {
	var list []Choice[Span]
	for _, t := range published { // the newest first
		if n := len(list); n > 0 && !t.Before(list[n-1].Value.From) {
			list[n-1].Count++
			continue
		}
		list = append(list, Choice[Span]{spanOf(t), 1})
	}
	return list
}

// MaxElsewhere is where stories in other languages are counted no further.
const MaxElsewhere = 100

// elsewhere counts what the same words find in other languages.
func (s *Search) elsewhere(ctx context.Context, q Query, l ilbo.IndexLookup, t Terms) ([]Choice[ilbo.Language], error) {
	if t.Language != "" {
		return nil, nil
	}
	var list []Choice[ilbo.Language]
	for _, other := range q.Others {
		l.Language = other
		n, err := s.index.CountEntries(ctx, l, MaxElsewhere+1)
		if err != nil {
			return nil, fmt.Errorf("count what is found in %s: %w", other, err)
		}
		if n > MaxElsewhere {
			n = 0
		} else if n == 0 {
			continue
		}
		list = append(list, Choice[ilbo.Language]{other, n})
	}
	return list, nil
}
