package cache

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

// newTestCache makes a cache that answers problems with their kind as the body.
func newTestCache(t testing.TB, change ...func(*Options)) *Cache {
	t.Helper()
	o := Options{
		Header: map[string]string{"X-Content-Type-Options": "nosniff"},
		Problem: func(w http.ResponseWriter, _ *http.Request, err error) {
			http.Error(w, string(ilbo.KindOf(err)), http.StatusInternalServerError)
		},
		Log: slog.New(slog.DiscardHandler),
	}
	for _, f := range change {
		f(&o)
	}
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

// settle waits until nothing is left to do in the background.
func (c *Cache) settle() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.fresh)+len(c.swept)+c.busy > 0 {
		c.idle.Wait()
	}
}

func request(path string, header ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return r
}

// ask serves a page kept under the request's path.
func (c *Cache) ask(r *http.Request, render Render) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	if !c.Hit(w, r) {
		c.Serve(w, r, r.URL.Path, render)
	}
	return w
}

// counting renders the text with the number of the render.
func counting(n *atomic.Int64, keys ...ilbo.Key) Render {
	return func(context.Context) (Page, error) {
		return Page{Type: "text/plain", Body: fmt.Appendf(nil, "render %d", n.Add(1)), Keys: keys}, nil
	}
}

func fixed(p Page) Render { return func(context.Context) (Page, error) { return p, nil } }

func unexpected(t *testing.T) Render {
	return func(context.Context) (Page, error) {
		t.Error("rendered again")
		return Page{}, ilbo.Internal
	}
}

func TestPageIsRenderedOnce(t *testing.T) {
	c := newTestCache(t)
	var n atomic.Int64
	for range 3 {
		if got := c.ask(request("/"), counting(&n)).Body.String(); got != "render 1" {
			t.Errorf("got %q, want the first render", got)
		}
	}
	got := c.Stats()
	want := Stats{Hits: 2, Misses: 1, Renders: 1, Pages: 1, Bytes: got.Bytes}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("stats (-want +got):\n%s", diff)
	}
}

func TestAnswerCarriesItsHeader(t *testing.T) {
	c := newTestCache(t)
	body := bytes.Repeat([]byte("<p>Copy.</p>"), 100)
	render := fixed(Page{Type: "text/html; charset=utf-8", Body: body, Header: map[string]string{"link": "</a>; rel=preload"}})
	for _, state := range []string{"first", "kept"} {
		got := c.ask(request("/", "Accept-Encoding", "gzip"), render).Result()
		tag, length := got.Header.Get("Etag"), got.Header.Get("Content-Length")
		want := http.Header{
			"Content-Type": {"text/html; charset=utf-8"}, "Content-Encoding": {"gzip"}, "Vary": {"Accept-Encoding"},
			"Cache-Control": {"public, max-age=0, must-revalidate"}, "X-Content-Type-Options": {"nosniff"},
			"Link": {"</a>; rel=preload"}, "Etag": {tag}, "Content-Length": {length},
		}
		if diff := cmp.Diff(want, got.Header); diff != "" {
			t.Errorf("%s answer (-want +got):\n%s", state, diff)
		}
		if !strings.HasPrefix(tag, `"`) || !strings.HasSuffix(tag, `-gzip-q"`) {
			t.Errorf("tag %s is not a strong one of the coding", tag)
		}
		zr, err := gzip.NewReader(got.Body)
		if err != nil {
			t.Fatal(err)
		}
		if plain, err := io.ReadAll(zr); err != nil || !bytes.Equal(plain, body) {
			t.Errorf("%s answer holds %d bytes, %v", state, len(plain), err)
		}
	}
}

