package site

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/search"
	"ilbo.press/internal/web/cache"
)

// A SearchPage is the search form with what it found: see search/search.html.
type SearchPage struct {
	*Frame
	Text      string
	Asked     bool // the form was sent with words in it
	Section   string
	From, To  string  // yyyy-mm-dd, as the form sends them
	Sections  []Link  // URL is the section's id; Current is the one chosen
	Hidden    []Field // what else narrows the search
	Chosen    []Link  // what narrows it; the link takes that away
	Facets    []FacetView
	Elsewhere []OtherLanguage
	Total     string
	Hits      []HitView
	Instead   *Meant // nil, or what may have been meant
	Previous  string // addresses of the pages before and after
	Next      string
	Page      int
}

// Meant is a search that may have been meant, with the question around its link.
type Meant struct {
	Link
	Before, After string
}

// A HitView is one story found.
type HitView struct {
	TeaserView
	Headline []search.Part
	Snippet  []search.Part
}

const perPage = 20

// searchQuery reads the form of the search page. What does not make sense is
// left out, never refused: a reader who mistypes a date still searches.
func (s *Site) searchQuery(l ilbo.Language, form url.Values) search.Query {
	q := search.Query{Text: firstRunes(ilbo.Clean(form.Get("q")), 200), Language: l, Page: 1, PerPage: perPage}
	if lang := ilbo.Language(form.Get("lang")); s.paper.Publishes(lang) {
		q.Language = lang
	}
	for _, other := range s.paper.Languages {
		if other != q.Language {
			q.Others = append(q.Others, other)
		}
	}
	if id := form.Get("topic"); ilbo.Slug(id).Valid() {
		q.Topic = ilbo.TopicID(id)
	}
	if id := form.Get("by"); ilbo.Slug(id).Valid() {
		q.Journalist = ilbo.JournalistID(id)
	}
	if id := ilbo.SectionID(form.Get("section")); id.Check() == nil {
		q.Section = id
	}
	if t, err := time.ParseInLocation(time.DateOnly, form.Get("from"), s.paper.Zone); err == nil {
		q.From = t
	}
	if t, err := time.ParseInLocation(time.DateOnly, form.Get("to"), s.paper.Zone); err == nil {
		q.To = t.AddDate(0, 0, 1) // the day itself is included
	}
	if n, err := strconv.Atoi(form.Get("page")); err == nil && n > 1 && n <= maxPage {
		q.Page = n
	}
	return q
}

// maxPage is as far as one can leaf through what was found.
const maxPage = 50

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// searchAddress writes a query on the pages of a language the one way that
// addresses it, so that one search is one page of the cache.
func (s *Site) searchAddress(l ilbo.Language, q search.Query) string {
	v := url.Values{"q": {q.Text}}
	if q.Language != l {
		v.Set("lang", string(q.Language))
	}
	if q.Section != "" {
		v.Set("section", string(q.Section))
	}
	if q.Topic != "" {
		v.Set("topic", string(q.Topic))
	}
	if q.Journalist != "" {
		v.Set("by", string(q.Journalist))
	}
	if !q.From.IsZero() {
		v.Set("from", q.From.Format(time.DateOnly))
	}
	if !q.To.IsZero() {
		v.Set("to", q.To.AddDate(0, 0, -1).Format(time.DateOnly))
	}
	if q.Page > 1 {
		v.Set("page", strconv.Itoa(q.Page))
	}
	return s.paper.Prefix(l) + "/search?" + v.Encode()
}

// searching answers with what a reader's words find.
func (s *Site) searching(w http.ResponseWriter, r *http.Request, l ilbo.Language) {
	q := s.searchQuery(l, r.URL.Query())
	s.cache.Serve(w, r, "search:"+s.searchAddress(l, q), func(ctx context.Context) (cache.Page, error) { return s.search(ctx, l, q) })
}

func (s *Site) search(ctx context.Context, l ilbo.Language, q search.Query) (cache.Page, error) {
	now := s.clock()
	f, err := s.titled(ctx, l, "/search", func(w *Words) (string, string) { return w.SearchTitle, w.SearchHelp })
	if err != nil {
		return cache.Page{}, err
	}
	ts, err := s.teasersFor(ctx, l, now)
	if err != nil {
		return cache.Page{}, err
	}
	p := SearchPage{Frame: f, Text: q.Text, Section: string(q.Section), Asked: q.Text != "", Page: q.Page}
	if !q.From.IsZero() {
		p.From = q.From.Format(time.DateOnly)
	}
	if !q.To.IsZero() {
		p.To = q.To.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	sections, err := s.sections(ctx)
	if err != nil {
		return cache.Page{}, err
	}
	for _, sec := range sections {
		if !sec.ID.Sub() || sec.ID == q.Section {
			p.Sections = append(p.Sections, Link{Name: sec.Name.In(l), URL: string(sec.ID), Current: sec.ID == q.Section})
		}
	}
	if p.Asked {
		f.Robots, f.Title = "noindex", q.Text
		found, err := s.finder.Find(ctx, q, now)
		if err != nil {
			return cache.Page{}, err
		}
		s.show(&p, found, ts, l, q)
		if err := s.narrow(ctx, &p, l, q, found.Facets, found.More); err != nil {
			return cache.Page{}, err
		}
		s.elsewhere(&p, q, found.Elsewhere)
	}
	page, err := s.page("search", p, ilbo.KeyFurniture, ilbo.KeyLanguage(l))
	page.Volatile = p.Asked
	return page, err
}

func (s *Site) show(p *SearchPage, found search.Results, ts *teasers, l ilbo.Language, q search.Query) {
	switch {
	case found.More:
		p.Total = fmt.Sprintf(p.W.MoreHits, thousands(found.Total))
	case found.Total == 1:
		p.Total = p.W.OneHit
	case found.Total > 1:
		p.Total = fmt.Sprintf(p.W.Hits, thousands(found.Total))
	}
	for _, h := range found.Hits {
		p.Hits = append(p.Hits, HitView{TeaserView: ts.one(h.Teaser, placeThumb), Headline: h.Headline, Snippet: h.Snippet})
	}
	if found.Instead != "" {
		other := q
		other.Text, other.Page = found.Instead, 1
		before, after, _ := strings.Cut(p.W.Instead, "%s")
		p.Instead = &Meant{Link: Link{Name: other.Text, URL: s.searchAddress(l, other)}, Before: before, After: after}
	}
	if q.Page > 1 {
		before := q
		before.Page--
		p.Previous = s.searchAddress(l, before)
	}
	if q.Page < maxPage && q.Page*q.PerPage < found.Total {
		after := q
		after.Page++
		p.Next = s.searchAddress(l, after)
	}
}

// thousands writes a number with commas: 12,345.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
