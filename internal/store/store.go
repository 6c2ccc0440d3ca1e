package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"

	"ilbo.press"
)

// A Store is an open paper. Its methods may be called at the same time, except
// inside [Store.Together]. A thing that is not there is an error of kind
// [ilbo.NotFound]; a database that stays locked by another process, or does not
// answer, is [ilbo.Busy]; a text that not every database can hold is
// [ilbo.Invalid]. A change whose answer is lost with a connection may have been
// made.
type Store struct {
	write *sql.DB
	read  *sql.DB // a pool that cannot write
	log   *slog.Logger
	queue *river.Client[*sql.Tx] // enqueues only; see Work

	dialect dialect

	prepared sync.Map             // text of a reading statement → *sql.Stmt
	columns  sync.Map             // of moved tables, by name: see row.go
	writing  map[string]*sql.Stmt // text of a writing statement → prepared on write
	indexing crowd[ilbo.IndexEntry]
	turns    turns                         // of stories in the index, where one process has them all
	heard    atomic.Pointer[time.Time]     // when what other nodes changed was last asked for, and told; see InStep
	calendar atomic.Pointer[time.Location] // the zone that months are counted in, as it was last read
	rung     chan struct{}                 // this process committed signals; see AwaitSignals
}

// Open opens the paper at an address: the path of an SQLite file, which it makes
// where there is none, or postgres://USER@HOST/NAME, a database that must be
// there. It brings the tables up to date; a paper that a newer program kept is
// refused with a sentence. Log may be nil.
func Open(ctx context.Context, address string, log *slog.Logger) (*Store, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	d, err := dialectOf(address)
	if err != nil {
		return nil, err
	}
	s := &Store{log: log, dialect: d, rung: make(chan struct{}, 1)}
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the database %s: %w", Masked(address), s.failure(err)), s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) (err error) {
	if s.write, s.read, err = s.dialect.open(ctx); err != nil {
		return err
	}
	if err := migrate(ctx, s.dialect, s.write); err != nil {
		return err
	}
	queue := s.dialect.queue(s.write, s.read)
	if err := migrateJobs(ctx, queue, s.log); err != nil {
		return err
	}
	if s.queue, err = newQueue(queue, s.log); err != nil {
		return err
	}
	if err := s.prepareWriting(ctx); err != nil {
		return err
	}
	return s.reindexWhereLost(ctx)
}

// Close closes the database. Stop what [Store.Work] started before.
func (s *Store) Close() error {
	var errs []error
	s.dialect.close()
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	return errors.Join(errs...)
}
