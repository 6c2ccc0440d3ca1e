package newsroom

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"ilbo.press"
)

// A LessonPage is where a story is prepared for learners: see lesson/lesson.html. It is
// made of the stored lesson, or of what somebody typed and could not be kept.
type LessonPage struct {
	*Frame
	Address   string
	Title     string
	Learned   ilbo.Language // the story's
	Explained ilbo.Language
	Levels    []Link
	Sentences []LessonSentence
	Grammar   []GrammarForm
	Detached  []GlossForm // what lost its place, to be written anew
	Stale     []string    // translations that did
	Stands    string      // how much of it is translated
	There     bool        // there is a lesson
	Base      string      // the sum of the one that it was made from
	MayWrite  bool
}

// A LessonSentence is a sentence with what is said of it.
type LessonSentence struct {
	N         int // in the page
	Run       int
	Text      string
	Rendering string
	Words     []GlossForm // the last one is empty, for a new word
}

// A GlossForm is the fields of a gloss, named by its key.
type GlossForm struct {
	Key                                                                          string
	Words, Headword, Sound, Said, Meaning, Note, Example, ExampleMeaning, Speech string
	From                                                                         int
	Speeches                                                                     []Link
	Learned, Explained                                                           ilbo.Language
	W                                                                            *lessonWords
}

// A GrammarForm is the fields of a note on grammar.
type GrammarForm struct{ Key, Title, Text, Example, ExampleMeaning string }

// The most words and notes that one page sends.
const (
	mostWordsSent   = ilbo.MaxGlosses
	mostGrammarSent = 41
)

// lessonPage begins the page of a story that somebody may see.
func (v *visit) lessonPage() (*LessonPage, *ilbo.Story, error) {
	id, err := v.story()
	if err != nil {
		return nil, nil, err
	}
	s, draft, err := v.Desk.Open(v.r.Context(), v.staff.Staff, id)
	if err != nil {
		return nil, nil, err
	}
	p := &LessonPage{Frame: v.frame(func(w *Words) string { return w.Lesson.Title }), Address: storyAddress(id), Title: draft.Title, Learned: s.Language, Explained: ilbo.English}
	if s.Language == ilbo.English {
		p.Explained = ilbo.Korean
	}
	p.MayWrite = v.Lessons.May(v.r.Context(), v.staff.Staff, s) == nil
	return p, s, nil
}

func (n *Newsroom) showLesson(v *visit) error {
	p, s, err := v.lessonPage()
	if err != nil {
		return err
	}
	sheet, err := n.Lessons.Sheet(v.r.Context(), s.ID)
	if err != nil {
		return err
	}
	l, set := sheet.Lesson, sheet.Setting
	if p.There = !l.At.IsZero(); p.There {
		p.Base = l.Sum()
	}
	for i := range set.Sentences {
		one := LessonSentence{N: i, Run: set.Sentences[i].Run, Text: set.Sentences[i].Text}
		if r := set.Sentences[i].Rendering; r != nil {
			one.Rendering = r.Text
		}
		for _, g := range set.Glosses {
			if g.Sentence == i {
				one.Words = append(one.Words, p.glossForm(g.Gloss, g.At.From-set.Sentences[i].At.From))
			}
		}
		p.Sentences = append(p.Sentences, one)
	}
	for _, g := range set.Detached {
		p.Detached = append(p.Detached, p.glossForm(g, 0))
	}
	for _, r := range set.Stale {
		p.Stale = append(p.Stale, r.Text)
	}
	for _, g := range l.Grammar {
		p.Grammar = append(p.Grammar, GrammarForm{Title: g.Title, Text: g.Text, Example: g.Example, ExampleMeaning: g.ExampleMeaning})
	}
	if p.There {
		p.Stands = fmt.Sprintf(p.W.Lesson.Stands, set.Rendered(), len(set.Sentences), len(set.Glosses))
	}
	return p.finish(v, http.StatusOK, l.Level)
}

func (p *LessonPage) glossForm(g *ilbo.Gloss, from int) GlossForm {
	return GlossForm{Words: g.Words, Headword: g.Headword, Sound: g.Sound, Said: g.Said, Meaning: g.Meaning, Note: g.Note, Example: g.Example, ExampleMeaning: g.ExampleMeaning, Speech: string(g.Speech), From: from}
}

// finish gives everything its key and an empty place behind it, and shows the page.
func (p *LessonPage) finish(v *visit, status int, level ilbo.Level) error {
	for _, one := range ilbo.Levels(p.Learned) {
		p.Levels = append(p.Levels, Link{Name: string(one), URL: string(one), Current: one == level})
	}
	for i := range p.Sentences {
		s := &p.Sentences[i]
		s.Words = append(s.Words, GlossForm{})
		for k := range s.Words {
			p.label(&s.Words[k], fmt.Sprintf("w-%d-%d", s.N, k))
		}
	}
	p.Grammar = append(p.Grammar, GrammarForm{})
	for i := range p.Grammar {
		p.Grammar[i].Key = fmt.Sprintf("g-%d", i)
	}
	return v.show(status, "lesson", p)
}

func (p *LessonPage) label(g *GlossForm, key string) {
	g.Key, g.Learned, g.Explained, g.W = key, p.Learned, p.Explained, &p.W.Lesson
	for _, s := range ilbo.PartsOfSpeech {
		g.Speeches = append(g.Speeches, Link{Name: p.W.Lesson.Speech[s], URL: string(s), Current: string(s) == g.Speech})
	}
}

