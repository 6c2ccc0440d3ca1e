package site_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

// fill publishes many stories of one topic and one journalist, two a minute.
func (p *paper) fill(n int) {
	p.t.Helper()
	ctx := context.Background()
	err := p.store.Together(ctx, func(ctx context.Context) error {
		for i := range n {
			at := p.now.AddDate(0, -2, 0).Add(-time.Duration(i/2) * time.Minute)
			err := p.store.PutStory(ctx, &ilbo.Story{
				Language: ilbo.English, Section: "national", Slug: ilbo.Slug(fmt.Sprintf("story-%d", i)), Headline: fmt.Sprintf("Story %d", i), Published: at, Filed: at,
				Topics: []ilbo.TopicID{"han-river"}, Bylines: []ilbo.Byline{{Name: "Han Seo-yun", Journalist: "han-seo-yun"}},
				Path: ilbo.Path(fmt.Sprintf("/national/2026/09/24/%d/story-%d", 100_000+i, i)),
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

func TestListsAreLeafedThroughToTheirEndAndBack(t *testing.T) {
	p := newPaper(t)
	p.fill(250)
	for _, list := range []struct {
		path string
		page int // stories
	}{{"/topic/han-river", 60}, {"/by/han-seo-yun", 60}, {"/archive/2026/09", 100}, {"/national/archive/2026/09", 100}} {
		stories := func(path string) []string { return p.read(path).Attrs(".group .teaser__headline a", "href") }
		link := func(path, rel string) string {
			for _, a := range p.read(path).All(".leaf--foot a[rel=" + rel + "]") {
				return attributes(a)["href"]
			}
			return ""
		}
		var pages [][]string
		at := list.path
		for {
			pages = append(pages, stories(at))
			next := link(at, "next")
			if next == "" {
				break
			}
			if n := len(pages[len(pages)-1]); n != list.page {
				t.Errorf("%s has %d stories, want %d", at, n, list.page)
			}
			p.read(next).Attr("meta[name=robots]", "content", "noindex")
			at = next
		}
		all := slices.Concat(pages...)
		sorted := slices.Clone(all)
		slices.Sort(sorted)
		if len(slices.Compact(sorted)) != len(all) || len(all) < 250 {
			t.Errorf("%s: %d stories, %d of them different", list.path, len(all), len(slices.Compact(sorted)))
		}
		for i := len(pages) - 2; i >= 0; i-- {
			if at = link(at, "prev"); at == "" {
				t.Fatalf("%s: there is no way back to page %d", list.path, i+1)
			}
			if got := stories(at); !slices.Equal(got, pages[i]) {
				t.Errorf("%s: page %d has other stories on the way back", list.path, i+1)
			}
		}
		if back := link(at, "prev"); back != "" {
			t.Errorf("%s: before the first page is %s", list.path, back)
		}
		// What makes no sense is the first page, and nothing is behind the last.
		for _, query := range []string{"before=", "before=x", "before=1", "before=1.0", "before=-.1", "after=01.1", "page=2", "before=99999999999999999.1", "after=9999999999999.9"} {
			if got := stories(list.path + "?" + query); !slices.Equal(got, pages[0]) {
				t.Errorf("%s?%s is not the first page", list.path, query)
			}
		}
		if status, _, _ := p.get(list.path + "?before=-99999999999.1"); status != http.StatusNotFound {
			t.Errorf("%s: what is behind the last story answers %d", list.path, status)
		}
	}
	p.read("/archive/2026/09").Attr(".days a", "href", "/archive/2026/09/24")
}

func TestOnlyListsHavePlaces(t *testing.T) {
	p := newPaper(t)
	for _, path := range []string{"/", "/national", "/archive", "/archive/2026/11/24"} {
		_, _, plain := p.get(path)
		_, _, placed := p.get(path + "?before=1700000000000.5")
		if plain != placed || strings.Contains(placed, "before=") {
			t.Errorf("%s is another page with a place", path)
		}
	}
}
