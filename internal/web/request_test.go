package web

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

// journal makes a journal whose clock goes on by a step at each look.
func journal(log io.Writer, step time.Duration) *Journal {
	now := still()
	l := slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	return &Journal{Log: l, Problems: &Problems{Log: l}, Clock: func() time.Time { now = now.Add(step); return now }}
}

func TestJournalWritesEachRequest(t *testing.T) {
	tests := []struct {
		name    string
		step    time.Duration
		handler http.HandlerFunc
		status  int
		want    []string // in the log
	}{
		{"well", time.Millisecond, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "copy") }, 200, []string{"level=DEBUG", "status=200", "bytes=4", "took=1ms", "path=/national"}},
		{"slow", 2 * time.Second, func(http.ResponseWriter, *http.Request) {}, 200, []string{"level=WARN", "took=2s"}},
		{"fault", time.Millisecond, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(502) }, 502, []string{"level=ERROR", "status=502"}},
		{"panic", time.Millisecond, func(http.ResponseWriter, *http.Request) { panic("no template") }, 500, []string{"panic: no template", "request_test.go", "level=ERROR"}},
		{"early hints", time.Millisecond, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(103); w.WriteHeader(404) }, 404, []string{"status=404"}},
		{"file", time.Millisecond, func(w http.ResponseWriter, _ *http.Request) { io.Copy(w, strings.NewReader("picture")) }, 200, []string{"bytes=7"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			seen := 0
			j := journal(&log, test.step)
			j.Seen = func(status int, took time.Duration) { seen = status }
			srv := httptest.NewServer(j.Keep(test.handler))
			defer srv.Close()
			resp, err := http.Get(srv.URL + "/national")
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			srv.Close() // the log is whole now
			id := resp.Header.Get("X-Request-Id")
			for _, want := range append(test.want, "request="+id) {
				if !strings.Contains(log.String(), want) {
					t.Errorf("log lacks %q: %s", want, &log)
				}
			}
			if resp.StatusCode != test.status || seen != test.status || len(id) != 16 {
				t.Errorf("got %d, seen %d, id %q; want %d", resp.StatusCode, seen, id, test.status)
			}
		})
	}
}

func TestPanicInTheMiddleCutsTheConnection(t *testing.T) {
	var log bytes.Buffer
	srv := httptest.NewServer(journal(&log, 0).Keep(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "half")
		panic("torn")
	})))
	defer srv.Close()
	resp, err := http.Get(srv.URL)
	if err == nil {
		_, err = io.ReadAll(resp.Body)
		resp.Body.Close()
	}
	if err == nil {
		t.Error("half a page looked whole")
	}
	srv.Close()
	if !strings.Contains(log.String(), "torn") {
		t.Errorf("log is %s", &log)
	}
}

