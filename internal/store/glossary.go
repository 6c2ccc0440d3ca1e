package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

// putGlossary makes the glossary hold what a story's lesson explains, and nothing else
// of it: of what did not change no row is written.
func (t *transaction) putGlossary(ctx context.Context, story ilbo.StoryID, l *ilbo.Lesson) error {
	type key struct{ word, words, meaning string }
	type held struct {
		key
		gloss string
	}
	scan := func(row scanner) (h held, err error) {
		return h, row.Scan(&h.word, &h.words, &h.meaning, &h.gloss)
	}
	before, err := list(ctx, t.store, scan, `SELECT word, words, meaning, gloss FROM glossary WHERE story = ?`, int64(story))
	if err != nil {
		return fmt.Errorf("reading the glossary of story %d: %w", story, err)
	}
	wanted := map[key]string{}
	for i := range l.Glosses {
		g := &l.Glosses[i]
		text, err := encode(g)
		if err != nil {
			return err
		}
		wanted[key{ilbo.WordKey(g.Headword), ilbo.WordKey(g.Words), g.Meaning}] = text
	}
	for _, h := range before {
		if text, there := wanted[h.key]; there && text == h.gloss {
			delete(wanted, h.key)
		} else if !there {
			if _, err := t.exec(ctx, `DELETE FROM glossary WHERE story = ? AND word = ? AND words = ? AND meaning = ?`, int64(story), h.word, h.words, h.meaning); err != nil {
				return fmt.Errorf("taking %q of story %d out of the glossary: %w", h.word, story, err)
			}
		}
	}
	for k, text := range wanted {
		_, err := t.exec(ctx, `INSERT INTO glossary (story, word, words, meaning, learned, explained, gloss, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (story, word, words, meaning) DO UPDATE SET learned = excluded.learned, explained = excluded.explained, gloss = excluded.gloss, at = excluded.at`,
			int64(story), k.word, k.words, k.meaning, string(l.Learned), string(l.Explained), text, l.At.UnixMilli())
		if err != nil {
			return fmt.Errorf("putting %q of story %d in the glossary: %w", k.word, story, err)
		}
	}
	return nil
}

const glossaryColumns = `story, gloss, at`

func scanGlossary(row scanner) (e ilbo.GlossaryEntry, err error) {
	var text string
	var at int64
	if err := row.Scan(&e.Story, &text, &at); err != nil {
		return e, err
	}
	e.At = time.UnixMilli(at).UTC()
	return e, decode(text, &e.Gloss)
}

// What is asked for at once at most: databases bound how many values a statement has.
const maxWordsAsked = 400

// Explained gives what lessons say of words, which are keys of headwords or of words as
// they stood in a story, in one language of another: the newest first, at most limit.
func (s *Store) Explained(ctx context.Context, learned, explained ilbo.Language, words []string, limit int) ([]ilbo.GlossaryEntry, error) {
	words = words[:min(len(words), maxWordsAsked/2)]
	if len(words) == 0 {
		return nil, nil
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(words)), ", ")
	args := []any{string(learned), string(explained)}
	for _, w := range words {
		args = append(args, w)
	}
	// Two ranges of two indexes, rather than one statement that reads neither.
	found, err := list(ctx, s, scanGlossary, `SELECT `+glossaryColumns+` FROM (
		SELECT story, gloss, at, word, words, meaning FROM glossary WHERE learned = ? AND explained = ? AND word IN (`+marks+`)
		UNION SELECT story, gloss, at, word, words, meaning FROM glossary WHERE learned = ? AND explained = ? AND words IN (`+marks+`)) g
		ORDER BY at DESC, story DESC, word, words, meaning LIMIT ?`, append(append(args, args...), limit)...)
	if err != nil {
		return nil, fmt.Errorf("looking %d words up in the glossary: %w", len(words), err)
	}
	return found, nil
}

