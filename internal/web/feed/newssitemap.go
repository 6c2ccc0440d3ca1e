package feed

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// What Google takes in a news sitemap: the stories of two days, at most 1,000.
const (
	newsAge  = 48 * time.Hour
	newsSize = 1_000
)

// NewsSitemap lists the stories of the last two days in every language, as
// Google's news sitemap asks for them (schemas/sitemap-news/0.9). Stories leave
// it as time passes, without an event, so that it is made anew each time.
func (f *Feed) NewsSitemap(ctx context.Context, base string) (cache.Page, error) {
	p, now := f.paper(), f.clock()
	doc := urlSet{
		NS: sitemapNS, News: "http://www.google.com/schemas/sitemap-news/0.9", Image: "http://www.google.com/schemas/sitemap-image/1.1",
	}
	teasers, err := f.stories.Teasers(ctx, ilbo.Selection{From: now.Add(-newsAge), Limit: newsSize}, now)
	if err != nil {
		return cache.Page{}, fmt.Errorf("list the stories of two days: %w", err)
	}
	for i := range teasers {
		t := &teasers[i]
		if !p.Publishes(t.Language) {
			continue
		}
		u := sitemapURL{Loc: base + string(t.Path), News: &newsEntry{
			Publication: newsPublication{Name: p.Title.In(t.Language), Language: string(t.Language)},
			Date:        t.Published.In(p.Zone).Format(time.RFC3339), Title: t.Headline,
		}}
		if t.Lead != nil && t.Lead.Picture != "" {
			u.Images = []sitemapImage{{Loc: base + pictureURL(t.Lead, 1920)}}
		}
		doc.URLs = append(doc.URLs, u)
	}
	body, err := document(doc)
	page := f.sitemapPage(body)
	page.Volatile = true
	return page, err
}

type newsEntry struct {
	Publication newsPublication `xml:"news:publication"`
	Date        string          `xml:"news:publication_date"`
	Title       string          `xml:"news:title"`
}

type newsPublication struct {
	Name     string `xml:"news:name"`
	Language string `xml:"news:language"`
}
