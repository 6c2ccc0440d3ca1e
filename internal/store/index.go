package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// The search index is FTS5 (https://sqlite.org/fts5.html) over words that were
// analysed before: it adds no language of its own. It stands in the paper's
// database, and is made anew from the stories where it is lost.
//
// A row's number grows with the moment of publication, so that FTS5, which
// walks its rows by number in either direction, gives the newest matches first
// and stops when it has enough: a word that half a million stories hold costs
// no more than one that a thousand hold. For the same reason nothing is ranked
// by bm25, which counts all matches of every word before it ranks the first.
// Rank is where the words stand, in three tiers, and how fresh the story is.

// ledeWords is how far into the body a story says what it is about.
const ledeWords = 80

// storyBits are the part of an entry's number that is the story's.
const storyBits = 29

// entryNumber orders entries by the second of publication, and those of one
// second by their stories. Moments before 1425 and after 2514 count as those.
func entryNumber(id ilbo.StoryID, published time.Time) int64 {
	return secondOf(published)<<storyBits | int64(id)
}

func secondOf(t time.Time) int64 { return min(max(t.Unix(), -1<<34), 1<<34-1) }

func storyOf(entry int64) ilbo.StoryID { return ilbo.StoryID(entry & (1<<storyBits - 1)) }

// PutEntries adds stories to the search index, or replaces what it holds of
// them, in one transaction: in that of ctx, or else in one with the entries of
// all who call at the same time, because the index is made fastest from many at
// once. Of two entries of one story the last counts.
func (s *Store) PutEntries(ctx context.Context, entries []ilbo.IndexEntry) error {
	if len(entries) == 0 {
		return nil
	}
	if transactionOf(ctx, s) != nil {
		return s.putEntries(ctx, entries)
	}
	return s.indexing.do(ctx, entries, s.putEntries)
}

func (s *Store) putEntries(ctx context.Context, entries []ilbo.IndexEntry) error {
	entries = inOrder(entries)
	return s.change(ctx, func(ctx context.Context, tx *transaction) error {
		for i := range entries {
			if err := removeEntry(ctx, tx, entries[i].Story); err != nil {
				return fmt.Errorf("take story %d out of the search index: %w", entries[i].Story, err)
			}
		}
		for i := range entries {
			if err := putEntry(ctx, tx, &entries[i]); err != nil {
				return fmt.Errorf("put story %d in the search index: %w", entries[i].Story, err)
			}
		}
		return nil
	})
}

// inOrder gives the last entry of each story in the order of their numbers:
// FTS5 writes what it has gathered to disk whenever a number is lower than the
// one before.
func inOrder(entries []ilbo.IndexEntry) []ilbo.IndexEntry {
	last := make(map[ilbo.StoryID]int, len(entries))
	for i := range entries {
		last[entries[i].Story] = i
	}
	list := make([]ilbo.IndexEntry, 0, len(last))
	for i := range entries {
		if last[entries[i].Story] == i {
			list = append(list, entries[i])
		}
	}
	slices.SortFunc(list, func(a, b ilbo.IndexEntry) int {
		return cmp.Compare(entryNumber(a.Story, a.Published), entryNumber(b.Story, b.Published))
	})
	return list
}

// RemoveEntries takes stories out of the search index, in one transaction.
func (s *Store) RemoveEntries(ctx context.Context, ids ...ilbo.StoryID) error {
	if len(ids) == 0 {
		return nil
	}
	return s.change(ctx, func(ctx context.Context, tx *transaction) error {
		for _, id := range ids {
			if err := removeEntry(ctx, tx, id); err != nil {
				return fmt.Errorf("take story %d out of the search index: %w", id, err)
			}
		}
		return nil
	})
}

const (
	insertEntry     = `INSERT INTO search_entries (entry, story, public_from) VALUES (?, ?, ?)`
	insertWords     = `INSERT INTO search_words (rowid, headline, deck, byline, topics, body, filter) VALUES (?, ?, ?, ?, ?, ?, ?)`
	insertFurniture = `INSERT INTO search_furniture (rowid, headline, deck, byline, topics, lede, filter) VALUES (?, ?, ?, ?, ?, ?, ?)`
	deleteEntry     = `DELETE FROM search_entries WHERE story = ? RETURNING entry`
	deleteWords     = `DELETE FROM search_words WHERE rowid = ?`
	deleteFurniture = `DELETE FROM search_furniture WHERE rowid = ?`
)

func putEntry(ctx context.Context, tx *transaction, e *ilbo.IndexEntry) error {
	if e.Story <= 0 || e.Story >= 1<<storyBits {
		return fmt.Errorf("the index holds stories 1 to %d: %w", 1<<storyBits-1, ilbo.Invalid)
	}
	number := entryNumber(e.Story, e.Published)
	if _, err := tx.exec(ctx, insertEntry, number, int64(e.Story), e.PublicFrom.UnixMilli()); err != nil {
		return err
	}
	args := []any{number}
	for _, f := range [...]ilbo.IndexField{ilbo.IndexHeadline, ilbo.IndexDeck, ilbo.IndexByline, ilbo.IndexTopics, ilbo.IndexBody} {
		args = append(args, strings.Join(e.Words[f], " "))
	}
	args = append(args, filterWord(string(e.Language))+" "+filterWord(string(e.Section))+" "+filterWord(string(e.Section.Top())))
	if _, err := tx.exec(ctx, insertWords, args...); err != nil {
		return err
	}
	body := e.Words[ilbo.IndexBody]
	args[5] = strings.Join(body[:min(ledeWords, len(body))], " ")
	_, err := tx.exec(ctx, insertFurniture, args...)
	return err
}

func removeEntry(ctx context.Context, tx *transaction, id ilbo.StoryID) error {
	var number int64
	err := tx.first(ctx, []any{&number}, deleteEntry, int64(id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil // FTS5 would note a deletion of what it never held
	}
	if err != nil {
		return err
	}
	if _, err := tx.exec(ctx, deleteWords, number); err != nil {
		return err
	}
	_, err = tx.exec(ctx, deleteFurniture, number)
	return err
}

// filterWord writes the name of a language or a section as one word.
func filterWord(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '/' || r == '-' {
			return '·'
		}
		return r
	}, name)
}