// Glossary lists entries in the order of their places.
func (s *Store) Glossary(ctx context.Context, q ilbo.GlossaryQuery) ([]ilbo.GlossaryEntry, error) {
	text, args := `SELECT `+glossaryColumns+` FROM glossary WHERE learned = ? AND explained = ?`, []any{string(q.Learned), string(q.Explained)}
	if begins := ilbo.WordKey(q.Begins); begins != "" {
		text, args = text+` AND word >= ? AND word < ?`, append(args, begins, begins+"\U0010FFFF")
	}
	if q.After != "" {
		p := ilbo.PlaceParts(q.After)
		story, _ := strconv.ParseInt(p[2], 10, 64) // what is no number is before all
		text += ` AND (word, meaning, story, words) > (?, ?, ?, ?)`
		args = append(args, p[0], p[1], story, p[3])
	}
	found, err := list(ctx, s, scanGlossary, text+` ORDER BY word, meaning, story, words LIMIT ?`, append(args, q.Limit)...)
	if err != nil {
		return nil, fmt.Errorf("listing the glossary of %s in %s: %w", q.Learned, q.Explained, err)
	}
	return found, nil
}

// ReplaceListedWords keeps lists of words by level, each in the place of the one that
// its language had.
func (s *Store) ReplaceListedWords(ctx context.Context, l ilbo.Language, words []ilbo.ListedWord) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM listed_words WHERE language = ?`, string(l)); err != nil {
			return fmt.Errorf("taking away the list of words in %s: %w", l, err)
		}
		for rest := words; len(rest) > 0; {
			some := rest[:min(len(rest), maxWordsAsked/4)]
			rest = rest[len(some):]
			var args []any
			for _, w := range some {
				args = append(args, string(l), ilbo.WordKey(w.Word), string(w.Speech), string(w.Level))
			}
			if _, err := t.exec(ctx, `INSERT INTO listed_words (language, word, speech, level) VALUES `+strings.TrimSuffix(strings.Repeat("(?, ?, ?, ?), ", len(some)), ", "), args...); err != nil {
				return fmt.Errorf("keeping %d words in %s: %w", len(some), l, err)
			}
		}
		return nil
	})
}

func scanListed(row scanner) (w ilbo.ListedWord, err error) {
	return w, row.Scan(&w.Language, &w.Word, &w.Speech, &w.Level)
}

// ListedWords are those of some words, by their keys, that a list has.
func (s *Store) ListedWords(ctx context.Context, l ilbo.Language, words []string) ([]ilbo.ListedWord, error) {
	var all []ilbo.ListedWord
	for len(words) > 0 {
		some := words[:min(len(words), maxWordsAsked)]
		words = words[len(some):]
		args := []any{string(l)}
		for _, w := range some {
			args = append(args, w)
		}
		found, err := list(ctx, s, scanListed, `SELECT language, word, speech, level FROM listed_words WHERE language = ? AND word IN (`+strings.TrimSuffix(strings.Repeat("?, ", len(some)), ", ")+`) ORDER BY word, speech`, args...)
		if err != nil {
			return nil, fmt.Errorf("looking %d words up in the list of %s: %w", len(some), l, err)
		}
		all = append(all, found...)
	}
	return all, nil
}

// CountListedWords is how many words the list of a language has, by their level.
func (s *Store) CountListedWords(ctx context.Context, l ilbo.Language) (map[ilbo.Level]int, error) {
	type counted struct {
		level ilbo.Level
		n     int
	}
	scan := func(row scanner) (c counted, err error) { return c, row.Scan(&c.level, &c.n) }
	found, err := list(ctx, s, scan, `SELECT level, count(*) FROM listed_words WHERE language = ? GROUP BY level`, string(l))
	if err != nil {
		return nil, fmt.Errorf("counting the words in %s: %w", l, err)
	}
	all := map[ilbo.Level]int{}
	for _, c := range found {
		all[c.level] = c.n
	}
	return all, nil
}
