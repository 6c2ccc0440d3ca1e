package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

const (
	assignmentColumns = `a.id, a.section, a.language, a.title, a.about, a.who, a.picture, a.due, a.planned, a.length, a.story,
	a.made_by, a.made, a.accepted, a.finished, a.dropped, a.revision`
	// The story is joined by its number, so that a list costs what it shows.
	selectAssignments = `SELECT ` + assignmentColumns + `,
	coalesce(d.title, s.headline, ''), coalesce(d.stage, ''), coalesce(d.words, 0), s.published
	FROM assignments a LEFT JOIN stories s ON s.id = a.story LEFT JOIN drafts d ON d.story = a.story `
)

func scanAssignment(row scanner) (a ilbo.Assignment, err error) {
	var who string
	var due, made int64
	var planned, story, accepted, finished, dropped, published sql.NullInt64
	if err := row.Scan(&a.ID, &a.Section, &a.Language, &a.Title, &a.About, &who, &a.Picture, &due, &planned, &a.Length, &story,
		&a.By, &made, &accepted, &finished, &dropped, &a.Revision, &a.Headline, &a.Stage, &a.Words, &published); err != nil {
		return a, err
	}
	a.Due, a.Made, a.Planned, a.Story = time.UnixMilli(due).UTC(), time.UnixMilli(made).UTC(), moment(planned), ilbo.StoryID(story.Int64)
	a.Accepted, a.Finished, a.Dropped, a.Published = moment(accepted), moment(finished), moment(dropped), moment(published)
	return a, decode(who, &a.Who)
}

// Assignment finds an assignment.
func (s *Store) Assignment(ctx context.Context, id ilbo.AssignmentID) (*ilbo.Assignment, error) {
	a, err := one(ctx, s, scanAssignment, selectAssignments+`WHERE a.id = ?`, int64(id))
	if err != nil {
		return nil, missing(err, "assignment %d", id)
	}
	return &a, nil
}

// MaxAssignments is the most that are given at once.
const MaxAssignments = 1_000

// Assignments are those that a query asks for, by the day that they stand on and
// their numbers. It costs what stands in the query's days, however old the paper
// is: a query without days, or with a limit that is none, is Invalid.
func (s *Store) Assignments(ctx context.Context, q ilbo.AssignmentQuery, now time.Time) ([]ilbo.Assignment, error) {
	if q.Limit < 1 || q.Limit > MaxAssignments || q.From.IsZero() {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The lineup is asked for from a day on, for 1 to %d assignments at once.", MaxAssignments)}
	}
	var text strings.Builder
	var args []any
	day := `a`
	text.WriteString(selectAssignments)
	where := func(condition string, values ...any) {
		if len(args) == 0 {
			text.WriteString(` WHERE `)
		} else {
			text.WriteString(` AND `)
		}
		text.WriteString(condition)
		args = append(args, values...)
	}
	if q.Who != "" {
		day = `p`
		text.WriteString(`JOIN assignment_people p ON p.assignment = a.id`)
		where(`p.login = ?`, q.Who)
	}
	where(day+`.day_at >= ?`, q.From.UnixMilli())
	where(day+`.day_at < ?`, orElse(q.To, lastMoment))
	if q.Section != "" { // a part's name begins with its section's and a slash, behind which comes a 0
		where(`(a.section = ? OR a.section >= ? AND a.section < ?)`, string(q.Section), string(q.Section)+"/", string(q.Section)+"0")
	}
	if !q.Dropped {
		where(`a.dropped IS NULL`)
	}
	if q.Open {
		where(`a.dropped IS NULL AND a.finished IS NULL AND (s.published IS NULL OR s.published > ?)`, now.UnixMilli())
	}
	text.WriteString(` ORDER BY ` + day + `.day_at, a.id LIMIT ?`)
	found, err := list(ctx, s, scanAssignment, text.String(), append(args, q.Limit)...)
	if err != nil {
		return nil, fmt.Errorf("reading the lineup: %w", err)
	}
	return found, nil
}

