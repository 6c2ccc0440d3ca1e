package desk_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// staffed fills the newsroom: who decides everywhere, who decides in national,
// two reporters, a photographer, somebody from outside, and one who has left.
func (n *newsroom) staffed() map[string]ilbo.Staff {
	n.t.Helper()
	people := map[string]ilbo.Staff{}
	for login, role := range map[string]ilbo.Role{"kim": ilbo.ChiefEditor, "lee": ilbo.SectionEditor, "han": ilbo.Reporter, "park": ilbo.Reporter,
		"choi": ilbo.Photographer, "yun": ilbo.Contributor, "oh": ilbo.CopyEditor, "gone": ilbo.Reporter} {
		s := ilbo.Staff{Login: login, Name: "Name of " + login, Role: role, Added: n.now}
		if role == ilbo.SectionEditor {
			s.Sections = []ilbo.SectionID{"national"}
		}
		if login == "gone" {
			s.Left = n.now
		}
		n.must(n.store.PutStaff(n.t.Context(), s))
		people[login] = s
	}
	return people
}

func (n *newsroom) plan(title string, who ...string) *ilbo.Assignment {
	return &ilbo.Assignment{Title: title, Language: ilbo.English, Section: "national/politics", About: "The bridge opens.", Who: who, Due: n.now.Add(6 * time.Hour), Length: 800}
}

func (n *newsroom) assignment(id ilbo.AssignmentID) *ilbo.Assignment {
	n.t.Helper()
	a, err := n.store.Assignment(n.t.Context(), id)
	n.must(err)
	return a
}

// toldOf is what somebody was told and has not read, the oldest first.
func (n *newsroom) toldOf(login string) string {
	n.t.Helper()
	found, err := n.store.Notifications(n.t.Context(), ilbo.NotificationQuery{For: login, Unread: true, Limit: 100})
	n.must(err)
	var list []string
	for _, m := range slices.Backward(found) {
		list = append(list, string(m.What))
	}
	n.must(n.MarkRead(n.t.Context(), ilbo.Staff{Login: login}, 0, 1<<40))
	return strings.Join(list, ", ")
}

func TestEditorAssignsAndReporterIsTold(t *testing.T) {
	n := open(t)
	s := n.staffed()
	ctx := t.Context()
	a := n.plan("Bridge", "han", "choi")
	n.must(n.Plan(ctx, s["lee"], a))
	same(t, "state", n.assignment(a.ID).State(n.now), ilbo.Assigned)
	same(t, "who is told", []string{n.toldOf("han"), n.toldOf("choi"), n.toldOf("lee"), n.toldOf("kim")}, []string{"assigned", "assigned", "", ""})

	changed := *n.assignment(a.ID)
	changed.Who, changed.Length = []string{"han", "park"}, 500
	n.must(n.Replan(ctx, s["lee"], changed))
	same(t, "who is told then", []string{n.toldOf("han"), n.toldOf("choi"), n.toldOf("park")}, []string{"plan changed", "unassigned", "assigned"})
	n.refuses(n.Replan(ctx, s["kim"], changed), ilbo.Conflict) // an older one was seen
	n.must(n.Replan(ctx, s["kim"], *n.assignment(a.ID)))       // nothing changed
	same(t, "told of nothing", n.toldOf("han"), "")

	n.must(n.Move(ctx, s["lee"], a.ID, desk.Shift{Days: 2, From: "park", To: "kim"}))
	moved := n.assignment(a.ID)
	if !moved.Due.Equal(a.Due.AddDate(0, 0, 2)) || !slices.Equal(moved.Who, []string{"han", "kim"}) {
		t.Errorf("moved to %v, %v", moved.Due, moved.Who)
	}
	n.must(n.Drop(ctx, s["lee"], a.ID, "no news"))
	same(t, "dropped", n.assignment(a.ID).State(n.now), ilbo.Dropped)
	same(t, "who is told in the end", n.toldOf("han"), "plan changed, unassigned")
	n.must(n.Resume(ctx, s["lee"], a.ID))
	same(t, "told again", n.toldOf("han"), "assigned")

	log, err := n.store.AuditLog(ctx, ilbo.AuditQuery{On: ilbo.AuditedAssignment(a.ID), Limit: 10})
	n.must(err)
	var deeds []string
	for _, e := range slices.Backward(log) {
		deeds = append(deeds, e.Who+" "+string(e.Deed))
	}
	same(t, "the log", deeds, []string{"lee assign", "lee replan", "lee replan", "lee drop", "lee resume"})
	if want := "who han, choi → han, park; length 800 → 500"; log[3].Detail != want {
		t.Errorf("the change is logged as %q, want %q", log[3].Detail, want)
	}
}

