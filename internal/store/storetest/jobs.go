package storetest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

func (p *paper) pending(want int) {
	p.t.Helper()
	got, err := p.Pending(p.ctx)
	p.must(err)
	p.same("pending jobs", got, want)
}

// A diary notes what followers were told.
type diary struct {
	mu      sync.Mutex
	indexed []ilbo.StoryID
	stale   []ilbo.Key
	fail    int // how many more calls fail
}

func (d *diary) followers() store.Followers {
	note := func(do func()) error {
		d.mu.Lock()
		defer d.mu.Unlock()
		if d.fail > 0 {
			d.fail--
			return errors.New("not today")
		}
		do()
		return nil
	}
	return store.Followers{
		Index: func(_ context.Context, ids []ilbo.StoryID) error {
			return note(func() { d.indexed = append(d.indexed, ids...) })
		},
		Stale: func(_ context.Context, e ilbo.Event) error {
			return note(func() { d.stale = append(d.stale, e.Keys...) })
		},
	}
}

func (p *paper) work(d *diary) (stop func()) {
	p.t.Helper()
	stopping, err := p.Work(p.ctx, d.followers())
	p.must(err)
	stop = sync.OnceFunc(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := stopping(ctx); err != nil {
			p.t.Errorf("stopping the jobs: %v", err)
		}
	})
	p.t.Cleanup(stop)
	return stop
}

// settle waits until nothing is pending.
func (p *paper) settle() {
	p.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		n, err := p.Pending(p.ctx)
		p.must(err)
		if n == 0 {
			return
		}
	}
	p.t.Fatal("the jobs did not end")
}

// published puts a story in ctx's transaction with the event that it is out.
func (p *paper) published(ctx context.Context, s *ilbo.Story) {
	p.t.Helper()
	p.must(p.PutStory(ctx, s, ilbo.Event{Verb: ilbo.Published}))
}

// indexedAfter are the stories whose index jobs do leaves behind, with the pages
// that are told stale, which no entry takes the place of.
func (p *paper) indexedAfter(do func(ctx context.Context) error) []ilbo.StoryID {
	p.t.Helper()
	p.must(p.Together(p.ctx, do))
	d := &diary{}
	stop := p.work(d)
	p.settle()
	stop()
	if len(d.stale) == 0 {
		p.t.Error("no page was told stale")
	}
	slices.Sort(d.indexed)
	return slices.Compact(d.indexed)
}

