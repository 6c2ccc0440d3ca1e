package reader

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/lesson/notebook"
)

var notebookRoutes = []route{
	{"GET /words", true, notebookPage},
	{"GET /words/review", true, reviewPage},
	{"GET /words/kept", false, keptHere},
	{"GET /words/words.txt", false, ankiFile},
	{"GET /words/words.csv", false, csvFile},
	{"POST /words/keep", true, keepWord},
	{"POST /words/drop", false, dropWord},
	{"POST /words/bring", false, bringWords},
	{"POST /words/next", true, nextRecalls},
	{"POST /words/grade", false, gradeWord},
	{"POST /words/undo", false, undoGrade},
}

// A NotebookPage is a reader's own words: see notebook/notebook.html. Those of a reader
// without an account are in their browser, whose script fills the page.
type NotebookPage struct {
	*Page
	N                *noteWords
	Signed           bool
	Blank            KeptView // that scripts fill
	Kept, Due        string   // how many; empty: none
	Q                string
	Learned          []Choice // languages that the list is narrowed to
	Words            []KeptView
	Shown            string // how many of them are shown; empty: all
	Earlier, Later   string // pages of the list; empty: there is none
	Tongues, Classes []Choice
	Typed            ilbo.KeptWord // what was typed, where it was refused
	Open             bool          // the form to add a word
}

// A KeptView is a kept word.
type KeptView struct {
	*ilbo.KeptWord
	N                 *noteWords
	Prefix            string
	Class, When       string
	Before, Met, Past string // the sentence: before the word, as it stands there, and after
}

func (v *visit) word(w *ilbo.KeptWord) KeptView {
	n := &wordsIn(v.language).Note
	view := KeptView{KeptWord: w, N: n, Prefix: v.prefix, Class: n.Speech[w.Speech], Past: w.Sentence}
	if w.Words != "" {
		view.Before, view.Past, _ = strings.Cut(w.Sentence, w.Words)
		view.Met = w.Words
	}
	if !w.Kept.IsZero() {
		view.When = n.when(&w.Recall, v.Clock(), v.there(v.Clock()).Location())
	}
	return view
}

// wordsOfPage is how many words a page of the list has.
const wordsOfPage = 100

func notebookPage(v *visit) error {
	p, err := v.notebook()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "notebook", p.Page, p)
}

func (v *visit) notebook() (*NotebookPage, error) {
	p := &NotebookPage{Page: v.page(func(w *Words) string { return w.Note.Title }), Signed: v.reader != nil, Blank: v.word(&ilbo.KeptWord{}), Q: firstRunes(ilbo.Clean(v.r.FormValue("q")), 80)}
	v.at(p.Page, "/words")
	p.N, p.Script, p.Wide = &p.W.Note, v.Assets.URL("notebook.js"), true
	language := ilbo.Language(v.r.FormValue("in"))
	p.Learned = []Choice{{Name: p.N.AllLanguages}}
	for _, l := range []ilbo.Language{ilbo.Korean, ilbo.English} {
		p.Learned = append(p.Learned, Choice{string(l), p.N.Tongues[l], l == language})
		p.Tongues = append(p.Tongues, Choice{string(l), p.N.Tongues[l], l != v.language})
	}
	for _, s := range ilbo.PartsOfSpeech {
		p.Classes = append(p.Classes, Choice{Value: string(s), Name: p.N.Speech[s]})
	}
	if v.reader == nil {
		return p, nil
	}
	out, err := v.Notebook.Outlook(v.r.Context(), v.reader.ID, v.there(v.Clock()).Location())
	if err != nil {
		return nil, err
	}
	all, err := v.Notebook.Words(v.r.Context(), v.reader.ID)
	if err != nil {
		return nil, err
	}
	if out.Kept > 0 {
		p.Kept = p.N.count(p.N.Kept, out.Kept)
	}
	if out.Due > 0 {
		p.Due = p.N.count(p.N.Due, out.Due)
	}
	var found []*ilbo.KeptWord
	for i := range all {
		if w := &all[i]; (language == "" || w.Learned == language) && contains(w, p.Q) {
			found = append(found, w)
		}
	}
	v.turnTo(p, found, language)
	return p, nil
}

// contains reports whether a word is one that is looked for.
func contains(w *ilbo.KeptWord, q string) bool {
	q = strings.ToLower(q)
	for _, text := range []string{w.Headword, w.Meaning, w.Said, w.Note, w.Sentence} {
		if strings.Contains(strings.ToLower(text), q) {
			return true
		}
	}
	return false
}

// turnTo shows the page of a list that is asked for.
func (v *visit) turnTo(p *NotebookPage, found []*ilbo.KeptWord, l ilbo.Language) {
	n, _ := strconv.Atoi(v.r.URL.Query().Get("page"))
	last := max(0, len(found)-1) / wordsOfPage
	n = min(max(n, 1)-1, last)
	for _, w := range found[n*wordsOfPage : min(len(found), (n+1)*wordsOfPage)] {
		p.Words = append(p.Words, v.word(w))
	}
	page := func(n int) string {
		return v.prefix + "/words?" + query("q", p.Q, "in", string(l), "page", strconv.Itoa(n))
	}
	if n > 0 {
		p.Earlier = page(n)
	}
	if n < last {
		p.Later = page(n + 2)
	}
	if len(p.Words) < len(found) || p.Q != "" || l != "" {
		p.Shown = p.N.count(p.N.Found, len(found))
	}
}

