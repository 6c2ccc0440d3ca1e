package cache

// A ring keeps pages within a budget of bytes. It evicts by SIEVE (Zhang and
// others, NSDI 2024): a hand goes from the oldest page to the newest, spares
// those that were hit since it last passed, and takes the first that was not.
// A hit changes nothing in the ring, so it needs no lock.
type ring struct {
	newest, oldest *entry
	hand           *entry
	budget, bytes  int64
	pages          int
}

func (g *ring) add(e *entry) {
	e.older, e.newer, e.linked = g.newest, nil, true
	if g.newest != nil {
		g.newest.newer = e
	}
	g.newest = e
	if g.oldest == nil {
		g.oldest = e
	}
	g.bytes += e.bytes
	g.pages++
}

func (g *ring) remove(e *entry) {
	if g.hand == e {
		g.hand = e.newer
	}
	if e.newer != nil {
		e.newer.older = e.older
	} else {
		g.newest = e.older
	}
	if e.older != nil {
		e.older.newer = e.newer
	} else {
		g.oldest = e.newer
	}
	e.newer, e.older, e.linked = nil, nil, false
	g.bytes -= e.bytes
	g.pages--
}

// victim chooses the page to evict, nil where the ring is empty.
func (g *ring) victim() *entry {
	e := g.hand
	for range 2 * g.pages { // hits in the meantime could spare each page for ever
		if e == nil {
			e = g.oldest
		}
		hits := e.hits.Load()
		if e.stale.Load() || hits == e.seen {
			break
		}
		e.seen, e = hits, e.newer
	}
	if e == nil {
		e = g.oldest
	}
	g.hand = e
	return e
}
