package site_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/htmlcheck"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/assets"
	"ilbo.press/internal/web/site"
)

// read is a page that answers 200, parsed.
func (p *paper) read(path string) *htmlcheck.Page {
	p.t.Helper()
	status, _, body := p.get(path)
	if status != http.StatusOK {
		p.t.Errorf("%s answers %d", path, status)
	}
	return htmlcheck.Parse(p.t, body)
}

// ferry is a story with every kind of block, and its translation.
func (p *paper) ferry() (en, ko *ilbo.Story) {
	p.t.Helper()
	figure := func(id string, width int, caption string) ilbo.Figure {
		return ilbo.Figure{Picture: ilbo.PictureID(id), Width: width, Height: width * 2 / 3, Alt: "Seen: " + caption, Caption: caption, Credit: "Daily"}
	}
	lead := figure("aa01", 1000, "The ferry leaves")
	text := ilbo.Plain
	en = p.publish(&ilbo.Story{
		Language: ilbo.English, Section: "national/politics", Kicker: "Harbor", Headline: "A lamp on the quay is lit again", Deck: "Two hours, one lamp",
		Bylines:  []ilbo.Byline{{Name: "Han Seo-yun", Journalist: "han-seo-yun"}, {Name: "Guest Writer"}},
		Dateline: ilbo.Dateline{Place: "BUSAN"}, Source: "Harbor office", Topics: []ilbo.TopicID{"han-river"}, Lead: &lead, Translations: "lamp",
		Body: ilbo.Body{
			{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "It was "}, {Text: "quietly", Em: true}, {Text: " lit at "}, {Text: "nine", Strong: true}, {Text: ", as "}, {Text: "the plan", Href: "https://plan.example/a?b=1&c=2"}, {Text: " said."}}},
			{Kind: ilbo.Subhead, Text: text("On the quay")},
			{Kind: ilbo.Quote, Text: text("We had tea."), By: "A passenger"},
			{Kind: ilbo.PullQuote, Text: text("Tea, and more tea."), By: "The same"},
			{Kind: ilbo.List, Items: []ilbo.Inline{text("rope"), text("lamp")}, Ordered: true},
			{Kind: ilbo.List, Items: []ilbo.Inline{text("cup")}},
			{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{figure("aa02", 200, "A small one")}},
			{Kind: ilbo.Gallery, Title: "The river", Figures: []ilbo.Figure{figure("aa03", 1920, "First light"), figure("aa04", 1920, "Last light")}},
			{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "f11d", Type: "video/webm", Width: 1280, Height: 720, Duration: 12 * time.Second, Poster: figure("aa05", 1280, "Eaves in rain"),
				Cues: []ilbo.Cue{{From: time.Second, To: 3500 * time.Millisecond, Text: "Drip <b>& drop</b>\n\n00:09.000 --> 00:10.000"}}}},
			{Kind: ilbo.TableKind, Title: "Crossings", Table: &ilbo.Table{Head: []string{"Day", "Boats"}, Rows: [][]string{{"Mon", "3"}, {"Tue", "4"}}, Source: "Harbor", Numeric: []int{1, 9}}},
			{Kind: ilbo.FactBox, Title: "The boat", Blocks: []ilbo.Block{{Kind: ilbo.Paragraph, Text: text("It is white.")}, {Kind: ilbo.List, Items: []ilbo.Inline{text("40 seats")}}}},
			{Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "youtube", Ref: "abc_DEF-123", Title: "The horn"}},
		},
	})
	if err := p.desk.Correct(context.Background(), editor("An Editor"), en.ID, ilbo.CorrectionOfFact, "The boat has 40 seats, not 50."); err != nil {
		p.t.Fatal(err)
	}
	ko = p.publish(&ilbo.Story{
		Language: ilbo.Korean, Section: "national/politics", Headline: "부두에 다시 등이 켜지다", Translations: "lamp", Lead: &lead,
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: text("아홉 시에 조용히 켜졌다.")}},
	})
	return en, ko
}

// in is the paper as a part of a test reads it.
func (p *paper) in(t *testing.T) *paper {
	q := *p
	q.t = t
	return &q
}

// TestAStory reads one story, with its translation, in every way.
func TestAStory(t *testing.T) {
	p := newPaper(t)
	en, ko := p.ferry()
	for name, read := range map[string]func(t *testing.T, p *paper, en, ko *ilbo.Story){
		"has its furniture": storyFurniture, "sets every kind of block": storyBlocks, "has pictures in the widths that they have": storyPictures,
		"tells machines what it is": storyForMachines, "keeps to the policy": pagesKeepThePolicy, "gives the mail address to people": mailForPeople,
	} {
		t.Run(name, func(t *testing.T) { read(t, p.in(t), en, ko) })
	}
}

