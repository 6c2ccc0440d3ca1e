package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

const alertColumns = `id, language, text, story, sections, who, at, taken, taken_by`

func scanAlert(row scanner) (a ilbo.Alert, err error) {
	var sections string
	var at, taken sql.NullInt64
	if err := row.Scan(&a.ID, &a.Language, &a.Text, &a.Story, &sections, &a.By, &at, &taken, &a.TakenBy); err != nil {
		return a, err
	}
	a.At, a.Taken = moment(at), moment(taken)
	return a, decode(sections, &a.Sections)
}

// Alerts are the last ones that were queued, the last one first.
func (s *Store) Alerts(ctx context.Context, limit int) ([]ilbo.Alert, error) {
	some, err := list(ctx, s, scanAlert, `SELECT `+alertColumns+` FROM alerts ORDER BY id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("reading alerts: %w", err)
	}
	return some, nil
}

// Alert finds one by its number.
func (s *Store) Alert(ctx context.Context, id int64) (ilbo.Alert, error) {
	a, err := one(ctx, s, scanAlert, `SELECT `+alertColumns+` FROM alerts WHERE id = ?`, id)
	if err != nil {
		return a, missing(err, "alert %d", id)
	}
	return a, nil
}

// EachAlert lists alerts with higher numbers, at most limit of them.
func (s *Store) EachAlert(ctx context.Context, after int64, limit int) ([]ilbo.Alert, error) {
	some, err := list(ctx, s, scanAlert, `SELECT `+alertColumns+` FROM alerts WHERE id > ? ORDER BY id LIMIT ?`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("reading alerts: %w", err)
	}
	return some, nil
}

// PutAlert queues an alert and gives its number, the next one where it has none.
func (s *Store) PutAlert(ctx context.Context, a ilbo.Alert) (id int64, err error) {
	sections, err := encode(a.Sections)
	if err != nil {
		return 0, err
	}
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		err := t.first(ctx, []any{&id}, `INSERT INTO alerts (`+alertColumns+`)
		VALUES (`+numberOr(`alerts`)+`, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			a.ID, a.ID, string(a.Language), a.Text, int64(a.Story), sections, a.By, millis(a.At), millis(a.Taken), a.TakenBy)
		if err != nil {
			return fmt.Errorf("queuing an alert: %w", err)
		}
		return nil
	})
	return id, err
}

// TakeBackAlert takes an alert out of the queue; one that is not in it is a
// Conflict.
func (s *Store) TakeBackAlert(ctx context.Context, id int64, by string, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.exec(ctx, `UPDATE alerts SET taken = ?, taken_by = ? WHERE id = ? AND taken IS NULL`, millis(at), by, id)
		if err != nil {
			return fmt.Errorf("taking alert %d back: %w", id, err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, conflict("That alert is not in the queue any more."))
		}
		return nil
	})
}
