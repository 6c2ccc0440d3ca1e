package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// maxCounted is where the index stops counting what it found.
const maxCounted = 1_000

// A tier is a part of the stories' words and what a match in it weighs.
type tier struct {
	table  string
	fields string // FTS5's column filter for words that are sought in no field of their own
	weight float64
}

// tiers are the parts, the weightiest first. The last one holds all words, and
// what another one finds the last one finds.
var tiers = [...]tier{
	{"search_furniture", "headline", 1},
	{"search_furniture", "{headline deck byline topics lede}", 0.55},
	{"search_words", "{headline deck byline topics body}", 0.3},
}

// FindEntries gives the stories that the lookup asks for, the best first; of
// equals, and without words to look for, the newest first. Total stops at 1,000,
// and so does what can be paged through.
func (s *Store) FindEntries(ctx context.Context, lookup ilbo.IndexLookup) (ilbo.IndexHits, error) {
	if lookup.Limit < 1 || lookup.Offset < 0 {
		return ilbo.IndexHits{}, fmt.Errorf("look up %d stories from place %d: %w", lookup.Limit, lookup.Offset, ilbo.Invalid)
	}
	all := &tiers[len(tiers)-1]
	entries, err := s.newest(ctx, all, lookup, maxCounted+1)
	if err != nil {
		return ilbo.IndexHits{}, err
	}
	hits := ilbo.IndexHits{Total: min(len(entries), maxCounted), More: len(entries) > maxCounted}
	if hits.Total <= lookup.Offset {
		return hits, nil
	}
	r := ranking{now: lookup.Now, scores: map[int64]float64{}, fixed: len(lookup.Not) > 0}
	r.add(entries, all.weight)
	for i := range tiers[:len(tiers)-1] {
		if !tiers[i].answers(lookup) {
			continue
		}
		// The newest of a tier are the best of it: no page needs more than it shows.
		reach := min(lookup.Offset+lookup.Limit, maxCounted)
		if r.fixed {
			reach = maxCounted
		}
		some, err := s.newest(ctx, &tiers[i], lookup, reach)
		if err != nil {
			return ilbo.IndexHits{}, err
		}
		r.add(some, tiers[i].weight)
	}
	best := r.best()
	for _, entry := range best[lookup.Offset:min(lookup.Offset+lookup.Limit, hits.Total)] {
		hits.Stories = append(hits.Stories, storyOf(entry))
	}
	return hits, nil
}

// answers reports whether the tier has something to say of a lookup.
func (t *tier) answers(l ilbo.IndexLookup) bool {
	return len(l.Must) > 0 && !slices.ContainsFunc(l.Must, func(p ilbo.IndexPhrase) bool { return p.Field == ilbo.IndexBody })
}

// A ranking gathers matches with the best score that each has.
type ranking struct {
	now    time.Time
	scores map[int64]float64
	fixed  bool // only what was added first counts: another tier cannot tell what must not be found
}

func (r *ranking) add(entries []int64, weight float64) {
	first := len(r.scores) == 0
	for _, entry := range entries {
		if _, ok := r.scores[entry]; ok || first || !r.fixed {
			r.scores[entry] = max(r.scores[entry], weight*r.freshness(entry))
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
func (s *Store) newest(ctx context.Context, t *tier, l ilbo.IndexLookup, limit int) ([]int64, error) {
	from, to := int64(math.MinInt64), int64(math.MaxInt64)
	if !l.From.IsZero() {
		from = entryNumber(0, l.From)
	}
	if !l.To.IsZero() {
		to = entryNumber(0, l.To)
	}
	text, args := `SELECT entry FROM search_entries WHERE`, []any(nil)
	if match := t.expression(l); match != "" {
		// CROSS JOIN keeps SQLite from walking the entries and asking FTS5 for each.
		text = `SELECT e.entry FROM ` + t.table + ` w CROSS JOIN search_entries e ON e.entry = w.rowid
		WHERE ` + t.table + ` MATCH ? AND w.rowid >= ? AND w.rowid < ? AND e.public_from <= ? ORDER BY w.rowid DESC LIMIT ?`
		args = append(args, match)
	} else {
		text += ` entry >= ? AND entry < ? AND public_from <= ? ORDER BY entry DESC LIMIT ?`
	}
	found, err := list(ctx, s, value[int64], text, append(args, from, to, l.Now.UnixMilli(), limit)...)
	if err != nil {
		return nil, fmt.Errorf("find stories in the search index: %w", err)
	}
	return found, nil
}

// expression is what the lookup asks of the tier as FTS5 reads it, empty where
// that is nothing. Every phrase is a quoted string, so that no word can be
// taken for an operator.
func (t *tier) expression(l ilbo.IndexLookup) string {
	wanted := t.phrases(l.Must)
	for _, name := range []string{string(l.Language), string(l.Section)} {
		if name != "" {
			wanted = append(wanted, `filter : `+quoted(filterWord(name)))
		}
	}
	if len(wanted) == 0 {
		return ""
	}
	expression := strings.Join(wanted, " AND ")
	for _, e := range t.phrases(l.Not) {
		expression = "(" + expression + ") NOT " + e
	}
	return expression
}

func (t *tier) phrases(list []ilbo.IndexPhrase) []string {
	var texts []string
	for _, ph := range list {
		if len(ph.Words) == 0 {
			continue
		}
		fields := t.fields
		if ph.Field != "" {
			fields = string(ph.Field)
		}
		e := fields + " : " + quoted(strings.Join(ph.Words, " "))
		if ph.Open {
			e += " *"
		}
		texts = append(texts, "("+e+")")
	}
	return texts
}

func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
