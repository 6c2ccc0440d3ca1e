package lesson

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"time"

	"ilbo.press"
)

// A Weekly is the desk where issues are made.
type Weekly struct {
	Store   IssueStore
	Printer Printer
	Letters Letters // nil: nothing is mailed
	Files   Files
	Paper   *ilbo.Paper
	Clock   ilbo.Clock
	Log     *slog.Logger
}

// Open gives an issue in any state to somebody who makes those of its course.
func (w *Weekly) Open(ctx context.Context, by ilbo.Staff, id ilbo.IssueID) (*ilbo.Issue, error) {
	i, err := w.Store.Issue(ctx, id)
	if err != nil {
		return nil, err
	}
	return i, may(by, i.Course)
}

// may tells whether somebody makes the issues of a course: who publishes in its section.
func may(by ilbo.Staff, course ilbo.SectionID) error {
	if !by.May(ilbo.MayPublish, course, false) {
		return &ilbo.Error{Kind: ilbo.Forbidden, Say: "Issues of the weekly are for the editors of its section."}
	}
	return nil
}

// Begin makes an issue, empty, of a day.
func (w *Weekly) Begin(ctx context.Context, by ilbo.Staff, i ilbo.Issue) (*ilbo.Issue, error) {
	i = ilbo.Issue{Course: i.Course, Date: i.Date, Title: ilbo.Clean(i.Title), By: by.Login, At: w.now()}
	if err := errors.Join(i.Check(), may(by, i.Course)); err != nil {
		return nil, err
	}
	err := w.Store.Together(ctx, func(ctx context.Context) error {
		if last, err := w.Store.Issues(ctx, i.Course, 0, 1); err != nil {
			return err
		} else if len(last) > 0 { // one that ended since is found when the issue is published
			i.Newsletter = last[0].Newsletter
		}
		if err := w.Store.PutIssue(ctx, &i); err != nil {
			return err
		}
		return w.audit(ctx, by, ilbo.DeedIssue, &i, "")
	})
	if err != nil {
		return nil, fmt.Errorf("begin an issue of %s: %w", i.Course, err)
	}
	return &i, nil
}

// Write keeps what somebody made of an issue: its day, its title, its word and its
// stories. Made upon another revision than the newest it is a Conflict. A story that has
// no lesson, or that the public may not see, is refused; what else is not as it should
// be, [Gathered.Doubts] say. An issue that is out is changed at once.
func (w *Weekly) Write(ctx context.Context, by ilbo.Staff, made *ilbo.Issue) (*ilbo.Issue, error) {
	var kept *ilbo.Issue
	err := w.change(ctx, by, made.ID, made.Revision, func(ctx context.Context, i *ilbo.Issue) error {
		last := i.By
		i.Date, i.Title, i.Word, i.Sample, i.Newsletter = made.Date, ilbo.Clean(made.Title), made.Word, made.Sample, made.Newsletter
		added := slices.DeleteFunc(slices.Clone(made.Stories), func(id ilbo.StoryID) bool { return slices.Contains(i.Stories, id) })
		i.Stories, i.By, i.At = slices.Clone(made.Stories), by.Login, w.now()
		if err := i.Check(); err != nil {
			return err
		}
		for _, id := range added {
			if err := w.mayStand(ctx, i, id); err != nil {
				return err
			}
		}
		kept = i
		if err := w.Store.PutIssue(ctx, i, touched(i, time.Time{})); err != nil {
			return err
		}
		if i.Visible(w.now()) {
			if err := w.Store.OrderIssue(ctx, i.ID, "revision "+strconv.Itoa(i.Revision), time.Time{}); err != nil {
				return err
			}
		}
		if last == by.Login && i.Published.IsZero() { // who writes on is in the log already
			return nil
		}
		return w.audit(ctx, by, ilbo.DeedIssue, i, "")
	})
	if err != nil {
		return nil, fmt.Errorf("write issue %d: %w", made.ID, err)
	}
	return kept, nil
}

// mayStand refuses a story that is no lesson of the issue's course, or that is not out.
func (w *Weekly) mayStand(ctx context.Context, i *ilbo.Issue, id ilbo.StoryID) error {
	s, err := w.Store.Story(ctx, id)
	if err != nil {
		return err
	}
	if c, _ := ilbo.CourseOf(s.Section); c.Section != i.Course || s.Language != i.Learned() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("“%s” is no story of this course.", s.Headline)}
	}
	if _, err := w.Store.Lesson(ctx, id); errors.Is(err, ilbo.NotFound) {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("“%s” is not prepared as a lesson yet.", s.Headline)}
	} else if err != nil {
		return err
	}
	if !s.Visible(w.now()) {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("“%s” is not published: it cannot stand in an issue.", s.Headline), Err: Unpublished}
	}
	return nil
}

