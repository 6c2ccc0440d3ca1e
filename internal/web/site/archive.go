package site

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// monthLimit is how many stories a page of a month shows, and dayLimit bounds a
// day.
const (
	monthLimit = 100
	dayLimit   = 3_000
)

// month is a month of a section, or of the whole paper where section is empty.
func (s *Site) month(ctx context.Context, l ilbo.Language, section ilbo.SectionID, start time.Time, at leaf) (cache.Page, error) {
	end := start.AddDate(0, 1, 0)
	d := dates{s.paper.Zone, l}
	root := archiveRoot(section)
	rest := root + start.Format("/2006/01")
	p, ts, err := s.list(ctx, l, rest, d.month(start))
	if err != nil {
		return cache.Page{}, err
	}
	sel := ilbo.Selection{Language: l, Section: section, From: start, To: end, Limit: monthLimit}
	list, err := s.leafOut(ctx, p, sel, at, p.Prefix+rest, ts.now)
	if err != nil {
		return cache.Page{}, err
	}
	if len(list) == 0 {
		return cache.Page{}, fmt.Errorf("month %s of %q: %w", start.Format("2006-01"), section, ilbo.NotFound)
	}
	p.Label, p.Feed, p.FeedTitle = p.W.ArchiveLabel, p.Prefix+"/", p.PaperTitle
	if section != "" {
		p.Label = ts.name(section) + " · " + p.W.ArchiveLabel
		p.Title = ts.name(section) + ", " + p.Name
	}
	p.Description = p.PaperTitle + ": " + p.Title
	if err := s.sameSpan(ctx, p.Frame, sel, ts.now); err != nil {
		return cache.Page{}, err
	}
	for day, stories := range byDay(list, s.paper.Zone) {
		p.Groups = append(p.Groups, Group{Name: d.day(day), URL: p.Prefix + day.Format("/archive/2006/01/02"), Stories: plain(ts.list(stories, place{}))})
	}
	link := func(sel ilbo.Selection) (*Link, error) {
		sel.Language, sel.Section, sel.Limit = l, section, 1
		list, err := s.stories.Teasers(ctx, sel, ts.now)
		if err != nil || len(list) == 0 {
			return nil, err
		}
		at := list[0].Published.In(s.paper.Zone)
		return &Link{Name: d.month(at), URL: p.Prefix + root + at.Format("/2006/01")}, nil
	}
	if p.Previous, err = link(ilbo.Selection{To: start}); err != nil {
		return cache.Page{}, err
	}
	if p.Next, err = link(ilbo.Selection{From: end, Oldest: true}); err != nil {
		return cache.Page{}, err
	}
	p.Months = &Link{Name: p.W.AllMonths, URL: p.Prefix + root}
	if section == "" {
		days, err := s.stories.Days(ctx, l, section, start, end, s.paper.Zone, ts.now)
		if err != nil {
			return cache.Page{}, err
		}
		for _, day := range days {
			p.Days = append(p.Days, Link{Name: strconv.Itoa(day.Day()), URL: p.Prefix + day.Format("/archive/2006/01/02")})
		}
	}
	key := ilbo.KeyLanguage(l)
	if section != "" {
		key = ilbo.KeySection(l, section)
	}
	return s.listPage(p, at, key)
}

func archiveRoot(section ilbo.SectionID) string {
	if section == "" {
		return "/archive"
	}
	return "/" + string(section) + "/archive"
}

// day is one day of the paper, in the order of the sections.
func (s *Site) day(ctx context.Context, l ilbo.Language, start time.Time) (cache.Page, error) {
	p, ts, err := s.list(ctx, l, start.Format("/archive/2006/01/02"), "")
	if err != nil {
		return cache.Page{}, err
	}
	p.Name = ts.weekday(start)
	p.Title, p.Label, p.Feed, p.FeedTitle = p.Name, p.W.DayLabel, p.Prefix+"/", p.PaperTitle
	p.Description = p.PaperTitle + ": " + p.Name
	list, err := s.stories.Teasers(ctx, ilbo.Selection{Language: l, From: start, To: start.AddDate(0, 0, 1), Limit: dayLimit}, ts.now)
	if err != nil {
		return cache.Page{}, err
	}
	if len(list) == 0 {
		return cache.Page{}, fmt.Errorf("day %s: %w", start.Format(time.DateOnly), ilbo.NotFound)
	}
	p.Groups = ts.bySection(list, p.Menu)
	if err := s.besideDay(ctx, p, l, start, ts); err != nil {
		return cache.Page{}, err
	}
	if err := s.sameSpan(ctx, p.Frame, ilbo.Selection{From: start, To: start.AddDate(0, 0, 1)}, ts.now); err != nil {
		return cache.Page{}, err
	}
	p.Months = &Link{Name: ts.month(start), URL: p.Prefix + start.Format("/archive/2006/01")}
	return s.page("list", *p, ilbo.KeyFurniture, ilbo.KeyLanguage(l), KeyDay)
}

