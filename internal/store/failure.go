package store

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/ncruces/go-sqlite3"

	"ilbo.press"
)

// failure gives the errors of the database that callers act on their kind. An
// error that has one already, or needs none, passes.
func failure(err error) error {
	switch {
	case err == nil || ilbo.KindOf(err) != ilbo.Internal:
		return err
	case errors.Is(err, sqlite3.BUSY) || errors.Is(err, sqlite3.LOCKED):
		return &ilbo.Error{Kind: ilbo.Busy, Say: "The database is busy with another program; try again in a moment.", Err: err}
	case errors.Is(err, sqlite3.NOTADB) || errors.Is(err, sqlite3.CORRUPT):
		return &ilbo.Error{Kind: ilbo.Internal, Say: "The database file is damaged, or is no database.", Err: err}
	case errors.Is(err, sqlite3.FULL):
		return &ilbo.Error{Kind: ilbo.Internal, Say: "The disk is full.", Err: err}
	}
	return err
}

// missing turns an answer without rows into NotFound: "There is no story 7."
func missing(err error, format string, args ...any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no " + fmt.Sprintf(format, args...) + "."}
	}
	return fmt.Errorf("reading "+format+": %w", append(args, failure(err))...)
}
