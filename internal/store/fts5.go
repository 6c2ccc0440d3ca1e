package store

import (
	"context"
	"fmt"
	"strings"

	"ilbo.press"
)

// fts5Engine is SQLite's own index of texts: https://sqlite.org/fts5.html. It
// keeps no text of its own.
type fts5Engine struct{}

func (d fts5Engine) put(ctx context.Context, t *transaction, e *ilbo.IndexEntry) error {
	if err := d.remove(ctx, t, e.Story); err != nil {
		return err
	}
	_, err := t.exec(ctx, `INSERT INTO search_entries (story, language, section, top, published, public_from) VALUES (?, ?, ?, ?, ?, ?)`,
		int64(e.Story), string(e.Language), string(e.Section), string(e.Section.Top()), e.Published.UnixMilli(), e.PublicFrom.UnixMilli())
	if err != nil {
		return err
	}
	args := []any{int64(e.Story)}
	for _, f := range indexFields {
		args = append(args, strings.Join(e.Words[f], " "))
	}
	_, err = t.exec(ctx, `INSERT INTO search_words (rowid, headline, deck, byline, topics, body) VALUES (?, ?, ?, ?, ?, ?)`, args...)
	return err
}

func (fts5Engine) remove(ctx context.Context, t *transaction, id ilbo.StoryID) error {
	result, err := t.exec(ctx, `DELETE FROM search_entries WHERE story = ?`, int64(id))
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err // FTS5 would note a deletion of what it never held
	}
	_, err = t.exec(ctx, `DELETE FROM search_words WHERE rowid = ?`, int64(id))
	return err
}

// tables keeps SQLite, by CROSS JOIN, from walking the entries and asking FTS5
// for each.
func (fts5Engine) tables() (from, condition string) {
	return `search_words CROSS JOIN search_entries e ON e.story = search_words.rowid`, `search_words MATCH ?`
}

// ranked ranks by BM25 with a weight for each column.
func (fts5Engine) ranked(l ilbo.IndexLookup, from string) (string, []any) {
	return fmt.Sprintf(`SELECT search_words.rowid AS story, e.published AS published, bm25(search_words, 12.0, 5.0, 4.0, 3.0, 1.0) * %s AS score
	FROM %s ORDER BY search_words.rowid DESC LIMIT %d`, freshness, from, maxRanked), []any{l.Now.UnixMilli(), l.Now.UnixMilli()}
}

// match writes phrases as FTS5 reads them. Every phrase is a quoted string, so
// that no word can be taken for an operator.
func (fts5Engine) match(l ilbo.IndexLookup) string {
	wanted := expressions(l.Must)
	if len(wanted) == 0 {
		return ""
	}
	expression := strings.Join(wanted, " AND ")
	for _, e := range expressions(l.Not) {
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