// TestWhoMayPlanWhat tries everybody at everything.
func TestWhoMayPlanWhat(t *testing.T) {
	n := open(t)
	s := n.staffed()
	ctx := t.Context()
	own := func(login string, section ilbo.SectionID, accepted bool) ilbo.AssignmentID {
		a := n.plan("Of "+login, login)
		a.Section = section
		n.must(n.Plan(ctx, s["kim"], a))
		if !accepted { // as if they had proposed it themselves
			a.Accepted, a.By = time.Time{}, login
			n.must(n.store.PutAssignment(ctx, a))
		}
		return a.ID
	}
	plan := func(by string, section ilbo.SectionID, who ...string) error {
		a := n.plan("New", who...)
		a.Section = section
		return n.Plan(ctx, s[by], a)
	}
	replan := func(by string, id ilbo.AssignmentID, who ...string) error {
		a := *n.assignment(id)
		a.Title, a.Who = a.Title+"!", who
		return n.Replan(ctx, s[by], a)
	}
	for what, test := range map[string]struct {
		err error
		may bool
	}{
		"a chief editor assigns anywhere":                     {plan("kim", "sports", "han"), true},
		"a section editor assigns in their section":           {plan("lee", "national", "han"), true},
		"a section editor plans without naming anybody":       {plan("lee", "national"), true},
		"a section editor does not assign elsewhere":          {plan("lee", "sports", "han"), false},
		"a section editor proposes elsewhere, for themselves": {plan("lee", "sports", "lee"), true},
		"a reporter proposes for themselves":                  {plan("han", "sports", "han"), true},
		"a reporter proposes, which is for themselves":        {plan("han", "sports"), true},
		"a reporter does not assign others":                   {plan("han", "national", "park"), false},
		"a reporter does not share their work out":            {plan("han", "national", "han", "park"), false},
		"a photographer proposes for themselves":              {plan("choi", "sports", "choi"), true},
		"a copy editor plans nothing":                         {plan("oh", "national", "oh"), false},
		"somebody from outside plans nothing":                 {plan("yun", "national", "yun"), false},
		"a reporter changes what they propose":                {replan("han", own("han", "sports", false), "han"), true},
		"a reporter does not change what was accepted":        {replan("han", own("han", "sports", true), "han"), false},
		"a reporter does not give their proposal away":        {replan("han", own("han", "sports", false), "park"), false},
		"a reporter does not change what others propose":      {replan("park", own("han", "sports", false), "park"), false},
		"a reporter does not accept their own":                {n.Accept(ctx, s["han"], own("han", "national", false)), false},
		"a section editor accepts":                            {n.Accept(ctx, s["lee"], own("han", "national", false)), true},
		"a section editor does not accept elsewhere":          {n.Accept(ctx, s["lee"], own("han", "sports", false)), false},
		"a reporter drops what they propose":                  {n.Drop(ctx, s["han"], own("han", "sports", false), ""), true},
		"a reporter does not drop what was accepted":          {n.Drop(ctx, s["han"], own("han", "sports", true), ""), false},
		"a reporter says that it is done":                     {n.Finish(ctx, s["han"], own("han", "sports", true)), true},
		"a reporter does not say it for others":               {n.Finish(ctx, s["park"], own("han", "sports", true)), false},
		"a reporter moves nothing of others":                  {n.Move(ctx, s["park"], own("han", "sports", false), desk.Shift{Days: 1}), false},
	} {
		if test.may {
			if test.err != nil {
				t.Errorf("%s: %v", what, test.err)
			}
			continue
		}
		if ilbo.KindOf(test.err) != ilbo.Forbidden {
			t.Errorf("not so that %s: %v", what, test.err)
		}
	}
	n.refuses(plan("kim", "sports", "nobody"), ilbo.Invalid)
	n.refuses(plan("kim", "sports", "gone"), ilbo.Invalid)
	n.refuses(plan("kim", "sports", "han", "han"), ilbo.Invalid)
	n.refuses(n.Accept(ctx, s["kim"], 999), ilbo.NotFound)
}

func TestStoryIsBegunFromItsAssignment(t *testing.T) {
	n := open(t)
	s := n.staffed()
	ctx := t.Context()
	a := n.plan("Bridge opens", "han", "choi")
	n.must(n.Plan(ctx, s["lee"], a))
	if _, err := n.TakeUp(ctx, s["park"], a.ID); ilbo.KindOf(err) != ilbo.Forbidden {
		t.Errorf("another begins the story: %v", err)
	}
	id, err := n.TakeUp(ctx, s["han"], a.ID)
	n.must(err)
	again, err := n.TakeUp(ctx, s["choi"], a.ID)
	n.must(err)
	same(t, "the story of who comes second", again, id)
	st := n.story(id)
	if st.Headline != "Bridge opens" || st.Section != a.Section || len(st.Bylines) != 1 || st.Bylines[0].Name != "Name of han" || !st.Published.IsZero() {
		t.Errorf("began %+v", st)
	}
	draft, err := n.store.Draft(ctx, id)
	n.must(err)
	same(t, "whose work it is", draft.Writers, []string{"han", "choi"})
	same(t, "state", n.assignment(a.ID).State(n.now), ilbo.InWork)
	n.now = n.now.Add(7 * time.Hour)
	same(t, "late while it is a draft", n.assignment(a.ID).Late(n.now), true)
	n.must(n.HandOver(ctx, s["han"], id, ilbo.StageFiled, ""))
	same(t, "late when it is handed in", n.assignment(a.ID).Late(n.now), false)
	of, err := n.store.AssignmentsOf(ctx, id)
	n.must(err)
	same(t, "its assignments", len(of), 1)
}

// Nobody loses a change to somebody who makes another at the same moment.
func TestTwoWhoBeginAtOnceBeginOneStory(t *testing.T) {
	n := open(t)
	s := n.staffed()
	a := n.plan("Bridge", "han", "park")
	n.must(n.Plan(t.Context(), s["lee"], a))
	ids := make(chan ilbo.StoryID, 2)
	for _, login := range []string{"han", "park"} {
		go func() {
			id, err := n.TakeUp(context.Background(), s[login], a.ID)
			if err != nil && ilbo.KindOf(err) != ilbo.Conflict {
				t.Error(err)
			}
			ids <- id
		}()
	}
	one, other := <-ids, <-ids
	if kept := n.assignment(a.ID).Story; kept == 0 || one != kept && other != kept {
		t.Errorf("%d and %d began, %d is kept", one, other, kept)
	}
}
