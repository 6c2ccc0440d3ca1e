package search

import (
	"context"
	"errors"
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
	Total int  // of all pages; see [ilbo.IndexHits]
	More  bool // there are more than Total
	Hits  []Hit
	Terms Terms // the query as it was understood
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
	found, err := s.index.FindEntries(ctx, lookup(q, terms, now))
	if err != nil {
		return Results{}, fmt.Errorf("look up in the index: %w", err)
	}
	if found.Total == 0 {
		instead, err := s.instead(ctx, q, now)
		return Results{Terms: terms, Instead: instead}, err
	}
	teasers, err := s.stories.TeasersByID(ctx, found.Stories, now)
	if err != nil {
		return Results{}, fmt.Errorf("fetch %d stories found: %w", len(found.Stories), err)
	}
	// What the index still holds and the store no longer shows is not counted.
	r := Results{Terms: terms, More: found.More, Total: found.Total - (len(found.Stories) - len(teasers))}
	for i := range teasers {
		hit, err := s.hit(ctx, &teasers[i], terms.Must)
		if errors.Is(err, ilbo.NotFound) {
			r.Total--
			continue
		}
		if err != nil {
			return Results{}, err
		}
		r.Hits = append(r.Hits, hit)
	}
	return r, nil
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
		Must: t.Must, Not: t.Not, Language: q.Language, Section: q.Section, From: q.From, To: q.To, Now: now, Limit: q.PerPage,
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

func (s *Search) hit(ctx context.Context, t *ilbo.Teaser, must []ilbo.IndexPhrase) (Hit, error) {
	story, err := s.stories.Story(ctx, t.ID)
	if err != nil {
		return Hit{}, fmt.Errorf("fetch story %d: %w", t.ID, err)
	}
	return Hit{Teaser: *t, Headline: Highlight(t.Headline, must), Snippet: snippet(story, must)}, nil
}

// snippet is the passage that says most of what was asked for. Of a story that
// is not free, only the deck and the first paragraph are quoted.
func snippet(story *ilbo.Story, must []ilbo.IndexPhrase) []Part {
	body := story.Body
	if story.Access != "" && story.Access != ilbo.Free {
		body = firstParagraph(body)
	}
	parts, hits := Passage(body.Text(), must)
	if hits == 0 && story.Deck != "" {
		parts, _ = Passage(story.Deck, must)
	}
	return parts
}

func firstParagraph(body ilbo.Body) ilbo.Body {
	for i := range body {
		if body[i].Kind == ilbo.Paragraph {
			return body[i : i+1]
		}
	}
	return nil
}
