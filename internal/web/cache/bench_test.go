package cache

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"

	"ilbo.press"
)

// A sink is a response writer whose header map is used again, as the
// allocation of it belongs to the server.
type sink struct {
	header http.Header
	n      int
}

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) Write(b []byte) (int, error) { s.n += len(b); return len(b), nil }
func (s *sink) WriteHeader(int)             {}

func benchmarkHit(b *testing.B, header ...string) {
	c := newTestCache(b)
	r := request("/national/2023/04/06/two-envoys-meet", header...)
	c.ask(r, fixed(Page{Type: "text/html", Body: sample(30_000)}))
	w := &sink{header: http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		if !c.Hit(w, r) {
			b.Fatal("no hit")
		}
	}
}

func BenchmarkHit(b *testing.B) { benchmarkHit(b, "Accept-Encoding", "gzip, deflate, br, zstd") }

func BenchmarkHitUnchanged(b *testing.B) {
	benchmarkHit(b, "Accept-Encoding", "gzip;q=0.5, br", "If-None-Match", `W/"x", *`)
}

func BenchmarkHitParallel(b *testing.B) {
	c := newTestCache(b)
	render := fixed(Page{Type: "text/html", Body: sample(30_000)})
	c.ask(request("/", "Accept-Encoding", "gzip"), render)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		r, w := request("/", "Accept-Encoding", "gzip"), &sink{header: http.Header{}}
		for pb.Next() {
			if !c.Hit(w, r) {
				b.Fatal("no hit")
			}
		}
	})
}

// TestHitAllocatesNothing holds the line that the server's speed rests on.
func TestHitAllocatesNothing(t *testing.T) {
	c := newTestCache(t)
	r := request("/", "Accept-Encoding", "br;q=0.9, gzip")
	c.ask(r, fixed(Page{Type: "text/html", Body: sample(30_000)}))
	w := &sink{header: http.Header{}}
	if got := testing.AllocsPerRun(100, func() { c.Hit(w, r) }); got > 0 {
		t.Errorf("%v allocations a hit", got)
	}
}

// full makes a cache of n small pages with eight keys each.
func full(b testing.TB, n int) *Cache {
	c := newTestCache(b, func(o *Options) { o.Budget = 4 << 30 })
	for i := range n {
		keys := []ilbo.Key{ilbo.KeyFurniture, ilbo.KeyStory(ilbo.StoryID(i)), ilbo.KeyLanguage("en")}
		for k := range 5 {
			keys = append(keys, ilbo.KeyTopic("en", ilbo.TopicID(fmt.Sprint((i*7+k*13)%500))))
		}
		e := newEntry(fmt.Sprintf("/national/2023/04/06/story-%d", i), Page{Type: "text/html", Body: []byte("copy"), Keys: keys}, nil, nil, nil)
		c.mu.Lock()
		c.keep(e)
		c.mu.Unlock()
	}
	return c
}

func BenchmarkStale(b *testing.B) {
	c := full(b, 100_000)
	c.Close() // what Stale leaves to the workers is undone here
	tests := map[string]ilbo.Key{"one of 100000": ilbo.KeyStory(7), "all 100000": ilbo.KeyFurniture, "1000 of 100000": ilbo.KeyTopic("en", "7")}
	for name, key := range tests {
		b.Run(name, func(b *testing.B) {
			var took time.Duration
			for b.Loop() {
				began := time.Now()
				c.Stale(key)
				took += time.Since(began)
				c.index[key] = map[*entry]struct{}{}
				for _, e := range c.swept {
					e.stale.Store(false)
					c.index[key][e] = struct{}{}
				}
				c.swept = nil
			}
			b.ReportMetric(float64(took.Nanoseconds())/float64(b.N), "ns/stale")
		})
	}
}

// TestOverheadIsMeasured compares what the cache counts for itself with what
// the pages take, so that the budget means bytes of memory.
func TestOverheadIsMeasured(t *testing.T) {
	var before, after runtime.MemStats
	for range 3 { // what earlier tests left in pools goes with the second
		runtime.GC()
	}
	runtime.ReadMemStats(&before)
	c := full(t, 20_000)
	runtime.GC()
	runtime.ReadMemStats(&after)
	took, counted := int64(after.HeapAlloc)-int64(before.HeapAlloc), c.Stats().Bytes
	t.Logf("%d bytes a page, counted as %d", took/20_000, counted/20_000)
	if counted < took*3/4 || counted > took*3/2 {
		t.Errorf("pages take %d bytes and are counted as %d", took, counted)
	}
	runtime.KeepAlive(c)
}

func BenchmarkMiss(b *testing.B) {
	c := newTestCache(b)
	render := fixed(Page{Type: "text/html", Body: sample(30_000), Keys: []ilbo.Key{"k"}})
	r := request("/", "Accept-Encoding", "gzip, deflate, br, zstd")
	b.ReportAllocs()
	for b.Loop() {
		c.Stale("k")
		c.Serve(httptest.NewRecorder(), r, "/", render)
	}
}
