package wxr

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"

	"ilbo.press"
)

// A scanner finds the elements of an export, in constant memory.
type scanner struct {
	r      *bufio.Reader
	at     int64             // bytes read so far
	line   int               // lines begun so far
	prefix map[string]string // of the file's own names, where they are unusual
	pushed *tag              // one that was read and not used
	buf    []byte            // the text of a field
	tail   [3]byte           // last bytes of a stretch that is passed over
}

// A tag is the beginning or the end of an element.
type tag struct {
	name  string // with the usual prefix: "wp:post_id"
	attrs []attr
	close bool
	empty bool // begins and ends in one
	line  int
	at    int64 // of its "<"
}

type attr struct{ name, value string }

func (t *tag) attr(name string) string {
	for _, a := range t.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// maxTag is the longest tag, in bytes; a longer one is none.
const maxTag = 16 << 10

func newScanner(r io.Reader, size int) *scanner {
	return &scanner{r: bufio.NewReaderSize(r, size), line: 1}
}

func (s *scanner) push(t *tag) { s.pushed = t }

// next gives the next tag. Text, comments, CDATA, declarations and instructions
// before it are passed over. The error is io.EOF or one of the reader.
func (s *scanner) next() (*tag, error) {
	if t := s.pushed; t != nil {
		s.pushed = nil
		return t, nil
	}
	for {
		if err := s.pass('<', nil); err != nil {
			return nil, err
		}
		t, err := s.tagOrOther()
		if t != nil || err != nil {
			return t, err
		}
	}
}

// pass reads on behind the next c, and calls keep (unless nil) with all before
// and with it.
func (s *scanner) pass(c byte, keep func([]byte)) error {
	for {
		part, err := s.r.ReadSlice(c)
		s.at += int64(len(part))
		s.line += bytes.Count(part, newline)
		if keep != nil {
			keep(part)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

var newline = []byte{'\n'}

// tagOrOther reads what follows a "<": a tag, or nil for anything else, which
// is passed over.
func (s *scanner) tagOrOther() (*tag, error) {
	head, err := s.r.Peek(8)
	if len(head) == 0 {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, []byte("!--")):
		s.skip(3)
		return nil, s.passEnd("-->", nil)
	case bytes.HasPrefix(head, cdataHead):
		s.skip(len(cdataHead))
		return nil, s.passEnd("]]>", nil)
	case head[0] == '?':
		return nil, s.passEnd("?>", nil)
	case head[0] == '!':
		return nil, s.passDeclaration()
	case head[0] == '/' || isLetter(head[0]):
		return s.tag()
	}
	return nil, nil
}

var cdataHead = []byte("![CDATA[")

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }

// skip passes over bytes that were seen already; none of them ends a line.
func (s *scanner) skip(n int) {
	n, _ = s.r.Discard(n)
	s.at += int64(n)
}

// passEnd reads on behind the next end, which ends in ">", and calls keep
// (unless nil) with all of it.
func (s *scanner) passEnd(end string, keep func([]byte)) error {
	s.tail = [3]byte{}
	for {
		err := s.pass('>', func(part []byte) {
			if keep != nil {
				keep(part)
			}
			for _, c := range part[max(0, len(part)-3):] {
				s.tail = [3]byte{s.tail[1], s.tail[2], c}
			}
		})
		if err != nil || strings.HasSuffix(string(s.tail[:]), end) {
			return err
		}
	}
}

// passDeclaration passes over a document type, with the entities that it may
// declare: none of them is ever expanded.
func (s *scanner) passDeclaration() error {
	depth := 0
	var quote byte
	for {
		c, err := s.r.ReadByte()
		if err != nil {
			return err
		}
		s.at++
		switch {
		case c == '\n':
			s.line++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && depth > 0:
			quote = c
		case c == '<':
			depth++
		case c == '>' && depth == 0:
			return nil
		case c == '>':
			depth--
		}
	}
}

// tag reads a tag whose "<" has been read; nil where it is too long or no tag.
func (s *scanner) tag() (*tag, error) {
	t := &tag{line: s.line, at: s.at - 1}
	var text []byte
	for {
		err := s.pass('>', func(part []byte) {
			if len(text) <= maxTag {
				text = append(text, part...)
			}
		})
		if err != nil {
			return nil, err
		}
		if len(text) > maxTag {
			return nil, nil
		}
		if quote := openQuote(text); quote == 0 || !s.closes(quote) {
			break
		}
	}
	return t, t.read(text[:len(text)-1], s.prefix)
}

// openQuote gives the quote of the attribute's value that a tag's text ends
// within, 0 where it ends within none.
func openQuote(text []byte) byte {
	var quote, last byte
	for _, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && last == '=':
			quote = c
		}
		if c > ' ' {
			last = c
		}
	}
	return quote
}

// closes reports whether an attribute's value ends before the next tag begins:
// where it does not, its quote was forgotten.
func (s *scanner) closes(quote byte) bool {
	ahead, _ := s.r.Peek(min(s.r.Size(), 4096))
	end := bytes.IndexAny(ahead, string([]byte{quote, '<'}))
	return end >= 0 && ahead[end] == quote
}

// read takes the text of a tag apart.
func (t *tag) read(text []byte, prefix map[string]string) error {
	rest := string(text)
	rest, t.close = strings.CutPrefix(rest, "/")
	rest, t.empty = strings.CutSuffix(rest, "/")
	end := strings.IndexAny(rest, " \t\r\n")
	if end < 0 {
		end = len(rest)
	}
	t.name = rest[:end]
	if p, local, ok := strings.Cut(t.name, ":"); ok && prefix[p] != "" {
		t.name = prefix[p] + ":" + local
	}
	for rest = strings.TrimSpace(rest[end:]); rest != ""; rest = strings.TrimSpace(rest) {
		name, after, ok := strings.Cut(rest, "=")
		after = strings.TrimSpace(after)
		if !ok || after == "" || after[0] != '"' && after[0] != '\'' {
			return nil
		}
		value, next, ok := strings.Cut(after[1:], after[:1])
		if !ok {
			return nil
		}
		t.attrs = append(t.attrs, attr{strings.TrimSpace(name), html.UnescapeString(value)})
		rest = next
	}
	return nil
}

// A broken is what is wrong with the form of an entry. It reads as the end of
// a sentence.
type broken struct {
	why  string
	line int
}

func (b *broken) Error() string { return b.why }

func brokenf(line int, format string, args ...any) error {
	for i, arg := range args {
		if name, ok := arg.(string); ok {
			args[i] = short(ilbo.Clean(name))
		}
	}
	return &broken{fmt.Sprintf(format, args...), line}
}

// errLong says that a field is longer than its limit. It has been passed over.
var errLong = errors.New("too long")
