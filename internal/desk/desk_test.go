package desk_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/store"
)

// A newsroom is a desk on a real store, with a clock that stands until it is
// moved, and a follower that notes what it is told.
type newsroom struct {
	*desk.Desk
	t     *testing.T
	store *store.Store
	mu    sync.Mutex
	now   time.Time
	keys  []ilbo.Key
}

func open(t *testing.T) *newsroom {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "paper.db"))
}

func openAt(t *testing.T, address string) *newsroom {
	t.Helper()
	s, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	n := &newsroom{t: t, store: s, now: time.Now().Truncate(time.Second)}
	seoul := time.FixedZone("KST", 9*60*60)
	paper := &ilbo.Paper{Title: ilbo.Words{"en": "The Daily"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: seoul}
	n.Desk = desk.New(s, paper, func() time.Time { return n.now })
	return n
}

func (n *newsroom) must(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

func (n *newsroom) refuses(err error, kind ilbo.Kind) {
	n.t.Helper()
	if !errors.Is(err, kind) {
		n.t.Fatalf("got %v, want an error of kind %q", err, kind)
	}
	if say := ilbo.SayOf(err); !strings.HasSuffix(say, ".") {
		n.t.Errorf("%q is no sentence", say)
	}
}

// draft files a story with a headline.
func (n *newsroom) draft(headline string) *ilbo.Story {
	n.t.Helper()
	s := copyOf(headline)
	n.must(n.File(n.t.Context(), editor("han"), s))
	return s
}

func copyOf(headline string) *ilbo.Story {
	return &ilbo.Story{
		Language: ilbo.English, Section: "national/politics", Headline: headline, Topics: []ilbo.TopicID{"bridges"},
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("The council met on Tuesday.")}},
	}
}

// published is a story that the public sees.
func (n *newsroom) published(headline string) *ilbo.Story {
	n.t.Helper()
	s := n.draft(headline)
	n.must(n.Publish(n.t.Context(), editor("han"), s.ID, ilbo.Printing{}))
	return n.story(s.ID)
}

func (n *newsroom) story(id ilbo.StoryID) *ilbo.Story {
	n.t.Helper()
	s, err := n.store.Story(n.t.Context(), id)
	n.must(err)
	return s
}

// seen reports whether lists show the story.
func (n *newsroom) seen(id ilbo.StoryID) bool {
	n.t.Helper()
	found, err := n.store.TeasersByID(n.t.Context(), []ilbo.StoryID{id}, n.now)
	n.must(err)
	return len(found) > 0
}

func (n *newsroom) shows(id ilbo.StoryID, want bool) {
	n.t.Helper()
	if got := n.seen(id); got != want {
		n.t.Errorf("the public sees story %d: %v, want %v", id, got, want)
	}
}

// told runs do and gives the keys that pages were told of at once.
func (n *newsroom) told(do func()) []ilbo.Key {
	n.t.Helper()
	n.drain()
	n.keys = nil
	do()
	n.drain()
	slices.Sort(n.keys)
	return n.keys
}

func (n *newsroom) drain() {
	n.t.Helper()
	stop, err := n.store.Work(n.t.Context(), store.Followers{
		Index: func(context.Context, []ilbo.StoryID) error { return nil },
		Stale: func(_ context.Context, e ilbo.Event) error {
			n.mu.Lock()
			defer n.mu.Unlock()
			n.keys = append(n.keys, e.Keys...)
			return nil
		},
	})
	n.must(err)
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		left, err := n.store.Pending(n.t.Context())
		n.must(err)
		if left == 0 {
			break
		}
		if time.Now().After(deadline) {
			n.t.Fatal("the jobs did not end")
		}
	}
	n.must(stop(context.Background()))
}

func same(t *testing.T, what string, got, want any, o ...cmp.Option) {
	t.Helper()
	if diff := cmp.Diff(want, got, o...); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// editor is somebody who may do everything to a story.
func editor(login string) ilbo.Staff {
	return ilbo.Staff{Login: login, Name: login, Role: ilbo.ChiefEditor}
}
