package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

var indexNow = time.Date(2026, 11, 14, 9, 0, 0, 0, time.UTC)

func openIndex(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "paper.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// entry is a story of so many days ago with these words.
func entry(id ilbo.StoryID, days int, headline, body string) ilbo.IndexEntry {
	at := indexNow.AddDate(0, 0, -days)
	return ilbo.IndexEntry{
		Story: id, Language: ilbo.English, Section: "sports/baseball", Published: at, PublicFrom: at,
		Words: map[ilbo.IndexField][]string{
			ilbo.IndexHeadline: strings.Fields(headline),
			ilbo.IndexBody:     strings.Fields(body),
		},
	}
}

func must(phrases ...ilbo.IndexPhrase) ilbo.IndexLookup {
	return ilbo.IndexLookup{Must: phrases, Now: indexNow, Limit: 20}
}

func words(text string) ilbo.IndexPhrase { return ilbo.IndexPhrase{Words: strings.Fields(text)} }

func found(t *testing.T, s *Store, l ilbo.IndexLookup) []ilbo.StoryID {
	t.Helper()
	hits, err := s.FindEntries(t.Context(), l)
	if err != nil {
		t.Fatalf("FindEntries(%+v): %v", l, err)
	}
	return hits.Stories
}

func TestIndexFindsWhatALookupAsksFor(t *testing.T) {
	s := openIndex(t)
	korean := entry(3, 3, "대북 북한 한 20", "핵실 실험 험 not and or")
	korean.Language, korean.Section = ilbo.Korean, "north-korea"
	byline := entry(4, 4, "ferri rais", "crane")
	byline.Words[ilbo.IndexByline] = []string{"flood", "yoon"}
	embargoed := entry(5, 0, "flood tomorrow", "")
	embargoed.PublicFrom = indexNow.Add(time.Second)
	err := s.PutEntries(t.Context(), []ilbo.IndexEntry{
		entry(1, 1, "flood in seoul", "river bank"), entry(2, 2, "seoul flood", "bank of korea"), korean, byline, embargoed,
	})
	if err != nil {
		t.Fatal(err)
	}
	narrowed := func(change func(*ilbo.IndexLookup)) ilbo.IndexLookup {
		l := must(words("flood"))
		change(&l)
		return l
	}
	for _, test := range []struct {
		name   string
		lookup ilbo.IndexLookup
		want   []ilbo.StoryID
	}{
		{"all words", must(words("seoul"), words("bank")), []ilbo.StoryID{1, 2}},
		{"a phrase", must(words("seoul flood")), []ilbo.StoryID{2}},
		{"no phrase across fields", must(words("seoul river")), nil},
		{"a pair of syllables", must(words("북한")), []ilbo.StoryID{3}},
		{"an open syllable", must(ilbo.IndexPhrase{Words: []string{"실"}, Open: true}), []ilbo.StoryID{3}},
		{"a closed syllable", must(words("실")), nil},
		{"an open phrase", must(ilbo.IndexPhrase{Words: []string{"핵실", "실"}, Open: true}), []ilbo.StoryID{3}},
		{"a number", must(words("한 20")), []ilbo.StoryID{3}},
		{"the engine's operators are words", must(words("not"), words("and"), words("or")), []ilbo.StoryID{3}},
		{"the engine's marks are words", must(words(`"`), words("flood")), nil},
		{"exclusion", narrowed(func(l *ilbo.IndexLookup) { l.Not = []ilbo.IndexPhrase{words("korea"), words("yoon")} }), []ilbo.StoryID{1}},
		{"a field", must(ilbo.IndexPhrase{Words: []string{"flood"}, Field: ilbo.IndexByline}), []ilbo.StoryID{4}},
		{"a language", ilbo.IndexLookup{Language: ilbo.Korean, Now: indexNow, Limit: 9}, []ilbo.StoryID{3}},
		{"a section with its parts", narrowed(func(l *ilbo.IndexLookup) { l.Section = "sports" }), []ilbo.StoryID{1, 2, 4}},
		{"a part of a section", narrowed(func(l *ilbo.IndexLookup) { l.Section = "sports/football" }), nil},
		{"from", narrowed(func(l *ilbo.IndexLookup) { l.From = indexNow.AddDate(0, 0, -1) }), []ilbo.StoryID{1}},
		{"to", narrowed(func(l *ilbo.IndexLookup) { l.To = indexNow.AddDate(0, 0, -1) }), []ilbo.StoryID{2, 4}},
		{"an embargo that lifted", narrowed(func(l *ilbo.IndexLookup) { l.Now = indexNow.Add(time.Second) }), []ilbo.StoryID{5, 1, 2, 4}},
		{"filters alone, the newest first", ilbo.IndexLookup{Now: indexNow, Limit: 3}, []ilbo.StoryID{1, 2, 3}},
		{"the second page", ilbo.IndexLookup{Now: indexNow, Limit: 3, Offset: 3}, []ilbo.StoryID{4}},
		{"past the last page", ilbo.IndexLookup{Now: indexNow, Limit: 3, Offset: 300}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, found(t, s, test.lookup)); diff != "" {
				t.Errorf("stories (-want +got):\n%s", diff)
			}
		})
	}
}

