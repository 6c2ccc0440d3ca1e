package main

import (
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"ilbo.press"
	"ilbo.press/internal/testpostgres"
	"ilbo.press/internal/testvarnish"
)

// A purgePost stands between Ilbo and the shared cache, and counts what the
// cache was told. It can be away.
type purgePost struct {
	*httptest.Server
	away atomic.Bool

	mu   sync.Mutex
	told map[string]int // key to how often it was told well
	last time.Time      // when it was told of anything
}

// newPurgePost hands purges on to an address; with none it answers by itself.
func newPurgePost(t *testing.T, to string) *purgePost {
	t.Helper()
	p := &purgePost{told: map[string]int{}}
	forward := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }))
	if to != "" {
		u, err := url.Parse(to)
		if err != nil {
			t.Fatal(err)
		}
		proxy := httputil.NewSingleHostReverseProxy(u)
		proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
		forward = proxy
	}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.away.Load() {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		answer := httptest.NewRecorder()
		forward.ServeHTTP(answer, r)
		p.mu.Lock()
		if answer.Code == http.StatusOK {
			for _, k := range strings.Fields(r.Header.Get("xkey") + " " + r.Header.Get("xkey-softpurge")) {
				p.told[k]++
			}
			p.last = time.Now()
		}
		p.mu.Unlock()
		w.WriteHeader(answer.Code)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *purgePost) times(key string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.told[key]
}

// until waits until the cache was told of a key so many times in all.
func (p *purgePost) until(t *testing.T, key string, times int) {
	t.Helper()
	for deadline := time.Now().Add(60 * time.Second); p.times(key) < times; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the cache was told %d times of %s after a minute, want %d", p.times(key), key, times)
		}
	}
}

// quiet waits until all is told that came with a start: it is told for certain
// after five seconds.
func (p *purgePost) quiet(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		p.mu.Lock()
		last := p.last
		p.mu.Unlock()
		if !last.IsZero() && time.Since(last) > 7*time.Second {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the cache is told on and on, or of nothing")
		}
	}
}

// freeAddress is one of this machine that nothing listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// An edge is a shared cache as readers see it.
type edge struct {
	t   *testing.T
	url string
}

// ask asks for a page and reports whether it was kept.
func (f edge) ask(path string, header ...string) (res *http.Response, body string, kept bool) {
	f.t.Helper()
	res, body = get(f.t, f.url+path, header...)
	return res, body, res.Header.Get("X-Cache") == "HIT"
}

// keeps makes sure that a page comes from the cache when it is asked for again.
func (f edge) keeps(path string) {
	f.t.Helper()
	for range 3 {
		if res, _, kept := f.ask(path); kept && res.StatusCode == http.StatusOK {
			return
		}
	}
	f.t.Fatalf("%s is not kept", path)
}

// becomes asks until a page has a status and a text, or lacks it where it begins
// with a dash, and then goes on to.
func (f edge) becomes(path string, status int, text string) {
	f.t.Helper()
	want, lack := strings.CutPrefix(text, "-")
	right := func() bool {
		res, body, _ := f.ask(path)
		return res.StatusCode == status && strings.Contains(body, want) == !lack
	}
	for deadline := time.Now().Add(30 * time.Second); !right(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			f.t.Fatalf("%s does not become %d with %q", path, status, text)
		}
	}
	for range 20 {
		if !right() {
			f.t.Fatalf("%s was %d with %q and is not any more", path, status, text)
		}
	}
}

// An aside is a process beside those that serve a paper.
type aside struct {
	t   *testing.T
	dir string
}

// take takes stories in, each a number, a section and a headline.
func (n aside) take(stories ...[3]string) {
	n.t.Helper()
	var b strings.Builder
	for _, s := range stories {
		fmt.Fprintf(&b, `{"id":%q,"language":"en","section":%q,"headline":%q,"body":["Text of some length."],"published":"2006-11-05T02:40:46Z"}`+"\n", s[0], s[1], s[2])
	}
	name := filepath.Join(n.t.TempDir(), "copy.ndjson")
	if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
		n.t.Fatal(err)
	}
	ilboHere(n.t, "import", "ndjson", name, "--data", n.dir)
}

// at opens the paper, and gives the number of the story at a path to do.
func (n aside) at(path ilbo.Path, do func(ctx context.Context, h *house, id ilbo.StoryID) error) {
	n.t.Helper()
	c := addConfigFlags(flag.NewFlagSet("newsroom", flag.ContinueOnError), false)
	c.data = n.dir
	err := c.within(n.t.Context(), shell{err: io.Discard, env: func(string) string { return "" }}, func(h *house) error {
		s, err := h.store.StoryAt(n.t.Context(), path)
		if err != nil {
			return err
		}
		return do(n.t.Context(), h, s.ID)
	})
	if err != nil {
		n.t.Fatal(err)
	}
}

