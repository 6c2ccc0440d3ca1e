package search

import (
	"slices"

	"ilbo.press"
	"ilbo.press/internal/inflection"
)

const firstSyllable, lastSyllable = '가', '힣'

// nouns are the ways to write a word of Hangul or hanja without the particle at
// its end, none where it has none.
func nouns(text string) []ilbo.IndexPhrase {
	letters := fold(text)
	end := len(letters)
	for end > 0 && kindOf(letters[end-1].r) == none {
		end--
	}
	read := said(letters, hanjaWords(letters))
	start := end
	for start > 0 && syllable(read[start-1].r) {
		start--
	}
	run := []rune(textOf(read[start:end]))
	keep := inflection.Stem(run)
	if start == end || keep == len(run) || hanja(letters[start+keep].r) {
		return nil
	}
	word := text[:letters[start].start] + textOf(letters[start:start+keep])
	return slices.Insert(parted(word), 0, phrase(word))
}

// widest leaves out the ways to write a phrase that find only what a shorter
// one of them finds, so that the index is not asked for a noun twice.
func widest(ph ilbo.IndexPhrase) ilbo.IndexPhrase {
	ways := ph.Ways()
	var list []ilbo.IndexPhrase
	for _, way := range ways {
		shorter := func(w ilbo.IndexPhrase) bool {
			n := len(w.Words)
			return !w.Open && n < len(way.Words) && slices.Equal(w.Words, way.Words[:n])
		}
		if !slices.ContainsFunc(ways, shorter) {
			way.Field = ""
			list = append(list, way)
		}
	}
	return ilbo.IndexPhrase{Words: list[0].Words, Open: list[0].Open, Field: ph.Field, Else: list[1:]}
}
