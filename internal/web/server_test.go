package web

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

func still() time.Time { return time.Date(2023, 4, 6, 16, 22, 0, 0, time.UTC) }

// A running is a server under test.
type running struct {
	address, admin string
	pages          *cache.Cache
	log            *diary
	stop           func() error
}

// A diary is a log to read while it is written.
type diary struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (d *diary) Write(b []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.Write(b)
}

func (d *diary) String() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.String()
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// start runs a server whose every page is its path, so many times; what begins
// with /plain/ goes past the cache to h.
func start(t *testing.T, h http.Handler, change ...func(*Options)) *running {
	t.Helper()
	s := &running{log: new(diary)}
	log := slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	problems := &Problems{Log: log}
	s.pages = cache.New(cache.Options{Header: Policy{}.Header(), Problem: problems.Show, Log: log})
	t.Cleanup(s.pages.Close)
	mux := http.NewServeMux()
	if h != nil {
		mux.Handle("/plain/", h)
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Path
		s.pages.Serve(w, r, path, func(context.Context) (cache.Page, error) { return pageOf(path), nil })
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Listener: l, Hit: s.pages.Hit, Handler: mux, Log: log, Journal: &Journal{Log: log, Clock: time.Now, Problems: problems}}
	for _, f := range change {
		f(&o)
	}
	s.address = "http://" + l.Addr().String()
	if o.Admin != nil {
		s.admin = "http://" + o.Admin.Addr().String()
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, o) }()
	s.stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	return s
}

// pageOf makes a page of the size that its path ends with: "/page/5000".
func pageOf(path string) cache.Page {
	var n int
	fmt.Sscanf(path, "/page/%d", &n)
	p := cache.Page{Type: "application/x-test", Body: bytes.Repeat([]byte("ilbo"), n/4+1)[:n], Header: map[string]string{"X-Path": path}}
	if strings.HasPrefix(path, "/clash") {
		p.Header["Referrer-Policy"] = "no-referrer"
	}
	if strings.HasPrefix(path, "/long") {
		p.Header["X-Long"] = strings.Repeat("x", 5000)
	}
	return p
}

func fetch(t *testing.T, c *http.Client, url string) (*http.Response, []byte) {
	t.Helper()
	resp, err := c.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, body
}

// TestAnswersFromMemoryAreWhole asks for pages of all sizes around the server's
// buffers, by way of the handler first and from memory then, on one connection.
func TestAnswersFromMemoryAreWhole(t *testing.T) {
	s := start(t, nil)
	c := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 1}}
	paths := []string{"/clash", "/long"}
	for _, n := range []int{0, 1, 2047, 2048, 2049, 3000, 3300, 3500, 4000, 4095, 4096, 4097, 5000, 8192, 100_000, 3_000_000} {
		paths = append(paths, fmt.Sprintf("/page/%d", n))
	}
	for _, path := range paths {
		want := pageOf(path)
		first, body := fetch(t, c, s.address+path)
		for range 3 {
			got, again := fetch(t, c, s.address+path)
			if !bytes.Equal(body, want.Body) || !bytes.Equal(again, want.Body) {
				t.Errorf("%s: %d bytes, then %d, want %d", path, len(body), len(again), len(want.Body))
			}
			got.Header.Del("Date")
			first.Header.Del("Date")
			first.Header.Del("X-Request-Id")
			if diff := cmp.Diff(first.Header, got.Header); diff != "" {
				t.Errorf("%s (-handler +memory):\n%s", path, diff)
			}
		}
	}
	if hits := s.pages.Stats().Hits; hits != uint64(3*len(paths)) {
		t.Errorf("%d hits", hits)
	}
}

// raw sends bytes on a new connection and gives all that comes back until the
// server closes or is silent for a while.
func (s *running) raw(t *testing.T, send string) string {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(s.address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, send); err != nil {
		t.Fatal(err)
	}
	c.SetReadDeadline(time.Now().Add(400 * time.Millisecond))
	all, _ := io.ReadAll(c) // the deadline is its end
	return string(all)
}

func TestProtocolIsKeptOnTheFastPath(t *testing.T) {
	s := start(t, nil)
	fetch(t, http.DefaultClient, s.address+"/page/5000") // from here on in memory
	const get = "GET /page/5000 HTTP/1.1\r\nHost: x\r\n"
	tests := []struct {
		name, send string
		want       []string // statuses and what follows them, in turn
		length     int      // of all bodies
	}{
		{"one", get + "\r\n", []string{"HTTP/1.1 200 OK"}, 5000},
		{"three at once", strings.Repeat(get+"\r\n", 3), []string{"HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK"}, 15000},
		{"close", get + "Connection: close\r\n\r\n", []string{"HTTP/1.1 200 OK", "Connection: close"}, 5000},
		{"1.0", "GET /page/5000 HTTP/1.0\r\n\r\n", []string{"HTTP/1.0 200 OK"}, 5000},
		{"head, then get", "HEAD /page/5000 HTTP/1.1\r\nHost: x\r\n\r\n" + get + "\r\n", []string{"HTTP/1.1 200 OK", "HTTP/1.1 200 OK"}, 5000},
		{"not modified, then get", get + "If-None-Match: *\r\n\r\n" + get + "\r\n", []string{"HTTP/1.1 304", "HTTP/1.1 200 OK"}, 5000},
		{"with a body", get + "Content-Length: 3\r\n\r\nabc" + get + "\r\n", []string{"HTTP/1.1 200 OK", "HTTP/1.1 200 OK"}, 10000},
		{"memory, then not", get + "\r\nGET /page/10 HTTP/1.1\r\nHost: x\r\n\r\n", []string{"HTTP/1.1 200 OK", "HTTP/1.1 200 OK"}, 5010},
		{"no host", "GET /page/5000 HTTP/1.1\r\n\r\n", []string{"HTTP/1.1 400"}, -1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := s.raw(t, test.send)
			rest := got
			for _, want := range test.want {
				_, after, ok := strings.Cut(rest, want)
				if !ok {
					t.Fatalf("%q does not come in %.300q", want, rest)
				}
				rest = after
			}
			if strings.Contains(got, "Content-Length: 0") {
				t.Error("an empty length went out")
			}
			if test.length >= 0 {
				if n := bodies(t, test.send, got); n != test.length {
					t.Errorf("%d bytes of body, want %d", n, test.length)
				}
			}
		})
	}
}

