package store

import (
	"database/sql"
	"errors"
	"fmt"

	"ilbo.press"
)

// failure gives the errors of the database that callers act on their kind. An
// error that has one already, or needs none, passes.
func (s *Store) failure(err error) error {
	if err == nil || ilbo.KindOf(err) != ilbo.Internal {
		return err
	}
	return s.dialect.failure(err)
}

// missing turns an answer without rows into NotFound: "There is no story 7."
func missing(err error, format string, args ...any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no " + fmt.Sprintf(format, args...) + "."}
	}
	return fmt.Errorf("reading "+format+": %w", append(args, err)...)
}

func conflict(say string) error { return &ilbo.Error{Kind: ilbo.Conflict, Say: say} }
