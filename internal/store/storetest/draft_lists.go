package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"ilbo.press"
)

// draft stores a story that the newsroom works on, changed some minutes before
// noon.
func (p *paper) draft(title string, minutes int, change func(d *ilbo.Draft)) ilbo.Draft {
	p.t.Helper()
	s := &ilbo.Story{Language: ilbo.English, Section: "national", Headline: title}
	p.must(p.PutStory(p.ctx, s))
	d := ilbo.Draft{
		Story: s.ID, Version: 1, Stage: ilbo.StageDraft, Writers: []string{"asha"}, Language: ilbo.English, Section: "national", Title: title, Words: 120,
		Changed: noon.Add(-time.Duration(minutes) * time.Minute), By: "asha", Standing: ilbo.State(ilbo.StageDraft), Kept: true,
	}
	if change != nil {
		change(&d)
	}
	p.must(p.PutDraft(p.ctx, &d))
	return d
}

// drafts gives the titles that a query finds at noon.
func (p *paper) drafts(q ilbo.DraftQuery) []string {
	p.t.Helper()
	q.Limit = cmp.Or(q.Limit, 100)
	found, err := p.Drafts(p.ctx, q, noon)
	p.must(err)
	n, err := p.CountDrafts(p.ctx, q, 100, noon)
	p.must(err)
	if q.After.At.IsZero() && q.Limit == 100 && n != len(found) {
		p.t.Errorf("%+v: counted %d, listed %d", q, n, len(found))
	}
	titles := []string{}
	for _, d := range found {
		titles = append(titles, d.Title)
	}
	return titles
}

// stood makes drafts in every state that there is, and those that the clock has
// moved on, one a minute, the last one first.
func (p *paper) stood() {
	p.t.Helper()
	hour := func(n int) time.Time { return noon.Add(time.Duration(n) * time.Hour) }
	for i, c := range []struct {
		title    string
		standing ilbo.State
		stage    ilbo.Stage
		date     time.Time
		embargo  time.Time
		printed  int
	}{
		{title: "in the works", standing: "draft", stage: ilbo.StageDraft},
		{title: "handed in", standing: "filed", stage: ilbo.StageFiled},
		{title: "read", standing: "edited", stage: ilbo.StageEdited},
		{title: "finished", standing: "ready", stage: ilbo.StageReady},
		{title: "held", standing: ilbo.StateHeld, stage: ilbo.StageFiled},
		{title: "held with a date", standing: ilbo.StateHeld, stage: ilbo.StageReady, date: hour(2), printed: 1},
		{title: "embargoed", standing: ilbo.StateEmbargoed, stage: ilbo.StageEdited, embargo: hour(1)},
		{title: "embargo over, no date", standing: ilbo.StateEmbargoed, stage: ilbo.StageEdited, embargo: hour(-1)},
		{title: "embargo over, date to come", standing: ilbo.StateEmbargoed, stage: ilbo.StageReady, embargo: hour(-1), date: hour(1), printed: 1},
		{title: "embargo over, date over", standing: ilbo.StateEmbargoed, stage: ilbo.StageReady, embargo: hour(-1), date: hour(-2), printed: 1},
		{title: "embargo stands, date over", standing: ilbo.StateEmbargoed, stage: ilbo.StageReady, embargo: hour(1), date: hour(-2), printed: 1},
		{title: "to come", standing: ilbo.StateScheduled, stage: ilbo.StageReady, date: hour(1), printed: 1},
		{title: "come", standing: ilbo.StateScheduled, stage: ilbo.StageReady, date: hour(-1), printed: 1},
		{title: "out", standing: ilbo.StatePublished, stage: ilbo.StageReady, date: hour(-1), printed: 1},
		{title: "out and changed since", standing: ilbo.StatePublished, stage: ilbo.StageReady, date: hour(-1), printed: 2},
		{title: "killed", standing: ilbo.StateKilled, stage: ilbo.StageReady, date: hour(-1), printed: 1},
		{title: "spiked", standing: ilbo.StateSpiked, stage: ilbo.StageDraft},
	} {
		p.draft(c.title, 100-i, func(d *ilbo.Draft) {
			d.Standing, d.Stage, d.Published, d.Embargo, d.Printed = c.standing, c.stage, c.date, c.embargo, c.printed
		})
	}
}

