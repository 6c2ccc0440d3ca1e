package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"ilbo.press"
)

// Sum gives the sum of the copy that a story was last taken from, empty where
// none was kept.
func (s *Store) Sum(ctx context.Context, id ilbo.StoryID) (string, error) {
	sum, err := one(ctx, s, value[string], `SELECT sum FROM copy_sums WHERE story = ?`, int64(id))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("reading the sum of story %d: %w", id, err)
	}
	return sum, nil
}

// PutSum keeps the sum of the copy that a story was taken from.
func (s *Store) PutSum(ctx context.Context, id ilbo.StoryID, sum string) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `INSERT INTO copy_sums (story, sum) VALUES (?, ?) ON CONFLICT (story) DO UPDATE SET sum = excluded.sum`, int64(id), sum); err != nil {
			return fmt.Errorf("keeping the sum of story %d: %w", id, err)
		}
		return nil
	})
}
