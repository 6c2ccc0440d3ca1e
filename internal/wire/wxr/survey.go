package wxr

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"

	"ilbo.press"
)

// A source is a file, and what its head says of how to read it.
type source struct {
	File
	number int32 // among the files
	set    encoding.Encoding
	prefix map[string]string
	site   *site
}

// survey reads a whole file for what its entries say of one another. The site
// that it is of is one of sites, or a new one among them. A file that is no
// export is refused; that one breaks off is told when its entries are read.
func (r *reader) survey(src *source) error {
	set, err := src.head()
	if err != nil {
		return err
	}
	src.set = set
	s := r.stream(src)
	c := &channel{}
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return src.broken(s.line, err)
		}
		if t.close || t.empty {
			continue
		}
		if err := r.element(src, s, c, t); errors.Is(err, io.EOF) {
			break
		} else if fault := (*broken)(nil); err != nil && !errors.As(err, &fault) {
			return src.broken(s.line, err)
		}
	}
	if !c.seen {
		return src.refuse(0, "This is no WordPress export: it has no element “channel”.")
	}
	r.settle(src, c)
	return nil
}

// A channel is what a file says of the whole site.
type channel struct {
	seen                    bool
	title, link, blog, base string
	language                string
	authors, categories     []map[string]string
	shelved                 []shelved
	zones                   zones
}

// element takes one element of a channel in.
func (r *reader) element(src *source, s *scanner, c *channel, t *tag) error {
	var err error
	field := func(to *string) {
		v, bad := s.string(t, maxField, src.set)
		if *to == "" {
			*to = strings.TrimSpace(v)
		}
		err = bad
	}
	switch t.name {
	case "rss":
		s.prefix = prefixes(t)
		src.prefix = s.prefix
	case "channel":
		c.seen = true
	case "image", "textInput", "cloud":
		return s.pastElement(t)
	case "title":
		field(&c.title)
	case "link":
		field(&c.link)
	case "language":
		field(&c.language)
	case "wp:base_blog_url":
		field(&c.blog)
	case "wp:base_site_url":
		field(&c.base)
	case "wp:author":
		var rec map[string]string
		if rec, err = s.record(t, src.set); err == nil && len(c.authors) < maxPeople {
			c.authors = append(c.authors, rec)
		}
	case "wp:category":
		var rec map[string]string
		if rec, err = s.record(t, src.set); err == nil && len(c.categories) < maxCategories {
			c.categories = append(c.categories, rec)
		}
	case "wp:tag", "wp:term":
		return s.pastElement(t)
	case "item":
		var i *item
		if i, err = s.itemAt(t, outline, src.set); i != nil && i.fault == nil {
			c.note(i, src)
		}
	}
	return err
}

// The most people and categories that are remembered.
const (
	maxPeople     = 100_000
	maxCategories = 20_000
)

// note remembers of an item what others may need.
func (c *channel) note(i *item, src *source) {
	if i.kind == "attachment" || i.kind == "wp_block" {
		c.shelved = append(c.shelved, shelved{id: i.id, parent: i.parent, at: i.at, file: src.number, picture: i.kind == "attachment"})
	}
	c.zones.note(i)
}

// usual are the prefixes that WordPress writes, by a part of their names.
var usual = []struct{ uri, prefix string }{
	{"/excerpt/", "excerpt"}, {"wordpress.org/export/", "wp"}, {"purl.org/rss/1.0/modules/content", "content"}, {"purl.org/dc/elements/", "dc"},
}

// prefixes are those of the file that it declares for names that WordPress
// gives others.
func prefixes(t *tag) map[string]string {
	found := map[string]string{}
	for _, a := range t.attrs {
		p, ok := strings.CutPrefix(a.name, "xmlns:")
		for _, u := range usual {
			if ok && strings.Contains(a.value, u.uri) {
				if p != u.prefix {
					found[p] = u.prefix
				}
				break
			}
		}
	}
	return found
}

// record reads the fields of an element of the channel.
func (s *scanner) record(t *tag, set encoding.Encoding) (map[string]string, error) {
	rec := map[string]string{}
	for {
		child, err := s.next()
		switch {
		case err != nil:
			return nil, err
		case child.close && child.name == t.name:
			return rec, nil
		case child.name == "item" || child.name == "channel":
			s.push(child)
			return nil, brokenf(child.line, "“%s” has no end", t.name)
		case child.close:
			continue
		}
		v, err := s.string(child, maxField, set)
		if err != nil {
			return nil, err
		}
		if len(rec) < maxRecord {
			rec[child.name] = named(v)
		}
	}
}

// The most fields of a record that are read, and how long a name is kept, in
// bytes.
const (
	maxRecord = 20
	maxName   = 400
)

// named is a name as it is remembered, apart from the text that it was read in.
func named(v string) string {
	v = strings.TrimSpace(v)
	return strings.Clone(strings.ToValidUTF8(v[:min(len(v), maxName)], ""))
}

// settle gives a file its site, and the site what the file says of it.
func (r *reader) settle(src *source, c *channel) {
	key, base := siteKey(c)
	s := r.sites[key]
	if s == nil {
		s = &site{key: key, base: base, authors: map[string]author{}, categories: map[string]category{}, slugs: map[int64]string{}}
		r.sites[key] = s
	}
	src.site = s
	for _, rec := range c.authors {
		s.authors[rec["wp:author_login"]] = author{
			display: rec["wp:author_display_name"], first: rec["wp:author_first_name"], last: rec["wp:author_last_name"], id: rec["wp:author_id"],
		}
	}
	for _, rec := range c.categories {
		slug := rec["wp:category_nicename"]
		id, known := number(rec["wp:term_id"])
		s.categories[slug] = category{name: plain(rec["wp:cat_name"]), parent: rec["wp:category_parent"], id: id}
		if known {
			s.slugs[id] = slug
		}
	}
	for _, e := range c.shelved {
		s.shelf.put(e)
	}
	s.zones.add(&c.zones)
}

// broken tells that a file cannot be read on.
func (f *File) broken(line int, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &ilbo.Error{Kind: ilbo.Invalid, Say: f.where(line) + "The file cannot be read on from here.", Err: err}
}

// where begins a sentence about a line of the file.
func (f *File) where(line int) string {
	if line == 0 {
		return f.Name + ": "
	}
	return fmt.Sprintf("%s, line %d: ", f.Name, line)
}
