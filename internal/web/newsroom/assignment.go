package newsroom

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// An AssignmentPage is one assignment, or the form for a new one: see
// lineup/assignment.html.
type AssignmentPage struct {
	*Frame
	Card              Card // empty where it is new
	Made              string
	DueAt, PlannedAt  string
	New, Changes      bool
	Form              AssignmentForm
	Sections, People  []Link // with those that are chosen marked
	Languages, Wishes []Link
	// What may be done to it.
	MayAccept, MayBegin, MayFinish, MayDrop, MayResume, NamesOthers bool
	History                                                         []LogLine
	BackURL                                                         string
}

// An AssignmentForm is what an assignment says, as it is typed.
type AssignmentForm struct {
	Title, About, Due, Planned, Length string
	Day                                string // of the lineup, for moving it
	Revision                           int
}

// typedTime is how forms write a moment.
const typedTime = "2006-01-02T15:04"

func (n *Newsroom) newAssignmentPage(v *visit) error {
	form := v.r.URL.Query()
	day, err := time.ParseInLocation(time.DateOnly, form.Get("day"), n.Paper.Zone)
	if err != nil {
		day = v.midnight(v.Clock())
	}
	a := &ilbo.Assignment{Language: n.Paper.Languages[0], Section: ilbo.SectionID(form.Get("section")), Due: day.Add(18 * time.Hour)}
	if who := form.Get("who"); who != "" {
		a.Who = []string{who}
	} else if v.staff.Role.Reach(ilbo.MayAssign) == ilbo.OwnWork {
		a.Who = []string{v.staff.Login}
	}
	p, err := v.assignmentView(a)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "assignment", p)
}

func (n *Newsroom) assignmentPage(v *visit) error {
	a, err := v.assignment()
	if err != nil {
		return err
	}
	p, err := v.assignmentView(a)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "assignment", p)
}

// assignment is the one that the address names, for who may see it.
func (v *visit) assignment() (*ilbo.Assignment, error) {
	id, err := strconv.ParseInt(v.r.PathValue("assignment"), 10, 64)
	if err != nil {
		return nil, ilbo.NotFound
	}
	a, err := v.Store.Assignment(v.r.Context(), ilbo.AssignmentID(id))
	if err == nil && !v.staff.May(ilbo.MaySee, a.Section, a.Of(v.staff.Login)) {
		return nil, ilbo.NotFound
	}
	return a, err
}

func (v *visit) assignmentView(a *ilbo.Assignment) (*AssignmentPage, error) {
	p := &AssignmentPage{Frame: v.frame(func(w *Words) string { return w.Lineup.Title }), New: a.ID == 0}
	people, err := v.colleagues()
	if err != nil {
		return nil, err
	}
	sections, err := v.sectionLinks(p.Frame)
	if err != nil {
		return nil, err
	}
	zone := v.Paper.Zone
	p.Form = AssignmentForm{Title: a.Title, About: a.About, Due: a.Due.In(zone).Format(typedTime), Day: a.Day().In(zone).Format(time.DateOnly), Revision: a.Revision}
	if !a.Planned.IsZero() {
		p.Form.Planned = a.Planned.In(zone).Format(typedTime)
	}
	if a.Length > 0 {
		p.Form.Length = strconv.Itoa(a.Length)
	}
	p.BackURL = Root + "/lineup?day=" + p.Form.Day
	p.NamesOthers = v.staff.Role.Reach(ilbo.MayAssign) > ilbo.OwnWork
	for _, s := range people.here {
		named := slices.Contains(a.Who, s.Login)
		if named || s.Role.May(ilbo.MayWrite) && (p.NamesOthers || s.Login == v.staff.Login) {
			p.People = append(p.People, Link{s.Name, s.Login, named})
		}
	}
	p.Sections = marked(sections, string(a.Section))
	for _, l := range v.Paper.Languages {
		p.Languages = append(p.Languages, Link{wordsIn(l).Language, string(l), l == a.Language})
	}
	for _, wish := range []ilbo.PictureWish{ilbo.WantsNoPicture, ilbo.WantsPicture, ilbo.WantsPhotographer} {
		p.Wishes = append(p.Wishes, Link{p.W.Lineup.Wishes[wish], string(wish), wish == a.Picture})
	}
	if p.New {
		p.Frame.Title, p.Changes = p.W.Lineup.New, true
		return p, nil
	}
	return p, v.stands(p, a, people)
}

