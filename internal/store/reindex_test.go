package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

var indexedAt = time.Date(2026, 11, 14, 9, 0, 0, 0, time.UTC)

// TestALostIndexIsMadeAnew empties the index as a migration does.
func TestALostIndexIsMadeAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "paper.db")
	open := func() *Store {
		t.Helper()
		s, err := Open(t.Context(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	pending := func(s *Store, want int) {
		t.Helper()
		if n, err := s.Pending(t.Context()); err != nil || n != want {
			t.Fatalf("%d jobs are due and %v, want %d", n, err, want)
		}
	}
	s := open()
	var ids []ilbo.StoryID
	for i := range maxIndexed + 1 {
		story := &ilbo.Story{
			Language: ilbo.English, Section: "national", Headline: "One", Slug: "one", Path: ilbo.Path(fmt.Sprintf("/national/%d", i)), Published: indexedAt,
		}
		if err := s.PutStory(t.Context(), story); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, story.ID)
	}
	draft := &ilbo.Story{Language: ilbo.English, Section: "national", Headline: "Draft", Slug: "draft"}
	if err := s.PutStory(t.Context(), draft, ilbo.Event{Verb: ilbo.Released, Story: 1, Keys: []ilbo.Key{"one"}, At: time.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for range 2 { // what is enqueued once is not enqueued again
		s = open()
		pending(s, 2)
		s.Close()
	}

	s = open()
	defer s.Close()
	indexed := make(chan []ilbo.StoryID, 2)
	stop, err := s.Work(t.Context(), Followers{
		Index: func(ctx context.Context, some []ilbo.StoryID) error {
			indexed <- some
			return s.PutEntries(ctx, []ilbo.IndexEntry{{Story: some[0], Published: indexedAt, PublicFrom: indexedAt}})
		},
		Stale: func(context.Context, ilbo.Event) error { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	got := append(<-indexed, <-indexed...)
	slices.Sort(got)
	if diff := cmp.Diff(ids, got); diff != "" {
		t.Errorf("indexed (-want +got):\n%s", diff)
	}
	if err := stop(context.Background()); err != nil {
		t.Fatal(err)
	}
	pending(s, 0)
}

func TestEntryNumbersKeepTheOrderOfPublication(t *testing.T) {
	moments := []time.Time{{}, time.Date(1896, 4, 7, 0, 0, 0, 0, time.UTC), time.Unix(0, 0), indexedAt, indexedAt.Add(time.Second), time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	last := int64(-1 << 63)
	for _, at := range moments {
		for _, id := range []ilbo.StoryID{1, 2, 1<<storyBits - 1} {
			n := entryNumber(id, at)
			if n <= last || storyOf(n) != id {
				t.Errorf("entry of story %d at %v is %d after %d, and of story %d", id, at, n, last, storyOf(n))
			}
			last = n
		}
	}
}

// TestAnIndexWithoutReadingsIsMadeAnew takes the step that empties the index,
// with entries in it.
func TestAnIndexWithoutReadingsIsMadeAnew(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		story := &ilbo.Story{
			Language: ilbo.Korean, Section: "national", Headline: "北韓", Slug: "one", Path: "/national/1", Published: indexedAt,
		}
		s.must(t, s.PutStory(t.Context(), story))
		entry := ilbo.IndexEntry{Story: story.ID, Language: story.Language, Section: story.Section, Published: indexedAt, PublicFrom: indexedAt,
			Words: map[ilbo.IndexField][]string{ilbo.IndexHeadline: {"北韓", "韓"}}}
		s.must(t, s.PutEntries(t.Context(), []ilbo.IndexEntry{entry}))
		lookup := ilbo.IndexLookup{Must: []ilbo.IndexPhrase{{Words: []string{"北韓"}}}, Now: indexedAt, Limit: 1}
		total := func(want int) {
			t.Helper()
			hits, err := s.FindEntries(t.Context(), lookup)
			if err != nil || hits.Total != want {
				t.Fatalf("%d stories are found and %v, want %d", hits.Total, err, want)
			}
		}
		total(1)
		steps, err := migrations(migrationFiles, s.dialect.schema())
		s.must(t, err)
		i := slices.IndexFunc(steps, func(m migration) bool { return m.name == "search_readings" })
		_, err = s.write.Exec(steps[i].text)
		s.must(t, err)
		total(0)
		s.must(t, s.reindexWhereLost(t.Context()))
		if n, err := s.Pending(t.Context()); err != nil || n != 1 {
			t.Errorf("%d jobs are due and %v, want 1", n, err)
		}
		s.must(t, s.PutEntries(t.Context(), []ilbo.IndexEntry{entry}))
		total(1)
	})
}
