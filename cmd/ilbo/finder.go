package main

import (
	"context"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/search"
)

// finder lets the newsroom search what was published.
type finder struct {
	search *search.Search
	clock  ilbo.Clock
}

func (f finder) Find(ctx context.Context, a desk.Asked, page, perPage int) ([]ilbo.StoryID, bool, error) {
	q := search.Query{Text: a.Words, Language: a.Language, Section: a.Section, Journalist: a.Writer, Page: page, PerPage: perPage}
	return f.search.Numbers(ctx, q, f.clock())
}
