package feed

import (
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// The most addresses in one sitemap. The protocol (www.sitemaps.org) allows
// 50,000; shorter files are made quicker after each publication.
const sitemapSize = 2_000

// maxParts bounds a month's sitemaps: 100,000 stories.
const maxParts = 50

// Sitemap is the index of the paper's sitemaps: one of its standing pages, and
// those of each month that has stories, all languages in one, the newest first.
// A month of many stories has more than one: 2026-11, 2026-11-2…
func (f *Feed) Sitemap(ctx context.Context, base string) (cache.Page, error) {
	months, err := f.months(ctx)
	if err != nil {
		return cache.Page{}, err
	}
	doc := sitemapIndex{NS: sitemapNS}
	add := func(name string, changed time.Time) {
		doc.Sitemaps = append(doc.Sitemaps, sitemapRef{Loc: base + "/sitemaps/" + name + ".xml", Changed: lastmod(changed, f.paper().Zone)})
	}
	var newest time.Time
	for _, m := range months {
		if m.Changed.After(newest) {
			newest = m.Changed
		}
	}
	add("pages", newest)
	for _, m := range months {
		for part := 1; part <= min(maxParts, (m.Stories+sitemapSize-1)/sitemapSize); part++ {
			add(sitemapName(m.Start, part), m.Changed)
		}
	}
	body, err := document(doc)
	return f.sitemapPage(body), err
}

// SitemapFile is the sitemap of that name in /sitemaps/: "pages.xml",
// "2026-11.xml", "2026-11-2.xml". One that is not there is NotFound.
func (f *Feed) SitemapFile(ctx context.Context, name, base string) (cache.Page, error) {
	notFound := fmt.Errorf("sitemap %s: %w", name, ilbo.NotFound)
	stem, ok := strings.CutSuffix(name, ".xml")
	if !ok {
		return cache.Page{}, notFound
	}
	if stem == "pages" {
		return f.sitemapOfPages(ctx, base)
	}
	part := 1
	if len(stem) > len("2006-01-") {
		n, err := strconv.Atoi(stem[len("2006-01-"):])
		if err != nil || n < 2 || n > maxParts {
			return cache.Page{}, notFound
		}
		part, stem = n, stem[:len("2006-01")]
	}
	start, err := time.ParseInLocation("2006-01", stem, f.paper().Zone)
	if err != nil || sitemapName(start, part)+".xml" != name {
		return cache.Page{}, notFound
	}
	return f.sitemapOfMonth(ctx, start, part, base)
}

func sitemapName(start time.Time, part int) string {
	if part == 1 {
		return start.Format("2006-01")
	}
	return start.Format("2006-01-") + strconv.Itoa(part)
}

// months are the months of all languages together, the newest first.
func (f *Feed) months(ctx context.Context) ([]ilbo.Month, error) {
	p := f.paper()
	var all []ilbo.Month
	for _, l := range p.Languages {
		list, err := f.stories.Months(ctx, l, "", p.Zone, f.clock())
		if err != nil {
			return nil, fmt.Errorf("list months in %s: %w", l, err)
		}
		for _, m := range list {
			i := slices.IndexFunc(all, func(o ilbo.Month) bool { return o.Start.Equal(m.Start) })
			if i < 0 {
				all = append(all, m)
				continue
			}
			all[i].Stories += m.Stories
			if m.Changed.After(all[i].Changed) {
				all[i].Changed = m.Changed
			}
		}
	}
	slices.SortFunc(all, func(a, b ilbo.Month) int { return b.Start.Compare(a.Start) })
	return all, nil
}

func (f *Feed) sitemapOfMonth(ctx context.Context, start time.Time, part int, base string) (cache.Page, error) {
	teasers, err := f.part(ctx, start, part)
	if err != nil {
		return cache.Page{}, err
	}
	if len(teasers) == 0 {
		return cache.Page{}, fmt.Errorf("sitemap %s: %w", sitemapName(start, part), ilbo.NotFound)
	}
	doc := newURLSet()
	for i := range teasers {
		u, err := f.storyURL(ctx, &teasers[i], base)
		if err != nil {
			return cache.Page{}, err
		}
		doc.URLs = append(doc.URLs, u)
	}
	body, err := document(doc)
	return f.sitemapPage(body), err
}

// part lists the stories of one sitemap of a month. Lists go on from a story,
// so the parts before are walked through.
func (f *Feed) part(ctx context.Context, start time.Time, part int) ([]ilbo.Teaser, error) {
	p, now := f.paper(), f.clock()
	var all []ilbo.Teaser
	for _, l := range p.Languages {
		sel := ilbo.Selection{Language: l, From: start, To: start.AddDate(0, 1, 0), Limit: sitemapSize}
		for len(all) < part*sitemapSize {
			list, err := f.stories.Teasers(ctx, sel, now)
			if err != nil {
				return nil, fmt.Errorf("list stories of %s: %w", start.Format("2006-01"), err)
			}
			all = append(all, list...)
			if len(list) < sitemapSize {
				break
			}
			sel.Before = list[len(list)-1].Cursor()
		}
	}
	first := min(len(all), (part-1)*sitemapSize)
	return all[first:min(len(all), part*sitemapSize)], nil
}

func (f *Feed) storyURL(ctx context.Context, t *ilbo.Teaser, base string) (sitemapURL, error) {
	p := f.paper()
	u := sitemapURL{Loc: base + string(t.Path), Changed: lastmod(t.Updated, p.Zone)}
	if t.Lead != nil && t.Lead.Picture != "" {
		u.Images = []sitemapImage{{Loc: base + pictureURL(t.Lead, 1920)}}
	}
	if len(p.Languages) < 2 {
		return u, nil
	}
	s, err := f.stories.Story(ctx, t.ID)
	if err != nil {
		return u, fmt.Errorf("fetch story %d for a sitemap: %w", t.ID, err)
	}
	if s.Translations == "" {
		return u, nil
	}
	others, err := f.stories.Translations(ctx, s, f.clock())
	if err != nil {
		return u, fmt.Errorf("list translations of story %d: %w", t.ID, err)
	}
	if len(others) > 0 {
		all := append([]ilbo.Teaser{*t}, others...)
		slices.SortStableFunc(all, func(a, b ilbo.Teaser) int {
			return cmp.Compare(slices.Index(p.Languages, a.Language), slices.Index(p.Languages, b.Language))
		})
		for _, o := range all {
			u.Links = append(u.Links, xmlLink{Rel: "alternate", Hreflang: string(o.Language), Href: base + string(o.Path)})
		}
	}
	return u, nil
}

// sitemapOfPages lists the pages that stand: fronts, sections, topics,
// journalists, the archive.
func (f *Feed) sitemapOfPages(ctx context.Context, base string) (cache.Page, error) {
	paths := []string{"/", "/archive", "/about", "/subscribe"}
	sections, err := f.stories.Sections(ctx)
	if err != nil {
		return cache.Page{}, fmt.Errorf("list sections: %w", err)
	}
	for _, s := range sections {
		paths = append(paths, "/"+string(s.ID))
	}
	topics, err := f.stories.Topics(ctx)
	if err != nil {
		return cache.Page{}, fmt.Errorf("list topics: %w", err)
	}
	for _, t := range topics {
		paths = append(paths, "/topic/"+string(t.ID))
	}
	journalists, err := f.stories.Journalists(ctx)
	if err != nil {
		return cache.Page{}, fmt.Errorf("list journalists: %w", err)
	}
	for _, j := range journalists {
		paths = append(paths, "/by/"+string(j.ID))
	}
	p, doc := f.paper(), newURLSet()
	for _, l := range p.Languages {
		for _, path := range paths {
			if len(doc.URLs) == 50_000 {
				break
			}
			doc.URLs = append(doc.URLs, sitemapURL{Loc: base + p.Prefix(l) + path, Links: alternates(p, base, path)})
		}
	}
	body, err := document(doc)
	return cache.Page{Type: xmlType, Body: body, Keys: []ilbo.Key{ilbo.KeyFurniture}}, err
}

// alternates are a page that has the same path in every language.
func alternates(p *ilbo.Paper, base, path string) []xmlLink {
	if len(p.Languages) < 2 {
		return nil
	}
	var links []xmlLink
	for _, l := range p.Languages {
		links = append(links, xmlLink{Rel: "alternate", Hreflang: string(l), Href: base + p.Prefix(l) + path})
	}
	return links
}

const xmlType = "application/xml; charset=utf-8"

// sitemapPage depends on everything that is published.
func (f *Feed) sitemapPage(body []byte) cache.Page {
	page := cache.Page{Type: xmlType, Body: body, Keys: []ilbo.Key{ilbo.KeyFurniture}}
	for _, l := range f.paper().Languages {
		page.Keys = append(page.Keys, ilbo.KeyLanguage(l))
	}
	return page
}

// lastmod is a W3C date and time, empty for no time.
func lastmod(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(time.RFC3339)
}

const sitemapNS = "http://www.sitemaps.org/schemas/sitemap/0.9"

type sitemapIndex struct {
	XMLName  xml.Name     `xml:"sitemapindex"`
	NS       string       `xml:"xmlns,attr"`
	Sitemaps []sitemapRef `xml:"sitemap"`
}

type sitemapRef struct {
	Loc     string `xml:"loc"`
	Changed string `xml:"lastmod,omitempty"`
}

type urlSet struct {
	XMLName xml.Name     `xml:"urlset"`
	NS      string       `xml:"xmlns,attr"`
	Image   string       `xml:"xmlns:image,attr,omitempty"`
	XHTML   string       `xml:"xmlns:xhtml,attr,omitempty"`
	News    string       `xml:"xmlns:news,attr,omitempty"`
	URLs    []sitemapURL `xml:"url"`
}

func newURLSet() urlSet {
	return urlSet{NS: sitemapNS, Image: "http://www.google.com/schemas/sitemap-image/1.1", XHTML: "http://www.w3.org/1999/xhtml"}
}

type sitemapURL struct {
	Loc     string         `xml:"loc"`
	Changed string         `xml:"lastmod,omitempty"`
	Links   []xmlLink      `xml:"xhtml:link"`
	Images  []sitemapImage `xml:"image:image"`
	News    *newsEntry     `xml:"news:news"`
}

type sitemapImage struct {
	Loc string `xml:"image:loc"`
}
