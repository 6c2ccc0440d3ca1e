package feed

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

var update = flag.Bool("update", false, "write the golden files anew")

const base = "https://daily.example"

var (
	seoul = time.FixedZone("KST", 9*3600)
	now   = time.Date(2026, 11, 14, 9, 0, 0, 0, seoul)
)

func paper() *ilbo.Paper {
	return &ilbo.Paper{
		Title: ilbo.Words{ilbo.English: "The Harbor Daily", ilbo.Korean: "항구일보"}, Motto: ilbo.Words{ilbo.English: "Read at the <pier>"},
		Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: seoul, Publisher: "Harbor & Sons", Founded: 1998, Email: "desk@daily.example",
		X: "@harbordaily",
	}
}

func feedOf(sh *shelf) *Feed { return New(paper, sh, func() time.Time { return now }) }

// everything makes every page there is.
func everything(t testing.TB, f *Feed) map[string]cache.Page {
	t.Helper()
	ctx, pages := t.Context(), map[string]cache.Page{}
	put := func(name string) func(cache.Page, error) {
		return func(p cache.Page, err error) {
			t.Helper()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			pages[name] = p
		}
	}
	for name, s := range map[string]Scope{
		"paper": {Language: ilbo.English}, "korean": {Language: ilbo.Korean}, "section": {Language: ilbo.English, Section: "national"},
		"topic": {Language: ilbo.English, Topic: "han-river"}, "journalist": {Language: ilbo.English, Journalist: "yoon-seri"},
	} {
		put(name + ".rss")(f.RSS(ctx, s, base))
		put(name + ".atom")(f.Atom(ctx, s, base))
		put(name + ".json")(f.JSON(ctx, s, base))
	}
	put("index.siteindex")(f.Sitemap(ctx, base))
	put("pages.sitemap")(f.SitemapFile(ctx, "pages.xml", base))
	put("lessons.sitemap")(f.SitemapFile(ctx, "lessons.xml", base))
	put("volume.sitemap")(f.SitemapFile(ctx, "stories-1.xml", base))
	put("news.news")(f.NewsSitemap(ctx, base))
	put("llms.txt")(f.LLMs(ctx, base))
	put("manifest.json")(f.Manifest(ilbo.Korean, Look{Theme: "#fff", Icons: []Icon{{Src: "/a.svg", Sizes: "any", Type: "image/svg+xml"}}}))
	put("search.opensearch")(f.OpenSearch(ilbo.English, base))
	put("robots.txt")(f.Robots(base), nil)
	for _, s := range f.stories.(*shelf).stories {
		if s.Visible(now) {
			pages[string(s.Slug)+".ld.json"] = cache.Page{Body: []byte(NewsArticle(paper(), s, "Law & Crime", base, s.Teaser()))}
		}
	}
	pages["home.ld.json"] = cache.Page{Body: []byte(WebSite(paper(), ilbo.English, base))}
	pages["person.ld.json"] = cache.Page{Body: []byte(Person(journalists[0], ilbo.Korean, base, paper()))}
	pages["crumbs.ld.json"] = cache.Page{Body: []byte(Breadcrumbs(base, []Crumb{{"Home", "/"}, {"</script><b>", "/x"}}))}
	return pages
}

func TestInvisibleAndLockedCopyIsInNoPage(t *testing.T) {
	for name, p := range everything(t, feedOf(sample())) {
		if len(p.Body) == 0 {
			t.Errorf("%s is empty", name)
		}
		for _, word := range []string{"INVISIBLE", "invisible", "SECRET", "desk@daily.example", "WE WAITED TWICE"} {
			if bytes.Contains(p.Body, []byte(word)) {
				t.Errorf("%s holds %q", name, word)
			}
		}
	}
}

func TestRSSIsAsItWas(t *testing.T) {
	p, err := feedOf(sample()).RSS(t.Context(), Scope{Language: ilbo.English}, base)
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "feed.xml")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, p.Body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(p.Body)); diff != "" {
		t.Errorf("feed.xml (-want +got), -update writes it anew:\n%s", diff)
	}
}

