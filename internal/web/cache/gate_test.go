package cache

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/surrogate"
)

// gated is a page whose gate opens for requests with a ticket.
func gated(opened *atomic.Int64, keys ...ilbo.Key) Render {
	return fixed(Page{
		Type: "text/html", Body: sample(3_000), Keys: keys, Gate: &Gate{Story: 7, Path: "/s", Access: ilbo.Subscribers},
		Behind: func(context.Context) (Page, error) {
			opened.Add(1)
			return Page{Type: "text/html", Body: append(sample(3_000), "secret"...), Keys: keys, Private: true}, nil
		},
	})
}

func admitting(o *Options) {
	o.Admit = func(r *http.Request, g Gate) Pass {
		if g.Story != 7 {
			return Pass{}
		}
		switch r.Header.Get("Ticket") {
		case "yes":
			return Pass{Behind: true}
		case "new":
			return Pass{Behind: true, Cookies: []string{"a=1", "b=2"}}
		}
		return Pass{}
	}
}

func TestGateOpensForThoseWhoAreAdmitted(t *testing.T) {
	c := newTestCache(t, admitting)
	var opened atomic.Int64
	page := gated(&opened, "k")
	tags := map[string]string{}
	for range 2 { // rendered, and from memory
		for _, ticket := range []string{"", "yes", "new", "forged"} {
			w := c.ask(request("/s", "Ticket", ticket), page)
			admitted := ticket == "yes" || ticket == "new"
			if got := strings.Contains(w.Body.String(), "secret"); got != admitted {
				t.Errorf("ticket %q: the secret is in the page: %v", ticket, got)
			}
			if got := w.Header().Get("Cache-Control"); got != "private, no-cache" {
				t.Errorf("ticket %q: Cache-Control is %q", ticket, got)
			}
			if got := w.Header().Get("Vary"); !strings.Contains(got, "Cookie") {
				t.Errorf("ticket %q: Vary is %q", ticket, got)
			}
			if got := len(w.Header()["Set-Cookie"]); got != map[bool]int{true: 2}[ticket == "new"] {
				t.Errorf("ticket %q: %d cookies", ticket, got)
			}
			tags[ticket] = w.Header().Get("Etag")
		}
	}
	if tags[""] == tags["yes"] || tags["yes"] != tags["new"] || tags[""] != tags["forged"] {
		t.Errorf("the tags are %v", tags)
	}
	if opened.Load() != 1 {
		t.Errorf("what is behind was rendered %d times", opened.Load())
	}
	// Whoever was shut out has not got what is behind, whatever they say they have.
	w := c.ask(request("/s", "If-None-Match", tags["yes"]), page)
	if w.Code != http.StatusOK || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("with the tag of what is behind: %d", w.Code)
	}
	if w := c.ask(request("/s", "Ticket", "yes", "If-None-Match", tags["yes"]), page); w.Code != http.StatusNotModified {
		t.Errorf("the same for somebody admitted: %d", w.Code)
	}
	c.Stale("k")
	c.settle()
	c.ask(request("/s", "Ticket", "yes"), page)
	if opened.Load() < 2 {
		t.Error("what is behind outlived its key")
	}
}

func TestNobodyAdmitsWhereThereIsNoGatekeeper(t *testing.T) {
	c := newTestCache(t)
	var opened atomic.Int64
	if w := c.ask(request("/s", "Ticket", "yes"), gated(&opened)); strings.Contains(w.Body.String(), "secret") || opened.Load() > 0 {
		t.Error("the gate was open")
	}
}

func TestWhatIsBehindHasNoAddress(t *testing.T) {
	c := newTestCache(t, admitting)
	var opened atomic.Int64
	c.ask(request("/s", "Ticket", "yes"), gated(&opened))
	for _, path := range []string{"behind:/s", "/behind:/s", "//s"} {
		r := request("/s")
		r.URL.Path = path
		if w := httptest.NewRecorder(); path[0] == '/' && c.Hit(w, r) {
			t.Errorf("%s is a page", path)
		}
	}
}

func TestSharedCachesKeepNoGatedPage(t *testing.T) {
	c := newTestCache(t, admitting, func(o *Options) {
		o.Shared = &Shared{Form: surrogate.Varnish, InStep: func() bool { return true }}
	})
	var opened atomic.Int64
	for _, ticket := range []string{"", "yes"} {
		h := c.ask(request("/s", "Ticket", ticket), gated(&opened)).Header()
		for name := range h {
			if strings.Contains(strings.ToLower(name), "surrogate") || strings.EqualFold(name, "Xkey") {
				t.Errorf("ticket %q: a shared cache is told %s: %s", ticket, name, h.Get(name))
			}
		}
	}
}

func BenchmarkHitBehindAGate(b *testing.B) {
	c := newTestCache(b, admitting)
	var opened atomic.Int64
	r := request("/s", "Ticket", "yes", "Accept-Encoding", "gzip, deflate, br, zstd")
	c.ask(r, gated(&opened))
	w := &sink{header: http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		if !c.Hit(w, r) {
			b.Fatal("no hit")
		}
	}
}
