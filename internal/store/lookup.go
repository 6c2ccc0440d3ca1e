package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
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
// and so does what can be paged through and what is tallied.
func (s *Store) FindEntries(ctx context.Context, lookup ilbo.IndexLookup) (ilbo.IndexHits, error) {
	if lookup.Limit < 1 || lookup.Offset < 0 {
		return ilbo.IndexHits{}, fmt.Errorf("look up %d stories from place %d: %w", lookup.Limit, lookup.Offset, ilbo.Invalid)
	}
	found, err := newest(ctx, s, s.shelves, `e.entry, e.shelfmark`, wordsTier, lookup, math.MinInt64, maxCounted+1)
	if err != nil {
		return ilbo.IndexHits{}, err
	}
	hits := ilbo.IndexHits{Total: min(len(found), maxCounted), More: len(found) > maxCounted}
	hits.Tally = tally(found[:hits.Total])
	if hits.Total <= lookup.Offset {
		return hits, nil
	}
	entries := make([]int64, len(found))
	for i, f := range found {
		entries[i] = f.entry
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

// CountEntries is how many stories a lookup finds, at most so many.
func (s *Store) CountEntries(ctx context.Context, lookup ilbo.IndexLookup, most int) (int, error) {
	found, err := newest(ctx, s, s.numbers, `e.entry`, wordsTier, lookup, math.MinInt64, most)
	return len(found), err
}

// CountEach is how many stories of a language hold each of some phrases, each counted up
// to most: as CountEntries of each alone, in few statements.
func (s *Store) CountEach(ctx context.Context, l ilbo.Language, phrases []ilbo.IndexPhrase, most int, now time.Time) ([]int, error) {
	few, err := one(ctx, s, value[int], `SELECT count(*) FROM (SELECT 1 FROM search_entries LIMIT ?) found`, wholeArchive+1)
	if err != nil {
		return nil, fmt.Errorf("counting the search index: %w", err)
	}
	begin := 0
	if few <= wholeArchive {
		begin = len(stretchMonths) // all time at once
	}
	return s.countEach(ctx, l, phrases, most, now, begin)
}

// wholeArchive is how many stories an index may hold for all of their time to be counted
// in at once: of more, what many of them hold is counted sooner in the newest alone.
const wholeArchive = 20_000

// countEach begins with the part of time that has that number.
func (s *Store) countEach(ctx context.Context, l ilbo.Language, phrases []ilbo.IndexPhrase, most int, now time.Time, begin int) ([]int, error) {
	counts, matches := make([]int, len(phrases)), make([]string, len(phrases))
	var left []int
	for i := range phrases {
		matches[i] = s.dialect.engine().match(wordsTier, ilbo.IndexLookup{Must: phrases[i : i+1], Language: l, Now: now})
		if matches[i] != "" {
			left = append(left, i)
		}
	}
	r := entryRange{math.MinInt64, math.MaxInt64, now}
	for n := begin; !r.empty() && len(left) > 0; n++ {
		rest := noEntries
		for some := range slices.Chunk(left, maxAsked) {
			var err error
			if rest, err = s.countPart(ctx, counts, matches, some, r, n, most); err != nil {
				return nil, fmt.Errorf("counting stories in the search index: %w", err)
			}
		}
		left = slices.DeleteFunc(left, func(i int) bool { return counts[i] >= most })
		if !rest.empty() && len(left) > 0 {
			var err error
			if rest, err = s.fromEntry(ctx, rest); err != nil {
				return nil, fmt.Errorf("counting stories in the search index: %w", err)
			}
		}
		r = rest
	}
	return counts, nil
}

// maxAsked is how many phrases one statement counts.
const maxAsked = 100

// countPart adds what the nth part of a range holds of some of the matches, and gives
// the rest of the range.
func (s *Store) countPart(ctx context.Context, counts []int, matches []string, some []int, r entryRange, n, most int) (rest entryRange, err error) {
	var part question
	var args []any
	for _, i := range some {
		part, rest = s.dialect.engine().newest(wordsTier, `1`, matches[i], r, n)
		args = append(args, part.args[0], i) // the match comes first
	}
	type counted struct{ i, found int }
	scan := func(row scanner) (c counted, err error) { return c, row.Scan(&c.i, &c.found) }
	inner, _, _ := strings.Cut(part.text, `ORDER BY`) // which of them are counted does not matter
	text := `WITH asked(match, i) AS (VALUES ` + strings.TrimSuffix(strings.Repeat(`(CAST(? AS text), CAST(? AS bigint)), `, len(some)), `, `) + `)
	SELECT i, (SELECT count(*) FROM (` + strings.Replace(inner, `?`, `asked.match`, 1) + ` LIMIT ?) found) FROM asked`
	found, err := list(ctx, s, scan, text, append(append(args, part.args[1:]...), most)...)
	for _, c := range found {
		counts[c.i] = min(counts[c.i]+c.found, most)
	}
	return rest, err
}

// rank asks the tiers, each for the words as they were typed and for the words.
// The tier that is likeliest to fill the page comes first: a match of the next
// has to be new enough to outrank what is there, and older ones are not sought.
func (s *Store) rank(ctx context.Context, r *ranking, l ilbo.IndexLookup) error {
	typed := l
	typed.Must, typed.Typed = l.Typed, nil
	for _, t := range [...]tier{furnitureTier, deckTier, headlineTier, wordsTier} {
		if len(l.Typed) > 0 && (t == wordsTier || t.answers(typed)) {
			if err := s.ask(ctx, r, t, typed, weights[t]); err != nil {
				return err
			}
		}
		if t < wordsTier && t.answers(l) {
			if err := s.ask(ctx, r, t, l, weights[t]*r.found); err != nil {
				return err
			}
		}
	}
	return nil
}

// ask adds what a tier has that may change the page.
func (s *Store) ask(ctx context.Context, r *ranking, t tier, l ilbo.IndexLookup, weight float64) error {
	oldest, ok := r.oldest(weight)
	if !ok {
		return nil
	}
	some, err := newest(ctx, s, s.numbers, `e.entry`, t, l, oldest, r.reach)
	if err != nil {
		return err
	}
	r.add(some, weight)
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
	first  int64   // the oldest of all that the words find anywhere, where that is known
	reach  int     // how many of a tier are enough: its newest are its best
	places int     // up to the end of the page
	last   float64 // the score in the last of these places, 0 where it is free
}

// newRanking begins with what was found in all words, the newest first.
func newRanking(l ilbo.IndexLookup, entries []int64) *ranking {
	places := min(l.Offset+l.Limit, maxCounted)
	r := &ranking{now: l.Now, scores: make(map[int64]float64, len(entries)), reach: places, places: places}
	if r.found = 1; len(l.Typed) > 0 {
		r.found = otherwise
	}
	for _, entry := range entries {
		r.scores[entry] = weights[wordsTier] * r.found * r.freshness(entry)
	}
	if len(entries) >= places { // the newer, the better
		r.last = r.scores[entries[places-1]]
	}
	if len(l.Not) > 0 { // only all words tell what must not be found
		r.closed, r.reach = true, maxCounted
	}
	if r.first = math.MinInt64; len(entries) <= maxCounted {
		r.first = entries[len(entries)-1]
	}
	return r
}

func (r *ranking) add(entries []int64, weight float64) {
	for _, entry := range entries {
		if old, ok := r.scores[entry]; ok || !r.closed {
			r.scores[entry] = max(old, weight*r.freshness(entry))
		}
	}
	if len(r.scores) < r.places || len(entries) == 0 {
		return
	}
	list := make([]float64, 0, 2*r.places)
	for _, score := range r.scores {
		if score >= r.last {
			list = append(list, score)
		}
	}
	slices.Sort(list)
	r.last = list[len(list)-r.places]
}

// What age costs at most, and how old a story is that it costs half of that.
const (
	ageCosts = 0.6
	halfAged = 182 * 24 * 60 * 60 // seconds
)

// freshness is 1 for a story of now; no age takes all of it, so that an old
// headline comes before what a new story says in passing.
func (r *ranking) freshness(entry int64) float64 {
	age := max(0, secondOf(r.now)-entry>>storyBits)
	return 1 - ageCosts*(1-1/(1+float64(age)/halfAged))
}

// oldest is the entry from which on a match of that weight may come into the
// page or rise in it; false where none may.
func (r *ranking) oldest(weight float64) (int64, bool) {
	fresh := r.last / weight
	if fresh > 1 {
		return 0, false
	}
	if fresh <= 1-ageCosts {
		return r.first, true
	}
	age := halfAged * (1/(1-(1-fresh)/ageCosts) - 1) // of that freshness
	return max(r.first, (secondOf(r.now)-int64(math.Ceil(age)))<<storyBits), true
}

// best are those that were gathered, the best first, at least up to the end of the
// page.
func (r *ranking) best() []int64 {
	list := make([]int64, 0, 2*r.places)
	for entry, score := range r.scores {
		if score >= r.last {
			list = append(list, entry)
		}
	}
	slices.SortFunc(list, func(a, b int64) int {
		return cmp.Or(cmp.Compare(r.scores[b], r.scores[a]), cmp.Compare(b, a))
	})
	return list
}

// newest are columns of the entries of a tier that the lookup asks for, from an
// oldest on, the newest first, at most limit of them.
// Read gives the rows of a statement.
func newest[T any](ctx context.Context, s *Store, read func(ctx context.Context, text string, args ...any) ([]T, error), columns string, t tier, l ilbo.IndexLookup, oldest int64, limit int) ([]T, error) {
	r := entryRange{oldest, math.MaxInt64, l.Now}
	if !l.From.IsZero() {
		r.oldest = max(oldest, entryNumber(0, l.From))
	}
	if !l.To.IsZero() {
		r.newest = entryNumber(0, l.To) - 1
	}
	match := s.dialect.engine().match(t, l)
	var found []T
	for n := 0; !r.empty() && len(found) < limit; n++ {
		// Without words to ask for the entries alone decide.
		q, rest := question{`SELECT ` + columns + ` FROM search_entries e WHERE entry BETWEEN ? AND ? AND public_from <= ? ORDER BY entry DESC LIMIT ?`,
			[]any{r.oldest, r.newest, l.Now.UnixMilli()}}, noEntries
		if match != "" {
			q, rest = s.dialect.engine().newest(t, columns, match, r, n)
		}
		some, err := read(ctx, q.text, append(q.args, limit-len(found))...)
		if err == nil && !rest.empty() && len(found)+len(some) < limit {
			rest, err = s.fromEntry(ctx, rest)
		}
		if err != nil {
			return nil, fmt.Errorf("find stories in the search index: %w", err)
		}
		found, r = append(found, some...), rest
	}
	return found, nil
}

// numbers reads rows of one number.
func (s *Store) numbers(ctx context.Context, text string, args ...any) ([]int64, error) {
	return list(ctx, s, value[int64], text, args...)
}

// fromEntry is a range that begins with its newest entry, so that no part of a
// search is about a time in which nothing was published.
func (s *Store) fromEntry(ctx context.Context, r entryRange) (entryRange, error) {
	newest, err := one(ctx, s, value[int64], `SELECT entry FROM search_entries WHERE entry BETWEEN ? AND ? ORDER BY entry DESC LIMIT 1`, r.oldest, r.newest)
	if errors.Is(err, sql.ErrNoRows) {
		return noEntries, nil
	}
	r.newest = newest
	return r, err
}
