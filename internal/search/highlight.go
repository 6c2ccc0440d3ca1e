package search

import (
	"slices"
	"strings"

	"ilbo.press"
)

// A Part is a stretch of plain text; Hit marks what was searched for. The parts
// of a text are the text: nothing is escaped, added or lost.
type Part struct {
	Text string
	Hit  bool
}

// Highlight marks in text what the phrases find there: whole words of
// alphabets, exactly the syllables asked for in Hangul, Hanja and kana.
func Highlight(text string, phrases []ilbo.IndexPhrase) []Part {
	return newMarker(phrases).highlight(text)
}

// A marker marks phrases in many texts.
type marker struct {
	phrases []ilbo.IndexPhrase
	sieve   *sieve
}

func newMarker(phrases []ilbo.IndexPhrase) *marker { return &marker{phrases, newSieve(phrases)} }

func (m *marker) highlight(text string) []Part {
	if text == "" {
		return nil
	}
	if !m.sieve.better(text, window{}) {
		return []Part{{Text: text}}
	}
	return cut(text, 0, len(text), m.marks(text))
}

func (m *marker) marks(text string) (list []mark) {
	indexed(text, func(tokens []Token) { list = marks(tokens, m.phrases) })
	return list
}

// A mark is a stretch of a text that a phrase found.
type mark struct {
	start, end int
	phrase     int // which of them
}

// marks finds the phrases in analysed text, in the order of the text. Marks may
// overlap. Phrases of one field are sought in that only, so not here.
func marks(tokens []Token, phrases []ilbo.IndexPhrase) []mark {
	var list []mark
	for n := range phrases {
		for _, ph := range phrases[n].Ways() {
			if len(ph.Words) == 0 || ph.Field != "" {
				continue
			}
			for i := range tokens {
				if end, ok := standsAt(tokens[i:], ph); ok {
					list = append(list, mark{tokens[i].Start, end, n})
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b mark) int { return a.start - b.start })
	return list
}

// standsAt reports whether the phrase begins the tokens, and where it ends.
func standsAt(tokens []Token, ph ilbo.IndexPhrase) (end int, ok bool) {
	last := len(ph.Words) - 1
	if len(tokens) <= last {
		return 0, false
	}
	for i, w := range ph.Words[:last] {
		if tokens[i].Text != w {
			return 0, false
		}
	}
	t := &tokens[last]
	switch {
	case t.Text == ph.Words[last]:
		return t.End, true
	case ph.Open && strings.HasPrefix(t.Text, ph.Words[last]):
		return t.Mid, true
	}
	return 0, false
}

// cut makes parts of text[from:to] by the marks that lie within it.
func cut(text string, from, to int, marks []mark) []Part {
	var parts []Part
	add := func(s string, hit bool) {
		switch n := len(parts); {
		case s == "":
		case n > 0 && parts[n-1].Hit == hit:
			parts[n-1].Text += s
		default:
			parts = append(parts, Part{s, hit})
		}
	}
	at := from
	for _, m := range marks {
		start, end := max(m.start, at), min(m.end, to)
		if start >= end {
			continue
		}
		add(text[at:start], false)
		add(text[start:end], true)
		at = end
	}
	add(text[at:to], false)
	return parts
}
