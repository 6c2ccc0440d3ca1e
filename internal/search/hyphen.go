package search

import "ilbo.press"

// joined are the beginnings of words that are written with a hyphen by some and
// without by others: e-mail, co-operate.
var joined = map[string]bool{
	"co": true, "on": true, "off": true, "re": true, "pre": true, "non": true, "anti": true, "multi": true, "semi": true, "mid": true, "sub": true,
}

func hyphen(r rune) bool { return r == '-' || r == '\u2010' }

// hyphened are the words of letters, which come from text, that may be written without their hyphen, so
// written. One letter before a hyphen is such a beginning.
func hyphened(text string, letters []letter) []Token {
	var list []Token
	for i := 1; i+1 < len(letters); i++ {
		if !hyphen(letters[i].r) || kindOf(letters[i+1].r) != alphabet {
			continue
		}
		start := i
		for start > 0 && kindOf(letters[start-1].r) == alphabet {
			start--
		}
		first, end := textOf(letters[start:i]), runEnd(letters, i+1, alphabet)
		if start == i || end == i+2 || start > 0 && hyphen(letters[start-1].r) || i-start > 1 && !joined[first] {
			continue
		}
		t, _ := word(text, append(append([]letter(nil), letters[start:i]...), letters[i+1:end]...), 0)
		list = append(list, t)
	}
	return list
}

// unhyphened is the way to write a word without its hyphen, if there is one.
func unhyphened(text string) []ilbo.IndexPhrase {
	tokens := hyphened(text, fold(text))
	if len(tokens) != 1 || len(Tokens(text)) != 2 {
		return nil
	}
	return []ilbo.IndexPhrase{{Words: words(tokens)}}
}