func TestPublicPagesMayBeKeptByOthers(t *testing.T) {
	c := newTestCache(t)
	w := c.ask(request("/feed.xml"), fixed(Page{Type: "text/xml", Body: []byte("<rss/>"), Public: 90 * time.Second}))
	if got, want := w.Header().Get("Cache-Control"), "public, max-age=90, stale-while-revalidate=90"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEachCodingHasItsOwnTag(t *testing.T) {
	c := newTestCache(t)
	render := fixed(Page{Type: "text/html", Body: bytes.Repeat([]byte("copy "), 100)})
	tags := map[string]string{}
	for _, accept := range []string{"", "gzip", "br", "zstd"} {
		w := c.ask(request("/", "Accept-Encoding", accept), render)
		if got := w.Header().Get("Content-Encoding"); got != accept {
			t.Errorf("asked for %q, got %q", accept, got)
		}
		tag := w.Header().Get("Etag")
		if other, ok := tags[tag]; ok {
			t.Errorf("%q and %q share the tag %s", accept, other, tag)
		}
		tags[tag] = accept
	}
}

func TestReaderWhoHasThePageIsTold(t *testing.T) {
	c := newTestCache(t)
	render := fixed(Page{Type: "text/html", Body: bytes.Repeat([]byte("copy "), 100)})
	tag := c.ask(request("/", "Accept-Encoding", "gzip"), render).Header().Get("Etag")
	tests := []struct {
		name, accept, none string
		want               int
	}{
		{"same", "gzip", tag, 304},
		{"weak, in a list", "gzip", `"x", W/` + tag, 304},
		{"any", "gzip", "*", 304},
		{"other tag", "gzip", `"x"`, 200},
		{"other coding", "br", tag, 200},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := c.ask(request("/", "Accept-Encoding", test.accept, "If-None-Match", test.none), render)
			if w.Code != test.want {
				t.Fatalf("got %d, want %d", w.Code, test.want)
			}
			if w.Code == 304 {
				want := http.Header{"Etag": {tag}, "Vary": {"Accept-Encoding"}, "Cache-Control": {"public, max-age=0, must-revalidate"}}
				if diff := cmp.Diff(want, w.Header()); diff != "" || w.Body.Len() > 0 {
					t.Errorf("%d bytes, header (-want +got):\n%s", w.Body.Len(), diff)
				}
			}
		})
	}
}

func TestPageReadOftenIsCompressedBetter(t *testing.T) {
	c := newTestCache(t)
	render := fixed(Page{Type: "text/html", Body: sample(30_000)})
	r := request("/", "Accept-Encoding", "br")
	first := c.ask(r, render)
	for range polishAt {
		c.ask(r, render)
	}
	e := c.shelf.find("/")
	for deadline := time.Now().Add(time.Minute); !e.polished.Load(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("not compressed better within a minute")
		}
	}
	later := c.ask(r, render)
	if later.Body.Len() >= first.Body.Len() {
		t.Errorf("%d bytes first, %d later", first.Body.Len(), later.Body.Len())
	}
	early, late := first.Header().Get("Etag"), later.Header().Get("Etag")
	if early == late {
		t.Errorf("different bytes share the tag %s", early)
	}
	r.Header.Set("If-None-Match", early)
	if w := c.ask(r, render); w.Code != 304 || w.Header().Get("Etag") != early {
		t.Errorf("who has the first compression got %d with tag %s", w.Code, w.Header().Get("Etag"))
	}
	if got, want := c.Stats().Bytes, weigh(e); got != want {
		t.Errorf("%d bytes are counted, the page has %d", got, want)
	}
}

// weigh adds up what an entry holds.
func weigh(e *entry) int64 {
	n := overhead + int64(len(e.key)) + keyCost*int64(len(e.keys))
	for i := range e.made {
		if v := e.made[i].Load(); v != nil {
			n += int64(len(v.body))
		}
	}
	return n
}

func TestHeadSendsNoBody(t *testing.T) {
	c := newTestCache(t)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !c.Hit(w, r) {
			c.Serve(w, r, r.URL.Path, fixed(Page{Type: "text/plain", Body: []byte("twelve bytes")}))
		}
	}))
	defer srv.Close()
	for range 2 {
		resp, err := http.Head(srv.URL + "/")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.ContentLength != 12 || resp.StatusCode != 200 {
			t.Errorf("got %d with length %d", resp.StatusCode, resp.ContentLength)
		}
	}
}

func TestHitLeavesOtherRequestsAlone(t *testing.T) {
	c := newTestCache(t)
	c.ask(request("/"), fixed(Page{Body: []byte("front")}))
	post := request("/")
	post.Method = http.MethodPost
	for name, r := range map[string]*http.Request{"query": request("/?q=x"), "post": post, "unknown": request("/x")} {
		if c.Hit(httptest.NewRecorder(), r) {
			t.Errorf("%s was answered", name)
		}
	}
}

func TestOthersStatusesAreKept(t *testing.T) {
	c := newTestCache(t)
	tests := []struct {
		path string
		page Page
	}{
		{"/gone", Page{Status: 410, Type: "text/html", Body: []byte("withdrawn")}},
		{"/old", Page{Status: 301, Header: map[string]string{"Location": "/new"}}},
	}
	for _, test := range tests {
		c.ask(request(test.path), fixed(test.page))
		w := c.ask(request(test.path, "If-None-Match", "*"), unexpected(t))
		if w.Code != test.page.Status || w.Header().Get("Location") != test.page.Header["Location"] || w.Header().Get("Etag") != "" {
			t.Errorf("%s: got %d with %v", test.path, w.Code, w.Header())
		}
	}
}

