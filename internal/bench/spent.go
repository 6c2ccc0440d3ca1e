package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ncruces/go-sqlite3/driver"
)

// A spending is one thing that a paper's bytes are for, and how they are counted.
type spending struct{ name, sum string }

var inFile = []spending{
	{"bodies", `SELECT sum(octet_length(body)) FROM bodies`},
	{"index of all words", `SELECT sum(length(block)) FROM search_words_data`},
	{"index of furniture", `SELECT sum(length(block)) FROM search_furniture_data`},
	{"furniture", `SELECT sum(octet_length(headline) + octet_length(deck) + octet_length(bylines) + octet_length(topics) + octet_length(lead)) FROM stories`},
	{"what searches are completed from", `SELECT (SELECT sum(octet_length(headwords)) FROM vocabulary_stories) +
		(SELECT coalesce(sum(octet_length(text) + octet_length(spelling)), 0) FROM vocabulary_spellings)`},
}

var onServer = []spending{
	{"bodies", `SELECT pg_total_relation_size('bodies')`},
	{"words of the index", `SELECT pg_table_size('search_entries')`},
	{"index of all words", `SELECT pg_relation_size('search_entries_words')`},
	{"index of furniture", `SELECT pg_relation_size('search_entries_furniture')`},
	{"furniture", `SELECT pg_table_size('stories')`},
	{"what searches are completed from", `SELECT pg_total_relation_size('vocabulary_stories') + pg_total_relation_size('vocabulary') + pg_total_relation_size('vocabulary_spellings')`},
}

// spent tells how many bytes a story take in a paper's database, and what for;
// the last is what is left: lists, keys, and space that is free.
func (b *bench) spent(ctx context.Context, dir string, stories int) (total, parts string, err error) {
	open, list := b.openFile, inFile
	if b.server != "" {
		open, list = b.openDatabase, onServer
	}
	db, size, err := open(ctx, dir, stories)
	if err != nil {
		return "", "", err
	}
	defer db.Close()
	kB := func(bytes int64) string { return fmt.Sprintf("%.1f kB", float64(bytes)/float64(stories)/1000) }
	rest := size
	var said []string
	for _, s := range list {
		var bytes int64
		if err := db.QueryRowContext(ctx, s.sum).Scan(&bytes); err != nil {
			return "", "", fmt.Errorf("counting %s: %w", s.name, err)
		}
		rest -= bytes
		said = append(said, s.name+" "+kB(bytes))
	}
	return kB(size), strings.Join(append(said, "lists, keys and the rest "+kB(rest)), ", "), nil
}

func (b *bench) openFile(_ context.Context, dir string, _ int) (*sql.DB, int64, error) {
	file := filepath.Join(dir, "paper.db")
	info, err := os.Stat(file)
	if err != nil {
		return nil, 0, err
	}
	db, err := driver.Open("file:" + file + "?mode=ro&_pragma=query_only(on)")
	return db, info.Size(), err
}
