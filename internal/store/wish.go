package store

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

func scanWish(row scanner) (w ilbo.Wish, err error) {
	var dropped int
	var at int64
	if err := row.Scan(&w.Story, &w.Page, &w.Columns, &w.Headline, &dropped, &w.By, &at); err != nil {
		return w, err
	}
	w.Drop, w.At = dropped != 0, time.UnixMilli(at).UTC()
	return w, nil
}

// Wishes are what the desk wants of stories in a day's edition in a language, by
// their numbers.
func (s *Store) Wishes(ctx context.Context, l ilbo.Language, day time.Time) ([]ilbo.Wish, error) {
	name := day.Format(time.DateOnly)
	all, err := list(ctx, s, scanWish, `SELECT story, page, columns, headline, dropped, who, at FROM wishes WHERE language = ? AND day = ? ORDER BY story`, string(l), name)
	if err != nil {
		return nil, fmt.Errorf("reading the wishes for %s: %w", name, err)
	}
	return all, nil
}

// PutWish keeps what the desk wants of a story in a day's edition, in the place of
// what it wanted before. An empty wish is none.
func (s *Store) PutWish(ctx context.Context, l ilbo.Language, day time.Time, w *ilbo.Wish) error {
	name := day.Format(time.DateOnly)
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM wishes WHERE language = ? AND day = ? AND story = ?`, string(l), name, int64(w.Story)); err != nil {
			return fmt.Errorf("keeping a wish for %s: %w", name, err)
		}
		if w.Empty() {
			return nil
		}
		dropped := 0
		if w.Drop {
			dropped = 1
		}
		if _, err := t.exec(ctx, `INSERT INTO wishes (language, day, story, page, columns, headline, dropped, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			string(l), name, int64(w.Story), int(w.Page), w.Columns, w.Headline, dropped, w.By, w.At.UnixMilli()); err != nil {
			return fmt.Errorf("keeping a wish for %s: %w", name, err)
		}
		return nil
	})
}
