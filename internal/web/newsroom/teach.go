package newsroom

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/lesson"
)

// A TeachPage is where a lesson is worked at with the story as text: see lesson/teach.html.
// Its script is lesson/teach.island.ts; who has none works by forms: see [LessonPage].
type TeachPage struct {
	*Frame
	Address   string
	Forms     string // where it is written by forms alone
	Title     string
	Learned   ilbo.Language
	Explained ilbo.Language
	Levels    []Link
	Blank     GlossForm
	MayWrite  bool
	Waits     bool // readers have other copy
	There     bool
	Data      TeachData
}

// TeachData is what the page's script begins with, and is given again after each change.
type TeachData struct {
	Address   string            `json:"address"`
	Learned   ilbo.Language     `json:"learned"`
	Explained ilbo.Language     `json:"explained"`
	Level     ilbo.Level        `json:"level"`
	MayWrite  bool              `json:"mayWrite"`
	Stands    string            `json:"stands"`
	Sentences []taughtSentence  `json:"sentences"`
	Glosses   []taughtGloss     `json:"glosses"`
	Detached  []taughtGloss     `json:"detached"`
	Stale     []taughtRendering `json:"stale"`
	Words     map[string]string `json:"words,omitempty"` // what the script says; with the page alone
	Speech    map[string]string `json:"speech,omitempty"`
}

type taughtSentence struct {
	Run     int            `json:"run"`
	From    int            `json:"from"` // characters into the run
	Text    string         `json:"text"`
	Turned  string         `json:"turned"`
	Sum     string         `json:"sum"` // of its translation; empty: it has none
	Remarks []taughtRemark `json:"remarks,omitempty"`
}

type taughtRemark struct {
	Kind lesson.RemarkKind `json:"kind"`
	Say  string            `json:"say"`
}

type taughtGloss struct {
	ilbo.Gloss
	Sum      string        `json:"sum"`
	N        int           `json:"n"` // its sentence; -1: it has lost its place
	SpokenAs string        `json:"spoken"`
	Places   []taughtPlace `json:"places,omitempty"` // where one that has lost its place may be meant to stand
}

type taughtPlace struct {
	N    int `json:"n"`
	From int `json:"from"`
}

type taughtRendering struct {
	ilbo.Rendering
	Sum string `json:"sum"`
}

func (n *Newsroom) teachRoutes(staff func(pattern string, do func(*visit) error)) {
	const at = Root + "/stories/{id}/lesson"
	staff("GET "+at, n.teachPage)
	staff("GET "+at+"/state", n.teachState)
	staff("POST "+at+"/edit", n.editLesson)
	staff("GET "+at+"/guess", n.guessWord)
	staff("GET "+at+"/suggestions", n.suggestWords)
	staff("GET "+at+"/forms", n.showLesson)
	staff("POST "+at, n.keepLesson)
	staff("POST "+at+"/drop", n.dropLesson)
}

func (n *Newsroom) teachPage(v *visit) error {
	p, s, err := v.lessonPage()
	if err != nil {
		return err
	}
	sheet, err := n.Lessons.Sheet(v.r.Context(), s.ID)
	if err != nil {
		return err
	}
	t := &TeachPage{Frame: p.Frame, Address: p.Address, Forms: p.Address + "/lesson/forms", Title: p.Title, Learned: p.Learned, Explained: p.Explained, MayWrite: p.MayWrite, Waits: sheet.Waits, There: !sheet.Lesson.At.IsZero()}
	t.Data = v.taught(sheet, p.MayWrite)
	t.Data.Words, t.Data.Speech = p.W.Lesson.Script, map[string]string{}
	for _, one := range ilbo.PartsOfSpeech {
		t.Data.Speech[string(one)] = p.W.Lesson.Speech[one]
	}
	for _, one := range ilbo.Levels(p.Learned) {
		t.Levels = append(t.Levels, Link{Name: string(one), URL: string(one), Current: one == t.Data.Level})
	}
	p.label(&t.Blank, "gloss")
	return v.show(http.StatusOK, "teach", t)
}

// sheetOf is the lesson of a story that somebody may see.
func (v *visit) sheetOf() (*lesson.Sheet, bool, error) {
	id, err := v.story()
	if err != nil {
		return nil, false, err
	}
	s, _, err := v.Desk.Open(v.r.Context(), v.staff.Staff, id)
	if err != nil {
		return nil, false, err
	}
	sheet, err := v.Lessons.Sheet(v.r.Context(), id)
	return sheet, v.Lessons.May(v.r.Context(), v.staff.Staff, s) == nil, err
}

