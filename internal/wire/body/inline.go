package body

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire/dom"
)

// An inline gathers a line of text with its marks; white space of all kinds
// becomes single spaces, as browsers show it.
type inline struct {
	spans ilbo.Inline
	size  int       // bytes of text in spans
	mark  ilbo.Span // the marks in force; its text is not used
}

// maxLine is the longest paragraph, in bytes. What goes on beyond it is no
// newspaper's, and goes on in the next.
const maxLine = 24 << 10

func (l *inline) text(s string) {
	s = squeeze(s)
	n := len(l.spans)
	if n == 0 || strings.HasSuffix(l.spans[n-1].Text, " ") {
		s = strings.TrimPrefix(s, " ")
	}
	if s == "" {
		return
	}
	l.size += len(s)
	if n > 0 {
		last := &l.spans[n-1]
		if last.Strong == l.mark.Strong && last.Em == l.mark.Em && last.Href == l.mark.Href {
			last.Text += s
			return
		}
	}
	span := l.mark
	span.Text = s
	l.spans = append(l.spans, span)
}

func (l *inline) string() string { return l.spans.String() }

// ended holds where a sentence ends the line so far.
func (l *inline) ended() bool {
	if len(l.spans) == 0 {
		return false
	}
	last := strings.TrimRight(l.spans[len(l.spans)-1].Text, " ")
	return sentence.MatchString(last[max(0, len(last)-16):])
}

// take gives the line, and begins a new one under the same marks.
func (l *inline) take() ilbo.Inline {
	spans := l.spans
	l.spans, l.size = nil, 0
	for n := len(spans); n > 0; n = len(spans) {
		spans[n-1].Text = strings.TrimRight(spans[n-1].Text, " ")
		if spans[n-1].Text != "" {
			break
		}
		spans = spans[:n-1]
	}
	return spans
}

// squeeze makes every run of white space one space, and drops what is no text.
func squeeze(s string) string {
	var b strings.Builder
	space := false
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFEFF || r == 0x200B || r == 0xAD, r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// inlineElement sets an element within the line, with the marks that it adds.
// A block within it (pages do that) ends the line before and after.
func (s *setter) inlineElement(n *html.Node) {
	before := s.line.mark
	switch n.Data {
	case "b", "strong":
		s.line.mark.Strong = true
	case "i", "em", "cite":
		s.line.mark.Em = true
	case "a":
		s.line.mark.Href = s.href(dom.Attr(n, "href"))
	}
	s.children(n)
	s.line.mark = before
}

// href is the address of a link as copy may hold it, and empty where it may
// not. A path of the other site is made whole; it would lead astray on this one.
func (s *setter) href(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || raw == "" || strings.HasPrefix(raw, "#") {
		return ""
	}
	if u.Scheme == "" {
		if s.Base == nil {
			return ""
		}
		u = s.Base.ResolveReference(u)
	}
	if out := u.String(); (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "mailto") && ilbo.SafeHref(out) {
		return out
	}
	return ""
}