func TestCopyHTMLOfEveryBlock(t *testing.T) {
	got := copyHTML(sample().stories[0], base)
	for _, want := range []string{
		`<p>The ferry is <strong>back</strong>, see <a href="https://daily.example/world">the route</a><em> &amp; more.</em></p>`,
		`<h2>At the pier</h2>`, "<blockquote><p>We waited.</p>\n<footer>A sailor</footer>\n</blockquote>",
		"<ol>\n<li>one</li>\n<li>two</li>\n</ol>", `<h3>The day</h3>`,
		`<img src="https://daily.example/pictures/0a1b2c3d4e5f60718293a4b5c6d7e8f9/1280.jpg" alt="A ferry" width="1280" height="854">`,
		`<figcaption>The ferry &lt;Dawn&gt; at its pier <small>Han Jiwoo</small></figcaption>`,
		`<a href="https://daily.example/national/2026/11/14/ferry-and-crew-return">Watch the film</a>`,
		"<caption>Runs</caption>\n<thead><tr><th>Day</th><th>Runs</th></tr>", `<td>&lt;4&gt;</td>`, `<p>Source: Port office</p>`,
		"<aside>\n<h3>The ferry</h3>\n<p>Built in 1998.</p>\n</aside>", `<a href="https://vimeo.com/12345">From the air (Vimeo)</a>`,
		`<strong>Correction</strong> The ferry has two engines, not three.`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the copy lacks %s", want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}

func TestLockedCopyIsDeckAndOpening(t *testing.T) {
	want := "<p>A day among welders</p>\n<p>The gate opens at …</p>\n" +
		"<p><a href=\"https://daily.example/national/2026/11/11/inside-the-shipyard\">Read the whole story</a></p>\n"
	if diff := cmp.Diff(want, copyHTML(sample().stories[2], base)); diff != "" {
		t.Errorf("copy (-want +got):\n%s", diff)
	}
}

func TestUnsafeAddressesAreText(t *testing.T) {
	s := story(1, "x", 0, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "press", Href: "javascript:alert(1)"}}})
	if got := copyHTML(s, base); got != "<p>press</p>\n" {
		t.Errorf("copy %q, want the text alone", got)
	}
}

func TestPagesNameTheirKeys(t *testing.T) {
	pages := everything(t, feedOf(sample()))
	for name, want := range map[string][]ilbo.Key{
		"paper.rss":       {ilbo.KeyFurniture, "language:en"},
		"section.atom":    {ilbo.KeyFurniture, "section:en:national"},
		"topic.json":      {ilbo.KeyFurniture, "topic:en:han-river", "topic:ko:han-river"},
		"journalist.rss":  {ilbo.KeyFurniture, "by:en:yoon-seri"},
		"volume.sitemap":  {"volume:1"},
		"index.siteindex": {ilbo.KeyFurniture, "language:en", "language:ko", "issues:weekly", "issues:learning-korean", "section:en:weekly", "section:ko:learning-korean"},
		"lessons.sitemap": {"section:en:weekly", "section:ko:learning-korean"},
		"robots.txt":      {ilbo.KeyFurniture},
	} {
		if diff := cmp.Diff(want, pages[name].Keys); diff != "" {
			t.Errorf("keys of %s (-want +got):\n%s", name, diff)
		}
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	f := feedOf(sample())
	for name, get := range map[string]func() (cache.Page, error){
		"section": func() (cache.Page, error) { return f.RSS(t.Context(), Scope{Language: "en", Section: "none"}, base) },
		"topic":   func() (cache.Page, error) { return f.Atom(t.Context(), Scope{Language: "en", Topic: "none"}, base) },
		"journalist": func() (cache.Page, error) {
			return f.JSON(t.Context(), Scope{Language: "en", Journalist: "none"}, base)
		},
		"language": func() (cache.Page, error) { return f.RSS(t.Context(), Scope{Language: "de"}, base) },
		"manifest": func() (cache.Page, error) { return f.Manifest("de", Look{}) },
	} {
		if _, err := get(); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("%s: error %v, want not found", name, err)
		}
	}
}

func TestFeedsCarryTheNewest(t *testing.T) {
	sh := &shelf{}
	for i := range 80 {
		sh.stories = append(sh.stories, story(ilbo.StoryID(i+1), "Harbor day", i, paragraph("x")))
	}
	p, err := feedOf(sh).JSON(t.Context(), Scope{Language: ilbo.English}, base)
	if err != nil {
		t.Fatal(err)
	}
	var got jsonFeed
	if err := json.Unmarshal(p.Body, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Items) != entries || !strings.HasPrefix(got.Items[0].Published, "2026-11-14") {
		t.Errorf("%d items from %s, want %d from the newest", len(got.Items), got.Items[0].Published, entries)
	}
}

func BenchmarkRSS(b *testing.B) {
	sh := &shelf{}
	for i := range entries {
		sh.stories = append(sh.stories, story(ilbo.StoryID(i+1), "Harbor day", i, slices.Repeat([]ilbo.Block{paragraph("It was a calm day at the pier.")}, 20)...))
	}
	f := feedOf(sh)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.RSS(context.Background(), Scope{Language: ilbo.English}, base); err != nil {
			b.Fatal(err)
		}
	}
}