// stands shows how an assignment stands, what may be done to it, and what was.
func (v *visit) stands(p *AssignmentPage, a *ilbo.Assignment, people *colleagues) error {
	p.Card, p.Made = v.card(p.Frame, a, people), people.name(a.By)+", "+v.when(a.Made)
	p.DueAt, p.PlannedAt = v.when(a.Due), v.when(a.Planned)
	p.Frame.Title = a.Title
	now := v.Clock()
	decides, named, open := v.staff.May(ilbo.MayAssign, a.Section, false), slices.Contains(a.Who, v.staff.Login), a.Open(now)
	proposes := a.Accepted.IsZero() && a.By == v.staff.Login
	p.Changes = v.mayChange(a) && a.Dropped.IsZero()
	p.MayAccept = decides && a.State(now) == ilbo.Proposed && len(a.Who) > 0
	p.MayBegin = a.Story == 0 && open && (decides || named) && v.staff.May(ilbo.MayWrite, a.Section, true)
	p.MayFinish = open && (decides || named)
	p.MayDrop = open && (decides || proposes)
	p.MayResume = (!a.Dropped.IsZero() || !a.Finished.IsZero()) && (decides || proposes && !a.Dropped.IsZero())
	lines, err := v.Store.AuditLog(v.r.Context(), ilbo.AuditQuery{On: ilbo.AuditedAssignment(a.ID), Limit: logLines})
	for _, e := range lines {
		p.History = append(p.History, LogLine{When: v.when(e.At), Who: people.name(e.Who), Deed: p.W.deed(e.Deed), Say: e.Detail})
	}
	return err
}

// typed is the assignment that a form describes.
func (v *visit) typed(a *ilbo.Assignment) error {
	a.Title, a.About = firstRunes(v.form("title"), 300), strings.TrimSpace(strings.ReplaceAll(v.r.PostFormValue("about"), "\r\n", "\n"))
	a.Language, a.Section, a.Picture = ilbo.Language(v.form("language")), ilbo.SectionID(v.form("section")), ilbo.PictureWish(v.form("picture"))
	a.Who, a.Length = nil, 0
	for _, login := range v.r.PostForm["who"] {
		if login != "" && !slices.Contains(a.Who, login) {
			a.Who = append(a.Who, login)
		}
	}
	var err error
	if text := v.form("length"); text != "" {
		if a.Length, err = strconv.Atoi(text); err != nil {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: "The length is a number."}
		}
	}
	if a.Due, err = v.momentOrNone("due"); err != nil {
		return err
	}
	if a.Planned, err = v.momentOrNone("planned"); err != nil {
		return err
	}
	a.Revision, _ = strconv.Atoi(v.form("revision")) // what is no number is one that nobody has
	return nil
}

// momentOrNone is a field that says a moment, zero where it says none.
func (v *visit) momentOrNone(name string) (time.Time, error) {
	if v.form(name) == "" {
		return time.Time{}, nil
	}
	return v.moment(name)
}

func (n *Newsroom) plan(v *visit) error {
	a := &ilbo.Assignment{}
	err := v.typed(a)
	if err == nil {
		err = n.Desk.Plan(v.r.Context(), v.staff.Staff, a)
	}
	if err != nil {
		a.ID = 0
		return v.assignmentAgain(err, a)
	}
	return v.done(lineupPath(a.ID), "planned")
}

func (n *Newsroom) replan(v *visit) error {
	a, err := v.assignment()
	if err != nil {
		return err
	}
	changed := *a
	if err = v.typed(&changed); err == nil {
		err = n.Desk.Replan(v.r.Context(), v.staff.Staff, changed)
	}
	if err != nil {
		return v.assignmentAgain(err, &changed)
	}
	return v.done(lineupPath(a.ID), "replanned")
}

