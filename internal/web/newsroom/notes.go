package newsroom

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"ilbo.press"
)

// NotesPart is the notes on a story, with the forms to write some: a part of a
// page, "notes" of notes/notes.html. Its list is asked for anew by its script.
type NotesPart struct {
	*Frame
	Story    ilbo.StoryID
	URL      string // where notes are sent to
	Fresh    string // where the list is asked for
	To       string // the page that shows the part, to come back to
	Block    int    // what a new note is on
	Quote    string
	Open     []NoteView
	Settled  []NoteView
	PeopleAt string // where names are completed
	Plans    []Card // what was planned
}

// A NoteView is a note with its answers.
type NoteView struct {
	ID                        int64
	By, At, ISO, Text, Quote  string
	Block                     int    // where its passage is now
	Gone                      bool   // it had one, which the text no longer has
	Resolved                  string // by whom and when
	Answers                   []NoteView
	Root, To                  string
	Reply, ReplySay, Settle   string // words
	PassageWord, GoneWord     string
	UnsettleWord              string
	PeopleAt, Found, NoneHere string
}

// notesPart makes the notes on a story that somebody may see, for a page at to.
// The body is the copy that the page shows: passages are looked for there.
func (v *visit) notesPart(f *Frame, id ilbo.StoryID, body ilbo.Body, to string) (*NotesPart, error) {
	notes, err := v.Desk.NotesOn(v.r.Context(), v.staff.Staff, id)
	if err != nil {
		return nil, err
	}
	people, err := v.colleagues()
	if err != nil {
		return nil, err
	}
	p := &NotesPart{Frame: f, Story: id, URL: storyAddress(id) + "/notes", To: to, PeopleAt: Root + "/people?q="}
	p.Fresh = p.URL + "?" + url.Values{"part": {"list"}, "to": {to}}.Encode()
	plans, err := v.Store.AssignmentsOf(v.r.Context(), id)
	if err != nil {
		return nil, err
	}
	for i := range plans {
		p.Plans = append(p.Plans, v.card(f, &plans[i], people))
	}
	answers := map[ilbo.NoteID][]NoteView{}
	for i := range notes {
		if n := &notes[i]; n.ReplyTo != 0 {
			answers[n.ReplyTo] = append(answers[n.ReplyTo], v.noteView(p, n, body, people))
		}
	}
	for i := range notes {
		n := &notes[i]
		if n.ReplyTo != 0 {
			continue
		}
		view := v.noteView(p, n, body, people)
		view.Answers = answers[n.ID]
		if n.Resolved.IsZero() {
			p.Open = append(p.Open, view)
		} else {
			p.Settled = append(p.Settled, view)
		}
	}
	return p, nil
}

func (v *visit) noteView(p *NotesPart, n *ilbo.Note, body ilbo.Body, people *colleagues) NoteView {
	w := &p.W.Notes
	view := NoteView{
		ID: int64(n.ID), By: people.name(n.By), At: v.when(n.At), ISO: n.At.Format("2006-01-02T15:04:05Z07:00"), Text: n.Text, Quote: n.Quote, Root: Root, To: p.To,
		Reply: w.Reply, ReplySay: w.ReplySay, Settle: w.Resolve, UnsettleWord: w.Unresolve, PassageWord: w.OnPassage, GoneWord: w.Gone,
		PeopleAt: p.PeopleAt, Found: w.Found, NoneHere: w.NoneFound,
	}
	if n.Block > 0 {
		view.Block = body.Passage(n.Block, n.Quote)
		view.Gone = view.Block == 0
	}
	if !n.Resolved.IsZero() {
		view.Resolved = fmt.Sprintf(w.ResolvedBy, people.name(n.ResolvedBy), v.when(n.Resolved))
	}
	return view
}

// A NotesPage is a story's notes on a page of their own, beside its text: see
// notes/page.html.
type NotesPage struct {
	*Frame
	*NotesPart
	Headline string
	StoryURL string
	Blocks   []PassageView
}

// A PassageView is a block that may be noted on.
type PassageView struct {
	N         int
	Text, URL string
	Notes     int  // open ones
	Chosen    bool // a new note is on it
}

// quoted is how much of a block stands for it, in characters.
const quoted = 80

func (n *Newsroom) notesPage(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	p, err := v.notesView(id)
	if err != nil {
		return err
	}
	if v.r.URL.Query().Get("part") == "list" {
		return v.part("notes-list", p.NotesPart)
	}
	return v.show(http.StatusOK, "notes", p)
}

