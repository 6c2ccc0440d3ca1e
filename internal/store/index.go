package store

import (
	"context"
	"fmt"
	"strings"

	"ilbo.press"
)

// The search index is FTS5 (https://sqlite.org/fts5.html) over words that were
// analysed before: it adds no language of its own. It stands in the paper's
// database, and is made anew from the stories where it is lost.

// maxCounted is where the index stops counting what it found.
const maxCounted = 10_000

// maxRanked bounds the work of one search: of words that more stories than
// this hold, the stories with the highest numbers are ranked.
const maxRanked = 10_000

// indexFields are the columns of search_words in order.
var indexFields = [...]ilbo.IndexField{ilbo.IndexHeadline, ilbo.IndexDeck, ilbo.IndexByline, ilbo.IndexTopics, ilbo.IndexBody}

// rank is BM25 with a weight for each column, times the story's freshness: one
// of today counts whole, one a quarter of a year old three quarters, and no age
// costs more than half. The lower the better.
const rank = `bm25(search_words, 12.0, 5.0, 4.0, 3.0, 1.0) * (0.5 + 0.5 / (1.0 + max(0, ? - e.published) / 7776000000.0))`

// PutEntries adds stories to the search index, or replaces what it holds of
// them, in one transaction.
func (s *Store) PutEntries(ctx context.Context, entries []ilbo.IndexEntry) error {
	return s.change(ctx, func(ctx context.Context, tx *transaction) error {
		for i := range entries {
			if err := putEntry(ctx, tx, &entries[i]); err != nil {
				return fmt.Errorf("put story %d in the search index: %w", entries[i].Story, err)
			}
		}
		return nil
	})
}

// RemoveEntries takes stories out of the search index, in one transaction.
func (s *Store) RemoveEntries(ctx context.Context, ids ...ilbo.StoryID) error {
	return s.change(ctx, func(ctx context.Context, tx *transaction) error {
		for _, id := range ids {
			if err := removeEntry(ctx, tx, id); err != nil {
				return fmt.Errorf("take story %d out of the search index: %w", id, err)
			}
		}
		return nil
	})
}

func putEntry(ctx context.Context, tx *transaction, e *ilbo.IndexEntry) error {
	if err := removeEntry(ctx, tx, e.Story); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO search_entries (story, language, section, top, published, public_from) VALUES (?, ?, ?, ?, ?, ?)`,
		int64(e.Story), string(e.Language), string(e.Section), string(e.Section.Top()), e.Published.UnixMilli(), e.PublicFrom.UnixMilli())
	if err != nil {
		return err
	}
	args := []any{int64(e.Story)}
	for _, f := range indexFields {
		args = append(args, strings.Join(e.Words[f], " "))
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO search_words (rowid, headline, deck, byline, topics, body) VALUES (?, ?, ?, ?, ?, ?)`, args...)
	return err
}

func removeEntry(ctx context.Context, tx *transaction, id ilbo.StoryID) error {
	result, err := tx.ExecContext(ctx, `DELETE FROM search_entries WHERE story = ?`, int64(id))
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err // FTS5 would note a deletion of what it never held
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM search_words WHERE rowid = ?`, int64(id))
	return err
}

// FindEntries gives the stories that the lookup asks for, the best first: see
// [rank]; without words to look for, the newest first. Total is exact up to
// 10,000, where counting stops.
func (s *Store) FindEntries(ctx context.Context, lookup ilbo.IndexLookup) (ilbo.IndexHits, error) {
	if lookup.Limit < 1 || lookup.Offset < 0 {
		return ilbo.IndexHits{}, fmt.Errorf("look up %d stories from place %d: %w", lookup.Limit, lookup.Offset, ilbo.Invalid)
	}
	f := newFilter(lookup)
	var hits ilbo.IndexHits
	err := s.read.QueryRowContext(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %d)`, f.from(), maxCounted), f.args...).Scan(&hits.Total)
	if err != nil {
		return ilbo.IndexHits{}, fmt.Errorf("count stories in the search index: %w", err)
	}
	if hits.Total <= lookup.Offset {
		return hits, nil
	}
	query, args := f.page(lookup)
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return ilbo.IndexHits{}, fmt.Errorf("find stories in the search index: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id ilbo.StoryID
		if err := rows.Scan(&id); err != nil {
			return ilbo.IndexHits{}, fmt.Errorf("read a story found: %w", err)
		}
		hits.Stories = append(hits.Stories, id)
	}
	if err := rows.Err(); err != nil {
		return ilbo.IndexHits{}, fmt.Errorf("read stories found: %w", err)
	}
	return hits, nil
}

// A filter is a lookup in SQL.
type filter struct {
	match string // FTS5 expression, empty where there are no words
	where []string
	args  []any // of match and where
}

func newFilter(l ilbo.IndexLookup) *filter {
	f := &filter{match: matchExpression(l.Must, l.Not)}
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
		// CROSS JOIN keeps SQLite from walking the entries and asking FTS5 for each.
		tables = `search_words CROSS JOIN search_entries e ON e.story = search_words.rowid`
		conditions = `search_words MATCH ? AND ` + conditions
	}
	return tables + ` WHERE ` + conditions
}

// page is the query for the lookup's page, with its arguments.
func (f *filter) page(l ilbo.IndexLookup) (string, []any) {
	args := append([]any{}, f.args...)
	if f.match == "" {
		return `SELECT e.story FROM ` + f.from() + ` ORDER BY e.published DESC, e.story DESC LIMIT ? OFFSET ?`, append(args, l.Limit, l.Offset)
	}
	inner := `SELECT search_words.rowid AS story, e.published AS published, ` + rank + ` AS score FROM ` + f.from() +
		fmt.Sprintf(` ORDER BY search_words.rowid DESC LIMIT %d`, maxRanked)
	args = append(append([]any{l.Now.UnixMilli()}, args...), l.Limit, l.Offset)
	return `SELECT story FROM (` + inner + `) ORDER BY score, published DESC, story DESC LIMIT ? OFFSET ?`, args
}

// matchExpression writes phrases as FTS5 reads them. Every phrase is a quoted
// string, so that no word can be taken for an operator.
func matchExpression(must, not []ilbo.IndexPhrase) string {
	wanted := expressions(must)
	if len(wanted) == 0 {
		return ""
	}
	expression := strings.Join(wanted, " AND ")
	for _, e := range expressions(not) {
		expression = "(" + expression + ") NOT " + e
	}
	return expression
}

func expressions(phrases []ilbo.IndexPhrase) []string {
	var list []string
	for _, ph := range phrases {
		if len(ph.Words) == 0 {
			continue
		}
		e := `"` + strings.ReplaceAll(strings.Join(ph.Words, " "), `"`, `""`) + `"`
		if ph.Open {
			e += " *"
		}
		for _, f := range indexFields {
			if f == ph.Field {
				e = string(f) + " : " + e
			}
		}
		list = append(list, "("+e+")")
	}
	return list
}
