package ghost

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// table reads a table for what posts need of it. Unknown ones are passed over.
func (e *export) table(s *scanner, name string) error {
	k, err := s.kind()
	if err != nil || k != list {
		if k != list && k != null && len(e.notices) < maxFaults && (name == "posts" || tables[name] != nil) {
			e.notices = append(e.notices, fmt.Sprintf("The table “%s” is %s and no list: it was left out.", name, k))
		}
		return orSkip(s, err)
	}
	if name == "posts" {
		if e.postsAt != 0 {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: e.name + ": The file holds two tables of posts: one of them must go before it can be imported."}
		}
		e.postsAt = s.offset()
		return e.lookAtPosts(s)
	}
	read, ok := tables[name]
	if !ok {
		return s.skip()
	}
	return read(e, s)
}

// tables are the readers of the tables beside that of posts.
var tables = map[string]func(*export, *scanner) error{
	"tags":          (*export).readTags,
	"users":         (*export).readPeople,
	"posts_tags":    func(e *export, s *scanner) error { return e.readLinks(s, &e.tagged, "tag_id", e.tags.place) },
	"posts_authors": func(e *export, s *scanner) error { return e.readLinks(s, &e.signed, "author_id", e.people.place) },
	"posts_meta":    (*export).readMeta,
	"settings":      (*export).readSettings,
	"members":       func(e *export, s *scanner) error { return count(s, &e.tally.n[members]) },
	"subscribers":   func(e *export, s *scanner) error { return count(s, &e.tally.n[members]) },
	"newsletters":   func(e *export, s *scanner) error { return count(s, &e.tally.n[newsletters]) },
}

// rows calls see for each row of the table that comes next.
func (e *export) rows(s *scanner, r row, see func(at int64) error) error {
	return s.list(func() error {
		s.next()
		at := s.offset()
		k, err := r.read(s)
		if err != nil || k != object {
			return err
		}
		return see(at)
	})
}

func count(s *scanner, n *int) error {
	return s.list(func() error {
		*n++
		return s.skip()
	})
}

func (e *export) tooMany(what string, most int) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: The file holds more than %d %s, and no site has that many.", e.name, most, what)}
}

// lookAtPosts counts the posts, and notes the slugs of those that the public
// can see, so that links between them can be told from links to elsewhere.
func (e *export) lookAtPosts(s *scanner) error {
	r := newRow("id", "uuid", "slug", "status", "type", "page")
	return s.list(func() error {
		if e.posts++; e.posts > maxPosts {
			return e.tooMany("posts", maxPosts)
		}
		k, err := r.read(s)
		if err != nil || k != object || isPage(r) {
			return err
		}
		e.numbers = append(e.numbers, e.keys.of(numberOf(r)))
		if r.text("status") != "published" {
			return nil
		}
		e.slugs = append(e.slugs, e.keys.ofBytes(r["slug"].value))
		return nil
	})
}

func isPage(r row) bool { return r.text("type") == "page" || r.yes("page") }

func (e *export) readTags(s *scanner) error {
	r := newRow("id", "name", "slug", "visibility", "description")
	return e.rows(s, r, func(int64) error {
		t := tag{name: e.named(r, "name"), slug: e.named(r, "slug"), about: e.tell(r.line("description")), internal: r.text("visibility") == "internal"}
		if t.name == "" {
			t.name = t.slug
		}
		t.internal = t.internal || strings.HasPrefix(t.name, "#")
		e.tags.put(r.text("id"), t)
		if len(e.tags.rows) > maxNames {
			return e.tooMany("tags", maxNames)
		}
		return nil
	})
}

// named is a name or a slug in a row, empty where it is too long to be one.
func (e *export) named(r row, column string) string {
	if name := r.line(column); len(name) <= maxName {
		return e.tell(name)
	}
	return ""
}

// tell keeps what is said of a tag or a person, within the limit of all of it.
func (e *export) tell(words string) string {
	if len(words) > maxTold-e.told {
		return ""
	}
	e.told += len(words)
	return words
}

func (e *export) readPeople(s *scanner) error {
	r := newRow("id", "name", "slug", "bio")
	return e.rows(s, r, func(int64) error {
		p := person{e.named(r, "name"), e.named(r, "slug"), e.tell(r.line("bio"))}
		if p.name == "" {
			p.name = p.slug
		}
		e.people.put(r.text("id"), p)
		if len(e.people.rows) > maxNames {
			return e.tooMany("people", maxNames)
		}
		return nil
	})
}

func (e *export) readLinks(s *scanner, to *links, column string, place func(id string) uint32) error {
	r := newRow("post_id", "sort_order", column)
	return e.rows(s, r, func(int64) error {
		n, _ := r.number("sort_order")
		at := place(r.text(column))
		*to = append(*to, link{e.keys.of(r.text("post_id")), at, order(n)})
		switch {
		case len(*to) > maxLinks:
			return e.tooMany("links from posts to tags or to people", maxLinks)
		case at > maxNames:
			return e.tooMany("tags or people", maxNames)
		}
		return nil
	})
}

// readMeta notes where the rows stand that say something of a picture: they
// are read again with their posts.
func (e *export) readMeta(s *scanner) error {
	r := newRow(metaColumns...)
	return e.rows(s, r, func(at int64) error {
		for _, name := range metaColumns[1:] {
			if len(r[name].value) > 0 && r[name].as == text {
				e.metas = append(e.metas, spot{e.keys.of(r.text("post_id")), at})
				break
			}
		}
		if len(e.metas) > maxPosts {
			return e.tooMany("rows of posts_meta", maxPosts)
		}
		return nil
	})
}

var metaColumns = []string{"post_id", "feature_image_alt", "feature_image_caption"}

func (e *export) readSettings(s *scanner) error {
	r := newRow("key", "value")
	return e.rows(s, r, func(int64) error {
		switch v := r.line("value"); r.text("key") {
		case "db_hash", "dbHash":
			if v != "" {
				e.hash = v
			}
		case "title":
			e.title = v
		case "locale", "lang", "default_locale", "defaultLang":
			e.locale = v
		case "permalinks":
			e.link = v
		case "timezone", "active_timezone", "activeTimezone":
			if zone, err := time.LoadLocation(v); err == nil && v != "" {
				e.zone = zone
			}
		}
		return nil
	})
}

// sort makes what was gathered ready to be asked.
func (e *export) sort() {
	e.tagged.sort()
	e.signed.sort()
	e.metas.sort()
	several(e.slugs, e.twice)
	several(e.numbers, e.doubles)
	e.slugs, e.numbers = slices.Compact(e.slugs), nil
}

// several sorts keys, and finds those that stand there more than once.
func several(list []key, found map[key]bool) {
	slices.Sort(list)
	for i := 1; i < len(list); i++ {
		if list[i] == list[i-1] {
			found[list[i]] = false
		}
	}
}

// published reports whether a post of that slug is on the site.
func (e *export) published(slug string) bool {
	_, ok := slices.BinarySearch(e.slugs, e.keys.of(slug))
	return ok
}
