package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"ilbo.press"
)

// maxCounted is where the index stops counting what it found.
const maxCounted = 1_000

// A tier is a part of a story's words.
type tier int

// The tiers, each of which holds the one before.
const (
	headlineTier  tier = iota
	deckTier           // with the headline
	furnitureTier      // with the byline, the topics and the beginning of the body
	wordsTier          // everything
)

// weights are what it counts that all words of a search stand in a tier.
var weights = [...]float64{1, 0.75, 0.55, 0.3}

// otherwise is what it counts of that where they do not stand as they were
// typed: less, and still more than the next tier.
const otherwise = 0.78

// FindEntries gives the stories that the lookup asks for, the best first; of
// equals, and without words to look for, the newest first. Total stops at 1,000,
// and so does what can be paged through.
func (s *Store) FindEntries(ctx context.Context, lookup ilbo.IndexLookup) (ilbo.IndexHits, error) {
	if lookup.Limit < 1 || lookup.Offset < 0 {
		return ilbo.IndexHits{}, fmt.Errorf("look up %d stories from place %d: %w", lookup.Limit, lookup.Offset, ilbo.Invalid)
	}
	entries, err := s.newest(ctx, wordsTier, lookup, maxCounted+1)
	if err != nil {
		return ilbo.IndexHits{}, err
	}
	hits := ilbo.IndexHits{Total: min(len(entries), maxCounted), More: len(entries) > maxCounted}
	if hits.Total <= lookup.Offset {
		return hits, nil
	}
	r := newRanking(lookup, entries)
	if err := s.rank(ctx, r, lookup); err != nil {
		return ilbo.IndexHits{}, err
	}
	for _, entry := range r.best()[lookup.Offset:min(lookup.Offset+lookup.Limit, hits.Total)] {
		hits.Stories = append(hits.Stories, storyOf(entry))
	}
	return hits, nil
}

// rank asks the tiers, each for the words and for the words as they were typed.
func (s *Store) rank(ctx context.Context, r *ranking, l ilbo.IndexLookup) error {
	typed := l
	typed.Must, typed.Typed = l.Typed, nil
	for t := range wordsTier + 1 {
		if t < wordsTier && t.answers(l) {
			some, err := s.newest(ctx, t, l, r.reach)
			if err != nil {
				return err
			}
			r.add(some, weights[t]*r.found)
		}
		if len(l.Typed) > 0 && (t == wordsTier || t.answers(typed)) {
			some, err := s.newest(ctx, t, typed, r.reach)
			if err != nil {
				return err
			}
			r.add(some, weights[t])
		}
	}
	return nil
}

// answers reports whether a tier other than the last has something to say of a
// lookup: where a phrase is sought in one field, the tiers differ by the others.
func (t tier) answers(l ilbo.IndexLookup) bool {
	free := false
	for _, ph := range l.Must {
		if ph.Field == ilbo.IndexBody {
			return false
		}
		free = free || ph.Field == ""
	}
	return free
}

// A ranking gathers matches with the best score that each has.
type ranking struct {
	now    time.Time
	scores map[int64]float64
	found  float64 // what it counts that the words stand somehow
	closed bool    // nothing is added any more but scores
	reach  int     // how many of a tier are enough: its newest are its best
}

// newRanking begins with what was found in all words.
func newRanking(l ilbo.IndexLookup, entries []int64) *ranking {
	r := &ranking{now: l.Now, scores: make(map[int64]float64, len(entries)), reach: min(l.Offset+l.Limit, maxCounted)}
	if r.found = 1; len(l.Typed) > 0 {
		r.found = otherwise
	}
	r.add(entries, weights[wordsTier]*r.found)
	if len(l.Not) > 0 { // only all words tell what must not be found
		r.closed, r.reach = true, maxCounted
	}
	return r
}

func (r *ranking) add(entries []int64, weight float64) {
	for _, entry := range entries {
		if old, ok := r.scores[entry]; ok || !r.closed {
			r.scores[entry] = max(old, weight*r.freshness(entry))
		}
	}
}

// freshness is 1 for a story of now and three quarters for one that is a
// quarter of a year old; no age costs more than half.
func (r *ranking) freshness(entry int64) float64 {
	const quarter = 90 * 24 * 60 * 60
	age := max(0, secondOf(r.now)-entry>>storyBits)
	return 0.5 + 0.5/(1+float64(age)/quarter)
}

// best are all that were gathered, the best first.
func (r *ranking) best() []int64 {
	list := make([]int64, 0, len(r.scores))
	for entry := range r.scores {
		list = append(list, entry)
	}
	slices.SortFunc(list, func(a, b int64) int {
		return cmp.Or(cmp.Compare(r.scores[b], r.scores[a]), cmp.Compare(b, a))
	})
	return list
}

// newest are the entries of a tier that the lookup asks for, the newest first,
// at most limit of them.
func (s *Store) newest(ctx context.Context, t tier, l ilbo.IndexLookup, limit int) ([]int64, error) {
	e := s.dialect.engine()
	from, where, number := `search_entries e`, ``, `e.entry`
	var args []any
	if match := e.match(t, l); match != "" {
		var condition string
		from, condition, number = e.tables(t)
		where, args = condition+` AND `, []any{match}
	}
	text := `SELECT e.entry FROM ` + from + ` WHERE ` + where + number + ` >= ? AND ` + number + ` < ? AND e.public_from <= ?
	ORDER BY ` + number + ` DESC LIMIT ?`
	first, end := int64(math.MinInt64), int64(math.MaxInt64)
	if !l.From.IsZero() {
		first = entryNumber(0, l.From)
	}
	if !l.To.IsZero() {
		end = entryNumber(0, l.To)
	}
	found, err := list(ctx, s, value[int64], text, append(args, first, end, l.Now.UnixMilli(), limit)...)
	if err != nil {
		return nil, fmt.Errorf("find stories in the search index: %w", err)
	}
	return found, nil
}
