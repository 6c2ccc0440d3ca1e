package feed

import (
	"fmt"
	"html/template"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// PublicationIssue is an issue of a course's weekly, as schema.org knows it, with its
// stories. Free says that everybody is given all of it.
func PublicationIssue(p *ilbo.Paper, i *ilbo.Issue, stories []*ilbo.Story, periodical string, l ilbo.Language, free bool, base string) template.JS {
	url := base + p.Prefix(l) + i.Path()
	parts := make([]node, 0, len(stories))
	for n, s := range stories {
		parts = append(parts, node{"@type": "NewsArticle", "@id": base + string(s.Path) + "#story", "url": base + string(s.Path), "headline": s.Headline, "inLanguage": string(s.Language), "position": n + 1, "isAccessibleForFree": !locked(s)})
	}
	n := node{
		"@type": "PublicationIssue", "@id": url + "#issue", "url": url, "name": i.Title, "issueNumber": strconv.Itoa(i.Number), "datePublished": i.Date.Format(time.DateOnly), "inLanguage": []string{string(i.Learned()), string(i.Explained())},
		"isAccessibleForFree": free, "publisher": publisherNode(p, l, base),
		"isPartOf": node{"@type": "Periodical", "@id": base + p.Prefix(l) + ilbo.IssuesPath(i.Course) + "#periodical", "name": periodical, "url": base + p.Prefix(l) + ilbo.IssuesPath(i.Course)},
		"hasPart":  parts,
	}
	n.put("description", firstRunes(i.Word.Text(), 300))
	return script(n)
}

// Issues are the last issues of a course as Atom (RFC 4287), which everybody may have:
// what is in one is its title and the word of its editor.
func Issues(p *ilbo.Paper, c ilbo.Course, all []*ilbo.Issue, name, say string, l ilbo.Language, base string) (cache.Page, error) {
	home := base + p.Prefix(l) + ilbo.IssuesPath(c.Section)
	doc := atomFeed{
		NS: "http://www.w3.org/2005/Atom", Lang: string(c.Explained), ID: home, Title: name + " - " + p.Title.In(l), Subtitle: say, Generator: generator, Logo: base + cardOfPaper(l),
		Authors: []atomPerson{{Name: p.Title.In(l), URI: base + p.Prefix(l) + "/"}},
		Links: []xmlLink{
			{Rel: "self", Type: "application/atom+xml", Href: home + "/atom.xml"},
			{Rel: "alternate", Type: "text/html", Hreflang: string(l), Href: home},
		},
	}
	updated := time.Unix(0, 0).UTC()
	for _, i := range all {
		changed := i.Published
		if i.At.After(changed) {
			changed = i.At
		}
		if changed.After(updated) {
			updated = changed
		}
		url := base + p.Prefix(l) + i.Path()
		doc.Entries = append(doc.Entries, atomEntry{
			ID: url, Title: fmt.Sprintf("%d. %s", i.Number, i.Title), Published: i.Published.UTC().Format(time.RFC3339), Updated: changed.UTC().Format(time.RFC3339),
			Links:   []xmlLink{{Rel: "alternate", Type: "text/html", Href: url}},
			Content: atomText{Type: "html", Text: copyHTML(&ilbo.Story{Language: c.Explained, Body: i.Word}, base)},
		})
		if len(doc.Entries) == entries {
			break
		}
	}
	doc.Updated, doc.Rights = updated.Format(time.RFC3339), rights(p, l, updated)
	body, err := document(doc)
	return cache.Page{Type: "application/atom+xml", Body: body, Keys: []ilbo.Key{ilbo.KeyFurniture, ilbo.KeyIssues(c.Section)}}, err
}
