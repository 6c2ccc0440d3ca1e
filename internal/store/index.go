package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ilbo.press"
)

// The search index stands in the paper's database, over words that were analysed
// before: no engine adds a language of its own. It is made anew from the stories
// where it is lost.

// maxCounted is where the index stops counting what it found.
const maxCounted = 10_000

// maxRanked bounds the work of one search: of words that more stories than
// this hold, the stories with the highest numbers are ranked.
const maxRanked = 10_000

// indexFields are the fields of the index in order.
var indexFields = [...]ilbo.IndexField{ilbo.IndexHeadline, ilbo.IndexDeck, ilbo.IndexByline, ilbo.IndexTopics, ilbo.IndexBody}

// freshness is what a story's rank is multiplied by: one of today counts whole,
// one a quarter of a year old three quarters, and no age costs more than half.
// It is asked with the moment, twice.
const freshness = `(0.5 + 0.5 / (1.0 + CASE WHEN ? > e.published THEN ? - e.published ELSE 0 END / 7776000000.0))`

// An engine is the index in the way of its database: one of those things that
// two databases have no common text for.
type engine interface {
	// put replaces what the index holds of a story.
	put(ctx context.Context, t *transaction, e *ilbo.IndexEntry) error
	// remove takes a story out that may not be there.
	remove(ctx context.Context, t *transaction, id ilbo.StoryID) error
	// match writes the words of a lookup, empty where it asks for none.
	match(l ilbo.IndexLookup) string
	// tables are what a lookup of words reads, with search_entries as e among
	// them, and the condition that takes what match wrote.
	tables() (from, condition string)
	// ranked selects the number, the date of publication and the score, the lower
	// the better, of the [maxRanked] stories with the highest numbers that from
	// gives. Its own arguments come before those of from.
	ranked(l ilbo.IndexLookup, from string) (text string, args []any)
}

// PutEntries adds stories to the search index, or replaces what it holds of
// them, in one transaction.
func (s *Store) PutEntries(ctx context.Context, entries []ilbo.IndexEntry) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for i := range entries {
			if err := s.dialect.engine().put(ctx, t, &entries[i]); err != nil {
				return fmt.Errorf("put story %d in the search index: %w", entries[i].Story, err)
			}
		}
		return nil
	})
}

// RemoveEntries takes stories out of the search index, in one transaction.
func (s *Store) RemoveEntries(ctx context.Context, ids ...ilbo.StoryID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, id := range ids {
			if err := s.dialect.engine().remove(ctx, t, id); err != nil {
				return fmt.Errorf("take story %d out of the search index: %w", id, err)
			}
		}
		return nil
	})
}

// FindEntries gives the stories that the lookup asks for, the best first;
// without words to look for, the newest first. Total is exact up to 10,000,
// where counting stops.
func (s *Store) FindEntries(ctx context.Context, lookup ilbo.IndexLookup) (ilbo.IndexHits, error) {
	if lookup.Limit < 1 || lookup.Offset < 0 {
		return ilbo.IndexHits{}, fmt.Errorf("look up %d stories from place %d: %w", lookup.Limit, lookup.Offset, ilbo.Invalid)
	}
	f := newFilter(s.dialect.engine(), lookup)
	var hits ilbo.IndexHits
	var err error
	hits.Total, err = one(ctx, s, value[int], fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %d) AS found`, f.from(), maxCounted), f.args...)
	if err != nil {
		return ilbo.IndexHits{}, fmt.Errorf("count stories in the search index: %w", err)
	}
	if hits.Total <= lookup.Offset {
		return hits, nil
	}
	query, args := f.page(lookup)
	if hits.Stories, err = list(ctx, s, value[ilbo.StoryID], query, args...); err != nil {
		return ilbo.IndexHits{}, fmt.Errorf("find stories in the search index: %w", err)
	}
	return hits, nil
}

// A filter is a lookup in SQL.
type filter struct {
	engine engine
	match  string // as the engine writes it, empty where there are no words
	where  []string
	args   []any // of match and where
}

func newFilter(e engine, l ilbo.IndexLookup) *filter {
	f := &filter{engine: e, match: e.match(l)}
	if f.match != "" {
		f.args = append(f.args, f.match)
	}
	and := func(condition string, args ...any) {
		f.where = append(f.where, condition)
		f.args = append(f.args, args...)
	}
	and(`e.public_from <= ?`, l.Now.UnixMilli())
	if l.Language != "" {
		and(`e.language = ?`, string(l.Language))
	}
	if l.Section.Sub() {
		and(`e.section = ?`, string(l.Section))
	} else if l.Section != "" {
		and(`e.top = ?`, string(l.Section))
	}
	if !l.From.IsZero() {
		and(`e.published >= ?`, l.From.UnixMilli())
	}
	if !l.To.IsZero() {
		and(`e.published < ?`, l.To.UnixMilli())
	}
	return f
}

// from is the tables and conditions of the filter.
func (f *filter) from() string {
	tables, conditions := `search_entries e`, strings.Join(f.where, ` AND `)
	if f.match != "" {
		from, condition := f.engine.tables()
		tables, conditions = from, condition+` AND `+conditions
	}
	return tables + ` WHERE ` + conditions
}

// page is the query for the lookup's page, with its arguments.
func (f *filter) page(l ilbo.IndexLookup) (string, []any) {
	if f.match == "" {
		return `SELECT e.story FROM ` + f.from() + ` ORDER BY e.published DESC, e.story DESC LIMIT ? OFFSET ?`, append(slices.Clone(f.args), l.Limit, l.Offset)
	}
	inner, args := f.engine.ranked(l, f.from())
	args = append(append(args, f.args...), l.Limit, l.Offset)
	return `SELECT story FROM (` + inner + `) AS found ORDER BY score, published DESC, story DESC LIMIT ? OFFSET ?`, args
}
