package lesson

import (
	"context"
	"errors"
	"slices"
	"time"

	"ilbo.press"
)

// A Gathered issue is one with what its stories say at a moment.
type Gathered struct {
	Issue    *ilbo.Issue
	Chapters []Chapter // of stories that the public may see then
	Doubts   []Doubt   // of the whole issue, in the order of its stories
}

// A Chapter is a story of an issue with its lesson.
type Chapter struct {
	Story   *ilbo.Story // as it is shown: see [ilbo.Story.Printed]
	Lesson  *ilbo.Lesson
	Setting *ilbo.Setting
}

// A DoubtKind is what is not as it should be with a story of an issue.
type DoubtKind string

// The doubts. All but the first two are said before an issue is published, and forbid
// nothing.
const (
	DoubtHidden   DoubtKind = "hidden"   // the public may not see it: it is left out
	DoubtPlain    DoubtKind = "plain"    // it has no lesson any more: it is left out
	DoubtHalf     DoubtKind = "half"     // so many of its sentences are not translated
	DoubtDetached DoubtKind = "detached" // so many of its glosses lost their place
	DoubtStale    DoubtKind = "stale"    // so many of its translations did
	DoubtRights   DoubtKind = "rights"   // the rights in so many of its pictures end within a month
	DoubtLocked   DoubtKind = "locked"   // it is locked, and the issue is a sample
)

// A Doubt is what is not as it should be with a story.
type Doubt struct {
	Story    ilbo.StoryID
	Headline string
	Kind     DoubtKind
	N        int
}

// rightsAhead is how far ahead the end of rights is spoken of.
const rightsAhead = 30 * 24 * time.Hour

// Gather gives an issue with what its stories say now.
func (w *Weekly) Gather(ctx context.Context, i *ilbo.Issue) (*Gathered, error) {
	return w.gather(ctx, i, w.now())
}

func (w *Weekly) gather(ctx context.Context, i *ilbo.Issue, at time.Time) (*Gathered, error) {
	g := &Gathered{Issue: i}
	for _, id := range i.Stories {
		s, err := w.Store.Story(ctx, id)
		if err != nil {
			return nil, err
		}
		if !s.Visible(at) {
			g.Doubts = append(g.Doubts, Doubt{id, s.Headline, DoubtHidden, 0})
			continue
		}
		l, err := w.Store.Lesson(ctx, id)
		if errors.Is(err, ilbo.NotFound) {
			g.Doubts = append(g.Doubts, Doubt{id, s.Headline, DoubtPlain, 0})
			continue
		}
		if err != nil {
			return nil, err
		}
		c := Chapter{Story: s.Printed(at), Lesson: l}
		c.Setting = l.On(c.Story.Body)
		g.Chapters = append(g.Chapters, c)
		g.doubt(s, c.Setting, at)
	}
	return g, nil
}

// doubt notes what is not as it should be with a story.
func (g *Gathered) doubt(s *ilbo.Story, set *ilbo.Setting, at time.Time) {
	rights := 0
	s.EachFigure(func(f *ilbo.Figure) {
		if f.Shown != nil && !f.Shown.Until.IsZero() && f.Shown.Until.Before(at.Add(rightsAhead)) {
			rights++
		}
	})
	locked := 0
	if g.Issue.Sample && s.Access.Locked() {
		locked = 1
	}
	for _, d := range []Doubt{
		{Kind: DoubtHalf, N: len(set.Sentences) - set.Rendered()}, {Kind: DoubtDetached, N: len(set.Detached)}, {Kind: DoubtStale, N: len(set.Stale)},
		{Kind: DoubtRights, N: rights}, {Kind: DoubtLocked, N: locked},
	} {
		if d.N > 0 {
			d.Story, d.Headline = s.ID, s.Headline
			g.Doubts = append(g.Doubts, d)
		}
	}
}

// An Offer is a lesson that an issue may take.
type Offer struct {
	ilbo.Teaser
	Level   ilbo.Level
	Glosses int
	In      int  // the number of another issue that it is in; 0: it is in none
	Fresh   bool // it was published in the week before the issue's date
}

// maxOffered is how many of a course's last lessons are offered.
const maxOffered = 120

// Offers are the lessons that an issue may take beside those that it has: those of its
// week first and then the newest, and of both those that no issue has before the others.
func (w *Weekly) Offers(ctx context.Context, i *ilbo.Issue) ([]Offer, error) {
	now := w.now()
	found, err := w.Store.Teasers(ctx, ilbo.Selection{Language: i.Learned(), Section: i.Course, Lessons: true, Limit: maxOffered}, now)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(t ilbo.Teaser) bool { return slices.Contains(i.Stories, t.ID) })
	ids := make([]ilbo.StoryID, len(found))
	for n := range found {
		ids[n] = found[n].ID
	}
	of, err := w.Store.LessonMarks(ctx, ids)
	if err != nil {
		return nil, err
	}
	end := time.Date(i.Date.Year(), i.Date.Month(), i.Date.Day()+1, 0, 0, 0, 0, w.Paper.Zone)
	var list []Offer
	for _, t := range found {
		o := Offer{Teaser: t, Level: of[t.ID].Level, Glosses: of[t.ID].Glosses, Fresh: t.Published.Before(end) && !t.Published.Before(end.AddDate(0, 0, -7))}
		with, err := w.Store.IssuesWith(ctx, t.ID)
		if err != nil {
			return nil, err
		}
		for _, other := range with {
			if other.ID != i.ID && other.Withdrawn == nil {
				o.In = other.Number
			}
		}
		list = append(list, o)
	}
	rank := func(o *Offer) int {
		n := 0
		if o.In > 0 {
			n += 2
		}
		if !o.Fresh {
			n++
		}
		return n
	}
	slices.SortStableFunc(list, func(a, b Offer) int {
		if d := rank(&a) - rank(&b); d != 0 {
			return d
		}
		return b.Published.Compare(a.Published)
	})
	return list, nil
}
