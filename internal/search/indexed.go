package search

import (
	"slices"
	"sync"
)

// apart stands in the index between what does not stand side by side. No text
// has it: it would be folded to a small letter.
const apart = "Ω"

// indexed gives do the analysed text as the index holds it: as [Tokens] does, and
// behind each sentence what else its words may be sought by. A sentence with hanja
// stands there once more as it is read, then its words in their other readings, and
// what is abbreviated by one character in full; behind one with e-mail stands
// email. Each of those tokens has the place of what it stands for. Of a story they
// are thousands: their memory is used again when do returns.
func indexed(text string, do func(tokens []Token)) {
	folded(text, func(letters []letter) {
		buffer := indexing.Get().(*[]Token)
		tokens := appendIndexed((*buffer)[:0], text, letters)
		do(tokens)
		if cap(tokens) <= maxFolding {
			clear(tokens) // they hold the text
			*buffer = tokens
			indexing.Put(buffer)
		}
	})
}

// indexedWords are the texts of indexed.
func indexedWords(text string) (list []string) {
	indexed(text, func(tokens []Token) { list = words(tokens) })
	return list
}

var indexing = sync.Pool{New: func() any { return new([]Token) }}

func appendIndexed(list []Token, text string, letters []letter) []Token {
	if !slices.ContainsFunc(letters, func(l letter) bool { return hanja(l.r) || hyphen(l.r) }) {
		return appendTokens(list, text, letters)
	}
	for len(letters) > 0 {
		end := sentenceEnd(letters)
		list = appendTokens(list, text, letters[:end])
		if others := otherwise(text, letters[:end]); len(others) > 0 {
			list = append(list, others...)
			list = append(list, Token{Text: apart, Start: letters[end-1].end, Mid: letters[end-1].end, End: letters[end-1].end})
		}
		letters = letters[end:]
	}
	return list
}

// sentenceEnd is where the first sentence ends: at a full stop and the like
// before a space, or with the line. What has no words beyond it is part of it.
func sentenceEnd(letters []letter) int {
	for i, l := range letters {
		switch l.r {
		case '\n':
			return i + 1
		case '.', '!', '?', '。':
			if i+1 == len(letters) || space(letters[i+1].r) {
				return i + 1
			}
		}
	}
	return len(letters)
}

// otherwise are the tokens behind a sentence, each series with apart before it.
func otherwise(text string, sentence []letter) []Token {
	var list []Token
	add := func(tokens []Token) {
		list = append(list, Token{Text: apart, Start: sentence[0].start, Mid: sentence[0].start, End: sentence[0].start})
		list = append(list, tokens...)
	}
	for _, t := range hyphened(text, sentence) {
		add([]Token{t})
	}
	words := hanjaWords(sentence)
	if len(words) == 0 || !korean(sentence) {
		return list
	}
	add(appendTokens(nil, text, said(sentence, words)))
	for i := range words {
		for _, v := range words[i].variants(maxReadings)[1:] {
			add(appendPairs(nil, text, v))
		}
		for _, l := range words[i].names {
			add(appendPairs(nil, text, inFull(l)))
		}
	}
	return list
}

// inFull is what an abbreviation stands for, in its place.
func inFull(l letter) []letter {
	var list []letter
	for _, r := range abbreviations[l.r] {
		list = append(list, letter{r, l.start, l.end})
	}
	return list
}
