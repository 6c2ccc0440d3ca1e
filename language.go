package ilbo

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Language is one that the paper is published in, as a BCP 47 primary tag.
type Language string

// The languages that the house knows how to set, search and date.
const (
	English Language = "en"
	Korean  Language = "ko"
)

// Known reports whether the house has words and rules for l.
func (l Language) Known() bool { return l == English || l == Korean }

// Words are one name or phrase in each language that somebody wrote it in.
type Words map[Language]string

// In gives the words in l, or else in English, or else in any language, so
// that a section without a translation still has a name.
func (w Words) In(l Language) string {
	if s := w[l]; s != "" {
		return s
	}
	if s := w[English]; s != "" {
		return s
	}
	return w[Korean]
}

// GuessLanguage tells Korean copy from English by counting: copy whose letters
// are at least a third Hangul is Korean.
func GuessLanguage(text string) Language {
	var hangul, latin int
	for _, r := range text {
		switch {
		case r >= 0xAC00 && r <= 0xD7A3:
			hangul++
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			latin++
		}
	}
	if hangul*2 >= latin && hangul > 0 {
		return Korean
	}
	return English
}

// Clean makes one line of text presentable: white space of every kind becomes
// single spaces, and control characters, broken UTF-8 and the marks go that turn
// the direction of what follows, which on a page is not this line alone.
func Clean(s string) string {
	if presentable(s) {
		return s
	}
	return cleaned(s)
}

func cleaned(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029:
			return ' '
		case dropped(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// dropped reports whether a rune is none that a line may hold: a control, a mark
// of no width, an override of the direction that text runs in.
func dropped(r rune) bool {
	return r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFEFF || r == 0x200B || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// presentable reports whether Clean would leave a line as it is, which holds for
// most.
func presentable(s string) bool {
	before := ' ' // none may stand at the beginning
	for _, r := range s {
		switch {
		case r == ' ' && before == ' ':
			return false
		case ' ' <= r && r < 0x7F, '가' <= r && r <= '힣': // most
		case r == utf8.RuneError || dropped(r) || unicode.IsSpace(r):
			return false
		}
		before = r
	}
	return s == "" || before != ' '
}
