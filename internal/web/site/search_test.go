package site_test

import (
	"net/url"
	"testing"
)

func TestSearchOffersWhatTheOtherKeyboardMeans(t *testing.T) {
	p := newPaper(t)
	page := p.read("/ko/search?q=gksrkd")
	page.None("article")
	const meant = "/ko/search?q=%ED%95%9C%EA%B0%95" // 한강
	page.Attr(".empty a", "href", meant)
	if found := p.read(meant).All("article mark"); len(found) == 0 {
		t.Error("what is offered finds nothing")
	}
	p.read("/ko/search?q=rkdskarnrk").None(".empty a") // 강남구가 is nowhere
}

func TestSearchIsNarrowed(t *testing.T) {
	p := newPaper(t)
	page := p.read("/search?q=ferry&page=2")
	links := page.All(".facet a")
	if len(links) < 3 {
		t.Fatalf("%d links narrow the search", len(links))
	}
	for _, a := range links {
		address := attributes(a)["href"]
		narrowed := p.read(address)
		if len(narrowed.All(".found__hits .teaser")) == 0 || len(narrowed.All(".chosen a")) != 1 {
			t.Errorf("%s finds %d stories, narrowed by %d", address, len(narrowed.All(".found__hits .teaser")), len(narrowed.All(".chosen a")))
		}
		narrowed.Attr(".chosen a", "href", "/search?q=ferry")
		// What the form sends keeps the search narrowed.
		form := url.Values{}
		for _, in := range append(narrowed.All(".finder input"), narrowed.All(".finder option[selected]")...) {
			name := attributes(in)["name"]
			if in.Data == "option" {
				name = "section"
			}
			if value := attributes(in)["value"]; value != "" {
				form.Set(name, value)
			}
		}
		if got := "/search?" + form.Encode(); got != address {
			t.Errorf("the form of %s sends %s", address, got)
		}
	}
	p.read("/search?q=ferry&topic=../x&by=%00").None(".chosen a")
	p.read("/search?q=ferry&topic=no-such&by=nobody").None(".found__hits .teaser")
}

func TestSearchTellsOfOtherLanguages(t *testing.T) {
	p := newPaper(t)
	const korean = "/ko/search?q=%ED%95%9C%EA%B0%95" // 한강
	page := p.read("/search?q=%ED%95%9C%EA%B0%95")
	page.None(".found__hits .teaser")
	page.Attr(".elsewhere a", "href", korean)
	page.Attr(".elsewhere a", "lang", "ko")
	// Here, in the other language.
	here := p.read("/search?q=%ED%95%9C%EA%B0%95&lang=ko")
	if len(here.All(".found__hits .teaser")) == 0 {
		t.Error("no Korean story is found on an English page")
	}
	here.Attr(".chosen a", "href", "/search?q=%ED%95%9C%EA%B0%95")
	here.Attr(".finder input[name=lang]", "value", "ko")
	p.read(korean).None(".elsewhere a")
}
