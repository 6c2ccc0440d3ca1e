package wxr

import (
	"net/url"
	"strings"

	"ilbo.press"
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

// department finds the section of a story among its categories: the one that
// was chosen as the first, or the first that is a real one; and where another
// stands below that, the lowest. It gives the names of the two upper levels,
// as a paper has no more, and the other categories, which are subjects.
func (s *site) department(i *item) (above, section string, others []string) {
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
		return "", "", nil
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
	used := map[string]bool{chosen: true}
	section = name[chosen]
	if len(chain) > 1 {
		used = map[string]bool{chain[0]: true, chain[1]: true}
		above, section = s.categories[chain[0]].name, s.categories[chain[1]].name
	}
	for _, slug := range slugs {
		if !used[slug] {
			others = append(others, name[slug])
		}
	}
	return above, section, others
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
type author struct{ display, first, last string }

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

// bylines are the names of those who wrote an item: the authors that the
// plug-in for several authors names, or else its creator.
func (s *site) bylines(i *item) []string {
	var names []string
	for _, t := range i.terms {
		if t.domain != "author" {
			continue
		}
		login := strings.TrimPrefix(t.slug, "cap-")
		a, ok := s.authors[login]
		if !ok {
			a, login = author{display: t.name}, ""
			if known, ok := s.authors[t.name]; ok {
				a, login = known, t.name
			}
		}
		if n := a.name(login); n != "" {
			names = append(names, n)
		}
	}
	if len(names) > 0 {
		return names
	}
	login := strings.Trim(i.creator, "<> ")
	a := s.authors[login]
	if n := a.name(login); n != "" {
		names = append(names, n)
	}
	return names
}
