package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"ilbo.press"
)

const selectNotes = `SELECT id, story, reply_to, block, quote, said, who, at, resolved, resolved_by, mentions FROM notes `

func scanNote(row scanner) (n ilbo.Note, err error) {
	var reply, resolved sql.NullInt64
	var at int64
	var mentions string
	if err := row.Scan(&n.ID, &n.Story, &reply, &n.Block, &n.Quote, &n.Text, &n.By, &at, &resolved, &n.ResolvedBy, &mentions); err != nil {
		return n, err
	}
	n.ReplyTo, n.At, n.Resolved = ilbo.NoteID(reply.Int64), time.UnixMilli(at).UTC(), moment(resolved)
	return n, decode(mentions, &n.Mentions)
}

// Note finds a note.
func (s *Store) Note(ctx context.Context, id ilbo.NoteID) (*ilbo.Note, error) {
	n, err := one(ctx, s, scanNote, selectNotes+`WHERE id = ?`, int64(id))
	if err != nil {
		return nil, missing(err, "note %d", id)
	}
	return &n, nil
}

// Notes are all on a story, in the order in which they were written.
func (s *Store) Notes(ctx context.Context, story ilbo.StoryID) ([]ilbo.Note, error) {
	found, err := list(ctx, s, scanNote, selectNotes+`WHERE story = ? ORDER BY id`, int64(story))
	if err != nil {
		return nil, fmt.Errorf("reading the notes on story %d: %w", story, err)
	}
	return found, nil
}

// CountNotes tells how many notes a story has.
func (s *Store) CountNotes(ctx context.Context, story ilbo.StoryID) (int, error) {
	return one(ctx, s, value[int], `SELECT count(*) FROM notes WHERE story = ?`, int64(story))
}

// EachNote lists notes whose numbers are above after, in their order, at most
// limit of them.
func (s *Store) EachNote(ctx context.Context, after ilbo.NoteID, limit int) ([]ilbo.Note, error) {
	found, err := list(ctx, s, scanNote, selectNotes+`WHERE id > ? ORDER BY id LIMIT ?`, int64(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading notes behind %d: %w", after, err)
	}
	return found, nil
}

// PutNote stores a note that is not there, with the number that it had in another
// paper, or, where it has none, with the next, which it is given.
func (s *Store) PutNote(ctx context.Context, n *ilbo.Note) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		mentions, err := encode(n.Mentions)
		if err != nil {
			return err
		}
		err = t.first(ctx, []any{&n.ID}, `INSERT INTO notes (id, story, reply_to, block, quote, said, who, at, resolved, resolved_by, mentions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			nullID(n.ID), int64(n.Story), nullID(n.ReplyTo), n.Block, n.Quote, n.Text, n.By, n.At.UnixMilli(), millis(n.Resolved), n.ResolvedBy, mentions)
		if err != nil {
			return fmt.Errorf("storing a note on story %d: %w", n.Story, err)
		}
		return nil
	})
}

// ResolveNote keeps when and by whom a note was settled; a zero moment and nobody
// open it again. What was said stays.
func (s *Store) ResolveNote(ctx context.Context, id ilbo.NoteID, by string, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `UPDATE notes SET resolved = ?, resolved_by = ? WHERE id = ?`, millis(at), by, int64(id))
		return err
	})
}