var draftLists = map[string]func(*testing.T, *paper){
	"a draft comes back as it was put, and its writers keep their order": func(t *testing.T, p *paper) {
		want := p.draft("다리", 5, func(d *ilbo.Draft) {
			d.Writers, d.Bare, d.Path = []string{"mina", "asha"}, 2, "/national/2026/05/12/bridge"
			d.Standing, d.Published, d.Embargo = ilbo.StateEmbargoed, noon, noon.Add(time.Hour)
		})
		got, err := p.Draft(p.ctx, want.Story)
		p.must(err)
		p.same("draft", *got, want)
		all, err := p.DraftsByID(p.ctx, []ilbo.StoryID{want.Story, want.Story + 9})
		p.must(err)
		p.same("by number", all, map[ilbo.StoryID]ilbo.Draft{want.Story: want})
		_, err = p.Draft(p.ctx, want.Story+9)
		p.refuses(err, ilbo.NotFound)
		for _, limit := range []int{0, -1, 1_001} {
			_, err := p.Drafts(p.ctx, ilbo.DraftQuery{Limit: limit}, noon)
			p.refuses(err, ilbo.Invalid)
		}
	},
	"drafts are listed by the state that they are in by now": func(t *testing.T, p *paper) {
		p.stood()
		for state, want := range map[ilbo.State][]string{
			"draft": {"in the works"}, "filed": {"handed in"}, "edited": {"embargo over, no date", "read"}, "ready": {"finished"},
			ilbo.StateHeld: {"held with a date", "held"}, ilbo.StateEmbargoed: {"embargo stands, date over", "embargoed"},
			ilbo.StateScheduled: {"to come", "embargo over, date to come"},
			ilbo.StatePublished: {"out and changed since", "out", "come", "embargo over, date over"},
			ilbo.StateKilled:    {"killed"}, ilbo.StateSpiked: {"spiked"},
		} {
			p.same(string(state), p.drafts(ilbo.DraftQuery{State: state}), want)
			found, err := p.Drafts(p.ctx, ilbo.DraftQuery{State: state, Limit: 100}, noon)
			p.must(err)
			for _, d := range found {
				if got := d.State(noon); got != state {
					t.Errorf("%s is listed as %s, and says %s", d.Title, state, got)
				}
			}
		}
		all, err := p.Drafts(p.ctx, ilbo.DraftQuery{Limit: 100}, noon)
		p.must(err)
		p.same("all", len(all), 17)
	},
	"drafts are listed by whether there is work left": func(t *testing.T, p *paper) {
		p.stood()
		p.same("open", p.drafts(ilbo.DraftQuery{Open: true}), []string{"out and changed since", "to come", "embargo stands, date over", "embargo over, date to come",
			"embargo over, no date", "embargoed", "held with a date", "held", "finished", "read", "handed in", "in the works"})
		p.same("open, of a writer", len(p.drafts(ilbo.DraftQuery{Open: true, Writer: "asha"})), 12)
		p.same("open and filed", p.drafts(ilbo.DraftQuery{Open: true, State: "filed"}), []string{"handed in"})
	},
	"drafts are listed by the basket that they lie in": func(t *testing.T, p *paper) {
		p.stood()
		for basket, want := range map[ilbo.State][]string{
			"draft": {"in the works"}, "filed": {"held", "handed in"}, "edited": {"embargo over, no date", "embargoed", "read"}, "ready": {"finished"},
			ilbo.StateScheduled: {"to come", "embargo stands, date over", "embargo over, date to come", "held with a date"},
		} {
			p.same(string(basket), p.drafts(ilbo.DraftQuery{Basket: basket}), want)
		}
	},
	"drafts are listed by section, language, writer, words and time": func(t *testing.T, p *paper) {
		p.draft("Bridge opens", 3, nil)
		p.draft("Bridge 100% open_ended", 2, func(d *ilbo.Draft) { d.Section, d.Writers = "national/politics", []string{"mina", "asha"} })
		p.draft("다리가 열렸다", 1, func(d *ilbo.Draft) { d.Language, d.Section, d.Writers = ilbo.Korean, "nationals", []string{"mina"} })
		for name, c := range map[string]struct {
			q    ilbo.DraftQuery
			want []string
		}{
			"section with its parts": {ilbo.DraftQuery{Section: "national"}, []string{"Bridge 100% open_ended", "Bridge opens"}},
			"part of a section":      {ilbo.DraftQuery{Section: "national/politics"}, []string{"Bridge 100% open_ended"}},
			"language":               {ilbo.DraftQuery{Language: ilbo.Korean}, []string{"다리가 열렸다"}},
			"writer":                 {ilbo.DraftQuery{Writer: "mina"}, []string{"다리가 열렸다", "Bridge 100% open_ended"}},
			"nobody":                 {ilbo.DraftQuery{Writer: "min"}, []string{}},
			"words in any order":     {ilbo.DraftQuery{Words: "OPEN bridge"}, []string{"Bridge 100% open_ended", "Bridge opens"}},
			"signs are signs":        {ilbo.DraftQuery{Words: "100% n_e"}, []string{"Bridge 100% open_ended"}},
			"no pattern":             {ilbo.DraftQuery{Words: "b%e"}, []string{}},
			"Korean":                 {ilbo.DraftQuery{Words: "열렸"}, []string{"다리가 열렸다"}},
			"a writer's login":       {ilbo.DraftQuery{Words: "mina bridge"}, []string{"Bridge 100% open_ended"}},
			"since":                  {ilbo.DraftQuery{Since: noon.Add(-3 * time.Minute)}, []string{"다리가 열렸다", "Bridge 100% open_ended"}},
			"since, of a writer":     {ilbo.DraftQuery{Since: noon.Add(-3 * time.Minute), Writer: "asha"}, []string{"Bridge 100% open_ended"}},
			"limit":                  {ilbo.DraftQuery{Limit: 1}, []string{"다리가 열렸다"}},
		} {
			p.same(name, p.drafts(c.q), c.want)
		}
	},
	"drafts are leafed through without gaps and doubles while they change": func(t *testing.T, p *paper) {
		for i := range 30 { // three of each minute
			p.draft(fmt.Sprintf("Story %d", i), 10-i/3, func(d *ilbo.Draft) {
				if i%2 == 0 {
					d.Standing, d.Published, d.Version, d.Printed = ilbo.StateScheduled, noon.Add(-time.Hour), 2, 1
				}
			})
		}
		saved := noon
		for name, q := range map[string]ilbo.DraftQuery{"all": {}, "a writer's": {Writer: "asha"}, "open": {Open: true}} {
			seen, n := map[string]int{}, 0
			q.Limit = 4
			for {
				found, err := p.Drafts(p.ctx, q, noon)
				p.must(err)
				for _, d := range found {
					seen[d.Title]++
				}
				if n += len(found); len(found) < q.Limit {
					break
				}
				q.After = found[len(found)-1].Cursor()
				// Somebody saves what was seen already: it goes to the top, and is not met again.
				d := found[0]
				saved = saved.Add(time.Second)
				d.Changed = saved
				p.must(p.PutDraft(p.ctx, &d))
			}
			for title, times := range seen {
				if times != 1 {
					t.Errorf("%s: %s is met %d times", name, title, times)
				}
			}
			if n != 30 {
				t.Errorf("%s: %d drafts are met", name, n)
			}
		}
		published, err := p.Drafts(p.ctx, ilbo.DraftQuery{State: ilbo.StatePublished, Limit: 5}, noon)
		p.must(err)
		if !slices.IsSortedFunc(published, func(a, b ilbo.Draft) int { return b.Changed.Compare(a.Changed) }) {
			t.Error("what was put together is not in order")
		}
	},
	"last steps and locks of many stories are found": func(t *testing.T, p *paper) {
		first, second := p.draft("One", 2, nil), p.draft("Two", 1, nil)
		for i, to := range []ilbo.Stage{ilbo.StageFiled, ilbo.StageDraft} {
			p.must(p.AddHandOver(p.ctx, ilbo.HandOver{Story: first.Story, To: to, By: "rahim", At: noon.Add(time.Duration(i) * time.Minute), Reason: "why", Version: 1}))
		}
		ids := []ilbo.StoryID{first.Story, second.Story}
		last, err := p.LastHandOvers(p.ctx, ids)
		p.must(err)
		want := ilbo.HandOver{Number: last[first.Story].Number, Story: first.Story, To: ilbo.StageDraft, By: "rahim", At: noon.Add(time.Minute), Reason: "why", Version: 1}
		p.same("last steps", last, map[ilbo.StoryID]ilbo.HandOver{first.Story: want})
		recent, err := p.RecentHandOvers(p.ctx, 1)
		p.must(err)
		p.same("recent", recent, []ilbo.HandOver{want})
		lock := ilbo.Lock{Story: first.Story, By: "asha", Tab: "1", Since: noon, Until: noon.Add(time.Second)}
		p.must(p.PutLock(p.ctx, lock))
		p.must(p.PutLock(p.ctx, ilbo.Lock{Story: second.Story, By: "mina", Tab: "1", Since: noon, Until: noon}))
		locks, err := p.LocksOn(p.ctx, ids, noon)
		p.must(err)
		p.same("locks", locks, map[ilbo.StoryID]ilbo.Lock{first.Story: lock})
	},
	"views belong to one person, and have one name": func(t *testing.T, p *paper) {
		asha, rahim := p.staff("asha", ilbo.Reporter), p.staff("rahim", ilbo.ChiefEditor)
		of := func(s ilbo.Staff, name, filters string) ilbo.View {
			return ilbo.View{Staff: s.ID, Name: name, Filters: filters}
		}
		for _, v := range []ilbo.View{of(asha, "정치", "section=national"), of(asha, "정치", "section=national%2Fpolitics"), of(asha, "Mine", "writer=asha"), of(rahim, "Mine", "")} {
			p.must(p.PutView(p.ctx, v))
		}
		got, err := p.Views(p.ctx, asha.ID)
		p.must(err)
		p.same("asha's", got, []ilbo.View{of(asha, "Mine", "writer=asha"), of(asha, "정치", "section=national%2Fpolitics")})
		for range 2 {
			p.must(p.DropView(p.ctx, asha.ID, "Mine"))
		}
		all, err := p.AllViews(p.ctx)
		p.must(err)
		p.same("all", all, []ilbo.View{of(asha, "정치", "section=national%2Fpolitics"), of(rahim, "Mine", "")})
	},
	"who comes back is told when they left": func(t *testing.T, p *paper) {
		asha := p.staff("asha", ilbo.Reporter)
		for _, c := range []struct{ at, left time.Time }{
			{noon, time.Time{}},
			{noon.Add(10 * time.Minute), time.Time{}},
			{noon.Add(2 * time.Hour), noon.Add(10 * time.Minute)},
			{noon.Add(2*time.Hour + time.Minute), noon.Add(10 * time.Minute)},
			{noon.Add(9 * time.Hour), noon.Add(2*time.Hour + time.Minute)},
		} {
			left, err := p.Arrive(p.ctx, asha.ID, c.at, time.Hour)
			p.must(err)
			if !left.Equal(c.left) {
				t.Errorf("at %v: left at %v, want %v", c.at, left, c.left)
			}
		}
	},
}
