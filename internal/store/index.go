package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// The search index stands in the paper's database, over words that were analysed
// before: no engine adds a language of its own. It is made anew from the stories
// where it is lost: see reindex.go.
//
// An entry's number grows with the moment of publication, so that a search
// walks the entries from the newest on and stops when it has enough: a word
// that half a million stories hold costs no more than one that a thousand hold.
// For the same reason nothing is ranked by how rare a word is (bm25 and its
// kin), for which all matches of every word are counted before the first is
// ranked. Rank is where the words stand, in four tiers, and how fresh the story
// is: see lookup.go.

// indexFields are the fields of the index in order.
var indexFields = [...]ilbo.IndexField{ilbo.IndexHeadline, ilbo.IndexDeck, ilbo.IndexByline, ilbo.IndexTopics, ilbo.IndexBody}

// An engine is the index in the way of its database: one of those things that
// two databases have no common text for. It holds two texts of each story: all
// its words, and its furniture with the beginning of the body.
type engine interface {
	// spell gives the texts that put writes of an entry: what can be done of it
	// without the database.
	spell(e *ilbo.IndexEntry) []any
	// put replaces what the index holds of a story, which is nothing where that
	// is new, by the texts that spell gave, which are writable.
	put(ctx context.Context, t *transaction, e *ilbo.IndexEntry, texts []any, isNew bool) error
	// remove takes a story out that may not be there.
	remove(ctx context.Context, t *transaction, id ilbo.StoryID) error
	// match writes what a lookup asks of a tier, empty where that is nothing.
	match(t tier, l ilbo.IndexLookup) string
	// newest is a statement that gives columns of the entries of a tier, the newest
	// first, for what match wrote. It may be about the newest part of the range
	// alone: n tells how many parts were asked before, and the rest is what is left
	// to be asked. What it lacks is its last argument: how many are enough.
	newest(t tier, columns, match string, r entryRange, n int) (q question, rest entryRange)
	// writings are the statements of put and remove.
	writings() []string
}

// An entryRange is the entries that a search is about: from the oldest to the
// newest, and public by a moment.
type entryRange struct {
	oldest, newest int64
	now            time.Time
}

// empty reports whether no entry is in the range.
func (r entryRange) empty() bool { return r.oldest > r.newest }

// A question is a statement with its arguments.
type question struct {
	text string
	args []any
}

// storyBits are the part of an entry's number that is the story's.
const storyBits = 29

// entryNumber orders entries by the second of publication, and those of one
// second by their stories. Moments before 1425 and after 2514 count as those.
func entryNumber(id ilbo.StoryID, published time.Time) int64 {
	return secondOf(published)<<storyBits | int64(id)
}

func secondOf(t time.Time) int64 { return min(max(t.Unix(), -1<<34), 1<<34-1) }

func publishedOf(entry int64) time.Time { return time.Unix(entry>>storyBits, 0) }

func storyOf(entry int64) ilbo.StoryID { return ilbo.StoryID(entry & (1<<storyBits - 1)) }

// A word stands in the index with its story's language before it, "enferry", so
// that a search of the stories of one language meets no others: a word that only
// the other has would be tried in every story of the archive before none is found.

// spoken are the languages that a lookup is about.
func spoken(l *ilbo.IndexLookup) []ilbo.Language {
	if l.Language != "" {
		return []ilbo.Language{l.Language}
	}
	return languages[:]
}

// ledeWords is how far into the body a story says what it is about.
const ledeWords = 80

func lede(e *ilbo.IndexEntry) []string {
	body := e.Words[ilbo.IndexBody]
	return body[:min(ledeWords, len(body))]
}

// PutEntries adds stories to the search index, or replaces what it holds of
// them, in one transaction: in that of ctx, or else in one with the entries of
// all who call at the same time, because the index is made fastest from many at
// once. Of two entries of one story the last counts. Entries of stories that the
// transaction makes take the place of their index jobs.
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
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		engine, unmet := s.dialect.engine(), t.unmet()
		spell := func(e *ilbo.IndexEntry) spelled {
			texts := engine.spell(e)
			return spelled{texts, unwritable(texts)}
		}
		for e, made := range ahead(entries, spell) {
			if e.Story <= 0 || e.Story >= 1<<storyBits {
				return fmt.Errorf("put story %d in the search index, which holds stories 1 to %d: %w", e.Story, 1<<storyBits-1, ilbo.Invalid)
			}
			if made.unwritable {
				return fmt.Errorf("put story %d in the search index: %w", e.Story, errUnwritable)
			}
			if err := engine.put(ctx, t, e, made.texts, unmet[e.Story]); err != nil {
				return fmt.Errorf("put story %d in the search index: %w", e.Story, err)
			}
			t.note(e.Story, indexed)
		}
		if err := t.putVocabulary(ctx, entries, nil); err != nil {
			return fmt.Errorf("put the words of %d stories in the vocabulary: %w", len(entries), err)
		}
		return nil
	})
}

// spelled are the texts of an entry.
type spelled struct {
	texts      []any
	unwritable bool
}

// inOrder gives the last entry of each story, the newest first: FTS5 writes what
// it has gathered to disk whenever a row's number is lower than the one before.
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
		return cmp.Compare(entryNumber(b.Story, b.Published), entryNumber(a.Story, a.Published))
	})
	return list
}

// RemoveEntries takes stories out of the search index, in one transaction.
func (s *Store) RemoveEntries(ctx context.Context, ids ...ilbo.StoryID) error {
	if len(ids) == 0 {
		return nil
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, id := range ids {
			if err := s.dialect.engine().remove(ctx, t, id); err != nil {
				return fmt.Errorf("take story %d out of the search index: %w", id, err)
			}
		}
		if err := t.putVocabulary(ctx, nil, ids); err != nil {
			return fmt.Errorf("take the words of %d stories out of the vocabulary: %w", len(ids), err)
		}
		return nil
	})
}
