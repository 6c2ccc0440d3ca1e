package cache

import "sync/atomic"

// counts are kept where counting is rare; hits are counted in the pages.
type counts struct {
	past      atomic.Uint64 // hits of pages that are gone
	misses    atomic.Uint64
	renders   atomic.Uint64
	renewals  atomic.Uint64
	failures  atomic.Uint64
	stales    atomic.Uint64
	evictions atomic.Uint64
	unchanged atomic.Uint64
}

// Stats are figures since the cache was made, and of its present size.
type Stats struct {
	Hits      uint64 // requests answered from memory
	Misses    uint64 // requests that waited for a render
	Unchanged uint64 // answers, of hits and misses, that the reader has the page already
	Renders   uint64 // begun
	Renewals  uint64 // of stale pages in the background
	Failures  uint64 // renders that ended in an error
	Stales    uint64 // pages marked stale
	Evictions uint64 // pages pushed out by the budget
	Pages     int    // in memory, of all kinds
	Others    int    // of these, with another status than 200
	Bytes     int64
}

// Stats takes the figures. It goes through all pages: once in a few seconds is
// often enough.
func (c *Cache) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := Stats{
		Hits:      c.counts.past.Load(),
		Misses:    c.counts.misses.Load(),
		Unchanged: c.counts.unchanged.Load(),
		Renders:   c.counts.renders.Load(),
		Renewals:  c.counts.renewals.Load(),
		Failures:  c.counts.failures.Load(),
		Stales:    c.counts.stales.Load(),
		Evictions: c.counts.evictions.Load(),
		Pages:     c.pages.pages + c.others.pages,
		Others:    c.others.pages,
		Bytes:     c.pages.bytes + c.others.bytes,
	}
	for _, g := range []*ring{&c.pages, &c.others} {
		for e := g.oldest; e != nil; e = e.newer {
			s.Hits += e.hits.Load()
		}
	}
	return s
}