// AssignmentsOf are those that became a story.
func (s *Store) AssignmentsOf(ctx context.Context, story ilbo.StoryID) ([]ilbo.Assignment, error) {
	found, err := list(ctx, s, scanAssignment, selectAssignments+`WHERE a.story = ? ORDER BY a.id`, int64(story))
	if err != nil {
		return nil, fmt.Errorf("reading the assignments of story %d: %w", story, err)
	}
	return found, nil
}

// EachAssignment lists assignments whose numbers are above after, in their order,
// at most limit of them.
func (s *Store) EachAssignment(ctx context.Context, after ilbo.AssignmentID, limit int) ([]ilbo.Assignment, error) {
	found, err := list(ctx, s, scanAssignment, selectAssignments+`WHERE a.id > ? ORDER BY a.id LIMIT ?`, int64(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading assignments behind %d: %w", after, err)
	}
	return found, nil
}

// PutAssignment stores a new assignment, and sets its number, or changes one whose
// Revision is the one that is stored; otherwise somebody else was first, which is
// a Conflict. The revision is counted on.
func (s *Store) PutAssignment(ctx context.Context, a *ilbo.Assignment) error {
	if a.ID == 0 {
		a.Revision = 1
		return s.RestoreAssignment(ctx, a)
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		values, err := assignmentValues(a)
		if err != nil {
			return err
		}
		done, err := t.exec(ctx, `UPDATE assignments SET day_at = ?, section = ?, language = ?, title = ?, about = ?, who = ?, picture = ?, due = ?, planned = ?,
		length = ?, story = ?, made_by = ?, made = ?, accepted = ?, finished = ?, dropped = ?, revision = ? WHERE id = ? AND revision = ?`,
			append(values, a.Revision+1, int64(a.ID), a.Revision)...)
		if err != nil {
			return fmt.Errorf("storing assignment %d: %w", a.ID, err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, conflict("Somebody else has changed the assignment meanwhile: look at it again."))
		}
		a.Revision++
		return t.putPeople(ctx, a)
	})
}

// RestoreAssignment stores an assignment that is not there: with the number that
// it had in another paper, or, where it has none, with the next.
func (s *Store) RestoreAssignment(ctx context.Context, a *ilbo.Assignment) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		values, err := assignmentValues(a)
		if err != nil {
			return err
		}
		err = t.first(ctx, []any{&a.ID}, `INSERT INTO assignments (day_at, section, language, title, about, who, picture, due, planned, length, story, made_by, made, accepted, finished, dropped, revision, id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`, append(values, a.Revision, nullID(a.ID))...)
		if err != nil {
			return fmt.Errorf("storing an assignment: %w", err)
		}
		return t.putPeople(ctx, a)
	})
}

func assignmentValues(a *ilbo.Assignment) ([]any, error) {
	who, err := encode(a.Who)
	return []any{a.Day().UnixMilli(), string(a.Section), string(a.Language), a.Title, a.About, who, string(a.Picture), a.Due.UnixMilli(), millis(a.Planned),
		a.Length, nullID(a.Story), a.By, a.Made.UnixMilli(), millis(a.Accepted), millis(a.Finished), millis(a.Dropped)}, err
}

// putPeople keeps whose an assignment is.
func (t *transaction) putPeople(ctx context.Context, a *ilbo.Assignment) error {
	if _, err := t.exec(ctx, `DELETE FROM assignment_people WHERE assignment = ?`, int64(a.ID)); err != nil {
		return err
	}
	people := a.Who
	if a.Of(a.By) && !slices.Contains(people, a.By) {
		people = append(slices.Clone(people), a.By)
	}
	for i, login := range people {
		if slices.Contains(people[:i], login) {
			continue
		}
		if _, err := t.exec(ctx, `INSERT INTO assignment_people (login, day_at, assignment) VALUES (?, ?, ?)`, login, a.Day().UnixMilli(), int64(a.ID)); err != nil {
			return fmt.Errorf("storing whose assignment %d is: %w", a.ID, err)
		}
	}
	return nil
}

func nullID[T ~int64](id T) any {
	if id == 0 {
		return nil
	}
	return int64(id)
}
