package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// publications is how often publishing is measured.
const publications = 20

// visible measures how long it takes until a story that another process
// published is seen everywhere.
func visible(ctx context.Context, b *bench) (string, error) {
	p, err := b.sample(ctx)
	if err != nil {
		return "", err
	}
	took := map[string][]time.Duration{}
	for i := range publications {
		if err := b.publishOne(ctx, p.url, filepath.Join(b.dir, "sample"), i, took); err != nil {
			return "", err
		}
	}
	var text strings.Builder
	fmt.Fprintf(&text, "## From publication to every page\n\n%d stories, each imported by another process while the paper is served and its pages are in memory. The clock starts when that process\nhas its answer that the story is stored, and stops when the page, asked for every few milliseconds, shows it.\n\n| page | median | slowest |\n|---|---|---|\n", publications)
	for _, name := range pages {
		list := took[name]
		slices.Sort(list)
		fmt.Fprintf(&text, "| %s | %s | %s |\n", name, ms(list[len(list)/2]), ms(list[len(list)-1]))
	}
	return text.String(), nil
}

var pages = []string{"story", "home", "section", "RSS", "sitemap", "search"}

// publishOne publishes a story in the paper in dir, which is served at url.
func (b *bench) publishOne(ctx context.Context, url, dir string, i int, took map[string][]time.Duration) error {
	now := time.Now().UTC()
	word := fmt.Sprintf("zyx%dq%d", i, now.UnixNano()%1_000_000)
	zone, err := time.LoadLocation("Asia/Seoul")
	if err != nil {
		return err
	}
	day := now.In(zone)
	sitemap, err := b.lastSitemap(ctx, url)
	if err != nil {
		return err
	}
	at := map[string]string{
		"story": day.Format("/national/2006/01/02/") + word, "home": "/", "section": "/national", "RSS": "/feed.xml",
		"sitemap": sitemap, "search": "/search?q=" + word,
	}
	shown := map[string]string{"story": ">" + word, "home": ">" + word, "section": ">" + word, "RSS": word, "sitemap": word, "search": "<mark>"}
	file, err := b.oneStory(word)
	if err != nil {
		return err
	}
	seen := make(map[string]time.Time)
	var mu sync.Mutex
	var wg sync.WaitGroup
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	for name, path := range at {
		wg.Go(func() {
			for ctx.Err() == nil {
				status, body, _, err := b.get(ctx, url+path, "")
				if err == nil && status == 200 && strings.Contains(string(body), shown[name]) {
					mu.Lock()
					seen[name] = time.Now()
					mu.Unlock()
					return
				}
				time.Sleep(3 * time.Millisecond)
			}
		})
	}
	if err := b.ilbo(ctx, "import", "ndjson", file, "--data", dir); err != nil {
		return err
	}
	stored := time.Now()
	wg.Wait()
	for _, name := range pages {
		if seen[name].IsZero() {
			return fmt.Errorf("%s never showed %s", at[name], word)
		}
		took[name] = append(took[name], max(0, seen[name].Sub(stored)))
	}
	return nil
}

// oneStory writes a file with a story of now whose headline is a word.
func (b *bench) oneStory(word string) (string, error) {
	file := filepath.Join(b.dir, word+".ndjson")
	line := fmt.Sprintf(`{"id":%q,"language":"en","section":"national","headline":%q,"published":%q,"body":["A word for the clock."]}`, word, word, time.Now().UTC().Format(time.RFC3339))
	return file, os.WriteFile(file, []byte(line+"\n"), 0o644)
}

// lastSitemap is the path of the sitemap that a new story comes to.
func (b *bench) lastSitemap(ctx context.Context, url string) (string, error) {
	_, body, _, err := b.get(ctx, url+"/sitemap.xml", "")
	if err != nil {
		return "", err
	}
	i := strings.LastIndex(string(body), "/sitemaps/")
	if i < 0 {
		return "", errors.New("the index names no sitemap")
	}
	path, _, _ := strings.Cut(string(body[i:]), "<")
	return path, nil
}
