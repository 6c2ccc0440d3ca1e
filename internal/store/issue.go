package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"ilbo.press"
)

// A writtenIssue is what is written of an issue, as its column has it.
type writtenIssue struct {
	Title       string            `json:"title"`
	Word        ilbo.Body         `json:"word,omitempty"`
	Sample      bool              `json:"sample,omitempty"`
	Newsletter  ilbo.NewsletterID `json:"newsletter,omitempty"`
	By          string            `json:"by"`
	At          time.Time         `json:"at"`
	PublishedBy string            `json:"published_by,omitempty"`
}

const issueColumns = `i.id, i.course, i.number, i.day, i.revision, i.published, i.withdrawn, i.issue, i.mailed`

func scanIssue(row scanner) (*ilbo.Issue, error) {
	i := &ilbo.Issue{}
	var day, text string
	var published sql.NullInt64
	var withdrawn sql.NullString
	if err := row.Scan(&i.ID, &i.Course, &i.Number, &day, &i.Revision, &published, &withdrawn, &text, &i.Mailed); err != nil {
		return nil, err
	}
	var w writtenIssue
	if err := decode(text, &w); err != nil {
		return nil, err
	}
	i.Title, i.Word, i.Sample, i.Newsletter, i.By, i.At, i.PublishedBy = w.Title, w.Word, w.Sample, w.Newsletter, w.By, w.At, w.PublishedBy
	i.Published = moment(published)
	if withdrawn.Valid {
		i.Withdrawn = &ilbo.Withdrawal{}
		if err := decode(withdrawn.String, i.Withdrawn); err != nil {
			return nil, err
		}
	}
	var err error
	if i.Date, err = time.Parse(time.DateOnly, day); err != nil {
		return nil, fmt.Errorf("reading the day of issue %d: %w", i.ID, err)
	}
	return i, nil
}

// Issue finds an issue in any state.
func (s *Store) Issue(ctx context.Context, id ilbo.IssueID) (*ilbo.Issue, error) {
	i, err := one(ctx, s, scanIssue, `SELECT `+issueColumns+` FROM issues i WHERE i.id = ?`, int64(id))
	if err != nil {
		return nil, missing(err, "issue %d", id)
	}
	return i, s.fillIssue(ctx, i)
}

// IssueAt finds an issue in any state by its number in its course.
func (s *Store) IssueAt(ctx context.Context, course ilbo.SectionID, number int) (*ilbo.Issue, error) {
	i, err := one(ctx, s, scanIssue, `SELECT `+issueColumns+` FROM issues i WHERE i.course = ? AND i.number = ?`, string(course), number)
	if err != nil {
		return nil, missing(err, "issue %d of %s", number, course)
	}
	return i, s.fillIssue(ctx, i)
}

// fillIssue gives an issue its stories.
func (s *Store) fillIssue(ctx context.Context, i *ilbo.Issue) (err error) {
	if i.Stories, err = list(ctx, s, value[ilbo.StoryID], `SELECT story FROM issue_stories WHERE issue = ? ORDER BY place`, int64(i.ID)); err != nil {
		return fmt.Errorf("reading the stories of issue %d: %w", i.ID, err)
	}
	return nil
}

// Issues are those of a course with lower numbers than one, in any state, the last
// first, without their stories; number 0 is above all.
func (s *Store) Issues(ctx context.Context, course ilbo.SectionID, before, limit int) ([]*ilbo.Issue, error) {
	if before == 0 {
		before = 1 << 30
	}
	all, err := list(ctx, s, scanIssue, `SELECT `+issueColumns+` FROM issues i WHERE i.course = ? AND i.number < ? ORDER BY i.number DESC LIMIT ?`, string(course), before, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the issues of %s: %w", course, err)
	}
	return all, nil
}

// visibleIssue is what an issue is known by that the public may see.
const visibleIssue = ` AND i.withdrawn IS NULL AND i.published <= ?`

// IssuesSeen are those that the public may see at now, with lower numbers than one, the
// last first, without their stories; number 0 is above all.
func (s *Store) IssuesSeen(ctx context.Context, course ilbo.SectionID, before, limit int, now time.Time) ([]*ilbo.Issue, error) {
	if before == 0 {
		before = 1 << 30
	}
	all, err := list(ctx, s, scanIssue, `SELECT `+issueColumns+` FROM issues i WHERE i.course = ? AND i.number < ?`+visibleIssue+` ORDER BY i.number DESC LIMIT ?`, string(course), before, now.UnixMilli(), limit)
	if err != nil {
		return nil, fmt.Errorf("reading the issues of %s: %w", course, err)
	}
	return all, nil
}

// IssueSeenAfter is the next one of a course that the public may see at now.
func (s *Store) IssueSeenAfter(ctx context.Context, course ilbo.SectionID, number int, now time.Time) (*ilbo.Issue, error) {
	i, err := one(ctx, s, scanIssue, `SELECT `+issueColumns+` FROM issues i WHERE i.course = ? AND i.number > ?`+visibleIssue+` ORDER BY i.number LIMIT 1`, string(course), number, now.UnixMilli())
	if err != nil {
		return nil, missing(err, "issue after %d of %s", number, course)
	}
	return i, nil
}

// IssuesWith are the issues that a story is in, in any state, without their stories.
func (s *Store) IssuesWith(ctx context.Context, id ilbo.StoryID) ([]*ilbo.Issue, error) {
	all, err := list(ctx, s, scanIssue, `SELECT `+issueColumns+` FROM issue_stories t CROSS JOIN issues i WHERE t.story = ? AND i.id = t.issue ORDER BY i.id`, int64(id))
	if err != nil {
		return nil, fmt.Errorf("reading the issues with story %d: %w", id, err)
	}
	return all, nil
}

