package lesson

import (
	"context"
	"io"
	"time"

	"ilbo.press"
)

// IssueStore is where issues of the weekly are kept, and what they are made of. What is
// not there is NotFound.
type IssueStore interface {
	Issues
	Prints
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	Lesson(ctx context.Context, story ilbo.StoryID) (*ilbo.Lesson, error)
	Teasers(ctx context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error)
	LessonMarks(ctx context.Context, stories []ilbo.StoryID) (map[ilbo.StoryID]ilbo.LessonMark, error)
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
	Audit(ctx context.Context, e ilbo.AuditEntry) error
}

// Issues are the issues, in any state.
type Issues interface {
	Issue(ctx context.Context, id ilbo.IssueID) (*ilbo.Issue, error)
	// Issues are those of a course with lower numbers than one, the last first, without
	// their stories; number 0 is above all.
	Issues(ctx context.Context, course ilbo.SectionID, before, limit int) ([]*ilbo.Issue, error)
	// IssuesWith are those that a story is in.
	IssuesWith(ctx context.Context, id ilbo.StoryID) ([]*ilbo.Issue, error)
	// PutIssue makes an issue where it has no id, with the next number of its course, and
	// enqueues events. One of another revision than the newest is a Conflict.
	PutIssue(ctx context.Context, i *ilbo.Issue, events ...ilbo.Event) error
	// MailIssue notes which mailing carries an issue, and reports false where one does.
	MailIssue(ctx context.Context, id ilbo.IssueID, day string) (first bool, err error)
}

// Prints are what was printed of issues.
type Prints interface {
	// PrintedIssue is what was printed last.
	PrintedIssue(ctx context.Context, id ilbo.IssueID) (*ilbo.PrintedIssue, error)
	PutPrintedIssue(ctx context.Context, p *ilbo.PrintedIssue, events ...ilbo.Event) error
	// OrderIssue has [Weekly.Fill] called, not before a moment; once for each reason.
	OrderIssue(ctx context.Context, id ilbo.IssueID, why string, at time.Time) error
}

// A Printer prints an issue as PDF. The same issue is the same bytes.
type Printer interface {
	Print(ctx context.Context, w io.Writer, g *Gathered) error
}

// Letters carry issues to those who take a newsletter.
type Letters interface {
	// Carry has a mailing sent to all at once, on a day or, where something else is
	// written for it, the next that is free, and gives the day. A newsletter that appears
	// no more is Gone.
	Carry(ctx context.Context, m ilbo.Mailing) (day string, err error)
}

// Files keep what was printed, under the keys of [ilbo.PrintFile].
type Files interface {
	Put(ctx context.Context, key string, r io.Reader) error
}
