package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"ilbo.press"
)

const (
	staffColumns = `s.id, s.login, s.name, s.role, s.sections, s.language, s.password, s.added, s.left_at`
	selectStaff  = `SELECT ` + staffColumns + ` FROM staff s `
)

func scanStaff(row scanner) (p ilbo.Staff, err error) {
	err = scanStaffAnd(row, &p)
	return p, err
}

// scanStaffAnd reads the columns of somebody, and those that follow.
func scanStaffAnd(row scanner, p *ilbo.Staff, more ...any) error {
	var added, left sql.NullInt64
	var sections string
	err := row.Scan(append([]any{&p.ID, &p.Login, &p.Name, &p.Role, &sections, &p.Language, &p.Password, &added, &left}, more...)...)
	if err != nil {
		return err
	}
	p.Added, p.Left = moment(added), moment(left)
	return decode(sections, &p.Sections)
}

// AllStaff is everybody of the newsroom, by login.
func (s *Store) AllStaff(ctx context.Context) ([]ilbo.Staff, error) {
	all, err := list(ctx, s, scanStaff, selectStaff+`ORDER BY s.login`)
	if err != nil {
		return nil, fmt.Errorf("reading staff: %w", err)
	}
	return all, nil
}

// StaffByLogin finds somebody of the newsroom.
func (s *Store) StaffByLogin(ctx context.Context, login string) (ilbo.Staff, error) {
	p, err := one(ctx, s, scanStaff, selectStaff+`WHERE s.login = ?`, login)
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
		sections, err := encode(p.Sections)
		if err != nil {
			return err
		}
		_, err = t.exec(ctx, `INSERT INTO staff (id, login, name, role, sections, language, password, added, left_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET login = excluded.login, name = excluded.name, role = excluded.role, sections = excluded.sections,
		language = excluded.language, password = excluded.password, added = excluded.added, left_at = excluded.left_at`,
			id, p.Login, p.Name, string(p.Role), sections, string(p.Language), p.Password, millis(p.Added), millis(p.Left))
		if err != nil {
			return fmt.Errorf("storing staff %s: %w", p.Login, err)
		}
		return nil
	})
}
