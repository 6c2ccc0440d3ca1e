package xmltree

import (
	"html"
	"strings"
)

// An Element is one element with all that is in it. Names are local names in
// small letters; spaces are the addresses of namespaces, or prefixes that the
// document did not declare.
type Element struct {
	Space, Name string
	Attrs       []Attr
	Nodes       []Node
}

// An Attr is an attribute, without its namespace.
type Attr struct{ Space, Name, Value string }

// A Node is an element within another, or text, where Element is nil.
type Node struct {
	Element *Element
	Text    string
}

// Attr is the value of an attribute, empty where there is none.
func (e *Element) Attr(name string) string {
	if e == nil {
		return ""
	}
	for i := range e.Attrs {
		if e.Attrs[i].Name == name {
			return strings.TrimSpace(e.Attrs[i].Value)
		}
	}
	return ""
}

// All are the elements of that name right below e.
func (e *Element) All(name string) []*Element {
	if e == nil {
		return nil
	}
	var all []*Element
	for i := range e.Nodes {
		if c := e.Nodes[i].Element; c != nil && c.Name == name {
			all = append(all, c)
		}
	}
	return all
}

// At follows names downwards, the first of each; nil where there is none.
func (e *Element) At(names ...string) *Element {
	for _, name := range names {
		if e == nil {
			return nil
		}
		var next *Element
		for i := range e.Nodes {
			if c := e.Nodes[i].Element; c != nil && c.Name == name {
				next = c
				break
			}
		}
		e = next
	}
	return e
}

// Find is the first element of that name anywhere below e, nil where none is.
func (e *Element) Find(name string) *Element {
	if e == nil {
		return nil
	}
	for i := range e.Nodes {
		c := e.Nodes[i].Element
		if c == nil {
			continue
		}
		if c.Name == name {
			return c
		}
		if found := c.Find(name); found != nil {
			return found
		}
	}
	return nil
}

// Text is all text in e, as one line.
func (e *Element) Text() string { return strings.Join(strings.Fields(e.Raw()), " ") }

// Raw is all text in e as it stands.
func (e *Element) Raw() string {
	var b strings.Builder
	e.text(&b)
	return b.String()
}

func (e *Element) text(b *strings.Builder) {
	if e == nil {
		return
	}
	for i := range e.Nodes {
		if c := e.Nodes[i].Element; c != nil {
			c.text(b)
		} else {
			b.WriteString(e.Nodes[i].Text)
		}
	}
}

// Plain reports whether e holds text alone.
func (e *Element) Plain() bool {
	for i := range e.Nodes {
		if e.Nodes[i].Element != nil {
			return false
		}
	}
	return true
}

// void are elements of HTML that have no end.
var void = map[string]bool{"br": true, "img": true, "hr": true, "input": true, "source": true, "wbr": true, "embed": true, "meta": true, "link": true, "col": true}

// HTML writes what is in e as HTML. Rename gives elements other names, or, with
// an empty one, takes them away and leaves what is in them; nil keeps all.
func (e *Element) HTML(rename func(*Element) string) string {
	var b strings.Builder
	e.inner(&b, rename)
	return b.String()
}

func (e *Element) inner(b *strings.Builder, rename func(*Element) string) {
	if e == nil {
		return
	}
	for i := range e.Nodes {
		c := e.Nodes[i].Element
		if c == nil {
			b.WriteString(html.EscapeString(e.Nodes[i].Text))
			continue
		}
		name := c.Name
		if rename != nil {
			name = rename(c)
		}
		if name == "" {
			c.inner(b, rename)
			continue
		}
		b.WriteByte('<')
		b.WriteString(name)
		for _, a := range c.Attrs {
			if a.Name == "" || strings.ContainsAny(a.Name, " \"'<>/=") {
				continue
			}
			b.WriteString(" " + a.Name + `="` + html.EscapeString(a.Value) + `"`)
		}
		b.WriteByte('>')
		if void[name] {
			continue
		}
		c.inner(b, rename)
		b.WriteString("</" + name + ">")
	}
}
