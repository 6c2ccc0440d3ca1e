package ghost

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// A shape is what the addresses of a site's posts look like: "/{slug}/" where
// nobody changed it, or "/{year}/{month}/{slug}/".
type shape string

const usual shape = "/{slug}/"

var (
	colons = regexp.MustCompile(`:(\w+)`)
	blank  = regexp.MustCompile(`\{(\w+)\}`)
)

// blanks are the words that a shape may have in braces.
var blanks = map[string]bool{"slug": true, "id": true, "year": true, "month": true, "day": true, "primary_tag": true, "primary_author": true, "author": true}

// readShape reads a permalink setting, in the old way of writing it or the
// new, and gives false for one that posts cannot be found by.
func readShape(setting string) (shape, bool) {
	s := colons.ReplaceAllString(strings.TrimSpace(setting), "{$1}")
	for _, m := range blank.FindAllStringSubmatch(s, -1) {
		if !blanks[m[1]] {
			return usual, false
		}
	}
	bare := blank.ReplaceAllString(s, "")
	if !strings.HasPrefix(s, "/") || len(s) > 200 || strings.Contains(s, "//") || strings.ContainsAny(bare, "{}?#\\ ") || strings.Count(s, "{slug}") != 1 || shape(s).slugAt() < 0 {
		return usual, false
	}
	return shape(s), true
}

// steps is how many parts an address has.
func (s shape) steps() int { return len(strings.Split(strings.Trim(string(s), "/"), "/")) }

// slugAt is which of them is the slug.
func (s shape) slugAt() int {
	for i, step := range strings.Split(strings.Trim(string(s), "/"), "/") {
		if step == "{slug}" {
			return i
		}
	}
	return -1
}

// closed ends a path as the shape does.
func (s shape) closed(path string) string {
	path = strings.TrimSuffix(path, "/")
	if strings.HasSuffix(string(s), "/") {
		return path + "/"
	}
	return path
}

// An origin is what a post's address was made of.
type origin struct {
	slug, id    string
	tag, author string // slugs, empty where there is none
	published   time.Time
}

// path is where a post was, and false where that cannot be told.
func (s shape) path(p origin) (ilbo.Path, bool) {
	fill := map[string]string{
		"slug": p.slug, "id": p.id, "primary_tag": p.tag, "primary_author": p.author, "author": p.author,
		"year": p.published.Format("2006"), "month": p.published.Format("01"), "day": p.published.Format("02"),
	}
	if p.tag == "" {
		fill["primary_tag"] = "all" // as Ghost does
	}
	ok := true
	path := blank.ReplaceAllStringFunc(string(s), func(name string) string {
		value := fill[strings.Trim(name, "{}")]
		ok = ok && value != "" && !strings.ContainsAny(value, "/\\") && value != "." && value != ".." && !(isDate(name) && p.published.IsZero())
		return value
	})
	if !ok {
		return "", false
	}
	u := url.URL{Path: path}
	return wire.OldPath(u.String())
}

func isDate(name string) bool { return name == "{year}" || name == "{month}" || name == "{day}" }
