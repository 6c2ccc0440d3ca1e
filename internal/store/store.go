package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"github.com/riverqueue/river"

	"ilbo.press"
)

// A Store is an open paper. Its methods may be called at the same time, except
// inside [Store.Together]. A thing that is not there is an error of kind
// [ilbo.NotFound]; a database that stays locked by another process is
// [ilbo.Busy].
type Store struct {
	write *sql.DB // one connection
	read  *sql.DB // a pool that cannot write
	log   *slog.Logger
	queue *river.Client[*sql.Tx] // enqueues only; see Work

	prepared sync.Map             // text of a reading statement → *sql.Stmt
	writing  map[string]*sql.Stmt // text of a writing statement → prepared on write
	indexing crowd[ilbo.IndexEntry]
}

// Open opens the paper in the file at path, makes it where there is none, and
// brings its tables up to date. A file that a newer program wrote is refused
// with a sentence. Log may be nil.
func Open(ctx context.Context, path string, log *slog.Logger) (*Store, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s := &Store{log: log}
	if err := s.open(ctx, path); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the database %s: %w", path, failure(err)), s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, path string) (err error) {
	if s.write, err = openWriter(path); err != nil {
		return err
	}
	if err := migrate(ctx, s.write); err != nil {
		return err
	}
	if err := migrateJobs(ctx, s.write, s.log); err != nil {
		return err
	}
	if s.read, err = openReaders(path); err != nil {
		return err
	}
	if s.queue, err = newQueue(s.write, s.log); err != nil {
		return err
	}
	if err := s.prepareWriting(ctx); err != nil {
		return err
	}
	return s.reindexWhereLost(ctx)
}

// Close closes the file. Stop what [Store.Work] started before.
func (s *Store) Close() error {
	var errs []error
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	return errors.Join(errs...)
}