func TestProblemsAreShown(t *testing.T) {
	secret := errors.New("secret")
	say := &ilbo.Error{Kind: ilbo.Gone, Say: "This story was withdrawn.", Err: secret}
	tests := []struct {
		name, path, accept string
		err                error
		status             int
		mediaType, want    string
	}{
		{"page", "/x", "text/html,*/*", say, 410, "text/plain; charset=utf-8", "This story was withdrawn.\n"},
		{"API", "/api/v1/x", "", say, 410, "application/problem+json", `{"title":"Gone","status":410,"detail":"This story was withdrawn.","kind":"gone"}` + "\n"},
		{"JSON asked", "/x", "application/json", ilbo.NotFound, 404, "application/problem+json", `{"title":"Not Found","status":404,"kind":"not found"}` + "\n"},
		{"no kind", "/x", "", secret, 500, "text/plain; charset=utf-8", "Something went wrong on our side. It was noted.\n"},
		{"busy", "/x", "", ilbo.Busy, 503, "text/plain; charset=utf-8", "The paper has more readers than it can serve at this moment. Please try again.\n"},
		{"embargo is not told of", "/api/v1/x", "", &ilbo.Error{Kind: ilbo.Embargoed, Say: "Under embargo until 06:00."}, 404, "application/problem+json", `{"title":"Not Found","status":404,"kind":"not found"}` + "\n"},
		{"nor on a page", "/x", "", &ilbo.Error{Kind: ilbo.Embargoed, Say: "Under embargo until 06:00."}, 404, "text/plain; charset=utf-8", "There is no page at this address.\n"},
		{"invalid", "/x", "", ilbo.Invalid, 400, "text/plain; charset=utf-8", "Bad Request.\n"},
		{"forbidden", "/x", "", ilbo.Forbidden, 403, "text/plain; charset=utf-8", "You may not see this page.\n"},
		{"conflict", "/x", "", ilbo.Conflict, 409, "text/plain; charset=utf-8", "Conflict.\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			p := &Problems{Log: slog.New(slog.NewTextHandler(&log, nil))}
			r := httptest.NewRequest(http.MethodGet, test.path, nil)
			r.Header.Set("Accept", test.accept)
			w := httptest.NewRecorder()
			p.Show(w, r, test.err)
			if w.Code != test.status || w.Header().Get("Content-Type") != test.mediaType || w.Body.String() != test.want {
				t.Errorf("got %d %s %q, want %d %s %q", w.Code, w.Header().Get("Content-Type"), w.Body, test.status, test.mediaType, test.want)
			}
			if w.Header().Get("Cache-Control") != "no-store" || (w.Header().Get("Retry-After") != "") != (test.status == 503) {
				t.Errorf("header is %v", w.Header())
			}
			if (log.Len() > 0) != (test.status >= 500) {
				t.Errorf("log is %q", &log)
			}
		})
	}
}

func TestProblemPageIsTheSites(t *testing.T) {
	p := &Problems{Log: quiet(), Page: func(w http.ResponseWriter, _ *http.Request, status int, err error) {
		w.WriteHeader(status)
		io.WriteString(w, "<h1>"+ilbo.SayOf(err))
	}}
	w := httptest.NewRecorder()
	p.Show(w, httptest.NewRequest(http.MethodGet, "/", nil), &ilbo.Error{Kind: ilbo.Gone, Say: "Withdrawn."})
	if w.Code != 410 || w.Body.String() != "<h1>Withdrawn." {
		t.Errorf("got %d %q", w.Code, w.Body)
	}
}

func TestPolicyAllowsNothingElse(t *testing.T) {
	hash := "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
	h := Policy{HTTPS: true, Scripts: []string{hash}, Connect: []string{"https://push.example"}}.Header()
	csp := map[string]string{}
	for _, d := range strings.Split(h["Content-Security-Policy"], "; ") {
		name, sources, _ := strings.Cut(d, " ")
		csp[name] = sources
	}
	for name, want := range map[string]string{
		"default-src": "'none'", "script-src": "'self' " + hash, "style-src": "'self'", "connect-src": "'self' https://push.example",
		"base-uri": "'none'", "frame-ancestors": "'none'", "form-action": "'self'", "img-src": "'self' data:", "upgrade-insecure-requests": "",
	} {
		if got, ok := csp[name]; !ok || got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got, want := csp["frame-src"], "https://www.youtube-nocookie.com https://player.vimeo.com"; got != want {
		t.Errorf("frame-src is %q, want %q", got, want)
	}
	if strings.Contains(h["Content-Security-Policy"], "unsafe") {
		t.Error("the policy has a hole")
	}
	plain := Policy{}.Header()
	if plain["Strict-Transport-Security"] != "" || strings.Contains(plain["Content-Security-Policy"], "upgrade") || h["Strict-Transport-Security"] == "" {
		t.Error("https is asked of readers who come without it, or not of those with it")
	}
	w := httptest.NewRecorder()
	Secured(h, http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	for name, v := range h {
		if w.Header().Get(name) != v {
			t.Errorf("answer has %s: %q", name, w.Header().Get(name))
		}
	}
}
