package ilbo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Level is how far a learner has got: of English by the Common European Framework,
// of Korean by TOPIK.
type Level string

// levels are those of each language that is learned, the easiest first.
var levels = map[Language][]Level{
	English: {"A1", "A2", "B1", "B2", "C1", "C2"},
	Korean:  {"TOPIK 1", "TOPIK 2", "TOPIK 3", "TOPIK 4", "TOPIK 5", "TOPIK 6"},
}

// Levels are those of a language that is learned, the easiest first.
func Levels(l Language) []Level { return slices.Clone(levels[l]) }

// Slug is the level's name in addresses: "b1", "topik-4".
func (l Level) Slug() Slug { return Slug(strings.ToLower(strings.ReplaceAll(string(l), " ", "-"))) }

// LevelNamed finds a level of a language by its name in addresses.
func LevelNamed(l Language, name Slug) (Level, bool) {
	for _, level := range levels[l] {
		if level.Slug() == name {
			return level, true
		}
	}
	return "", false
}

// A Lesson is a story prepared for people who learn its language. It stands beside
// the story: what it says is found in the body again when it is shown (see
// [Lesson.On]), so that the story can be edited as any other.
type Lesson struct {
	Story      StoryID       `json:"-"`
	Learned    Language      `json:"learned"`   // the story's
	Explained  Language      `json:"explained"` // what glosses and translations are written in
	Level      Level         `json:"-"`
	Glosses    []Gloss       `json:"glosses,omitempty"`
	Renderings []Rendering   `json:"renderings,omitempty"`
	Grammar    []GrammarNote `json:"grammar,omitempty"`
	Fine       []string      `json:"fine,omitempty"` // sums of translations that somebody looked at and left as they are, whatever is remarked on them
	Copy       []string      `json:"copy,omitempty"` // the story's runs when the lesson was last set on it
	By         string        `json:"-"`              // login of who last changed it
	At         time.Time     `json:"-"`
}

// A LessonMark is a lesson as lists name it.
type LessonMark struct {
	Story   StoryID
	Level   Level
	Glosses int
}

// The most that a lesson may hold.
const (
	MaxGlosses    = 500
	maxRenderings = 2_000
	maxGrammar    = 40
	maxRendering  = 2_000 // characters
	maxGrammarSay = 2_000 // characters
)

// Check reports the first thing wrong with the lesson, as an [Error] of kind Invalid.
func (l *Lesson) Check() error {
	say := func(format string, args ...any) error {
		return &Error{Kind: Invalid, Say: fmt.Sprintf(format, args...)}
	}
	switch {
	case l.Story < 1:
		return say("The lesson is of no story.")
	case !l.Learned.Known() || !l.Explained.Known() || l.Learned == l.Explained:
		return say("A lesson explains one language in another.")
	case !slices.Contains(levels[l.Learned], l.Level):
		return say("%s is no level of that language.", quote(string(l.Level)))
	case len(l.Glosses) > MaxGlosses:
		return say("The lesson has more than %d glosses.", MaxGlosses)
	case len(l.Renderings) > maxRenderings:
		return say("The lesson has more than %d translated sentences.", maxRenderings)
	case len(l.Grammar) > maxGrammar:
		return say("The lesson has more than %d notes on grammar.", maxGrammar)
	}
	for i := range l.Glosses {
		if why := l.Glosses[i].check(); why != "" {
			return say("Gloss %d (%s): %s.", i+1, quote(l.Glosses[i].Words), why)
		}
	}
	for i := range l.Renderings {
		r := &l.Renderings[i]
		why := cmp.Or(r.Passage.check(), oneText("text", r.Text, maxRendering))
		if why == "" && strings.TrimSpace(r.Text) == "" {
			why = "it is empty"
		}
		if why != "" {
			return say("Translation %d (%s): %s.", i+1, quote(r.Sentence), why)
		}
	}
	if len(l.Fine) > maxRenderings || slices.ContainsFunc(l.Fine, func(sum string) bool { return len(sum) > 2*sumBytes }) {
		return say("The lesson has more than %d translated sentences.", maxRenderings)
	}
	for i, g := range l.Grammar {
		why := cmp.Or(oneText("title", g.Title, maxHeadword), oneText("text", g.Text, maxGrammarSay), oneText("example", g.Example, maxExample), oneText("translated example", g.ExampleMeaning, maxExample))
		if why == "" && (strings.TrimSpace(g.Title) == "" || strings.TrimSpace(g.Text) == "") {
			why = "it has no title or no text"
		}
		if why != "" {
			return say("Grammar note %d: %s.", i+1, why)
		}
	}
	return l.overlaps()
}