// sameSpan takes back the addresses of the page in languages that have nothing
// of the selection's span: their switch leads to the front.
func (s *Site) sameSpan(ctx context.Context, f *Frame, sel ilbo.Selection, now time.Time) error {
	sel.Limit = 1
	for i := range f.Languages {
		link := &f.Languages[i]
		if link.Current {
			continue
		}
		sel.Language = link.Lang
		list, err := s.stories.Teasers(ctx, sel, now)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			gone := s.base + link.URL
			f.Alternates = slices.DeleteFunc(f.Alternates, func(a Alternate) bool { return a.URL == gone })
			link.URL = s.paper.Prefix(link.Lang) + "/"
		}
	}
	return nil
}

// besideDay links to the day before that has stories, and to the day after.
func (s *Site) besideDay(ctx context.Context, p *ListPage, l ilbo.Language, start time.Time, ts *teasers) error {
	earlier, err := s.stories.Teasers(ctx, ilbo.Selection{Language: l, To: start, Limit: 1}, ts.now)
	if err != nil {
		return err
	}
	link := func(at time.Time) *Link {
		return &Link{Name: ts.dates.day(at), URL: p.Prefix + at.In(s.paper.Zone).Format("/archive/2006/01/02")}
	}
	if len(earlier) > 0 {
		p.Previous = link(earlier[0].Published)
	}
	if tomorrow := start.AddDate(0, 0, 1); !tomorrow.After(ts.now) {
		later, err := s.stories.Teasers(ctx, ilbo.Selection{Language: l, From: tomorrow, To: tomorrow.AddDate(0, 0, 1), Limit: 1}, ts.now)
		if err != nil {
			return err
		}
		if len(later) > 0 {
			p.Next = link(later[0].Published)
		}
	}
	return nil
}

// bySection groups a day's stories in the order of the menu.
func (ts *teasers) bySection(list []ilbo.Teaser, menu []MenuSection) []Group {
	count := map[string]int{}
	for i := range list {
		count[ts.name(list[i].Section.Top())]++
	}
	var groups []Group
	at := map[string]int{} // group of a section
	for _, sec := range menu {
		if n := count[sec.Name]; n > 0 {
			at[sec.Name] = len(groups)
			groups = append(groups, Group{Name: sec.Name, URL: sec.URL, Stories: make([]TeaserView, 0, n)})
			delete(count, sec.Name)
		}
	}
	for i := range list {
		if g, ok := at[ts.name(list[i].Section.Top())]; ok {
			groups[g].Stories = append(groups[g].Stories, ts.one(list[i], placeThumb))
		}
	}
	return groups
}

// months is the list of all months of a section or of the whole paper.
func (s *Site) months(ctx context.Context, l ilbo.Language, section ilbo.SectionID) (cache.Page, error) {
	root := archiveRoot(section)
	p, ts, err := s.list(ctx, l, root, wordsIn(l).ArchiveLabel)
	if err != nil {
		return cache.Page{}, err
	}
	list, err := s.stories.Months(ctx, l, section, s.paper.Zone, ts.now)
	if err != nil {
		return cache.Page{}, err
	}
	v := MonthsPage{Frame: p.Frame, Name: p.W.ArchiveLabel}
	if section != "" {
		v.Name = ts.name(section) + ", " + p.W.ArchiveLabel
	}
	p.Title, p.Feed, p.FeedTitle = v.Name, p.Prefix+"/", p.PaperTitle
	p.Description = p.PaperTitle + ": " + v.Name
	most := 1
	for _, m := range list {
		most = max(most, m.Stories)
	}
	for _, m := range list {
		at := m.Start.In(s.paper.Zone)
		year := at.Format("2006")
		if len(v.Years) == 0 || v.Years[len(v.Years)-1].Name != year {
			v.Years = append(v.Years, Year{Name: year})
		}
		y := &v.Years[len(v.Years)-1]
		y.Months = append(y.Months, MonthLink{Link: Link{Name: ts.month(at), URL: p.Prefix + root + at.Format("/2006/01")}, Stories: m.Stories, Most: most})
	}
	key := ilbo.KeyLanguage(l)
	if section != "" {
		key = ilbo.KeySection(l, section)
	}
	return s.page("months", v, ilbo.KeyFurniture, key)
}

// A MonthsPage lists the months that have stories: see list/months.html.
type MonthsPage struct {
	*Frame
	Name  string
	Years []Year
}

// A Year is one year's months, the newest first.
type Year struct {
	Name   string
	Months []MonthLink
}

// A MonthLink is a month with how much was published in it, beside the most
// that was published in any.
type MonthLink struct {
	Link
	Stories, Most int
}

// byDay parts a list, the newest first, into its days in the zone.
func byDay(list []ilbo.Teaser, zone *time.Location) func(yield func(time.Time, []ilbo.Teaser) bool) {
	return func(yield func(time.Time, []ilbo.Teaser) bool) {
		for len(list) > 0 {
			y, m, d := list[0].Published.In(zone).Date()
			day := time.Date(y, m, d, 0, 0, 0, 0, zone)
			n := slices.IndexFunc(list, func(t ilbo.Teaser) bool { return t.Published.Before(day) })
			if n < 0 {
				n = len(list)
			}
			if !yield(day, list[:n]) {
				return
			}
			list = list[n:]
		}
	}
}

// plain leaves a list's decks out.
func plain(list []TeaserView) []TeaserView {
	for i := range list {
		list[i].Deck = ""
	}
	return list
}
