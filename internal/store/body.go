package store

import (
	"strconv"
	"strings"

	"ilbo.press"
)

// decodeBody reads what encode wrote of a body. Of most stories that is paragraphs,
// subheads and quotes, which are read here in one pass, as parts of the text where
// nothing in them is escaped: a page of a search reads twenty bodies.
func decodeBody(text string, into *ilbo.Body) error {
	if body, ok := plainBody(text); ok {
		*into = body
		return nil
	}
	return decode(text, into)
}

// plainBody reads a body of blocks that have text, and false of any other.
func plainBody(text string) (ilbo.Body, bool) {
	c := cutter{rest: text}
	if !c.skip(`[`) {
		return nil, false
	}
	body := make(ilbo.Body, 0, strings.Count(text, `{"kind":"`)) // a quotation mark within text is escaped
	spans := make(ilbo.Inline, 0, strings.Count(text, `{"text":"`))
	for {
		var b ilbo.Block
		if !c.skip(`{"kind":"`) {
			return nil, false
		}
		b.Kind = ilbo.BlockKind(c.quoted())
		if c.skip(`,"text":[`) {
			first := len(spans)
			for more := true; more; more = c.skip(`,`) {
				spans = append(spans, c.span())
			}
			if !c.skip(`]`) {
				return nil, false
			}
			b.Text = spans[first:len(spans):len(spans)]
		}
		if c.skip(`,"by":"`) {
			b.By = c.quoted()
		}
		if c.skip(`,"title":"`) {
			b.Title = c.quoted()
		}
		if !c.skip(`}`) { // another field
			return nil, false
		}
		if body = append(body, b); !c.skip(`,`) {
			break
		}
	}
	return body, c.skip(`]`) && c.rest == "" && !c.lost
}

// A cutter reads JSON from its beginning on.
type cutter struct {
	rest string
	lost bool // something was not as encode writes it
}

// skip reports whether the text goes on like this, and passes it.
func (c *cutter) skip(like string) bool {
	rest, ok := strings.CutPrefix(c.rest, like)
	c.rest = rest
	return ok
}

func (c *cutter) span() ilbo.Span {
	var s ilbo.Span
	if !c.skip(`{"text":"`) {
		c.lost = true
		return s
	}
	s.Text = c.quoted()
	s.Strong = c.skip(`,"strong":true`)
	s.Em = c.skip(`,"em":true`)
	if c.skip(`,"href":"`) {
		s.Href = c.quoted()
	}
	c.lost = c.lost || !c.skip(`}`)
	return s
}

// quoted reads a string whose quotation mark is behind it, and the one that ends it.
func (c *cutter) quoted() string {
	end := strings.IndexByte(c.rest, '"')
	if end < 0 {
		c.lost = true
		return ""
	}
	if text := c.rest[:end]; strings.IndexByte(text, '\\') < 0 {
		c.rest = c.rest[end+1:]
		return text
	}
	var b strings.Builder
	b.Grow(end + 64)
	for {
		i := strings.IndexAny(c.rest, `"\`)
		if i < 0 {
			c.lost = true
			return ""
		}
		b.WriteString(c.rest[:i])
		if c.rest[i] == '"' {
			c.rest = c.rest[i+1:]
			return b.String()
		}
		c.rest = c.rest[i:]
		if r, ok := c.escaped(); ok {
			b.WriteRune(r)
		} else {
			c.lost = true
			return ""
		}
	}
}

// unescaped are the characters that are written by a letter behind a backslash.
var unescaped = map[byte]rune{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escaped reads one character that begins with a backslash.
func (c *cutter) escaped() (rune, bool) {
	if len(c.rest) < 2 {
		return 0, false
	}
	r, ok := unescaped[c.rest[1]]
	n := 2
	if c.rest[1] == 'u' && len(c.rest) >= 6 {
		code, err := strconv.ParseUint(c.rest[2:6], 16, 16)
		r, n, ok = rune(code), 6, err == nil && (code < 0xD800 || 0xDFFF < code) // not half of a character
	}
	c.rest = c.rest[n:]
	return r, ok
}
