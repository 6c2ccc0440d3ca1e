package desk_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/testpostgres"
)

// old is a story of another system.
func old(number, headline string) *ilbo.Story {
	s := copyOf(headline)
	s.Foreign, s.Published = number, time.Date(2006, 11, 5, 2, 40, 46, 0, time.UTC)
	return s
}

func TestTakenStoryIsPublicSinceItsOwnDate(t *testing.T) {
	n := open(t)
	s := old("w-7", "Bridge opens")
	n.must(n.Take(t.Context(), s, "/news/7.html"))
	same(t, "address", s.Path, ilbo.Path("/national/2006/11/05/bridge-opens"))
	n.shows(s.ID, true)
	moved, err := n.store.Moved(t.Context(), "/news/7.html")
	n.must(err)
	same(t, "old address leads to", moved, s.Path)
}

func TestTakingTwiceUpdatesAndNeverDoubles(t *testing.T) {
	n := open(t)
	first := old("w-7", "Bridge opens")
	n.must(n.Take(t.Context(), first, "/news/7.html"))
	n.must(n.Correct(t.Context(), editor("lee"), first.ID, ilbo.Clarification, "A footbridge."))
	before := n.story(first.ID)

	same(t, "keys told by the same copy", len(n.told(func() { n.must(n.Take(t.Context(), old("w-7", "Bridge opens"), "/news/7.html")) })), 0)
	same(t, "after the same copy", n.story(first.ID), before)

	second := old("w-7", "Footbridge opens")
	second.Published, second.Section = second.Published.Add(24*time.Hour), "business"
	n.must(n.Take(t.Context(), second, "/news/7.html"))
	want := *before
	want.Headline, want.Section = "Footbridge opens", "business"
	same(t, "after new copy", n.story(first.ID), &want)
	same(t, "given back", second, &want)
	count, err := n.store.Count(t.Context(), n.now)
	n.must(err)
	same(t, "stories", count, 1)
}

func TestTakeWithinOneTransaction(t *testing.T) {
	n := open(t)
	n.must(n.store.Together(t.Context(), func(ctx context.Context) error {
		for i := range 30 {
			if err := n.Take(ctx, old(fmt.Sprint("w-", i%20), "Same headline"), ""); err != nil {
				return err
			}
		}
		n.refuses(n.Take(ctx, old("w-x", "Bad old address"), "no slash"), ilbo.Invalid)
		return nil
	}))
	all, err := n.store.EachStory(t.Context(), 0, 100)
	n.must(err)
	same(t, "stories", len(all), 20)
	same(t, "last address", all[19].Path, ilbo.Path("/national/2006/11/05/same-headline-20"))
}

// Two imports of the same stories, in which each story may come first in either.
func TestImportsAtTheSameTimeTakeEachStoryOnce(t *testing.T) {
	for name, address := range map[string]func() string{
		"SQLite":     func() string { return filepath.Join(t.TempDir(), "paper.db") },
		"PostgreSQL": func() string { return testpostgres.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			n := openAt(t, address())
			var all sync.WaitGroup
			for range 4 {
				all.Go(func() {
					for i := range 20 {
						if err := n.Take(t.Context(), old(fmt.Sprint("w-", i), "Same headline"), ""); err != nil {
							t.Error(err)
						}
					}
				})
			}
			all.Wait()
			stories, err := n.store.EachStory(t.Context(), 0, 100)
			n.must(err)
			same(t, "stories", len(stories), 20)
		})
	}
}

func TestTakeLeavesAKilledStoryKilled(t *testing.T) {
	n := open(t)
	s := old("w-7", "Bridge opens")
	n.must(n.Take(t.Context(), s, ""))
	n.must(n.Kill(t.Context(), editor("lee"), s.ID, "wrong", "Withdrawn."))
	n.must(n.Take(t.Context(), old("w-7", "Bridge opens at last"), ""))
	n.shows(s.ID, false)
}

// unpublished is a story that another system did not show.
func unpublished(number, headline string, h *ilbo.Hold) *ilbo.Story {
	s := old(number, headline)
	s.Published, s.Hold = time.Time{}, h
	return s
}

// private is the hold of an import.
func private() *ilbo.Hold {
	return &ilbo.Hold{By: ilbo.ImportOf("wxr"), Reason: "It was private in WordPress."}
}