func newAside(t *testing.T, args ...string) aside {
	t.Helper()
	n := aside{t, filepath.Join(t.TempDir(), "paper")}
	ilboHere(t, append([]string{"init", "--data", n.dir, "--title", "The Morning Post"}, args...)...)
	return n
}

// TestVarnishIsTold runs a paper behind Varnish: pages are kept there until they
// change, and from then on readers see them as they are.
func TestVarnishIsTold(t *testing.T) {
	t.Parallel()
	n := newAside(t)
	n.take([3]string{"1", "national", "Bridge opens"}, [3]string{"2", "business", "Shares fall"})
	const story, other = "/national/2006/11/05/bridge-opens", "/business/2006/11/05/shares-fall"
	addr := freeAddress(t)
	v := testvarnish.Start(t, addr)
	post := newPurgePost(t, v.URL)
	s := serveHere(t, n.dir, "--addr", addr, "--purge", post.URL)
	f := edge{t, v.URL}
	f.becomes("/healthz", http.StatusOK, "ok")
	post.quiet(t)
	pages := []string{story, "/national", "/", "/feed.xml"}
	unrelated := []string{other, "/business", "/about"}
	for _, path := range append(pages, unrelated...) {
		f.keeps(path)
	}
	// changed changes something and sees that the pages become right, and that
	// those which have nothing to do with it are kept until all is told.
	changed := func(what string, do func(), right func()) {
		t.Helper()
		before := post.times("section:en:national")
		do()
		right()
		post.until(t, "section:en:national", before+2)
		right()
		for _, path := range unrelated {
			if _, _, kept := f.ask(path); !kept {
				t.Errorf("%s: %s was asked for again", what, path)
			}
		}
	}
	changed("a story is published", func() { n.take([3]string{"3", "national", "Tunnel opens"}) }, func() {
		for _, path := range []string{"/national", "/", "/feed.xml", "/national/2006/11/05/tunnel-opens"} {
			f.becomes(path, http.StatusOK, "Tunnel opens")
		}
	})
	changed("a story is published anew", func() { n.take([3]string{"1", "national", "Bridge opens late"}) }, func() {
		for _, path := range pages {
			f.becomes(path, http.StatusOK, "Bridge opens late")
		}
	})
	changed("a story is corrected", func() {
		n.at(story, func(ctx context.Context, h *house, id ilbo.StoryID) error {
			return h.desk.Correct(ctx, editor("rahim"), id, ilbo.Clarification, "It opened at noon.")
		})
	}, func() { f.becomes(story, http.StatusOK, "It opened at noon.") })
	changed("a story is killed", func() {
		n.at(story, func(ctx context.Context, h *house, id ilbo.StoryID) error {
			return h.desk.Kill(ctx, editor("rahim"), id, "not so", "This was not so.")
		})
	}, func() {
		f.becomes(story, http.StatusGone, "This was not so.")
		for _, path := range pages[1:] {
			f.becomes(path, http.StatusOK, "-Bridge opens")
		}
	})
	if post.times("plates") < 2 {
		t.Error("pictures of a killed story are kept")
	}

	// While purges do not arrive, Varnish shows what it has; then it is told.
	f.keeps("/national")
	post.away.Store(true)
	n.take([3]string{"4", "national", "Ferry stops"})
	s.becomes("/national", http.StatusOK, "Ferry stops")
	if _, body, kept := f.ask("/national"); !kept || strings.Contains(body, "Ferry stops") {
		t.Error("Varnish shows what it was not told of: the test proves nothing")
	}
	s.logged("the shared cache cannot be told what changed")
	post.away.Store(false)
	f.becomes("/national", http.StatusOK, "Ferry stops")

	// Varnish itself is away.
	v.Stop(t)
	before := post.times("section:en:national")
	n.take([3]string{"5", "national", "Ferry sails"})
	s.becomes("/national", http.StatusOK, "Ferry sails")
	time.Sleep(time.Second)
	if post.times("section:en:national") != before {
		t.Error("told of while it is away")
	}
	v.Start(t)
	f.becomes("/national", http.StatusOK, "Ferry sails")
	post.until(t, "section:en:national", before+1)
	f.becomes("/national", http.StatusOK, "Ferry sails")
	f.keeps("/national")
}

// logged waits for what the program says.
func (s *served) logged(text string) {
	s.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !strings.Contains(s.logs.said(), text); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("the log does not say %q:\n%s", text, s.logs.said())
		}
	}
}

