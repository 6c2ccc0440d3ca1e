package rss

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/xmltree"
)

// maxJSON is the largest JSON feed, in bytes.
const maxJSON = 32 << 20

// A jsonFeed is one: https://www.jsonfeed.org/version/1.1/.
type jsonFeed struct {
	Version     string            `json:"version"`
	Title       string            `json:"title"`
	HomePageURL string            `json:"home_page_url"`
	FeedURL     string            `json:"feed_url"`
	Language    string            `json:"language"`
	Items       []json.RawMessage `json:"items"`
}

type jsonItem struct {
	ID            any          `json:"id"` // a text; old feeds have numbers
	URL           string       `json:"url"`
	Title         string       `json:"title"`
	HTML          string       `json:"content_html"`
	Text          string       `json:"content_text"`
	Summary       string       `json:"summary"`
	Image         string       `json:"image"`
	BannerImage   string       `json:"banner_image"`
	DatePublished string       `json:"date_published"`
	DateModified  string       `json:"date_modified"`
	Author        *jsonAuthor  `json:"author"` // 1.0
	Authors       []jsonAuthor `json:"authors"`
	Tags          []string     `json:"tags"`
	Language      string       `json:"language"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

func readJSON(name string, r io.Reader, o wire.Options, yield func(*wire.Copy, error) bool) {
	text, err := xmltree.UTF8(r)
	if err != nil {
		yield(nil, refuse(name, err))
		return
	}
	data, err := io.ReadAll(io.LimitReader(text, maxJSON+1))
	switch {
	case err != nil:
		yield(nil, refuse(name, fmt.Errorf("it cannot be read on: %w", err)))
		return
	case len(data) > maxJSON:
		yield(nil, refuse(name, fmt.Errorf("it is larger than %d MB", maxJSON>>20)))
		return
	}
	var f jsonFeed
	if err := json.Unmarshal(data, &f); err != nil {
		yield(nil, refuse(name, errors.New("it is not JSON, or no feed")))
		return
	}
	if !strings.Contains(f.Version, "jsonfeed.org/version/") {
		yield(nil, refuse(name, errors.New("it is JSON, but no JSON Feed")))
		return
	}
	about := feed{title: wire.Short(f.Title, 300), link: first(f.HomePageURL, f.FeedURL), language: f.Language}
	for n, raw := range f.Items {
		where := fmt.Sprintf("%s, entry %d", name, n+1)
		var i jsonItem
		if err := json.Unmarshal(raw, &i); err != nil {
			if !yield(nil, refuse(where, errors.New("it is of another form than JSON Feed has it"))) {
				return
			}
			continue
		}
		e := i.entry()
		if !give(where, &e, &about, o, yield) || n >= maxEntries {
			return
		}
	}
}

func (i *jsonItem) entry() entry {
	e := entry{title: i.Title, link: i.URL, summary: i.Summary, html: i.HTML, categories: i.Tags, published: i.DatePublished, updated: i.DateModified, language: i.Language}
	switch id := i.ID.(type) {
	case string:
		e.id = id
	case float64:
		e.id = fmt.Sprint(id)
	}
	if i.Author != nil && len(i.Authors) == 0 {
		i.Authors = []jsonAuthor{*i.Author}
	}
	for _, a := range i.Authors {
		e.authors = append(e.authors, a.Name)
	}
	e.picture(first(i.Image, i.BannerImage), "", "")
	if strings.TrimSpace(e.html) == "" {
		e.html, e.text = i.Text, true
	}
	if strings.TrimSpace(e.html) == "" {
		e.html, e.summary = e.summary, ""
	}
	return e
}
