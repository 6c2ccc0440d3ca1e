package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"ilbo.press"
)

// Check looks through the whole file for damage: pages that do not belong
// together, indexes that miss rows, rows that point nowhere. Damage is an error
// of kind Internal with a sentence; it takes seconds for each gigabyte.
func (s *Store) Check(ctx context.Context) error {
	rows, err := s.read.QueryContext(ctx, "PRAGMA integrity_check(5)")
	if err != nil {
		return fmt.Errorf("check the database: %w", failure(err))
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var say string
		if err := rows.Scan(&say); err != nil {
			return fmt.Errorf("check the database: %w", failure(err))
		}
		if say != "ok" {
			found = append(found, say)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("check the database: %w", failure(err))
	}
	var table string
	err = s.read.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&table)
	switch {
	case err == nil:
		found = append(found, "a row of "+table+" points to one that is gone")
	case !errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("check the database: %w", failure(err))
	}
	if len(found) > 0 {
		return &ilbo.Error{Kind: ilbo.Internal, Say: "The database is damaged: " + strings.Join(found, "; ") + "."}
	}
	return nil
}
