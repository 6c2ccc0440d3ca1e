package search

import (
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A letter is one folded character and the bytes of the text it came from. A
// character that folds to several gives several letters of the same span.
type letter struct {
	r          rune
	start, end int
}

// fold gives the letters of text.
func fold(text string) []letter { return appendFolded(nil, text) }

// folded gives do the letters of text for as long as it runs: a story has some
// thousand of them, and their memory is used again.
func folded(text string, do func(letters []letter)) {
	buffer := folding.Get().(*[]letter)
	letters := appendFolded((*buffer)[:0], text)
	do(letters)
	if cap(letters) <= maxFolding {
		*buffer = letters
		folding.Put(buffer)
	}
}

var folding = sync.Pool{New: func() any { return new([]letter) }}

// maxFolding is how many letters are worth keeping.
const maxFolding = 1 << 16

// appendFolded appends the letters of text to list: NFKC, without case, without
// the accents of alphabets. Bytes that are no UTF-8 become U+FFFD, which is no letter.
func appendFolded(list []letter, text string) []letter {
	list = slices.Grow(list, utf8.RuneCountInString(text))
	for i := 0; i < len(text); {
		n := composed(text[i:])
		if n == 0 {
			n = norm.NFKC.QuickSpanString(text[i:])
		}
		if n > 0 {
			list = foldSpan(list, text[i:i+n], i)
			i += n
			continue
		}
		n = norm.NFKC.NextBoundaryInString(text[i:], true)
		if n <= 0 {
			_, n = utf8.DecodeRuneInString(text[i:])
		}
		for _, r := range norm.NFKC.String(text[i : i+n]) {
			list = foldRune(list, r, i, i+n)
		}
		i += n
	}
	return list
}

// composed is how much of the beginning of text is of characters that NFKC leaves as
// they are, and that make no other with what stands beside them: most texts are of
// nothing else, and norm takes a look at each of them in its tables. The last before
// another character may belong to that.
func composed(text string) int {
	before, i := 0, 0 // the last character
	for i < len(text) {
		n := 1
		if text[i] >= utf8.RuneSelf && !ordinary(text[i:]) {
			var r rune
			if r, n = utf8.DecodeRuneInString(text[i:]); r == '…' || !plainly(r) {
				return before
			}
		} else if text[i] >= utf8.RuneSelf {
			n = len("가")
		}
		before, i = i, i+n
	}
	return i
}

func foldSpan(list []letter, text string, at int) []letter {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			list = append(list, letter{rune(c), at + i, at + i + 1})
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		list = foldRune(list, r, at+i, at+i+n)
		i += n
	}
	return list
}

// special are the letters that lose more than an accent.
var special = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i", 'ħ': "h", 'ς': "σ",
	'\u2019': "'", '\u2018': "'", '\u02BC': "'",
}

func foldRune(list []letter, r rune, start, end int) []letter {
	if syllabic(r) {
		return append(list, letter{r, start, end})
	}
	r = unicode.ToLower(r)
	if s, ok := special[r]; ok {
		for _, r := range s {
			list = append(list, letter{r, start, end})
		}
		return list
	}
	if 0x300 <= r && r <= 0x36F { // an accent on the letter before
		if n := len(list); n > 0 && list[n-1].end == start {
			list[n-1].end = end
		}
		return list
	}
	if r >= 0xC0 {
		r = bare(r)
	}
	return append(list, letter{r, start, end})
}

// bare is an accented letter of the Latin, Greek or Cyrillic alphabet without
// its accents. Й and й stay: to readers of Cyrillic they are letters of their own.
func bare(r rune) rune {
	if r == 'й' || !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) {
		return r
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	if d := norm.NFD.Properties(buf[:n]).Decomposition(); len(d) > 0 {
		base, _ := utf8.DecodeRune(d)
		return bare(base)
	}
	return r
}

// syllabic reports whether r belongs to a script that is searched in pairs:
// Hangul, Hanja, kana.
func syllabic(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case 0xAC00 <= r && r <= 0xD7A3, 0x4E00 <= r && r <= 0x9FFF, 0x3041 <= r && r <= 0x3096, 0x30A1 <= r && r <= 0x30FA:
		return true
	case r == 0x3005 || r == 0x3007 || r == 0x30FC: // 々 〇 ー
		return true
	}
	return unicode.In(r, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana) && unicode.IsLetter(r)
}
