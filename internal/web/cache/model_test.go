package cache

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ilbo.press"
)

// A ledger is the model: stories with a version each. Public is the version
// whose stale mark is known to have returned; nobody who asks after that may see
// an older one.
type ledger struct {
	version, public [8]atomic.Int64
}

// page p shows three stories, so that each story stands on several pages.
func shown(p int) [3]int { return [3]int{p % 8, (p*3 + 1) % 8, (p*5 + 2) % 8} }

func (l *ledger) render(p int) Render {
	return func(context.Context) (Page, error) {
		var b strings.Builder
		page := Page{Type: "text/plain"}
		for _, s := range shown(p) {
			fmt.Fprintf(&b, "%d ", l.version[s].Load())
			page.Keys = append(page.Keys, ilbo.KeyStory(ilbo.StoryID(s)))
			if rand.IntN(8) == 0 {
				time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
			}
		}
		if p%7 == 3 {
			page.Status = 404
		}
		if p%11 == 5 && rand.IntN(2) == 0 {
			page.Volatile = true
		}
		if rand.IntN(50) == 0 {
			return Page{}, ilbo.Busy
		}
		fmt.Fprintf(&b, "page %d %s", p, strings.Repeat("copy ", p*20))
		page.Body = []byte(b.String())
		return page, nil
	}
}

// read asks for page p and checks that it is not older than what was public.
func (l *ledger) read(t *testing.T, c *Cache, p int) {
	var floor [3]int64
	for i, s := range shown(p) {
		floor[i] = l.public[s].Load()
	}
	w := c.ask(request(fmt.Sprintf("/%d", p)), l.render(p))
	if w.Code == 500 {
		return
	}
	var got [3]int64
	var page int
	if _, err := fmt.Sscanf(w.Body.String(), "%d %d %d page %d", &got[0], &got[1], &got[2], &page); err != nil || page != p {
		t.Errorf("page %d reads %.40q: %v", p, w.Body, err)
	}
	for i := range got {
		if got[i] < floor[i] {
			t.Errorf("page %d shows story %d at version %d after %d was public", p, shown(p)[i], got[i], floor[i])
		}
	}
}

// write changes story s. Only one writer has a story.
func (l *ledger) write(c *Cache, s int) {
	v := l.version[s].Add(1)
	c.Stale(ilbo.KeyStory(ilbo.StoryID(s)))
	l.public[s].Store(v)
}

// TestNobodySeesAnOlderPage reads and writes at random from many goroutines,
// under a budget that evicts all the time.
func TestNobodySeesAnOlderPage(t *testing.T) {
	const pages = 40
	c := newTestCache(t, func(o *Options) { o.Renders = 4; o.Period = 20 * time.Millisecond })
	c.pages.budget, c.others.budget = 24_000, 12_000
	var l ledger
	stop := time.Now().Add(2 * time.Second)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for time.Now().Before(stop) {
				l.read(t, c, int(rand.ExpFloat64()*6)%pages)
			}
		})
	}
	for half := range 2 {
		all.Go(func() {
			for time.Now().Before(stop) {
				l.write(c, half*4+rand.IntN(4))
				time.Sleep(time.Duration(rand.IntN(500)) * time.Microsecond)
			}
		})
	}
	all.Wait()
	c.settle()
	s := c.Stats()
	if s.Hits == 0 || s.Evictions == 0 || s.Renewals == 0 || s.Stales == 0 {
		t.Errorf("the test did not reach everything: %+v", s)
	}
	t.Logf("%+v", s)
	checkBooks(t, c)
}

// checkBooks proves that shelf, rings and index tell the same story.
func checkBooks(t *testing.T, c *Cache) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	linked := map[*entry]bool{}
	for _, g := range []*ring{&c.pages, &c.others} {
		var bytes int64
		n := 0
		for e := g.oldest; e != nil; e = e.newer {
			linked[e] = true
			bytes += weigh(e)
			n++
			if c.shelf.get(e.key) != e {
				t.Errorf("%s is in a ring and not on the shelf", e.key)
			}
		}
		if n != g.pages || bytes != g.bytes || bytes > g.budget {
			t.Errorf("ring counts %d pages of %d bytes, has %d of %d, budget %d", g.pages, g.bytes, n, bytes, g.budget)
		}
	}
	for i := range c.shelf.parts {
		for key, e := range c.shelf.parts[i].pages {
			if !linked[e] {
				t.Errorf("%s is on the shelf and in no ring", key)
			}
		}
	}
	for k, set := range c.index {
		for e := range set {
			if !linked[e] {
				t.Errorf("%s is in the index under %s and in no ring", e.key, k)
			}
		}
	}
	if len(c.flights) > 0 {
		t.Errorf("%d flights never landed", len(c.flights))
	}
}

func TestBudgetHolds(t *testing.T) {
	c := newTestCache(t, func(o *Options) { o.Budget = 1 << 20 })
	body := sample(10_000)
	render := fixed(Page{Type: "text/html", Body: body, Keys: []ilbo.Key{"k"}})
	for i := range 300 {
		c.ask(request(fmt.Sprintf("/%d", i), "Accept-Encoding", "gzip"), render)
		c.ask(request("/front"), render)
	}
	s := c.Stats()
	if s.Bytes > 1<<20 || s.Pages < 50 || s.Evictions < 200 {
		t.Errorf("stats are %+v", s)
	}
	if s.Renders != 301 {
		t.Errorf("%d renders: the front, which is hit all the time, was evicted", s.Renders)
	}
	c.ask(request("/giant"), fixed(Page{Body: make([]byte, 1<<19)}))
	if c.shelf.find("/giant") != nil || c.Stats().Pages != s.Pages {
		t.Error("a giant page pushed others out")
	}
	checkBooks(t, c)
}

func TestWrongAddressesDoNotPushThePaperOut(t *testing.T) {
	c := newTestCache(t, func(o *Options) { o.Budget = 1 << 20 })
	for i := range 50 {
		c.ask(request(fmt.Sprintf("/%d", i)), fixed(Page{Body: sample(5000)}))
	}
	for i := range 2000 {
		c.ask(request(fmt.Sprintf("/wrong/%d", i)), fixed(Page{Status: 404, Body: sample(5000)}))
	}
	for i := range 50 {
		if !c.Hit(httptest.NewRecorder(), request(fmt.Sprintf("/%d", i))) {
			t.Errorf("page %d was pushed out", i)
		}
	}
	if s := c.Stats(); s.Others == 0 || s.Others > 16 {
		t.Errorf("%d pages of other statuses are kept", s.Others)
	}
	checkBooks(t, c)
}
