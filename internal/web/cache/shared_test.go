package cache

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/surrogate"
)

// asked asks a cache behind a shared one for a page.
func asked(c *Cache, p Page, header ...string) http.Header {
	w, r := httptest.NewRecorder(), httptest.NewRequest("GET", "/a", nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	c.Serve(w, r, "/a", func(context.Context) (Page, error) { return p, nil })
	return w.Result().Header
}

func behind(t *testing.T, form surrogate.Form, inStep func() bool) *Cache {
	t.Helper()
	c := New(Options{Problem: func(w http.ResponseWriter, _ *http.Request, err error) { t.Error(err) }, Shared: &Shared{Form: form, InStep: inStep}})
	t.Cleanup(c.Close)
	return c
}

func always() bool { return true }

func TestSharedCachesAreToldTheKeys(t *testing.T) {
	for name, test := range map[string]struct {
		form surrogate.Form
		page Page
		want map[string]string // field to value, empty for none
	}{
		"a page": {surrogate.Varnish, Page{Keys: []ilbo.Key{"story:1", "furniture"}},
			map[string]string{"Surrogate-Key": "furniture story:1", "Cdn-Cache-Control": "max-age=86400, stale-if-error=86400"}},
		"a page without keys": {surrogate.Varnish, Page{}, map[string]string{"Surrogate-Key": "furniture"}},
		"at Fastly": {surrogate.Fastly, Page{Keys: []ilbo.Key{"story:1"}},
			map[string]string{"Surrogate-Key": "furniture story:1", "Surrogate-Control": "max-age=86400, stale-if-error=86400", "Cdn-Cache-Control": ""}},
		"at Cloudflare": {surrogate.Cloudflare, Page{Keys: []ilbo.Key{"story:1"}},
			map[string]string{"Cache-Tag": "furniture,story:1", "Surrogate-Key": ""}},
		"another status":   {surrogate.Varnish, Page{Status: 404}, map[string]string{"Surrogate-Key": "", "Cdn-Cache-Control": ""}},
		"a volatile page":  {surrogate.Varnish, Page{Volatile: true}, map[string]string{"Surrogate-Key": "", "Cdn-Cache-Control": ""}},
		"browsers as ever": {surrogate.Varnish, Page{}, map[string]string{"Cache-Control": "public, max-age=0, must-revalidate"}},
	} {
		t.Run(name, func(t *testing.T) {
			test.page.Type, test.page.Body = "text/html", []byte("copy")
			c := behind(t, test.form, always)
			for range 2 { // made, and from memory
				h := asked(c, test.page)
				for field, want := range test.want {
					if got := h.Get(field); got != want {
						t.Errorf("%s: %q, want %q", field, got, want)
					}
				}
			}
		})
	}
}

// A reader's 304 is a shared cache's too: it brings keys and age up to date.
func TestUnchangedPagesBringTheirKeys(t *testing.T) {
	c := behind(t, surrogate.Varnish, always)
	p := Page{Type: "text/html", Body: []byte("copy"), Keys: []ilbo.Key{"story:1"}}
	tag := asked(c, p).Get("ETag")
	h := asked(c, p, "If-None-Match", tag)
	if h.Get("Content-Type") != "" || h.Get("Surrogate-Key") != "furniture story:1" || h.Get("CDN-Cache-Control") == "" {
		t.Errorf("the answer says %v", h)
	}
}

// A process that is out of step gives its pages away for a moment only.
func TestPagesInDoubtAreKeptForAMoment(t *testing.T) {
	var inStep atomic.Bool
	c := behind(t, surrogate.Varnish, inStep.Load)
	p := Page{Type: "text/html", Body: []byte("copy"), Keys: []ilbo.Key{"story:1"}}
	for i, want := range []string{"max-age=1", "max-age=1", "max-age=86400, stale-if-error=86400", "max-age=1"} {
		inStep.Store(i == 2)
		h := asked(c, p)
		if got := h.Get("CDN-Cache-Control"); got != want || h.Get("Surrogate-Key") != "furniture story:1" {
			t.Errorf("answer %d: %q, want %q; %v", i, got, want, h)
		}
		if got := asked(c, p, "If-None-Match", h.Get("ETag")).Get("CDN-Cache-Control"); got != want {
			t.Errorf("answer %d, unchanged: %q, want %q", i, got, want)
		}
	}
}

// A render that a change overtook is answered to those who asked before: the
// shared cache must not keep it, since it was told before that came.
func TestOvertakenPagesAreKeptForAMoment(t *testing.T) {
	c := behind(t, surrogate.Varnish, always)
	began, changed := make(chan bool), make(chan bool)
	got := make(chan http.Header)
	go func() {
		w := httptest.NewRecorder()
		c.Serve(w, httptest.NewRequest("GET", "/a", nil), "/a", func(context.Context) (Page, error) {
			began <- true
			<-changed
			return Page{Type: "text/html", Body: []byte("old copy"), Keys: []ilbo.Key{"story:1"}}, nil
		})
		got <- w.Result().Header
	}()
	<-began
	c.Stale("story:1")
	changed <- true
	if h := <-got; h.Get("CDN-Cache-Control") != "max-age=1" {
		t.Errorf("the answer says %v", h)
	}
}
