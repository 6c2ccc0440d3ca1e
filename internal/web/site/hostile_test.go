package site_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/testpaper"
)

type testStory = testpaper.Story

// hostile is text that would be trouble anywhere it became markup.
const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1) {{.}} </title></script><!-- ' & ` + "\u202e"

func hostileStory() *ilbo.Story {
	text := ilbo.Plain(hostile)
	fig := ilbo.Figure{Picture: "0123456789abcdef0123456789abcdef", Width: 640, Height: 480, Alt: hostile, Caption: hostile, Credit: hostile}
	return &ilbo.Story{
		Language: ilbo.English, Section: "national", Kicker: hostile, Headline: hostile, Deck: hostile, Bylines: []ilbo.Byline{{Name: hostile}},
		Dateline: ilbo.Dateline{Place: hostile}, Source: hostile, Lead: &fig,
		Body: ilbo.Body{
			{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: hostile, Strong: true, Em: true, Href: "https://example.org/?a=\"><script>"}}},
			{Kind: ilbo.Subhead, Text: text}, {Kind: ilbo.Quote, Text: text, By: hostile}, {Kind: ilbo.PullQuote, Text: text, By: hostile},
			{Kind: ilbo.List, Items: []ilbo.Inline{text}}, {Kind: ilbo.PictureKind, Figures: []ilbo.Figure{fig}},
			{Kind: ilbo.Gallery, Title: hostile, Figures: []ilbo.Figure{fig, fig}},
			{Kind: ilbo.TableKind, Title: hostile, Table: &ilbo.Table{Head: []string{hostile}, Rows: [][]string{{hostile}}, Source: hostile}},
			{Kind: ilbo.FactBox, Title: hostile, Blocks: []ilbo.Block{{Kind: ilbo.Paragraph, Text: text}}},
			{Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "youtube", Ref: "abc_DEF-123", Title: hostile}},
		},
	}
}

// ours are the scripts that a page may hold: the settings, the site's file, and
// data.
func ours(n *html.Node) bool {
	a := attributes(n)
	return a["type"] == "application/ld+json" || strings.HasPrefix(a["src"], "/assets/") || strings.Contains(n.FirstChild.Data, "localStorage.ilbo")
}

func attributes(n *html.Node) map[string]string {
	m := map[string]string{}
	for _, a := range n.Attr {
		m[a.Key] = a.Val
	}
	return m
}

func TestTextNeverBecomesMarkup(t *testing.T) {
	p := newPaper(t)
	s := p.publish(hostileStory())
	p.index()
	for _, path := range []string{string(s.Path), "/", "/national", "/archive/2026/11/24", "/epaper", "/search?q=" + url.QueryEscape(hostile), "/search?q=alert", "/" + url.PathEscape(hostile)} {
		_, _, body := p.get(path)
		doc, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if slices.Contains([]string{"iframe", "object", "embed", "base", "style", "frame", "applet"}, n.Data) || n.Data == "script" && !ours(n) {
				t.Errorf("%s holds a <%s> that is not ours", path, n.Data)
			}
			for key, v := range attributes(n) {
				if strings.HasPrefix(key, "on") || key == "style" || strings.HasPrefix(strings.ToLower(strings.TrimSpace(v)), "javascript:") {
					t.Errorf("%s: <%s %s=%q>", path, n.Data, key, v)
				}
			}
		}
	}
}

func TestStructuredDataParsesWhateverTheHeadline(t *testing.T) {
	p := newPaper(t)
	s := p.publish(hostileStory())
	_, _, body := p.get(string(s.Path))
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for n := range doc.Descendants() {
		if n.Data != "script" || attributes(n)["type"] != "application/ld+json" {
			continue
		}
		var data map[string]any
		if err := json.Unmarshal([]byte(n.FirstChild.Data), &data); err != nil {
			t.Fatalf("%v: %.200s", err, n.FirstChild.Data)
		}
		if data["@type"] == "NewsArticle" {
			found = data["headline"] == s.Headline
		}
	}
	if !found {
		t.Error("no NewsArticle has the story's headline")
	}
}

func TestTheMastheadsAddressIsForPeople(t *testing.T) {
	p := newPaper(t)
	address := p.sample.About.Email
	_, _, body := p.get("/about")
	name, host, _ := strings.Cut(address, "@")
	for _, plain := range []string{address, url.QueryEscape(address), name + "@", "@" + host, "mailto:"} {
		if strings.Contains(body, plain) {
			t.Errorf("the bytes hold %q", plain)
		}
	}
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Data != "a" || attributes(n)["class"] != "mail" {
			continue
		}
		var text strings.Builder
		for c := range n.Descendants() {
			if c.Type == html.TextNode {
				text.WriteString(c.Data)
			}
		}
		href, err := url.PathUnescape(attributes(n)["href"])
		if err != nil || href != "mailto:"+address || text.String() != address {
			t.Errorf("people read %q and press %q (%v)", text.String(), href, err)
		}
		return
	}
	t.Error("there is no address to press")
}
