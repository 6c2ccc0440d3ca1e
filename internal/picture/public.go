package picture

import (
	"context"
	"fmt"
	"sync"
	"time"

	"ilbo.press"
)

// belief is how long a yes is believed: how long after a kill its pictures
// may still be handed out.
const belief = time.Second

// A publicness remembers which pictures and films were public a moment ago.
type publicness struct {
	mu   sync.Mutex
	seen map[string]time.Time
}

// publicItems is how many are remembered; then all are forgotten.
const publicItems = 8192

func (p *publicness) recent(id string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	at, ok := p.seen[id]
	return ok && now.Sub(at) < belief && !now.Before(at)
}

func (p *publicness) note(id string, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seen == nil || len(p.seen) >= publicItems {
		p.seen = map[string]time.Time{}
	}
	p.seen[id] = now
}

// visible is nil where the public may see the picture, which its rights must
// allow, and NotFound otherwise:
// one that is there and hidden answers as one that never was.
func (d *Desk) visible(ctx context.Context, id ilbo.PictureID) error {
	return d.see(ctx, "picture", string(id), func(now time.Time) (bool, error) {
		if ok, err := d.store.PicturePublic(ctx, id, now); !ok || err != nil {
			return false, err
		}
		p, err := d.store.Picture(ctx, id)
		return p.Usable(now), err
	})
}

func (d *Desk) filmVisible(ctx context.Context, id ilbo.FilmID) error {
	return d.see(ctx, "film", string(id), func(now time.Time) (bool, error) {
		return d.store.FilmPublic(ctx, id, now)
	})
}

func (d *Desk) see(ctx context.Context, what, id string, ask func(time.Time) (bool, error)) error {
	if !valid(id) {
		return notFound(what, id)
	}
	now := d.clock()
	if d.public.recent(what+id, now) {
		return nil
	}
	ok, err := ask(now)
	if err != nil {
		return fmt.Errorf("ask whether %s %s is public: %w", what, id, err)
	}
	if !ok {
		return notFound(what, id)
	}
	d.public.note(what+id, now)
	return nil
}

// forget lets what was believed be asked again.
func (p *publicness) forget(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.seen, id)
}
