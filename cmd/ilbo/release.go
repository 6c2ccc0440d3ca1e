package main

import (
	"context"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// releases show stories at the moment from which on they are public. Each process
// looks for itself, by its own clock, which is the one that its pages ask: the
// queue's jobs of that moment come when the database's clock says so, to one
// process, and later where the process that led the queue has died. A follower
// that hears of a story twice does the same again, so that both may come.
//
// A clock may be set. Set forward, it passes moments as if it ran fast. Set back,
// it makes stories wait again that were out: all pages are made anew, the index
// leaves those stories, and they come when the clock gets there again.
type releases struct {
	house     *house
	followers store.Followers
	last      time.Time // all that was public by then has been followed
}

// releasesEvery is how often a process looks.
const releasesEvery = 200 * time.Millisecond

func (h *house) releases(f store.Followers) *releases {
	return &releases{house: h, followers: f, last: h.clock()}
}

// run looks until ctx ends. A database that is away is waited for, and told of
// once.
func (r *releases) run(ctx context.Context) {
	tick := time.NewTicker(releasesEvery)
	defer tick.Stop()
	failing := false
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		err := r.look(ctx)
		if err != nil && !failing && ctx.Err() == nil {
			r.house.log.WarnContext(ctx, "stories that become public cannot be looked for; it is tried again", "err", err)
		}
		failing = err != nil
	}
}

// look follows what became public since the last time.
func (r *releases) look(ctx context.Context) error {
	now := r.house.clock().Round(0) // without what no set clock changes
	after, by := r.last, now
	if now.Before(r.last) {
		after, by = now, r.last
		if err := r.followers.Stale(ctx, ilbo.Event{Verb: ilbo.Held, Keys: []ilbo.Key{ilbo.KeyFurniture}}); err != nil {
			return err
		}
	}
	events, err := r.house.desk.Releases(ctx, after, by)
	if err != nil {
		return err
	}
	var ids []ilbo.StoryID
	for _, e := range events {
		if err := r.followers.Stale(ctx, e); err != nil {
			return err
		}
		ids = append(ids, e.Story)
	}
	if len(ids) > 0 {
		if err := r.house.store.InTurn(ctx, ids, func(ctx context.Context) error { return r.followers.Index(ctx, ids) }); err != nil {
			return err
		}
		if err := r.house.store.Hasten(ctx); err != nil { // who follows once is told now too
			return err
		}
	}
	r.last = now
	return nil
}
