package search

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"ilbo.press"
)

// heldAtOnce is how many parts of a list of words are counted at the same time.
const heldAtOnce = 4

// Held is how many stories of a language that the public may see at now hold each of
// some words, whatever their endings: each is counted up to most.
func (s *Search) Held(ctx context.Context, l ilbo.Language, words []string, most int, now time.Time) ([]int, error) {
	phrases := make([]ilbo.IndexPhrase, len(words))
	for i := range words {
		phrases[i] = phrase(words[i])
	}
	counts, errs := make([]int, len(words)), make([]error, heldAtOnce)
	part := len(words)/heldAtOnce + 1
	var all sync.WaitGroup
	for n := range heldAtOnce {
		from, to := min(n*part, len(words)), min((n+1)*part, len(words))
		all.Go(func() {
			var some []int
			some, errs[n] = s.index.CountEach(ctx, l, phrases[from:to], most, now)
			copy(counts[from:to], some)
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