// Publish lets the public see an issue from a moment on, or at once where that is zero.
// What follows, its PDF and its mailing, are jobs of the same transaction. One that has
// no story that the public may see by then is refused. Publishing one that is out already
// changes nothing.
func (w *Weekly) Publish(ctx context.Context, by ilbo.Staff, id ilbo.IssueID, revision int, at time.Time) error {
	err := w.change(ctx, by, id, revision, func(ctx context.Context, i *ilbo.Issue) error {
		now := w.now()
		if i.Visible(now) {
			return nil
		}
		if at.Before(now) {
			at = now
		}
		g, err := w.gather(ctx, i, at)
		if err != nil {
			return err
		}
		if len(g.Chapters) == 0 {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: "The issue has no story yet that readers may see."}
		}
		if len(g.Chapters) < len(i.Stories) {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: "A story of the issue is not published: take it out first.", Err: Unpublished}
		}
		i.Published, i.PublishedBy, i.Withdrawn = at.Truncate(time.Millisecond), by.Login, nil
		if err := w.Store.PutIssue(ctx, i, touched(i, i.Published)); err != nil {
			return err
		}
		if err := w.Store.OrderIssue(ctx, i.ID, fmt.Sprintf("out %d, revision %d", i.Published.UnixMilli(), i.Revision), i.Published); err != nil {
			return err
		}
		return w.audit(ctx, by, ilbo.DeedIssueOut, i, i.Published.In(w.Paper.Zone).Format("2006-01-02 15:04"))
	})
	if err != nil {
		return fmt.Errorf("publish issue %d: %w", id, err)
	}
	return nil
}

// Withdraw takes an issue back, or has one that was to be published later made on.
// Letters that are out stay where they are. Doing it twice is no error.
func (w *Weekly) Withdraw(ctx context.Context, by ilbo.Staff, id ilbo.IssueID, revision int, reason string) error {
	err := w.change(ctx, by, id, revision, func(ctx context.Context, i *ilbo.Issue) error {
		now := w.now()
		switch {
		case i.Published.IsZero() || i.Withdrawn != nil:
			return nil
		case i.Published.After(now):
			i.Published, i.PublishedBy, reason = time.Time{}, "", ""
		default:
			i.Withdrawn = &ilbo.Withdrawal{By: by.Login, At: now, Reason: ilbo.Clean(reason)}
			if err := i.Withdrawn.Check(); err != nil {
				return err
			}
		}
		e := touched(i, time.Time{})
		e.Verb = ilbo.Held // the old page is shown by nobody from now on
		if err := w.Store.PutIssue(ctx, i, e); err != nil {
			return err
		}
		return w.audit(ctx, by, ilbo.DeedIssueBack, i, reason)
	})
	if err != nil {
		return fmt.Errorf("withdraw issue %d: %w", id, err)
	}
	return nil
}

// A Reason is why the desk refuses something, for screens that say it in the language of
// who reads them.
type Reason string

// Crossed is why something is not kept that was made upon what is not the newest any
// more; Unpublished, why an issue does not take a story, or does not go out with it.
const (
	Crossed     Reason = "somebody else has changed it meanwhile"
	Unpublished Reason = "a story is not published"
)

func (r Reason) Error() string { return string(r) }

// change does something to an issue of a revision.
func (w *Weekly) change(ctx context.Context, by ilbo.Staff, id ilbo.IssueID, revision int, do func(context.Context, *ilbo.Issue) error) error {
	return w.Store.Together(ctx, func(ctx context.Context) error {
		i, err := w.Store.Issue(ctx, id)
		if err != nil {
			return err
		}
		if err := may(by, i.Course); err != nil {
			return err
		}
		if i.Revision != revision {
			return &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf("%s has changed this issue meanwhile: look at it before you save yours.", i.By), Err: Crossed}
		}
		return do(ctx, i)
	})
}

// touched is what makes the pages stale that show issues of a course.
func touched(i *ilbo.Issue, at time.Time) ilbo.Event {
	return ilbo.Event{Verb: ilbo.Updated, Keys: []ilbo.Key{ilbo.KeyIssues(i.Course)}, At: at}
}

func (w *Weekly) now() time.Time { return w.Clock().UTC().Truncate(time.Millisecond) }

func (w *Weekly) audit(ctx context.Context, by ilbo.Staff, deed ilbo.Deed, i *ilbo.Issue, detail string) error {
	return w.Store.Audit(ctx, ilbo.AuditEntry{At: w.Clock(), Who: by.Login, Deed: deed, On: ilbo.AuditedIssue(i.ID), Detail: detail})
}