func (v *visit) notesView(id ilbo.StoryID) (*NotesPage, error) {
	f := v.frame(func(w *Words) string { return w.Notes.Title })
	version, err := v.Desk.Version(v.r.Context(), v.staff.Staff, id, 0)
	if err != nil {
		return nil, err
	}
	body, to := version.Copy.Body, storyAddress(id)+"/notes"
	if asked := v.r.URL.Query().Get("to"); asked != "" && ours(asked) == asked {
		to = asked
	}
	part, err := v.notesPart(f, id, body, to)
	if err != nil {
		return nil, err
	}
	p := &NotesPage{Frame: f, NotesPart: part, Headline: version.Copy.Title(), StoryURL: storyAddress(id)}
	chosen, _ := strconv.Atoi(v.r.URL.Query().Get("block")) // what is no number is no block
	for i := range body {
		text := ilbo.Body{body[i]}.Text()
		view := PassageView{N: i + 1, Text: text, URL: fmt.Sprintf("%s?block=%d#say", part.URL, i+1), Chosen: i+1 == chosen}
		for _, note := range part.Open {
			if note.Block == view.N {
				view.Notes++
			}
		}
		if view.Chosen {
			part.Block, part.Quote = view.N, passageOf(text)
		}
		p.Blocks = append(p.Blocks, view)
	}
	return p, nil
}

// passageOf is the beginning of a block, whole words of it.
func passageOf(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	if len([]rune(text)) <= quoted {
		return text
	}
	text = firstRunes(text, quoted)
	if i := strings.LastIndexByte(text, ' '); i > 0 {
		text = text[:i]
	}
	return text
}

// part writes a part of a page, for a script that puts it in its place.
func (v *visit) part(name string, view any) error {
	var b bytes.Buffer
	if err := v.pages["notes"].execute(&b, name, view); err != nil {
		return fmt.Errorf("render a part of the newsroom's pages, %s: %w", name, err)
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = v.w.Write(b.Bytes()) // whoever asked may have gone
	return nil
}

func (n *Newsroom) addNote(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	block, _ := strconv.Atoi(v.form("block")) // none: on the whole story
	note := &ilbo.Note{Story: id, Block: block, Quote: v.form("quote"), Text: v.said()}
	if block == 0 {
		note.Quote = ""
	}
	return v.noted(note, "noted", n.Desk.Remark(v.r.Context(), v.staff.Staff, note))
}

func (n *Newsroom) replyToNote(v *visit) error {
	id, err := v.noteID()
	if err != nil {
		return err
	}
	note := &ilbo.Note{ReplyTo: id, Text: v.said()}
	return v.noted(note, "noted", n.Desk.Remark(v.r.Context(), v.staff.Staff, note))
}

func (n *Newsroom) resolveNote(v *visit) error {
	id, err := v.noteID()
	if err != nil {
		return err
	}
	return v.noted(&ilbo.Note{ID: id}, "resolved", n.Desk.Resolve(v.r.Context(), v.staff.Staff, id))
}

func (n *Newsroom) unresolveNote(v *visit) error {
	id, err := v.noteID()
	if err != nil {
		return err
	}
	return v.noted(&ilbo.Note{ID: id}, "unresolved", n.Desk.Unresolve(v.r.Context(), v.staff.Staff, id))
}

func (v *visit) noteID() (ilbo.NoteID, error) {
	id, err := strconv.ParseInt(v.r.PathValue("note"), 10, 64)
	if err != nil {
		return 0, ilbo.NotFound
	}
	return ilbo.NoteID(id), nil
}

// said is the text of a note, with its lines.
func (v *visit) said() string {
	return strings.TrimSpace(strings.ReplaceAll(v.r.PostFormValue("text"), "\r\n", "\n"))
}

// noted answers a form of the notes: a script in JSON, a page by the one that it
// came from.
func (v *visit) noted(n *ilbo.Note, done string, err error) error {
	if err != nil {
		return err
	}
	if v.fetched() {
		v.say(http.StatusOK, map[string]int64{"note": int64(n.ID)})
		return nil
	}
	to, err := url.Parse(ours(v.form("to")))
	if err != nil {
		return err
	}
	q := to.Query()
	q.Set("done", done)
	q.Del("block")
	to.RawQuery, to.Fragment = q.Encode(), fmt.Sprintf("note-%d", n.ID)
	return v.see(to.String())
}
