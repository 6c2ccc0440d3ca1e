package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"ilbo.press"
)

// Announce tells the newsroom's open pages of a change, on every node, when the
// transaction of ctx is committed, or at once where it carries none. Its number
// is given then.
func (s *Store) Announce(ctx context.Context, g ilbo.Signal) error {
	if err := g.Check(); err != nil {
		return err
	}
	return s.change(ctx, func(_ context.Context, t *transaction) error {
		t.signals = append(t.signals, g)
		return nil
	})
}

// putSignals is the last thing that a transaction does: from here to its commit
// others who announce wait, so that numbers are seen in their order.
func (t *transaction) putSignals(ctx context.Context) error {
	if len(t.signals) == 0 {
		return nil
	}
	var end int64
	if err := t.first(ctx, []any{&end}, `UPDATE signals_end SET number = number + ? WHERE one = 1 RETURNING number`, len(t.signals)); err != nil {
		return fmt.Errorf("numbering signals: %w", err)
	}
	for i, g := range t.signals {
		g.At = kept(g.At)
		text, err := json.Marshal(g)
		if err != nil {
			return err
		}
		number := end - int64(len(t.signals)-i-1)
		if _, err := t.exec(ctx, `INSERT INTO signals (number, topic, at, signal) VALUES (?, ?, ?, ?)`, number, g.Topic, g.At.UnixMilli(), string(text)); err != nil {
			return fmt.Errorf("storing a signal: %w", err)
		}
	}
	return nil
}

// ring wakes who waits for signals in this process.
func (s *Store) ring() {
	select {
	case s.rung <- struct{}{}:
	default: // they are being woken already
	}
}

// How often a node asks for signals: where others may have sent some, and where
// this process is woken by its own.
const (
	signalsEvery    = 100 * time.Millisecond
	signalsAtLatest = time.Second
)

// AwaitSignals returns when there may be new signals, or ctx ends. One goroutine
// of a process waits.
func (s *Store) AwaitSignals(ctx context.Context) {
	patience := signalsAtLatest
	if s.dialect.shared() {
		patience = signalsEvery
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-s.rung:
	case <-timer.C:
	case <-ctx.Done():
	}
}

// LastSignal is the number of the last signal that was ever sent, 0 before the
// first.
func (s *Store) LastSignal(ctx context.Context) (int64, error) {
	n, err := one(ctx, s, value[int64], `SELECT number FROM signals_end WHERE one = 1`)
	if err != nil {
		return 0, fmt.Errorf("reading the last signal: %w", err)
	}
	return n, nil
}

// FirstSignal is the number of the oldest signal that is kept, 0 where none is.
func (s *Store) FirstSignal(ctx context.Context) (int64, error) {
	n, err := one(ctx, s, value[int64], `SELECT coalesce(min(number), 0) FROM signals`)
	if err != nil {
		return 0, fmt.Errorf("reading the first signal: %w", err)
	}
	return n, nil
}

// SignalsAfter gives signals whose numbers are above after, the first first, at
// most limit of them.
func (s *Store) SignalsAfter(ctx context.Context, after int64, limit int) ([]ilbo.Signal, error) {
	found, err := list(ctx, s, func(row scanner) (g ilbo.Signal, err error) {
		var text string
		var number int64
		if err := row.Scan(&number, &text); err != nil {
			return g, err
		}
		err = decode(text, &g)
		g.Number = number
		return g, err
	}, `SELECT number, signal FROM signals WHERE number > ? ORDER BY number LIMIT ?`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("reading signals behind %d: %w", after, err)
	}
	return found, nil
}

// DropSignals forgets those of before a moment.
func (s *Store) DropSignals(ctx context.Context, before time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM signals WHERE at < ?`, before.UnixMilli())
		return err
	})
}
