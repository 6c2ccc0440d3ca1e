package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/ncruces/go-sqlite3/driver"
)

// What a paper's file is spent on, and how its bytes are counted.
var spending = []struct{ name, sum string }{
	{"bodies", `SELECT sum(octet_length(body)) FROM bodies`},
	{"index of all words", `SELECT sum(length(block)) FROM search_words_data`},
	{"index of furniture", `SELECT sum(length(block)) FROM search_furniture_data`},
	{"furniture", `SELECT sum(octet_length(headline) + octet_length(deck) + octet_length(bylines) + octet_length(topics) + octet_length(lead)) FROM stories`},
	{"what searches are completed from", `SELECT (SELECT sum(octet_length(headwords)) FROM vocabulary_stories) +
		(SELECT coalesce(sum(octet_length(text) + octet_length(spelling)), 0) FROM vocabulary_spellings)`},
}

// spent tells how many bytes a story take in a paper's file, and what for; the
// last is what is left: lists, keys, and space that is free.
func spent(ctx context.Context, file string, stories int) (total, parts string, err error) {
	info, err := os.Stat(file)
	if err != nil {
		return "", "", err
	}
	db, err := driver.Open("file:" + file + "?mode=ro&_pragma=query_only(on)")
	if err != nil {
		return "", "", err
	}
	defer db.Close()
	kB := func(bytes int64) string { return fmt.Sprintf("%.1f kB", float64(bytes)/float64(stories)/1000) }
	rest := info.Size()
	var list []string
	for _, s := range spending {
		var bytes int64
		if err := db.QueryRowContext(ctx, s.sum).Scan(&bytes); err != nil {
			return "", "", fmt.Errorf("counting %s: %w", s.name, err)
		}
		rest -= bytes
		list = append(list, s.name+" "+kB(bytes))
	}
	return kB(info.Size()), strings.Join(append(list, "lists, keys and the rest "+kB(rest)), ", "), nil
}
