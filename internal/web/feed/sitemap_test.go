package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

func TestSitemapOfAVolume(t *testing.T) {
	p, err := feedOf(sample()).SitemapFile(t.Context(), "stories-1.xml", base)
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
	if n := bytes.Count(p.Body, []byte("<url>")); n != 4 {
		t.Errorf("the sitemap holds %d addresses, want 4", n)
	}
	if t.Failed() {
		t.Logf("%s", p.Body)
	}
}

// Topics and journalists beyond what one file holds go on in a second.
func TestManyStandingPagesHaveSeveralSitemaps(t *testing.T) {
	before := topics
	defer func() { topics = before }()
	topics = nil
	for i := range 30_000 {
		topics = append(topics, ilbo.Topic{ID: ilbo.TopicID("topic-" + strconv.Itoa(i))})
	}
	f := feedOf(sample())
	index, err := f.Sitemap(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, name := range []string{"pages.xml", "pages-2.xml"} {
		if !bytes.Contains(index.Body, []byte("<loc>"+base+"/sitemaps/"+name+"</loc>")) {
			t.Errorf("the index lacks %s", name)
		}
		p, err := f.SitemapFile(t.Context(), name, base)
		if err != nil {
			t.Fatal(err)
		}
		all := addresses(t, p.Body)
		if len(all) > sitemapSize {
			t.Errorf("%s holds %d addresses", name, len(all))
		}
		for _, loc := range all {
			seen[loc] = true
		}
	}
	if want := 2 * (len(standingPaths) + len(ilbo.StandardSections()) + len(topics) + len(journalists)); len(seen) != want {
		t.Errorf("the sitemaps hold %d addresses, want %d", len(seen), want)
	}
}

func TestSitemapThatIsNotThere(t *testing.T) {
	f := feedOf(sample())
	for _, name := range []string{"stories-2.xml", "stories-0.xml", "stories-01.xml", "stories--1.xml", "stories-+1.xml", "stories-99999999999.xml", "stories-1", "stories-.xml", "pages-1.xml", "pages-2.xml", "pages-.xml", "pages", "", "2026-11.xml"} {
		if _, err := f.SitemapFile(t.Context(), name, base); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("%q: got %v, want that it is not there", name, err)
		}
	}
}

// addresses are those of a sitemap.
func addresses(t *testing.T, body []byte) (all []string) {
	t.Helper()
	var doc struct {
		URLs []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(body, &doc); err != nil {
		t.Fatal(err)
	}
	for _, u := range doc.URLs {
		all = append(all, u.Loc)
	}
	return all
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

func TestLevelsThatHaveLessonsAreInASitemap(t *testing.T) {
	f := feedOf(sample())
	index, err := f.Sitemap(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(index.Body, []byte("<loc>"+base+"/sitemaps/lessons.xml</loc>")) {
		t.Errorf("the index lacks them: %s", index.Body)
	}
	p, err := f.SitemapFile(t.Context(), "lessons.xml", base)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{base + "/weekly/lessons", base + "/weekly/lessons/b1", base + "/weekly/lessons/c1",
		base + "/ko/weekly/lessons", base + "/ko/weekly/lessons/b1", base + "/ko/weekly/lessons/c1"}
	if diff := cmp.Diff(want, addresses(t, p.Body)); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
}
