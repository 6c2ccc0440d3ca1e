package search

import "strings"

// Stem takes the inflections off an English word: the plural's and the verb's
// -s, -ed and -ing. It is steps 1 and 5 of the Snowball English stemmer
// (Porter 2), without the steps between them, which make one word of university
// and universe. The word is folded already; one with other letters than a to z
// comes back as it is.
func Stem(w string) string {
	if len(w) < 3 {
		return w
	}
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	if s, ok := irregular[w]; ok {
		return s
	}
	w = stemPlural(w)
	w = stemVerb(w)
	if n := len(w); n > 2 && w[n-1] == 'y' && !vowel(w, n-2) {
		w = w[:n-1] + "i"
	}
	return stemLast(w)
}

// irregular are words that the rules would harm, most of them Snowball's own
// exceptions; the others are common in news.
var irregular = map[string]string{
	"news": "news", "atlas": "atlas", "cosmos": "cosmos", "bias": "bias", "andes": "andes", "howe": "howe", "sky": "sky", "skies": "sky",
	"dying": "die", "lying": "lie", "tying": "tie", "inning": "inning", "innings": "inning", "outing": "outing", "outings": "outing",
	"herring": "herring", "earring": "earring", "earrings": "earring", "buses": "bus", "gases": "gas", "morning": "morning",
	"mornings": "morning", "evening": "evening", "evenings": "evening", "during": "during", "beijing": "beijing", "hundred": "hundred",
	"hundreds": "hundred", "wedding": "wedding", "weddings": "wedding", "something": "something", "anything": "anything",
	"everything": "everything", "nothing": "nothing", "united": "united", "texas": "texas", "laos": "laos", "seas": "sea",
	"freed": "free", "lens": "lens", "lenses": "lens", "taxes": "tax", "proceeds": "proceed",
}

// vowel reports whether the letter at i is a vowel; y is one after a consonant.
func vowel(w string, i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	case 'y':
		return i > 0 && !vowel(w, i-1)
	}
	return false
}

func hasVowel(w string) bool {
	for i := range len(w) {
		if vowel(w, i) {
			return true
		}
	}
	return false
}

// region is where the part of w begins that follows the first consonant after
// a vowel, from i on: Snowball's R1 from 0, and its R2 from R1.
func region(w string, i int) int {
	for i++; i < len(w); i++ {
		if !vowel(w, i) && vowel(w, i-1) {
			return i + 1
		}
	}
	return len(w)
}

// shortEnd reports whether w ends in a short syllable: consonant, vowel and a
// consonant other than w, x and y; or a vowel and a consonant that are all of it.
func shortEnd(w string) bool {
	n := len(w)
	if n == 2 {
		return vowel(w, 0) && !vowel(w, 1)
	}
	return n > 2 && !vowel(w, n-1) && w[n-1] != 'w' && w[n-1] != 'x' && w[n-1] != 'y' && vowel(w, n-2) && !vowel(w, n-3)
}

func stemPlural(w string) string {
	n := len(w)
	switch {
	case strings.HasSuffix(w, "sses"):
		return w[:n-2]
	case strings.HasSuffix(w, "ied") || strings.HasSuffix(w, "ies"):
		if n > 4 {
			return w[:n-2]
		}
		return w[:n-1]
	case strings.HasSuffix(w, "us") || strings.HasSuffix(w, "ss"):
		return w
	case w[n-1] == 's' && hasVowel(w[:n-2]):
		return w[:n-1]
	}
	return w
}

func stemVerb(w string) string {
	if stem, ok := strings.CutSuffix(w, "eed"); ok {
		switch w {
		case "proceed", "exceed", "succeed":
			return w
		}
		if len(stem) >= region(w, 0) {
			return stem + "ee"
		}
		return w
	}
	stem, ok := strings.CutSuffix(w, "ed")
	if !ok {
		stem, ok = strings.CutSuffix(w, "ing")
	}
	if !ok || !hasVowel(stem) {
		return w
	}
	n := len(stem)
	switch {
	case strings.HasSuffix(stem, "at") || strings.HasSuffix(stem, "bl") || strings.HasSuffix(stem, "iz"):
		return stem + "e"
	case n > 2 && stem[n-1] == stem[n-2] && strings.IndexByte("bdfgmnprt", stem[n-1]) >= 0:
		return stem[:n-1]
	case region(stem, 0) >= n && shortEnd(stem):
		return stem + "e"
	}
	return stem
}

// stemLast takes off a last e that is not heard, and the second of two l.
func stemLast(w string) string {
	n := len(w)
	if n < 3 {
		return w
	}
	first := region(w, 0)
	second := region(w, first)
	switch {
	case w[n-1] == 'e' && (n-1 >= second || n-1 >= first && !shortEnd(w[:n-1])):
		return w[:n-1]
	case w[n-1] == 'l' && w[n-2] == 'l' && n-1 >= second:
		return w[:n-1]
	}
	return w
}