// PutIssue makes an issue where it has no id, with the next number of its course, or
// changes one, and enqueues the events. It is a Conflict where the issue is of another
// revision than the newest; it becomes the next one.
func (s *Store) PutIssue(ctx context.Context, i *ilbo.Issue, events ...ilbo.Event) error {
	text, err := encode(writtenIssue{i.Title, i.Word, i.Sample, i.Newsletter, i.By, i.At, i.PublishedBy})
	if err != nil {
		return err
	}
	var withdrawn any
	if i.Withdrawn != nil {
		if withdrawn, err = encode(i.Withdrawn); err != nil {
			return err
		}
	}
	day := i.Date.Format(time.DateOnly)
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if i.ID == 0 {
			err = t.first(ctx, []any{&i.ID, &i.Number}, `INSERT INTO issues (course, number, day, revision, published, withdrawn, issue, mailed)
			SELECT ?, COALESCE(max(number), 0) + 1, ?, 1, ?, ?, ?, '' FROM issues WHERE course = ? RETURNING id, number`,
				string(i.Course), day, millis(i.Published), withdrawn, text, string(i.Course))
		} else {
			err = t.first(ctx, []any{&i.ID, &i.Number}, `UPDATE issues SET day = ?, revision = revision + 1, published = ?, withdrawn = ?, issue = ?
			WHERE id = ? AND revision = ? RETURNING id, number`, day, millis(i.Published), withdrawn, text, int64(i.ID), i.Revision)
		}
		if errors.Is(err, sql.ErrNoRows) {
			return conflict("Somebody else has changed this issue meanwhile: look at it before you save yours.")
		}
		if err != nil {
			return fmt.Errorf("storing issue %d of %s: %w", i.Number, i.Course, err)
		}
		if _, err := t.exec(ctx, `DELETE FROM issue_stories WHERE issue = ?`, int64(i.ID)); err != nil {
			return fmt.Errorf("storing the stories of issue %d: %w", i.ID, err)
		}
		for place, id := range i.Stories {
			if _, err := t.exec(ctx, `INSERT INTO issue_stories (story, issue, place) VALUES (?, ?, ?)`, int64(id), int64(i.ID), place); err != nil {
				return fmt.Errorf("storing the stories of issue %d: %w", i.ID, err)
			}
		}
		i.Revision++
		for _, e := range events {
			t.enqueue(e)
		}
		return nil
	})
}

// MailIssue notes which mailing carries an issue. It reports false where one does
// already.
func (s *Store) MailIssue(ctx context.Context, id ilbo.IssueID, day string) (first bool, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		if first, err = t.once(ctx, `UPDATE issues SET mailed = ? WHERE id = ? AND mailed = ''`, day, int64(id)); err != nil {
			return fmt.Errorf("noting the mailing of issue %d: %w", id, err)
		}
		return nil
	})
	return first, err
}

// PrintedIssue is what was printed of an issue last.
func (s *Store) PrintedIssue(ctx context.Context, id ilbo.IssueID) (*ilbo.PrintedIssue, error) {
	scan := func(row scanner) (*ilbo.PrintedIssue, error) {
		p := &ilbo.PrintedIssue{Issue: id}
		var stories, file string
		var made int64
		if err := row.Scan(&p.State, &stories, &file, &made); err != nil {
			return nil, err
		}
		p.Made = time.UnixMilli(made).UTC()
		if err := decode(stories, &p.Stories); err != nil {
			return nil, err
		}
		return p, decode(file, &p.File)
	}
	p, err := one(ctx, s, scan, `SELECT state, stories, file, made FROM issue_prints WHERE issue = ?`, int64(id))
	if err != nil {
		return nil, missing(err, "print of issue %d", id)
	}
	return p, nil
}

// PutPrintedIssue keeps what was printed of an issue in the place of what was before,
// and enqueues the events.
func (s *Store) PutPrintedIssue(ctx context.Context, p *ilbo.PrintedIssue, events ...ilbo.Event) error {
	stories, err := encode(p.Stories)
	if err != nil {
		return err
	}
	file, err := encode(p.File)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO issue_prints (issue, state, stories, file, made) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (issue) DO UPDATE SET state = excluded.state, stories = excluded.stories, file = excluded.file, made = excluded.made`,
			int64(p.Issue), p.State, stories, file, p.Made.UnixMilli())
		if err != nil {
			return fmt.Errorf("keeping what was printed of issue %d: %w", p.Issue, err)
		}
		for _, e := range events {
			t.enqueue(e)
		}
		return nil
	})
}

// An issueJob does what follows an issue: it prints it, and has it mailed.
type issueJob struct {
	Issue ilbo.IssueID `json:"issue"`
	Why   string       `json:"why"` // there is one job for each reason
}

func (issueJob) Kind() string { return "make-issue" }

// OrderIssue has done what follows an issue, not before a moment; once for each reason
// however often it is ordered and whoever orders it: see [Followers].
func (s *Store) OrderIssue(ctx context.Context, id ilbo.IssueID, why string, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		o := options(at)
		o.Queue = editionQueue
		o.UniqueOpts = river.UniqueOpts{ByArgs: true}
		if err := t.order(ctx, river.InsertManyParams{Args: issueJob{id, why}, InsertOpts: o}); err != nil {
			return fmt.Errorf("ordering issue %d: %w", id, err)
		}
		return nil
	})
}

// A binder makes issues.
type binder struct {
	river.WorkerDefaults[issueJob]
	issue func(ctx context.Context, id ilbo.IssueID) error
}

func (binder) Timeout(*river.Job[issueJob]) time.Duration { return editionTimeout }

func (w binder) Work(ctx context.Context, job *river.Job[issueJob]) error {
	return w.issue(ctx, job.Args.Issue)
}