func (n *Newsroom) teachState(v *visit) error {
	sheet, may, err := v.sheetOf()
	if err != nil {
		return err
	}
	v.say(http.StatusOK, v.taught(sheet, may))
	return nil
}

// taught is a lesson as the page's script has it.
func (v *visit) taught(sheet *lesson.Sheet, may bool) TeachData {
	w, l, set := &wordsIn(v.language()).Lesson, sheet.Lesson, sheet.Setting
	d := TeachData{Address: storyAddress(l.Story) + "/lesson", Learned: l.Learned, Explained: l.Explained, Level: l.Level, MayWrite: may,
		Sentences: []taughtSentence{}, Glosses: []taughtGloss{}, Detached: []taughtGloss{}, Stale: []taughtRendering{},
		Stands: fmt.Sprintf(w.Stands, set.Rendered(), len(set.Sentences), len(set.Glosses))}
	if d.Level == "" {
		d.Level = lesson.Beginning(l.Learned)
	}
	for i := range set.Sentences {
		s := &set.Sentences[i]
		one := taughtSentence{Run: s.Run, From: s.At.From, Text: s.Text}
		if s.Rendering != nil {
			settled := *s.Rendering
			settled.Run = s.Run
			one.Turned, one.Sum = settled.Text, settled.Sum()
		}
		d.Sentences = append(d.Sentences, one)
	}
	for _, r := range sheet.Remarks() {
		say := w.Remarks[r.Kind]
		if r.Kind == lesson.Numbers {
			say = fmt.Sprintf(say, strings.Join(r.Numbers, ", "))
		}
		d.Sentences[r.Sentence].Remarks = append(d.Sentences[r.Sentence].Remarks, taughtRemark{r.Kind, say})
	}
	for _, g := range set.Glosses {
		sentence := &set.Sentences[g.Sentence]
		one := taughtGloss{Gloss: *g.Gloss, N: g.Sentence, SpokenAs: g.Pronunciation()}
		one.Passage = ilbo.Passage{Run: g.Run, Sentence: sentence.Text, From: g.At.From - sentence.At.From, Words: g.Words} // as an edit settles it: see [lesson.Desk.Mend]
		one.Sum = one.Gloss.Sum()
		d.Glosses = append(d.Glosses, one)
	}
	for _, g := range set.Detached {
		d.Detached = append(d.Detached, taughtGloss{Gloss: *g, Sum: g.Sum(), N: -1, SpokenAs: g.Pronunciation(), Places: placesFor(g, set)})
	}
	for _, r := range set.Stale {
		d.Stale = append(d.Stale, taughtRendering{*r, r.Sum()})
	}
	return d
}

// mostPlaces are how many places are offered to a gloss that lost its own.
const mostPlaces = 3

// placesFor are where the words of a gloss stand that no other gloss is on.
func placesFor(g *ilbo.Gloss, set *ilbo.Setting) []taughtPlace {
	var list []taughtPlace
	words := []rune(g.Words)
	for n := range set.Sentences {
		s := &set.Sentences[n]
		if !strings.Contains(s.Text, g.Words) {
			continue
		}
		text := []rune(s.Text)
		for at := 0; at+len(words) <= len(text) && len(list) < mostPlaces; at++ {
			taken := func(o ilbo.SetGloss) bool {
				return o.Sentence == n && o.At.From < s.At.From+at+len(words) && s.At.From+at < o.At.To
			}
			if string(text[at:at+len(words)]) == g.Words && !slices.ContainsFunc(set.Glosses, taken) {
				list = append(list, taughtPlace{n, at})
			}
		}
	}
	return list
}

// editLesson does one edit, and answers with the lesson as it is then; where somebody was
// faster, with what they wrote.
func (n *Newsroom) editLesson(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	var e lesson.Edit
	decoder := json.NewDecoder(http.MaxBytesReader(v.w, v.r.Body, maxForm))
	if err := decoder.Decode(&e); err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "What was sent cannot be read.", Err: err}
	}
	sheet, err := n.Lessons.Mend(v.r.Context(), v.staff.Staff, id, e)
	if errors.Is(err, ilbo.Conflict) {
		now, may, state := v.sheetOf()
		if state != nil {
			return errors.Join(err, state)
		}
		v.say(http.StatusConflict, struct {
			Problem string    `json:"problem"`
			State   TeachData `json:"state"`
		}{wordsIn(v.language()).wrong(err), v.taught(now, may)})
		return nil
	}
	if err != nil {
		return err
	}
	v.say(http.StatusOK, v.taught(sheet, true))
	return nil
}

