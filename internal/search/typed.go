package search

import (
	"strings"
	"unicode"
)

// hangulMark stands before what is typed in Hangul, so that 새 (to) is no
// beginning of “today”.
const hangulMark = "^"

// jamo are the letters that NFKC takes Hangul apart to, by their keys.
var jamo = jamoKeys()

func jamoKeys() map[rune]string {
	m := make(map[rune]string)
	for first, list := range map[rune][]rune{0x1100: initialList, 0x1161: vowelList, 0x11A8: finalList} {
		for i, r := range list {
			m[first+rune(i)] = keyOf[r]
		}
	}
	return m
}

// typed is text by the keys that write it: letters of alphabets folded, Hangul
// by the keys of its letters. A syllable that is half composed is the beginning
// of what it may become: 북하 of 북한, 고 of 과. Spaces and signs are left out.
func typed(text string) string {
	var b strings.Builder
	for _, l := range fold(text) {
		if kindOf(l.r) == none {
			continue
		}
		if b.Len() == 0 && unicode.Is(unicode.Hangul, l.r) {
			b.WriteString(hangulMark)
		}
		writeKeys(&b, l.r)
	}
	return b.String()
}

func writeKeys(b *strings.Builder, r rune) {
	if keys, ok := jamo[r]; ok {
		b.WriteString(keys)
		return
	}
	if r < firstSyllable || r > lastSyllable {
		b.WriteRune(r)
		return
	}
	n := int(r - firstSyllable)
	b.WriteString(keyOf[initialList[n/(21*28)]])
	b.WriteString(keyOf[vowelList[n/28%21]])
	if f := n % 28; f > 0 {
		b.WriteString(keyOf[finalList[f-1]])
	}
}

// initialsOf are the keys of the first letters of the syllables of text, and
// what else is in it: ㅂㅎ of 북한. Empty where it does not begin with a syllable.
func initialsOf(text string) string {
	var b strings.Builder
	for _, l := range fold(text) {
		switch hangul := firstSyllable <= l.r && l.r <= lastSyllable; {
		case hangul:
			b.WriteString(keyOf[initialList[int(l.r-firstSyllable)/(21*28)]])
		case b.Len() == 0 && kindOf(l.r) != none:
			return ""
		case kindOf(l.r) != none:
			writeKeys(&b, l.r)
		}
	}
	return b.String()
}

// typedInitials reads text as initials alone, two or more: ㅂㅎ. A keyboard may
// write two of them as one letter: ㄳ.
func typedInitials(text string) (keys string, ok bool) {
	var b strings.Builder
	for _, l := range fold(text) {
		if kindOf(l.r) == none {
			continue
		}
		if vowel := 0x1161 <= l.r && l.r <= 0x1175; jamo[l.r] == "" || vowel {
			return "", false
		}
		b.WriteString(jamo[l.r])
	}
	return b.String(), b.Len() > 1
}

// retyped is what the keys of text are in the other layout: those of ㅜㄷㅈㄴ
// write news, and qnrg begins 북한. Empty where text has no other layout.
func retyped(text string) string {
	key := typed(text)
	if rest, hangul := strings.CutPrefix(key, hangulMark); hangul {
		return strings.ToLower(rest)
	}
	var b strings.Builder
	b.WriteString(hangulMark)
	for _, l := range text {
		switch {
		case unicode.IsSpace(l):
		case !asciiLetter(l):
			return ""
		case letterOf[string(l)] == 0: // only some keys write something else with Shift
			b.WriteRune(unicode.ToLower(l))
		default:
			b.WriteRune(l)
		}
	}
	if key == "" {
		return ""
	}
	return b.String()
}
