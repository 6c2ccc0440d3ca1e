package store

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/testpostgres"
)

func TestVectorKeepsWithinItsLimits(t *testing.T) {
	var body []string
	for i := range 300_000 { // every pair of 600 syllables
		body = append(body, string(rune('가'+i%600))+string(rune('가'+i/600)))
	}
	text := vector("en", map[ilbo.IndexField][]string{ilbo.IndexHeadline: {"bridge", strings.Repeat("한", 2000)}, ilbo.IndexBody: body}, nil)
	s := openThere(t, testpostgres.Database(t))
	var words, size int
	err := s.read.QueryRow(`SELECT length(CAST($1 AS tsvector)), pg_column_size(CAST($1 AS tsvector))`, text).Scan(&words, &size)
	if err != nil {
		t.Fatal(err)
	}
	if words < 50_000 || size < maxVector/2 {
		t.Errorf("%d words in %d bytes were kept", words, size)
	}
	if !strings.HasPrefix(text, `'enbridge':1A 'en한`) {
		t.Errorf("the vector begins with %.40q", text)
	}
}

// What many stories hold is counted in the newest stretches of time alone, and what few
// hold in all of them: as in all time at once.
func TestWordsAreCountedInStretchesOfTime(t *testing.T) {
	s := openThere(t, testpostgres.Database(t))
	now := time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)
	var entries []ilbo.IndexEntry
	for i := range 130 {
		headline := []string{"flood"}
		if i%40 == 39 {
			headline = append(headline, "dam")
		}
		at := now.AddDate(0, -i, 0)
		entries = append(entries, ilbo.IndexEntry{Story: ilbo.StoryID(i + 1), Language: ilbo.English, Section: "national", Published: at, PublicFrom: at, Words: map[ilbo.IndexField][]string{ilbo.IndexHeadline: headline}})
	}
	if err := s.PutEntries(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	phrases := []ilbo.IndexPhrase{{Words: []string{"flood"}}, {Words: []string{"dam"}}, {Words: []string{"storm"}}}
	for most, want := range map[int][]int{1: {1, 1, 0}, 20: {20, 3, 0}, 500: {130, 3, 0}} {
		for _, begin := range []int{0, len(stretchMonths)} {
			got, err := s.countEach(t.Context(), ilbo.English, phrases, most, now, begin)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("up to %d from stretch %d: %v, %v, want %v", most, begin, got, err, want)
			}
		}
	}
}

// Whatever a word is, the story is found by it, and by nothing that it is not.
func FuzzVectorIsFoundByItsWords(f *testing.F) {
	for _, seed := range []string{`bridge`, `it's`, `back\slash`, `'`, `''`, `\`, `\'`, `a:1A`, `a & b | !c <-> d`, `"`, `:*`, `한글`, `#harbour`, strings.Repeat("가", 3000)} {
		f.Add(seed)
	}
	s := openFuzzed(f)
	at := time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		if unwritable([]any{text}) || len(strings.Fields(text)) == 0 || strings.ContainsAny(text, topicMark+filterMark) {
			t.Skip("no words")
		}
		for _, field := range indexFields {
			e := ilbo.IndexEntry{Story: 1, Language: "en", Published: at, PublicFrom: at, Words: map[ilbo.IndexField][]string{field: strings.Fields(text)}}
			if err := s.PutEntries(t.Context(), []ilbo.IndexEntry{e}); err != nil {
				t.Fatal(err)
			}
			for _, in := range append(indexFields[:], "") {
				for _, open := range []bool{false, true} {
					phrase := ilbo.IndexPhrase{Words: strings.Fields(text), Field: in, Open: open}
					hits, err := s.FindEntries(t.Context(), ilbo.IndexLookup{Must: []ilbo.IndexPhrase{phrase}, Now: at, Limit: 1})
					if err != nil {
						t.Fatal(err)
					}
					if want := in == "" || in == field; (hits.Total == 1) != want {
						t.Errorf("%q of %s: sought in %q, found %d times", text, field, in, hits.Total)
					}
				}
			}
		}
	})
}

func openFuzzed(f *testing.F) *Store {
	f.Helper()
	return openThere(f, testpostgres.Database(f))
}

func TestWordIsCutBetweenCharacters(t *testing.T) {
	for _, word := range []string{strings.Repeat("x", 5000), strings.Repeat("한", 5000), "x" + strings.Repeat("한", 5000)} {
		if got := lexeme("en", word, ilbo.IndexBody); len(got) > maxWord || len(got) < maxWord-3 || !utf8.ValidString(got) {
			t.Errorf("%.20q… became %d bytes", word, len(got))
		}
	}
}
