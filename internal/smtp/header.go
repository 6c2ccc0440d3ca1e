package smtp

import (
	"bytes"
	"encoding/base64"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldAt is how long a line of a header should be at most: RFC 5322, 2.1.1.
const foldAt = 76

// A header writes lines of a letter's head. Both of its methods put values
// through [line], and nothing else writes.
type header struct{ b *bytes.Buffer }

// text writes a value that people read, encoded as RFC 2047 has it where it is
// not plain ASCII.
func (h header) text(name, value string) { h.plain(name, encoded(value)) }

// plain writes a value that is ASCII by its grammar.
func (h header) plain(name, value string) {
	h.b.WriteString(name + ":")
	n := len(name) + 1
	for word := range strings.SplitSeq(line(value), " ") {
		if word == "" {
			continue
		}
		if n+1+len(word) > foldAt && n > len(name)+1 {
			h.b.WriteString("\r\n")
			n = 0
		}
		h.b.WriteString(" " + word)
		n += 1 + len(word)
	}
	h.b.WriteString("\r\n")
}

// wordBytes is how much of a text goes into one encoded word, so that the longest
// name of a header and a word fit into a line: RFC 2047, 2.
const wordBytes = 36

// encoded is a text as words of a header.
func encoded(text string) string {
	text = line(text)
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= 0x7F }) && !strings.Contains(text, "=?") {
		return text
	}
	var words []string
	for from, end := 0, 0; from < len(text); from = end {
		for end < len(text) {
			_, size := utf8.DecodeRuneInString(text[end:])
			if end+size-from > wordBytes {
				break
			}
			end += size
		}
		words = append(words, "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte(text[from:end]))+"?=")
	}
	return strings.Join(words, " ")
}

// line is a text on one line: every break and every other control character is
// a space, so that what is typed into a field ends no header.
func line(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))), " ")
}

// address is a mailbox with its name, if any, as a header has it.
func address(a mail.Address) string {
	a.Name = line(a.Name)
	return a.String()
}
