package search

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

// Held is how many stories of a language that the public may see at now hold each of
// some words, whatever their endings: each is counted up to most.
func (s *Search) Held(ctx context.Context, l ilbo.Language, words []string, most int, now time.Time) ([]int, error) {
	counts := make([]int, len(words))
	for i, word := range words {
		ph := phrase(word)
		if len(ph.Words) == 0 {
			continue // nothing that the index could hold
		}
		n, err := s.index.CountEntries(ctx, ilbo.IndexLookup{Must: []ilbo.IndexPhrase{ph}, Language: l, Now: now}, most)
		if err != nil {
			return nil, fmt.Errorf("count the stories that hold %d words: %w", len(words), err)
		}
		counts[i] = n
	}
	return counts, nil
}

// Size is how many stories the public may see at now, at most so many.
func (s *Search) Size(ctx context.Context, most int, now time.Time) (int, error) {
	return s.index.CountEntries(ctx, ilbo.IndexLookup{Now: now}, most)
}
