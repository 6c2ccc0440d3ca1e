package site

import (
	"context"
	"errors"
	"fmt"

	"ilbo.press"
	"ilbo.press/internal/web/feed"
)

// A LessonView is a story in the dress of a lesson: see ui/lesson/lesson.html. What it
// says itself is in the language that learners know.
type LessonView struct {
	W       *LessonWords
	Lang    ilbo.Language // of the explanations
	Learned ilbo.Language
	Level   string
	Half    string // that not every sentence is translated; empty: all are, or none
	Blocks  []LessonBlock
	Words   []GlossView // in the order in which they are met
	Grammar []ilbo.GrammarNote
	Quiz    *QuizView // nil: there is nothing to ask for, or the story is locked
	Way     *WayView  // nil: it belongs to no course
	// Notebook is the address of readers' own words, in the language of the explanations.
	Notebook string
}

// A LessonBlock is a block of the story, with the runs of text that are learned from.
// One without any is shown as in other stories.
type LessonBlock struct {
	*BlockView
	Runs  []RunView
	Inner []LessonBlock // of a box
}

// A RunView is a run of text by its sentences.
type RunView struct {
	Sentences []SentenceView
	Rendered  bool // some of them are translated
	W         *LessonWords
	Lang      ilbo.Language
}

// A SentenceView is a sentence in parts, with its translation where it has one.
type SentenceView struct {
	Number    int // in the story, from 1
	Parts     []PartView
	Rendering string
}

// A PartView is a part of a sentence that has one gloss, or none.
type PartView struct {
	Gloss int // its number, from 1; 0: it has none
	Text  ilbo.Inline
}

// A GlossView is an explained word.
type GlossView struct {
	*ilbo.Gloss
	Number  int
	Said    string
	Class   string // part of speech
	Learned ilbo.Language
	Lang    ilbo.Language
	W       *LessonWords
	Keep    KeepView
}

// A KeepView is the form that keeps a word in its reader's notebook: it holds what the
// page shows of the word, and nothing else.
type KeepView struct {
	Sentence       string // that the word stands in here
	Path, Headline string
	To             string // address of the notebook
}

// lesson dresses a story's page as a lesson, where the story is one. What is not in the
// body that is given, be that the opening of a locked story, is not in the page.
func (s *Site) lesson(ctx context.Context, st *ilbo.Story, p *StoryPage, opening bool) error {
	l, err := s.stories.Lesson(ctx, st.ID)
	if errors.Is(err, ilbo.NotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find the lesson of story %d: %w", st.ID, err)
	}
	set := l.On(st.Body)
	w := lessonWordsIn(l.Explained)
	v := &LessonView{W: w, Lang: l.Explained, Learned: l.Learned, Level: string(l.Level)}
	if !opening {
		v.Grammar = l.Grammar
		if n := set.Rendered(); n > 0 && !set.Aligned() {
			v.Half = fmt.Sprintf(w.Half, n, len(set.Sentences))
		}
	}
	m := lessonMaker{view: v, set: set, runs: st.Body.Runs()}
	v.Blocks = m.blocks(p.Blocks)
	var teaches []string
	v.Notebook = "/words"
	if s.paper.Publishes(l.Explained) {
		v.Notebook = s.paper.Prefix(l.Explained) + v.Notebook
	}
	for i, g := range set.Glosses {
		keep := KeepView{Sentence: set.Sentences[g.Sentence].Text, Path: string(st.Path), Headline: st.Headline, To: v.Notebook}
		v.Words = append(v.Words, GlossView{Gloss: g.Gloss, Number: i + 1, Said: g.Pronunciation(), Class: w.Speech[g.Speech], Learned: l.Learned, Lang: l.Explained, W: w, Keep: keep})
		teaches = append(teaches, g.Headword)
	}
	if !opening {
		v.Quiz = v.quiz(st.ID, set)
	}
	if v.Way, err = s.way(ctx, st, l); err != nil {
		return err
	}
	p.Lesson = v
	p.OwnStyle, p.OwnScript = s.assets.URL("lesson.css"), s.assets.URL("lesson.js")
	course, err := s.courseOf(ctx, st, l)
	if err != nil {
		return err
	}
	p.LD = append(p.LD, feed.LearningResource(s.paper, st, l, teaches, course, v.Quiz != nil, s.base))
	return nil
}

// A lessonMaker goes through a body run by run.
type lessonMaker struct {
	view     *LessonView
	set      *ilbo.Setting
	runs     []ilbo.Inline
	run      int // the next one
	sentence int // the next one
	gloss    int // the next one
}

// blocks pairs the blocks of the page with the runs of the body, which are in the same
// order: see [ilbo.Body.Runs].
func (m *lessonMaker) blocks(list []BlockView) []LessonBlock {
	all := make([]LessonBlock, len(list))
	for i := range list {
		b := LessonBlock{BlockView: &list[i]}
		switch ilbo.BlockKind(list[i].Kind) {
		case ilbo.Paragraph, ilbo.Subhead, ilbo.Quote, ilbo.PullQuote:
			b.Runs = []RunView{m.next()}
		case ilbo.List:
			for range list[i].Items {
				b.Runs = append(b.Runs, m.next())
			}
		case ilbo.FactBox:
			b.Inner = m.blocks(list[i].Blocks)
		}
		all[i] = b
	}
	return all
}

func (m *lessonMaker) next() RunView {
	v := RunView{W: m.view.W, Lang: m.view.Lang}
	text := m.runs[m.run]
	for ; m.sentence < len(m.set.Sentences) && m.set.Sentences[m.sentence].Run == m.run; m.sentence++ {
		sentence := &m.set.Sentences[m.sentence]
		one := SentenceView{Number: m.sentence + 1}
		if sentence.Rendering != nil {
			one.Rendering, v.Rendered = sentence.Rendering.Text, true
		}
		at := sentence.At.From
		for ; m.gloss < len(m.set.Glosses) && m.set.Glosses[m.gloss].Sentence == m.sentence; m.gloss++ {
			g := &m.set.Glosses[m.gloss]
			one.add(0, cut(text, at, g.At.From))
			one.add(m.gloss+1, cut(text, g.At.From, g.At.To))
			at = g.At.To
		}
		one.add(0, cut(text, at, sentence.At.To))
		v.Sentences = append(v.Sentences, one)
	}
	m.run++
	return v
}

func (v *SentenceView) add(gloss int, text ilbo.Inline) {
	if len(text) == 0 {
		return
	}
	if gloss > 0 { // a link in a link is none
		for i := range text {
			text[i].Href = ""
		}
	}
	v.Parts = append(v.Parts, PartView{gloss, text})
}

// cut is a part of a text, in characters, with its marks.
func cut(in ilbo.Inline, from, to int) ilbo.Inline {
	var part ilbo.Inline
	at := 0
	for _, s := range in {
		text := []rune(s.Text)
		a, b := max(from-at, 0), min(to-at, len(text))
		at += len(text)
		if a < b {
			s.Text = string(text[a:b])
			part = append(part, s)
		}
	}
	return part
}
