package lesson_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/search"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testpostgres"
)

// randomText is a text of so many words of a language, which are as unevenly common as
// words are: made up, of syllables.
func randomText(r *rand.Rand, l ilbo.Language, words int) string {
	zipf := rand.NewZipf(r, 1.08, 8, 30_000)
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(madeUp(l, zipf.Uint64()))
		if i%14 == 13 {
			b.WriteByte('.')
		}
	}
	return b.String() + "."
}

// madeUp is the nth word of a language.
func madeUp(l ilbo.Language, n uint64) string {
	if l == ilbo.Korean {
		particles := []string{"", "은", "에서", "을", "까지", "했다"}
		return string([]rune{'가' + rune(n*28*7%11_172/28*28), '나' + rune(n/399%300*28)}) + particles[n%6]
	}
	const first, vowels, last = "bcdfghklmnprstvw", "aeiou", "bdgklmnprst"
	var b strings.Builder
	for k := n + 40; k > 0; k /= 880 {
		b.WriteByte(first[k%16])
		b.WriteByte(vowels[k/16%5])
		b.WriteByte(last[k/80%11])
	}
	return b.String() + []string{"", "s", "ed", "", "ing"}[n%5]
}

// archived is a paper of 10,000 stories, or as many as ILBO_BENCH_STORIES says, that
// knows the level of 5,000 words of each language and has explained some.
func archived(b *testing.B, s *store.Store) *search.Search {
	b.Helper()
	ctx, r := context.Background(), rand.New(rand.NewPCG(1, 2))
	if err := s.KeepCounts(ctx, time.UTC); err != nil {
		b.Fatal(err)
	}
	n, err := strconv.Atoi(os.Getenv("ILBO_BENCH_STORIES"))
	if err != nil {
		n = 10_000
	}
	index := search.New(s, s, time.UTC)
	for done := 0; done < n; done += 500 {
		var filings []store.Filing
		var batch []*ilbo.Story
		for i := range 500 {
			l := []ilbo.Language{ilbo.English, ilbo.Korean}[i%2]
			at := noon.Add(-time.Duration(done+i) * time.Hour)
			story := &ilbo.Story{Language: l, Section: "national", Headline: randomText(r, l, 8), Slug: ilbo.Slug(fmt.Sprintf("s-%d", done+i)), Path: ilbo.Path(fmt.Sprintf("/national/x/s-%d", done+i)), Filed: at, Published: at,
				Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(randomText(r, l, 250))}}}
			batch, filings = append(batch, story), append(filings, store.Filing{Story: story})
		}
		if err := s.PutStories(ctx, filings); err != nil {
			b.Fatal(err)
		}
		if err := index.Index(ctx, batch, noon); err != nil {
			b.Fatal(err)
		}
	}
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		seen := map[string]bool{}
		var listed []ilbo.ListedWord
		for i := uint64(0); len(listed) < 5_000; i++ {
			if w := madeUp(l, i); !seen[w] {
				seen[w] = true
				listed = append(listed, ilbo.ListedWord{Word: w, Level: ilbo.Levels(l)[i%6]})
			}
		}
		if err := s.ReplaceListedWords(ctx, l, listed); err != nil {
			b.Fatal(err)
		}
	}
	return index
}

// asked is an archive as main makes it of the search desk.
type asked struct{ *search.Search }

func (a asked) Held(ctx context.Context, l ilbo.Language, words []string, most int) ([]int, error) {
	return a.Search.Held(ctx, l, words, most, noon)
}

func (a asked) Size(ctx context.Context, most int) (int, error) {
	return a.Search.Size(ctx, most, noon)
}

// BenchmarkSuggest finds the words of a story of 1,000 words that its readers may not
// know.
func BenchmarkSuggest(b *testing.B) {
	for _, base := range []struct {
		name, address string
	}{{"SQLite", filepath.Join(b.TempDir(), "paper.db")}, {"PostgreSQL", ""}} {
		b.Run(base.name, func(b *testing.B) {
			if base.address == "" {
				base.address = testpostgres.Database(b)
			}
			s, err := store.Open(context.Background(), base.address, nil)
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			index := archived(b, s)
			d := lesson.New(s, func() time.Time { return noon }).Reading(asked{index})
			for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
				b.Run(string(l), func(b *testing.B) {
					sheet := sheetOf(l, ilbo.Levels(l)[2], randomText(rand.New(rand.NewPCG(5, 6)), l, 1_000))
					b.ReportAllocs()
					var found []lesson.Suggestion
					for b.Loop() {
						if found, err = d.Suggest(context.Background(), sheet); err != nil {
							b.Fatal(err)
						}
					}
					b.ReportMetric(float64(len(found)), "suggested")
				})
			}
		})
	}
}
