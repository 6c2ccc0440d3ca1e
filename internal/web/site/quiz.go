package site

import (
	"strings"
	"unicode"

	"ilbo.press"
	"ilbo.press/internal/lesson"
)

// A QuizView asks for what a lesson explains: see ui/quiz/quiz.html. Its questions are
// numbered through.
type QuizView struct {
	W       *LessonWords
	Lang    ilbo.Language // of the explanations
	Learned ilbo.Language
	Matches []MatchView
	Gaps    []GapView
	Orders  []OrderView
}

// A MatchView is words beside meanings.
type MatchView struct {
	W        *LessonWords
	Words    []MatchWord
	Meanings []string // in another order
}

// A MatchWord is a word with the place of its meaning.
type MatchWord struct {
	*GlossView
	N      int
	Right  int    // the place among the meanings, from 0
	Letter string // of it, on paper
}

// A GapView is a sentence without a word.
type GapView struct {
	N             int
	Before, After string
	Choices       []WordChoice
	Right         WordChoice
	Explained     Explained
}

// A WordChoice is a word that may be the one that is missing.
type WordChoice struct {
	Text, Letter string
	Right        bool
}

// An OrderView is the pieces of a sentence.
type OrderView struct {
	N         int
	Pieces    []PieceView // shuffled
	End       string      // the marks behind them
	Explained Explained
}

// A PieceView is a piece with its place in the story's order, from 0.
type PieceView struct {
	Text  string
	Place int
}

// Explained is what is said of a question when it is answered.
type Explained struct {
	W         *LessonWords
	Lang      ilbo.Language
	Learned   ilbo.Language
	Sentence  string
	Rendering string
	Other     string // that other answers may be right, too; empty: none is
	Words     []*GlossView
	Grammar   []ilbo.GrammarNote
}

// quiz makes the quiz of a lesson's view, out of what the view shows; nil where there is
// nothing to ask for.
func (v *LessonView) quiz(story ilbo.StoryID, set *ilbo.Setting) *QuizView {
	asked := lesson.Ask(story, v.Learned, set)
	if asked.Empty() {
		return nil
	}
	q := &QuizView{W: v.W, Lang: v.Lang, Learned: v.Learned}
	n := 0
	next := func() int { n++; return n }
	for _, m := range asked.Matches {
		view := MatchView{W: v.W}
		at := make([]int, len(m.Glosses)) // of each word's meaning
		for place, i := range m.Shown {
			at[i] = place
			view.Meanings = append(view.Meanings, v.Words[m.Glosses[i]].Meaning)
		}
		for i, g := range m.Glosses {
			view.Words = append(view.Words, MatchWord{&v.Words[g], next(), at[i], letter(at[i])})
		}
		q.Matches = append(q.Matches, view)
	}
	for _, g := range asked.Gaps {
		view := GapView{N: next(), Before: g.Before, After: g.After}
		for i, c := range g.Choices {
			view.Choices = append(view.Choices, WordChoice{c, letter(i), i == g.Right})
		}
		view.Right = view.Choices[g.Right]
		view.Explained = v.explained(&set.Sentences[set.Glosses[g.Gloss].Sentence], &v.Words[g.Gloss])
		q.Gaps = append(q.Gaps, view)
	}
	for _, o := range asked.Orders {
		view := OrderView{N: next(), End: o.End}
		for _, place := range o.Shown {
			view.Pieces = append(view.Pieces, PieceView{o.Pieces[place], place})
		}
		var words []*GlossView
		for i := range set.Glosses {
			if set.Glosses[i].Sentence == o.Sentence {
				words = append(words, &v.Words[i])
			}
		}
		view.Explained = v.explained(&set.Sentences[o.Sentence], words...)
		view.Explained.Other = v.W.OtherOrder
		q.Orders = append(q.Orders, view)
	}
	return q
}

func letter(i int) string { return string(rune('a' + i)) }

// explained explains a sentence with some words of it, and the grammar that these are of.
func (v *LessonView) explained(s *ilbo.SetSentence, words ...*GlossView) Explained {
	e := Explained{W: v.W, Lang: v.Lang, Learned: v.Learned, Sentence: s.Text, Words: words}
	if s.Rendering != nil {
		e.Rendering = s.Rendering.Text
	}
	for _, note := range v.Grammar {
		for _, w := range words {
			if names(note.Title, w.Headword) {
				e.Grammar = append(e.Grammar, note)
				break
			}
		}
	}
	return e
}

// names reports whether a title has a word in it, between others: “used to + infinitive”
// has “used to”.
func names(title, word string) bool {
	for rest, from := title, 0; ; {
		i := strings.Index(rest, word)
		if i < 0 || word == "" {
			return false
		}
		at := from + i
		before, after := strings.TrimRightFunc(title[:at], unicode.IsLetter), strings.TrimLeftFunc(title[at+len(word):], unicode.IsLetter)
		if before == title[:at] && after == title[at+len(word):] {
			return true
		}
		from = at + len(word)
		rest = title[from:]
	}
}
