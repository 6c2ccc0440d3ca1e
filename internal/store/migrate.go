package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

//go:embed migrations/*/*.sql
var migrationFiles embed.FS

// A migration is one step of the schema. Steps are numbered from 1 without a
// gap, each database has the same ones by number and name, and one that has
// been released never changes.
type migration struct {
	version int
	name    string
	text    string
}

// migrations reads the steps of a database in their order.
func migrations(files fs.FS, schema string) ([]migration, error) {
	names, err := fs.Glob(files, "migrations/"+schema+"/*.sql")
	if err != nil {
		return nil, err
	}
	var steps []migration
	for i, name := range names {
		number, title, _ := strings.Cut(strings.TrimSuffix(path.Base(name), ".sql"), "_")
		version, err := strconv.Atoi(number)
		if err != nil || version != i+1 {
			return nil, fmt.Errorf("migration %s stands where number %d belongs", name, i+1)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, migration{version: version, name: title, text: string(text)})
	}
	return steps, nil
}

// migrate takes the missing steps, each with its record, all in one
// transaction: another process that opens the paper waits and finds it done.
func migrate(ctx context.Context, d dialect, db *sql.DB) error {
	steps, err := migrations(migrationFiles, d.schema())
	if err != nil {
		return err
	}
	return migrateTo(ctx, d, db, steps)
}

func migrateTo(ctx context.Context, d dialect, db *sql.DB, steps []migration) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := d.alone(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS migrations (
		version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied BIGINT NOT NULL)`); err != nil {
		return err
	}
	var have int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM migrations`).Scan(&have); err != nil {
		return err
	}
	if have > len(steps) {
		return &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf(
			"This paper was kept by a newer version of Ilbo: its database is at step %d and this program knows %d. Use the newer program.", have, len(steps))}
	}
	for _, step := range steps[have:] {
		if _, err := tx.ExecContext(ctx, step.text); err != nil {
			return fmt.Errorf("migration %d (%s): %w", step.version, step.name, err)
		}
		if _, err := tx.ExecContext(ctx, d.bind(`INSERT INTO migrations (version, name, applied) VALUES (?, ?, ?)`),
			step.version, step.name, time.Now().UnixMilli()); err != nil {
			return err
		}
	}
	return tx.Commit()
}
