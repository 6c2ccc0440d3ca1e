package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"ilbo.press"
)

const selectStaff = `SELECT id, login, name, role, password, added FROM staff `

func scanStaff(row scanner) (p ilbo.Staff, err error) {
	var added sql.NullInt64
	err = row.Scan(&p.ID, &p.Login, &p.Name, &p.Role, &p.Password, &added)
	p.Added = moment(added)
	return p, err
}

// AllStaff is everybody of the newsroom, by login.
func (s *Store) AllStaff(ctx context.Context) ([]ilbo.Staff, error) {
	all, err := list(ctx, s, scanStaff, selectStaff+`ORDER BY login`)
	if err != nil {
		return nil, fmt.Errorf("reading staff: %w", err)
	}
	return all, nil
}

// StaffByLogin finds somebody of the newsroom.
func (s *Store) StaffByLogin(ctx context.Context, login string) (ilbo.Staff, error) {
	p, err := one(ctx, s, scanStaff, selectStaff+`WHERE login = ?`, login)
	if err != nil {
		return ilbo.Staff{}, missing(err, "member of staff who signs in as %s", login)
	}
	return p, nil
}

// PutStaff adds somebody where the ID is 0, and otherwise changes what is kept
// of them. A login that somebody else has is a Conflict.
func (s *Store) PutStaff(ctx context.Context, p ilbo.Staff) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var other, id any
		err := t.first(ctx, []any{&other}, `SELECT id FROM staff WHERE login = ?`, p.Login)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err == nil && other != p.ID {
			return conflict("Somebody else signs in as " + p.Login + ".")
		}
		if p.ID != 0 {
			id = p.ID
		}
		_, err = t.exec(ctx, `INSERT INTO staff (id, login, name, role, password, added) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET login = excluded.login, name = excluded.name, role = excluded.role,
		password = excluded.password, added = excluded.added`, id, p.Login, p.Name, string(p.Role), p.Password, millis(p.Added))
		if err != nil {
			return fmt.Errorf("storing staff %s: %w", p.Login, err)
		}
		return nil
	})
}
