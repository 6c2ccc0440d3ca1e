package search

import (
	"strings"
	"unicode"
)

// Korean keyboards carry two layouts, and a key changes between them: who
// forgets it types gksrkd for 한강 and ㅜㄷㅈㄴ for news. The layout is KS X 5002,
// two sets of letters on the keys of QWERTY.

// The letters in the order of Unicode's syllables: initials, vowels, finals.
const (
	initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
	vowels   = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
	finals   = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ" // from the second on: the first is none
)

var (
	initialList, vowelList, finalList = []rune(initials), []rune(vowels), []rune(finals)

	// keyOf is how a letter is typed, compound ones by two keys.
	keyOf = map[rune]string{
		'ㄱ': "r", 'ㄲ': "R", 'ㄴ': "s", 'ㄷ': "e", 'ㄸ': "E", 'ㄹ': "f", 'ㅁ': "a", 'ㅂ': "q", 'ㅃ': "Q", 'ㅅ': "t", 'ㅆ': "T", 'ㅇ': "d",
		'ㅈ': "w", 'ㅉ': "W", 'ㅊ': "c", 'ㅋ': "z", 'ㅌ': "x", 'ㅍ': "v", 'ㅎ': "g",
		'ㅏ': "k", 'ㅐ': "o", 'ㅑ': "i", 'ㅒ': "O", 'ㅓ': "j", 'ㅔ': "p", 'ㅕ': "u", 'ㅖ': "P", 'ㅗ': "h", 'ㅛ': "y", 'ㅜ': "n", 'ㅠ': "b", 'ㅡ': "m", 'ㅣ': "l",
		'ㅘ': "hk", 'ㅙ': "ho", 'ㅚ': "hl", 'ㅝ': "nj", 'ㅞ': "np", 'ㅟ': "nl", 'ㅢ': "ml",
		'ㄳ': "rt", 'ㄵ': "sw", 'ㄶ': "sg", 'ㄺ': "fr", 'ㄻ': "fa", 'ㄼ': "fq", 'ㄽ': "ft", 'ㄾ': "fx", 'ㄿ': "fv", 'ㅀ': "fg", 'ㅄ': "qt",
	}
	letterOf = lettersByKey()
)

func lettersByKey() map[string]rune {
	m := make(map[string]rune, len(keyOf))
	for letter, keys := range keyOf {
		m[keys] = letter
	}
	return m
}

// Retype gives what the same keys write in the keyboard's other layout, and
// false where that is no text: letters of Hangul that make no syllable.
func Retype(text string) (string, bool) {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		return keys(text), true
	}
	var b strings.Builder
	changed := false
	for len(text) > 0 {
		n := strings.IndexFunc(text, func(r rune) bool { return !asciiLetter(r) })
		if n < 0 {
			n = len(text)
		}
		if n == 0 {
			b.WriteByte(text[0])
			text = text[1:]
			continue
		}
		word, ok := syllables(text[:n])
		if !ok {
			return "", false
		}
		b.WriteString(word)
		text, changed = text[n:], true
	}
	return b.String(), changed
}

func asciiLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// keys is Hangul as its keys are marked in Latin letters.
func keys(text string) string {
	var b strings.Builder
	write := func(letter rune) {
		if k, ok := keyOf[letter]; ok {
			b.WriteString(k)
		} else {
			b.WriteRune(letter)
		}
	}
	for _, r := range text {
		if r < 0xAC00 || r > 0xD7A3 {
			write(r)
			continue
		}
		n := int(r - 0xAC00)
		write(initialList[n/(21*28)])
		write(vowelList[n/28%21])
		if f := n % 28; f > 0 {
			write(finalList[f-1])
		}
	}
	return strings.ToLower(b.String())
}

// syllables is what keys write in Hangul; false where some make no syllable.
func syllables(keys string) (string, bool) {
	var b strings.Builder
	for len(keys) > 0 {
		first, n := typedLetter(keys, initialList, 1)
		keys = keys[n:]
		vowel, m := typedLetter(keys, vowelList, 2)
		if n == 0 || m == 0 {
			return "", false
		}
		keys = keys[m:]
		final, f := final(keys)
		keys = keys[f:]
		b.WriteRune(rune(0xAC00 + (first*21+vowel)*28 + final))
	}
	return b.String(), true
}

// typedLetter reads the longest letter of a list off the head of keys: its place in
// the list, and how many keys it takes, 0 where there is none.
func typedLetter(keys string, list []rune, most int) (place, n int) {
	for n := min(most, len(keys)); n > 0; n-- {
		r, ok := letterOf[keys[:n]]
		if !ok && n == 1 { // only some keys write something else with Shift
			r = letterOf[strings.ToLower(keys[:1])]
		}
		for i, l := range list {
			if l == r {
				return i, n
			}
		}
	}
	return 0, 0
}

// final reads the end of a syllable: the consonants that the next syllable,
// which begins with one, does not need.
func final(keys string) (place, n int) {
	for most := 2; most > 0; most-- {
		i, n := typedLetter(keys, finalList, most)
		if n < most {
			continue
		}
		if _, vowel := typedLetter(keys[n:], vowelList, 1); vowel == 0 {
			return i + 1, n
		}
	}
	return 0, 0
}
