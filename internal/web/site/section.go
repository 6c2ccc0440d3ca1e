package site

import (
	"context"
	"slices"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
)

// A SectionPage is the front of a section: see section/section.html.
type SectionPage struct {
	*Frame
	Name     string
	Blurb    string
	Parent   *Link // of a sub-section
	Subs     []Link
	Look     string // how its stories are laid out: news, opinion, film, photo
	Lead     *TeaserView
	Seconds  []TeaserView
	Stories  []TeaserView
	MostRead []TeaserView
	Months   string       // address of the section's archive
	Courses  []CourseView // what the section teaches; empty: nothing
	Levels   []LevelLink  // all lessons of it, by their levels; empty on the front of a part
	Follow   string       // address of the feed of all lessons; empty there, too
	Issue    *IssueView   // the current issue of its weekly; nil: there is none
}

// looks are the sections that are not laid out as news.
var looks = map[ilbo.SectionID]string{"opinion": "opinion", "video": "film", "darkroom": "photo"}

func (s *Site) section(ctx context.Context, l ilbo.Language, id ilbo.SectionID) (cache.Page, error) {
	sections, err := s.sections(ctx)
	if err != nil {
		return cache.Page{}, err
	}
	sec, err := s.fronts.Section(ctx, l, id, sections)
	if err != nil {
		return cache.Page{}, err
	}
	return s.sectionOf(ctx, l, sec, false)
}

// sectionOf makes the page of a section's front; a proof is for editors alone.
func (s *Site) sectionOf(ctx context.Context, l ilbo.Language, sec *front.Section, proof bool) (cache.Page, error) {
	id := sec.Section.ID
	path := s.paper.Prefix(l) + "/" + string(id)
	f, err := s.frame(ctx, l, path, id)
	if err != nil {
		return cache.Page{}, err
	}
	ts, err := s.teasersFor(ctx, l, s.clock())
	if err != nil {
		return cache.Page{}, err
	}
	name := sec.Section.Name.In(l)
	p := SectionPage{Frame: f, Name: name, Blurb: sec.Section.Blurb.In(l), Look: looks[id.Top()], MostRead: ts.list(sec.MostRead, place{})}
	if p.Look == "" {
		p.Look = "news"
	}
	if p.Blurb == "" {
		p.Blurb = f.PaperTitle + ": " + name
	}
	f.Proof, f.Kind, f.Title, f.Description = proof, "section", name, p.Blurb
	f.Feed, f.FeedTitle = path+"/", name
	trail := []Link{{Name: f.PaperTitle, URL: f.Home}}
	if id.Sub() {
		p.Parent = &Link{Name: sec.Parent.Name.In(l), URL: f.Prefix + "/" + string(id.Top())}
		trail = append(trail, *p.Parent)
	}
	f.LD = append(f.LD, feed.Breadcrumbs(s.base, crumbs(append(trail, Link{Name: name, URL: path}))))
	for _, sub := range sec.Subs {
		p.Subs = append(p.Subs, Link{Name: sub.Name.In(l), URL: f.Prefix + "/" + string(sub.ID), Current: sub.ID == id})
	}
	if sec.Lead != nil {
		lead := ts.one(*sec.Lead, placeLead)
		lead.Level = 2
		lead.first()
		p.Lead = &lead
	}
	card := placeThumb
	if p.Look != "news" {
		card = placeWall
		if p.Look == "film" {
			card.shape = ilbo.ShapeFilm
		}
	}
	p.Seconds, p.Stories = ts.list(sec.Seconds, placeCard), ts.list(sec.Stories, card)
	if p.Look == "film" || p.Look == "photo" {
		p.Seconds, p.Stories = nil, append(ts.list(sec.Seconds, card), p.Stories...) // a wall has no second row
	}
	for i := range p.Seconds {
		p.Seconds[i].Level = 2
	}
	p.Months = f.Prefix + "/" + string(id.Top()) + "/archive"
	keys := append(sec.Keys, KeyDay)
	courses, levels, lessons, err := s.course(ctx, l, id)
	if err != nil {
		return cache.Page{}, err
	}
	p.Courses, p.Levels = courses, levels
	if len(levels) > 0 {
		p.Follow = levels[0].URL + "/feed.xml"
	}
	issue, issues, err := s.currentIssue(ctx, l, id)
	if err != nil {
		return cache.Page{}, err
	}
	p.Issue = issue
	return s.page("section", p, slices.Concat(keys, lessons, issues)...)
}

func crumbs(trail []Link) []feed.Crumb {
	list := make([]feed.Crumb, len(trail))
	for i, link := range trail {
		list[i] = feed.Crumb{Name: link.Name, Path: link.URL}
	}
	return list
}
