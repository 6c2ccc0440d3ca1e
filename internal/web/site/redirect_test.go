package site_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

// TestNoRedirectLeavesTheSite asks for addresses with a slash too many that
// begin like another site's: browsers take a backslash for a slash, and two
// slashes for the start of a host.
func TestNoRedirectLeavesTheSite(t *testing.T) {
	p := newPaper(t)
	for _, path := range []string{
		"//evil.example/", "///evil.example/", "/%5Cevil.example/", "/%5C%5Cevil.example/", "/%5C/evil.example/", "/%2F/evil.example/", "/%09/evil.example/",
		"/ko//evil.example/", "/ko/%5Cevil.example/", "/https:%2F%2Fevil.example/",
	} {
		r, err := http.NewRequest(http.MethodGet, base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, header, _ := p.ask(r)
		to := strings.NewReplacer("\\", "/", "\t", "", "\n", "", "\r", "").Replace(header.Get("Location"))
		if to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//")) {
			t.Errorf("%s leads to %q", path, header.Get("Location"))
		}
	}
}

// TestOldAddressesAreKnownHoweverTheyAreWritten asks for a story's old address
// as links to it are written, and for pages of this site that look like one.
func TestOldAddressesAreKnownHoweverTheyAreWritten(t *testing.T) {
	p := newPaper(t)
	s := p.publish(&ilbo.Story{Language: ilbo.English, Section: "national", Headline: "Zebras come home", Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("All of them.")}}})
	for _, old := range []ilbo.Path{"/2013/09/zebras/", "/?p=7", "/2013/09/얼룩말", "/view.php?id=7"} {
		if err := p.store.Redirect(t.Context(), old, s.ID); err != nil {
			t.Fatal(err)
		}
	}
	for path, moves := range map[string]bool{
		"/2013/09/zebras/": true, "/2013/09/zebras": true, "/2013/09/zebras/?fbclid=x": true, "/2013/09/zebras?utm_source=x": true,
		"/?p=7": true, "/2013/09/%EC%96%BC%EB%A3%A9%EB%A7%90": true, "/2013/09/%EC%96%BC%EB%A3%A9%EB%A7%90/": true, "/view.php?id=7": true,
		"/view.php?id=8": false, "/view.php": false, "/?p=8": false, "/": false, "/national?p=7": false, "/2013/09/": false,
	} {
		status, header, _ := p.get(path)
		if got := status == http.StatusMovedPermanently && header.Get("Location") == string(s.Path); got != moves {
			t.Errorf("%s answers %d %q", path, status, header.Get("Location"))
		}
	}
}

// TestOldPagesLeadToThoseThatStandForThem asks for lists of another system as
// links to them are written.
func TestOldPagesLeadToThoseThatStandForThem(t *testing.T) {
	p := newPaper(t)
	if err := p.store.RedirectPages(t.Context(), []ilbo.Redirect{
		{From: "/category/city/", Page: "/national"}, {From: "/?cat=3", Page: "/national"}, {From: "/feed/", Page: "/feed.xml"},
		{From: "/2013/09/05/", Page: "/archive/2013/09/05"}, {From: "/category/사회/", Page: "/ko/national"},
	}); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/category/city/": "/national", "/category/city": "/national", "/category/city/?utm_source=x": "/national", "/category/city/page/12/": "/national", "/category/city/page/2": "/national",
		"/?cat=3": "/national", "/feed/": "/feed.xml", "/feed": "/feed.xml", "/2013/09/05": "/archive/2013/09/05", "/category/%EC%82%AC%ED%9A%8C/": "/ko/national",
		"/category/other/": "/category/other", "/category/other": "", "/?cat=4": "", "/page/2": "", "/category/city/page/x": "", "/category/city/more": "",
	} {
		status, header, _ := p.get(path)
		if got := header.Get("Location"); got != want || want != "" && status != http.StatusMovedPermanently {
			t.Errorf("%s answers %d %q, want %q", path, status, got, want)
		}
	}
}

// TestOldAddressesTellNothing holds back stories that came from another system:
// the way from the old address to the new one would tell that there is a story,
// and the new address tells its headline.
func TestOldAddressesTellNothing(t *testing.T) {
	p := newPaper(t)
	ctx := context.Background()
	for name, hide := range map[string]func(id ilbo.StoryID) error{
		"held": func(id ilbo.StoryID) error {
			return p.desk.Hold(ctx, editor("An Editor"), id, "lawyers")
		},
		"embargoed": func(id ilbo.StoryID) error {
			return p.desk.Embargo(ctx, editor("An Editor"), id, p.now.Add(time.Hour), "agreed")
		},
	} {
		s := p.publish(&ilbo.Story{Language: ilbo.English, Section: "national", Headline: "Zebras were " + name, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("All of them.")}}})
		old := "/view/" + name
		if err := p.store.Redirect(ctx, ilbo.Path(old), s.ID); err != nil {
			t.Fatal(err)
		}
		if status, header, _ := p.get(old); status != http.StatusMovedPermanently || header.Get("Location") != string(s.Path) {
			t.Fatalf("public, the old address answers %d %q", status, header.Get("Location"))
		}
		if err := hide(s.ID); err != nil {
			t.Fatal(err)
		}
		p.site.Stale(s.Keys()...)
		if status, header, _ := p.get(old); status != http.StatusNotFound || header.Get("Location") != "" {
			t.Errorf("%s, the old address answers %d %q, want 404", name, status, header.Get("Location"))
		}
		if status, _, body := p.get(string(s.Path)); status != http.StatusNotFound || strings.Contains(strings.ToLower(body), "zebras") {
			t.Errorf("%s, its own address answers %d", name, status)
		}
	}
}
