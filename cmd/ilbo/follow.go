package main

import (
	"context"
	"errors"

	"ilbo.press"
	"ilbo.press/internal/store"
	"ilbo.press/internal/surrogate"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/site"
)

// followers do what follows each change of a story.
func (h *house) followers(pages *site.Site) store.Followers {
	f := store.Followers{
		Index: func(ctx context.Context, ids []ilbo.StoryID) error {
			var stories []*ilbo.Story
			for _, id := range ids {
				s, err := h.store.Story(ctx, id)
				if errors.Is(err, ilbo.NotFound) {
					err = h.store.RemoveEntries(ctx, id)
				} else if err == nil {
					stories = append(stories, s)
				}
				if err != nil {
					return err
				}
			}
			return h.search.Index(ctx, stories, h.clock())
		},
		Stale: func(ctx context.Context, e ilbo.Event) error {
			pages.Stale(e.Keys...)
			if e.Verb.TakesBack() {
				for _, id := range withdrawn(e) {
					if err := h.reprint(ctx, id); err != nil {
						return err
					}
				}
			}
			if e.Verb == ilbo.Released { // the clock may have done it, and nobody told the newsroom
				return h.desk.Settle(ctx, e.Story)
			}
			return nil
		},
	}
	if h.cards != nil {
		f.End = h.cards.End
	}
	if h.post != nil {
		f.Letter = h.post.Send
	}
	if h.alerts != nil {
		f.Alert = h.alerts.Send
	}
	if h.press != nil {
		f.Edition = h.press.Fill
	}
	if h.weekly != nil {
		f.Issue = h.weekly.Fill
	}
	if h.caches != nil {
		f.Purge = h.caches.Purge
	}
	return f
}

// reprint has printed anew what prints a story that was withdrawn.
func (h *house) reprint(ctx context.Context, id ilbo.StoryID) error {
	if h.press != nil {
		if err := h.press.Withdrawn(ctx, id); err != nil {
			return err
		}
	}
	if h.weekly != nil {
		return h.weekly.Changed(ctx, id)
	}
	return nil
}

// withdrawn are the stories that an event's pages are made from: it stands for
// several, where several were changed at once.
func withdrawn(e ilbo.Event) (ids []ilbo.StoryID) {
	for _, k := range e.Keys {
		if id, ok := k.Story(); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// shared is the shared cache in front of the pages, nil where there is none.
func (h *house) shared() *cache.Shared {
	if h.caches == nil {
		return nil
	}
	return &cache.Shared{Form: surrogate.Form(h.conf.PurgeForm), InStep: h.store.InStep}
}
