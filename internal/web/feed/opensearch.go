package feed

import (
	"encoding/xml"
	"fmt"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// OpenSearch describes the paper's search to browsers (OpenSearch 1.1).
func (f *Feed) OpenSearch(l ilbo.Language, base string) (cache.Page, error) {
	p := f.paper()
	if !p.Publishes(l) {
		return cache.Page{}, fmt.Errorf("search description in %s: %w", l, ilbo.NotFound)
	}
	home := base + p.Prefix(l)
	body, err := document(openSearch{
		NS: "http://a9.com/-/spec/opensearch/1.1/", ShortName: firstRunes(p.Title.In(l), 16),
		Description: firstRunes(fmt.Sprintf(phrasesIn(l).searchIn, p.Title.In(l)), 1024), Language: string(l), Encoding: "UTF-8",
		URLs: []openSearchURL{
			{Type: "text/html", Template: home + "/search?q={searchTerms}"},
			{Type: "application/x-suggestions+json", Rel: "suggestions", Template: home + "/search/suggest?q={searchTerms}"},
			{Type: "application/opensearchdescription+xml", Rel: "self", Template: home + "/opensearch.xml"},
		},
	})
	return cache.Page{Type: "application/opensearchdescription+xml; charset=utf-8", Body: body, Keys: []ilbo.Key{ilbo.KeyFurniture}}, err
}

type openSearch struct {
	XMLName     xml.Name        `xml:"OpenSearchDescription"`
	NS          string          `xml:"xmlns,attr"`
	ShortName   string          `xml:"ShortName"`
	Description string          `xml:"Description"`
	URLs        []openSearchURL `xml:"Url"`
	Language    string          `xml:"Language"`
	Encoding    string          `xml:"InputEncoding"`
}

type openSearchURL struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
	Template string `xml:"template,attr"`
}
