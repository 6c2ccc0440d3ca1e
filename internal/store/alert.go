package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"ilbo.press"
)

const alertColumns = `id, language, text, story, sections, urgency, who, at, goes, begun, spread, ended, unsent, taken, taken_by`

func scanAlert(row scanner) (a ilbo.Alert, err error) {
	var sections string
	var at, goes, begun, spread, ended, taken sql.NullInt64
	if err := row.Scan(&a.ID, &a.Language, &a.Text, &a.Story, &sections, &a.Urgency, &a.By, &at, &goes, &begun, &spread, &ended, &a.Unsent, &taken, &a.TakenBy); err != nil {
		return a, err
	}
	a.At, a.Goes, a.Begun, a.Spread, a.Ended, a.Taken = moment(at), moment(goes), moment(begun), moment(spread), moment(ended), moment(taken)
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

// PutAlert keeps an alert and gives its number, the next one where it has none.
// See [Store.SendAlert] for who sends it.
func (s *Store) PutAlert(ctx context.Context, a ilbo.Alert) (id int64, err error) {
	sections, err := encode(a.Sections)
	if err != nil {
		return 0, err
	}
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		err := t.first(ctx, []any{&id}, `INSERT INTO alerts (`+alertColumns+`)
		VALUES (`+numberOr(`alerts`)+`, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			a.ID, a.ID, string(a.Language), a.Text, int64(a.Story), sections, int(a.Urgency), a.By, millis(a.At), millis(a.Goes), millis(a.Begun), millis(a.Spread), millis(a.Ended), string(a.Unsent), millis(a.Taken), a.TakenBy)
		if err != nil {
			return fmt.Errorf("storing an alert: %w", err)
		}
		return nil
	})
	return id, err
}

// TakeBackAlert has nobody else get an alert: those who were to get it later do
// not. One that nobody is to get any more is a Conflict.
func (s *Store) TakeBackAlert(ctx context.Context, id int64, by string, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.once(ctx, `UPDATE alerts SET taken = ?, taken_by = ? WHERE id = ? AND taken IS NULL AND ended IS NULL`, millis(at), by, id)
		if err != nil {
			return fmt.Errorf("taking alert %d back: %w", id, err)
		}
		if !done {
			return conflict("That alert is not in the queue any more.")
		}
		return t.skipLater(ctx, id)
	})
}

// skipLater has those get no alert who were to get it later.
func (t *transaction) skipLater(ctx context.Context, id int64) error {
	if _, err := t.exec(ctx, `UPDATE alert_deliveries SET state = 'skipped', again = NULL WHERE alert = ? AND state = 'later'`, id); err != nil {
		return fmt.Errorf("ending alert %d: %w", id, err)
	}
	return nil
}

// AlertsSince are those of a language that were queued after a moment, but for
// those that were taken back before anything of them went. No other alert is
// queued until the transaction of ctx ends: what is counted stays so.
func (s *Store) AlertsSince(ctx context.Context, l ilbo.Language, since time.Time) (some []ilbo.Alert, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		var one int
		if err := t.first(ctx, []any{&one}, `SELECT one FROM alert_turn WHERE one = 1`+s.dialect.lock()); err != nil {
			return err
		}
		some, err = list(ctx, s, scanAlert, `SELECT `+alertColumns+` FROM alerts WHERE language = ? AND at > ? AND (taken IS NULL OR begun IS NOT NULL) ORDER BY id`, string(l), since.UnixMilli())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading alerts: %w", err)
	}
	return some, nil
}

// BeginAlert keeps that an alert begins to go, unless it has begun before. One
// that was taken back, or ended, is a Conflict.
func (s *Store) BeginAlert(ctx context.Context, id int64, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.once(ctx, `UPDATE alerts SET begun = COALESCE(begun, ?) WHERE id = ? AND taken IS NULL AND ended IS NULL`, at.UnixMilli(), id)
		if err != nil {
			return fmt.Errorf("beginning alert %d: %w", id, err)
		}
		if !done {
			return conflict("That alert is not in the queue any more.")
		}
		return nil
	})
}

// SpreadAlert keeps that all were claimed who were to get an alert. It may be done
// twice.
func (s *Store) SpreadAlert(ctx context.Context, id int64, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `UPDATE alerts SET spread = COALESCE(spread, ?) WHERE id = ?`, at.UnixMilli(), id); err != nil {
			return fmt.Errorf("spreading alert %d: %w", id, err)
		}
		return nil
	})
}

// EndAlert has nobody else get an alert, and keeps why. Those who were to get it
// later do not. It may be done twice.
func (s *Store) EndAlert(ctx context.Context, id int64, why ilbo.Unsent, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `UPDATE alerts SET ended = ?, unsent = ? WHERE id = ? AND ended IS NULL`, at.UnixMilli(), string(why), id); err != nil {
			return fmt.Errorf("ending alert %d: %w", id, err)
		}
		return t.skipLater(ctx, id)
	})
}
