package cache

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"ilbo.press"
)

// A flight is one render that any number of requests wait for.
type flight struct {
	done chan struct{}

	// Below belongs to Cache.mu until done is closed, and never changes after.
	begun bool
	start uint64 // the epoch when the render began
	dirty bool   // a key of the page went stale since
	e     *entry
	err   error
}

// fetch renders the page of key, or waits for the render at work. What it gives
// is no older than the call: a render that began before a change which came
// before the call is not good enough, and the next one is waited for. As that
// begins after the call, two renders are the most that anybody waits for.
func (c *Cache) fetch(ctx context.Context, key string, render Render) (*entry, error) {
	arrived := c.epoch.Load()
	for {
		e, f := c.join(ctx, key, render)
		if e != nil {
			return e, nil
		}
		select {
		case <-f.done:
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for page %s: %w", key, ctx.Err())
		}
		if f.err != nil {
			return nil, f.err
		}
		if !f.dirty || arrived <= f.start {
			return f.e, nil
		}
	}
}

// join gives the fresh page of key, or the flight that will.
func (c *Cache) join(ctx context.Context, key string, render Render) (*entry, *flight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := c.flights[key]; f != nil {
		return nil, f
	}
	if e := c.shelf.find(key); e != nil {
		return e, nil
	}
	f := &flight{done: make(chan struct{})}
	c.flights[key] = f
	// The request may end before the others who wait: its values go along, its
	// end does not.
	go c.fly(context.WithoutCancel(ctx), f, key, render)
	return nil, f
}

// fly renders and lands.
func (c *Cache) fly(ctx context.Context, f *flight, key string, render Render) {
	ctx, cancel := context.WithTimeout(ctx, c.opts.Patience)
	defer cancel()
	var e *entry
	var volatile bool
	err := c.turn(ctx)
	if err == nil {
		c.mu.Lock()
		f.begun, f.start = true, c.epoch.Load()
		c.mu.Unlock()
		e, volatile, err = c.rendered(ctx, key, render)
		<-c.slots
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	f.e, f.err = e, err
	if err == nil {
		f.dirty = c.dirty(e.keys, f.start)
		if f.dirty {
			e.stale.Store(true)
		} else if !volatile {
			c.keep(e)
		}
	}
	delete(c.flights, key)
	close(f.done)
}

// turn waits until a render may begin.
func (c *Cache) turn(ctx context.Context) error {
	select {
	case c.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return &ilbo.Error{Kind: ilbo.Busy, Say: "The paper has more readers than it can serve at this moment. Please try again.", Err: ctx.Err()}
	}
}

// rendered calls render and turns what it makes, or its panic, into a result.
func (c *Cache) rendered(ctx context.Context, key string, render Render) (e *entry, volatile bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			c.counts.failures.Add(1)
			e, err = nil, fmt.Errorf("render %s: panic: %v\n%s", key, p, debug.Stack())
		}
	}()
	c.counts.renders.Add(1)
	p, err := render(ctx)
	if err != nil {
		c.counts.failures.Add(1)
		if ctx.Err() != nil && errors.Is(err, context.DeadlineExceeded) {
			err = &ilbo.Error{Kind: ilbo.Busy, Say: "This page takes longer than it should. Please try again.", Err: err}
		}
		return nil, false, fmt.Errorf("render %s: %w", key, err)
	}
	return newEntry(key, p, render, c.header, c.opts.Shared), p.Volatile, nil
}