func lineupPath(id ilbo.AssignmentID) string { return strings.TrimPrefix(lineupAddress(id), Root) }

// assignmentAgain shows the form with what was typed and what is wrong with it.
func (v *visit) assignmentAgain(err error, a *ilbo.Assignment) error {
	p, view := v.assignmentView(a)
	if view != nil {
		return view
	}
	p.Form.Title, p.Form.About, p.Form.Due, p.Form.Planned, p.Form.Length = v.form("title"), a.About, v.form("due"), v.form("planned"), v.form("length")
	return v.again(err, "assignment", p.Frame, p)
}

// moveAssignment moves a card: its script is answered in JSON, its form by a page.
func (n *Newsroom) moveAssignment(v *visit) error {
	a, err := v.assignment()
	if err != nil {
		return err
	}
	shift := desk.Shift{From: v.form("from"), To: v.form("to")}
	if text := v.form("day"); text != "" {
		day, err := time.ParseInLocation(time.DateOnly, text, n.Paper.Zone)
		if err != nil {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: "A day is written as 2026-05-12."}
		}
		shift.Days = daysBetween(v.midnight(a.Day()), day)
	}
	if err := n.Desk.Move(v.r.Context(), v.staff.Staff, a.ID, shift); err != nil {
		return err
	}
	if v.fetched() {
		v.say(http.StatusOK, map[string]string{})
		return nil
	}
	return v.done(lineupPath(a.ID), "moved")
}

// daysBetween is how many days a day is after another, which both begin at
// midnight: some of them have 23 hours, and some 25.
func daysBetween(first, then time.Time) int {
	utc := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(utc(then).Sub(utc(first)).Hours() / 24)
}

// assigned does something to an assignment by a button.
func (n *Newsroom) assigned(done string, do func(v *visit, id ilbo.AssignmentID) error) func(*visit) error {
	return func(v *visit) error {
		a, err := v.assignment()
		if err != nil {
			return err
		}
		if err := do(v, a.ID); err != nil {
			return v.assignmentAgainAs(err, a)
		}
		return v.done(lineupPath(a.ID), done)
	}
}

// assignmentAgainAs shows an assignment as it is, with what went wrong.
func (v *visit) assignmentAgainAs(err error, a *ilbo.Assignment) error {
	p, view := v.assignmentView(a)
	if view != nil {
		return view
	}
	return v.again(err, "assignment", p.Frame, p)
}

// begin begins the story of an assignment, and leads there.
func (n *Newsroom) begin(v *visit) error {
	a, err := v.assignment()
	if err != nil {
		return err
	}
	story, err := n.Desk.TakeUp(v.r.Context(), v.staff.Staff, a.ID)
	if err != nil {
		return v.assignmentAgainAs(err, a)
	}
	return v.see(storyAddress(story))
}

// peopleFound completes a name that is being typed: who is in the newsroom, and
// whose login, or a part of whose name, begins so.
func (n *Newsroom) peopleFound(v *visit) error {
	people, err := v.colleagues()
	if err != nil {
		return err
	}
	typed := strings.ToLower(firstRunes(ilbo.Clean(v.r.URL.Query().Get("q")), 40))
	type found struct {
		Login string `json:"login"`
		Name  string `json:"name"`
		Role  string `json:"role"`
	}
	list, w := []found{}, wordsIn(v.language())
	for _, s := range people.here {
		name := strings.ToLower(s.Name)
		if len(list) < 8 && (strings.HasPrefix(s.Login, typed) || strings.HasPrefix(name, typed) || strings.Contains(name, " "+typed)) {
			list = append(list, found{s.Login, s.Name, w.Roles[s.Role]})
		}
	}
	v.say(http.StatusOK, list)
	return nil
}

// fetched reports whether a script sent the form, and not a page.
func (v *visit) fetched() bool { return v.r.Header.Get("Accept") == "application/json" }
