package search

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

// Search is the paper's search desk.
type Search struct {
	index   Index
	stories Stories
	zone    *time.Location
}

// New makes a search desk. Zone is the paper's: days in queries begin there.
func New(index Index, stories Stories, zone *time.Location) *Search {
	return &Search{index: index, stories: stories, zone: zone}
}

// Results are one page of what was found.
type Results struct {
	Total  int  // of all pages; see [ilbo.IndexHits]
	More   bool // there are more than Total
	Hits   []Hit
	Terms  Terms // the query as it was understood
	Facets Facets
	// Elsewhere is how many stories the query finds in each of its other
	// languages, without those where it finds none.
	Elsewhere []Choice[ilbo.Language]
	// Instead is what may have been meant, where nothing was found for the
	// query and something would be for that. Empty otherwise.
	Instead string
}

// A Hit is one story found, with the words that it was found by marked.
type Hit struct {
	ilbo.Teaser
	Headline []Part
	Snippet  []Part // a passage, or the deck where the body says nothing of it
}

// Find gives the page of stories that a query asks for. No query is an error:
// one that asks for nothing finds nothing. Stories that the public may not see
// at now are neither found nor counted.
func (s *Search) Find(ctx context.Context, q Query, now time.Time) (Results, error) {
	terms := Parse(q.Text, s.zone)
	if terms.Empty() {
		return Results{Terms: terms}, nil
	}
	l := lookup(q, terms, now)
	found, err := s.index.FindEntries(ctx, l)
	if err != nil {
		return Results{}, fmt.Errorf("look up in the index: %w", err)
	}
	r := Results{Terms: terms, More: found.More, Facets: facets(l, terms, found, s.zone)}
	if r.Elsewhere, err = s.elsewhere(ctx, q, l, terms); err != nil {
		return Results{}, err
	}
	if found.Total == 0 {
		r.Instead, err = s.instead(ctx, q, now)
		return r, err
	}
	r.Hits, err = s.hits(ctx, found.Stories, terms.Must, now)
	// What the index still holds and the store no longer shows is not counted.
	r.Total = found.Total - (len(found.Stories) - len(r.Hits))
	return r, err
}

// Numbers gives the page of stories that a query asks for by their numbers alone,
// and whether there are more, for who shows them in a way of their own. Stories
// that the public may not see at now are not found.
func (s *Search) Numbers(ctx context.Context, q Query, now time.Time) (ids []ilbo.StoryID, more bool, err error) {
	terms := Parse(q.Text, s.zone)
	if terms.Empty() {
		return nil, false, nil
	}
	l := lookup(q, terms, now)
	found, err := s.index.FindEntries(ctx, l)
	if err != nil {
		return nil, false, fmt.Errorf("look up in the index: %w", err)
	}
	return found.Stories, found.More || found.Total > l.Offset+len(found.Stories), nil
}

// instead is what may have been meant: the query as if it was typed in the
// keyboard's other layout, or as the vocabulary spells it.
func (s *Search) instead(ctx context.Context, q Query, now time.Time) (string, error) {
	text, err := s.otherLayout(ctx, q, now)
	if err == nil && text == "" {
		text, err = s.respelled(ctx, q, now)
	}
	if err != nil {
		return "", fmt.Errorf("look up what may be meant: %w", err)
	}
	return text, nil
}

func (s *Search) otherLayout(ctx context.Context, q Query, now time.Time) (string, error) {
	text, ok := Retype(q.Text)
	if !ok {
		return "", nil
	}
	found, err := s.finds(ctx, q, text, now)
	if err != nil || !found {
		return "", err
	}
	return text, nil
}

// lookup asks the index for what the terms ask for. Stories that have the words
// as they were typed come before those of the same tier that have them with
// other particles or in other letters: what ends like a particle may be a part of
// the word, or of a name.
func lookup(q Query, t Terms, now time.Time) ilbo.IndexLookup {
	l := ilbo.IndexLookup{
		Must: t.Must, Not: t.Not, Language: q.Language, Section: q.Section, Topic: q.Topic, Journalist: q.Journalist,
		From: q.From, To: q.To, Now: now, Limit: q.PerPage,
	}
	if t.Language != "" {
		l.Language = t.Language
	}
	if t.Section != "" {
		l.Section = t.Section
	}
	if !t.From.IsZero() {
		l.From = t.From
	}
	if !t.To.IsZero() {
		l.To = t.To
	}
	if l.Limit < 1 {
		l.Limit = perPage
	}
	l.Limit = min(l.Limit, maxPer)
	l.Offset = (min(max(q.Page, 1), maxPage) - 1) * l.Limit
	if t.AsTyped != nil {
		l.Must, l.Typed = nil, t.AsTyped
		for _, ph := range t.Must {
			l.Must = append(l.Must, widest(ph))
		}
	}
	return l
}

// hits shows stories, but for those that the public may not see.
func (s *Search) hits(ctx context.Context, ids []ilbo.StoryID, must []ilbo.IndexPhrase, now time.Time) ([]Hit, error) {
	teasers, err := s.stories.TeasersByID(ctx, ids, now)
	if err != nil {
		return nil, fmt.Errorf("fetch %d stories found: %w", len(ids), err)
	}
	bodies, err := s.stories.Bodies(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("fetch the bodies of %d stories found: %w", len(ids), err)
	}
	m := newMarker(must)
	list := make([]Hit, len(teasers))
	for i, t := range teasers {
		list[i] = Hit{Teaser: t, Headline: m.highlight(t.Headline), Snippet: m.snippet(&t, bodies[t.ID])}
	}
	return list, nil
}

// snippet is the passage that says most of what was asked for. Of a story that
// is locked, only the deck and its opening are quoted.
func (m *marker) snippet(t *ilbo.Teaser, body ilbo.Body) []Part {
	if t.Access.Locked() {
		body = body.Opening()
	}
	parts, hits := m.passage(body.Lines())
	if hits == 0 && t.Deck != "" {
		parts, _ = m.passage(func(yield func(string) bool) { yield(t.Deck) })
	}
	return parts
}
