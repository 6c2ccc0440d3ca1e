package main

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var hrefs = regexp.MustCompile(`\s(?:href|src|poster|action)="([^"]+)"`)
var storyPath = regexp.MustCompile(`^(/ko)?/[a-z-]+/\d{4}/\d{2}/\d{2}/[a-z0-9-]+$`)

// linksOf gives the addresses on this site that a page names, each once.
func linksOf(body string) []string {
	var list []string
	for _, m := range hrefs.FindAllStringSubmatch(body, -1) {
		u, err := url.Parse(html.UnescapeString(m[1]))
		if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
			continue
		}
		u.Fragment = ""
		if s := u.String(); !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// storiesOf gives the stories that a page leads to, in its order.
func storiesOf(t *testing.T, site, path string) []string {
	t.Helper()
	_, body := get(t, site+path)
	var list []string
	for _, link := range linksOf(body) {
		if storyPath.MatchString(link) {
			list = append(list, link)
		}
	}
	if len(list) == 0 {
		t.Fatalf("%s leads to no story", path)
	}
	return list
}

// allPaths are all pages that the sitemaps name.
func allPaths(t *testing.T, site string) []string {
	t.Helper()
	_, index := get(t, site+"/sitemap.xml")
	locations := regexp.MustCompile(`<loc>([^<]+)</loc>`)
	var list []string
	for _, m := range locations.FindAllStringSubmatch(index, -1) {
		_, body := get(t, m[1])
		for _, page := range locations.FindAllStringSubmatch(body, -1) {
			list = append(list, strings.TrimPrefix(page[1], site))
		}
	}
	if len(list) < 60 {
		t.Fatalf("the sitemaps name %d pages", len(list))
	}
	return list
}

// kinds gives one page of each kind, in both languages where they differ.
func kinds(t *testing.T, site string) []string {
	t.Helper()
	essay := storiesOf(t, site, "/darkroom/essays")[0]
	film := storiesOf(t, site, "/video")[0]
	table := ""
	for _, p := range storiesOf(t, site, "/finance") {
		if _, body := get(t, site+p); strings.Contains(body, "<table") {
			table = p
			break
		}
	}
	lead := storiesOf(t, site, "/")[0]
	month := regexp.MustCompile(`/\d{4}/\d{2}`).FindString(lead)
	day := regexp.MustCompile(`/\d{4}/\d{2}/\d{2}`).FindString(lead)
	list := []string{
		"/", "/national", "/national/politics", "/opinion", "/video", "/darkroom", "/learning-korean", lead, essay, film, table,
		"/search", "/search?q=ferry", "/search?q=xyzzyq", "/archive", "/archive" + month, "/archive" + day, "/national/archive",
		"/topic/han-river", "/by/han-seo-yun", "/install", "/subscribe", "/newsletters", "/about", "/corrections", "/offline", "/epaper", "/no/such/page",
		"/ko/", "/ko/national", storiesOf(t, site, "/ko/")[0], "/ko/search?q=한강", "/ko/about", "/ko/subscribe", "/ko/newsletters", "/ko/epaper",
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}
