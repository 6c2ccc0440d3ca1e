package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"runtime"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/ext/fts5"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"ilbo.press"
)

// sqlite is a paper in one file.
type sqlite struct{ path string }

// open opens one connection that changes the file, and the pool that pages are
// made from. A transaction takes the write lock when it begins, so that two of
// them never deadlock, and a commit returns when the disk has it.
func (d sqlite) open(ctx context.Context) (write, read *sql.DB, err error) {
	write, err = connect(d.path, "busy_timeout(30000)", "journal_mode(wal)", "synchronous(full)",
		"foreign_keys(on)", "temp_store(memory)", "cache_size(-32000)", "journal_size_limit(67108864)", "wal_autocheckpoint(4000)")
	if err != nil {
		return nil, nil, err
	}
	write.SetMaxOpenConns(1)
	if err := patiently(ctx, write); err != nil {
		return write, nil, err
	}
	// What a connection keeps comes on top of what its largest search needs, which
	// its memory never gives back; the system keeps the file's pages anyway.
	read, err = connect(d.path, "busy_timeout(30000)", "query_only(on)", "temp_store(memory)", "cache_size(-8000)")
	if err != nil {
		return write, nil, err
	}
	limit(read, readers())
	return write, read, nil
}

// patiently makes the first connection. Of two processes that make a file at
// once, one finds it locked: what sets the journal's mode waits for nobody.
func patiently(ctx context.Context, db *sql.DB) error {
	for deadline := time.Now().Add(30 * time.Second); ; {
		err := db.PingContext(ctx)
		if !errors.Is(err, sqlite3.BUSY) || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// readers is how many connections pages are made from.
func readers() int { return min(16, max(4, 2*runtime.NumCPU())) }

func limit(db *sql.DB, connections int) {
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
}

func connect(path string, pragmas ...string) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	query := url.Values{"_txlock": {"immediate"}, "_pragma": pragmas}
	name := "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath() + "?" + query.Encode()
	return driver.Open(name, prepareConn)
}

// prepareConn makes a new connection ready. Plans must not depend on values:
// otherwise SQLite prepares every statement with LIMIT ? anew each time that the
// limit is bound, which takes longer than most of them run.
func prepareConn(c *sqlite3.Conn) error {
	if _, err := c.Config(sqlite3.DBCONFIG_ENABLE_QPSG, true); err != nil {
		return err
	}
	return fts5.Register(c)
}

func (sqlite) close()         {}
func (sqlite) schema() string { return "sqlite" }
func (sqlite) engine() engine { return fts5Engine{} }
func (sqlite) shared() bool   { return false }

// alone has nothing to do: who writes is alone.
func (sqlite) alone(context.Context, *sql.Tx) error { return nil }

func (sqlite) bind(text string) string { return text }

// lock is empty: the whole file is locked.
func (sqlite) lock() string { return "" }

func (sqlite) numberOn(string) string { return "" }

func (sqlite) share() string { return "" }

func (sqlite) jobTime(t time.Time) any { return t.UTC().Format("2006-01-02 15:04:05.000") }

func (sqlite) queue(write, read *sql.DB) riverdriver.Driver[*sql.Tx] {
	return queueDriver{riversqlite.New(write), read}
}

func (sqlite) failure(err error) error {
	switch {
	case errors.Is(err, sqlite3.BUSY) || errors.Is(err, sqlite3.LOCKED):
		return &ilbo.Error{Kind: ilbo.Busy, Say: "The database is busy with another program; try again in a moment.", Err: err}
	case errors.Is(err, sqlite3.NOTADB) || errors.Is(err, sqlite3.CORRUPT):
		return &ilbo.Error{Kind: ilbo.Internal, Say: "The database file is damaged, or is no database.", Err: err}
	case errors.Is(err, sqlite3.FULL):
		return &ilbo.Error{Kind: ilbo.Internal, Say: "The disk is full.", Err: err}
	}
	return err
}

// damage looks for pages that do not belong together, indexes that miss rows,
// and rows that point nowhere.
func (sqlite) damage(ctx context.Context, read *sql.DB) ([]string, error) {
	rows, err := read.QueryContext(ctx, `PRAGMA integrity_check(5)`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var say string
		if err := rows.Scan(&say); err != nil {
			return nil, err
		}
		if say != "ok" {
			found = append(found, say)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	var table string
	err = read.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&table)
	switch {
	case err == nil:
		found = append(found, "a row of "+table+" points to one that is gone")
	case !errors.Is(err, sql.ErrNoRows):
		return nil, err
	}
	return found, nil
}
