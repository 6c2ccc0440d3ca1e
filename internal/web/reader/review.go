package reader

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"ilbo.press"
	"ilbo.press/internal/account"
)

// A ReviewPage asks a reader what is due: see notebook/review.html. Readers without an
// account are asked by its script, which has the same parts to fill.
type ReviewPage struct {
	*Page
	N      *noteWords
	Signed bool
	Card   *CardView // nil: nothing is due
	Blank  CardView  // that scripts fill
	Left   string    // how many are due
	Undo   *CardView // whose grade can be taken back; nil: none
	Ahead  AheadView // what comes, where nothing is due
	Next   string    // when the next one is due; empty: none is
}

// A CardView is a word that is asked.
type CardView struct {
	KeptView
	Grades []GradeView
}

// A GradeView is a grade, and when the word comes again by it.
type GradeView struct {
	Value    ilbo.Grade
	Name, In string
}

func (v *visit) card(w *ilbo.KeptWord, ahead [4]ilbo.Recall) CardView {
	n := &wordsIn(v.language).Note
	c := CardView{KeptView: v.word(w)}
	for i, g := range ilbo.Grades {
		view := GradeView{Value: g, Name: n.Grades[g]}
		if w.ID != 0 {
			view.In = n.in(&ahead[i])
		}
		c.Grades = append(c.Grades, view)
	}
	return c
}

func reviewPage(v *visit) error {
	p, err := v.review()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "review", p.Page, p)
}

func (v *visit) review() (*ReviewPage, error) {
	p := &ReviewPage{Page: v.page(func(w *Words) string { return w.Note.Review }), Signed: v.reader != nil, Blank: v.card(&ilbo.KeptWord{}, [4]ilbo.Recall{})}
	v.at(p.Page, "/words")
	p.N, p.Script, p.Wide = &p.W.Note, v.Assets.URL("notebook.js"), true
	if v.reader == nil {
		p.Ahead = v.ahead(nil)
		return p, nil
	}
	ctx, zone := v.r.Context(), v.there(v.Clock()).Location()
	out, err := v.Notebook.Outlook(ctx, v.reader.ID, zone)
	if err != nil {
		return nil, err
	}
	if id := wordNumber(v.r.URL.Query().Get("undo")); id > 0 {
		if w, err := v.Notebook.Word(ctx, v.reader.ID, id); err == nil && w.Undo != nil {
			c := v.card(&w, [4]ilbo.Recall{})
			p.Undo = &c
		}
	}
	due, err := v.Notebook.Due(ctx, v.reader.ID, zone, 1)
	if err != nil {
		return nil, err
	}
	if len(due) == 0 {
		p.Ahead = v.ahead(out)
		if !out.Next.IsZero() {
			p.Next = p.N.next(out.Next, v.Clock(), v.there(out.Next), v.language)
		}
		return p, nil
	}
	c := v.card(&due[0], v.Notebook.Ahead(&due[0]))
	p.Card, p.Left = &c, p.N.count(p.N.Left, out.Due)
	return p, nil
}

// gradeWord keeps how well a word was known, and asks the next one.
func gradeWord(v *visit) error {
	grade, _ := strconv.Atoi(v.r.PostFormValue("grade"))
	w, err := v.Notebook.Grade(v.r.Context(), v.reader.ID, wordNumber(v.r.PostFormValue("word")), turnOf(v), ilbo.Grade(grade))
	return v.graded(&w, err)
}

// undoGrade takes back the last grade of a word, and asks it again.
func undoGrade(v *visit) error {
	_, err := v.Notebook.Undo(v.r.Context(), v.reader.ID, wordNumber(v.r.PostFormValue("word")), turnOf(v))
	return v.graded(nil, err)
}

// turnOf is the turn at which a word was seen; below zero where that is none.
func turnOf(v *visit) int {
	turn, err := strconv.Atoi(v.r.PostFormValue("turn"))
	if err != nil {
		return -1
	}
	return turn
}

// graded leads to what is asked next.
func (v *visit) graded(w *ilbo.KeptWord, err error) error {
	if err != nil {
		p, showing := v.review()
		if showing != nil {
			return showing
		}
		return v.again(err, "review", p.Page, p)
	}
	to := v.prefix + "/words/review"
	if w != nil {
		to += fmt.Sprintf("?undo=%d", w.ID)
	}
	return v.see(to)
}

// A nextRecall is what becomes of a word by a grade, and when it comes again by it.
type nextRecall struct {
	Recall ilbo.Recall `json:"recall"`
	In     string      `json:"in"`
}

// nextRecalls tells a browser what becomes of the words that it keeps. Anybody may ask,
// and nothing is kept of it.
func nextRecalls(v *visit) error {
	var sent struct {
		Recalls []ilbo.Recall `json:"recalls"`
	}
	if err := v.read(&sent); err != nil {
		return err
	}
	all, err := v.Notebook.Next(sent.Recalls, account.Network(v.from.Address))
	if err != nil {
		return err
	}
	n := &wordsIn(v.language).Note
	next := [][4]nextRecall{}
	for i := range all {
		var four [4]nextRecall
		for g := range all[i] {
			four[g] = nextRecall{all[i][g], n.in(&all[i][g])}
		}
		next = append(next, four)
	}
	return v.say(http.StatusOK, map[string]any{"next": next})
}

// query is the query of an address, without what is empty.
func query(pairs ...string) string {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	return q.Encode()
}
