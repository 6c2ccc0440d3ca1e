package wxr

import (
	"net/url"
	"slices"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// A site is a WordPress site, of which several files may tell.
type site struct {
	key        string   // what tells it from other sites: host and path
	base       *url.URL // nil where no file says
	authors    map[string]author
	categories map[string]category // by slug
	slugs      map[int64]string    // of categories, by number
	shelf      shelf
	zones      zones
}

// siteKey names the site of a channel by its address, whatever the scheme and
// the "www.", or else by its title.
func siteKey(c *channel) (string, *url.URL) {
	for _, address := range []string{c.blog, c.link, c.base} {
		u, err := url.Parse(strings.TrimSpace(address))
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			continue
		}
		host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
		key := host + strings.TrimRight(u.EscapedPath(), "/")
		if len(key) > maxKey {
			continue
		}
		return key, u
	}
	return string(ilbo.MakeSlug(c.title)), nil
}

// maxKey is the longest name of a site, in bytes.
const maxKey = 150

// A category is a department of the old site.
type category struct {
	name   string
	parent string // slug, empty for none
	id     int64  // 0 where the head does not say
}

// real reports whether a category says something: WordPress puts a story that
// was given none into one of its own.
func (c *category) real(slug string) bool {
	switch strings.ToLower(c.name) {
	case "", "uncategorized", "uncategorised", "미분류", "분류되지 않음", "blog":
		return false
	}
	return slug != "uncategorized"
}

// chain are the categories above and with the one, from the top.
func (s *site) chain(slug string) []string {
	var up []string
	for slug != "" && len(up) < 10 {
		c, ok := s.categories[slug]
		if !ok {
			break
		}
		up = append([]string{slug}, up...)
		slug = c.parent
	}
	return up
}

// A place is where a story stood among the categories of the old site: the
// names of two levels, as a paper has no more, and the other categories, which
// are subjects.
type place struct {
	above, section string
	others         []string
	listed         []listing
}

// A listing is a category or a tag that lists a story, and what the paper takes
// it for.
type listing struct {
	slug string
	of   wire.Listing
	name string // of the topic
	tag  bool
}

// department finds the section of a story among its categories: the one that
// was chosen as the first, or the first that is a real one; and where another
// stands below that, the lowest.
func (s *site) department(i *item) place {
	var slugs []string
	name := map[string]string{}
	for _, t := range categoriesOf(i) {
		c, known := s.categories[t.slug]
		if !known {
			c = category{name: plain(t.name)}
			if t.slug == "" {
				t.slug = c.name
			}
		}
		if c.real(t.slug) && name[t.slug] == "" {
			slugs = append(slugs, t.slug)
			name[t.slug] = c.name
		}
	}
	if len(slugs) == 0 {
		return place{}
	}
	chosen := slugs[0]
	if id, ok := number(i.value("_yoast_wpseo_primary_category", "rank_math_primary_category")); ok && name[s.slugs[id]] != "" {
		chosen = s.slugs[id]
	}
	chain := s.chain(chosen)
	for _, slug := range slugs {
		if below := s.chain(slug); len(below) > len(chain) && len(chain) > 0 && below[len(chain)-1] == chosen {
			chosen, chain = slug, below
			break
		}
	}
	p := place{section: name[chosen], listed: []listing{{slug: chosen, of: wire.OfSection}}}
	if len(chain) > 1 {
		p.above, p.section = s.categories[chain[0]].name, s.categories[chain[1]].name
		p.listed = []listing{{slug: chain[0], of: wire.OfDepartment}, {slug: chain[1], of: wire.OfSection}}
	}
	for _, slug := range slugs {
		if !slices.ContainsFunc(p.listed, func(l listing) bool { return l.slug == slug }) {
			p.others = append(p.others, name[slug])
			p.listed = append(p.listed, listing{slug: slug, of: wire.OfTopic, name: name[slug]})
		}
	}
	return p
}

// categoriesOf are the categories of an item. The oldest exports name each
// twice, once without a domain.
func categoriesOf(i *item) []term {
	var named, bare []term
	for _, t := range i.terms {
		switch t.domain {
		case "category":
			named = append(named, t)
		case "":
			bare = append(bare, t)
		}
	}
	for _, t := range i.terms {
		if t.domain != "" {
			return named
		}
	}
	return bare
}

// An author is who writes for the site.
type author struct {
	display, first, last string
	id                   string // empty where no file says
}

// machines are accounts that are nobody's name.
var machines = map[string]bool{"admin": true, "administrator": true, "root": true, "webmaster": true, "wordpress": true, "wpadmin": true, "wp-admin": true}

// name is how a byline calls the author, empty where the account is nobody's.
func (a *author) name(login string) string {
	full := strings.TrimSpace(a.first + " " + a.last)
	switch display := plain(a.display); {
	case display != "" && display != login && !strings.Contains(display, "@"):
		return display
	case a.first != "" && a.last != "":
		return plain(full)
	case machines[strings.ToLower(login)] || strings.Contains(login, "@"):
		return ""
	}
	return plain(login)
}

// A writer is who wrote an item: a name, and what the old site's address of that
// person is made of.
type writer struct{ name, login, id string }

// writers are those who wrote an item: the authors that the plug-in for several
// authors names, or else its creator. Accounts that are nobody's are none.
func (s *site) writers(i *item) []writer {
	var list []writer
	for _, t := range i.terms {
		if t.domain != "author" {
			continue
		}
		slug := strings.TrimPrefix(t.slug, "cap-")
		a, ok := s.authors[slug]
		login := slug
		if !ok {
			a, login = author{display: t.name}, ""
			if known, ok := s.authors[t.name]; ok {
				a, login = known, t.name
			}
		}
		if n := a.name(login); n != "" {
			list = append(list, writer{n, slug, a.id})
		}
	}
	if len(list) > 0 {
		return list
	}
	login := strings.Trim(i.creator, "<> ")
	a := s.authors[login]
	if n := a.name(login); n != "" {
		list = append(list, writer{n, login, a.id})
	}
	return list
}

func names(list []writer) []string {
	var all []string
	for _, w := range list {
		all = append(all, w.name)
	}
	return all
}