var jobs = map[string]func(*testing.T, *paper){
	"a story that is indexed where it is made needs no index job": func(t *testing.T, p *paper) {
		s := story("New", time.Hour)
		got := p.indexedAfter(func(ctx context.Context) error {
			p.published(ctx, s)
			return p.PutEntries(ctx, []ilbo.IndexEntry{entry(s.ID, 0, "new", "")})
		})
		p.same("indexed by jobs", len(got), 0)
		p.finds("by the entry", asking(words("new")), s.ID)
	},
	"a story that is stored after it was indexed needs its index job": func(t *testing.T, p *paper) {
		s := story("New", time.Hour)
		got := p.indexedAfter(func(ctx context.Context) error {
			p.published(ctx, s)
			p.must(p.PutEntries(ctx, []ilbo.IndexEntry{entry(s.ID, 0, "new", "")}))
			s.Headline = "Newer"
			p.published(ctx, s)
			return nil
		})
		p.same("indexed by jobs", got, []ilbo.StoryID{s.ID})
	},
	"a story that was there before needs its index job": func(t *testing.T, p *paper) {
		s := p.put(story("Old", time.Hour))
		got := p.indexedAfter(func(ctx context.Context) error {
			p.published(ctx, s)
			return p.PutEntries(ctx, []ilbo.IndexEntry{entry(s.ID, 0, "old", "")})
		})
		p.same("indexed by jobs", got, []ilbo.StoryID{s.ID})
	},
	"a story whose entry is taken back needs its index job": func(t *testing.T, p *paper) {
		s, refused := story("New", time.Hour), errors.New("refused")
		got := p.indexedAfter(func(ctx context.Context) error {
			p.published(ctx, s)
			err := p.Together(ctx, func(ctx context.Context) error {
				p.must(p.PutEntries(ctx, []ilbo.IndexEntry{entry(s.ID, 0, "new", "")}))
				return refused
			})
			if !errors.Is(err, refused) {
				return err
			}
			return nil
		})
		p.same("indexed by jobs", got, []ilbo.StoryID{s.ID})
	},
	"the end of an embargo indexes a story that was indexed where it was made": func(t *testing.T, p *paper) {
		s := story("New", time.Hour)
		got := p.indexedAfter(func(ctx context.Context) error {
			p.must(p.PutStory(ctx, s, ilbo.Event{Verb: ilbo.Published}, ilbo.Event{Verb: ilbo.Updated, At: time.Now().Add(-time.Second)}))
			return p.PutEntries(ctx, []ilbo.IndexEntry{entry(s.ID, 0, "new", "")})
		})
		p.same("indexed by jobs", got, []ilbo.StoryID{s.ID})
	},
	"each follower hears of a change": func(t *testing.T, p *paper) {
		var d diary
		stop := p.work(&d)
		s := p.put(everywhere("Bridge", time.Hour))
		p.settle()
		stop()
		p.same("indexed", d.indexed, []ilbo.StoryID{s.ID})
		want := s.Keys()
		slices.Sort(want)
		p.same("stale", d.stale, want)
	},
	"keys that an event brings are kept": func(t *testing.T, p *paper) {
		s := story("One", time.Hour)
		p.must(p.PutStory(p.ctx, s))
		var d diary
		stop := p.work(&d)
		p.must(p.PutStory(p.ctx, s, ilbo.Event{Verb: ilbo.Updated, Story: s.ID, Keys: []ilbo.Key{"section:en:old"}}))
		p.settle()
		stop()
		p.same("stale", d.stale, []ilbo.Key{"section:en:old"})
	},
	"a follower that fails is called again until it is done": func(t *testing.T, p *paper) {
		d := diary{fail: 3}
		stop := p.work(&d)
		s := p.put(story("One", time.Hour))
		p.settle()
		stop()
		p.same("indexed", d.indexed, []ilbo.StoryID{s.ID})
		p.same("keys", len(d.stale), 4)
	},
	"jobs wait for somebody who works": func(t *testing.T, p *paper) {
		s := p.put(story("One", time.Hour))
		p.pending(2)
		var d diary
		stop := p.work(&d)
		p.settle()
		stop()
		p.same("indexed", d.indexed, []ilbo.StoryID{s.ID})
	},
	"an event of later waits for its moment": func(t *testing.T, p *paper) {
		var d diary
		stop := p.work(&d)
		s := story("One", time.Hour)
		due := time.Now().Add(1500 * time.Millisecond)
		p.must(p.PutStory(p.ctx, s, ilbo.Event{Verb: ilbo.Released, At: due}))
		p.pending(0)
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
			d.mu.Lock()
			n := len(d.indexed)
			d.mu.Unlock()
			if n > 0 {
				break
			}
			if time.Now().After(deadline) {
				t.Fatal("the follower was never called")
			}
		}
		if time.Now().Before(due) {
			t.Error("the follower was called before the moment")
		}
		stop()
	},
	"a batch makes few jobs": func(t *testing.T, p *paper) {
		p.fill(40, nil)
		p.pending(2)
		var d diary
		stop := p.work(&d)
		p.settle()
		stop()
		p.same("indexed", len(d.indexed), 40)
		p.same("keys", len(d.stale), 43)
	},
	"two events of one story are never indexed at the same time": func(t *testing.T, p *paper) {
		s := p.put(story("One", time.Hour))
		for range 6 {
			p.put(s)
		}
		var mu sync.Mutex
		busy, calls := false, 0
		stopping, err := p.Work(p.ctx, store.Followers{
			Index: func(context.Context, []ilbo.StoryID) error {
				mu.Lock()
				if busy {
					t.Error("called while called")
				}
				busy = true
				mu.Unlock()
				time.Sleep(10 * time.Millisecond)
				mu.Lock()
				busy, calls = false, calls+1
				mu.Unlock()
				return nil
			},
			Stale: func(context.Context, ilbo.Event) error { return nil },
		})
		p.must(err)
		p.settle()
		p.must(stopping(p.ctx))
		p.same("calls", calls, 7)
	},
	"furniture, fronts and what is touched make pages stale": func(t *testing.T, p *paper) {
		s := story("One", time.Hour)
		p.must(p.PutStory(p.ctx, s))
		p.must(p.PutTopics(p.ctx, []ilbo.Topic{{ID: "rivers"}}))
		p.must(p.PutFront(p.ctx, ilbo.Front{ID: ilbo.Home, Language: ilbo.Korean}))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{s.ID: 1}, noon)) // tells nobody
		p.must(p.Touch(p.ctx, ilbo.KeyMostRead(ilbo.English)))
		p.pending(3)
		var d diary
		stop := p.work(&d)
		p.settle()
		stop()
		slices.Sort(d.stale)
		p.same("stale", d.stale, []ilbo.Key{"front:ko:home", "furniture", "most-read:en"})
	},
}
