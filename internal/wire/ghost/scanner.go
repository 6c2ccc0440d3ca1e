package ghost

import (
	"bytes"
	"errors"
	"io"
)

// The most that a scanner follows.
const (
	maxDepth   = 10_000 // values within values
	maxKey     = 200    // bytes of a name that can be one of ours; longer ones are passed over
	maxLiteral = 400    // bytes of a number
	bufferSize = 64 << 10
)

// A scanner reads JSON (RFC 8259) token by token in the memory of one buffer,
// however large the file and whatever it holds: texts are kept up to a limit
// that the caller gives, and the rest of them is passed over. It is stricter
// than no other reader but for one thing: control characters within texts are
// let through, since the copy is cleaned of them anyway.
type scanner struct {
	r        io.Reader // nil where buf holds all that there is
	buf      []byte
	pos, end int
	base     int64 // where buf begins in the file
	lines    int64 // line ends before buf
	failed   error // what r gave when it could not be read
	open     []bool
}

func newScanner(r io.Reader, size int) *scanner { return &scanner{r: r, buf: make([]byte, size)} }

// scanBytes makes a scanner of a text that is in memory.
func scanBytes(data []byte) *scanner { return &scanner{buf: data, end: len(data)} }

// reset begins anew with r, which stands at that place of the file.
func (s *scanner) reset(r io.Reader, base int64) {
	s.r, s.pos, s.end, s.base, s.lines, s.failed = r, 0, 0, base, 0, nil
}

// A kind is what sort of value a token begins.
type kind byte

const (
	null kind = iota
	boolean
	number
	text
	list
	object
)

// String names the kind in a sentence.
func (k kind) String() string {
	return [...]string{"nothing", "true or false", "a number", "a text", "a list", "an object"}[k]
}

// A damage is the place where a file stops being JSON that can be followed.
type damage struct {
	at, line int64 // from 0 and from 1
	cut      bool  // the file ends here
	what     string
	err      error
}

func (d *damage) Error() string { return d.what }
func (d *damage) Unwrap() error { return d.err }

// offset is where the scanner stands in the file.
func (s *scanner) offset() int64 { return s.base + int64(s.pos) }

// damaged makes the error for the place where the scanner stands.
func (s *scanner) damaged(what string) error {
	d := &damage{at: s.offset(), line: s.lines + 1 + int64(bytes.Count(s.buf[:s.pos], []byte{'\n'})), what: what, err: s.failed}
	d.cut = s.pos == s.end && !s.fill()
	return d
}

// fill reads on, and gives false at the end.
func (s *scanner) fill() bool {
	if s.r == nil || s.failed != nil {
		return false
	}
	s.lines += int64(bytes.Count(s.buf[:s.end], []byte{'\n'}))
	s.base += int64(s.end)
	s.pos, s.end = 0, 0
	for range 100 {
		n, err := s.r.Read(s.buf)
		s.end = n
		switch {
		case n > 0:
			return true
		case errors.Is(err, io.EOF):
			return false
		case err != nil:
			s.failed = err
			return false
		}
	}
	s.failed = io.ErrNoProgress
	return false
}

// next is the next byte that is no white space, which stays; 0 at the end.
func (s *scanner) next() byte {
	for {
		for s.pos < s.end {
			switch c := s.buf[s.pos]; c {
			case ' ', '\t', '\n', '\r':
				s.pos++
			default:
				return c
			}
		}
		if !s.fill() {
			return 0
		}
	}
}

// take passes over c where it comes next.
func (s *scanner) take(c byte) bool {
	if s.next() != c || s.pos == s.end {
		return false
	}
	s.pos++
	return true
}

// byte takes the next byte as it is; false at the end.
func (s *scanner) byte() (byte, bool) {
	if s.pos == s.end && !s.fill() {
		return 0, false
	}
	c := s.buf[s.pos]
	s.pos++
	return c, true
}

// kind tells what value comes next.
func (s *scanner) kind() (kind, error) {
	switch c := s.next(); {
	case c == '{':
		return object, nil
	case c == '[':
		return list, nil
	case c == '"':
		return text, nil
	case c == 't', c == 'f':
		return boolean, nil
	case c == 'n':
		return null, nil
	case c == '-', c >= '0' && c <= '9':
		return number, nil
	}
	return null, s.damaged("a value is expected")
}

// object calls see with the name of each member of the object that comes next;
// see takes the value. The name is good until then.
func (s *scanner) object(see func(name []byte) error) error {
	if !s.take('{') {
		return s.damaged("an object is expected")
	}
	if s.take('}') {
		return nil
	}
	var room [64]byte
	for {
		name, err := s.name(room[:0])
		if err != nil {
			return err
		}
		if err := see(name); err != nil {
			return err
		}
		if s.take('}') {
			return nil
		}
		if !s.take(',') {
			return s.damaged("a comma or the end of the object is expected")
		}
	}
}

// name takes a member's name and the colon after it. One that is too long to
// be known is given as none.
func (s *scanner) name(room []byte) ([]byte, error) {
	if s.next() != '"' {
		return nil, s.damaged("a name is expected")
	}
	name, long, err := s.text(room, maxKey)
	switch {
	case err != nil:
		return nil, err
	case !s.take(':'):
		return nil, s.damaged("a colon is expected")
	case long:
		return nil, nil
	}
	return name, nil
}

// list calls see before each value of the list that comes next; see takes it.
func (s *scanner) list(see func() error) error {
	if !s.take('[') {
		return s.damaged("a list is expected")
	}
	if s.take(']') {
		return nil
	}
	for {
		if err := see(); err != nil {
			return err
		}
		if s.take(']') {
			return nil
		}
		if !s.take(',') {
			return s.damaged("a comma or the end of the list is expected")
		}
	}
}

// skip passes over the value that comes next, whatever it holds.
func (s *scanner) skip() error {
	s.open = s.open[:0] // which of the values that are open are objects
	var room [maxLiteral + 1]byte
	for {
		switch c := s.next(); c {
		case '{', '[':
			if len(s.open) == maxDepth {
				return s.damaged("values are nested too deeply")
			}
			s.pos++
			if s.take(closing(c == '{')) {
				break
			}
			s.open = append(s.open, c == '{')
			if c == '{' {
				if _, err := s.name(room[:0]); err != nil {
					return err
				}
			}
			continue
		case '"':
			if _, _, err := s.text(room[:0], 0); err != nil {
				return err
			}
		default:
			if _, err := s.literal(room[:0]); err != nil {
				return err
			}
		}
		if more, err := s.ended(room[:0]); err != nil || !more {
			return err
		}
	}
}

// ended closes what ends after a value, and tells whether another follows.
func (s *scanner) ended(room []byte) (more bool, err error) {
	for n := len(s.open); n > 0; n = len(s.open) {
		inObject := s.open[n-1]
		if s.take(',') {
			if inObject {
				_, err = s.name(room)
			}
			return true, err
		}
		if !s.take(closing(inObject)) {
			return false, s.damaged("a comma or the end of " + map[bool]string{true: "the object", false: "the list"}[inObject] + " is expected")
		}
		s.open = s.open[:n-1]
	}
	return false, nil
}

func closing(inObject bool) byte {
	if inObject {
		return '}'
	}
	return ']'
}