func TestTakenDraftIsSeenByNobody(t *testing.T) {
	n := open(t)
	s := unpublished("w-7", "Bridge opens", private())
	n.must(n.Take(t.Context(), s, "/?p=7", ""))
	n.shows(s.ID, false)
	kept := n.story(s.ID)
	if kept.Path != "" || !kept.Published.IsZero() || kept.Filed.IsZero() || kept.Hold == nil || !kept.Hold.Imported() || kept.Hold.At.IsZero() {
		t.Errorf("got %+v", kept)
	}
	n.refuses(n.Publish(t.Context(), editor("lee"), s.ID, ilbo.Printing{}), ilbo.Conflict)
	if _, err := n.store.Moved(t.Context(), "/?p=7"); err == nil {
		t.Error("the old address of a draft leads somewhere")
	}
	same(t, "keys told by the same copy", len(n.told(func() { n.must(n.Take(t.Context(), unpublished("w-7", "Bridge opens", private()), "/?p=7")) })), 0)
	n.refuses(n.Take(t.Context(), unpublished("w-8", "Bridge closes", &ilbo.Hold{})), ilbo.Invalid)
}

func TestDraftIsPublishedWhenTheOldSystemHas(t *testing.T) {
	for name, h := range map[string]*ilbo.Hold{"a draft": nil, "private": private()} {
		n := open(t)
		s := unpublished("w-7", "Bridge opens", h)
		n.must(n.Take(t.Context(), s, "/?p=7"))
		n.must(n.Take(t.Context(), old("w-7", "Bridge opens"), "/?p=7"))
		n.shows(s.ID, true)
		same(t, name, n.story(s.ID).Path, ilbo.Path("/national/2006/11/05/bridge-opens"))
		moved, err := n.store.Moved(t.Context(), "/?p=7")
		n.must(err)
		same(t, "old address of "+name, moved, n.story(s.ID).Path)
		records, err := n.store.Records(t.Context(), s.ID)
		n.must(err)
		if h != nil && (len(records) != 1 || records[0].Ended.IsZero() || records[0].EndedBy != "import") {
			t.Errorf("records: %+v", records)
		}
	}
}

func TestEditorsHoldOutlivesAnImport(t *testing.T) {
	n := open(t)
	s := unpublished("w-7", "Bridge opens", nil)
	n.must(n.Take(t.Context(), s))
	n.must(n.Hold(t.Context(), editor("lee"), s.ID, "lawyers"))
	n.must(n.Take(t.Context(), old("w-7", "Bridge opens at last")))
	n.shows(s.ID, false)
	kept := n.story(s.ID)
	same(t, "held by", kept.Hold.By, "lee")
	same(t, "headline", kept.Headline, "Bridge opens at last")
}

func TestTakenDraftThatAnEditorPublishedStaysPublished(t *testing.T) {
	n := open(t)
	s := unpublished("w-7", "Bridge opens", private())
	n.must(n.Take(t.Context(), s))
	n.must(n.Release(t.Context(), editor("lee"), s.ID))
	n.must(n.Publish(t.Context(), editor("lee"), s.ID, ilbo.Printing{}))
	before := n.story(s.ID)
	n.must(n.Take(t.Context(), unpublished("w-7", "Bridge opens", private())))
	same(t, "after the same copy", n.story(s.ID), before)
	n.must(n.Take(t.Context(), unpublished("w-7", "Bridge opens at last", private())))
	n.shows(s.ID, true)
	same(t, "headline", n.story(s.ID).Headline, "Bridge opens at last")
	same(t, "address", n.story(s.ID).Path, before.Path)
}

// TestThousandsOfOneHeadline imports stories of one day that all want the same
// address: each gets one of its own, the first ones in their order.
func TestThousandsOfOneHeadline(t *testing.T) {
	n := open(t)
	seen := map[ilbo.Path]bool{}
	n.must(n.store.Together(t.Context(), func(ctx context.Context) error {
		for i := range 2_000 {
			s := old(fmt.Sprint("w-", i), "Same headline")
			if err := n.Take(ctx, s); err != nil {
				return err
			}
			if want := ilbo.Path(fmt.Sprintf("/national/2006/11/05/same-headline-%d", i+1)); i > 0 && i < 20 && s.Path != want || seen[s.Path] || !s.Path.Own() {
				t.Errorf("story %d is at %s", i+1, s.Path)
			}
			seen[s.Path] = true
		}
		return nil
	}))
}
