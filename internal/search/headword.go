package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/inflection"
)

// What a story gives to the vocabulary at most.
const (
	maxHeadwords    = 24
	maxPairs        = 3  // phrases of a headline
	maxHeadwordRune = 40 // letters of one
)

// headwords are what a story gives to the vocabulary: the words of its headline,
// without particles, its phrases, and the names that it is filed under.
func headwords(headline string, names []string) []ilbo.Headword {
	var list []ilbo.Headword
	seen := make(map[string]bool)
	add := func(text string) {
		text = strings.Join(strings.Fields(text), " ")
		if seen[text] || len(list) >= maxHeadwords || utf8.RuneCountInString(text) > maxHeadwordRune {
			return
		}
		seen[text] = true
		if key := typed(text); utf8.RuneCountInString(key) > 1 {
			list = append(list, ilbo.Headword{Text: text, Typed: key, Initials: initialsOf(text)})
		}
	}
	for _, name := range names {
		add(name)
	}
	words := headlineWords(headline)
	for _, w := range words {
		if w.telling() {
			add(w.noun)
		}
	}
	for _, phrase := range phrases(words) {
		add(phrase)
	}
	return list
}

// A headlineWord is a word as a headline has it.
type headlineWord struct {
	text   string
	noun   string // without the particle and the possessive
	beside bool   // one space stands between it and the word before, and nothing else
}

// headlineWords parts a headline where there is a space or a sign. A hyphen, a
// full stop and an apostrophe between two letters are part of a word.
func headlineWords(headline string) []headlineWord {
	var list []headlineWord
	end := 0
	for at := 0; at < len(headline); {
		n := wordLength(headline[at:])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(headline[at:])
			at += n
			continue
		}
		text := headline[at : at+n]
		list = append(list, headlineWord{text: text, noun: nounOf(text), beside: end > 0 && headline[end:at] == " "})
		at += n
		end = at
	}
	return list
}

// wordLength is how much of the head of text is one word.
func wordLength(text string) int {
	end := 0
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			end = i + utf8.RuneLen(r)
		case i > 0 && i == end && strings.ContainsRune("-.'’", r):
		default:
			return end
		}
	}
	return end
}

// nounOf is a word without its possessive or its particle.
func nounOf(text string) string {
	for _, s := range []string{"'s", "’s"} {
		if rest, ok := strings.CutSuffix(text, s); ok {
			return rest
		}
	}
	run := []rune(text)
	start := len(run)
	for start > 0 && firstSyllable <= run[start-1] && run[start-1] <= lastSyllable {
		start--
	}
	return string(run[:start+inflection.Stem(run[start:])])
}

// telling reports whether a word alone says what a story is about: it begins
// with a letter, and is none of those that nearly every story has.
func (w *headlineWord) telling() bool {
	r, _ := utf8.DecodeRuneInString(w.noun)
	n := utf8.RuneCountInString(w.noun)
	switch {
	case !unicode.IsLetter(r):
		return false
	case syllabic(r):
		return n >= 2
	}
	small := strings.ToLower(w.noun)
	return (n >= 3 || n == 2 && w.noun == strings.ToUpper(w.noun)) && !stopWords[small] && !emptyWords[small]
}

// emptyWords are English words that are searched for and that nobody begins a
// search with: they stand in headlines of every kind.
var emptyWords = wordSet(`about after again all also any because been before being between both can cannot could did does down each even every
	get gets got her here him his how into its just least less like made make makes many may more most much must not now off once one only onto our
	out over own per says say she should since some still such than their them then there these they those three through too two under until upon
	very via was what when where while who whom whose why will within without would yet you your`)

func wordSet(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// phrases are words of a headline that belong together: in alphabets two or
// three with capitals, as names have them, where not all words have; in Hangul
// two nouns, the first of which has no particle.
func phrases(words []headlineWord) []string {
	titled := titleCase(words)
	var list []string
	for i := 0; i < len(words)-1 && len(list) < maxPairs; i++ {
		switch a, b := &words[i], &words[i+1]; {
		case !b.beside:
		case a.hangul() && b.hangul() && a.text == a.noun:
			list = append(list, a.text+" "+b.noun)
		case !titled && a.name() && b.name() && a.text == a.noun:
			text := a.text + " " + b.noun
			if i+2 < len(words) && words[i+2].beside && words[i+2].name() && b.text == b.noun {
				text += " " + words[i+2].noun
				i++
			}
			list = append(list, text)
			i++
		}
	}
	return list
}

func (w *headlineWord) hangul() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.Is(unicode.Hangul, r) && w.telling()
}

func (w *headlineWord) name() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsUpper(r) && w.telling()
}

// titleCase reports whether a headline writes most of its words with a capital,
// so that none tells a name.
func titleCase(words []headlineWord) bool {
	capitals, small := 0, 0
	for i := range words {
		if r, _ := utf8.DecodeRuneInString(words[i].text); !words[i].telling() || i == 0 {
			continue
		} else if unicode.IsUpper(r) {
			capitals++
		} else if unicode.IsLower(r) {
			small++
		}
	}
	return capitals > small
}