func storyFurniture(t *testing.T, p *paper, en, _ *ilbo.Story) {
	page := p.read(string(en.Path))
	page.Attr("html", "lang", "en")
	page.Text("title", "A lamp on the quay is lit again - "+p.sample.About.Title.In(ilbo.English))
	page.Text("h1", "A lamp on the quay is lit again")
	page.Text(".story__label a", "Politics")
	page.Attr(".story__label a", "href", "/national/politics")
	page.Text(".story__kicker", "Harbor")
	page.Text(".story__deck", "Two hours, one lamp")
	page.Text(".story__byline", "By Han Seo-yun, Guest Writer")
	page.Attr(".story__byline a[rel=author]", "href", "/by/han-seo-yun")
	page.Text(".story__dateline", "BUSAN")
	page.Text(".story__source", "Source: Harbor office")
	if diff := cmp.Diff([]string{"2026-11-24T11:00:00+09:00", "2026-11-24T12:00:00+09:00"}, page.Attrs(".story__times time", "datetime")); diff != "" {
		t.Errorf("published and updated (-want +got):\n%s", diff)
	}
	page.Text(".correction--correction .correction__label", "Correction")
	page.Text(".correction--correction p", "The boat has 40 seats, not 50. Nov. 24, 2026, 12:00")
	page.Attr(".topics a", "href", "/topic/han-river")
	page.Text(".story__lead figcaption", "The ferry leaves Daily")
	page.Attr(".story__lead img", "alt", "Seen: The ferry leaves")
	page.Attr(".menu__sections > li > a[aria-current]", "href", "/national")
	if len(page.All(".after__next article")) == 0 {
		t.Error("no story comes next")
	}
	for _, href := range page.Attrs(".after a", "href") {
		if href == string(en.Path) {
			t.Error("the story is offered to those who read it")
		}
	}
}

func storyBlocks(t *testing.T, p *paper, en, _ *ilbo.Story) {
	page := p.read(string(en.Path))
	page.Text(".story__body > p:not([class])", "It was quietly lit at nine, as the plan said.")
	page.Text(".story__body > p em", "quietly")
	page.Text(".story__body > p strong", "nine")
	page.Attr(".story__body > p a", "href", "https://plan.example/a?b=1&c=2")
	page.Text("h2.subhead", "On the quay")
	page.Text(".quote blockquote", "We had tea.")
	page.Text(".quote figcaption", "A passenger")
	page.Text(".pullquote p:first-child", "Tea, and more tea.")
	page.Text(".pullquote__by", "The same")
	if diff := cmp.Diff([]string{"rope", "lamp"}, page.Texts(".story__body > ol.list > li")); diff != "" {
		t.Error(diff)
	}
	page.Text(".story__body > ul.list > li", "cup")
	page.Text(".gallery__title", "The river")
	if diff := cmp.Diff([]string{"/pictures/aa03/1920.jpg", "/pictures/aa04/1920.jpg"}, page.Attrs(".gallery__picture", "href")); diff != "" {
		t.Error(diff)
	}
	page.Attr("video", "poster", "/pictures/aa05/960.jpg")
	page.Attr("video", "aria-label", "Seen: Eaves in rain")
	page.Attr("video source", "src", "/films/f11d.webm")
	page.Attr("video track", "src", fmt.Sprintf("/cues/%d/1.vtt", en.ID))
	page.Attr("video track", "srclang", "en")
	page.Text("table caption", "Crossings")
	if diff := cmp.Diff([]string{"Boats", "3", "4"}, page.Texts("table .number")); diff != "" {
		t.Error(diff)
	}
	page.Some("table th[scope=row]", 2)
	page.Text(".table__source", "Source: Harbor")
	page.Text(".factbox__title", "The boat")
	page.Text(".factbox p", "It is white.")
	page.Text(".factbox li", "40 seats")
	page.Attr(".embed__play", "href", "https://www.youtube.com/watch?v=abc_DEF-123")
	page.Attr(".embed", "data-frame", "https://www.youtube-nocookie.com/embed/abc_DEF-123")
	page.None("iframe")
}

