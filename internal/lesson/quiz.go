package lesson

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
)

// A Quiz asks for what a lesson explains, of nothing but what its setting holds: of the
// opening of a story that is locked it asks for nothing behind that.
type Quiz struct {
	Matches []Match
	Gaps    []Gap   // in the story's order, no two of one sentence
	Orders  []Order // in the story's order
}

// The most that is asked.
const (
	mostMatches = 2
	mostPairs   = 5 // of words and meanings, in one match
	mostGaps    = 5
	mostOrders  = 3
)

// Ask makes the quiz of a story's lesson, which is always the same for the same setting.
// Of a lesson that has too little to ask for, there is an empty one.
func Ask(story ilbo.StoryID, learned ilbo.Language, set *ilbo.Setting) *Quiz {
	a := newAsker(story, learned, set)
	q := &Quiz{Gaps: a.gaps()}
	used := map[int]bool{}
	for _, g := range q.Gaps {
		used[g.Gloss] = true
	}
	q.Matches, q.Orders = a.matches(used), a.orders(q.Gaps)
	return q
}

// Empty reports whether nothing is asked.
func (q *Quiz) Empty() bool { return len(q.Matches)+len(q.Gaps)+len(q.Orders) == 0 }

// An asker knows the words of a setting.
type asker struct {
	story   string // its number, that other stories' draws fall otherwise
	learned ilbo.Language
	set     *ilbo.Setting
	words   []asked         // of the setting's glosses
	written map[string]bool // all words of the sentences, as they are written
}

// An asked word is a gloss as questions see it.
type asked struct {
	*ilbo.SetGloss
	form   string   // as a choice shows it: without the capital of a sentence's beginning
	key    string   // the form, to be compared
	head   string   // the headword, to be compared
	senses []string // the parts of its meaning
	drawn  uint64
}

func newAsker(story ilbo.StoryID, learned ilbo.Language, set *ilbo.Setting) *asker {
	a := &asker{story: strconv.FormatInt(int64(story), 10), learned: learned, set: set, written: map[string]bool{}}
	for i := range set.Sentences {
		for w := range strings.FieldsSeq(set.Sentences[i].Text) {
			a.written[w] = true
		}
	}
	for i := range set.Glosses {
		g := &set.Glosses[i]
		form := form(g.Gloss)
		a.words = append(a.words, asked{g, form, fold(form), fold(g.Headword), senses(g.Meaning), a.draw(fold(form))})
	}
	return a
}

// form is a gloss's words as they stand within a sentence.
func form(g *ilbo.Gloss) string {
	first, size := utf8.DecodeRuneInString(g.Words)
	if head, _ := utf8.DecodeRuneInString(g.Headword); unicode.IsUpper(first) && unicode.IsLower(head) {
		return string(unicode.ToLower(first)) + g.Words[size:]
	}
	return g.Words
}

func fold(s string) string { return strings.ToLower(ilbo.Clean(s)) }

// senses are the parts of a meaning, without what stands in brackets: of “(눈이) 부시다,
// 빛나다” 부시다 and 빛나다.
func senses(meaning string) []string {
	var b strings.Builder
	deep := 0
	for _, r := range meaning {
		switch {
		case r == '(' || r == '[':
			deep++
		case (r == ')' || r == ']') && deep > 0:
			deep--
		case deep == 0:
			b.WriteRune(r)
		}
	}
	list := strings.FieldsFunc(b.String(), func(r rune) bool { return strings.ContainsRune(",;/·、", r) })
	for i := range list {
		list[i] = fold(list[i])
	}
	if list = slices.DeleteFunc(list, func(s string) bool { return s == "" }); len(list) == 0 {
		return []string{fold(meaning)}
	}
	return list
}

// alike reports whether two words could be taken for each other: they are one word, or
// mean the same.
func (w *asked) alike(o *asked) bool {
	return w.head == o.head || w.key == o.key || slices.ContainsFunc(w.senses, func(s string) bool { return slices.Contains(o.senses, s) })
}

// A class is a sort of word that can stand in the place of another of that sort.
type class int

const (
	otherClass class = iota
	nounClass
	verbClass
	nameClass
)

func (w *asked) class() class {
	switch w.Speech {
	case ilbo.SpeechNoun, ilbo.SpeechPronoun, ilbo.SpeechNumber:
		return nounClass
	case ilbo.SpeechVerb, ilbo.SpeechAdjective:
		return verbClass
	case ilbo.SpeechName:
		return nameClass
	}
	return otherClass
}

// draw is a number that falls evenly and always the same: things that are sorted by it
// are shuffled. That no part of Go's own random numbers is promised to stay is why it
// is made of a hash.
func (a *asker) draw(parts ...string) uint64 {
	h := sha256.Sum256([]byte(a.story + "\x00" + strings.Join(parts, "\x00")))
	return binary.BigEndian.Uint64(h[:])
}

// shuffle gives the places of n things in an order of its own, which is not that in
// which they are where that can be told: same compares two of them.
func (a *asker) shuffle(n int, name func(i int) string, same func(i, k int) bool) []int {
	places := make([]int, n)
	drawn := make([]uint64, n)
	for i := range places {
		places[i], drawn[i] = i, a.draw(name(i), strconv.Itoa(i))
	}
	slices.SortFunc(places, func(i, k int) int { return cmp.Or(cmp.Compare(drawn[i], drawn[k]), i-k) })
	for range n {
		if moved(places, same) {
			break
		}
		places = append(places[1:], places[0])
	}
	return places
}

func moved(places []int, same func(i, k int) bool) bool {
	for at, p := range places {
		if !same(p, at) {
			return true
		}
	}
	return false
}

// spread takes at most n of a list, from all of it.
func spread[T any](list []T, n int) []T {
	if len(list) <= n {
		return list
	}
	some := make([]T, n)
	for i := range some {
		some[i] = list[(2*i+1)*len(list)/(2*n)]
	}
	return some
}
