package feed

import (
	"context"
	"encoding/xml"
	"html"
	"time"

	"ilbo.press/internal/web/cache"
)

// RSS is the feed of a scope as RSS 2.0 (www.rssboard.org/rss-specification),
// with what the board's profile names beside it: atom:link, dc:creator,
// content:encoded, and media:content of Media RSS.
func (f *Feed) RSS(ctx context.Context, s Scope, base string) (cache.Page, error) {
	c, err := f.channel(ctx, s, base, "feed.xml")
	if err != nil {
		return cache.Page{}, err
	}
	doc := rss{
		Version: "2.0", Atom: "http://www.w3.org/2005/Atom", DC: "http://purl.org/dc/elements/1.1/",
		Content: "http://purl.org/rss/1.0/modules/content/", Media: "http://search.yahoo.com/mrss/",
		Channel: rssChannel{
			Title: c.title, Link: c.home, Description: html.EscapeString(c.about), Language: string(c.language), Copyright: c.rights,
			Built: c.updated.Format(time.RFC1123Z), Generator: generator, TTL: 15,
			Self:  xmlLink{Rel: "self", Type: "application/rss+xml", Href: c.self},
			Image: rssImage{URL: c.image, Title: c.title, Link: c.home},
		},
	}
	for i := range c.entries {
		doc.Channel.Items = append(doc.Channel.Items, rssItemOf(&c.entries[i]))
	}
	body, err := document(doc)
	return f.page(s, "application/rss+xml", body), err
}

const generator = "Ilbo"

func rssItemOf(e *entry) rssItem {
	item := rssItem{
		Title: e.headline, Link: e.url, GUID: rssGUID{IsPermaLink: true, URL: e.url}, Published: e.published.Format(time.RFC1123Z),
		// The description is HTML by the board's profile, so plain text is escaped twice.
		Description: html.EscapeString(e.summary), Content: e.html,
	}
	for _, a := range e.authors {
		item.Creators = append(item.Creators, a.name)
	}
	for _, t := range e.tags {
		item.Categories = append(item.Categories, t.name)
	}
	if p := e.picture; p != nil {
		item.Media = &rssMedia{URL: p.url, Medium: "image", Type: "image/jpeg", Width: p.width, Height: p.height, Description: p.caption}
		if p.credit != "" {
			item.Media.Credit = &rssCredit{Role: "photographer", Scheme: "urn:ebu", Name: p.credit}
		}
	}
	return item
}

// document is v as an XML document. Characters that XML does not allow become
// U+FFFD.
func document(v any) ([]byte, error) {
	body, err := xml.MarshalIndent(v, "", "\t")
	if err != nil {
		return nil, err
	}
	return append(append([]byte(xml.Header), body...), '\n'), nil
}

type rss struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Content string     `xml:"xmlns:content,attr"`
	Media   string     `xml:"xmlns:media,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Self        xmlLink   `xml:"atom:link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language"`
	Copyright   string    `xml:"copyright"`
	Built       string    `xml:"lastBuildDate"`
	Generator   string    `xml:"generator"`
	TTL         int       `xml:"ttl"`
	Image       rssImage  `xml:"image"`
	Items       []rssItem `xml:"item"`
}

type rssImage struct {
	URL   string `xml:"url"`
	Title string `xml:"title"`
	Link  string `xml:"link"`
}

type rssItem struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	GUID        rssGUID   `xml:"guid"`
	Published   string    `xml:"pubDate"`
	Creators    []string  `xml:"dc:creator"`
	Categories  []string  `xml:"category"`
	Description string    `xml:"description"`
	Content     string    `xml:"content:encoded"`
	Media       *rssMedia `xml:"media:content"`
}

type rssGUID struct {
	IsPermaLink bool   `xml:"isPermaLink,attr"`
	URL         string `xml:",chardata"`
}

type rssMedia struct {
	URL         string     `xml:"url,attr"`
	Medium      string     `xml:"medium,attr"`
	Type        string     `xml:"type,attr"`
	Width       int        `xml:"width,attr,omitempty"`
	Height      int        `xml:"height,attr,omitempty"`
	Description string     `xml:"media:description,omitempty"`
	Credit      *rssCredit `xml:"media:credit"`
}

type rssCredit struct {
	Role   string `xml:"role,attr"`
	Scheme string `xml:"scheme,attr"`
	Name   string `xml:",chardata"`
}

// An xmlLink is Atom's link, and the xhtml:link of sitemaps.
type xmlLink struct {
	Rel      string `xml:"rel,attr"`
	Type     string `xml:"type,attr,omitempty"`
	Hreflang string `xml:"hreflang,attr,omitempty"`
	Href     string `xml:"href,attr"`
}
