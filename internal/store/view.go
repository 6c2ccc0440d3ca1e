package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"database/sql"

	"ilbo.press"
)

const selectViews = `SELECT staff, name, filters FROM views `

func scanView(row scanner) (v ilbo.View, err error) {
	err = row.Scan(&v.Staff, &v.Name, &v.Filters)
	return v, err
}

// Views are those that somebody keeps, by name.
func (s *Store) Views(ctx context.Context, staff int64) ([]ilbo.View, error) {
	found, err := list(ctx, s, scanView, selectViews+`WHERE staff = ? ORDER BY name`, staff)
	if err != nil {
		return nil, fmt.Errorf("reading views: %w", err)
	}
	return found, nil
}

// AllViews are those of everybody, by person and name.
func (s *Store) AllViews(ctx context.Context) ([]ilbo.View, error) {
	found, err := list(ctx, s, scanView, selectViews+`ORDER BY staff, name`)
	if err != nil {
		return nil, fmt.Errorf("reading views: %w", err)
	}
	return found, nil
}

// PutView keeps a view, in the place of one that its owner calls the same.
func (s *Store) PutView(ctx context.Context, v ilbo.View) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO views (staff, name, filters) VALUES (?, ?, ?) ON CONFLICT (staff, name) DO UPDATE SET filters = excluded.filters`,
			v.Staff, v.Name, v.Filters)
		if err != nil {
			return fmt.Errorf("keeping a view: %w", err)
		}
		return nil
	})
}

// DropView takes a view away; one that is not there is no error.
func (s *Store) DropView(ctx context.Context, staff int64, name string) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM views WHERE staff = ? AND name = ?`, staff, name)
		return err
	})
}

// Arrive notes that somebody is at their desk, and gives when they last left it:
// who has been away for longer than a while has left. Zero is never before.
func (s *Store) Arrive(ctx context.Context, staff int64, now time.Time, while time.Duration) (left time.Time, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		var here, prior int64
		err := t.first(ctx, []any{&here, &prior}, `SELECT here, prior FROM desk_visits WHERE staff = ?`, staff)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if now.UnixMilli()-here > while.Milliseconds() {
			prior = here
		}
		if prior != 0 {
			left = time.UnixMilli(prior).UTC()
		}
		_, err = t.exec(ctx, `INSERT INTO desk_visits (staff, here, prior) VALUES (?, ?, ?) ON CONFLICT (staff) DO UPDATE SET here = excluded.here, prior = excluded.prior`,
			staff, now.UnixMilli(), prior)
		return err
	})
	if err != nil {
		return left, fmt.Errorf("noting who is at their desk: %w", err)
	}
	return left, nil
}
