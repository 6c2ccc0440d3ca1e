package wxr

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
)

// An item is an entry of an export: a post, a picture, a page…
type item struct {
	line int
	at   int64

	kind, status          string
	id, parent            int64
	title, link, guid     string
	creator               string
	content, excerpt      string
	date, dateGMT         string
	modified, modifiedGMT string
	pubDate               string
	slug, password        string
	attachment            string
	sticky                bool
	terms                 []term
	meta                  []meta
	comments              int

	fault error // what is wrong with its form, nil where it was read well
}

// A term is a category, a tag or the like, as an entry names it.
type term struct{ domain, slug, name string }

type meta struct{ key, value string }

// The longest fields, in bytes. Those that are not read have no limit.
const (
	maxContent = 8 << 20
	maxExcerpt = 256 << 10
	maxField   = 64 << 10
	maxTerms   = 200
	maxMeta    = 100
)

// wanted are the meta fields that copy is made of.
var wanted = map[string]bool{
	"_thumbnail_id": true, "_wp_attachment_image_alt": true, "_wp_attached_file": true, "_wp_attachment_metadata": true, "_wp_old_slug": true, "_wp_old_date": true,
	"_yoast_wpseo_primary_category": true, "rank_math_primary_category": true, "enclosure": true,
	"_media_credit": true, "media_credit": true, "_navis_media_credit": true, "_credit": true, "credit": true, "photo_credit": true, "_image_credit": true,
}

// value is the first meta field with one of those names that holds something.
func (i *item) value(keys ...string) string {
	for _, key := range keys {
		for _, m := range i.meta {
			if v := strings.TrimSpace(m.value); m.key == key && v != "" {
				return v
			}
		}
	}
	return ""
}

// A depth says how much of an item is read.
type depth int

const (
	outline depth = iota // kind, numbers and dates
	whole
)

// itemAt reads the item that t begins. What is wrong with its form is its
// fault; the error is one of the file, and io.EOF only after a fault.
func (s *scanner) itemAt(t *tag, d depth, set encoding.Encoding) (*item, error) {
	i := &item{line: t.line, at: t.at}
	if t.empty {
		return i, nil
	}
	for {
		child, err := s.next()
		if errors.Is(err, io.EOF) {
			i.fault = brokenf(i.line, "the file ends within it")
			return i, io.EOF
		}
		if err != nil {
			return i, err
		}
		switch {
		case child.close && child.name == "item":
			return i, nil
		case child.name == "item" || child.close && (child.name == "channel" || child.name == "rss"):
			s.push(child)
			i.fault = brokenf(i.line, "it has no end")
			return i, nil
		case child.close:
			continue
		}
		err = s.child(i, child, d, set)
		var fault *broken
		switch {
		case errors.As(err, &fault):
			i.fault = fault
			return i, s.pastItem()
		case err != nil:
			return i, err
		}
	}
}

// pastItem reads on behind the end of an item whose form is broken, or up to
// the next one.
func (s *scanner) pastItem() error {
	for {
		t, err := s.next()
		if err != nil {
			return err
		}
		if t.name == "item" {
			if !t.close {
				s.push(t)
			}
			return nil
		}
	}
}

// child reads one element of an item.
func (s *scanner) child(i *item, t *tag, d depth, set encoding.Encoding) error {
	switch t.name {
	case "wp:postmeta":
		if d == outline {
			return s.pastElement(t)
		}
		return s.postMeta(i, t, set)
	case "wp:comment":
		i.comments++
		return s.pastElement(t)
	case "category":
		if d == outline || len(i.terms) >= maxTerms {
			_, err := s.field(t, 0)
			return err
		}
		name, err := s.string(t, maxField, set)
		i.terms = append(i.terms, term{t.attr("domain"), t.attr("nicename"), strings.TrimSpace(name)})
		return err
	}
	to, limit := i.place(t.name, d)
	if to == nil {
		if structural(t) {
			return s.pastElement(t)
		}
		_, err := s.field(t, 0)
		return err
	}
	value, err := s.string(t, limit, set)
	if err != nil {
		return err
	}
	to(value)
	return nil
}

// string reads a field as text. A field that is too long breaks the entry.
func (s *scanner) string(t *tag, limit int, set encoding.Encoding) (string, error) {
	raw, err := s.field(t, limit)
	if errors.Is(err, errLong) {
		return "", brokenf(t.line, "its field “%s” is longer than %d kB", t.name, limit>>10)
	}
	if err != nil {
		return "", err
	}
	return text(raw, set), nil
}

// place is where the text of an element goes, nil where nobody asks for it.
func (i *item) place(name string, d depth) (set func(string), limit int) {
	to := func(s *string) func(string) {
		return func(v string) { *s = strings.TrimSpace(v) }
	}
	number := func(n *int64) func(string) {
		return func(v string) { *n, _ = strconv.ParseInt(strings.TrimSpace(v), 10, 64) }
	}
	switch name {
	case "wp:post_type":
		return to(&i.kind), maxField
	case "wp:post_id":
		return number(&i.id), maxField
	case "wp:post_parent":
		return number(&i.parent), maxField
	case "wp:post_date":
		return to(&i.date), maxField
	case "wp:post_date_gmt":
		return to(&i.dateGMT), maxField
	}
	if d == outline {
		return nil, 0
	}
	switch name {
	case "title":
		return to(&i.title), maxField
	case "link":
		return to(&i.link), maxField
	case "guid":
		return to(&i.guid), maxField
	case "pubDate":
		return to(&i.pubDate), maxField
	case "dc:creator":
		return to(&i.creator), maxField
	case "content:encoded":
		return func(v string) { i.content = v }, maxContent
	case "excerpt:encoded":
		return to(&i.excerpt), maxExcerpt
	case "wp:status":
		return to(&i.status), maxField
	case "wp:post_name":
		return to(&i.slug), maxField
	case "wp:post_password":
		return to(&i.password), maxField
	case "wp:post_modified":
		return to(&i.modified), maxField
	case "wp:post_modified_gmt":
		return to(&i.modifiedGMT), maxField
	case "wp:attachment_url":
		return to(&i.attachment), maxField
	case "wp:is_sticky":
		return func(v string) { i.sticky = strings.TrimSpace(v) == "1" }, maxField
	}
	return nil, 0
}

// postMeta reads a pair of name and value. Values that copy is not made of may
// be of any length; one that is too long is not kept.
func (s *scanner) postMeta(i *item, t *tag, set encoding.Encoding) error {
	if t.empty {
		return nil
	}
	key := ""
	for {
		child, err := s.next()
		switch {
		case errors.Is(err, io.EOF):
			return brokenf(t.line, "the file ends within it")
		case err != nil:
			return err
		case child.close && child.name == t.name:
			return nil
		case child.name == "item" || child.name == "channel":
			s.push(child)
			return brokenf(child.line, "its element “%s”, which begins in line %d, has no end", t.name, t.line)
		case child.close:
		case child.name == "wp:meta_key":
			if key, err = s.string(child, maxField, set); err != nil {
				return err
			}
			key = strings.TrimSpace(key)
		case child.name == "wp:meta_value" && wanted[key] && len(i.meta) < maxMeta:
			value, err := s.field(child, maxField)
			if errors.Is(err, errLong) {
				continue
			}
			if err != nil {
				return err
			}
			i.meta = append(i.meta, meta{key, text(value, set)})
		default:
			if _, err := s.field(child, 0); err != nil {
				return err
			}
		}
	}
}
