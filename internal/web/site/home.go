package site

import (
	"context"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
)

// A HomePage is the front of the paper: see home/home.html.
type HomePage struct {
	*Frame
	Lead     *TeaserView
	Under    []TeaserView // below the lead
	Seconds  []TeaserView // beside it
	Opinion  []TeaserView
	Strips   []StripView
	Photos   []TeaserView
	Films    []TeaserView
	Latest   []TeaserView
	MostRead []TeaserView
}

// A StripView is one section's part of a front.
type StripView struct {
	Name, URL string
	Subs      []Link
	First     TeaserView
	Rest      []TeaserView
}

// besideLead is how many of the seconds stand beside the lead; the others stand
// below it.
const besideLead = 3

func (s *Site) home(ctx context.Context, l ilbo.Language) (cache.Page, error) {
	sections, err := s.sections(ctx)
	if err != nil {
		return cache.Page{}, err
	}
	h, err := s.fronts.Home(ctx, l, sections)
	if err != nil {
		return cache.Page{}, err
	}
	return s.homeOf(ctx, h, false)
}

// homeOf makes the page of a home front; a proof is for editors alone.
func (s *Site) homeOf(ctx context.Context, h *front.Home, proof bool) (cache.Page, error) {
	now, l := s.clock(), h.Language
	f, err := s.frame(ctx, l, s.paper.Prefix(l)+"/", "")
	if err != nil {
		return cache.Page{}, err
	}
	ts, err := s.teasersFor(ctx, l, now)
	if err != nil {
		return cache.Page{}, err
	}
	f.Proof, f.Kind, f.Large, f.Date = proof, "home", true, ts.weekday(now)
	f.Description = f.Motto
	f.LD = append(f.LD, feed.WebSite(s.paper, l, s.base))
	p := HomePage{
		Frame: f, Seconds: ts.list(h.Seconds, placeCard), Opinion: ts.list(h.Opinion, place{}), Photos: ts.list(h.Photos, placeStrip),
		Films: ts.list(h.Films, placeFilm), Latest: ts.list(h.Latest, place{}), MostRead: ts.list(h.MostRead, place{}),
	}
	if h.Lead != nil {
		lead := ts.one(*h.Lead, placeLead)
		lead.Level = 2
		lead.first()
		p.Lead = &lead
	}
	for i := range p.Seconds {
		p.Seconds[i].Level = 2
	}
	beside := min(besideLead, len(p.Seconds))
	p.Seconds, p.Under = p.Seconds[:beside], p.Seconds[beside:]
	for _, strip := range h.Strips {
		p.Strips = append(p.Strips, ts.strip(strip, f.Prefix))
	}
	return s.page("home", p, append(h.Keys, KeyDay)...)
}

func (ts *teasers) strip(strip front.Strip, prefix string) StripView {
	v := StripView{
		Name: strip.Section.Name.In(ts.language), URL: prefix + "/" + string(strip.Section.ID),
		First: ts.one(strip.Stories[0], placeCard), Rest: ts.list(strip.Stories[1:], placeThumb),
	}
	for _, sub := range strip.Subs {
		v.Subs = append(v.Subs, Link{Name: sub.Name.In(ts.language), URL: prefix + "/" + string(sub.ID)})
	}
	for i := range v.Rest {
		v.Rest[i].Deck, v.Rest[i].Figure = "", nil
	}
	return v
}

// first makes the teaser's picture the one that the page is waited for.
func (v *TeaserView) first() {
	if v.Figure != nil {
		v.Figure.Eager, v.Figure.First = true, true
	}
}
