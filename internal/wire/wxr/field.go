package wxr

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding"
)

// field reads the text of an element that has begun, up to its end, as it
// stands in the file. It is good until the next call. Markup that stands in it
// unescaped is text. A field of more than limit bytes gives errLong; where
// limit is zero it is passed over. One that the next element of the export
// stands in has no end and is broken; that tag is read next.
func (s *scanner) field(t *tag, limit int) ([]byte, error) {
	s.buf = s.buf[:0]
	if t.empty {
		return s.buf, nil
	}
	size := 0
	keep := func(part []byte) {
		if size += len(part); limit > 0 && size <= limit+1 {
			s.buf = append(s.buf, part...)
		}
	}
	for {
		if err := s.pass('<', keep); err != nil {
			return nil, unended(err, t)
		}
		head, _ := s.r.Peek(len(cdataHead))
		switch {
		case bytes.Equal(head, cdataHead):
			s.skip(len(cdataHead))
			keep(cdataHead)
			if err := s.passEnd("]]>", keep); err != nil {
				return nil, unended(err, t)
			}
		case len(head) > 0 && (head[0] == '/' || isLetter(head[0])):
			mark, before := len(s.buf), size
			inner, err := s.innerTag(keep)
			switch {
			case err != nil:
				return nil, unended(err, t)
			case inner != nil && inner.close && inner.name == t.name:
				if before-1 > limit && limit > 0 {
					return nil, errLong
				}
				return s.buf[:max(0, min(mark, len(s.buf))-1)], nil
			case inner != nil && structural(inner):
				s.push(inner)
				return nil, brokenf(inner.line, "its field “%s”, which begins in line %d, has no end", t.name, t.line)
			}
		}
	}
}

// innerTag reads a tag within a field and keeps its text too.
func (s *scanner) innerTag(keep func([]byte)) (*tag, error) {
	t := &tag{line: s.line, at: s.at - 1}
	var text [128]byte
	n := 0
	err := s.pass('>', func(part []byte) {
		keep(part)
		n += copy(text[min(n, len(text)):], part)
	})
	if err != nil {
		return nil, err
	}
	if n == len(text) && text[n-1] != '>' {
		return nil, nil // longer than any tag of an export's own
	}
	return t, t.read(text[:n-1], s.prefix)
}

// structural holds for the tags that only an export's own frame has.
func structural(t *tag) bool {
	prefix, _, ok := strings.Cut(t.name, ":")
	if !ok {
		return t.name == "item" || t.name == "channel" || t.name == "rss"
	}
	return prefix == "wp" || prefix == "content" || prefix == "excerpt" || prefix == "dc"
}

func unended(err error, t *tag) error {
	if errors.Is(err, io.EOF) {
		return brokenf(t.line, "the file ends within its field “%s”", t.name)
	}
	return err
}

// pastElement reads on behind the end of an element that has begun, whatever
// stands in it.
func (s *scanner) pastElement(t *tag) error {
	for depth := 1; !t.empty && depth > 0; {
		inner, err := s.next()
		switch {
		case errors.Is(err, io.EOF):
			return brokenf(t.line, "the file ends within its element “%s”", t.name)
		case err != nil:
			return err
		case inner.name == "item" || inner.name == "channel":
			s.push(inner)
			return brokenf(inner.line, "its element “%s”, which begins in line %d, has no end", t.name, t.line)
		case inner.name != t.name || inner.empty:
		case inner.close:
			depth--
		default:
			depth++
		}
	}
	return nil
}

const (
	cdataBegin = "<![CDATA["
	cdataEnd   = "]]>"
)

// text decodes what stands in a field: CDATA as it is, references to
// characters outside of it read. CDATA that a "]]>" of its own text broke is
// taken as one piece.
func text(raw []byte, set encoding.Encoding) string {
	if set != nil && !utf8.Valid(raw) {
		if decoded, err := set.NewDecoder().Bytes(raw); err == nil {
			raw = decoded
		}
	}
	all := string(raw)
	if !strings.Contains(all, cdataBegin) {
		return html.UnescapeString(all)
	}
	if decoded, ok := pieces(all); ok {
		return decoded
	}
	all = strings.TrimSpace(all)
	all = strings.TrimSuffix(strings.TrimPrefix(all, cdataBegin), cdataEnd)
	return strings.ReplaceAll(all, cdataEnd+cdataBegin, "")
}

// pieces decodes a field whose CDATA begins and ends as it should.
func pieces(all string) (string, bool) {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(all, cdataBegin)
		if strings.Contains(before, cdataEnd) {
			return "", false
		}
		b.WriteString(html.UnescapeString(before))
		if !ok {
			return b.String(), true
		}
		inner, rest, ok := strings.Cut(after, cdataEnd)
		if !ok {
			return "", false
		}
		b.WriteString(inner)
		all = rest
	}
}
