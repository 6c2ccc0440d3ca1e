package main

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/search"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
	"ilbo.press/internal/web/site"
)

// BenchmarkPage answers pages of each kind that nobody asked for before, from
// the question to the compressed page, in a paper of ten thousand stories, one
// after the other. What it takes of processors, with what is collected behind it,
// is told beside the time, which says little where others work.
func BenchmarkPage(b *testing.B) {
	dir := archivePaper(b)
	paper := &ilbo.Paper{Title: ilbo.Words{"en": "The Archive"}, Languages: []ilbo.Language{"en", "ko"}, Zone: time.UTC}
	st, err := store.Open(b.Context(), filepath.Join(dir, "paper.db"), slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { st.Close() })
	stories, err := st.EachStory(b.Context(), 0, archiveStories)
	if err != nil {
		b.Fatal(err)
	}
	if len(stories) < archiveStories {
		b.Fatalf("the archive has %d stories", len(stories))
	}
	for _, kind := range []struct {
		name string
		path func(prefix string, s *ilbo.Story) string
	}{
		{"story", func(_ string, s *ilbo.Story) string { return string(s.Path) }},
		{"section", func(prefix string, s *ilbo.Story) string { return prefix + "/" + string(s.Section) }},
		{"topic", func(prefix string, s *ilbo.Story) string { return prefix + "/topic/" + string(s.Topics[0]) }},
		{"day", func(prefix string, s *ilbo.Story) string {
			return prefix + s.Published.UTC().Format("/archive/2006/01/02")
		}},
	} {
		b.Run(kind.name, func(b *testing.B) {
			s, err := site.New(site.Options{
				Paper: paper, Base: "http://127.0.0.1", Stories: st, Fronts: front.New(st, time.Now), Search: search.New(st, st, time.UTC),
				Feed: feed.New(func() *ilbo.Paper { return paper }, st, time.Now), Reads: front.NewReads(st, time.UTC, time.Now), Assets: names{}, Clock: time.Now,
				Cache: cache.Options{Budget: 1 << 10}, Log: slog.New(slog.DiscardHandler), // no page is kept
			})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(s.Cache().Close)
			b.ReportAllocs()
			before := processors()
			for i := 0; b.Loop(); i++ {
				story := stories[i*7919%len(stories)]
				r := httptest.NewRequest("GET", kind.path(paper.Prefix(story.Language), story), nil)
				r.Header.Set("Accept-Encoding", "br")
				w := httptest.NewRecorder()
				if s.ServeHTTP(w, r); w.Code != http.StatusOK {
					b.Fatalf("%s answers %d", r.URL, w.Code)
				}
			}
			b.ReportMetric(float64((processors()-before).Nanoseconds())/float64(b.N), "cpu-ns/op")
		})
	}
}

// processors is how much of their time this process has had.
func processors() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// names are assets that stand under their own names.
type names struct{ http.Handler }

func (names) URL(name string) string { return "/assets/" + name }

// archivePaper imports the archive of the measures, as people do; ILBO_BENCH_DATA
// names one that was made before.
func archivePaper(b *testing.B) string {
	if dir := os.Getenv("ILBO_BENCH_DATA"); dir != "" {
		return dir
	}
	b.Chdir("../..")
	bench, err := newBench(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(bench.close)
	if _, err := bench.archive(b.Context()); err != nil {
		b.Fatal(err)
	}
	return bench.archiveDir()
}
