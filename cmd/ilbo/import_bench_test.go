package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkImport imports so many stories into a new paper, with its search
// index: the first of the file that ILBO_BENCH_STORIES names, or else some of 3 kB
// that are alike. What it takes of processors is told beside the time, which says
// little where others work.
func BenchmarkImport(b *testing.B) {
	dir := b.TempDir()
	sh := shell{in: strings.NewReader(""), out: io.Discard, err: io.Discard, env: func(string) string { return "" }}
	paper, file := filepath.Join(dir, "paper"), filepath.Join(dir, "stories.ndjson")
	if err := writeStories(file, b.N); err != nil {
		b.Fatal(err)
	}
	if code := run(b.Context(), []string{"init", "--data", paper, "--title", "The Archive", "--languages", "en,ko"}, sh); code != exitDone {
		b.Fatalf("init ends with %d", code)
	}
	b.ReportAllocs()
	b.ResetTimer()
	before := processors()
	if code := run(b.Context(), []string{"import", "ndjson", file, "--data", paper}, sh); code != exitDone {
		b.Fatalf("import ends with %d", code)
	}
	b.ReportMetric(float64((processors()-before).Nanoseconds())/float64(b.N), "cpu-ns/op")
}

// processors is how much of their time this process has had.
func processors() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func writeStories(name string, n int) error {
	out, err := os.Create(name)
	if err != nil {
		return err
	}
	defer out.Close()
	w := bufio.NewWriter(out)
	if corpus := os.Getenv("ILBO_BENCH_STORIES"); corpus != "" {
		in, err := os.Open(corpus)
		if err != nil {
			return err
		}
		defer in.Close()
		lines := bufio.NewReaderSize(in, 4<<20)
		for range n {
			line, err := lines.ReadSlice('\n')
			if err != nil {
				return fmt.Errorf("read %d stories of %s: %w", n, corpus, err)
			}
			w.Write(line)
		}
		return w.Flush()
	}
	for i := range n {
		fmt.Fprintf(w, `{"id":"%d","language":"en","section":"national","headline":"Council votes for bridge number %d","bylines":["Han Ji-woo"],"topics":["topic %d"],"published":"2006-11-05T03:00:00Z","body":["%s"]}`+"\n",
			i, i, i%300, strings.Repeat(fmt.Sprintf("The council met on Tuesday about bridge %d. ", i%1000), 70))
	}
	return w.Flush()
}
