package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func median[T float64 | time.Duration](list []T) T {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}

// nginx compares a story page of the sample from memory with the same bytes from
// nginx: see package nginx.
func nginx(ctx context.Context, b *bench) (string, error) {
	p, err := b.sample(ctx)
	if err != nil {
		return "", err
	}
	list, err := b.stories(ctx, p.url+"/")
	if err != nil {
		return "", err
	}
	out, err := exec.CommandContext(ctx, "go", "run", "./internal/bench/nginx", "-url", p.url+list[0]).Output()
	if err != nil {
		return "", fmt.Errorf("compare with nginx: %w", err)
	}
	return "##" + strings.TrimPrefix(string(out), "###") + "\nThe ratio is to be 0.60 at least.\n", nil
}

// lighthouse lets Google's judge look at three pages as a phone shows them.
func lighthouse(ctx context.Context, b *bench) (string, error) {
	p, err := b.sample(ctx)
	if err != nil {
		return "", err
	}
	list, err := b.stories(ctx, p.url+"/")
	if err != nil {
		return "", err
	}
	const judge = ".tools/node_modules/lighthouse/cli/index.js"
	if _, err := os.Stat(judge); err != nil {
		return "", fmt.Errorf("find lighthouse (make tools installs it): %w", err)
	}
	text := "## Lighthouse, as a phone\n\nMedian of three each.\n\n| page | performance | accessibility | best practices | SEO |\n|---|---|---|---|---|\n"
	for _, page := range []struct{ name, path string }{{"home", "/"}, {"section", "/national"}, {"story", list[0]}} {
		scores := map[string][]float64{}
		for range 3 {
			if err := b.judge(ctx, judge, p.url+page.path, scores); err != nil {
				return "", err
			}
		}
		text += "| " + page.name
		for _, category := range []string{"performance", "accessibility", "best-practices", "seo"} {
			text += fmt.Sprintf(" | %.0f", 100*median(scores[category]))
		}
		text += " |\n"
	}
	return text, nil
}

func (b *bench) judge(ctx context.Context, judge, url string, scores map[string][]float64) error {
	file := filepath.Join(b.dir, "lighthouse.json")
	cmd := exec.CommandContext(ctx, "node", judge, url, "--quiet", "--output=json", "--output-path="+file,
		"--only-categories=performance,accessibility,best-practices,seo", "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking")
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		return fmt.Errorf("find Chromium (make tools installs it): %w", err)
	}
	cmd.Env = append(os.Environ(), "CHROME_PATH="+chromium)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("lighthouse on %s: %w\n%s", url, err, out)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var said struct {
		Categories map[string]struct{ Score float64 }
	}
	if err := json.Unmarshal(raw, &said); err != nil {
		return err
	}
	for name, c := range said.Categories {
		scores[name] = append(scores[name], c.Score)
	}
	return nil
}
