package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// uncached measures story pages that nobody asked for before, in a paper of ten
// thousand stories, and the import that made it.
func uncached(ctx context.Context, b *bench) (string, error) {
	imported, err := b.archive(ctx)
	if err != nil {
		return "", err
	}
	p, err := b.serve(ctx, "serve", b.archiveDir())
	if err != nil {
		return "", err
	}
	defer p.stop()
	paths, err := b.archivePaths(ctx, p.url)
	if err != nil {
		return "", err
	}
	if err := b.settled(ctx, p); err != nil {
		return "", err
	}
	const each = 2000
	if len(paths) < rounds*each {
		return "", fmt.Errorf("the archive names %d stories, and %d are needed", len(paths), rounds*each)
	}
	var text strings.Builder
	fmt.Fprintf(&text, "## Story pages not in memory, at %d stories\n\n%d pages a round, each asked for once, 100 a second by four clients, brotli, to the last byte. The import made %.0f stories a second.\n\n| round | p50 | p95 | p99 | slowest |\n|---|---|---|---|---|\n", archiveStories, each, archiveStories/imported.Seconds())
	for i := range rounds {
		took, err := b.steadily(ctx, p.url, paths[i*each:(i+1)*each], 100)
		if err != nil {
			return "", err
		}
		slices.Sort(took)
		at := func(part float64) string { return ms(took[int(part*float64(len(took)-1))]) }
		fmt.Fprintf(&text, "| %d | %s | %s | %s | %s |\n", i+1, at(0.5), at(0.95), at(0.99), at(1))
	}
	return text.String(), nil
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }

// archivePaths gathers stories from the pages of the archive's months.
func (b *bench) archivePaths(ctx context.Context, url string) ([]string, error) {
	var paths []string
	for month := time.Now(); month.After(time.Now().AddDate(-3, 1, 0)); month = month.AddDate(0, -1, 0) {
		list, err := b.stories(ctx, url+month.Format("/archive/2006/01"))
		if err != nil {
			return nil, err
		}
		paths = append(paths, list...)
	}
	return paths, nil
}

// settled waits until every job that followed the import is done, so that what
// is measured is the page alone.
func (b *bench) settled(ctx context.Context, p *paper) error {
	for range 7200 {
		_, body, _, err := b.get(ctx, p.admin+"/metrics", "")
		if err != nil {
			return err
		}
		if strings.Contains(string(body), "\nilbo_jobs_due 0\n") {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("the jobs of the import did not end within two hours")
}

// steadily asks for each path once, so many a second, and does not wait for
// answers.
func (b *bench) steadily(ctx context.Context, url string, paths []string, rate int) ([]time.Duration, error) {
	const clients = 4
	work := make(chan string, len(paths))
	var (
		mu   sync.Mutex
		took []time.Duration
		bad  error
		wg   sync.WaitGroup
	)
	for range clients {
		wg.Go(func() {
			for path := range work {
				status, _, d, err := b.get(ctx, url+path, "br")
				mu.Lock()
				if err == nil && status != http.StatusOK {
					err = fmt.Errorf("%s answers %d", path, status)
				}
				if err != nil {
					bad = err
				}
				took = append(took, d)
				mu.Unlock()
			}
		})
	}
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	for _, path := range paths {
		<-tick.C
		work <- path
	}
	close(work)
	wg.Wait()
	return took, bad
}
