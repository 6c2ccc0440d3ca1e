package main

import (
	"context"
	"sync"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// wireDesk lets the wire file copy at the desk, and in the search index: new
// stories are found from the moment that they are in the paper.
type wireDesk struct {
	*house
	mu    sync.Mutex
	ahead *reading // of what is to come, nil where nothing is
}

func (d *wireDesk) Foreign(ctx context.Context, foreign string) (*ilbo.Story, error) {
	return d.store.Foreign(ctx, foreign)
}

func (d *wireDesk) Known(ctx context.Context, foreign []string) ([]string, error) {
	return d.store.ForeignAmong(ctx, foreign)
}

func (d *wireDesk) Sum(ctx context.Context, id ilbo.StoryID) (string, error) {
	return d.store.Sum(ctx, id)
}

// TakeAll files the stories of one batch in one transaction. Of some the wire
// offers each again where one is refused, and in the end alone.
func (d *wireDesk) TakeAll(ctx context.Context, list []wire.Taken) error {
	reading := d.reading(ctx, list)
	defer reading.wait()
	together := d.store.Whole
	if len(list) == 1 {
		together = d.store.Together
	}
	return together(ctx, func(ctx context.Context) error {
		for _, t := range list {
			if err := d.desk.Take(ctx, t.Story, t.OldPaths...); err != nil {
				return err
			}
			if t.Story.Foreign == "" {
				continue
			}
			if err := d.store.PutSum(ctx, t.Story.ID, t.Sum); err != nil {
				return err
			}
		}
		entries, err := reading.wait()
		if err != nil {
			return err
		}
		return d.search.PutAnalysed(ctx, reading.stories, entries, d.clock())
	})
}

// Forward gives pages their languages' fronts.
func (d *wireDesk) Forward(ctx context.Context, list []wire.Moved) error {
	pages := make([]ilbo.Redirect, len(list))
	for i, m := range list {
		pages[i] = ilbo.Redirect{From: m.From, Page: ilbo.Path(d.conf.Paper.Prefix(m.Language)) + m.Page}
	}
	return d.store.RedirectPages(ctx, pages)
}

// Expect begins to analyse stories.
func (d *wireDesk) Expect(ctx context.Context, list []wire.Taken) {
	r := d.read(ctx, list)
	d.mu.Lock()
	d.ahead = r
	d.mu.Unlock()
}

// reading is what was begun of just these stories, or begins now.
func (d *wireDesk) reading(ctx context.Context, list []wire.Taken) *reading {
	d.mu.Lock()
	r := d.ahead
	if r != nil && len(r.list) == len(list) && r.list[0].Story == list[0].Story {
		d.ahead = nil
		d.mu.Unlock()
		return r
	}
	d.mu.Unlock()
	return d.read(ctx, list)
}

// A reading is the analysis of new stories, which goes on while others are filed.
type reading struct {
	list    []wire.Taken
	stories []*ilbo.Story
	entries []ilbo.IndexEntry
	err     error
	done    chan struct{}
}

// read begins to analyse the stories of a batch that the paper does not have
// yet. Those that it has are indexed by their jobs, in turn with other changes.
// It reads copies of them: filing gives a story its number and its address.
func (d *wireDesk) read(ctx context.Context, list []wire.Taken) *reading {
	r := &reading{list: list, done: make(chan struct{})}
	var copies []*ilbo.Story
	for _, t := range list {
		if s := *t.Story; s.ID == 0 && !s.Published.IsZero() {
			r.stories, copies = append(r.stories, t.Story), append(copies, &s)
		}
	}
	go func() {
		defer close(r.done)
		r.entries, r.err = d.search.Analyse(ctx, copies)
	}()
	return r
}

func (r *reading) wait() ([]ilbo.IndexEntry, error) {
	<-r.done
	return r.entries, r.err
}
