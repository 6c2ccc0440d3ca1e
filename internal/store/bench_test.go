package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testpostgres"
)

// stories is how many stories the benchmarks' paper has: 10,000, or as many as
// ILBO_BENCH_STORIES says.
func stories() int {
	if n, err := strconv.Atoi(os.Getenv("ILBO_BENCH_STORIES")); err == nil {
		return n
	}
	return 10_000
}

var start = time.Date(2006, 11, 5, 3, 0, 0, 0, time.UTC)

// archived is the nth story of the benchmarks' paper: 3 kB in eight paragraphs.
func archived(n int) *ilbo.Story {
	section := ilbo.StandardSections()[n%12].ID
	s := &ilbo.Story{
		Language: ilbo.English, Section: section, Slug: ilbo.Slug(fmt.Sprintf("story-%d", n)), Published: start.Add(time.Duration(n) * 10 * time.Minute),
		Headline: fmt.Sprintf("Council votes for bridge number %d after nine years of talks", n), Deck: "A long wait ends for those who live beyond the river.",
		Bylines: []ilbo.Byline{{Name: "Han Ji-woo", Journalist: ilbo.JournalistID(fmt.Sprintf("han-%d", n%50))}},
		Topics:  []ilbo.TopicID{ilbo.TopicID(fmt.Sprintf("topic-%d", n%300)), ilbo.TopicID(fmt.Sprintf("subject-%d", n%70))},
		Lead:    &ilbo.Figure{Picture: ilbo.PictureID(fmt.Sprintf("%032d", n)), Width: 1200, Height: 800, Caption: "The bridge."},
	}
	s.Path = ilbo.StoryPath("", section, s.Published, time.UTC, s.Slug)
	for range 8 {
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(strings.Repeat("The council met on Tuesday. ", 14))})
	}
	return s
}

// onBothDatabases measures a paper on each database.
func onBothDatabases(b *testing.B, measure func(b *testing.B, s *store.Store)) {
	b.Run("SQLite", func(b *testing.B) { measure(b, openAt(b, filepath.Join(b.TempDir(), "paper.db"))) })
	b.Run("PostgreSQL", func(b *testing.B) { measure(b, openAt(b, testpostgres.Database(b))) })
}

// fill makes a paper one of many stories.
func fill(b *testing.B, s *store.Store) {
	b.Helper()
	began := time.Now()
	var filings []store.Filing
	for n := range stories() {
		filings = append(filings, store.Filing{Story: archived(n)})
		if len(filings) == 500 || n == stories()-1 {
			if err := s.PutStories(b.Context(), filings); err != nil {
				b.Fatal(err)
			}
			filings = filings[:0]
		}
	}
	b.Logf("%d stories stored in %v", stories(), time.Since(began).Round(time.Millisecond))
}

func BenchmarkStore(b *testing.B) { onBothDatabases(b, benchmarkStore) }

func benchmarkStore(b *testing.B, s *store.Store) {
	if err := s.KeepCounts(b.Context(), time.UTC); err != nil {
		b.Fatal(err)
	}
	fill(b, s)
	now := start.Add(1_000_000 * time.Hour)
	half := start.Add(time.Duration(stories()) * 5 * time.Minute)
	middle := ilbo.Cursor{At: half, ID: 1}
	some := archived(stories() / 2)
	some.ID = ilbo.StoryID(stories() / 2)
	changed := archived(7)
	changed.ID = 8
	n := stories()
	for _, act := range []struct {
		name string
		do   func(i int) error
	}{
		{"StoryAt", func(i int) error {
			_, err := s.StoryAt(b.Context(), archived(i*7919%stories()).Path)
			return err
		}},
		{"Teasers/newest of all", func(int) error {
			_, err := s.Teasers(b.Context(), ilbo.Selection{Language: ilbo.English, Limit: 30}, now)
			return err
		}},
		{"Teasers/section from the middle", func(int) error {
			_, err := s.Teasers(b.Context(), ilbo.Selection{Language: ilbo.English, Section: "national", Before: middle, Limit: 30}, now)
			return err
		}},
		{"Teasers/topic in a section", func(int) error {
			_, err := s.Teasers(b.Context(), ilbo.Selection{Language: ilbo.English, Section: "national", Topic: "subject-7", Limit: 30}, now)
			return err
		}},
		{"Related", func(int) error { _, err := s.Related(b.Context(), some, 6, now); return err }},
		{"Months", func(int) error { _, err := s.Months(b.Context(), ilbo.English, "", time.UTC, now); return err }},
		{"Volumes", func(int) error { _, err := s.Volumes(b.Context(), now); return err }},
		{"Volume", func(i int) error {
			_, _, err := s.Volume(b.Context(), 1+i%(stories()/ilbo.VolumeSize), now)
			return err
		}},
		{"PutStory/new with events", func(int) error {
			n++
			return s.PutStory(b.Context(), archived(n), ilbo.Event{Verb: ilbo.Published})
		}},
		{"PutStory/revised with events", func(i int) error {
			changed.Deck = strconv.Itoa(i)
			return s.PutStory(b.Context(), changed, ilbo.Event{Verb: ilbo.Updated})
		}},
	} {
		b.Run(act.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := act.do(i); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("StoryAt/eight readers", func(b *testing.B) {
		b.ReportAllocs()
		b.SetParallelism(4)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := s.StoryAt(b.Context(), some.Path); err != nil {
					b.Error(err)
				}
			}
		})
	})
}
