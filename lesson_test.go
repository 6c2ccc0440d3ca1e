package ilbo

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func glossOn(t testing.TB, b Body, run int, sentence, words string) Gloss {
	t.Helper()
	before, _, ok := strings.Cut(sentence, words)
	if !ok {
		t.Fatalf("%q is not in %q", words, sentence)
	}
	return Gloss{Passage: Passage{Run: run, Sentence: sentence, From: len([]rune(before)), Words: words}, Headword: words, Meaning: "뜻"}
}

func plainBody(runs ...string) Body {
	var b Body
	for _, r := range runs {
		b = append(b, Block{Kind: Paragraph, Text: Plain(r)})
	}
	return b
}

// set gives the words that glosses are on, and those of the detached.
func set(l *Lesson, b Body) (on, off []string) {
	s := l.On(b)
	runs := b.Runs()
	for _, g := range s.Glosses {
		text := []rune(runs[g.Run].String())
		on = append(on, fmt.Sprintf("%d:%d %s", g.Run, g.At.From, string(text[g.At.From:g.At.To])))
	}
	for _, g := range s.Detached {
		off = append(off, g.Words)
	}
	return on, off
}

func TestAGlossFollowsItsWords(t *testing.T) {
	const first, second = "He sat down by the bank of the river.", "The bank in town was shut."
	body := plainBody(first+" "+second, "It rained.")
	l := &Lesson{Story: 1, Learned: English, Explained: Korean, Level: "B1"}
	l.Glosses = []Gloss{glossOn(t, body, 0, first, "bank"), glossOn(t, body, 0, second, "bank")}
	l.Renderings = []Rendering{{Passage{Run: 0, Sentence: first}, "그는 강둑에 앉았다."}, {Passage{Run: 0, Sentence: second}, "읍내 은행은 닫혀 있었다."}}
	if err := l.Check(); err != nil {
		t.Fatal(err)
	}
	l.Settle(body)
	for name, c := range map[string]struct {
		body    Body
		on, off []string
		stale   int
	}{
		"nothing happens":                        {body, []string{"0:19 bank", "0:42 bank"}, nil, 0},
		"a paragraph before":                     {append(plainBody("New."), body...), []string{"1:19 bank", "1:42 bank"}, nil, 0},
		"the sentences change places":            {plainBody(second+" "+first, "It rained."), []string{"0:4 bank", "0:46 bank"}, nil, 0},
		"the first goes, the second is no river": {plainBody(second), []string{"0:4 bank"}, []string{"bank"}, 1},
		"a word at the other end changes":        {plainBody("He lay down by the bank of the river. " + second), []string{"0:19 bank", "0:42 bank"}, nil, 1},
		"its neighbour changes":                  {plainBody("He sat down by a bank of the river. " + second), []string{"0:40 bank"}, []string{"bank"}, 1},
		"the word itself changes":                {plainBody("He sat down by the edge of the river. " + second), []string{"0:42 bank"}, []string{"bank"}, 1},
		"the word is there twice now":            {plainBody("He sat down by the bank of the river bank. " + second), []string{"0:47 bank"}, []string{"bank"}, 1},
		"all is new":                             {plainBody("The bank of Korea met."), nil, []string{"bank", "bank"}, 2},
		"nothing is left":                        {nil, nil, []string{"bank", "bank"}, 2},
		"marks within":                           {Body{{Kind: Paragraph, Text: Inline{{Text: "He sat down by the ba"}, {Text: "nk of", Strong: true}, {Text: " the river."}}}}, []string{"0:19 bank"}, []string{"bank"}, 1},
	} {
		on, off := set(l, c.body)
		if !slices.Equal(on, c.on) || !slices.Equal(off, c.off) {
			t.Errorf("%s: on %q, off %q; want %q, %q", name, on, off, c.on, c.off)
		}
		if s := l.On(c.body); len(s.Stale) != c.stale {
			t.Errorf("%s: %d translations are stale, want %d", name, len(s.Stale), c.stale)
		}
	}
	if s := l.On(body); s.Aligned() || s.Rendered() != 2 || len(s.Sentences) != 3 {
		t.Errorf("%d of %d sentences are translated, aligned: %t", s.Rendered(), len(s.Sentences), s.Aligned())
	}
	l.Renderings = append(l.Renderings, Rendering{Passage{Run: 1, Sentence: "It rained."}, "비가 왔다."})
	if s := l.On(body); !s.Aligned() {
		t.Error("a lesson with every sentence is not aligned")
	}
}

