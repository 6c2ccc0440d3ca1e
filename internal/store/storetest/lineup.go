package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"ilbo.press"
)

// assignment plans one that is due so long after noon.
func (p *paper) assignment(title string, section ilbo.SectionID, after time.Duration, who ...string) *ilbo.Assignment {
	p.t.Helper()
	a := &ilbo.Assignment{Title: title, Language: ilbo.Korean, Section: section, About: "기공식 현장", Who: who, Picture: ilbo.WantsPhotographer,
		Due: noon.Add(after), Length: 1200, By: "rahim", Made: noon, Accepted: noon}
	p.must(p.PutAssignment(p.ctx, a))
	return a
}

func (p *paper) lineup(q ilbo.AssignmentQuery) []string {
	p.t.Helper()
	if q.Limit == 0 {
		q.Limit = 100
	}
	if q.From.IsZero() {
		q.From = noon.AddDate(0, 0, -30)
	}
	found, err := p.Assignments(p.ctx, q, noon)
	p.must(err)
	titles := []string{}
	for _, a := range found {
		titles = append(titles, a.Title)
	}
	return titles
}

var lineup = map[string]func(*testing.T, *paper){
	"assignments come back as they were put": func(t *testing.T, p *paper) {
		a := p.assignment("다리", "national", time.Hour, "asha", "mina")
		same := func(what string) {
			t.Helper()
			got, err := p.Assignment(p.ctx, a.ID)
			p.must(err)
			p.same(what, got, a)
		}
		same("new")
		s := p.put(story("Bridge", -time.Hour)) // to be published in an hour
		a.Planned, a.Story, a.Finished, a.Dropped, a.Who, a.Picture = noon.Add(4*time.Hour), s.ID, noon.Add(time.Minute), noon.Add(2*time.Minute), []string{"asha"}, ilbo.WantsNoPicture
		p.must(p.PutAssignment(p.ctx, a))
		a.Headline, a.Published = "Bridge", s.Published
		same("changed")
		of, err := p.AssignmentsOf(p.ctx, s.ID)
		p.must(err)
		p.same("of its story", of, []ilbo.Assignment{*a})
		_, err = p.Assignment(p.ctx, a.ID+1)
		p.refuses(err, ilbo.NotFound)
	},
	"who saw an older assignment does not overwrite the newer": func(t *testing.T, p *paper) {
		a := p.assignment("Bridge", "national", time.Hour)
		mine, theirs := *a, *a
		mine.Title, theirs.Title = "Mine", "Theirs"
		p.must(p.PutAssignment(p.ctx, &mine))
		p.refuses(p.PutAssignment(p.ctx, &theirs), ilbo.Conflict)
		mine.Title = "Mine again"
		p.must(p.PutAssignment(p.ctx, &mine))
		p.same("kept", p.lineup(ilbo.AssignmentQuery{}), []string{"Mine again"})
	},
	"the lineup is a part of the days": func(t *testing.T, p *paper) {
		p.assignment("yesterday", "national", -24*time.Hour, "asha")
		moved := p.assignment("soon", "national/politics", time.Hour, "asha", "mina")
		p.assignment("later", "north-korea", 2*time.Hour, "mina")
		p.assignment("nobody's", "national-day", 3*time.Hour)
		dropped := p.assignment("dropped", "national", 4*time.Hour, "asha")
		dropped.Dropped = noon
		p.must(p.PutAssignment(p.ctx, dropped))
		done := p.assignment("done", "business", 5*time.Hour, "asha")
		done.Finished = noon
		p.must(p.PutAssignment(p.ctx, done))
		printed := p.assignment("published", "business", 6*time.Hour, "asha")
		printed.Story = p.put(story("Bridge", time.Hour)).ID
		p.must(p.PutAssignment(p.ctx, printed))
		proposal := &ilbo.Assignment{Title: "proposal", Language: ilbo.English, Section: "sports", Due: noon.Add(7 * time.Hour), By: "mina", Made: noon}
		p.must(p.PutAssignment(p.ctx, proposal))
		tomorrow := ilbo.AssignmentQuery{From: noon, To: noon.AddDate(0, 0, 1)}
		for what, test := range map[string]struct {
			narrow func(q *ilbo.AssignmentQuery)
			want   []string
		}{
			"a day":                 {func(*ilbo.AssignmentQuery) {}, []string{"soon", "later", "nobody's", "done", "published", "proposal"}},
			"with what was dropped": {func(q *ilbo.AssignmentQuery) { q.Dropped = true }, []string{"soon", "later", "nobody's", "dropped", "done", "published", "proposal"}},
			"of a section":          {func(q *ilbo.AssignmentQuery) { q.Section = "national" }, []string{"soon"}},
			"of somebody":           {func(q *ilbo.AssignmentQuery) { q.Who = "asha" }, []string{"soon", "done", "published"}},
			"of who proposes":       {func(q *ilbo.AssignmentQuery) { q.Who = "mina" }, []string{"soon", "later", "proposal"}},
			"what is left to do":    {func(q *ilbo.AssignmentQuery) { q.Who, q.Open = "asha", true }, []string{"soon"}},
			"the first two":         {func(q *ilbo.AssignmentQuery) { q.Limit = 2 }, []string{"soon", "later"}},
			"all days from then on": {func(q *ilbo.AssignmentQuery) {
				q.To = time.Time{}
				q.From = noon.AddDate(0, 0, -3)
				q.Section = "national"
			}, []string{"yesterday", "soon"}},
			"of a section of nobody": {func(q *ilbo.AssignmentQuery) { q.Section = "lifestyle" }, []string{}},
		} {
			q := tomorrow
			test.narrow(&q)
			p.same(what, p.lineup(q), test.want)
		}
		moved.Planned, moved.Who = noon.AddDate(0, 0, 3), []string{"mina"}
		p.must(p.PutAssignment(p.ctx, moved))
		p.same("of who no longer does it", p.lineup(ilbo.AssignmentQuery{Who: "asha", Open: true}), []string{"yesterday"})
		p.same("on its new day", p.lineup(ilbo.AssignmentQuery{From: noon.AddDate(0, 0, 2)}), []string{"soon"})
		for _, q := range []ilbo.AssignmentQuery{{Limit: 10}, {From: noon}, {From: noon, Limit: 1_001}} {
			_, err := p.Assignments(p.ctx, q, noon)
			p.refuses(err, ilbo.Invalid)
		}
	},
	"assignments and notes keep their numbers in another paper": func(t *testing.T, p *paper) {
		s := p.put(story("Bridge", time.Hour))
		a := &ilbo.Assignment{ID: 40, Title: "Bridge", Language: ilbo.English, Section: "national", Due: noon, By: "rahim", Made: noon, Revision: 7}
		p.must(p.RestoreAssignment(p.ctx, a))
		n := &ilbo.Note{ID: 30, Story: s.ID, Text: "Hello", By: "asha", At: noon}
		p.must(p.PutNote(p.ctx, n))
		each, err := p.EachAssignment(p.ctx, 0, 10)
		p.must(err)
		p.same("assignments", each, []ilbo.Assignment{*a})
		notes, err := p.EachNote(p.ctx, 29, 10)
		p.must(err)
		p.same("notes", notes, []ilbo.Note{*n})
		p.same("the next assignment", p.assignment("next", "national", 0).ID, ilbo.AssignmentID(41))
		next := &ilbo.Note{Story: s.ID, Text: "Next", By: "asha", At: noon}
		p.must(p.PutNote(p.ctx, next))
		p.same("the next note", next.ID, ilbo.NoteID(31))
	},
	"notes of a story come in their order, and what was said stays": func(t *testing.T, p *paper) {
		one, other := p.put(story("Bridge", time.Hour)), p.put(story("Ferry", time.Hour))
		first := ilbo.Note{Story: one.ID, Block: 3, Quote: "여덟 명", Text: "아홉 명 아닌가요? @mina", By: "asha", At: noon, Mentions: []string{"mina"}}
		p.must(p.PutNote(p.ctx, &first))
		p.must(p.PutNote(p.ctx, &ilbo.Note{Story: other.ID, Text: "Elsewhere", By: "asha", At: noon}))
		reply := ilbo.Note{Story: one.ID, ReplyTo: first.ID, Text: "확인했습니다", By: "mina", At: noon.Add(time.Minute)}
		p.must(p.PutNote(p.ctx, &reply))
		first.Resolved, first.ResolvedBy = noon.Add(time.Hour), "mina"
		p.must(p.ResolveNote(p.ctx, first.ID, "mina", first.Resolved))
		found, err := p.Notes(p.ctx, one.ID)
		p.must(err)
		p.same("notes", found, []ilbo.Note{first, reply})
		got, err := p.Note(p.ctx, first.ID)
		p.must(err)
		p.same("note", *got, first)
		count, err := p.CountNotes(p.ctx, one.ID)
		p.must(err)
		p.same("how many", count, 2)
		_, err = p.Note(p.ctx, 99)
		p.refuses(err, ilbo.NotFound)
	},
	"what somebody was told is read once, and forgotten in the end": func(t *testing.T, p *paper) {
		var all []ilbo.Notification
		for i := range 6 {
			n := ilbo.Notification{For: "asha", What: ilbo.ToldMentioned, Story: 7, Assignment: 8, Note: 9, By: "mina", At: noon.Add(time.Duration(i) * time.Minute), Text: fmt.Sprint("말 ", i)}
			p.must(p.PutNotification(p.ctx, &n))
			all = append(all, n)
		}
		p.must(p.PutNotification(p.ctx, &ilbo.Notification{For: "mina", What: ilbo.ToldNote, By: "asha", At: noon}))
		told := func(q ilbo.NotificationQuery) []string {
			q.For = "asha"
			if q.Limit == 0 {
				q.Limit = 10
			}
			found, err := p.Notifications(p.ctx, q)
			p.must(err)
			texts := []string{}
			for _, n := range found {
				texts = append(texts, n.Text)
			}
			return texts
		}
		unread := func(want int) {
			t.Helper()
			n, err := p.Unread(p.ctx, "asha", 5)
			p.must(err)
			p.same("unread, five at most", n, want)
		}
		unread(5)
		p.must(p.MarkRead(p.ctx, "asha", all[2].ID, 0, noon))
		p.must(p.MarkRead(p.ctx, "mina", all[3].ID, 0, noon)) // which is not theirs
		unread(5)
		p.must(p.MarkRead(p.ctx, "asha", 0, all[3].ID, noon.Add(time.Hour)))
		unread(2)
		p.same("unread", told(ilbo.NotificationQuery{Unread: true}), []string{"말 5", "말 4"})
		p.same("read", told(ilbo.NotificationQuery{}), []string{"말 3", "말 2", "말 1", "말 0"})
		p.same("a part of them", told(ilbo.NotificationQuery{Before: all[3].ID, Limit: 2}), []string{"말 2", "말 1"})
		found, err := p.Notifications(p.ctx, ilbo.NotificationQuery{For: "asha", Before: all[3].ID, Limit: 1})
		p.must(err)
		all[2].Read = noon
		p.same("one", found, all[2:3])
		p.must(p.DropNotifications(p.ctx, noon.Add(90*time.Second)))
		left := told(ilbo.NotificationQuery{})
		slices.Sort(left)
		p.same("left", left, []string{"말 2", "말 3"})
	},
}
