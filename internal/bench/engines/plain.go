package engines

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/ext/fts5"

	"ilbo.press"
)

// plain is FTS5 as its manual shows it: one table, ranked by bm25.
type plain struct {
	wordless
	write, read *sql.DB
}

const plainTables = `
CREATE TABLE IF NOT EXISTS entries (story INTEGER PRIMARY KEY, public_from INTEGER NOT NULL) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
	headline, deck, byline, topics, body, filter, content = '', contentless_delete = 1, tokenize = 'ascii', detail = full
)`

// openPlain opens the file with the settings of the paper's own.
func openPlain(ctx context.Context, path string) (*plain, error) {
	open := func(more string) (*sql.DB, error) {
		return driver.Open("file:"+path+"?_txlock=immediate&_pragma=busy_timeout(30000)&_pragma=temp_store(memory)"+more, fts5.Register)
	}
	write, err := open("&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=cache_size(-32000)&_pragma=journal_size_limit(67108864)")
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	if _, err := write.ExecContext(ctx, plainTables); err != nil {
		return nil, err
	}
	read, err := open("&_pragma=query_only(on)&_pragma=cache_size(-16000)")
	if err != nil {
		return nil, err
	}
	read.SetMaxOpenConns(4)
	read.SetMaxIdleConns(4)
	return &plain{write: write, read: read}, nil
}

func (p *plain) Close() error {
	if err := p.read.Close(); err != nil {
		return err
	}
	return p.write.Close()
}

func (p *plain) PutEntries(ctx context.Context, entries []ilbo.IndexEntry) error {
	tx, err := p.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var stmts []*sql.Stmt
	for _, text := range []string{
		`DELETE FROM words WHERE rowid = ? AND EXISTS (SELECT 1 FROM entries WHERE story = ?)`,
		`INSERT OR REPLACE INTO entries (story, public_from) VALUES (?, ?)`,
		`INSERT INTO words (rowid, headline, deck, byline, topics, body, filter) VALUES (?, ?, ?, ?, ?, ?, ?)`,
	} {
		stmt, err := tx.PrepareContext(ctx, text)
		if err != nil {
			return err
		}
		defer stmt.Close()
		stmts = append(stmts, stmt)
	}
	for i := range entries {
		e := &entries[i]
		id := int64(e.Story)
		words := []any{id}
		for _, f := range fields {
			words = append(words, strings.Join(e.Words[f], " "))
		}
		words = append(words, filters(e))
		for n, args := range [][]any{{id, id}, {id, e.PublicFrom.UnixMilli()}, words} {
			if _, err := stmts[n].ExecContext(ctx, args...); err != nil {
				return fmt.Errorf("put story %d: %w", id, err)
			}
		}
	}
	return tx.Commit()
}

var fields = []ilbo.IndexField{ilbo.IndexHeadline, ilbo.IndexDeck, ilbo.IndexByline, ilbo.IndexTopics, ilbo.IndexBody}

func filters(e *ilbo.IndexEntry) string {
	return strings.ReplaceAll(string(e.Language)+" "+string(e.Section), "-", "·")
}

func (p *plain) RemoveEntries(ctx context.Context, ids ...ilbo.StoryID) error {
	for _, id := range ids {
		if _, err := p.write.ExecContext(ctx, `DELETE FROM words WHERE rowid = ?; DELETE FROM entries WHERE story = ?`, int64(id), int64(id)); err != nil {
			return err
		}
	}
	return nil
}

func (p *plain) FindEntries(ctx context.Context, l ilbo.IndexLookup) (ilbo.IndexHits, error) {
	const from = ` FROM words CROSS JOIN entries e ON e.story = words.rowid WHERE words MATCH ? AND e.public_from <= ?`
	match := plainMatch(l)
	var n int
	err := p.read.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1`+from+` LIMIT ?)`, match, l.Now.UnixMilli(), maxCounted+1).Scan(&n)
	if err != nil {
		return ilbo.IndexHits{}, err
	}
	hits := ilbo.IndexHits{Total: min(n, maxCounted), More: n > maxCounted}
	rows, err := p.read.QueryContext(ctx, `SELECT words.rowid`+from+` ORDER BY bm25(words, 8, 4, 2, 2, 1, 0), words.rowid DESC LIMIT ? OFFSET ?`,
		match, l.Now.UnixMilli(), l.Limit, l.Offset)
	if err != nil {
		return hits, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return hits, err
		}
		hits.Stories = append(hits.Stories, ilbo.StoryID(id))
	}
	return hits, rows.Err()
}

// plainMatch asks for all phrases. The comparison's lookups exclude nothing.
func plainMatch(l ilbo.IndexLookup) string {
	var all []string
	for i := range l.Must {
		var ways []string
		for _, way := range l.Must[i].Ways() {
			text := `"` + strings.Join(way.Words, " ") + `"`
			if way.Open {
				text += " *"
			}
			if way.Field != "" {
				text = string(way.Field) + " : " + text
			}
			ways = append(ways, text)
		}
		all = append(all, "("+strings.Join(ways, " OR ")+")")
	}
	return strings.Join(all, " AND ")
}
