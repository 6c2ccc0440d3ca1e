package store

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

// StaffByID finds somebody of the newsroom by their number.
func (s *Store) StaffByID(ctx context.Context, id int64) (ilbo.Staff, error) {
	p, err := one(ctx, s, scanStaff, selectStaff+`WHERE s.id = ?`, id)
	if err != nil {
		return ilbo.Staff{}, missing(err, "member of staff %d", id)
	}
	return p, nil
}

// PutSession begins a session.
func (s *Store) PutSession(ctx context.Context, v ilbo.Session) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO sessions (token, staff, began, seen, agent, address, way) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			v.Token[:], v.Staff, v.Began.UnixMilli(), v.Seen.UnixMilli(), short(v.Agent, maxDetail), short(v.Address, maxAudited), v.By)
		if err != nil {
			return fmt.Errorf("storing a session: %w", err)
		}
		return nil
	})
}

const sessionColumns = `v.token, v.staff, v.began, v.seen, v.agent, v.address, v.way`

func sessionFields(v *ilbo.Session, token *[]byte, began, seen *int64) []any {
	return []any{token, &v.Staff, began, seen, &v.Agent, &v.Address, &v.By}
}

func scanSession(row scanner) (v ilbo.Session, err error) {
	var token []byte
	var began, seen int64
	err = row.Scan(sessionFields(&v, &token, &began, &seen)...)
	copy(v.Token[:], token)
	v.Began, v.Seen = time.UnixMilli(began).UTC(), time.UnixMilli(seen).UTC()
	return v, err
}

// Session finds a session by its token, with whose it is.
func (s *Store) Session(ctx context.Context, token ilbo.TokenDigest) (ilbo.Session, ilbo.Staff, error) {
	type signedIn struct {
		session ilbo.Session
		staff   ilbo.Staff
	}
	found, err := one(ctx, s, func(row scanner) (f signedIn, err error) {
		var digest []byte
		var began, seen int64
		err = scanStaffAnd(row, &f.staff, sessionFields(&f.session, &digest, &began, &seen)...)
		copy(f.session.Token[:], digest)
		f.session.Began, f.session.Seen = time.UnixMilli(began).UTC(), time.UnixMilli(seen).UTC()
		return f, err
	}, `SELECT `+staffColumns+`, `+sessionColumns+` FROM sessions v JOIN staff s ON s.id = v.staff WHERE v.token = ?`, token[:])
	if err != nil {
		return ilbo.Session{}, ilbo.Staff{}, missing(err, "session of that token")
	}
	return found.session, found.staff, nil
}

// Sessions are all sessions of somebody, the one seen last first.
func (s *Store) Sessions(ctx context.Context, staff int64) ([]ilbo.Session, error) {
	found, err := list(ctx, s, scanSession, `SELECT `+sessionColumns+` FROM sessions v WHERE v.staff = ? ORDER BY v.seen DESC, v.token`, staff)
	if err != nil {
		return nil, fmt.Errorf("reading the sessions of member of staff %d: %w", staff, err)
	}
	return found, nil
}

// SeeSession notes where and when a session was last seen. One that has ended is
// no error.
func (s *Store) SeeSession(ctx context.Context, token ilbo.TokenDigest, at time.Time, address string) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `UPDATE sessions SET seen = ?, address = ? WHERE token = ?`, at.UnixMilli(), short(address, maxAudited), token[:])
		return err
	})
}

// EndSession ends a session. One that has ended is no error.
func (s *Store) EndSession(ctx context.Context, token ilbo.TokenDigest) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM sessions WHERE token = ?`, token[:])
		return err
	})
}

// EndSessions ends all sessions of somebody but one, which may be zero.
func (s *Store) EndSessions(ctx context.Context, staff int64, but ilbo.TokenDigest) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM sessions WHERE staff = ? AND token <> ?`, staff, but[:])
		return err
	})
}

// DropSessions ends the sessions that began before a moment or were last seen
// before another, and the passes and challenges that are over by now.
func (s *Store) DropSessions(ctx context.Context, began, seen, now time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM sessions WHERE began < ? OR seen < ?`, began.UnixMilli(), seen.UnixMilli()); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM challenges WHERE until_time <= ?`, now.UnixMilli()); err != nil {
			return err
		}
		_, err := t.exec(ctx, `DELETE FROM passes WHERE until_time <= ?`, now.UnixMilli())
		return err
	})
}
