package main

import (
	"regexp"
	"testing"
)

// What a story page may weigh, compressed as most browsers get it.
const (
	mostScript = 12_000 // bytes of JavaScript
	mostPage   = 40_000 // bytes of HTML and CSS
)

func TestAStoryPageKeepsToItsWeight(t *testing.T) {
	site := demoSite(t)
	scripts, styles := regexp.MustCompile(`<script[^>]* src="([^"]+)"`), regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)
	sum := func(body string, links *regexp.Regexp) (n int) {
		for _, m := range links.FindAllStringSubmatch(body, -1) {
			_, file := get(t, site+m[1], "Accept-Encoding", "gzip")
			n += len(file)
		}
		return n
	}
	for _, path := range append(storiesOf(t, site, "/")[:10], storiesOf(t, site, "/ko/")[:5]...) {
		_, plain := get(t, site+path)
		_, page := get(t, site+path, "Accept-Encoding", "gzip")
		if n := sum(plain, scripts); n == 0 || n > mostScript {
			t.Errorf("%s loads %d bytes of JavaScript, at most %d", path, n, mostScript)
		}
		if n := len(page) + sum(plain, styles); n < len(page)+1000 || n > mostPage {
			t.Errorf("%s is %d bytes of HTML and CSS, at most %d", path, n, mostPage)
		}
	}
}
