package ghost

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// text takes the text that comes next, and appends up to limit bytes of it to
// room. Long says that there were more.
func (s *scanner) text(room []byte, limit int) (out []byte, long bool, err error) {
	s.pos++ // the quote
	out = room
	limit += len(room)
	add := func(part []byte) {
		if n := limit - len(out); long || len(part) > n {
			for n > 0 && !utf8.RuneStart(part[n]) {
				n--
			}
			part, limit, long = part[:n], len(out)+n, true
		}
		out = append(out, part...)
	}
	var room4 [utf8.UTFMax]byte
	var high rune // the first half of a pair, until the other is seen
	for {
		from := s.pos
		for s.pos < s.end && s.buf[s.pos] != '"' && s.buf[s.pos] != '\\' {
			s.pos++
		}
		part := s.buf[from:s.pos]
		if s.pos == s.end {
			if high != 0 && len(part) > 0 {
				add(utf8.AppendRune(room4[:0], high))
				high = 0
			}
			add(part)
			if !s.fill() {
				return nil, false, s.damaged("a text has no end")
			}
			continue
		}
		end := s.buf[s.pos] == '"'
		if high != 0 && (end || len(part) > 0) {
			add(utf8.AppendRune(room4[:0], high))
			high = 0
		}
		add(part)
		s.pos++
		if end {
			return out, long, nil
		}
		r, err := s.escape()
		if err != nil {
			return nil, false, err
		}
		if high != 0 {
			if pair := utf16.DecodeRune(high, r); pair != utf8.RuneError {
				add(utf8.AppendRune(room4[:0], pair))
				high = 0
				continue
			}
			add(utf8.AppendRune(room4[:0], high))
			high = 0
		}
		if r >= 0xD800 && r < 0xDC00 {
			high = r
			continue
		}
		add(utf8.AppendRune(room4[:0], r))
	}
}

// escape takes what stands after a backslash.
func (s *scanner) escape() (rune, error) {
	if c, ok := s.byte(); ok {
		switch c {
		case '"', '\\', '/':
			return rune(c), nil
		case 'b':
			return '\b', nil
		case 'f':
			return '\f', nil
		case 'n':
			return '\n', nil
		case 'r':
			return '\r', nil
		case 't':
			return '\t', nil
		case 'u':
			return s.hex()
		}
		s.pos--
	}
	return 0, s.damaged("this is none of the letters that JSON knows after a backslash")
}

// hex takes four hexadecimal digits.
func (s *scanner) hex() (r rune, err error) {
	for range 4 {
		c, ok := s.byte()
		switch {
		case ok && c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case ok && c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case ok && c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			if ok {
				s.pos--
			}
			return 0, s.damaged("four hexadecimal digits are expected")
		}
	}
	return r, nil
}

// literal takes the number, true, false or null that comes next.
func (s *scanner) literal(room []byte) ([]byte, error) {
	out := room
	for len(out) <= maxLiteral {
		c, ok := s.byte()
		if !ok {
			break
		}
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == '-' || c == '+' || c == '.' || c == 'E') {
			s.pos--
			break
		}
		out = append(out, c)
	}
	if len(out) > maxLiteral {
		return nil, s.damaged("a number is longer than any")
	}
	if v := string(out); v != "true" && v != "false" && v != "null" && !isNumber(out) {
		return nil, s.damaged("a value is expected")
	}
	return out, nil
}

// isNumber holds for the numbers of JSON.
func isNumber(b []byte) bool {
	digits := func() bool {
		n := 0
		for n < len(b) && b[n] >= '0' && b[n] <= '9' {
			n++
		}
		b = b[n:]
		return n > 0
	}
	b = bytes.TrimPrefix(b, []byte("-"))
	if len(b) > 1 && b[0] == '0' && b[1] >= '0' && b[1] <= '9' || !digits() {
		return false
	}
	if len(b) > 0 && b[0] == '.' {
		if b = b[1:]; !digits() {
			return false
		}
	}
	if len(b) > 0 && (b[0] == 'e' || b[0] == 'E') {
		if b = b[1:]; len(b) > 0 && (b[0] == '+' || b[0] == '-') {
			b = b[1:]
		}
		if !digits() {
			return false
		}
	}
	return len(b) == 0
}
