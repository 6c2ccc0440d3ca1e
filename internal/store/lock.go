package store

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

// KeepStory keeps others from changing a story, and the newsroom's side of it,
// until the transaction ends. A story that is not there is NotFound.
func (s *Store) KeepStory(ctx context.Context, id ilbo.StoryID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var found int64
		if err := t.first(ctx, []any{&found}, `SELECT id FROM stories WHERE id = ?`+s.dialect.lock(), int64(id)); err != nil {
			return missing(err, "story %d", id)
		}
		return nil
	})
}

const selectLocks = `SELECT story, who, tab, since, until_time, given_to FROM locks `

func scanLock(row scanner) (l ilbo.Lock, err error) {
	var since, until int64
	err = row.Scan(&l.Story, &l.By, &l.Tab, &since, &until, &l.For)
	l.Since, l.Until = time.UnixMilli(since).UTC(), time.UnixMilli(until).UTC()
	return l, err
}

// Lock is who may write in a story, or was the last who might.
func (s *Store) Lock(ctx context.Context, id ilbo.StoryID) (ilbo.Lock, error) {
	l, err := one(ctx, s, scanLock, selectLocks+`WHERE story = ?`, int64(id))
	if err != nil {
		return l, missing(err, "lock on story %d", id)
	}
	return l, nil
}

// PutLock stores who may write in a story.
func (s *Store) PutLock(ctx context.Context, l ilbo.Lock) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO locks (story, who, tab, since, until_time, given_to) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (story) DO UPDATE SET who = excluded.who, tab = excluded.tab, since = excluded.since, until_time = excluded.until_time, given_to = excluded.given_to`,
			int64(l.Story), l.By, l.Tab, l.Since.UnixMilli(), l.Until.UnixMilli(), l.For)
		if err != nil {
			return fmt.Errorf("storing the lock on story %d: %w", l.Story, err)
		}
		return nil
	})
}

// Presences are who had a story open since a moment, by name.
func (s *Store) Presences(ctx context.Context, id ilbo.StoryID, since time.Time) ([]ilbo.Presence, error) {
	found, err := list(ctx, s, func(row scanner) (p ilbo.Presence, err error) {
		var seen int64
		err = row.Scan(&p.Story, &p.By, &p.Tab, &seen)
		p.Seen = time.UnixMilli(seen).UTC()
		return p, err
	}, `SELECT story, who, tab, seen FROM presences WHERE story = ? AND seen >= ? ORDER BY who, tab`, int64(id), since.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("reading who has story %d open: %w", id, err)
	}
	return found, nil
}

// forgetPresence is how long it is kept that somebody had a story open.
const forgetPresence = 24 * time.Hour

// PutPresence notes that somebody has a story open, and forgets who had it open
// long ago.
func (s *Store) PutPresence(ctx context.Context, p ilbo.Presence) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM presences WHERE story = ? AND seen < ?`, int64(p.Story), p.Seen.Add(-forgetPresence).UnixMilli()); err != nil {
			return err
		}
		_, err := t.exec(ctx, `INSERT INTO presences (story, who, tab, seen) VALUES (?, ?, ?, ?)
		ON CONFLICT (story, who, tab) DO UPDATE SET seen = excluded.seen`, int64(p.Story), p.By, p.Tab, p.Seen.UnixMilli())
		return err
	})
}

// DropPresence notes that somebody closed a story in a window.
func (s *Store) DropPresence(ctx context.Context, p ilbo.Presence) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM presences WHERE story = ? AND who = ? AND tab = ?`, int64(p.Story), p.By, p.Tab)
		return err
	})
}