func storyPictures(t *testing.T, p *paper, en, _ *ilbo.Story) {
	page := p.read(string(en.Path))
	page.Attr(".story__lead source[type='image/webp']", "srcset", "/pictures/aa01/320.webp 320w, /pictures/aa01/480.webp 480w, /pictures/aa01/640.webp 640w, /pictures/aa01/960.webp 960w")
	page.Attr(".story__lead img", "srcset", "/pictures/aa01/320.jpg 320w, /pictures/aa01/480.jpg 480w, /pictures/aa01/640.jpg 640w, /pictures/aa01/960.jpg 960w")
	page.Attr(".story__lead img", "width", "1000")
	page.Attr(".story__lead img", "height", "666")
	page.Attr(".story__lead img", "fetchpriority", "high")
	for _, n := range page.All(".story__lead img") {
		if _, lazy := htmlcheck.AttrOf(n, "loading"); lazy {
			t.Error("the lead picture is loaded late")
		}
	}
	page.Attr(`img[src*="aa02"]`, "srcset", "/pictures/aa02/320.jpg 320w")
	page.Attr(`img[src*="aa02"]`, "loading", "lazy")
	for _, img := range page.All("img") {
		for _, name := range []string{"width", "height", "alt", "src", "srcset", "sizes"} {
			if v, ok := htmlcheck.AttrOf(img, name); !ok || v == "" || v == "0" {
				t.Errorf("a picture has %s %q", name, v)
			}
		}
	}
}

func TestTranslationsNameEachOther(t *testing.T) {
	p := newPaper(t)
	en, ko := p.ferry()
	want := map[string]string{"en": base + string(en.Path), "ko": base + string(ko.Path), "x-default": base + string(en.Path)}
	for _, s := range []*ilbo.Story{en, ko} {
		page := p.read(string(s.Path))
		page.Attr("link[rel=canonical]", "href", base+string(s.Path))
		page.Attr("meta[property='og:url']", "content", base+string(s.Path))
		got := map[string]string{}
		for _, n := range page.All("link[rel=alternate][hreflang]") {
			l, _ := htmlcheck.AttrOf(n, "hreflang")
			got[l], _ = htmlcheck.AttrOf(n, "href")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the languages of %s (-want +got):\n%s", s.Path, diff)
		}
	}
	p.read(string(en.Path)).Attr(".story__times a[hreflang=ko]", "href", string(ko.Path))
	if err := p.desk.Hold(context.Background(), editor("An Editor"), ko.ID, "a word"); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(append(en.Keys(), ko.Keys()...)...)
	page := p.read(string(en.Path))
	page.None("link[rel=alternate][hreflang]")
	page.None(`[href="` + string(ko.Path) + `"]`)
}

func TestEveryPageNamesItsAddress(t *testing.T) {
	p := newPaper(t)
	for _, path := range []string{"/", "/ko/", "/national", "/ko/national/politics", "/topic/han-river", "/by/han-seo-yun", "/archive", "/archive/2026/11", "/archive/2026/11/24", "/about", "/install", "/subscribe", "/epaper/2026-11-24"} {
		page := p.read(path)
		page.Attr("link[rel=canonical]", "href", base+path)
		page.One("h1")
		page.One("main#main")
		page.One("meta[name=description]")
		for _, n := range page.All("link[rel=alternate][hreflang]") {
			if href, _ := htmlcheck.AttrOf(n, "href"); !strings.HasPrefix(href, base+"/") {
				t.Errorf("%s: a translation is at %q", path, href)
			} else if status, _, _ := p.get(strings.TrimPrefix(href, base)); status != http.StatusOK {
				t.Errorf("%s: its translation %s answers %d", path, href, status)
			}
		}
	}
	for _, path := range []string{"/offline", "/search?q=x", "/nowhere"} {
		_, _, body := p.get(path)
		htmlcheck.Parse(t, body).Attr("meta[name=robots]", "content", "noindex")
	}
}

func storyForMachines(t *testing.T, p *paper, en, ko *ilbo.Story) {
	page := p.read(string(en.Path))
	article := page.LD("NewsArticle")
	for name, want := range map[string]any{"headline": en.Headline, "inLanguage": "en", "datePublished": "2026-11-24T11:00:00+09:00", "dateModified": "2026-11-24T12:00:00+09:00"} {
		if got := article[name]; got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	crumbs, _ := page.LD("BreadcrumbList")["itemListElement"].([]any)
	if len(crumbs) != 3 {
		t.Errorf("the way to the story has %d steps, want 3", len(crumbs))
	}
	p.read("/by/han-seo-yun").LD("ProfilePage")
	p.read(string(ko.Path)).LD("NewsArticle")
	page.Attr("meta[property='og:type']", "content", "article")
	page.Attr("meta[property='og:title']", "content", en.Headline)
	page.Attr("meta[property='article:published_time']", "content", "2026-11-24T11:00:00+09:00")
	page.Attr("meta[name='twitter:card']", "content", "summary_large_image")
	image := page.Attrs("meta[property='og:image']", "content")
	if len(image) != 1 || !strings.HasPrefix(image[0], base+"/cards/") {
		t.Fatalf("the share card is %q", image)
	}
	if status, header, _ := p.get(strings.TrimPrefix(image[0], base)); status != http.StatusOK || header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("the share card answers %d %s", status, header.Get("Content-Type"))
	}
}

