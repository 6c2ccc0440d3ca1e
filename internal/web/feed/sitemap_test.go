package feed

import (
	"bytes"
	"encoding/xml"
	"testing"
	"time"

	"ilbo.press"
)

func TestSitemapOfAMonth(t *testing.T) {
	p, err := feedOf(sample()).SitemapFile(t.Context(), "2026-11.xml", base)
	if err != nil {
		t.Fatal(err)
	}
	const english, korean = base + "/national/2026/11/14/ferry-and-crew-return", base + "/ko/national/2026/11/13/yeogaekseon-doraoda"
	for _, want := range []string{
		"<loc>" + english + "</loc>", "<lastmod>2026-11-14T09:59:00+09:00</lastmod>", "<loc>" + korean + "</loc>",
		`<xhtml:link rel="alternate" hreflang="en" href="` + english + `">`, `<xhtml:link rel="alternate" hreflang="ko" href="` + korean + `">`,
		"<image:loc>" + base + "/pictures/0a1b2c3d4e5f60718293a4b5c6d7e8f9/1280.jpg</image:loc>",
	} {
		if !bytes.Contains(p.Body, []byte(want)) {
			t.Errorf("the sitemap lacks %s", want)
		}
	}
	if n := bytes.Count(p.Body, []byte("<url>")); n != 3 {
		t.Errorf("the sitemap holds %d addresses, want 3", n)
	}
	if t.Failed() {
		t.Logf("%s", p.Body)
	}
}

func TestLongMonthsHaveSeveralSitemaps(t *testing.T) {
	sh := &shelf{}
	const n = 2*sitemapSize + 5
	for i := range n {
		s := story(ilbo.StoryID(i+1), "Harbor day", 0, paragraph("x"))
		s.Published = now.Add(-time.Duration(i) * time.Minute)
		s.Path = ilbo.Path("/s/" + s.Published.Format("0102-1504"))
		sh.stories = append(sh.stories, s)
	}
	f := feedOf(sh)
	index, err := f.Sitemap(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for name, want := range map[string]int{"2026-11": sitemapSize, "2026-11-2": sitemapSize, "2026-11-3": 5} {
		if !bytes.Contains(index.Body, []byte(base+"/sitemaps/"+name+".xml<")) {
			t.Errorf("the index lacks %s", name)
		}
		p, err := f.SitemapFile(t.Context(), name+".xml", base)
		if err != nil {
			t.Fatal(err)
		}
		var doc struct {
			URLs []struct {
				Loc string `xml:"loc"`
			} `xml:"url"`
		}
		if err := xml.Unmarshal(p.Body, &doc); err != nil {
			t.Fatal(err)
		}
		if len(doc.URLs) != want {
			t.Errorf("%s holds %d addresses, want %d", name, len(doc.URLs), want)
		}
		for _, u := range doc.URLs {
			seen[u.Loc] = true
		}
	}
	if len(seen) != n {
		t.Errorf("the sitemaps hold %d addresses, want %d", len(seen), n)
	}
}

func TestNewsSitemapIsOfTwoDays(t *testing.T) {
	p, err := feedOf(sample()).NewsSitemap(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(p.Body, []byte("<url>")); n != 2 || !p.Volatile {
		t.Errorf("%d stories, kept %t; want 2, not kept", n, !p.Volatile)
	}
	for _, want := range []string{"<news:name>항구일보</news:name>", "<news:language>ko</news:language>", "<news:title>Ferry &amp; crew return</news:title>", "<news:publication_date>2026-11-14T08:59:00+09:00</"} {
		if !bytes.Contains(p.Body, []byte(want)) {
			t.Errorf("the news sitemap lacks %s", want)
		}
	}
}
