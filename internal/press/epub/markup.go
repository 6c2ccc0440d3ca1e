package epub

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A markup is XML as it is written: elements end in the order that they must, and
// what is not an element is text.
type markup struct {
	bytes.Buffer
	open []string
}

// begin begins an element with pairs of names and values; those without value are
// left out.
func (m *markup) begin(name string, attributes ...string) *markup {
	m.tag(name, attributes)
	m.WriteByte('>')
	m.open = append(m.open, name)
	return m
}

// end ends so many elements.
func (m *markup) end(n int) *markup {
	for range n {
		last := len(m.open) - 1
		m.WriteString("</" + m.open[last] + ">")
		m.open = m.open[:last]
	}
	return m
}

// close ends them all.
func (m *markup) close() []byte {
	m.end(len(m.open))
	m.WriteByte('\n')
	return m.Bytes()
}

// empty is an element that has nothing in it.
func (m *markup) empty(name string, attributes ...string) *markup {
	m.tag(name, attributes)
	m.WriteString("/>")
	return m
}

// line is an element with nothing but text; where that is empty, there is none.
func (m *markup) line(name, text string, attributes ...string) *markup {
	if strings.TrimSpace(text) == "" {
		return m
	}
	m.begin(name, attributes...).text(text)
	return m.end(1).next()
}

// next is a new line, where none is seen.
func (m *markup) next() *markup {
	m.WriteByte('\n')
	return m
}

func (m *markup) tag(name string, attributes []string) {
	m.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" || attributes[i] == "alt" {
			m.WriteString(" " + attributes[i] + `="`)
			m.text(attributes[i+1])
			m.WriteByte('"')
		}
	}
}

var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// text writes what people typed.
func (m *markup) text(s string) *markup {
	_, _ = escaped.WriteString(m, legible(s)) // a buffer takes everything
	return m
}

// legible is text without what XML cannot hold, and without the marks that turn
// the direction of what follows.
func legible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029:
			return ' '
		case r < 0x20 || r >= 0x7F && r < 0xA0 || r == utf8.RuneError || r == 0xFEFF || r == 0x200B || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
			return -1
		case r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF || r >= 0xFFF9 && r <= 0xFFFC: // no characters
			return -1
		}
		return r
	}, s)
}

// document begins one in a language; the head is of it, and its body is open.
func document(language, title, up string, kind string) *markup {
	m := &markup{}
	m.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n")
	m.begin("html", "xmlns", "http://www.w3.org/1999/xhtml", "xmlns:epub", "http://www.idpf.org/2007/ops", "lang", language, "xml:lang", language).next()
	m.begin("head").line("title", title)
	m.empty("link", "rel", "stylesheet", "type", "text/css", "href", up+"paper.css").end(1).next()
	return m.begin("body", "epub:type", kind).next()
}
