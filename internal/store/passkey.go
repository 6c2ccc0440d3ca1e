package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

const selectPasskeys = `SELECT id, staff, name, record, added, used FROM passkeys `

func scanPasskey(row scanner) (k ilbo.Passkey, err error) {
	var added, used sql.NullInt64
	var record string
	err = row.Scan(&k.ID, &k.Staff, &k.Name, &record, &added, &used)
	k.Record, k.Added, k.Used = []byte(record), moment(added), moment(used)
	return k, err
}

// Passkeys are those of somebody, the first one added first.
func (s *Store) Passkeys(ctx context.Context, staff int64) ([]ilbo.Passkey, error) {
	found, err := list(ctx, s, scanPasskey, selectPasskeys+`WHERE staff = ? ORDER BY added, id`, staff)
	if err != nil {
		return nil, fmt.Errorf("reading the passkeys of member of staff %d: %w", staff, err)
	}
	return found, nil
}

// AllPasskeys are those of everybody.
func (s *Store) AllPasskeys(ctx context.Context) ([]ilbo.Passkey, error) {
	found, err := list(ctx, s, scanPasskey, selectPasskeys+`ORDER BY staff, added, id`)
	if err != nil {
		return nil, fmt.Errorf("reading the passkeys: %w", err)
	}
	return found, nil
}

// Passkey finds one by the id of its credential.
func (s *Store) Passkey(ctx context.Context, id []byte) (ilbo.Passkey, error) {
	k, err := one(ctx, s, scanPasskey, selectPasskeys+`WHERE id = ?`, id)
	if err != nil {
		return k, missing(err, "passkey of that id")
	}
	return k, nil
}

// PutPasskey adds a passkey, or changes what is kept of one. One that is
// somebody else's is a Conflict.
func (s *Store) PutPasskey(ctx context.Context, k ilbo.Passkey) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.exec(ctx, `INSERT INTO passkeys (id, staff, name, record, added, used) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, record = excluded.record, used = excluded.used WHERE passkeys.staff = excluded.staff`,
			k.ID, k.Staff, k.Name, string(k.Record), millis(k.Added), millis(k.Used))
		if err != nil {
			return fmt.Errorf("storing a passkey: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, conflict("That passkey is somebody else's."))
		}
		return nil
	})
}

// DropPasskey takes a passkey of somebody away. One that is not there is no
// error.
func (s *Store) DropPasskey(ctx context.Context, staff int64, id []byte) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM passkeys WHERE staff = ? AND id = ?`, staff, id)
		return err
	})
}

const selectPasses = `SELECT token, login, name, role, sections, given_by, until_time FROM passes `

func scanPass(row scanner) (p ilbo.Pass, err error) {
	var token []byte
	var sections string
	var until int64
	if err = row.Scan(&token, &p.Login, &p.Name, &p.Role, &sections, &p.By, &until); err != nil {
		return p, err
	}
	copy(p.Token[:], token)
	p.Until = time.UnixMilli(until).UTC()
	return p, decode(sections, &p.Sections)
}

// PutPass stores a pass, in the place of all others of its login.
func (s *Store) PutPass(ctx context.Context, p ilbo.Pass) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		sections, err := encode(p.Sections)
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM passes WHERE login = ?`, p.Login); err != nil {
			return err
		}
		_, err = t.exec(ctx, `INSERT INTO passes (token, login, name, role, sections, given_by, until_time) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			p.Token[:], p.Login, p.Name, string(p.Role), sections, p.By, p.Until.UnixMilli())
		if err != nil {
			return fmt.Errorf("storing a pass: %w", err)
		}
		return nil
	})
}

// Pass finds a pass by its token, whether it is over or not.
func (s *Store) Pass(ctx context.Context, token ilbo.TokenDigest) (ilbo.Pass, error) {
	p, err := one(ctx, s, scanPass, selectPasses+`WHERE token = ?`, token[:])
	if err != nil {
		return p, missing(err, "pass of that token")
	}
	return p, nil
}

// Passes are all that were given and not used, by login.
func (s *Store) Passes(ctx context.Context) ([]ilbo.Pass, error) {
	found, err := list(ctx, s, scanPass, selectPasses+`ORDER BY login`)
	if err != nil {
		return nil, fmt.Errorf("reading the passes: %w", err)
	}
	return found, nil
}

// UsePass takes a pass away; one that is not there, because it was used, is
// NotFound.
func (s *Store) UsePass(ctx context.Context, token ilbo.TokenDigest) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.exec(ctx, `DELETE FROM passes WHERE token = ?`, token[:])
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, &ilbo.Error{Kind: ilbo.NotFound, Say: "This link was used already."})
		}
		return nil
	})
}

// PutChallenge keeps what a browser was asked, as long as it may answer.
func (s *Store) PutChallenge(ctx context.Context, token ilbo.TokenDigest, data string, until time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO challenges (token, data, until_time) VALUES (?, ?, ?)`, token[:], data, until.UnixMilli())
		return err
	})
}

// TakeChallenge gives what a browser was asked, once, and forgets those that are
// over. One that is over, or was given, is NotFound.
func (s *Store) TakeChallenge(ctx context.Context, token ilbo.TokenDigest, now time.Time) (data string, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM challenges WHERE until_time <= ?`, now.UnixMilli()); err != nil {
			return err
		}
		return t.first(ctx, []any{&data}, `DELETE FROM challenges WHERE token = ? RETURNING data`, token[:])
	})
	if err != nil {
		return "", missing(err, "question that this answers")
	}
	return data, nil
}
