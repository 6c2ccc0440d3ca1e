// Package storetest says what a store promises, as tests that run on any
// database: visibility, order, transactions, texts, jobs, search.
package storetest

import (
	"context"
	"testing"
	"time"

	"ilbo.press/internal/store"
)

// An Open opens an empty paper that is closed when the test ends.
type Open func(t *testing.T) *store.Store

// Run tests the store that open opens, each behaviour on a paper of its own.
func Run(t *testing.T, open Open) {
	for _, group := range []map[string]func(*testing.T, *paper){visibility, lists, puts, together, texts, jobs, furniture, search, vocabulary, dossiers, audit, newsroom, drafts, signals, lineup, wires, pictures, fronts, draftLists, readers, letters, gates, subscriptions, mailings, devices, alerts, reading, editions, wishes, lessons, keptWords, issues} {
		for name, behaves := range group {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				p := &paper{Store: open(t), t: t, ctx: context.Background()}
				p.must(p.KeepCounts(p.ctx, time.UTC))
				behaves(t, p)
			})
		}
	}
}
