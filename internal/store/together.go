package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/riverqueue/river"

	"ilbo.press"
)

// A transaction is one change of the paper, with the events that it enqueues
// and what it counted.
type transaction struct {
	tx       *sql.Tx
	store    *Store
	events   []ilbo.Event
	ends     []expiry             // of rights in pictures
	log      []indexNote          // what it did that the index is to follow
	hidden   []ilbo.StoryID       // that the public no longer sees, or not yet
	moves    []move               // of listings, for the counts
	touches  []touch              // of volumes, for the sitemaps
	signals  []ilbo.Signal        // that open pages of the newsroom are sent
	prepared map[string]*sql.Stmt // for this transaction, nil for a text that came once; itself nil where nothing is written
	whole    bool                 // it has no savepoints
	written  int                  // statements that may have changed something
	broken   error                // why it cannot be committed, nil where it can
}

type transactionKey struct{}

// transactionOf is the transaction that ctx carries, nil where it carries none
// of this store.
func transactionOf(ctx context.Context, s *Store) *transaction {
	if t, ok := ctx.Value(transactionKey{}).(*transaction); ok && t.store == s {
		return t
	}
	return nil
}

// Together makes one transaction of everything that do does with the context
// that it is given: all of it is stored, with its jobs, or nothing is. A call
// in it that fails takes back its own part alone, so that do may go on.
// Imports make some hundred stories at a time so. The context must not be used
// by two goroutines at once, nor after do has returned. Other writers of a file
// wait; on a server, those of the same stories do.
func (s *Store) Together(ctx context.Context, do func(ctx context.Context) error) error {
	return s.change(ctx, func(ctx context.Context, _ *transaction) error { return do(ctx) })
}

// Whole is Together for who has no use for the rest when one call in it fails: a
// call that fails after it began to write may take everything back with it,
// whatever do makes of the error, and the next calls fail with the same one. An
// import writes a thousand stories so in a tenth less time: a file's savepoints
// copy each page once more that a story changes. On a server, where a statement
// that fails takes everything before it along, it is Together.
func (s *Store) Whole(ctx context.Context, do func(ctx context.Context) error) error {
	return s.begin(ctx, !s.dialect.shared(), func(ctx context.Context, _ *transaction) error { return do(ctx) })
}

// change runs do in a transaction, or, where ctx carries one, in a savepoint
// of it.
func (s *Store) change(ctx context.Context, do func(ctx context.Context, t *transaction) error) error {
	return s.begin(ctx, false, do)
}

func (s *Store) begin(ctx context.Context, whole bool, do func(ctx context.Context, t *transaction) error) error {
	if t := transactionOf(ctx, s); t != nil {
		if t.prepared == nil {
			return errors.New("store: a snapshot is not written to")
		}
		return s.failure(t.part(ctx, do))
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.failure(err)
	}
	t := &transaction{tx: tx, store: s, prepared: make(map[string]*sql.Stmt), whole: whole}
	defer tx.Rollback()
	ctx = context.WithValue(ctx, transactionKey{}, t)
	if err := do(ctx, t); err != nil {
		return s.failure(err)
	}
	if t.broken != nil {
		return s.failure(t.broken)
	}
	if err := t.putVocabulary(ctx, nil, t.hidden); err != nil {
		return s.failure(err)
	}
	if err := t.flush(ctx); err != nil {
		return s.failure(err)
	}
	if err := t.keepCounts(ctx); err != nil {
		return s.failure(err)
	}
	if err := t.putSignals(ctx); err != nil {
		return s.failure(err)
	}
	if err := tx.Commit(); err != nil {
		return s.failure(err)
	}
	if len(t.signals) > 0 {
		s.ring()
	}
	return nil
}

// Snapshot lets do read with the context that it is given as if nobody wrote
// meanwhile: all that it reads is of one moment. It cannot write. The context
// must not be used by two goroutines at once, nor after do has returned.
func (s *Store) Snapshot(ctx context.Context, do func(ctx context.Context) error) error {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.failure(err)
	}
	defer tx.Rollback()
	return s.failure(do(context.WithValue(ctx, transactionKey{}, &transaction{tx: tx, store: s})))
}

