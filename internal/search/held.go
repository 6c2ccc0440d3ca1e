package search

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"ilbo.press"
)

// heldAtOnce are how many words are counted at the same time.
const heldAtOnce = 4

// Held is how many stories of a language that the public may see at now hold each of
// some words, whatever their endings: each is counted up to most.
func (s *Search) Held(ctx context.Context, l ilbo.Language, words []string, most int, now time.Time) ([]int, error) {
	counts, errs := make([]int, len(words)), make([]error, heldAtOnce)
	var next atomic.Int64
	var all sync.WaitGroup
	for n := range heldAtOnce {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(words)) && errs[n] == nil; i = next.Add(1) - 1 {
				ph := phrase(words[i])
				if len(ph.Words) == 0 {
					continue // nothing that the index could hold
				}
				counts[i], errs[n] = s.index.CountEntries(ctx, ilbo.IndexLookup{Must: []ilbo.IndexPhrase{ph}, Language: l, Now: now}, most)
			}
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("count the stories that hold %d words: %w", len(words), err)
	}
	return counts, nil
}

// Size is how many stories the public may see at now, at most so many.
func (s *Search) Size(ctx context.Context, most int, now time.Time) (int, error) {
	return s.index.CountEntries(ctx, ilbo.IndexLookup{Now: now}, most)
}
