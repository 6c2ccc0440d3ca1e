package cache

import (
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/coding"
)

// Options are what a cache is made with. Only Problem has no default.
type Options struct {
	// Budget is how many bytes of memory the pages may take, 128 MB where
	// zero. A sixteenth of it is for pages of another status than 200.
	Budget int64
	// Header is part of every answer: the security header fields. A page's own
	// Header outranks it.
	Header map[string]string
	// Problem answers a request whose page could not be rendered.
	Problem func(w http.ResponseWriter, r *http.Request, err error)
	// Admit decides whether a request gets what is behind the gate of a page. It
	// is asked before the answer, and may be asked again for the same. Nil: nobody
	// does.
	Admit func(r *http.Request, g Gate) Pass
	// Renders is how many pages are rendered at once, 32 where zero. Others
	// wait for their turn.
	Renders int
	// Patience is how long a render may take, 30 s where zero. Its context
	// ends then.
	Patience time.Duration
	// Hot is the heat from which on a stale page is rendered again before
	// somebody asks: the hits of the last period and half the heat of the one
	// before. 2 where zero.
	Hot uint64
	// Period is how long it takes to lose half the heat, a minute where zero.
	Period time.Duration
	Shared *Shared      // the shared cache in front; nil: there is none
	Log    *slog.Logger // for renders in the background; nil is the default logger
}

func (o *Options) complete() {
	if o.Budget <= 0 {
		o.Budget = 128 << 20
	}
	if o.Renders <= 0 {
		o.Renders = 32
	}
	if o.Patience <= 0 {
		o.Patience = 30 * time.Second
	}
	if o.Hot == 0 {
		o.Hot = 2
	}
	if o.Period <= 0 {
		o.Period = time.Minute
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Problem == nil {
		panic("cache: Options.Problem is nil")
	}
}

// A Cache keeps pages. It may be used by many goroutines at once.
type Cache struct {
	opts     Options
	compress coding.Compressor
	header   []field // of every answer
	lines    []byte  // the same, as lines
	shelf    shelf
	slots    chan struct{} // one for each render at work
	epoch    atomic.Uint64 // counts calls of Stale
	counts   counts
	stop     chan struct{}
	workers  sync.WaitGroup
	polish   chan *entry // pages that deserve better compression

	mu      sync.Mutex // all below; never held while rendering, compressing or answering
	idle    *sync.Cond // signals work in fresh or swept, and its end
	index   map[ilbo.Key]map[*entry]struct{}
	marked  map[ilbo.Key]uint64 // the epoch at which a key was last marked stale
	crowd   int                 // marks from which on forget looks for old ones
	flights map[string]*flight
	pages   ring     // status 200
	others  ring     // every other status
	fresh   []*entry // stale and hot: to be rendered again, the hottest first
	swept   []*entry // stale and cold: to be taken from the shelf
	busy    int      // workers at work
	closed  bool
}

// New makes a cache and starts its workers; Close ends them.
func New(o Options) *Cache {
	o.complete()
	c := &Cache{
		opts:    o,
		header:  ready(o.Header),
		slots:   make(chan struct{}, o.Renders),
		stop:    make(chan struct{}),
		polish:  make(chan *entry, 256),
		index:   map[ilbo.Key]map[*entry]struct{}{},
		marked:  map[ilbo.Key]uint64{},
		flights: map[string]*flight{},
		crowd:   marksKept,
	}
	c.idle = sync.NewCond(&c.mu)
	c.lines = lines(c.header)
	c.shelf.init()
	c.others.budget = o.Budget / 16
	c.pages.budget = o.Budget - c.others.budget
	c.work()
	return c
}

// Close ends the work in the background. The cache still answers afterwards, but
// nothing is rendered before it is asked for. Close is safe to call twice.
func (c *Cache) Close() {
	c.mu.Lock()
	if !c.closed {
		c.closed = true
		close(c.stop)
		c.idle.Broadcast()
	}
	c.mu.Unlock()
	c.workers.Wait()
}

// Hit answers a GET or HEAD for a path without a query whose page is in memory,
// and reports whether it did. It is meant to stand before everything else that a
// server does.
//
// The page is looked up by its path: a key that begins with a slash must be the
// path at which the page stands; every other page needs a key that begins
// with something else.
func (c *Cache) Hit(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.RawQuery != "" || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	e := c.shelf.find(r.URL.Path)
	if e == nil {
		return false
	}
	c.hit(e)
	c.give(w, r, e)
	return true
}

// Serve answers with the page kept under key, or else with what render makes.
// The render outlives the request: others may wait for the same page, and it is
// called again later when the page goes stale. It must not hold on to r.
func (c *Cache) Serve(w http.ResponseWriter, r *http.Request, key string, render Render) {
	if e := c.shelf.find(key); e != nil {
		c.hit(e)
		c.give(w, r, e)
		return
	}
	c.counts.misses.Add(1)
	e, err := c.fetch(r.Context(), key, render)
	switch {
	case err == nil:
		c.give(w, r, e)
	case r.Context().Err() == nil:
		c.opts.Problem(w, r, err)
	}
}

// hit counts, and finds out whether the page is worth better compression.
func (c *Cache) hit(e *entry) {
	n := e.hits.Add(1)
	if n < polishAt || n&(n-1) != 0 || e.polished.Load() {
		return
	}
	select {
	case c.polish <- e:
	default: // asked again when its hits have doubled
	}
}

// polishAt is the hit, a power of two, at which a page shows that it is read
// often.
const polishAt = 8
