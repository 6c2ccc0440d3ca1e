package feed

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

func TestRobots(t *testing.T) {
	want := `User-agent: *
Allow: /
Disallow: /search?
Disallow: /ko/search?
Disallow: /newsroom
Disallow: /api/
Disallow: /account
Disallow: /reads

Sitemap: https://daily.example/sitemap.xml
Sitemap: https://daily.example/news-sitemap.xml
`
	if diff := cmp.Diff(want, string(feedOf(sample()).Robots(base).Body)); diff != "" {
		t.Errorf("robots.txt (-want +got):\n%s", diff)
	}
}

func TestLLMs(t *testing.T) {
	p, err := feedOf(sample()).LLMs(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	want := "# The Harbor Daily\n\n> Read at the \\<pier\\>\n\n© 2026 Harbor & Sons\n\n## The Harbor Daily: Sections\n\n" +
		"- [The Harbor Daily](https://daily.example/): Latest news\n- [National](https://daily.example/national)\n"
	if got := string(p.Body); len(got) < len(want) || got[:len(want)] != want {
		t.Errorf("llms.txt (-want +got):\n%s", cmp.Diff(want, got[:min(len(got), len(want))]))
	}
}

func TestManifest(t *testing.T) {
	icons := []Icon{{Src: "/assets/icon.svg", Sizes: "any", Type: "image/svg+xml", Purpose: "any"}}
	p, err := feedOf(sample()).Manifest(ilbo.Korean, Look{Theme: "#16171a", Background: "#faf8f4", Icons: icons})
	if err != nil {
		t.Fatal(err)
	}
	var got manifest
	if err := json.Unmarshal(p.Body, &got); err != nil {
		t.Fatal(err)
	}
	want := manifest{
		ID: "/ko/", Name: "항구일보", ShortName: "항구일보", Description: "Read at the <pier>", Lang: "ko", Dir: "ltr", StartURL: "/ko/", Scope: "/",
		Display: "standalone", Theme: "#16171a", Background: "#faf8f4", Categories: []string{"news"}, Icons: icons,
		Shortcuts: []manifestShortcut{{"검색", "/ko/search"}, {"지면 보기", "/ko/epaper"}, {"지난 기사", "/ko/archive"}},
	}
	if diff := cmp.Diff(want, got); diff != "" || p.Type != "application/manifest+json" {
		t.Errorf("manifest as %s (-want +got):\n%s", p.Type, diff)
	}
}
