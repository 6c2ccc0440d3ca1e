package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"ilbo.press"
)

// fts5Engine is SQLite's own index of texts: https://sqlite.org/fts5.html. It
// keeps no text of its own. Furniture has a table to itself, so that a word
// that stands in every body and in few headlines is found in those at once.
//
// The row of an entry is the complement of its number: FTS5 packs the rows of a
// word as steps upwards, and walks them that way at two thirds of what the way
// down costs.
type fts5Engine struct{}

const (
	insertEntry     = `INSERT INTO search_entries (entry, story, public_from, shelfmark) VALUES (?, ?, ?, ?)`
	insertWords     = `INSERT INTO search_words (rowid, headline, deck, byline, topics, body, filter) VALUES (?, ?, ?, ?, ?, ?, ?)`
	insertFurniture = `INSERT INTO search_furniture (rowid, headline, deck, byline, topics, lede, filter) VALUES (?, ?, ?, ?, ?, ?, ?)`
	deleteEntry     = `DELETE FROM search_entries WHERE story = ? RETURNING entry`
	deleteWords     = `DELETE FROM search_words WHERE rowid = ?`
	deleteFurniture = `DELETE FROM search_furniture WHERE rowid = ?`
)

// spell gives the columns of search_words, and that of search_furniture which is
// another: the beginning of the body.
func (fts5Engine) spell(e *ilbo.IndexEntry) []any {
	texts := make([]any, 0, len(indexFields)+2)
	for _, f := range indexFields {
		texts = append(texts, spelledOut(e.Language, e.Words[f]))
	}
	return append(texts, strings.Join(filedUnder(e), " "), spelledOut(e.Language, lede(e)))
}

func (d fts5Engine) put(ctx context.Context, t *transaction, e *ilbo.IndexEntry, texts []any, isNew bool) error {
	if !isNew {
		if err := d.remove(ctx, t, e.Story); err != nil {
			return err
		}
	}
	number := entryNumber(e.Story, e.Published)
	if _, err := t.exec(ctx, insertEntry, number, int64(e.Story), e.PublicFrom.UnixMilli(), shelfmark(e)); err != nil {
		return err
	}
	args := append([]any{^number}, texts[:len(texts)-1]...)
	if _, err := t.run(ctx, insertWords, args...); err != nil {
		return err
	}
	args[len(indexFields)] = texts[len(texts)-1]
	_, err := t.run(ctx, insertFurniture, args...)
	return err
}

// spelledOut are words as FTS5 takes them in.
func spelledOut(l ilbo.Language, words []string) string {
	var b strings.Builder
	n := 0
	for _, word := range words {
		n += len(word) + len(l) + 1
	}
	b.Grow(n)
	for i, word := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(l))
		b.WriteString(word)
	}
	return b.String()
}

func (fts5Engine) remove(ctx context.Context, t *transaction, id ilbo.StoryID) error {
	var number int64
	err := t.first(ctx, []any{&number}, deleteEntry, int64(id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil // FTS5 would note a deletion of what it never held
	}
	if err != nil {
		return err
	}
	if _, err := t.exec(ctx, deleteWords, ^number); err != nil {
		return err
	}
	_, err = t.exec(ctx, deleteFurniture, ^number)
	return err
}

func (fts5Engine) writings() []string {
	return []string{insertEntry, insertWords, insertFurniture, deleteEntry, deleteWords, deleteFurniture}
}

// newest keeps SQLite, by CROSS JOIN, from walking the entries and asking FTS5
// for each.
func (fts5Engine) newest(t tier, columns, match string, r entryRange, _ int) (question, entryRange) {
	table := `search_furniture`
	if t == wordsTier {
		table = `search_words`
	}
	return question{`SELECT ` + columns + ` FROM ` + table + ` w CROSS JOIN search_entries e ON e.entry = ~w.rowid
	WHERE w.` + table + ` MATCH ? AND w.rowid <= ~? AND w.rowid >= ~? AND e.public_from <= ? ORDER BY w.rowid LIMIT ?`,
		[]any{match, r.oldest, r.newest, r.now.UnixMilli()}}, noEntries
}

// fts5Fields are FTS5's column filters of the tiers. The last two are all that their
// tables have but what entries are filed under, and no word of a story is one of
// those: a filter would copy, of each story that has a word, where it stands.
var fts5Fields = [...]string{headlineTier: "headline : ", deckTier: "{headline deck} : ", furnitureTier: "", wordsTier: ""}

// match writes phrases as FTS5 reads them. Every phrase is a quoted string, so
// that no word can be taken for an operator.
func (fts5Engine) match(t tier, l ilbo.IndexLookup) string {
	wanted := fts5Phrases(t, l.Must, spoken(&l))
	for _, name := range soughtUnder(&l) {
		wanted = append(wanted, `filter : `+quoteString(name))
	}
	if len(wanted) == 0 {
		return ""
	}
	expression := strings.Join(wanted, " AND ")
	for _, e := range fts5Phrases(t, l.Not, spoken(&l)) {
		expression = "(" + expression + ") NOT " + e
	}
	return expression
}

func fts5Phrases(t tier, list []ilbo.IndexPhrase, in []ilbo.Language) []string {
	var texts []string
	for i := range list {
		var ways []string
		for _, ph := range list[i].Ways() {
			for _, language := range in {
				if len(ph.Words) > 0 {
					ways = append(ways, fts5Phrase(t, ph, language))
				}
			}
		}
		if len(ways) > 0 {
			texts = append(texts, "("+strings.Join(ways, " OR ")+")")
		}
	}
	return texts
}

func fts5Phrase(t tier, ph ilbo.IndexPhrase, in ilbo.Language) string {
	fields := fts5Fields[t]
	for _, f := range indexFields {
		if f == ph.Field {
			fields = string(f) + " : "
		}
	}
	e := fields + quoteString(spelledOut(in, ph.Words))
	if ph.Open {
		e += " *"
	}
	return e
}

func quoteString(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
