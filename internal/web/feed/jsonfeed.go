package feed

import (
	"context"
	"encoding/json"
	"time"

	"ilbo.press/internal/web/cache"
)

// JSON is the feed of a scope as JSON Feed 1.1 (www.jsonfeed.org/version/1.1).
func (f *Feed) JSON(ctx context.Context, s Scope, base string) (cache.Page, error) {
	c, err := f.channel(ctx, s, base, "feed.json")
	if err != nil {
		return cache.Page{}, err
	}
	doc := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: c.title, Home: c.home, Feed: c.self, Description: c.about,
		Icon: c.image, Language: string(c.language), Authors: []jsonAuthor{{Name: c.author, URL: c.home}}, Items: []jsonItem{},
	}
	for i := range c.entries {
		doc.Items = append(doc.Items, jsonItemOf(&c.entries[i]))
	}
	body, err := json.Marshal(doc)
	return f.page(s, "application/feed+json", body), err
}

func jsonItemOf(e *entry) jsonItem {
	item := jsonItem{
		ID: e.url, URL: e.url, Title: e.headline, HTML: e.html, Summary: e.summary,
		Published: e.published.Format(time.RFC3339), Modified: e.updated.Format(time.RFC3339),
	}
	if e.picture != nil {
		item.Image = e.picture.url
	}
	for _, a := range e.authors {
		item.Authors = append(item.Authors, jsonAuthor{Name: a.name, URL: a.url})
	}
	for _, t := range e.tags {
		item.Tags = append(item.Tags, t.name)
	}
	return item
}

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	Home        string       `json:"home_page_url"`
	Feed        string       `json:"feed_url"`
	Description string       `json:"description,omitempty"`
	Icon        string       `json:"icon,omitempty"`
	Language    string       `json:"language"`
	Authors     []jsonAuthor `json:"authors"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	HTML      string       `json:"content_html"`
	Summary   string       `json:"summary,omitempty"`
	Image     string       `json:"image,omitempty"`
	Published string       `json:"date_published"`
	Modified  string       `json:"date_modified"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
}
