package feed

import (
	"strings"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// Robots is robots.txt (RFC 9309): everything may be read but searches and
// what is not for the public.
func (f *Feed) Robots(base string) cache.Page {
	p := f.paper()
	var b strings.Builder
	b.WriteString("User-agent: *\nAllow: /\n")
	for _, l := range p.Languages {
		b.WriteString("Disallow: " + p.Prefix(l) + "/search?\n")
	}
	for _, path := range []string{"/newsroom", "/api/", "/account", "/reads"} {
		b.WriteString("Disallow: " + path + "\n")
	}
	b.WriteString("\nSitemap: " + base + "/sitemap.xml\nSitemap: " + base + "/news-sitemap.xml\n")
	return cache.Page{Type: "text/plain; charset=utf-8", Body: []byte(b.String()), Keys: []ilbo.Key{ilbo.KeyFurniture}}
}
