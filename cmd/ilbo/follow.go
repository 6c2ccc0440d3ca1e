package main

import (
	"context"
	"errors"

	"ilbo.press"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/site"
)

// followers do what follows each change of a story.
func (h *house) followers(pages *site.Site) store.Followers {
	return store.Followers{
		Index: func(ctx context.Context, e ilbo.Event) error {
			s, err := h.store.Story(ctx, e.Story)
			if errors.Is(err, ilbo.NotFound) {
				return h.store.RemoveEntries(ctx, e.Story)
			}
			if err != nil {
				return err
			}
			return h.search.Index(ctx, s, h.clock())
		},
		Stale: func(_ context.Context, e ilbo.Event) error {
			pages.Stale(e.Keys...)
			return nil
		},
	}
}
