package picture

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
	"ilbo.press"
)

// A Desk is the picture desk. Its methods may be called at the same time.
type Desk struct {
	store  Store
	blobs  Blobs
	clock  ilbo.Clock
	public publicness
	open   lightbox
	flight singleflight.Group
	// opening is apart from flight: a rendition in flight waits for it.
	opening singleflight.Group
	hands   chan struct{} // one for each thing that is being made
	bulky   sync.Mutex    // see Darkroom.Print
}

// New opens the picture desk over a store and a place for files.
func New(store Store, blobs Blobs, clock ilbo.Clock) *Desk {
	return &Desk{store: store, blobs: blobs, clock: clock, hands: make(chan struct{}, runtime.NumCPU())}
}

// patience is how long something may be in the making, all waiting included.
const patience = 2 * time.Minute

// once makes what key names, one at a time per key and no more at once than
// there are processors. Whoever asks meanwhile waits for the same. Making goes
// on when the one who asked goes away: the next will want it.
func (d *Desk) once(ctx context.Context, key string, work func(ctx context.Context) error) error {
	done := d.flight.DoChan(key, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		select {
		case d.hands <- struct{}{}:
			defer func() { <-d.hands }()
		case <-ctx.Done():
			return nil, busy(ctx.Err())
		}
		return nil, work(ctx)
	})
	select {
	case r := <-done:
		return r.Err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func busy(err error) error {
	return &ilbo.Error{Kind: ilbo.Busy, Say: "The picture desk has too much to do. Please try again in a minute.", Err: err}
}

func notFound(what string, id string) error {
	return &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no such " + what + ".", Err: fmt.Errorf("%s %.40q", what, id)}
}

// stored opens what is under key, and where nothing is makes it first.
func (d *Desk) stored(ctx context.Context, key string, work func(ctx context.Context) error) (Object, error) {
	o, err := d.blobs.Get(ctx, key)
	if err == nil || ilbo.KindOf(err) != ilbo.NotFound {
		return o, err
	}
	if err := d.once(ctx, key, func(ctx context.Context) error {
		// Another may have been done between the look and the flight.
		if o, err := d.blobs.Get(ctx, key); err == nil {
			return o.Close()
		}
		return work(ctx)
	}); err != nil {
		return nil, err
	}
	return d.blobs.Get(ctx, key)
}
