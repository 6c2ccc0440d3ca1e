package cache

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"ilbo.press"
)

func TestStalePageIsNeverSeenAgain(t *testing.T) {
	c := newTestCache(t)
	var story, other atomic.Int64
	c.ask(request("/story"), counting(&story, "story:1", "section:a"))
	c.ask(request("/other"), counting(&other, "story:2", "section:b"))
	tests := []struct {
		key  ilbo.Key
		want string
	}{
		{"story:1", "render 2"}, {"section:a", "render 3"}, {"section:b", "render 3"}, {"unknown", "render 3"},
	}
	for _, test := range tests {
		c.Stale(test.key)
		if got := c.ask(request("/story"), counting(&story, "story:1", "section:a")).Body.String(); got != test.want {
			t.Errorf("after %s: got %q, want %q", test.key, got, test.want)
		}
	}
	if got := c.ask(request("/other"), counting(&other)).Body.String(); got != "render 2" {
		t.Errorf("the other page: got %q, want its second render", got)
	}
}

func TestHotPageIsRenderedBeforeAnyoneAsks(t *testing.T) {
	c := newTestCache(t)
	var hot, cold atomic.Int64
	for range 4 {
		c.ask(request("/hot"), counting(&hot, "k"))
	}
	c.ask(request("/cold"), counting(&cold, "k"))
	c.Stale("k")
	c.settle()
	if hot.Load() != 2 || cold.Load() != 1 {
		t.Errorf("%d renders of the hot page, %d of the cold one; want 2 and 1", hot.Load(), cold.Load())
	}
	if s := c.Stats(); s.Pages != 1 || s.Renewals != 1 || s.Stales != 2 || s.Hits != 3 {
		t.Errorf("stats are %+v", s)
	}
	if got := c.ask(request("/hot"), unexpected(t)).Body.String(); got != "render 2" {
		t.Errorf("got %q", got)
	}
}

func TestHeatFades(t *testing.T) {
	c := newTestCache(t)
	var n atomic.Int64
	for range 9 { // 8 hits
		c.ask(request("/"), counting(&n, "k"))
	}
	tests := []struct {
		cool int
		want int64 // renders after one more stale mark
	}{{0, 2}, {1, 3}, {1, 4}, {1, 4}} // warmth 8, 4, 2, 1
	for i, test := range tests {
		for range test.cool {
			c.cool()
		}
		c.Stale("k")
		c.settle()
		if n.Load() != test.want {
			t.Fatalf("step %d: %d renders, want %d", i, n.Load(), test.want)
		}
	}
}

func TestPageThatIsGoneIsNotRenewed(t *testing.T) {
	c := newTestCache(t)
	killed := false
	render := func(context.Context) (Page, error) {
		if killed {
			return Page{}, ilbo.Gone
		}
		return Page{Body: []byte("libel"), Keys: []ilbo.Key{"k"}}, nil
	}
	for range 5 {
		c.ask(request("/"), render)
	}
	killed = true
	c.Stale("k")
	if got := c.ask(request("/"), render).Body.String(); got != "gone\n" {
		t.Errorf("at once: got %q", got)
	}
	c.settle()
	if s := c.Stats(); s.Pages != 0 || s.Bytes != 0 {
		t.Errorf("still kept: %+v", s)
	}
}

// TestRenderOvertakenByAChangeIsNotKept walks through the race by hand: a page
// is read, then the story changes, then the page of the old copy is ready.
func TestRenderOvertakenByAChangeIsNotKept(t *testing.T) {
	c := newTestCache(t)
	gate, begun := make(chan struct{}, 1), make(chan struct{}, 1)
	var copyNow atomic.Int64
	render := func(context.Context) (Page, error) {
		read := copyNow.Load()
		begun <- struct{}{}
		<-gate
		return Page{Body: fmt.Appendf(nil, "copy %d", read), Keys: []ilbo.Key{"story:1"}}, nil
	}
	before, after := make(chan string, 1), make(chan string, 1)
	go func() { before <- c.ask(request("/"), render).Body.String() }()
	<-begun
	copyNow.Store(1)
	c.Stale("unrelated", "story:1")
	go func() { after <- c.ask(request("/"), render).Body.String() }()
	for c.counts.misses.Load() < 2 {
		time.Sleep(time.Millisecond)
	}
	gate <- struct{}{}
	if got := <-before; got != "copy 0" {
		t.Errorf("who asked before the change got %q", got)
	}
	<-begun
	gate <- struct{}{}
	if got := <-after; got != "copy 1" {
		t.Errorf("who asked after the change got %q", got)
	}
	if got := c.ask(request("/"), unexpected(t)).Body.String(); got != "copy 1" {
		t.Errorf("kept is %q", got)
	}
}

// TestWaitingIsBounded has every render overtaken by a change: each asker must
// be answered all the same.
func TestWaitingIsBounded(t *testing.T) {
	c := newTestCache(t)
	var n atomic.Int64
	render := func(context.Context) (Page, error) {
		n.Add(1)
		c.Stale("k")
		return Page{Body: []byte("page"), Keys: []ilbo.Key{"k"}}, nil
	}
	for range 20 {
		if got := c.ask(request("/"), render).Body.String(); got != "page" {
			t.Fatalf("got %q", got)
		}
	}
	if n.Load() != 20 || c.Stats().Pages != 0 {
		t.Errorf("%d renders for 20 askers, %d pages kept", n.Load(), c.Stats().Pages)
	}
}

func TestMarksAreForgotten(t *testing.T) {
	c := newTestCache(t)
	gate, begun := make(chan struct{}), make(chan struct{})
	got := make(chan string)
	go func() {
		got <- c.ask(request("/"), func(context.Context) (Page, error) {
			close(begun)
			<-gate
			return Page{Body: []byte("old"), Keys: []ilbo.Key{"early"}}, nil
		}).Body.String()
	}()
	<-begun
	c.Stale("early")
	for i := range 3 * marksKept {
		c.Stale(ilbo.KeyStory(ilbo.StoryID(i)))
	}
	close(gate)
	<-got
	if c.shelf.find("/") != nil {
		t.Error("a mark that a render at work needs was forgotten")
	}
	for i := range 6 * marksKept { // enough to look again, with no render at work
		c.Stale(ilbo.KeyStory(ilbo.StoryID(i)))
	}
	if len(c.marked) > 2*marksKept {
		t.Errorf("%d marks are kept", len(c.marked))
	}
}
