package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Style is how letters look.
type Style struct {
	Faces    Faces
	Size     Length
	Language string // BCP 47, "en" or "ko": how letters are shaped, and where words part
	Features string // OpenType features that are on where the face has them, as "smcp,onum"
	Track    Length // added after every letter
	Ink      Ink
	Link     string // where it leads
}

// A Span is some text in one style.
type Span struct {
	Text  string
	Style *Style
}

// A Text is what is set as one paragraph. A line break in it ends a line; other
// white space is as wide as one space, however much of it there is.
type Text []Span

// Runes is how many the text has.
func (t Text) Runes() int {
	n := 0
	for _, s := range t {
		n += utf8.RuneCountInString(s.Text)
	}
	return n
}

// From is the text from a rune on: what is left of it when a part has been set.
func (t Text) From(at int) Text {
	for i, s := range t {
		n := 0
		for b := range s.Text {
			if n == at {
				return append(Text{{s.Text[b:], s.Style}}, t[i+1:]...)
			}
			n++
		}
		at -= n
	}
	return nil
}

// String is what the text says.
func (t Text) String() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Kinds of runes that lines are made by.

// space reports whether the rune is white space that a line may end at.
func space(r rune) bool {
	switch r {
	case '\u00A0', '\u202F', '\u2007':
		return false
	}
	return unicode.IsSpace(r) && !newline(r) || r == '\u200B'
}

// newline reports whether the rune ends a line.
func newline(r rune) bool {
	return r == '\n' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f' || r == '\u0085'
}

// fixed reports whether the rune is a space that a line may not end at.
func fixed(r rune) bool { return r == '\u00A0' || r == '\u202F' || r == '\u2007' }

// closes reports whether the rune may not begin a line.
func closes(r rune) bool {
	return strings.ContainsRune(".,;:!?)]}”’»›…%‰、。，．：；！？）］｝」』】〉》〕〗·・ー々‐–", r)
}

// opens reports whether the rune may not end a line.
func opens(r rune) bool {
	return strings.ContainsRune("([{“‘«‹（［｛「『【〈《〔〖", r)
}

// joins reports whether the rune belongs to the letter before it.
func joins(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc, unicode.Variation_Selector) || r == '\u200D' || r == '\u200C' ||
		r >= 0x1F3FB && r <= 0x1F3FF || r >= 0xE0020 && r <= 0xE007F
}

// hidden reports whether the rune is never seen: nothing is missing where no
// face has it.
func hidden(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Cc) || r >= 0xE0000 && r <= 0xE0FFF
}

// east reports whether the rune is of a script whose lines may end between any
// two of its characters.
func east(r rune) bool {
	return unicode.In(r, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