// TestLockedStoriesKeepTheirGlosses sets a lesson on the opening of its story.
func TestLockedStoriesKeepTheirGlosses(t *testing.T) {
	const first, second = "The ferry left the pier at ten past ten.", "Nobody waved."
	body := plainBody(first+" "+second, strings.Repeat("More of it came later on. ", 20))
	s := &Story{Body: body, Access: Subscribers}
	l := &Lesson{Story: 1, Learned: English, Explained: Korean, Level: "B1", Glosses: []Gloss{glossOn(t, body, 0, first, "pier"), glossOn(t, body, 1, "More of it came later on.", "later on")},
		Renderings: []Rendering{{Passage{Run: 1, Sentence: "More of it came later on."}, "비밀"}}}
	l.Settle(body)
	set := l.On(s.Opened().Body)
	if len(set.Glosses) != 1 || set.Rendered() != 0 {
		t.Errorf("the opening has %d glosses and %d translations", len(set.Glosses), set.Rendered())
	}
}

func TestALessonIsRefused(t *testing.T) {
	const sentence = "Night ferry 👩‍👩‍👧 left the pier."
	body := plainBody(sentence)
	good := func() *Lesson {
		return &Lesson{Story: 1, Learned: English, Explained: Korean, Level: "A2", Glosses: []Gloss{glossOn(t, body, 0, sentence, "ferry")}}
	}
	if err := good().Check(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(l *Lesson){
		"overlapping":             func(l *Lesson) { l.Glosses = append(l.Glosses, glossOn(t, body, 0, sentence, "Night ferry")) },
		"the same words twice":    func(l *Lesson) { l.Glosses = append(l.Glosses, l.Glosses[0]) },
		"half an emoji":           func(l *Lesson) { l.Glosses = []Gloss{glossOn(t, body, 0, sentence, "👩‍👩")} },
		"other words":             func(l *Lesson) { l.Glosses[0].Words = "fairy" },
		"behind its sentence":     func(l *Lesson) { l.Glosses[0].From = 30 },
		"a negative place":        func(l *Lesson) { l.Glosses[0].From = -1 },
		"no meaning":              func(l *Lesson) { l.Glosses[0].Meaning = " " },
		"a meaning too long":      func(l *Lesson) { l.Glosses[0].Meaning = strings.Repeat("뜻", maxMeaning+1) },
		"a note that turns":       func(l *Lesson) { l.Glosses[0].Note = "\u202eabc" },
		"bytes":                   func(l *Lesson) { l.Glosses[0].Note = "\xff" },
		"an unknown part":         func(l *Lesson) { l.Glosses[0].Speech = "article" },
		"a sound of another word": func(l *Lesson) { l.Glosses[0].Headword, l.Glosses[0].Sound = "신문로", "신문" },
		"too many": func(l *Lesson) {
			for range MaxGlosses {
				l.Glosses = append(l.Glosses, l.Glosses[0])
			}
		},
		"no level":             func(l *Lesson) { l.Level = "TOPIK 3" },
		"explained in itself":  func(l *Lesson) { l.Explained = English },
		"an empty translation": func(l *Lesson) { l.Renderings = []Rendering{{Passage{Sentence: sentence}, " "}} },
		"grammar of nothing":   func(l *Lesson) { l.Grammar = []GrammarNote{{Title: "-ed"}} },
	} {
		l := good()
		change(l)
		if err := l.Check(); !errors.Is(err, Invalid) || !strings.HasSuffix(SayOf(err), ".") {
			t.Errorf("%s: %v", name, err)
		}
	}
	l := good()
	l.Glosses[0].Note, l.Glosses[0].Example = "שלום 👩‍👩‍👧 مرحبا", "🇰🇷"
	if err := l.Check(); err != nil {
		t.Errorf("right-to-left letters and emoji: %v", err)
	}
}

// The property: a story of words that each have a number of their own is edited at
// random, and a gloss is on the very words that it was written for, or in the very
// sentence, or detached.

type numbered struct {
	text string
	id   int
}

type (
	sentenceOf []numbered
	storyOf    [][]sentenceOf
)

type writer struct {
	*rand.Rand
	last  int
	fresh int
}

// base has words that hold one another, and few of them, so that sentences are much
// alike.
var base = strings.Fields("Bank Banker River Rivers Stone Moon Ferry Night Old Pier")

func (w *writer) word(text string) numbered {
	w.last++
	return numbered{text, w.last}
}

// newWord is one that no gloss is on: words put in and taken out with the same letters
// are no edit that anybody can tell from none.
func (w *writer) newWord() numbered {
	w.fresh++
	return w.word(fmt.Sprintf("Q%da", w.fresh))
}

func (w *writer) sentence(word func() numbered) (s sentenceOf) {
	for range 3 + w.IntN(7) {
		s = append(s, word())
	}
	return s
}

func (w *writer) story() (st storyOf) {
	for range 2 + w.IntN(4) {
		var p []sentenceOf
		for range 1 + w.IntN(4) {
			p = append(p, w.sentence(func() numbered { return w.word(base[w.IntN(len(base))]) }))
		}
		st = append(st, p)
	}
	return st
}

func (s sentenceOf) String() string {
	var words []string
	for _, w := range s {
		words = append(words, w.text)
	}
	return strings.Join(words, " ") + "."
}

func (st storyOf) body() Body {
	var b Body
	for _, p := range st {
		var all []string
		for _, s := range p {
			all = append(all, s.String())
		}
		b = append(b, Block{Kind: Paragraph, Text: Plain(strings.Join(all, " "))})
	}
	return b
}

// at gives the numbers of the words that stand between two characters of a run.
func (st storyOf) at(run int, at Stretch) (ids []int) {
	place := 0
	for _, s := range st[run] {
		for _, w := range s {
			if place >= at.From && place+len(w.text) <= at.To {
				ids = append(ids, w.id)
			}
			place += len(w.text) + 1
		}
		place++ // the full stop
	}
	return ids
}

func (w *writer) edit(st storyOf) storyOf {
	p := w.IntN(len(st))
	n := w.IntN(len(st[p]))
	s := slices.Clone(st[p][n])
	i := w.IntN(len(s))
	with := func(s sentenceOf) storyOf {
		st[p] = slices.Clone(st[p])
		st[p][n] = s
		return st
	}
	without := func() sentenceOf {
		taken := st[p][n]
		if st[p] = slices.Delete(slices.Clone(st[p]), n, n+1); len(st[p]) == 0 {
			st = slices.Delete(st, p, p+1)
		}
		if len(st) == 0 {
			st = storyOf{{w.sentence(w.newWord)}}
		}
		return taken
	}
	into := func(s sentenceOf) storyOf {
		p := w.IntN(len(st))
		st[p] = slices.Insert(slices.Clone(st[p]), w.IntN(len(st[p])+1), s)
		return st
	}
	switch w.IntN(12) {
	case 0:
		return with(slices.Insert(s, i, w.newWord()))
	case 1:
		if len(s) > 1 {
			return with(slices.Delete(s, i, i+1))
		}
	case 2:
		s[i] = w.newWord()
		return with(s)
	case 3:
		without()
	case 4:
		return into(without())
	case 5:
		return into(s) // a copy, with the same words
	case 6:
		return into(w.sentence(w.newWord))
	case 7:
		return with(w.sentence(w.newWord)) // rewritten
	case 8: // a paragraph is parted
		a, b := st[p][:n], st[p][n:]
		if len(a) > 0 {
			return slices.Insert(slices.Delete(st, p, p+1), p, a, b)
		}
	case 9: // two are one
		if p+1 < len(st) {
			st[p] = append(slices.Clone(st[p]), st[p+1]...)
			return slices.Delete(st, p+1, p+2)
		}
	case 10: // a paragraph moves
		moved := st[p]
		st = slices.Delete(st, p, p+1)
		return slices.Insert(st, w.IntN(len(st)+1), moved)
	case 11:
		if len(st) > 1 {
			return slices.Delete(st, p, p+1)
		}
	}
	return st
}

func (w *writer) lesson(st storyOf) (*Lesson, map[*Gloss][]int) {
	l := &Lesson{Story: 1, Learned: English, Explained: Korean, Level: "B1"}
	var ids [][]int
	for run, p := range st {
		for _, s := range p {
			text := s.String()
			if w.IntN(3) > 0 {
				l.Renderings = append(l.Renderings, Rendering{Passage{Run: run, Sentence: text}, "번역 " + text})
			}
			from := 0
			for i := 0; i < len(s); i++ {
				words, of := s[i].text, []int{s[i].id}
				if i+1 < len(s) && w.IntN(4) == 0 {
					i++
					words, of = words+" "+s[i].text, append(of, s[i].id)
				}
				if w.IntN(3) == 0 {
					l.Glosses = append(l.Glosses, Gloss{Passage: Passage{run, text, from, words}, Headword: words, Meaning: fmt.Sprint(of)})
					ids = append(ids, of)
				}
				from += len(words) + 1
			}
		}
	}
	of := map[*Gloss][]int{}
	for i := range l.Glosses {
		of[&l.Glosses[i]] = ids[i]
	}
	return l, of
}

func TestNoGlossIsEverOnAnotherWord(t *testing.T) {
	var kept, detached int
	for seed := range uint64(1_500) {
		w := &writer{Rand: rand.New(rand.NewPCG(seed, 7))}
		st := w.story()
		l, ids := w.lesson(st)
		l.checked(t)
		l.Settle(st.body())
		for range 1 + w.IntN(6) {
			st = w.edit(slices.Clone(st))
			if w.IntN(4) == 0 {
				l.Settle(st.body())
			}
		}
		s := l.On(st.body())
		if len(s.Glosses)+len(s.Detached) != len(l.Glosses) {
			t.Fatalf("seed %d: of %d glosses, %d are set and %d detached", seed, len(l.Glosses), len(s.Glosses), len(s.Detached))
		}
		kept, detached = kept+len(s.Glosses), detached+len(s.Detached)
		runs := st.body().Runs()
		for i, g := range s.Glosses {
			text := []rune(runs[g.Run].String())
			if got := string(text[g.At.From:g.At.To]); got != g.Words {
				t.Fatalf("seed %d: the gloss on %q is on %q", seed, g.Words, got)
			}
			if i > 0 && s.Glosses[i-1].Run == g.Run && s.Glosses[i-1].At.To > g.At.From {
				t.Fatalf("seed %d: two glosses are on %q", seed, g.Words)
			}
			if s.Sentences[g.Sentence].Text != g.Gloss.Sentence && !slices.Equal(st.at(g.Run, g.At), ids[g.Gloss]) {
				t.Fatalf("seed %d: the gloss on %q of %q is on the %q of %q", seed, g.Words, g.Gloss.Sentence, g.Words, s.Sentences[g.Sentence].Text)
			}
		}
		for _, sentence := range s.Sentences {
			if r := sentence.Rendering; r != nil && r.Text != "번역 "+sentence.Text {
				t.Fatalf("seed %d: %q is translated %q", seed, sentence.Text, r.Text)
			}
		}
	}
	if kept < 3*detached {
		t.Errorf("%d glosses were kept and %d detached: they hold on to too little", kept, detached)
	}
}

// checked fails where the lesson has anything wrong but two glosses on one word, which
// sentences that stand twice in a run come to.
func (l *Lesson) checked(t *testing.T) {
	t.Helper()
	if err := l.Check(); err != nil && !strings.Contains(SayOf(err), "overlap") {
		t.Fatal(err)
	}
}

// TestNoGlossIsEverOnAnotherWordBehindThePress lets a story be written on while readers
// have what was published: the desk's lesson is set on the newest copy whenever somebody
// works at it, with glosses put, and follows the copy when that is published. Neither the
// desk nor readers ever see a gloss on a word that it was not written for.
func TestNoGlossIsEverOnAnotherWordBehindThePress(t *testing.T) {
	for seed := range uint64(600) {
		w := &writer{Rand: rand.New(rand.NewPCG(seed, 11))}
		draft := w.story()
		lesson, _ := w.lesson(draft)
		lesson.checked(t)
		ids := map[string][]int{} // by headword, which tells glosses apart
		for i := range lesson.Glosses {
			g := &lesson.Glosses[i]
			g.Headword = fmt.Sprint("gloss", i)
			ids[g.Headword] = idsOf(g.Meaning)
		}
		lesson.Settle(draft.body())
		public, publicLesson := slices.Clone(draft), lesson.copied()
		right := func(where string, l *Lesson, st storyOf) {
			s := l.On(st.body())
			for _, g := range s.Glosses {
				if !slices.Equal(st.at(g.Run, g.At), ids[g.Headword]) {
					t.Fatalf("seed %d, %s: the gloss on %q of %q is on the %q of %q", seed, where, g.Words, g.Gloss.Sentence, g.Words, s.Sentences[g.Sentence].Text)
				}
			}
		}
		for range 2 + w.IntN(8) {
			switch w.IntN(4) {
			case 0: // somebody works at the lesson, on the newest copy
				lesson = lesson.copied()
				lesson.Settle(draft.body())
				put(w, lesson, draft, ids)
				lesson.Settle(draft.body())
			case 1: // the copy is published, and the lesson with it
				public, publicLesson = slices.Clone(draft), lesson.copied()
				publicLesson.Settle(public.body())
				lesson = publicLesson.copied()
			default:
				draft = w.edit(slices.Clone(draft))
			}
			right("readers", publicLesson, public)
			right("desk", lesson, draft)
		}
	}
}

// copied is the lesson as another row of the database has it.
func (l *Lesson) copied() *Lesson {
	c := *l
	c.Glosses, c.Renderings, c.Copy = slices.Clone(l.Glosses), slices.Clone(l.Renderings), slices.Clone(l.Copy)
	return &c
}

// idsOf reads the numbers of words that a meaning names.
func idsOf(meaning string) (ids []int) {
	for word := range strings.FieldsSeq(strings.Trim(meaning, "[]")) {
		var id int
		if _, err := fmt.Sscan(word, &id); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// put explains a word of the copy that no gloss is on.
func put(w *writer, l *Lesson, st storyOf, ids map[string][]int) {
	p := w.IntN(len(st))
	s := st[p][w.IntN(len(st[p]))]
	i, from := w.IntN(len(s)), 0
	for _, before := range s[:i] {
		from += len(before.text) + 1
	}
	g := Gloss{Passage: Passage{p, s.String(), from, s[i].text}, Headword: fmt.Sprint("put", len(ids)), Meaning: "뜻"}
	over := func(o Gloss) bool {
		return o.Run == g.Run && o.Sentence == g.Sentence && o.From < g.to() && g.From < o.to()
	}
	if slices.ContainsFunc(l.Glosses, over) {
		return
	}
	ids[g.Headword] = []int{s[i].id}
	l.Glosses = append(l.Glosses, g)
}
