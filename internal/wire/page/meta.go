package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire/dom"
)

// A head is what the meta elements of a page say.
type head struct {
	fields   map[string][]string // by name, property or itemprop in small letters
	title    string
	language string
	address  *url.URL // where the page was; nil where it does not say
}

func readHead(doc *html.Node) *head {
	h := &head{fields: map[string][]string{}}
	for n := range dom.Elements(doc, "meta", "title", "link", "html", "base") {
		switch n.Data {
		case "html":
			h.language = dom.Attr(n, "lang")
		case "title":
			if h.title == "" && n.Parent != nil && n.Parent.Data != "svg" {
				h.title = ilbo.Clean(dom.Text(n))
			}
		case "link":
			if strings.EqualFold(dom.Attr(n, "rel"), "canonical") {
				h.add("canonical", dom.Attr(n, "href"))
			}
		case "meta":
			for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
				if name := dom.Attr(n, key); name != "" {
					value := dom.Attr(n, "content")
					if value == "" {
						value = dom.Attr(n, "value")
					}
					h.add(strings.ToLower(name), value)
				}
			}
		}
	}
	for _, address := range []string{h.get("canonical"), h.get("og:url"), h.get("twitter:url"), h.get("parsely-link")} {
		if u, err := url.Parse(address); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			h.address = u
			break
		}
	}
	return h
}

func (h *head) add(name, value string) {
	if value != "" && len(h.fields[name]) < 100 {
		h.fields[name] = append(h.fields[name], value)
	}
}

// get is the first value of the first of the names that has one.
func (h *head) get(names ...string) string {
	for _, name := range names {
		for _, value := range h.fields[name] {
			if value = ilbo.Clean(value); value != "" {
				return value
			}
		}
	}
	return ""
}

// all are the values of the first of the names that has any.
func (h *head) all(names ...string) []string {
	for _, name := range names {
		if len(h.fields[name]) > 0 {
			return h.fields[name]
		}
	}
	return nil
}

func (h *head) published() string {
	return h.get("article:published_time", "article:published", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
		"dcterms.created", "dc.date", "pubdate", "publishdate", "publish-date", "pub_date", "pdate", "article.published", "date", "regdate")
}

func (h *head) updated() string {
	return h.get("article:modified_time", "article:modified", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod", "last-modified")
}

// authors are the names that the page gives for its writers. Addresses of
// their pages are no names.
func (h *head) authors() []string {
	for _, name := range []string{"author", "byl", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author", "article:author", "og:article:author", "dable:author"} {
		var list []string
		for _, value := range h.fields[name] {
			if value = ilbo.Clean(value); value != "" && !strings.Contains(value, "://") && !strings.HasPrefix(value, "www.") {
				list = append(list, value)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

func (h *head) sections() []string {
	var list []string
	for _, name := range []string{"article:section", "og:article:section", "articlesection", "parsely-section", "section", "article:section1", "article:section2", "article:top-level-section", "sailthru.section"} {
		list = append(list, h.fields[name]...)
	}
	return list
}

func (h *head) keywords() []string {
	var list []string
	for _, value := range h.all("article:tag", "parsely-tags", "news_keywords", "keywords") {
		list = append(list, strings.Split(value, ",")...)
	}
	return list
}

// sites are the names that the page gives for the paper it is of.
func (h *head) sites() []string {
	list := append([]string{}, h.all("og:site_name")...)
	list = append(list, h.all("application-name")...)
	list = append(list, h.all("dc.publisher")...)
	return append(list, h.all("publisher")...)
}
