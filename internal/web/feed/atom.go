package feed

import (
	"context"
	"encoding/xml"
	"time"

	"ilbo.press/internal/web/cache"
)

// Atom is the feed of a scope as RFC 4287. A story's id is its address, which
// never changes.
func (f *Feed) Atom(ctx context.Context, s Scope, base string) (cache.Page, error) {
	c, err := f.channel(ctx, s, base, "atom.xml")
	if err != nil {
		return cache.Page{}, err
	}
	doc := atomFeed{
		NS: "http://www.w3.org/2005/Atom", Lang: string(c.language), ID: c.home, Title: c.title, Subtitle: c.about,
		Updated: c.updated.Format(time.RFC3339), Rights: c.rights, Generator: generator, Logo: c.image,
		Authors: []atomPerson{{Name: c.author, URI: c.home}},
		Links: []xmlLink{
			{Rel: "self", Type: "application/atom+xml", Href: c.self},
			{Rel: "alternate", Type: "text/html", Hreflang: string(c.language), Href: c.home},
		},
	}
	for i := range c.entries {
		doc.Entries = append(doc.Entries, atomEntryOf(&c.entries[i]))
	}
	body, err := document(doc)
	return f.page(s, "application/atom+xml", body), err
}

func atomEntryOf(e *entry) atomEntry {
	a := atomEntry{
		ID: e.url, Title: e.headline, Published: e.published.Format(time.RFC3339), Updated: e.updated.Format(time.RFC3339),
		Links:   []xmlLink{{Rel: "alternate", Type: "text/html", Href: e.url}},
		Content: atomText{Type: "html", Text: e.html},
	}
	for _, w := range e.authors {
		a.Authors = append(a.Authors, atomPerson{Name: w.name, URI: w.url})
	}
	for _, t := range e.tags {
		a.Categories = append(a.Categories, atomCategory{Term: t.term, Label: t.name})
	}
	if e.summary != "" {
		a.Summary = &atomText{Type: "text", Text: e.summary}
	}
	return a
}

type atomFeed struct {
	XMLName   xml.Name     `xml:"feed"`
	NS        string       `xml:"xmlns,attr"`
	Lang      string       `xml:"xml:lang,attr"`
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Subtitle  string       `xml:"subtitle"`
	Updated   string       `xml:"updated"`
	Links     []xmlLink    `xml:"link"`
	Authors   []atomPerson `xml:"author"`
	Rights    string       `xml:"rights"`
	Generator string       `xml:"generator"`
	Logo      string       `xml:"logo"`
	Entries   []atomEntry  `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
	URI  string `xml:"uri,omitempty"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Links      []xmlLink      `xml:"link"`
	Authors    []atomPerson   `xml:"author"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary"`
	Content    atomText       `xml:"content"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}