// TestPagesThroughVarnish compares answers with those of the paper itself: in
// each coding, unchanged, and those that are nobody else's.
func TestPagesThroughVarnish(t *testing.T) {
	t.Parallel()
	n := newAside(t)
	n.take([3]string{"1", "national", "Bridge opens"})
	addr := freeAddress(t)
	v := testvarnish.Start(t, addr)
	post := newPurgePost(t, v.URL)
	s := serveHere(t, n.dir, "--addr", addr, "--purge", post.URL)
	f := edge{t, v.URL}
	f.becomes("/healthz", http.StatusOK, "ok")
	post.quiet(t)
	_, want := get(t, s.url+"/national", "Accept-Encoding", "identity")
	for coding, read := range map[string]func(io.Reader) (io.Reader, error){
		"br":       func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		"gzip":     func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"identity": func(r io.Reader) (io.Reader, error) { return r, nil },
	} {
		for i := range 2 {
			res, body, kept := f.ask("/national", "Accept-Encoding", coding)
			if kept != (i == 1) {
				t.Errorf("%s, %d: kept: %t", coding, i, kept)
			}
			if got := res.Header.Get("Content-Encoding"); got != strings.TrimPrefix(coding, "identity") {
				t.Errorf("%s, %d: Content-Encoding %q", coding, i, got)
			}
			if vary, control := res.Header.Get("Vary"), res.Header.Get("Cache-Control"); vary != "Accept-Encoding" || control != "public, max-age=0, must-revalidate" {
				t.Errorf("%s, %d: Vary %q, Cache-Control %q", coding, i, vary, control)
			}
			r, err := read(strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			if plain, err := io.ReadAll(r); err != nil || string(plain) != want {
				t.Errorf("%s, %d: %d bytes instead of %d (%v)", coding, i, len(plain), len(want), err)
			}
			tag := res.Header.Get("ETag")
			same, none, _ := f.ask("/national", "Accept-Encoding", coding, "If-None-Match", tag)
			if same.StatusCode != http.StatusNotModified || none != "" || same.Header.Get("ETag") != tag {
				t.Errorf("%s: with its ETag %s", coding, same.Status)
			}
			if changed, _, _ := f.ask("/national", "Accept-Encoding", coding, "If-None-Match", `"other"`); changed.StatusCode != http.StatusOK {
				t.Errorf("%s: with another ETag %s", coding, changed.Status)
			}
		}
	}
	for path, status := range map[string]int{"/healthz": 200, "/search?q=bridge": 200, "/national/2006/11/05/nothing": 404, "/national/": 301} {
		for range 3 {
			if res, _, kept := f.ask(path); res.StatusCode != status || kept && status != 301 {
				t.Errorf("%s: %s, kept: %t", path, res.Status, kept)
			}
		}
	}
	for range 2 {
		res, err := http.Post(v.URL+"/reads", "text/plain", strings.NewReader("1"))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusNoContent || res.Header.Get("X-Cache") != "MISS" {
			t.Errorf("what is sent: %s, %s", res.Status, res.Header.Get("X-Cache"))
		}
	}
}

// TestNodesBehindVarnish changes a paper that two nodes serve in turn. Whichever
// Varnish asks, and however soon, readers do not go back to what was.
func TestNodesBehindVarnish(t *testing.T) {
	t.Parallel()
	n := newAside(t, "--database", testpostgres.Database(t))
	n.take([3]string{"1", "national", "Bridge opens"})
	var nodes [2]*url.URL
	var turn atomic.Int64
	balancer := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite:  func(r *httputil.ProxyRequest) { r.SetURL(nodes[turn.Add(1)%2]) },
		ErrorLog: log.New(io.Discard, "", 0), // of nodes that do not serve yet
	})
	t.Cleanup(balancer.Close)
	for i := range nodes {
		nodes[i] = &url.URL{Scheme: "http", Host: freeAddress(t)}
	}
	v := testvarnish.Start(t, balancer.Listener.Addr().String())
	post := newPurgePost(t, v.URL)
	for _, node := range nodes {
		serveHere(t, n.dir, "--addr", node.Host, "--purge", post.URL)
	}
	f := edge{t, v.URL}
	f.becomes("/healthz", http.StatusOK, "ok")
	post.quiet(t)
	paths := []string{"/", "/national", "/national/2006/11/05/bridge-opens"}
	for i := range 3 {
		headline := fmt.Sprintf("Bridge opens, part %d", i)
		before := post.times("section:en:national")
		n.take([3]string{"1", "national", headline})
		for _, path := range paths {
			for deadline := time.Now().Add(30 * time.Second); ; {
				if _, body, _ := f.ask(path); strings.Contains(body, headline) {
					break
				}
				if time.Now().After(deadline) {
					t.Fatalf("%s does not become %q", path, headline)
				}
			}
		}
		post.until(t, "section:en:national", before+2)
		for _, path := range paths {
			for range 4 {
				if _, body, _ := f.ask(path); !strings.Contains(body, headline) {
					t.Errorf("%s goes back to what was before %q", path, headline)
				}
			}
			f.keeps(path)
		}
		if got := post.times("section:en:national"); got != before+2 {
			t.Errorf("change %d is told %d times", i, got-before)
		}
	}
}
