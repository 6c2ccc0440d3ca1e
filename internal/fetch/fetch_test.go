package fetch_test

import (
	"compress/gzip"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/fetch"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

func fetcher(allow []netip.Prefix) *fetch.Fetcher { return patient(allow, 30*time.Second) }

func patient(allow []netip.Prefix, timeout time.Duration) *fetch.Fetcher {
	return fetch.New(fetch.Options{Agent: "Ilbo (The Paper)", Allow: allow, Timeout: timeout, Clock: time.Now})
}

func TestAnswersAreAskedForOnceTheyChange(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() != "Ilbo (The Paper)" || r.Header.Get("X-Key") != "secret" {
			t.Errorf("asked as %q with %q", r.UserAgent(), r.Header.Get("X-Key"))
		}
		w.Header().Set("ETag", `"7"`)
		if r.Header.Get("If-None-Match") == `"7"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		z.Write([]byte("a feed"))
		z.Close()
	}))
	defer s.Close()
	ask := ilbo.Ask{Address: s.URL, Header: "X-Key", Secret: "secret", Limit: 1 << 20}
	a, err := fetcher(loopback).Fetch(t.Context(), ask)
	if err != nil || string(a.Body) != "a feed" || a.ETag != `"7"` {
		t.Fatalf("%+v, %v", a, err)
	}
	ask.ETag = a.ETag
	if a, err = fetcher(loopback).Fetch(t.Context(), ask); err != nil || !a.Same {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestNothingOfTheNewsroomsNetworkIsAsked(t *testing.T) {
	asked := false
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer s.Close()
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	for _, address := range []string{
		s.URL, "http://localhost" + port, "http://[::1]" + port, "http://[::ffff:127.0.0.1]" + port, "http://2130706433" + port, "http://0.0.0.0" + port, "http://10.1.2.3/", "http://169.254.169.254/latest/meta-data",
		"http://[fe80::1]/", "http://[fd00::1]/", "file:///etc/passwd", "gopher://a.example/", "http://user:word@a.example/", "//a.example", "javascript:1", "http://[64:ff9b::7f00:1]" + port,
	} {
		_, err := fetcher(nil).Fetch(t.Context(), ilbo.Ask{Address: address, Limit: 1 << 20})
		if trouble := ilbo.TroubleOf(err); err == nil || trouble != ilbo.OffLimits && trouble != ilbo.NotReached {
			t.Errorf("%s: %v", address, err)
		}
	}
	if asked {
		t.Error("it was asked")
	}
	// One that is allowed may not lead to one that is not.
	inner := httptest.NewServer(http.RedirectHandler("http://10.1.2.3/", http.StatusFound))
	defer inner.Close()
	if _, err := fetcher(loopback).Fetch(t.Context(), ilbo.Ask{Address: inner.URL, Limit: 1}); ilbo.TroubleOf(err) != ilbo.OffLimits {
		t.Errorf("it led inside: %v", err)
	}
}

func TestTroublesAreTold(t *testing.T) {
	var base string
	mux := http.NewServeMux()
	s := httptest.NewServer(mux)
	defer s.Close()
	base = s.URL
	code := func(path string, status int, headers ...string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(headers); i += 2 {
				w.Header().Set(headers[i], headers[i+1])
			}
			w.WriteHeader(status)
		})
	}
	code("/none", 404)
	code("/gone", 410)
	code("/closed", 401)
	code("/broken", 500)
	code("/away", 503, "Retry-After", "120")
	code("/often", 429, "Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
	code("/loop", 302, "Location", "/loop")
	code("/file", 302, "Location", "file:///etc/passwd")
	mux.HandleFunc("/huge", func(w http.ResponseWriter, _ *http.Request) {
		for range 3 << 10 {
			if _, err := w.Write(make([]byte, 1<<10)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for range 64 << 10 {
			if _, err := z.Write(make([]byte, 1<<10)); err != nil {
				return
			}
		}
		z.Close()
	})
	slow := func(before bool) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if !before {
				w.Write([]byte("<rss>"))
				w.(http.Flusher).Flush()
			}
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
		}
	}
	mux.HandleFunc("/slow", slow(true))
	mux.HandleFunc("/trickle", slow(false))
	for path, want := range map[string]ilbo.Trouble{
		"/none": ilbo.NotThere, "/gone": ilbo.NotThere, "/closed": ilbo.NotLetIn, "/broken": ilbo.ServerTrouble, "/away": ilbo.AskedTooMuch, "/often": ilbo.AskedTooMuch, "/loop": ilbo.TooFar,
		"/file": ilbo.OffLimits, "/huge": ilbo.TooLarge, "/bomb": ilbo.TooLarge, "/slow": ilbo.TooSlow, "/trickle": ilbo.TooSlow,
	} {
		f := fetcher(loopback)
		if want == ilbo.TooSlow {
			f = patient(loopback, time.Second)
		}
		a, err := f.Fetch(t.Context(), ilbo.Ask{Address: base + path, Limit: 1 << 20, Header: "Authorization", Secret: "hush"})
		if ilbo.TroubleOf(err) != want || ilbo.SayOf(err) == "" || err == nil || strings.Contains(err.Error(), "hush") || strings.Contains(err.Error(), base) {
			t.Errorf("%s: %v", path, err)
		}
		if path == "/away" && a.After != 2*time.Minute || path == "/often" && (a.After < 50*time.Minute || a.After > time.Hour) {
			t.Errorf("%s: leave it alone for %v", path, a.After)
		}
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	if _, err := fetcher(loopback).Fetch(t.Context(), ilbo.Ask{Address: gone.URL, Limit: 1}); ilbo.TroubleOf(err) != ilbo.NotReached {
		t.Errorf("nobody there: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := fetcher(loopback).Fetch(ended, ilbo.Ask{Address: base, Limit: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestWhatLetsInIsNotShownElsewhere(t *testing.T) {
	var shown string
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		shown = r.Header.Get("X-Key") + r.Header.Get("Authorization")
	}))
	defer elsewhere.Close()
	s := httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusFound))
	defer s.Close()
	for _, header := range []string{"X-Key", "Authorization"} {
		if _, err := fetcher(loopback).Fetch(t.Context(), ilbo.Ask{Address: s.URL, Header: header, Secret: "hush", Limit: 10}); err != nil || shown != "" {
			t.Errorf("%s: %q was shown, %v", header, shown, err)
		}
	}
}
