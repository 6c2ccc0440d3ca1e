package wxr

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// root is the path that the site's addresses begin with.
func (s *site) root() string {
	if s.base == nil {
		return "/"
	}
	return strings.TrimRight(s.base.Path, "/") + "/"
}

// oldPaths are the addresses that the post had: the one that WordPress shows,
// the short one, and those of slugs and days that it had before. Each leads to
// the story itself and not to another of them.
func (s *site) oldPaths(i *item) []ilbo.Path {
	var list []ilbo.Path
	link := linkOf(i)
	list = addPath(list, link)
	list = addPath(list, s.root()+"?p="+strconv.FormatInt(i.id, 10))
	for _, m := range i.meta {
		if m.key == "_wp_old_slug" && i.slug != "" && m.value != "" {
			list = addPath(list, strings.Replace(link, "/"+i.slug, "/"+strings.TrimSpace(m.value), 1))
		}
		if m.key == "_wp_old_date" {
			list = addPath(list, redated(link, i.date, strings.TrimSpace(m.value)))
		}
	}
	return list
}

// redated is a post's address as it was on another day, where it says the day or
// the month.
func redated(link, date, old string) string {
	day, _, _ := strings.Cut(date, " ")
	now, err := time.Parse(time.DateOnly, day)
	then, oldErr := time.Parse(time.DateOnly, old)
	if err != nil || oldErr != nil {
		return link
	}
	for _, form := range []string{"/2006/01/02/", "/2006/01/"} {
		if said := now.Format(form); strings.Contains(link, said) {
			return strings.Replace(link, said, then.Format(form), 1)
		}
	}
	return link
}

func linkOf(i *item) string { return strings.ReplaceAll(i.link, "&#038;", "&") }

func addPath(list []ilbo.Path, address string) []ilbo.Path {
	if p, ok := wire.OldPath(address); ok && !slices.Contains(list, p) {
		list = append(list, p)
	}
	return list
}

// plates lets the pages of the pictures that were put in with the post lead to
// its story: a paper has no page for a picture alone.
func (m *maker) plates() {
	s, paths := m.src.site, m.copy.OldPaths
	for _, id := range s.shelf.below(m.item.id) {
		e := s.shelf.find(id)
		src := m.sources[e.file]
		if i := e.read(&src.File, src.prefix, src.set); i != nil {
			paths = addPath(paths, linkOf(i))
		}
		paths = addPath(paths, s.root()+"?attachment_id="+strconv.FormatInt(id, 10))
	}
	m.copy.OldPaths = paths
}

// oldPages are the pages of the site that listed the post: its categories, tags,
// authors and dates, and their feeds and the site's. Exports do not say how a
// site was set up: these are the addresses that WordPress gives them unless
// told otherwise, and the short ones, which it always knows.
func (s *site) oldPages(i *item, zone *time.Location, listed []listing, writers []writer) []wire.OldPage {
	p := &wire.OldPages{Root: s.root()}
	for _, feed := range []string{"feed/", "feed/rss2/", "feed/rss/", "?feed=rss2", "?feed=rss"} {
		p.Add(feed, wire.OldPage{Of: wire.OfPaper, Feed: "feed.xml"})
	}
	for _, feed := range []string{"feed/atom/", "?feed=atom"} {
		p.Add(feed, wire.OldPage{Of: wire.OfPaper, Feed: "atom.xml"})
	}
	for _, l := range listed {
		page := wire.OldPage{Of: l.of, Name: l.name}
		if l.tag {
			p.AddList("tag/"+l.slug+"/", "feed/", page)
			p.Add("?tag="+l.slug, page)
			continue
		}
		chain := s.chain(l.slug)
		if len(chain) == 0 {
			chain = []string{l.slug}
		}
		p.AddList("category/"+strings.Join(chain, "/")+"/", "feed/", page)
		if id := s.categories[l.slug].id; id > 0 {
			p.Add("?cat="+strconv.FormatInt(id, 10), page)
		}
	}
	for _, w := range writers {
		page := wire.OldPage{Of: wire.OfJournalist, Name: w.name}
		p.AddList("author/"+nicename(w.login)+"/", "feed/", page)
		if id, ok := number(w.id); ok {
			p.Add("?author="+strconv.FormatInt(id, 10), page)
		}
	}
	dates(p, i, s.published(i, zone), zone)
	return p.All
}

// nicename is an account as WordPress writes it in an address.
func nicename(login string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_', r == '%':
			return r
		case r == ' ', r == '.':
			return '-'
		}
		return -1
	}, strings.ToLower(login))
}

// dates adds the pages of the year, the month and the day that a post was listed
// on. The paper's zone may put it on another day than the site's did.
func dates(p *wire.OldPages, i *item, at time.Time, zone *time.Location) {
	day, _, _ := strings.Cut(i.date, " ")
	old, err := time.Parse(time.DateOnly, day)
	if err != nil || at.IsZero() {
		return
	}
	at = at.In(zone)
	p.Add(old.Format("2006/"), wire.OldPage{Of: wire.OfArchive})
	p.Add(old.Format("?m=2006"), wire.OldPage{Of: wire.OfArchive})
	for _, form := range []string{"2006/01", "2006/01/02"} {
		page := wire.OldPage{Of: wire.OfArchive, Name: at.Format(form)}
		if page.Name != old.Format(form) {
			page.Of = wire.OfNear
		}
		p.Add(old.Format(form)+"/", page)
		p.Add("?m="+strings.ReplaceAll(old.Format(form), "/", ""), page)
	}
}
