package ilbo

import (
	"net/url"
	"strings"
	"testing"
)

func TestSafeHref(t *testing.T) {
	for href, want := range map[string]bool{
		"https://example.org/a?b=c#d": true, "http://example.org": true, "mailto:desk@paper.example": true, "/national/2026": true, "#notes": true,
		"HTTPS://EXAMPLE.ORG": true,
		"":                    false, "javascript:alert(1)": false, "JavaScript:alert(1)": false, "java\tscript:alert(1)": false, " javascript:alert(1)": false,
		"data:text/html,x": false, "vbscript:x": false, "//evil.example": false, "/\\evil.example": false, "\\\\evil.example": false,
		"https:evil": false, "https://": false, "file:///etc/passwd": false, "relative": false, "blob:x": false, "mailto:": false,
		"https://example.org/\x00": false, "https://example.org/a b": false, "/\n/evil.example": false,
		"https://" + strings.Repeat("x", maxHref): false,
	} {
		if got := SafeHref(href); got != want {
			t.Errorf("%q: got %v, want %v", href, got, want)
		}
	}
}

func FuzzSafeHref(f *testing.F) {
	for _, s := range []string{"https://a", "javascript:1", "/a", "//a", "mailto:x@y", "\x01javascript:1", "jav&#x0A;ascript:1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, href string) {
		if !SafeHref(href) {
			return
		}
		u, err := url.Parse(href)
		if err != nil {
			t.Fatalf("%q is safe and cannot be parsed", href)
		}
		switch strings.ToLower(u.Scheme) {
		case "http", "https", "mailto":
		case "":
			if u.Host != "" {
				t.Errorf("%q leads to another site without a scheme", href)
			}
		default:
			t.Errorf("%q is safe and has the scheme %s", href, u.Scheme)
		}
	})
}

func TestReadEmbedKeepsToTheList(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.youtube.com/watch?v=abc_DEF-123": "youtube abc_DEF-123", "https://youtu.be/abc_DEF-123": "youtube abc_DEF-123",
		"//www.youtube.com/embed/abc_DEF-123": "youtube abc_DEF-123", "https://player.vimeo.com/video/12345": "vimeo 12345",
		"https://youtube.com.evil.example/watch?v=abc": "", "javascript:alert(1)": "", "https://www.youtube.com/watch?v=%22onload%3D": "", "https://vimeo.com/": "",
	} {
		e, ok := ReadEmbed(address, "A film")
		got := ""
		if ok {
			got = e.Provider + " " + e.Ref
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
	}
}

func TestEmbedOriginsAreOrigins(t *testing.T) {
	for _, p := range EmbedProviders() {
		if u, err := url.Parse(p.Origin()); err != nil || u.Scheme != "https" || u.Host == "" || u.Path != "" {
			t.Errorf("%s: %q is no origin", p.Key, p.Origin())
		}
		if !strings.HasPrefix(p.Frame("x"), p.Origin()+"/") {
			t.Errorf("%s: its frame is not of its origin", p.Key)
		}
	}
}
