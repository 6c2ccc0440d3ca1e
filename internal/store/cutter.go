package store

import (
	"strconv"
	"strings"
)

// A cutter reads JSON that encode wrote, from its beginning on, for what every page
// has many of. Whoever uses one leaves to decode what it cannot tell.
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

// part passes what stands before a part of a list. PostgreSQL writes a space there.
func (c *cutter) part(first bool) bool {
	if first {
		return c.skip(`[`)
	}
	is := c.skip(`,`)
	c.skip(` `)
	return is
}

// number reads a whole number.
func (c *cutter) number() int64 {
	end := strings.IndexFunc(c.rest, func(r rune) bool { return r != '-' && (r < '0' || '9' < r) })
	if end < 0 {
		end = len(c.rest)
	}
	n, err := strconv.ParseInt(c.rest[:end], 10, 64)
	c.rest, c.lost = c.rest[end:], c.lost || err != nil
	return n
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