// A guessed is what is known of words, for the form.
type guessed struct {
	Headword string            `json:"headword"`
	Speech   ilbo.PartOfSpeech `json:"speech"`
	Level    ilbo.Level        `json:"level"`
	Spoken   string            `json:"spoken"`
	Before   []before          `json:"before"`
}

// A before is what a lesson said of a word.
type before struct {
	ilbo.Gloss
	Spoken string `json:"spoken"`
	When   string `json:"when"`
	Story  string `json:"story"` // its address
}

// guessWord says what is known of words, and how a headword that somebody types is said.
func (n *Newsroom) guessWord(v *visit) error {
	sheet, _, err := v.sheetOf()
	if err != nil {
		return err
	}
	q := v.r.URL.Query()
	if q.Has("headword") {
		g := ilbo.Gloss{Headword: ilbo.Clean(firstRunes(q.Get("headword"), 80)), Sound: ilbo.Clean(firstRunes(q.Get("sound"), 80)), Speech: ilbo.PartOfSpeech(q.Get("speech"))}
		v.say(http.StatusOK, map[string]string{"spoken": g.Pronunciation()})
		return nil
	}
	g, err := n.Lessons.Guess(v.r.Context(), sheet.Lesson.Learned, sheet.Lesson.Explained, ilbo.Clean(q.Get("words")), q.Get("first") != "")
	if err != nil {
		return err
	}
	a := guessed{Headword: g.Headword, Speech: g.Speech, Level: g.Level, Before: []before{}}
	a.Spoken = (&ilbo.Gloss{Headword: g.Headword, Speech: g.Speech}).Pronunciation()
	for _, e := range g.Before {
		a.Before = append(a.Before, before{e.Gloss, e.Pronunciation(), v.day(e.At), storyAddress(e.Story)})
	}
	v.say(http.StatusOK, a)
	return nil
}

// A suggested is a word that readers may not know.
type suggested struct {
	N        int    `json:"n"`
	From     int    `json:"from"`
	Words    string `json:"words"`
	Headword string `json:"headword"`
	Why      string `json:"why"`
	Known    bool   `json:"known"`
}

func (n *Newsroom) suggestWords(v *visit) error {
	sheet, _, err := v.sheetOf()
	if err != nil {
		return err
	}
	if level := ilbo.Level(v.r.URL.Query().Get("level")); level.LanguageOf() == sheet.Lesson.Learned {
		sheet.Lesson.Level = level
	}
	found, err := n.Lessons.Suggest(v.r.Context(), sheet)
	if err != nil {
		return err
	}
	w := &wordsIn(v.language()).Lesson
	all := []suggested{}
	for _, s := range found {
		why := string(s.Level)
		switch {
		case why != "":
		case s.Stories == 0:
			why = w.Never
		default:
			why = fmt.Sprintf(w.Rare, s.Stories)
		}
		all = append(all, suggested{s.Sentence, s.From, s.Words, s.Headword, why, s.Known})
	}
	v.say(http.StatusOK, map[string]any{"words": all})
	return nil
}

// sayLesson says, where a story is published, what its lesson lacks.
func (v *visit) sayLesson(p *StoryPage, id ilbo.StoryID) error {
	stands, err := v.Lessons.Stands(v.r.Context(), id)
	if errors.Is(err, ilbo.NotFound) || err == nil && !stands.Half() {
		return nil
	}
	if err != nil {
		return err
	}
	for i := range p.Acts {
		if a := &p.Acts[i]; a.Verb == "publish" || a.Verb == "update" {
			a.Say = strings.TrimSpace(a.Say + " " + p.W.Lesson.half(&stands) + " " + p.W.Lesson.HalfSay)
		}
	}
	return nil
}

// half says what a lesson lacks.
func (w *lessonWords) half(p *ilbo.LessonPrint) string {
	say := fmt.Sprintf(w.Half, p.Sentences-p.Rendered, p.Sentences)
	if p.Detached > 0 {
		say += " " + fmt.Sprintf(w.Lost, p.Detached)
	}
	return say
}
