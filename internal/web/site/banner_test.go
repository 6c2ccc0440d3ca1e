package site_test

import (
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/htmlcheck"
)

// TestBreakingNewsStandsAboveEveryPage puts it up, and looks at a page of each kind
// in both languages before, while and after it stands.
func TestBreakingNewsStandsAboveEveryPage(t *testing.T) {
	p := newPaper(t)
	desk := front.New(p.store, func() time.Time { return p.now })
	chief := ilbo.Staff{Login: "rahim", Role: ilbo.ChiefEditor}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	story := p.publish(&ilbo.Story{Language: ilbo.English, Section: "national", Headline: "The bridge", Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Closed.")}}})
	pages := []string{"/", "/national", string(story.Path), "/search?q=bridge", "/about", "/corrections", "/archive", "/epaper", "/no/such/page", "/topic/han-river", "/offline"}
	feeds := []string{"/feed.xml", "/atom.xml", "/feed.json", "/sitemap.xml"}
	shown := func(path string) bool {
		t.Helper()
		_, _, body := p.get(path)
		return strings.Contains(body, "Closed &lt;now&gt;")
	}
	look := func(when string, want bool) {
		t.Helper()
		for _, path := range pages {
			if got := shown(path); got != want {
				t.Errorf("%s, %s shows breaking news: %v", when, path, got)
			}
		}
		for _, path := range feeds {
			if shown(path) {
				t.Errorf("%s, %s shows breaking news", when, path)
			}
		}
		if shown("/ko/") {
			t.Errorf("%s, breaking news in English stands on a Korean page", when)
		}
	}
	look("before", false)
	start, end := p.now.Add(time.Minute), p.now.Add(time.Hour)
	_, err := desk.PutUp(t.Context(), chief, ilbo.Banner{Text: ilbo.Words{ilbo.English: "Closed <now>"}, Story: story.ID, From: start, Until: end})
	must(err)
	p.site.Stale(ilbo.KeyBanner(ilbo.English))
	look("before its time", false)
	p.now = start
	p.site.Stale(ilbo.KeyBanner(ilbo.English)) // as the store has it told at that moment
	look("in its time", true)
	_, _, body := p.get("/national")
	page := htmlcheck.Parse(t, body)
	page.Attr(".banner a", "href", string(story.Path))
	page.Attr(".banner", "aria-label", "Breaking")

	p.now = end
	if _, _, body := p.get("/weekly"); strings.Contains(body, "Closed &lt;now&gt;") {
		t.Error("a page that is made at its end shows it, whoever was told")
	}
	p.site.Stale(ilbo.KeyBanner(ilbo.English))
	look("after", false)

	p.now = start
	p.site.Stale(ilbo.KeyBanner(ilbo.English))
	look("in its time again", true)
	must(p.desk.Kill(t.Context(), editor("An Editor"), story.ID, "wrong", "It was wrong."))
	p.site.Stale(ilbo.KeyStory(story.ID))
	look("when its story is killed", false)
}