func TestErrorsAreNotKept(t *testing.T) {
	c := newTestCache(t)
	tests := []struct {
		name   string
		render Render
		want   string
	}{
		{"error", func(context.Context) (Page, error) { return Page{}, ilbo.NotFound }, "not found\n"},
		{"panic", func(context.Context) (Page, error) { panic("bad template") }, "internal\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := "/" + test.name
			if got := c.ask(request(path), test.render).Body.String(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if got := c.ask(request(path), fixed(Page{Body: []byte("well")})).Body.String(); got != "well" {
				t.Errorf("then got %q", got)
			}
		})
	}
}

func TestVolatilePagesAreCompressedAndNotKept(t *testing.T) {
	c := newTestCache(t)
	body := bytes.Repeat([]byte("found "), 100)
	var n atomic.Int64
	for range 2 {
		w := c.ask(request("/search", "Accept-Encoding", "gzip"), func(context.Context) (Page, error) {
			n.Add(1)
			return Page{Type: "text/html", Body: body, Volatile: true}, nil
		})
		if w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("Etag") == "" {
			t.Errorf("header is %v", w.Header())
		}
	}
	if n.Load() != 2 || c.Stats().Pages != 0 {
		t.Errorf("%d renders, %d pages kept", n.Load(), c.Stats().Pages)
	}
}

func TestManyAskersOneRender(t *testing.T) {
	c := newTestCache(t)
	var n atomic.Int64
	gate := make(chan struct{})
	render := func(context.Context) (Page, error) {
		<-gate
		return Page{Body: fmt.Appendf(nil, "render %d", n.Add(1))}, nil
	}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if got := c.ask(request("/"), render).Body.String(); got != "render 1" {
				t.Errorf("got %q", got)
			}
		})
	}
	for c.counts.misses.Load() < 50 {
		time.Sleep(time.Millisecond)
	}
	close(gate)
	all.Wait()
	if n.Load() != 1 {
		t.Errorf("%d renders", n.Load())
	}
}

func TestAskerWhoLeavesDoesNotStopTheRender(t *testing.T) {
	c := newTestCache(t)
	gate, begun := make(chan struct{}), make(chan struct{})
	render := func(ctx context.Context) (Page, error) {
		close(begun)
		<-gate
		return Page{Body: []byte("whole")}, ctx.Err()
	}
	ctx, leave := context.WithCancel(t.Context())
	left := make(chan struct{})
	go func() {
		defer close(left)
		w := c.ask(request("/").WithContext(ctx), render)
		if w.Body.Len() > 0 {
			t.Errorf("who left got %q", w.Body)
		}
	}()
	<-begun
	leave()
	<-left
	stayed := make(chan string)
	go func() { stayed <- c.ask(request("/"), unexpected(t)).Body.String() }()
	for c.counts.misses.Load() < 2 {
		time.Sleep(time.Millisecond)
	}
	close(gate)
	if got := <-stayed; got != "whole" {
		t.Errorf("who stayed got %q", got)
	}
}

func TestRenderHasATimeLimit(t *testing.T) {
	c := newTestCache(t, func(o *Options) { o.Patience = 10 * time.Millisecond; o.Renders = 1 })
	slow := func(ctx context.Context) (Page, error) {
		<-ctx.Done()
		return Page{}, ctx.Err()
	}
	if got := c.ask(request("/"), slow).Body.String(); got != "busy\n" {
		t.Errorf("got %q, want busy", got)
	}
	gate := make(chan struct{})
	deaf := func(context.Context) (Page, error) { <-gate; return Page{}, errors.New("late") }
	var all sync.WaitGroup
	all.Go(func() { c.ask(request("/deaf"), deaf) })
	for len(c.slots) == 0 {
		time.Sleep(time.Millisecond)
	}
	if got := c.ask(request("/other"), deaf).Body.String(); got != "busy\n" {
		t.Errorf("who got no turn got %q, want busy", got)
	}
	close(gate)
	all.Wait()
}

// sample is markup of about n bytes.
func sample(n int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "<p>The council of ward %d heard %x speakers on the river, %d against.</p>\n", i, i*i*2654435761, i*7%13)
	}
	return b.Bytes()
}
