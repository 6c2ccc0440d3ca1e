package store

import (
	"context"
	"sync"
)

// A crowd lets those who call at the same time go together: whoever comes while
// others are served waits, and the next turn takes all who wait.
type crowd[T any] struct {
	turn    sync.Mutex
	mu      sync.Mutex
	waiting []*caller[T]
}

type caller[T any] struct {
	things []T
	served bool // read and written by whose turn it is
	err    error
}

// crowdLimit is how many things go together, but for those of the last caller.
const crowdLimit = 4_000

// do does what serve does with things, perhaps with those of other callers.
// Where a crowd fails, each of it is served alone: one caller's fault is told
// to that caller. Serve is not broken off when ctx ends, because others wait.
func (c *crowd[T]) do(ctx context.Context, things []T, serve func(context.Context, []T) error) error {
	me := &caller[T]{things: things}
	c.mu.Lock()
	c.waiting = append(c.waiting, me)
	c.mu.Unlock()
	c.turn.Lock()
	defer c.turn.Unlock()
	for !me.served {
		serveAll(context.WithoutCancel(ctx), c.next(), serve)
	}
	return me.err
}

// next takes those who wait, the first who came first.
func (c *crowd[T]) next() []*caller[T] {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, size := 0, 0
	for n < len(c.waiting) && size < crowdLimit {
		size += max(1, len(c.waiting[n].things))
		n++
	}
	some := c.waiting[:n:n]
	c.waiting = c.waiting[n:]
	return some
}

func serveAll[T any](ctx context.Context, some []*caller[T], serve func(context.Context, []T) error) {
	var all []T
	for _, one := range some {
		all = append(all, one.things...)
	}
	err := serve(ctx, all)
	for _, one := range some {
		if one.served, one.err = true, err; err != nil && len(some) > 1 {
			one.err = serve(ctx, one.things)
		}
	}
}
