package store

import (
	"context"
	"database/sql"
	"strings"
)

// query asks the readers, or, inside a transaction of [Store.Together], that
// transaction, so that it sees its own changes.
func (s *Store) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if unwritable(args) {
		return nil, errUnreadable
	}
	if t := transactionOf(ctx, s); t != nil {
		rows, err := t.query(ctx, text, args...)
		return rows, s.failure(err)
	}
	stmt, err := s.reading(ctx, text)
	if err != nil {
		return nil, s.failure(err)
	}
	rows, err := stmt.QueryContext(ctx, args...)
	return rows, s.failure(err)
}

// reading prepares a statement once. Texts are few: they are put together from
// constants, never from values.
func (s *Store) reading(ctx context.Context, text string) (*sql.Stmt, error) {
	if stmt, ok := s.prepared.Load(text); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := s.read.PrepareContext(ctx, s.dialect.bind(text))
	if err != nil {
		return nil, err
	}
	if first, taken := s.prepared.LoadOrStore(text, stmt); taken {
		stmt.Close()
		return first.(*sql.Stmt), nil
	}
	return stmt, nil
}

// list reads all rows.
func list[T any](ctx context.Context, s *Store, scan func(scanner) (T, error), text string, args ...any) ([]T, error) {
	rows, err := s.query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, s.failure(rows.Err())
}

// one reads the first row; the error is sql.ErrNoRows where there is none.
func one[T any](ctx context.Context, s *Store, scan func(scanner) (T, error), text string, args ...any) (T, error) {
	var none T
	rows, err := s.query(ctx, text, args...)
	if err != nil {
		return none, err
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return none, s.failure(err)
		}
		return none, sql.ErrNoRows
	}
	v, err := scan(rows)
	if err != nil {
		return none, err
	}
	return v, s.failure(rows.Close())
}

// maxAmong is the most things that one statement asks for by their names.
const maxAmong = 256

// among asks for some of at least one and at most [maxAmong] ids: the marks for
// IN, and what stands for them. It asks for 8, 16, … 256 at once, the last again
// and again, so that there are few statements to prepare.
func among[T any](ids []T) (marks string, args []any) {
	n := 8
	for n < len(ids) {
		n *= 2
	}
	args = make([]any, n, n+1)
	for i := range args {
		args[i] = ids[min(i, len(ids)-1)]
	}
	return `?` + strings.Repeat(`, ?`, n-1), args
}

// value scans a row of one column.
func value[T any](row scanner) (v T, err error) { return v, row.Scan(&v) }
