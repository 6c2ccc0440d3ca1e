package newsroom

import (
	"fmt"
	"net/http"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// A DeskPage is somebody's own desk: see desk/desk.html.
type DeskPage struct {
	*Frame
	L     *listsWords
	New   *NewStory
	Parts []DeskPart
	Views []Link // that the person keeps
	All   string // address of everything of theirs
	Plans []PlanView
}

// A DeskPart is a heap on a desk.
type DeskPart struct {
	ID, Title string
	Say       string // behind the title; may be empty
	None      string // where there is nothing; empty: the part is left out then
	Rows      []RowView
}

// A PlanView is an assignment of theirs.
type PlanView struct {
	Title, URL, When, State string
	Language                ilbo.Language
	Late                    bool
}

// The assignments that lie on a desk: of the last month, and of the next two.
const (
	plansBack, plansAhead = 30 * 24 * time.Hour, 60 * 24 * time.Hour
	plansOnDesk           = 12
)

func (v *visit) plans(w *Words, f *floor) ([]PlanView, error) {
	now := v.Clock()
	list, err := v.Store.Assignments(v.r.Context(), ilbo.AssignmentQuery{From: now.Add(-plansBack), To: now.Add(plansAhead), Who: v.staff.Login, Open: true, Limit: plansOnDesk}, now)
	if err != nil {
		return nil, err
	}
	var plans []PlanView
	for i := range list {
		a := &list[i]
		plans = append(plans, PlanView{Title: a.Title, URL: lineupAddress(a.ID), When: f.short(a.Due), State: w.Lineup.States[a.State(now)], Language: a.Language, Late: a.Late(now)})
	}
	return plans, nil
}

// front is the desk of whoever arrives.
func (n *Newsroom) front(v *visit) error {
	mine, err := n.Desk.Tray(v.r.Context(), v.staff.Staff)
	if err != nil {
		return err
	}
	views, err := n.Desk.Views(v.r.Context(), v.staff.Staff)
	if err != nil {
		return err
	}
	f, err := v.floor()
	if err != nil {
		return err
	}
	l := &f.w.Lists
	p := &DeskPage{Frame: v.frame(func(w *Words) string { return w.Lists.Desk }), L: l, New: f.beginning("", ""), All: address("/stories", filters{Writer: v.staff.Login}.encode())}
	for _, view := range views {
		p.Views = append(p.Views, Link{Name: view.Name, URL: address("/stories", view.Filters)})
	}
	if p.Plans, err = v.plans(p.W, f); err != nil {
		return err
	}
	back := DeskPart{ID: "back", Title: l.Back}
	for i := range mine.Back {
		b := &mine.Back[i]
		row := f.row(&b.Row)
		row.Note = fmt.Sprintf(l.BackSay, f.name(b.Step.By), f.short(b.Step.At), b.Step.Reason)
		back.Rows = append(back.Rows, row)
	}
	waiting := DeskPart{ID: "waiting", Title: l.Waiting, Rows: f.rows(mine.Waiting)}
	if v.staff.Role.May(ilbo.MayReady) {
		waiting.None = l.NoWaiting
	}
	work := DeskPart{ID: "work", Title: l.Mine, Rows: f.rows(mine.Work)}
	if v.staff.Role.May(ilbo.MayWrite) {
		work.None = l.NoMine
	}
	news := DeskPart{ID: "news", Title: l.News, Rows: f.news(mine.News)}
	if !mine.Left.IsZero() {
		news.Say, news.None = fmt.Sprintf(l.NewsSince, f.short(mine.Left)), l.NoNews
	}
	for _, part := range []DeskPart{back, waiting, work, {ID: "today", Title: l.Today, None: l.NoToday, Rows: f.rows(mine.Today)}, news} {
		if len(part.Rows) > 0 || part.None != "" {
			p.Parts = append(p.Parts, part)
		}
	}
	return v.show(http.StatusOK, "desk", p)
}

// news are rows that say what others did.
func (f *floor) news(list []desk.News) []RowView {
	l := &f.w.Lists
	var rows []RowView
	for i := range list {
		n := &list[i]
		row := f.row(&n.Row)
		row.When, row.By = f.short(n.At), ""
		row.Note = fmt.Sprintf(l.NewsWrote, f.name(n.By))
		if n.Step != nil {
			row.Note = fmt.Sprintf(l.NewsStep, l.States[ilbo.State(n.Step.To)], f.name(n.By))
			if n.Step.Reason != "" {
				row.Note += ": “" + n.Step.Reason + "”"
			}
		}
		rows = append(rows, row)
	}
	return rows
}
