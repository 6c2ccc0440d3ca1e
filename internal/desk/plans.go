package desk

import (
	"context"
	"errors"
	"strings"
	"time"

	"ilbo.press"
)

// Plans are where what is planned is kept, and what is said about stories.
type Plans interface {
	Assignment(ctx context.Context, id ilbo.AssignmentID) (*ilbo.Assignment, error)
	// PutAssignment stores a new assignment, and sets its ID, or changes one. One
	// that somebody else has changed since its Revision is a Conflict.
	PutAssignment(ctx context.Context, a *ilbo.Assignment) error
	Note(ctx context.Context, id ilbo.NoteID) (*ilbo.Note, error)
	Notes(ctx context.Context, story ilbo.StoryID) ([]ilbo.Note, error)
	CountNotes(ctx context.Context, story ilbo.StoryID) (int, error)
	// PutNote stores a new note, and sets its ID.
	PutNote(ctx context.Context, n *ilbo.Note) error
	// ResolveNote keeps when and by whom a note was settled; a zero moment opens
	// it again.
	ResolveNote(ctx context.Context, id ilbo.NoteID, by string, at time.Time) error
	PutNotification(ctx context.Context, n *ilbo.Notification) error
	// MarkRead keeps that somebody has read one of theirs, or, where id is 0, all
	// up to a number.
	MarkRead(ctx context.Context, login string, id, upTo int64, at time.Time) error
	// DropNotifications forgets those of before a moment.
	DropNotifications(ctx context.Context, before time.Time) error
	AllStaff(ctx context.Context) ([]ilbo.Staff, error)
	// Announce tells the newsroom's open pages of a change, with its commit.
	Announce(ctx context.Context, g ilbo.Signal) error
}

// people are all who are in the newsroom, by login.
func (d *Desk) people(ctx context.Context) (map[string]ilbo.Staff, error) {
	all, err := d.store.AllStaff(ctx)
	if err != nil {
		return nil, err
	}
	here := map[string]ilbo.Staff{}
	for _, s := range all {
		if s.Left.IsZero() {
			here[s.Login] = s
		}
	}
	return here, nil
}

// doneIsFine takes a change for made that had nothing to do.
func doneIsFine(err error) error {
	if errors.Is(err, errDone) {
		return nil
	}
	return err
}

// firstLine is how a text is told in a line.
func firstLine(text string) string {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	if r := []rune(ilbo.Clean(text)); len(r) > maxTold {
		return string(r[:maxTold]) + "…"
	}
	return ilbo.Clean(text)
}

// maxTold is how much of a text a notification holds, in characters.
const maxTold = 140