// overlaps reports the first two glosses that are on the same words.
func (l *Lesson) overlaps() error {
	sorted := make([]*Gloss, len(l.Glosses))
	for i := range l.Glosses {
		sorted[i] = &l.Glosses[i]
	}
	slices.SortStableFunc(sorted, func(a, b *Gloss) int {
		return cmp.Or(cmp.Compare(a.Run, b.Run), cmp.Compare(a.Sentence, b.Sentence), cmp.Compare(a.From, b.From))
	})
	for i := 1; i < len(sorted); i++ {
		a, b := sorted[i-1], sorted[i]
		if a.Run == b.Run && a.Sentence == b.Sentence && b.From < a.to() {
			return &Error{Kind: Invalid, Say: fmt.Sprintf("The glosses on %s and on %s overlap: each word has one explanation.", quote(a.Words), quote(b.Words))}
		}
	}
	return nil
}

// A SetGloss is a gloss where it stands in the body as it is now.
type SetGloss struct {
	*Gloss
	Run, Sentence int     // of the body, and of the run
	At            Stretch // characters of the run
}

// A SetSentence is a sentence of the body as it is now.
type SetSentence struct {
	Run       int
	At        Stretch // characters of the run
	Text      string
	Rendering *Rendering // nil: it is not translated
}

// A Setting is a lesson set on a body.
type Setting struct {
	Glosses   []SetGloss    // in the body's order, none on another
	Sentences []SetSentence // all of the body, in order
	// Detached are the glosses whose words are gone, or stand where nobody can say that
	// they are the same; Stale, the translations of sentences that were changed. They
	// are for the newsroom, and no reader sees them.
	Detached []*Gloss
	Stale    []*Rendering
}

// Rendered counts the sentences that are translated.
func (s *Setting) Rendered() (n int) {
	for i := range s.Sentences {
		if s.Sentences[i].Rendering != nil {
			n++
		}
	}
	return n
}

// Aligned reports whether every sentence is translated and no translation is left
// over.
func (s *Setting) Aligned() bool {
	return len(s.Stale) == 0 && len(s.Sentences) > 0 && s.Rendered() == len(s.Sentences)
}

// On sets the lesson on a body, which may have been edited since, or be the opening of
// a story that is locked. A gloss follows its sentence, as it was, wherever that stands
// now, and stays in a sentence that was changed elsewhere: where most of that is as it
// was, and the words stand in it once, as they did before, between the same neighbours.
// Everything else is detached: a gloss is never on a word that it was not written for.
// A translation stays with its sentence alone.
func (l *Lesson) On(b Body) *Setting {
	s := &Setting{}
	var runs []string
	for n, run := range b.Runs() {
		text := run.String()
		runs = append(runs, text)
		s.Sentences = append(s.Sentences, sentencesOf(n, text, l.Learned)...)
	}
	f := newFinder(l, s, runs)
	for i := range l.Renderings {
		r := &l.Renderings[i]
		if n := f.same(&r.Passage, func(n int) bool { return s.Sentences[n].Rendering == nil }); n >= 0 {
			s.Sentences[n].Rendering = r
		} else {
			s.Stale = append(s.Stale, r)
		}
	}
	taken := map[int][]Stretch{} // by sentence
	for i := range l.Glosses {
		g := &l.Glosses[i]
		var at Stretch
		free := func(n int) bool {
			return !slices.ContainsFunc(taken[n], func(o Stretch) bool { return at.From < o.To && o.From < at.To })
		}
		at = Stretch{g.From, g.to()}
		n := f.same(&g.Passage, free)
		if n < 0 && !f.stands(g.Sentence) {
			if n, at = f.changed(&g.Passage); n >= 0 && !free(n) {
				n = -1
			}
		}
		if n < 0 {
			s.Detached = append(s.Detached, g)
			continue
		}
		taken[n] = append(taken[n], at)
		from := s.Sentences[n].At.From
		s.Glosses = append(s.Glosses, SetGloss{g, s.Sentences[n].Run, n, Stretch{from + at.From, from + at.To}})
	}
	slices.SortStableFunc(s.Glosses, func(a, b SetGloss) int { return cmp.Or(cmp.Compare(a.Run, b.Run), cmp.Compare(a.At.From, b.At.From)) })
	return s
}

func sentencesOf(run int, text string, l Language) []SetSentence {
	var list []SetSentence
	runes := []rune(text)
	for _, at := range Sentences(text, l) {
		list = append(list, SetSentence{Run: run, At: at, Text: string(runes[at.From:at.To])})
	}
	return list
}

// Settle sets the lesson on a body for good: its glosses and translations are from now
// on where they are found there, and what is detached keeps the sentence that it is
// from. It gives how it is set.
func (l *Lesson) Settle(b Body) *Setting {
	s := l.On(b)
	for _, g := range s.Glosses {
		sentence := s.Sentences[g.Sentence]
		g.Gloss.Passage = Passage{g.Run, sentence.Text, g.At.From - sentence.At.From, g.Words}
	}
	for _, sentence := range s.Sentences {
		if sentence.Rendering != nil {
			sentence.Rendering.Run = sentence.Run
		}
	}
	l.Copy = nil
	for _, run := range b.Runs() {
		l.Copy = append(l.Copy, run.String())
	}
	return s
}
