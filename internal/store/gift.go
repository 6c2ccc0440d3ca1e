package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

const selectGifts = `SELECT id, story, reader, made, until_time, opened FROM gifts `

func scanGift(row scanner) (g ilbo.Gift, err error) {
	var made, until int64
	err = row.Scan(&g.ID, &g.Story, &g.By, &made, &until, &g.Opened)
	g.Made, g.Until = time.UnixMilli(made).UTC(), time.UnixMilli(until).UTC()
	return g, err
}

// PutGift keeps a gift and gives it its number, unless its reader has given that
// story in one that is not over when it is made: then it gives that. Who has given
// as many as most that are not over is refused with Busy.
func (s *Store) PutGift(ctx context.Context, g ilbo.Gift, most int) (ilbo.Gift, error) {
	err := s.change(ctx, func(ctx context.Context, t *transaction) error {
		var made, until int64
		given := g
		err := t.first(ctx, []any{&given.ID, &made, &until, &given.Opened}, `SELECT id, made, until_time, opened FROM gifts WHERE reader = ? AND story = ? AND until_time > ? ORDER BY id DESC LIMIT 1`,
			int64(g.By), int64(g.Story), g.Made.UnixMilli())
		if err == nil {
			given.Made, given.Until = time.UnixMilli(made).UTC(), time.UnixMilli(until).UTC()
			g = given
			return nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		var n int
		if err := t.first(ctx, []any{&n}, `SELECT count(*) FROM gifts WHERE reader = ? AND until_time > ?`, int64(g.By), g.Made.UnixMilli()); err != nil {
			return err
		}
		if n >= most {
			return &ilbo.Error{Kind: ilbo.Busy, Say: fmt.Sprintf("You have given %d stories that can still be read. Give another when one of them is over.", n)}
		}
		return t.first(ctx, []any{&g.ID}, `INSERT INTO gifts (reader, story, made, until_time) VALUES (?, ?, ?, ?) RETURNING id`,
			int64(g.By), int64(g.Story), g.Made.UnixMilli(), g.Until.UnixMilli())
	})
	if err != nil {
		return ilbo.Gift{}, fmt.Errorf("storing a gift of reader %d: %w", g.By, err)
	}
	return g, nil
}

// OpenGift counts a browser that a gift is opened in. One that was opened as often
// as most, or that is not there, is Gone.
func (s *Store) OpenGift(ctx context.Context, id ilbo.GiftID, most int) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.exec(ctx, `UPDATE gifts SET opened = opened + 1 WHERE id = ? AND opened < ?`, int64(id), most)
		if err != nil {
			return fmt.Errorf("opening gift %d: %w", id, err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, &ilbo.Error{Kind: ilbo.Gone, Say: "This link was opened as often as it may be."})
		}
		return nil
	})
}

// DropGifts forgets the gifts of a reader. Whoever opened one reads on until it ends.
func (s *Store) DropGifts(ctx context.Context, reader ilbo.ReaderID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM gifts WHERE reader = ?`, int64(reader)); err != nil {
			return fmt.Errorf("forgetting the gifts of reader %d: %w", reader, err)
		}
		return nil
	})
}

// Gifts are those of a reader, the newest first.
func (s *Store) Gifts(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.Gift, error) {
	found, err := list(ctx, s, scanGift, selectGifts+`WHERE reader = ? ORDER BY id DESC`, int64(reader))
	if err != nil {
		return nil, fmt.Errorf("reading the gifts of reader %d: %w", reader, err)
	}
	return found, nil
}
