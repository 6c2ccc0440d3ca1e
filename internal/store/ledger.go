package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

// Enter adds an entry to the ledger, unless one of its name is there: that is no
// error. One that does not balance is refused.
func (s *Store) Enter(ctx context.Context, e ilbo.LedgerEntry) error {
	if err := e.Check(); err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		err := t.first(ctx, []any{&e.ID}, `INSERT INTO ledger (at, once, invoice, currency) VALUES (?, ?, ?, ?) ON CONFLICT (once) DO NOTHING RETURNING id`,
			e.At.UnixMilli(), e.Once, int64(e.Invoice), string(e.Currency))
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("entering %q in the ledger: %w", e.Once, err)
		}
		for _, p := range e.Postings {
			if _, err := t.exec(ctx, `INSERT INTO postings (entry, account, amount) VALUES (?, ?, ?)`, e.ID, string(p.Account), p.Amount); err != nil {
				return fmt.Errorf("entering %q in the ledger: %w", e.Once, err)
			}
		}
		return nil
	})
}

// Balances are what is on each account by what was entered from a moment until
// before another; zero times are no bounds.
func (s *Store) Balances(ctx context.Context, from, to time.Time) ([]ilbo.Balance, error) {
	end := int64(1) << 62
	if !to.IsZero() {
		end = to.UnixMilli()
	}
	begin := -end
	if !from.IsZero() {
		begin = from.UnixMilli()
	}
	all, err := list(ctx, s, func(row scanner) (b ilbo.Balance, err error) {
		return b, row.Scan(&b.Account, &b.Sum.Currency, &b.Sum.Amount)
	}, `SELECT p.account, l.currency, CAST(sum(p.amount) AS BIGINT) FROM ledger l JOIN postings p ON p.entry = l.id WHERE l.at >= ? AND l.at < ? GROUP BY p.account, l.currency ORDER BY p.account, l.currency`, begin, end)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	return all, nil
}

// Unbalanced are the entries whose postings do not add up to nothing: there are
// none, unless somebody wrote to the database by hand.
func (s *Store) Unbalanced(ctx context.Context) ([]string, error) {
	return list(ctx, s, func(row scanner) (once string, err error) { return once, row.Scan(&once) },
		`SELECT l.once FROM ledger l LEFT JOIN postings p ON p.entry = l.id GROUP BY l.id, l.once HAVING coalesce(sum(p.amount), 1) <> 0 ORDER BY l.id LIMIT 100`)
}