// formWord is the word that a form is about.
func (v *visit) formWord() ilbo.KeptWord {
	field := func(name string) string { return firstRunes(v.r.PostFormValue(name), 4_000) }
	w := ilbo.KeptWord{
		Learned: ilbo.Language(field("learned")), Explained: ilbo.Language(field("explained")), Headword: field("headword"), Said: field("said"), Speech: ilbo.PartOfSpeech(field("speech")), Meaning: field("meaning"), Note: field("note"),
		Example: field("example"), ExampleMeaning: field("example_meaning"), Sentence: field("sentence"), Words: field("words"), Path: ilbo.Path(field("path")), Headline: field("headline"),
	}
	if w.Explained == "" { // it was written by hand
		w.Explained = ilbo.Korean
		if w.Learned == ilbo.Korean {
			w.Explained = ilbo.English
		}
	}
	return w
}

// keepWord keeps the word of a lesson's form, or one that was written by hand.
func keepWord(v *visit) error {
	if v.reader == nil {
		return v.strangerKeeps()
	}
	w := v.formWord()
	typed := w
	if err := v.Notebook.Keep(v.r.Context(), v.reader.ID, &w); err != nil {
		if v.scripted() {
			return err
		}
		p, showing := v.notebook()
		if showing != nil {
			return showing
		}
		p.Typed, p.Open = typed, true
		return v.again(err, "notebook", p.Page, p)
	}
	if v.scripted() {
		return v.say(http.StatusOK, map[string]any{"kept": true, "id": w.ID})
	}
	return v.done("/words", "kept")
}

// strangerKeeps tells somebody whose browser runs no script what is needed to keep words.
func (v *visit) strangerKeeps() error {
	err := &ilbo.Error{Kind: ilbo.Forbidden, Say: "Words are kept in an account, or by the page's script.", Err: account.Over}
	if v.scripted() {
		return err
	}
	p, showing := v.notebook()
	if showing != nil {
		return showing
	}
	p.Wrong = p.N.NoScript
	return v.show(http.StatusForbidden, "notebook", p.Page, p)
}

func wordNumber(text string) ilbo.KeptWordID {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0 // which no word has
	}
	return ilbo.KeptWordID(id)
}

// dropWord lets a word go, by its number or, for the button of a lesson, by what it is.
func dropWord(v *visit) (err error) {
	if id := v.r.PostFormValue("word"); id != "" {
		err = v.Notebook.LetGo(v.r.Context(), v.reader.ID, wordNumber(id))
	} else {
		err = v.Notebook.LetGoOf(v.r.Context(), v.reader.ID, v.formWord())
	}
	if err != nil {
		return err
	}
	if v.scripted() {
		return v.say(http.StatusOK, map[string]bool{"kept": false})
	}
	return v.done("/words", "dropped")
}

// keptHere tells the buttons of a lesson which of its words the reader keeps.
func keptHere(v *visit) error {
	all, err := v.Notebook.Words(v.r.Context(), v.reader.ID)
	if err != nil {
		return err
	}
	keys := [][2]string{}
	for i := range all {
		if w := &all[i]; string(w.Path) == v.r.URL.Query().Get("path") {
			keys = append(keys, [2]string{w.Headword, w.Meaning})
		}
	}
	return v.say(http.StatusOK, map[string]any{"kept": keys})
}

// read reads what a script sends as JSON. A form of HTML cannot send it.
func (v *visit) read(into any) error {
	if !v.scripted() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "This is asked for by the page's script."}
	}
	in := json.NewDecoder(v.r.Body)
	if err := in.Decode(into); err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "That cannot be read.", Err: err}
	}
	if _, err := in.Token(); err != io.EOF {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "That cannot be read.", Err: err}
	}
	return nil
}

// bringWords takes over the words of a browser, some at a time.
func bringWords(v *visit) error {
	var sent struct {
		Words []ilbo.KeptWord `json:"words"`
	}
	if err := v.read(&sent); err != nil {
		return err
	}
	taken, err := v.Notebook.Bring(v.r.Context(), v.reader.ID, sent.Words)
	if err != nil {
		return err
	}
	return v.say(http.StatusOK, map[string]any{"taken": taken})
}

func ankiFile(v *visit) error {
	return v.file("words.txt", "text/plain; charset=utf-8", notebook.WriteAnki)
}

func csvFile(v *visit) error {
	return v.file("words.csv", "text/csv; charset=utf-8", notebook.WriteCSV)
}

// file answers with a reader's words as a file.
func (v *visit) file(name, kind string, write func(io.Writer, []ilbo.KeptWord, string) error) error {
	all, err := v.Notebook.Words(v.r.Context(), v.reader.ID)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(&b, all, v.Base); err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	_, _ = v.w.Write(b.Bytes()) // whoever asked may have gone
	return nil
}
