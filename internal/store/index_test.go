package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

var indexNow = time.Date(2026, 11, 14, 9, 0, 0, 0, time.UTC)

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

func BenchmarkFindEntries(b *testing.B) { onBothDatabases(b, benchmarkFindEntries) }

func benchmarkFindEntries(b *testing.B, s *store.Store) {
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