// bodies reads the answers as a client would and adds up their bodies.
func bodies(t *testing.T, sent, got string) int {
	t.Helper()
	in, out := bufio.NewReader(strings.NewReader(sent)), bufio.NewReader(strings.NewReader(got))
	total := 0
	for {
		req, err := http.ReadRequest(in)
		if err != nil {
			break
		}
		io.Copy(io.Discard, req.Body)
		resp, err := http.ReadResponse(out, req)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		total += len(body)
	}
	if left, _ := io.ReadAll(out); len(left) > 0 {
		t.Errorf("%d bytes follow the last answer: %.60q", len(left), left)
	}
	return total
}

func TestStreamsAreNotHeldBack(t *testing.T) {
	gate := make(chan struct{})
	s := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Write(bytes.Repeat([]byte("x"), 20_000))
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Errorf("flush: %v", err)
		}
		<-gate
	}))
	resp, err := http.Get(s.address + "/plain/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	_, err = io.ReadFull(resp.Body, make([]byte, 20_000))
	close(gate)
	if err != nil {
		t.Error(err)
	}
}

func TestManyReadersGetTheirOwnPages(t *testing.T) {
	s := start(t, nil)
	c := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 20}}
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			for k := range 60 {
				path := fmt.Sprintf("/page/%d", (i*7+k*131)%9000)
				resp, err := c.Get(s.address + path)
				if err != nil {
					t.Error(err)
					return
				}
				body, err := io.ReadAll(resp.Body)
				resp.Body.Close()
				if err != nil || resp.Header.Get("X-Path") != path || !bytes.Equal(body, pageOf(path).Body) {
					t.Errorf("%s: got %d bytes of %s, %v", path, len(body), resp.Header.Get("X-Path"), err)
				}
				if k%10 == 0 {
					s.pages.Stale("none")
				}
			}
		})
	}
	all.Wait()
}

func TestShutdownLetsRequestsFinish(t *testing.T) {
	begun, gate := make(chan struct{}), make(chan struct{})
	s := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(begun)
		<-gate
		io.WriteString(w, "to the end")
	}))
	got := make(chan string, 1)
	go func() {
		resp, err := http.Get(s.address + "/plain/slow")
		if err != nil {
			got <- err.Error()
			return
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		got <- string(body)
	}()
	<-begun
	ended := make(chan error, 1)
	go func() { ended <- s.stop() }()
	time.Sleep(30 * time.Millisecond)
	close(gate)
	if body := <-got; body != "to the end" {
		t.Errorf("got %q", body)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestShutdownCutsOffWhatNeverEnds(t *testing.T) {
	begun := make(chan struct{})
	s := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(begun)
		<-r.Context().Done()
	}), func(o *Options) { o.Drain = 20 * time.Millisecond })
	go http.Get(s.address + "/plain/endless")
	<-begun
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if !strings.Contains(s.log.String(), "cut off at shutdown") {
		t.Errorf("log is %s", s.log)
	}
}

func TestServeFailsWhereItCannotListen(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	err = Serve(t.Context(), Options{Listener: l, Handler: http.NotFoundHandler(), Log: quiet(), Journal: &Journal{Log: quiet(), Clock: still, Problems: &Problems{Log: quiet()}}})
	if err == nil || !strings.Contains(err.Error(), "serve on") {
		t.Errorf("got %v", err)
	}
}

func TestAdminHasTheFigures(t *testing.T) {
	var m *Metrics
	s := start(t, nil, func(o *Options) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		m = NewMetrics(func() cache.Stats { return cache.Stats{Hits: 41, Pages: 7} }, still)
		m.Gauge("ilbo_stories", func() float64 { return 12 })
		o.Journal.Seen = m.Seen
		o.Admin = l
		o.Inner = Admin(m, Ready(func(context.Context) error { return ilbo.Busy }, &Problems{Log: quiet()}))
	})
	fetch(t, http.DefaultClient, s.address+"/page/1")
	_, body := fetch(t, http.DefaultClient, s.admin+"/metrics")
	for _, want := range []string{"ilbo_cache_hits_total 41\n", "ilbo_cache_pages 7\n", "ilbo_stories 12\n", `ilbo_request_seconds_count{status="2xx"} 1`, "process_resident_memory_bytes"} {
		if !strings.Contains(string(body), want) {
			t.Errorf("metrics lack %q", want)
		}
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 503, "/debug/pprof/": 200, "/other": 404} {
		if resp, _ := fetch(t, http.DefaultClient, s.admin+path); resp.StatusCode != want {
			t.Errorf("%s: got %d, want %d", path, resp.StatusCode, want)
		}
	}
	if resp, body := fetch(t, http.DefaultClient, s.address+"/metrics"); strings.Contains(string(body), "ilbo_cache") {
		t.Errorf("the public sees the figures: %d", resp.StatusCode)
	}
}
