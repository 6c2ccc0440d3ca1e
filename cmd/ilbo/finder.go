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

// stacks let lessons know how common words are in what was published.
type stacks struct {
	search *search.Search
	clock  ilbo.Clock
}

func (a stacks) Held(ctx context.Context, l ilbo.Language, words []string, most int) ([]int, error) {
	return a.search.Held(ctx, l, words, most, a.clock())
}

func (a stacks) Size(ctx context.Context, most int) (int, error) {
	return a.search.Size(ctx, most, a.clock())
}
