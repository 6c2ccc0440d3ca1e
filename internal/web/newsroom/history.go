package newsroom

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// A HistoryPage is the versions of a story, and what differs between two of
// them: see story/history.html.
type HistoryPage struct {
	*Frame
	Address  string
	Title    string
	Versions []VersionView
	Earlier  string // address of those before; empty: there are none
	A, B     int    // that are compared
	Fields   []DifferenceView
	Blocks   []DifferenceView
	MayWrite bool
}

// A VersionView is a version in the list.
type VersionView struct {
	Number         int
	When, Who      string
	Note           string
	Words          int
	Aside, Printed bool
	Newest         bool
	A, B           bool
}

// A DifferenceView is a field or a block, with what became of its words.
type DifferenceView struct {
	Name, Op string
	Pieces   []desk.Piece
	Form     bool
}

// versionsShown is how many a page lists.
const versionsShown = 100

func (n *Newsroom) historyPage(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	ctx := v.r.Context()
	s, draft, err := n.Desk.Open(ctx, v.staff.Staff, id)
	if err != nil {
		return err
	}
	names, err := v.names()
	if err != nil {
		return err
	}
	p := &HistoryPage{Frame: v.frame(func(w *Words) string { return w.Story.History }), Address: storyAddress(id), Title: draft.Title}
	p.MayWrite = s.Kill == nil && s.Spike == nil && v.staff.May(ilbo.MayWrite, draft.Section, draft.Wrote(v.staff.Login))
	query := v.r.URL.Query()
	before, _ := strconv.Atoi(query.Get("before")) // what is no number is the last ones
	list, err := n.Store.Versions(ctx, id, before, versionsShown+1)
	if err != nil {
		return err
	}
	if len(list) > versionsShown {
		list = list[:versionsShown]
		p.Earlier = fmt.Sprintf("%s/history?before=%d", p.Address, list[versionsShown-1].Number)
	}
	p.A, _ = strconv.Atoi(query.Get("a"))
	p.B, _ = strconv.Atoi(query.Get("b"))
	if p.A == 0 && p.B == 0 && draft.Kept { // what is new since readers saw it, or since the last version
		p.A, p.B = draft.Printed, draft.Version
		if p.A == p.B || p.A == 0 {
			p.A = max(1, p.B-1)
		}
	}
	for _, version := range list {
		p.Versions = append(p.Versions, VersionView{
			Number: version.Number, When: v.when(version.At), Who: called(names, version.By), Note: p.W.Story.note(version.Note), Words: version.Words, Aside: version.Aside,
			Printed: version.Number == draft.Printed, Newest: version.Number == draft.Version, A: version.Number == p.A, B: version.Number == p.B,
		})
	}
	if p.A > 0 && p.B > 0 && p.A != p.B {
		a, errA := n.Desk.Version(ctx, v.staff.Staff, id, p.A)
		b, errB := n.Desk.Version(ctx, v.staff.Staff, id, p.B)
		if err := errors.Join(errA, errB); err != nil {
			return err
		}
		c := desk.Compare(a.Copy, b.Copy)
		p.Fields, p.Blocks = p.W.Story.differences(c.Fields), p.W.Story.differences(c.Blocks)
	}
	return v.show(http.StatusOK, "history", p)
}

func (w *StoryWords) differences(list []desk.Difference) []DifferenceView {
	var views []DifferenceView
	for _, d := range list {
		name := w.Parts[d.Name]
		if name == "" {
			name = d.Name
		}
		views = append(views, DifferenceView{name, string(d.Op), d.Pieces, d.Form})
	}
	return views
}

func (n *Newsroom) restoreVersion(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(v.form("version"))
	if err != nil {
		return ilbo.NotFound
	}
	if _, err := n.Desk.Restore(v.r.Context(), v.staff.Staff, id, number, ""); err != nil {
		return err
	}
	return v.see(storyAddress(id) + "?done=restored")
}

// A MergePage puts two versions together: see story/merge.html.
type MergePage struct {
	*Frame
	Address      string
	Title        string
	Mine, Theirs int
	MyName       string
	TheirName    string
	Fields       []MergeField
	Runs         []MergeRun
	Conflicts    int
}

// A MergeField is a part of the furniture in which the two differ.
type MergeField struct {
	Name, Label, Mine, Theirs string
	Theirs1st                 bool // theirs is proposed
	Conflict                  bool
}

