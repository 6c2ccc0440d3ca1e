package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"ilbo.press"
)

const selectNotifications = `SELECT id, login, what, story, assignment, note, who, at, said, read_at FROM notifications `

func scanNotification(row scanner) (n ilbo.Notification, err error) {
	var at int64
	var read sql.NullInt64
	err = row.Scan(&n.ID, &n.For, &n.What, &n.Story, &n.Assignment, &n.Note, &n.By, &at, &n.Text, &read)
	n.At, n.Read = time.UnixMilli(at).UTC(), moment(read)
	return n, err
}

// MaxNotifications is the most that are given at once.
const MaxNotifications = 500

// Notifications are what somebody was told, the newest first.
func (s *Store) Notifications(ctx context.Context, q ilbo.NotificationQuery) ([]ilbo.Notification, error) {
	if q.Limit < 1 || q.Limit > MaxNotifications {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("1 to %d notifications are given at once.", MaxNotifications)}
	}
	before := q.Before
	if before <= 0 {
		before = lastMoment
	}
	text := selectNotifications + `WHERE login = ? AND id < ? AND read_at IS NOT NULL ORDER BY id DESC LIMIT ?`
	if q.Unread {
		text = selectNotifications + `WHERE login = ? AND id < ? AND read_at IS NULL ORDER BY id DESC LIMIT ?`
	}
	found, err := list(ctx, s, scanNotification, text, q.For, before, q.Limit)
	if err != nil {
		return nil, fmt.Errorf("reading what %s was told: %w", q.For, err)
	}
	return found, nil
}

// Unread counts what somebody was told and has not read, most at most.
func (s *Store) Unread(ctx context.Context, login string, most int) (int, error) {
	n, err := one(ctx, s, value[int], `SELECT count(*) FROM (SELECT id FROM notifications WHERE login = ? AND read_at IS NULL LIMIT ?) few`, login, most)
	if err != nil {
		return 0, fmt.Errorf("counting what %s was told: %w", login, err)
	}
	return n, nil
}

// PutNotification stores a new notification, and sets its number.
func (s *Store) PutNotification(ctx context.Context, n *ilbo.Notification) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		err := t.first(ctx, []any{&n.ID}, `INSERT INTO notifications (login, what, story, assignment, note, who, at, said, read_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			n.For, string(n.What), int64(n.Story), int64(n.Assignment), int64(n.Note), n.By, n.At.UnixMilli(), n.Text, millis(n.Read))
		if err != nil {
			return fmt.Errorf("telling %s: %w", n.For, err)
		}
		return nil
	})
}

// MarkRead keeps that somebody has read one of theirs, or, where id is 0, all up
// to a number. What was read before stays as it was.
func (s *Store) MarkRead(ctx context.Context, login string, id, upTo int64, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		text, which := `UPDATE notifications SET read_at = ? WHERE login = ? AND read_at IS NULL AND id = ?`, id
		if id == 0 {
			text, which = `UPDATE notifications SET read_at = ? WHERE login = ? AND read_at IS NULL AND id <= ?`, upTo
		}
		_, err := t.exec(ctx, text, at.UnixMilli(), login, which)
		return err
	})
}

// DropNotifications forgets those of before a moment.
func (s *Store) DropNotifications(ctx context.Context, before time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM notifications WHERE at < ?`, before.UnixMilli())
		return err
	})
}
