package htmlcheck

import (
	"encoding/json"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// T is what assertions need of a [testing.T].
type T interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// A Page is a parsed document.
type Page struct {
	t    T
	root *html.Node
}

// Parse reads a document as a browser with JavaScript does: what stands in
// <noscript> is text.
func Parse(t T, document string) *Page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		t.Fatalf("the page cannot be parsed: %v", err)
	}
	return &Page{t, root}
}

// All are the elements of a selector, in the order of the document.
func (p *Page) All(selector string) []*html.Node {
	p.t.Helper()
	s, err := cascadia.ParseGroup(selector)
	if err != nil {
		p.t.Fatalf("%s is no selector: %v", selector, err)
		return nil
	}
	return cascadia.QueryAll(p.root, s)
}

// One is the only element of a selector, nil with an error where there is none
// or another beside it.
func (p *Page) One(selector string) *html.Node {
	p.t.Helper()
	list := p.All(selector)
	if len(list) != 1 {
		p.t.Errorf("%s is there %d times, want once", selector, len(list))
		return nil
	}
	return list[0]
}

// Some asserts that the selector finds n elements.
func (p *Page) Some(selector string, n int) {
	p.t.Helper()
	if got := len(p.All(selector)); got != n {
		p.t.Errorf("%s is there %d times, want %d", selector, got, n)
	}
}

// None asserts that the selector finds nothing.
func (p *Page) None(selector string) {
	p.t.Helper()
	for _, n := range p.All(selector) {
		p.t.Errorf("%s is there: %s", selector, opening(n))
	}
}

// Text asserts what the only element of a selector says, white space made one.
func (p *Page) Text(selector, want string) {
	p.t.Helper()
	if n := p.One(selector); n != nil {
		if got := TextOf(n); got != want {
			p.t.Errorf("%s says %q, want %q", selector, got, want)
		}
	}
}

// Texts are what all elements of a selector say.
func (p *Page) Texts(selector string) []string {
	p.t.Helper()
	var list []string
	for _, n := range p.All(selector) {
		list = append(list, TextOf(n))
	}
	return list
}

// Attr asserts an attribute of the only element of a selector.
func (p *Page) Attr(selector, name, want string) {
	p.t.Helper()
	if n := p.One(selector); n != nil {
		if got, ok := AttrOf(n, name); !ok || got != want {
			p.t.Errorf("%s has %s %q (%v), want %q", selector, name, got, ok, want)
		}
	}
}

// Attrs are the values of an attribute of all elements of a selector; elements
// without it are left out.
func (p *Page) Attrs(selector, name string) []string {
	p.t.Helper()
	var list []string
	for _, n := range p.All(selector) {
		if v, ok := AttrOf(n, name); ok {
			list = append(list, v)
		}
	}
	return list
}

// LD is the page's only JSON-LD block of a schema.org type. Blocks that are no
// JSON fail the test.
func (p *Page) LD(kind string) map[string]any {
	p.t.Helper()
	var found []map[string]any
	for _, n := range p.All(`script[type="application/ld+json"]`) {
		var block map[string]any
		if err := json.Unmarshal([]byte(raw(n)), &block); err != nil {
			p.t.Errorf("a JSON-LD block cannot be read: %v: %s", err, raw(n))
			continue
		}
		if block["@type"] == kind {
			found = append(found, block)
		}
	}
	if len(found) != 1 {
		p.t.Errorf("JSON-LD of type %s is there %d times, want once", kind, len(found))
		return nil
	}
	return found[0]
}
