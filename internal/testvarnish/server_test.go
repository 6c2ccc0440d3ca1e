package testvarnish

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestVCL holds the documented VCL to what it says of pages, keys and purges.
func TestVCL(t *testing.T) {
	var made atomic.Int64 // answers, probes among them
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		switch r.URL.Path {
		case "/page":
			h.Set("Cache-Control", "public, max-age=0, must-revalidate")
			h.Set("CDN-Cache-Control", "max-age=86400, stale-if-error=86400")
			h.Set("Surrogate-Key", "furniture story:1")
			h.Set("Vary", "Accept-Encoding")
		case "/doubted":
			h.Set("CDN-Cache-Control", "max-age=1")
		case "/private":
			h.Set("Cache-Control", "private, max-age=600")
			h.Set("CDN-Cache-Control", "max-age=86400")
		case "/no-store":
			h.Set("Cache-Control", "no-store")
		case "/cookie":
			h.Set("CDN-Cache-Control", "max-age=86400")
			h.Set("Set-Cookie", "a=b")
		case "/unsaid":
			h.Set("Cache-Control", "public, max-age=0, must-revalidate")
		case "/wrong":
			h.Set("Cache-Control", "public, max-age=0, must-revalidate")
			w.WriteHeader(http.StatusNotFound)
		}
		fmt.Fprintf(w, "%d %s", made.Add(1), r.Header.Get("Accept-Encoding"))
	}))
	defer origin.Close()
	v := Start(t, strings.TrimPrefix(origin.URL, "http://"))
	ask := func(method, path string, header ...string) (*http.Response, string) {
		t.Helper()
		req, err := http.NewRequest(method, v.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(header); i += 2 {
			req.Header.Set(header[i], header[i+1])
		}
		res, err := (&http.Transport{DisableCompression: true}).RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res, string(body)
	}
	// cached reports whether a second answer is the first one.
	cached := func(method, path string, header ...string) bool {
		t.Helper()
		_, first := ask(method, path, header...)
		_, second := ask(method, path, header...)
		return first == second
	}
	for _, test := range []struct {
		method, path string
		want         bool
		header       []string
	}{
		{"GET", "/page", true, nil},
		{"GET", "/page", true, []string{"Cookie", "session=1"}}, // pages are of all readers
		{"GET", "/page", false, []string{"Authorization", "Basic x"}},
		{"POST", "/page", false, nil},
		{"GET", "/private", false, nil},
		{"GET", "/no-store", false, nil},
		{"GET", "/cookie", false, nil},
		{"GET", "/unsaid", false, nil},
		{"GET", "/wrong", false, nil},
		{"GET", "/films/1.mp4", false, nil},
	} {
		if got := cached(test.method, test.path, test.header...); got != test.want {
			t.Errorf("%s %s %v: kept: %t", test.method, test.path, test.header, got)
		}
	}
	for accept, want := range map[string]string{"br, gzip": "br", "gzip, deflate, br;q=0.9": "br", "gzip": "gzip", "GZIP;q=1.0": "gzip", "br;q=0, gzip": "gzip",
		"gzip;q=0, br;q=0.0": "", "zstd": "", "": "", "vibrant": ""} {
		_, body := ask("GET", "/page", "Accept-Encoding", accept)
		if _, got, _ := strings.Cut(body, " "); got != want {
			t.Errorf("Accept-Encoding %q is handed on as %q, want %q", accept, got, want)
		}
	}
	res, first := ask("GET", "/page")
	for _, name := range []string{"Surrogate-Key", "xkey", "CDN-Cache-Control"} {
		if res.Header.Get(name) != "" {
			t.Errorf("readers see %s", name)
		}
	}
	for _, test := range []struct {
		field, keys string
		gone        bool
	}{{"xkey", "story:2 story", false}, {"xkey-softpurge", "story:11", false}, {"xkey", "story:2 story:1", true}, {"xkey-softpurge", "story:1", true}} {
		if res, _ := ask("PURGE", "/", test.field, test.keys); res.StatusCode != http.StatusOK {
			t.Errorf("%s %s: %s", test.field, test.keys, res.Status)
		}
		_, now := ask("GET", "/page")
		if (now != first) != test.gone {
			t.Errorf("%s %s: %q after %q", test.field, test.keys, now, first)
		}
		first = now
	}
	if res, _ := ask("PURGE", "/"); res.StatusCode != http.StatusBadRequest {
		t.Errorf("without keys: %s", res.Status)
	}
	_, first = ask("GET", "/doubted")
	time.Sleep(1200 * time.Millisecond)
	if _, now := ask("GET", "/doubted"); now == first {
		t.Error("a page in doubt is kept for longer than a second")
	}

	// Where the paper does not answer, what is stale is shown, and what was taken
	// back is not.
	ask("GET", "/page")
	ask("PURGE", "/", "xkey-softpurge", "story:1")
	origin.Close()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		if res, _ := ask("GET", "/page"); res.StatusCode == http.StatusOK {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("a page that was kept is not shown while the paper is away")
		}
	}
	ask("PURGE", "/", "xkey", "story:1")
	if res, _ := ask("GET", "/page"); res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("what was taken back is answered %s", res.Status)
	}
}
