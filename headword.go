package ilbo

import (
	"slices"
	"unicode/utf8"
)

// A Headword is a word or a name that stories offer to those who search: what a
// reader may be typing, and what may be meant by a word that nothing has.
type Headword struct {
	Text string // as it is written
	// Typed is how it is typed: letters of alphabets folded, Hangul by its keys.
	// Words of one Typed are one word to readers.
	Typed    string
	Initials string // how the initials of its syllables are typed; empty where it does not begin with a syllable
}

// A HeadwordCount is a headword with the public stories of its language that
// offer it.
type HeadwordCount struct {
	Headword
	Stories int
	Newest  int64 // Unix seconds of the publication of the newest that ever did
}

// What a headword has of spellings.
const (
	spelledLetters = 7 // of the beginning are enough to tell what is near
	twiceSpelled   = 6 // letters from which on two of them may be wrong
)

// Spellings are what is left of the beginning of a typed word where none, one
// or, of a long word, two of its letters are left out. Two words that differ by
// as many letters added, left out, changed or in each other's place have one in
// common, whatever the language. A long one is typed with six letters at least.
func Spellings(typed string, long bool) []string {
	r := []rune(typed)
	r = r[:min(len(r), spelledLetters)]
	list := []string{string(r)}
	once := without(string(r))
	list = append(list, once...)
	if long && len(r) >= twiceSpelled {
		for _, s := range once {
			list = append(list, without(s)...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// without is s with each of its letters left out.
func without(s string) []string {
	list := make([]string, 0, len(s))
	for i := 0; i < len(s); {
		_, n := utf8.DecodeRuneInString(s[i:])
		list = append(list, s[:i]+s[i+n:])
		i += n
	}
	return list
}
