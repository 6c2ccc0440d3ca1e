package store

import (
	"context"
	"fmt"
	"unicode/utf8"

	"ilbo.press"
)

const (
	selectCompletions = `SELECT text, typed, initials, stories, newest FROM vocabulary
	WHERE language = ? AND level = ? AND typed >= ? AND typed < ? ORDER BY typed, text LIMIT ?`
	selectInitials = `SELECT text, typed, initials, stories, newest FROM vocabulary
	WHERE language = ? AND level = ? AND initials >= ? AND initials < ? AND initials <> '' ORDER BY initials, text LIMIT ?`
)

// Completions are words of a language that are typed with that beginning, at
// least limit of them where there are so many: all of the levels that are held
// by the most stories, and of the last level those that come first.
func (s *Store) Completions(ctx context.Context, l ilbo.Language, typed string, limit int) ([]ilbo.HeadwordCount, error) {
	return s.beginnings(ctx, selectCompletions, l, typed, limit)
}

// CompletionsOfInitials are as Completions, of words by the initials of their
// syllables.
func (s *Store) CompletionsOfInitials(ctx context.Context, l ilbo.Language, initials string, limit int) ([]ilbo.HeadwordCount, error) {
	return s.beginnings(ctx, selectInitials, l, initials, limit)
}

func (s *Store) beginnings(ctx context.Context, text string, l ilbo.Language, beginning string, limit int) ([]ilbo.HeadwordCount, error) {
	if beginning == "" || limit < 1 {
		return nil, nil
	}
	var words []ilbo.HeadwordCount
	for level := len(vocabularyLevels); level >= 0 && len(words) < limit; level-- {
		some, err := list(ctx, s, scanHeadword, text, string(l), level, beginning, beginning+"\U0010FFFF", limit)
		if err != nil {
			return nil, fmt.Errorf("completing %q: %w", beginning, err)
		}
		words = append(words, some...)
	}
	return words, nil
}

func scanHeadword(row scanner) (w ilbo.HeadwordCount, err error) {
	return w, row.Scan(&w.Text, &w.Typed, &w.Initials, &w.Stories, &w.Newest)
}

// maxSpelled bounds the words of one length that one spelling is taken for.
const maxSpelled = 200

const selectSpelled = `SELECT w.text, w.typed, w.initials, w.stories, w.newest FROM vocabulary_spellings s
	JOIN vocabulary w ON w.language = s.language AND w.text = s.text WHERE s.language = ? AND s.spelling = ? AND s.letters = ? ORDER BY s.text LIMIT ?`

// Spelled are the words that more than one story holds, that have a spelling of
// a typed word and differ from it by so many letters in length. A word may come
// several times.
func (s *Store) Spelled(ctx context.Context, l ilbo.Language, typed string, differ int) ([]ilbo.HeadwordCount, error) {
	var words []ilbo.HeadwordCount
	letters := utf8.RuneCountInString(typed)
	for _, spelling := range ilbo.Spellings(typed, differ > 1) {
		for n := letters - differ; n <= letters+differ; n++ {
			some, err := list(ctx, s, scanHeadword, selectSpelled, string(l), spelling, n, maxSpelled)
			if err != nil {
				return nil, fmt.Errorf("looking for spellings of %q: %w", typed, err)
			}
			words = append(words, some...)
		}
	}
	return words, nil
}

// CheckVocabulary counts the words that are not held by as many stories as the
// vocabulary says, or by others than those of the search index.
func (s *Store) CheckVocabulary(ctx context.Context) (wrong int, err error) {
	change := vocabularyChange{}
	for after := int64(0); ; {
		some, err := list(ctx, s, scanGiven, `SELECT story, headwords FROM vocabulary_stories WHERE story > ? ORDER BY story LIMIT 1000`, after)
		if err != nil {
			return 0, fmt.Errorf("reading what stories gave to the vocabulary: %w", err)
		}
		if len(some) == 0 {
			break
		}
		for _, g := range some {
			after = int64(g.story)
			change.takeBack(g.headwords)
		}
	}
	for after := (heldWord{}); ; {
		some, err := list(ctx, s, scanCounted, `SELECT language, text, typed, stories FROM vocabulary
		WHERE language > ? OR language = ? AND text > ? ORDER BY language, text LIMIT 1000`, after.language, after.language, after.text)
		if err != nil {
			return 0, fmt.Errorf("reading the vocabulary: %w", err)
		}
		if len(some) == 0 {
			break
		}
		for _, w := range some {
			after = w.heldWord
			change.of(w.heldWord).stories += w.stories
		}
	}
	wrong = len(change.inOrder())
	strays, err := one(ctx, s, value[int], `SELECT (SELECT count(*) FROM search_entries e WHERE NOT EXISTS (SELECT 1 FROM vocabulary_stories v WHERE v.story = e.story))
	+ (SELECT count(*) FROM vocabulary_stories v WHERE NOT EXISTS (SELECT 1 FROM search_entries e WHERE e.story = v.story))`)
	if err != nil {
		return 0, fmt.Errorf("comparing the vocabulary with the search index: %w", err)
	}
	return wrong + strays, nil
}