func (n *Newsroom) keepLesson(v *visit) error {
	p, s, err := v.lessonPage()
	if err != nil {
		return err
	}
	l := v.readLesson(p)
	l.Story = s.ID
	p.Base = v.form("base")
	if _, err := n.Lessons.Prepare(v.r.Context(), v.staff.Staff, l, p.Base); err != nil {
		kind := ilbo.KindOf(err)
		if kind != ilbo.Invalid && kind != ilbo.Conflict {
			return err
		}
		p.Wrong, p.Said = p.W.wrong(err), ""
		status := http.StatusUnprocessableEntity
		if kind == ilbo.Conflict {
			status = http.StatusConflict
		}
		return p.finish(v, status, l.Level)
	}
	return v.see(p.Address + "/lesson/forms?done=lesson")
}

// readLesson reads what was sent, into the page as it was typed and into a lesson. A
// word whose words were taken out is dropped.
func (v *visit) readLesson(p *LessonPage) ilbo.Lesson {
	l := ilbo.Lesson{Learned: p.Learned, Explained: p.Explained, Level: ilbo.Level(v.form("level"))}
	for n := 0; v.r.PostForm.Has(fmt.Sprintf("s-%d", n)); n++ {
		key := strconv.Itoa(n)
		s := LessonSentence{N: n, Text: v.r.PostForm.Get("s-" + key), Rendering: v.plain("t-" + key)}
		s.Run, _ = strconv.Atoi(v.form("run-" + key)) // what is no number is the first
		if s.Rendering != "" {
			l.Renderings = append(l.Renderings, ilbo.Rendering{Passage: ilbo.Passage{Run: s.Run, Sentence: s.Text}, Text: s.Rendering})
		}
		for k := 0; k < mostWordsSent && v.r.PostForm.Has(fmt.Sprintf("w-%d-%d-words", n, k)); k++ {
			if g := v.readGloss(fmt.Sprintf("w-%d-%d", n, k)); g.Words != "" {
				g.From = g.place(s.Text, s.Words)
				s.Words = append(s.Words, g)
				l.Glosses = append(l.Glosses, g.gloss(&s))
			}
		}
		p.Sentences = append(p.Sentences, s)
	}
	for k := 0; k < mostGrammarSent && v.r.PostForm.Has(fmt.Sprintf("g-%d-title", k)); k++ {
		at := func(name string) string { return v.plain(fmt.Sprintf("g-%d-%s", k, name)) }
		if g := (GrammarForm{Title: at("title"), Text: at("text"), Example: at("example"), ExampleMeaning: at("example-meaning")}); g != (GrammarForm{}) {
			p.Grammar = append(p.Grammar, g)
			l.Grammar = append(l.Grammar, ilbo.GrammarNote{Title: g.Title, Text: g.Text, Example: g.Example, ExampleMeaning: g.ExampleMeaning})
		}
	}
	return l
}

// plain is a field of what was sent as one line, with what is not seen in it: that is
// refused, and not taken out in silence.
func (v *visit) plain(name string) string {
	return strings.Join(strings.Fields(v.r.PostFormValue(name)), " ")
}

func (v *visit) readGloss(key string) GlossForm {
	at := func(name string) string { return v.plain(key + "-" + name) }
	from, err := strconv.Atoi(at("from"))
	if err != nil {
		from = -1 // a new word
	}
	return GlossForm{Words: at("words"), Headword: at("headword"), Sound: at("sound"), Said: at("said"), Meaning: at("meaning"), Note: at("note"), Example: at("example"), ExampleMeaning: at("example-meaning"), Speech: at("speech"), From: from}
}

// place is where the words of a gloss stand in its sentence: where they stood, or else
// the first place where no other gloss is. Words that are not there stand at 0, and are
// refused.
func (g *GlossForm) place(sentence string, taken []GlossForm) int {
	text, words := []rune(sentence), []rune(g.Words)
	stands := func(at int) bool {
		return at >= 0 && at+len(words) <= len(text) && string(text[at:at+len(words)]) == g.Words
	}
	if stands(g.From) {
		return g.From
	}
	for at := range text {
		free := !slices.ContainsFunc(taken, func(o GlossForm) bool { return at < o.From+len([]rune(o.Words)) && o.From < at+len(words) })
		if free && stands(at) {
			return at
		}
	}
	return max(0, len([]rune(sentence[:max(0, strings.Index(sentence, g.Words))]))) // on another gloss, which is said
}

func (g *GlossForm) gloss(s *LessonSentence) ilbo.Gloss {
	headword := g.Headword
	if headword == "" {
		headword = g.Words
	}
	return ilbo.Gloss{Passage: ilbo.Passage{Run: s.Run, Sentence: s.Text, From: g.From, Words: g.Words}, Headword: headword, Speech: ilbo.PartOfSpeech(g.Speech), Sound: g.Sound, Said: g.Said,
		Meaning: g.Meaning, Note: g.Note, Example: g.Example, ExampleMeaning: g.ExampleMeaning}
}

func (n *Newsroom) dropLesson(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	if err := n.Lessons.Drop(v.r.Context(), v.staff.Staff, id); err != nil {
		return err
	}
	return v.see(storyAddress(id) + "/lesson?done=lesson-dropped")
}
