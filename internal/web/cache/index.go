package cache

import (
	"net/http"
	"slices"

	"ilbo.press"
)

// Stale marks every page that was made from one of the keys. When it returns,
// no request that comes in sees such a page as it was, nor one whose render
// began before. What the keys stand for must have changed already: Stale is
// called after the commit. Calling it too often costs renders and nothing else.
func (c *Cache) Stale(keys ...ilbo.Key) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.epoch.Add(1)
	hot := len(c.fresh)
	for _, k := range keys {
		c.marked[k] = now
		for e := range c.index[k] {
			c.mark(e)
		}
		delete(c.index, k)
	}
	slices.SortStableFunc(c.fresh[hot:], func(a, b *entry) int { return int(b.warmth()) - int(a.warmth()) })
	c.forget()
	c.idle.Broadcast()
}

// mark takes e out of circulation, and leaves the rest to the workers.
func (c *Cache) mark(e *entry) {
	if e.stale.Swap(true) {
		return
	}
	c.counts.stales.Add(1)
	if e.warmth() >= c.opts.Hot && !c.closed {
		c.fresh = append(c.fresh, e)
	} else {
		c.swept = append(c.swept, e)
	}
}

// warmth is how much an entry was wanted lately.
func (e *entry) warmth() uint64 { return e.heat + e.hits.Load() - e.counted }

// cool halves the heat of all pages: one period has gone by.
func (c *Cache) cool() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, g := range []*ring{&c.pages, &c.others} {
		for e := g.oldest; e != nil; e = e.newer {
			hits := e.hits.Load()
			e.heat, e.counted = e.heat/2+hits-e.counted, hits
		}
	}
}

// forget drops marks that no render at work is older than.
func (c *Cache) forget() {
	if len(c.marked) < c.crowd {
		return
	}
	oldest := c.epoch.Load()
	for _, f := range c.flights {
		if f.begun {
			oldest = min(oldest, f.start)
		}
	}
	for k, at := range c.marked {
		if at <= oldest {
			delete(c.marked, k)
		}
	}
	c.crowd = max(marksKept, 2*len(c.marked))
}

// marksKept is how many marks may gather before the old ones are looked for.
const marksKept = 10_000

// dirty reports whether a key was marked stale after the epoch.
func (c *Cache) dirty(keys []ilbo.Key, since uint64) bool {
	for _, k := range keys {
		if c.marked[k] > since {
			return true
		}
	}
	return false
}

// keep puts e on the shelf in place of what stood there, and evicts what then
// is too much.
func (c *Cache) keep(e *entry) {
	g := c.ring(e)
	if e.bytes > g.budget/8 {
		return // one giant does not push out a hundred others
	}
	if old := c.shelf.put(e); old != nil {
		e.heat = old.warmth()
		c.unlink(old)
	}
	for _, k := range e.keys {
		pages := c.index[k]
		if pages == nil {
			pages = map[*entry]struct{}{}
			c.index[k] = pages
		}
		pages[e] = struct{}{}
	}
	g.add(e)
	c.evict(g)
}

func (c *Cache) ring(e *entry) *ring {
	if e.status == http.StatusOK {
		return &c.pages
	}
	return &c.others
}

func (c *Cache) evict(g *ring) {
	for g.bytes > g.budget {
		e := g.victim()
		if e == nil {
			return
		}
		if !e.stale.Swap(true) {
			c.counts.evictions.Add(1)
		}
		c.drop(e)
	}
}

// drop takes e from the shelf and from all lists.
func (c *Cache) drop(e *entry) {
	c.shelf.drop(e)
	c.unlink(e)
}

// unlink takes e from the ring and the index, once.
func (c *Cache) unlink(e *entry) {
	if !e.linked {
		return
	}
	c.counts.past.Add(e.hits.Load())
	c.ring(e).remove(e)
	for _, k := range e.keys {
		pages := c.index[k]
		delete(pages, e)
		if len(pages) == 0 {
			delete(c.index, k)
		}
	}
}

// grow counts bytes that an entry took on after it was kept.
func (c *Cache) grow(e *entry, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e.bytes += int64(n)
	if e.linked {
		g := c.ring(e)
		g.bytes += int64(n)
		c.evict(g)
	}
}