// pagesKeepThePolicy compares the inline script as it stands in
// the page with the hash that the policy names.
func pagesKeepThePolicy(t *testing.T, p *paper, en, _ *ilbo.Story) {
	policy := web.Policy{HTTPS: true, Scripts: []string{assets.InlineHash(site.Setup)}}.Header()["Content-Security-Policy"]
	for _, bad := range []string{"unsafe-inline", "unsafe-eval", "*", "http:"} {
		if strings.Contains(policy, bad) {
			t.Errorf("the policy says %s: %s", bad, policy)
		}
	}
	for _, path := range []string{"/", "/ko/", string(en.Path), "/search?q=ferry", "/nowhere", "/darkroom", "/video"} {
		_, header, body := p.get(path)
		if header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s comes without a policy", path)
		}
		page := htmlcheck.Parse(t, body)
		inline := 0
		page.Safe(func(n *html.Node) bool {
			src, external := htmlcheck.AttrOf(n, "src")
			kind, _ := htmlcheck.AttrOf(n, "type")
			switch {
			case external:
				return src == "/assets/site.js"
			case kind == "application/ld+json":
				return true
			}
			inline++
			return n.FirstChild != nil && strings.Contains(policy, assets.InlineHash(n.FirstChild.Data))
		})
		if inline != 1 {
			t.Errorf("%s has %d inline scripts, want 1", path, inline)
		}
	}
}

func mailForPeople(t *testing.T, p *paper, en, _ *ilbo.Story) {
	address := p.sample.About.Email
	for _, path := range []string{"/", "/ko/", string(en.Path), "/about", "/subscribe", "/nowhere"} {
		_, _, body := p.get(path)
		if strings.Contains(body, address) {
			t.Errorf("%s holds the address in its bytes", path)
		}
		texts := htmlcheck.Parse(t, body).Texts("a.mail")
		if len(texts) == 0 || slices.ContainsFunc(texts, func(s string) bool { return s != address }) {
			t.Errorf("%s shows %q, want %s", path, texts, address)
		}
	}
}

func TestFilesOfAStory(t *testing.T) {
	p := newPaper(t)
	en, _ := p.ferry()
	vtt := fmt.Sprintf("/cues/%d/1.vtt", en.ID)
	status, header, body := p.get(vtt)
	want := "WEBVTT\n\n00:00:01.000 --> 00:00:03.500\nDrip &lt;b&gt;&amp; drop&lt;/b&gt; 00:09.000 --&gt; 00:10.000\n"
	if status != http.StatusOK || header.Get("Content-Type") != "text/vtt; charset=utf-8" || body != want {
		t.Errorf("the subtitles answer %d %s %q, want %q", status, header.Get("Content-Type"), body, want)
	}
	for _, path := range []string{fmt.Sprintf("/cues/%d/2.vtt", en.ID), fmt.Sprintf("/cues/%d/0.vtt", en.ID), fmt.Sprintf("/cues/%d/-1.vtt", en.ID), fmt.Sprintf("/cues/%d/1.srt", en.ID)} {
		if status, _, _ := p.get(path); status != http.StatusNotFound {
			t.Errorf("%s answers %d, want 404", path, status)
		}
	}
	r, err := http.NewRequest(http.MethodGet, "/pictures/aa01/640.webp", nil)
	if err != nil {
		t.Fatal(err)
	}
	_, header, _ = p.get("/pictures/aa01/640.webp")
	r.Header.Set("If-None-Match", header.Get("ETag"))
	if status, _, body := p.ask(r); header.Get("ETag") == "" || status != http.StatusNotModified || body != "" {
		t.Errorf("a picture that the reader has answers %d with %d bytes", status, len(body))
	}
	card := fmt.Sprintf("/cards/%d-x.jpg", en.ID)
	if status, _, _ := p.get(card); status != http.StatusOK {
		t.Errorf("the share card answers %d", status)
	}
	if err := p.desk.Hold(context.Background(), editor("An Editor"), en.ID, "lawyers"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{vtt, card} {
		if status, _, _ := p.get(path); status != http.StatusNotFound {
			t.Errorf("of a held story, %s answers %d, want 404", path, status)
		}
	}
}