// part runs do so that its failure leaves the rest of the transaction alone. In
// a whole one that holds where it had written nothing yet.
func (t *transaction) part(ctx context.Context, do func(ctx context.Context, t *transaction) error) error {
	before := *t
	if t.whole {
		err := do(ctx, t)
		if err != nil {
			t.forget(&before)
			if t.written > before.written && t.broken == nil {
				t.broken = err
			}
		}
		return err
	}
	if _, err := t.exec(ctx, `SAVEPOINT part`); err != nil {
		return err
	}
	if err := do(ctx, t); err != nil {
		t.forget(&before)
		_, back := t.exec(ctx, `ROLLBACK TO part`)
		_, free := t.exec(ctx, `RELEASE part`)
		return errors.Join(err, back, free)
	}
	_, err := t.exec(ctx, `RELEASE part`)
	return err
}

// forget drops what was noted since before.
func (t *transaction) forget(before *transaction) {
	t.events, t.ends, t.log, t.hidden = before.events, before.ends, before.log, before.hidden
	t.moves, t.touches, t.signals = before.moves, before.touches, before.signals
}

// order makes jobs that are done after the transaction.
func (t *transaction) order(ctx context.Context, jobs ...river.InsertManyParams) error {
	t.written++
	_, err := t.store.queue.InsertManyFastTx(ctx, t.tx, jobs)
	return err
}

// exec runs a statement that changes rows.
func (t *transaction) exec(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if unwritable(args) {
		return nil, errUnwritable
	}
	return t.run(ctx, text, args...)
}

// run is exec for values that are known to be writable.
func (t *transaction) run(ctx context.Context, text string, args ...any) (sql.Result, error) {
	stmt, err := t.statement(ctx, text)
	switch {
	case err != nil:
		return nil, err
	case stmt != nil:
		return stmt.ExecContext(ctx, args...)
	}
	return t.tx.ExecContext(ctx, t.store.dialect.bind(text), args...)
}

// query runs a statement that gives rows.
func (t *transaction) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	stmt, err := t.statement(ctx, text)
	switch {
	case err != nil:
		return nil, err
	case stmt != nil:
		return stmt.QueryContext(ctx, args...)
	}
	return t.tx.QueryContext(ctx, t.store.dialect.bind(text), args...)
}

// first scans the first row that text finds; sql.ErrNoRows where there is none.
func (t *transaction) first(ctx context.Context, into []any, text string, args ...any) error {
	if unwritable(args) {
		return errUnwritable
	}
	stmt, err := t.statement(ctx, text)
	switch {
	case err != nil:
		return err
	case stmt != nil:
		return stmt.QueryRowContext(ctx, args...).Scan(into...)
	}
	return t.tx.QueryRowContext(ctx, t.store.dialect.bind(text), args...).Scan(into...)
}

// statement is text as it was prepared: one of store.writing, or one that comes
// for the second time in this transaction. It is nil where that is not worth it.
func (t *transaction) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	if t.broken != nil {
		return nil, t.broken
	}
	if !strings.HasPrefix(text, `SELECT`) {
		t.written++
	}
	stmt, seen := t.prepared[text]
	if stmt != nil || t.prepared == nil {
		return stmt, nil
	}
	if kept, ok := t.store.writing[text]; ok {
		stmt = t.tx.StmtContext(ctx, kept)
	} else if seen {
		var err error
		if stmt, err = t.tx.PrepareContext(ctx, t.store.dialect.bind(text)); err != nil {
			return nil, err
		}
	}
	t.prepared[text] = stmt
	return stmt, nil
}

func (s *Store) prepareWriting(ctx context.Context) error {
	s.writing = make(map[string]*sql.Stmt)
	for _, text := range s.writings() {
		stmt, err := s.write.PrepareContext(ctx, s.dialect.bind(text))
		if err != nil {
			return err
		}
		s.writing[text] = stmt
	}
	return nil
}