func TestIndexRanksHeadlineOverBodyAndNewOverOld(t *testing.T) {
	s := openIndex(t)
	filler := strings.Repeat("calm ", 50)
	err := s.PutEntries(t.Context(), []ilbo.IndexEntry{
		entry(1, 365, "storm warn", filler), entry(2, 0, "quiet day", filler+"storm"), entry(3, 0, "storm warn", filler),
		entry(4, 0, "other", filler), entry(5, 0, "other", filler), entry(6, 0, "other", filler), entry(7, 0, "other", filler),
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]ilbo.StoryID{3, 1, 2}, found(t, s, must(words("storm")))); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestIndexEntriesAreReplacedAndRemoved(t *testing.T) {
	s := openIndex(t)
	put := func(e ilbo.IndexEntry) {
		t.Helper()
		for range 2 { // safe to do twice
			if err := s.PutEntries(t.Context(), []ilbo.IndexEntry{e}); err != nil {
				t.Fatal(err)
			}
		}
	}
	put(entry(1, 0, "first", ""))
	put(entry(1, 0, "second", ""))
	if got := found(t, s, must(words("first"))); got != nil {
		t.Errorf("replaced words find %v, want nothing", got)
	}
	if diff := cmp.Diff([]ilbo.StoryID{1}, found(t, s, must(words("second")))); diff != "" {
		t.Errorf("new words (-want +got):\n%s", diff)
	}
	for range 2 {
		if err := s.RemoveEntries(t.Context(), 1, 99); err != nil {
			t.Fatal(err)
		}
	}
	if got := found(t, s, must(words("second"))); got != nil {
		t.Errorf("a removed story is found: %v", got)
	}
}

func TestIndexCountsUpToItsCap(t *testing.T) {
	s := openIndex(t)
	for stories := 500; stories <= maxCounted+500; stories += 500 {
		var list []ilbo.IndexEntry
		for i := range 500 {
			list = append(list, entry(ilbo.StoryID(stories-i), i, "flood", ""))
		}
		if err := s.PutEntries(t.Context(), list); err != nil {
			t.Fatal(err)
		}
		want := min(stories, maxCounted)
		hits, err := s.FindEntries(t.Context(), must(words("flood")))
		if err != nil || hits.Total != want || hits.More != (stories > maxCounted) || len(hits.Stories) != 20 {
			t.Fatalf("of %d total %d, more %v, with %d stories and %v, want %d with 20", stories, hits.Total, hits.More, len(hits.Stories), err, want)
		}
	}
}

// TestIndexPagesGiveEachStoryOnce leafs through matches of all tiers.
func TestIndexPagesGiveEachStoryOnce(t *testing.T) {
	s := openIndex(t)
	var list []ilbo.IndexEntry
	for i := range 300 {
		headline, body := "quiet day", strings.Repeat("calm ", ledeWords)+"storm"
		if i%3 == 0 {
			headline = "storm warn"
		} else if i%3 == 1 {
			body = "storm"
		}
		list = append(list, entry(ilbo.StoryID(i+1), i, headline, body))
	}
	if err := s.PutEntries(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	all := must(words("storm"))
	all.Limit = 300
	want := found(t, s, all)
	var got []ilbo.StoryID
	for page := must(words("storm")); page.Offset < 320; page.Offset += page.Limit {
		got = append(got, found(t, s, page)...)
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) != 300 {
		t.Errorf("pages of 20 against one of 300, which has %d (-want +got):\n%s", len(want), diff)
	}
}

// TestIndexExcludesByTheWholeStory looks for words in headlines of stories
// that say elsewhere what must not be said.
func TestIndexExcludesByTheWholeStory(t *testing.T) {
	s := openIndex(t)
	err := s.PutEntries(t.Context(), []ilbo.IndexEntry{
		entry(1, 1, "storm warn", strings.Repeat("calm ", ledeWords)+"baseball"), entry(2, 2, "storm warn", "calm"), entry(3, 0, "quiet", "storm"),
	})
	if err != nil {
		t.Fatal(err)
	}
	l := must(words("storm"))
	l.Not = []ilbo.IndexPhrase{words("baseball")}
	if diff := cmp.Diff([]ilbo.StoryID{2, 3}, found(t, s, l)); diff != "" {
		t.Errorf("stories (-want +got):\n%s", diff)
	}
}

func TestIndexTakesTheLastOfTwoEntries(t *testing.T) {
	s := openIndex(t)
	err := s.PutEntries(t.Context(), []ilbo.IndexEntry{entry(1, 0, "first", ""), entry(2, 5, "other", ""), entry(1, 3, "second", "")})
	if err != nil {
		t.Fatal(err)
	}
	if got := found(t, s, must(words("first"))); got != nil {
		t.Errorf("the first entry finds %v", got)
	}
	if diff := cmp.Diff([]ilbo.StoryID{1}, found(t, s, must(words("second")))); diff != "" {
		t.Errorf("stories (-want +got):\n%s", diff)
	}
}

func TestEntryNumbersKeepTheOrderOfPublication(t *testing.T) {
	moments := []time.Time{{}, time.Date(1896, 4, 7, 0, 0, 0, 0, time.UTC), time.Unix(0, 0), indexNow, indexNow.Add(time.Second), time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
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

func TestIndexRefusesALookupWithoutLimit(t *testing.T) {
	if _, err := openIndex(t).FindEntries(t.Context(), ilbo.IndexLookup{Now: indexNow}); ilbo.KindOf(err) != ilbo.Invalid {
		t.Errorf("error %v, want one of kind Invalid", err)
	}
}

func BenchmarkFindEntries(b *testing.B) {
	s := openIndex(b)
	const stories = 20_000
	var list []ilbo.IndexEntry
	for i := range stories {
		list = append(list, entry(ilbo.StoryID(i+1), i%3000, fmt.Sprintf("w%d h%d", i%7, i), strings.Repeat(fmt.Sprintf("common b%d ", i%500), 100)))
	}
	for from := 0; from < stories; from += 2000 {
		if err := s.PutEntries(context.Background(), list[from:from+2000]); err != nil {
			b.Fatal(err)
		}
	}
	for name, phrase := range map[string]string{"every story": "common", "one in seven": "w3", "one in 500": "b77"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if hits, err := s.FindEntries(context.Background(), must(words(phrase))); err != nil || hits.Total == 0 {
					b.Fatal(hits, err)
				}
			}
		})
	}
}

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
			Language: ilbo.English, Section: "national", Headline: "One", Slug: "one", Path: ilbo.Path(fmt.Sprintf("/national/%d", i)), Published: indexNow,
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
			return s.PutEntries(ctx, []ilbo.IndexEntry{entry(some[0], 0, "one", "")})
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

func TestIndexIsPartOfATransaction(t *testing.T) {
	s := openIndex(t)
	refused := fmt.Errorf("refused")
	err := s.Together(t.Context(), func(ctx context.Context) error {
		if err := s.PutEntries(ctx, []ilbo.IndexEntry{entry(1, 0, "flood", "")}); err != nil {
			return err
		}
		return refused
	})
	if !errors.Is(err, refused) {
		t.Fatalf("error %v, want %v", err, refused)
	}
	if got := found(t, s, must(words("flood"))); got != nil {
		t.Errorf("found %v of a transaction that was taken back", got)
	}
}
