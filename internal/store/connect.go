package store

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"runtime"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/ext/fts5"
)

// openWriter opens the one connection that changes the file. Its transactions
// take the write lock when they begin, so that two of them never deadlock, and
// a commit returns when the disk has it.
func openWriter(path string) (*sql.DB, error) {
	db, err := connect(path, "busy_timeout(30000)", "journal_mode(wal)", "synchronous(full)",
		"foreign_keys(on)", "temp_store(memory)", "cache_size(-32000)", "journal_size_limit(67108864)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// openReaders opens the pool that pages are made from.
func openReaders(path string) (*sql.DB, error) {
	db, err := connect(path, "busy_timeout(30000)", "query_only(on)", "temp_store(memory)", "cache_size(-16000)")
	if err != nil {
		return nil, err
	}
	n := min(16, max(4, 2*runtime.NumCPU()))
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db, nil
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