// A MergeRun is a stretch of the body.
type MergeRun struct {
	Number       int
	Settled      []string // its paragraphs
	Mine, Theirs []DifferenceView
	Conflict     bool
}

// two reads the versions that a request puts together: one aside, and the newest.
func (v *visit) two(id ilbo.StoryID) (base, mine, theirs *ilbo.Version, err error) {
	ctx, by := v.r.Context(), v.staff.Staff
	number, err := strconv.Atoi(v.r.FormValue("mine"))
	if err != nil {
		return nil, nil, nil, ilbo.NotFound
	}
	if mine, err = v.Desk.Version(ctx, by, id, number); err != nil {
		return nil, nil, nil, err
	}
	if theirs, err = v.Desk.Version(ctx, by, id, 0); err != nil {
		return nil, nil, nil, err
	}
	base, err = v.Desk.Version(ctx, by, id, max(mine.Base, 1))
	return base, mine, theirs, err
}

func (n *Newsroom) mergePage(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	base, mine, theirs, err := v.two(id)
	if err != nil {
		return err
	}
	names, err := v.names()
	if err != nil {
		return err
	}
	m := desk.Merge(base.Copy, mine.Copy, theirs.Copy)
	p := &MergePage{Frame: v.frame(func(w *Words) string { return w.Story.Merge }), Address: storyAddress(id), Title: theirs.Copy.Title(), Mine: mine.Number, Theirs: theirs.Number,
		MyName: called(names, mine.By), TheirName: called(names, theirs.By), Conflicts: m.Conflicts()}
	for _, f := range m.Fields {
		label := p.W.Story.Parts[f.Name]
		p.Fields = append(p.Fields, MergeField{f.Name, label, f.Mine, f.Theirs, f.Proposed == desk.Theirs, f.Conflict})
	}
	for i, r := range m.Runs {
		run := MergeRun{Number: i, Conflict: r.Conflict}
		for j := range r.Settled {
			run.Settled = append(run.Settled, (ilbo.Body{r.Settled[j]}).Text())
		}
		if r.Conflict {
			run.Mine = p.W.Story.sides(r.Mine, r.Theirs, desk.Added)
			run.Theirs = p.W.Story.sides(r.Theirs, r.Mine, desk.Added)
		}
		p.Runs = append(p.Runs, run)
	}
	return v.show(http.StatusOK, "merge", p)
}

// sides shows the blocks of one side, with the words marked that the other side
// does not have.
func (w *StoryWords) sides(these, others ilbo.Body, mark desk.Op) []DifferenceView {
	c := desk.Compare(&ilbo.Copy{Body: others}, &ilbo.Copy{Body: these})
	var views []DifferenceView
	for _, d := range w.differences(c.Blocks) {
		var pieces []desk.Piece
		for _, piece := range d.Pieces {
			if piece.Op == desk.Same || piece.Op == mark {
				pieces = append(pieces, piece)
			}
		}
		if d.Op != string(desk.Gone) {
			d.Pieces = pieces
			views = append(views, d)
		}
	}
	return views
}

// mergeTab is the window that two versions are put together in.
const mergeTab = "merge"

func (n *Newsroom) mergeVersions(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	base, mine, theirs, err := v.two(id)
	if err != nil {
		return err
	}
	if shown := v.form("theirs"); shown != strconv.Itoa(theirs.Number) { // somebody was faster: look again
		return v.see(fmt.Sprintf("%s/merge?mine=%d&done=look-again", storyAddress(id), mine.Number))
	}
	m := desk.Merge(base.Copy, mine.Copy, theirs.Copy)
	pick := map[string]desk.Side{}
	for name, values := range v.r.PostForm {
		if len(values) > 0 {
			pick[name] = desk.Side(values[0])
		}
	}
	settled := m.Settle(mine.Copy, theirs.Copy, pick)
	ctx, by := v.r.Context(), v.staff.Staff
	if lock, err := n.Desk.Lock(ctx, by, id, mergeTab, false); errors.Is(err, ilbo.Conflict) && lock.By == by.Login {
		_, err = n.Desk.Lock(ctx, by, id, mergeTab, true) // from another window of theirs
		if err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	if _, err = n.Desk.Save(ctx, by, desk.Saving{Story: id, Base: theirs.Number, Tab: mergeTab, Copy: settled, Note: mergeNote(mine.Number)}); err != nil {
		return err
	}
	if err := n.Desk.Unlock(ctx, by, id, mergeTab, ""); err != nil {
		return err
	}
	return v.see(storyAddress(id) + "?done=merged")
}
