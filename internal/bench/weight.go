package main

import (
	"context"
	"fmt"
	"regexp"
	"time"
)

var (
	styles  = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)
	scripts = regexp.MustCompile(`<script[^>]* src="([^"]+)"`)
)

// weight adds up what a story page sends, compressed.
func weight(ctx context.Context, b *bench) (string, error) {
	p, err := b.sample(ctx)
	if err != nil {
		return "", err
	}
	list, err := b.stories(ctx, p.url+"/")
	if err != nil {
		return "", err
	}
	text := "## What a story page weighs\n\nThe heaviest of the ten first stories of the front, as sent.\n\n| | gzip | brotli | at most |\n|---|---|---|---|\n"
	sizes := map[string][2]int{}
	for i, coding := range []string{"gzip", "br"} {
		for _, path := range list[:min(10, len(list))] {
			_, plain, _, err := b.get(ctx, p.url+path, "")
			if err != nil {
				return "", err
			}
			_, page, _, err := b.get(ctx, p.url+path, coding)
			if err != nil {
				return "", err
			}
			sums := map[string]int{"HTML and CSS": len(page)}
			for name, found := range map[string]*regexp.Regexp{"HTML and CSS": styles, "JavaScript": scripts} {
				for _, m := range found.FindAllStringSubmatch(string(plain), -1) {
					_, file, _, err := b.get(ctx, p.url+m[1], coding)
					if err != nil {
						return "", err
					}
					sums[name] += len(file)
				}
			}
			for name, n := range sums {
				s := sizes[name]
				s[i] = max(s[i], n)
				sizes[name] = s
			}
		}
	}
	for _, row := range []struct{ name, most string }{{"HTML and CSS", "40 kB"}, {"JavaScript", "12 kB"}} {
		text += fmt.Sprintf("| %s | %.1f kB | %.1f kB | %s |\n", row.name, float64(sizes[row.name][0])/1000, float64(sizes[row.name][1])/1000, row.most)
	}
	return text, nil
}

// start measures from the command to the first page, in an empty folder.
func start(ctx context.Context, b *bench) (string, error) {
	const times = 5
	var took []time.Duration
	for i := range times {
		begin := time.Now()
		p, err := b.serve(ctx, "demo", fmt.Sprintf("%s/start%d", b.dir, i))
		if err != nil {
			return "", err
		}
		_, _, _, err = b.get(ctx, p.url+"/", "")
		took = append(took, time.Since(begin))
		p.stop()
		if err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("## From `ilbo demo` to the first page\n\nThe program is built; the folder is empty: the sample is made, stored and served. Median of %d: **%s** (at most a second).\n", times, ms(median(took))), nil
}
