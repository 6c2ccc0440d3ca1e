package storetest

import (
	"context"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// issue is one of the weekly with some stories.
func issue(course ilbo.SectionID, stories ...ilbo.StoryID) *ilbo.Issue {
	return &ilbo.Issue{Course: course, Date: day(16), Title: "우산 도서관", Word: ilbo.Paragraphs("첫 호입니다.\n\n둘째 문단."), Stories: stories, By: "seo", At: noon}
}

// numbers are those of issues.
func numbers(all []*ilbo.Issue) (list []int) {
	for _, i := range all {
		list = append(list, i.Number)
	}
	return list
}

var issues = map[string]func(*testing.T, *paper){
	"an issue is read back as it was written, with its stories in their order": func(_ *testing.T, p *paper) {
		ids := p.fill(3, nil)
		i := issue("weekly", ids[2], ids[0], ids[1])
		p.must(p.PutIssue(p.ctx, i))
		if i.ID == 0 || i.Number != 1 || i.Revision != 1 {
			p.t.Fatalf("it is %+v", i)
		}
		got, err := p.Issue(p.ctx, i.ID)
		p.must(err)
		p.same("issue", got, i)
		got, err = p.IssueAt(p.ctx, "weekly", 1)
		p.must(err)
		p.same("by its number", got, i)
		i.Stories, i.Sample, i.Title, i.Published, i.PublishedBy = ids[1:2], true, "다른 제목", noon, "rahim"
		p.must(p.PutIssue(p.ctx, i, ilbo.Event{Verb: ilbo.Updated, Keys: []ilbo.Key{ilbo.KeyIssues("weekly")}}))
		i.Withdrawn = &ilbo.Withdrawal{By: "rahim", At: noon, Reason: "a mistake"}
		p.must(p.PutIssue(p.ctx, i))
		got, err = p.Issue(p.ctx, i.ID)
		p.must(err)
		p.same("changed", got, i)
		with, err := p.IssuesWith(p.ctx, ids[1])
		p.must(err)
		p.same("with a story", numbers(with), []int{1})
		with, err = p.IssuesWith(p.ctx, ids[0])
		p.must(err)
		p.same("with a story that was taken out", numbers(with), []int(nil))
		_, err = p.Issue(p.ctx, 99)
		p.refuses(err, ilbo.NotFound)
		_, err = p.IssueAt(p.ctx, "learning-korean", 1)
		p.refuses(err, ilbo.NotFound)
	},
	"an issue that somebody else changed is not written over": func(_ *testing.T, p *paper) {
		i := issue("weekly")
		p.must(p.PutIssue(p.ctx, i))
		theirs := *i
		p.must(p.PutIssue(p.ctx, &theirs))
		p.refuses(p.PutIssue(p.ctx, i), ilbo.Conflict)
	},
	"issues are numbered in their course, and seen by the public when they are out": func(_ *testing.T, p *paper) {
		for n := range 4 {
			i := issue("weekly")
			switch n {
			case 1:
				i.Published, i.Withdrawn = noon.Add(-time.Hour), &ilbo.Withdrawal{By: "rahim", At: noon, Reason: "why"}
			case 2:
				i.Published = noon.Add(time.Hour)
			case 3:
				i.Published = noon
			}
			p.must(p.PutIssue(p.ctx, i))
		}
		other := issue("learning-korean")
		other.Published = noon
		p.must(p.PutIssue(p.ctx, other))
		p.same("of another course", other.Number, 1)
		all, err := p.Issues(p.ctx, "weekly", 0, 9)
		p.must(err)
		p.same("all", numbers(all), []int{4, 3, 2, 1})
		all, err = p.Issues(p.ctx, "weekly", 4, 2)
		p.must(err)
		p.same("before one", numbers(all), []int{3, 2})
		for at, want := range map[time.Time][]int{noon.Add(-time.Minute): nil, noon: {4}, noon.Add(time.Hour): {4, 3}} {
			all, err = p.IssuesSeen(p.ctx, "weekly", 0, 9, at)
			p.must(err)
			p.same("seen at "+at.String(), numbers(all), want)
		}
		next, err := p.IssueSeenAfter(p.ctx, "weekly", 1, noon)
		p.must(err)
		p.same("the next", next.Number, 4)
		_, err = p.IssueSeenAfter(p.ctx, "weekly", 4, noon)
		p.refuses(err, ilbo.NotFound)
	},
	"an issue is mailed once": func(_ *testing.T, p *paper) {
		i := issue("weekly")
		p.must(p.PutIssue(p.ctx, i))
		for n, day := range []string{"2026-05-16", "2026-05-17"} {
			first, err := p.MailIssue(p.ctx, i.ID, day)
			p.must(err)
			p.same("first", first, n == 0)
		}
		got, err := p.Issue(p.ctx, i.ID)
		p.must(err)
		p.same("day", got.Mailed, "2026-05-16")
		p.must(p.PutIssue(p.ctx, got))
		got, err = p.Issue(p.ctx, i.ID)
		p.must(err)
		p.same("day after a change", got.Mailed, "2026-05-16")
	},
	"what was printed of an issue is kept in the place of what was before": func(_ *testing.T, p *paper) {
		ids := p.fill(2, nil)
		i := issue("weekly", ids...)
		p.must(p.PutIssue(p.ctx, i))
		_, err := p.PrintedIssue(p.ctx, i.ID)
		p.refuses(err, ilbo.NotFound)
		for _, state := range []string{"a", "b"} {
			want := &ilbo.PrintedIssue{Issue: i.ID, State: state, Stories: ids, File: ilbo.PrintFile{Name: "issue.pdf", Type: "application/pdf", Sum: state, Size: 7}, Made: noon}
			p.must(p.PutPrintedIssue(p.ctx, want, ilbo.Event{Verb: ilbo.Updated, Keys: []ilbo.Key{ilbo.KeyIssues("weekly")}}))
			got, err := p.PrintedIssue(p.ctx, i.ID)
			p.must(err)
			p.same("print", got, want)
		}
	},
	"an issue is made once for each reason": func(t *testing.T, p *paper) {
		i := issue("weekly")
		p.must(p.PutIssue(p.ctx, i))
		for range 3 {
			p.must(p.OrderIssue(p.ctx, i.ID, "out", time.Time{}))
		}
		p.must(p.OrderIssue(p.ctx, i.ID, "later", time.Now().Add(time.Hour)))
		p.must(p.OrderIssue(p.ctx, i.ID, "state", time.Time{}))
		var mu sync.Mutex
		made := 0
		done := make(chan struct{}, 9)
		stop, err := p.Work(p.ctx, store.Followers{
			Index: func(context.Context, []ilbo.StoryID) error { return nil }, Stale: func(context.Context, ilbo.Event) error { return nil },
			Issue: func(_ context.Context, id ilbo.IssueID) error {
				mu.Lock()
				defer mu.Unlock()
				if id != i.ID {
					t.Errorf("issue %d is made", id)
				}
				made++
				done <- struct{}{}
				return nil
			},
		})
		p.must(err)
		<-done
		<-done
		p.must(stop(p.ctx))
		p.same("made", made, 2)
	},
	"issues go from paper to paper": func(t *testing.T, p *paper) {
		ids := p.fill(2, nil)
		i := issue("weekly", ids[1], ids[0])
		i.Published, i.PublishedBy = noon, "rahim"
		p.must(p.PutIssue(p.ctx, i))
		var row ilbo.Row
		tables := map[string]int{}
		for {
			some, err := p.EachRow(p.ctx, row, 100)
			p.must(err)
			if len(some) == 0 {
				break
			}
			for _, r := range some {
				tables[r.Table]++
			}
			row = some[len(some)-1]
		}
		if tables["issues"] != 1 || tables["issue_stories"] != 2 {
			t.Errorf("the rows are of %v", tables)
		}
	},
}
