package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"ilbo.press"
)

// The most pictures that are listed at once, and words that one term of a query
// stands for: of more, those that come first in the alphabet.
const (
	MaxPictures  = 500
	maxSpellings = 40
)

// Pictures lists pictures on file, the newest first. A query without a limit, or
// with one above [MaxPictures], is Invalid.
func (s *Store) Pictures(ctx context.Context, q ilbo.PictureQuery) ([]ilbo.Picture, error) {
	if q.Limit < 1 || q.Limit > MaxPictures {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The library gives 1 to %d pictures at once, not %d.", MaxPictures, q.Limit)}
	}
	terms := ilbo.Terms(q.Text)
	if len(terms) == 0 {
		if strings.TrimSpace(q.Text) != "" {
			return nil, nil // signs alone are in no picture
		}
		return s.libraryList(ctx, q, `FROM pictures p WHERE`, nil, `p.place_at`, `p.id`)
	}
	// The longest word is likely the rarest: pictures are gone through by it.
	slices.SortFunc(terms, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	spellings, err := s.spellings(ctx, terms[0])
	if err != nil {
		return nil, err
	}
	var all []ilbo.Picture
	for _, word := range spellings {
		from, args := `FROM picture_words w JOIN pictures p ON p.id = w.picture WHERE w.word = ? AND`, []any{word}
		for _, term := range terms[1:] {
			low, high := beginning(term)
			from += ` EXISTS (SELECT 1 FROM picture_words x WHERE x.picture = w.picture AND x.word >= ? AND x.word < ?) AND`
			args = append(args, low, high)
		}
		some, err := s.libraryList(ctx, q, from, args, `w.place_at`, `w.picture`)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b ilbo.Picture) int {
		return cmp.Or(cmp.Compare(placeOf(b.Cursor()), placeOf(a.Cursor())), cmp.Compare(b.ID, a.ID))
	})
	all = slices.CompactFunc(all, func(a, b ilbo.Picture) bool { return a.ID == b.ID })
	return all[:min(len(all), q.Limit)], nil
}

// libraryList goes through pictures by an index that ends with their places.
func (s *Store) libraryList(ctx context.Context, q ilbo.PictureQuery, from string, args []any, at, id string) ([]ilbo.Picture, error) {
	place, after := int64(math.MaxInt64), ""
	if q.After.ID != "" {
		place, after = placeOf(q.After), string(q.After.ID)
	}
	text := `SELECT ` + pictureColumns + ` ` + from + ` ` + at + ` <= ? AND (` + at + `, ` + id + `) < (?, ?)`
	args = append(args, place, place, after)
	if q.By != "" {
		text += ` AND p.filed_by = ?`
		args = append(args, q.By)
	}
	if !q.Until.IsZero() {
		text += ` AND p.until_time IS NOT NULL AND p.until_time < ?`
		args = append(args, q.Until.UnixMilli())
	}
	if q.Bare {
		text += ` AND (p.caption = '' OR p.alt = '')`
	}
	if q.Live {
		text += ` AND p.replaced_by = ''`
	}
	found, err := list(ctx, s, scanPicture, text+` ORDER BY `+at+` DESC, `+id+` DESC LIMIT ?`, append(args, q.Limit)...)
	if err != nil {
		return nil, fmt.Errorf("listing pictures: %w", err)
	}
	return found, nil
}

// beginning bounds the words that begin with a term. No word has the last
// character that there is.
func beginning(term string) (low, high string) { return term, term + "\U0010FFFF" }

// spellings are the words of the library that begin with a term. It goes from one
// to the next, past all the pictures that have it.
func (s *Store) spellings(ctx context.Context, term string) ([]string, error) {
	low, high := beginning(term)
	found, err := list(ctx, s, value[string], `WITH RECURSIVE v (word, n) AS (
		SELECT min(word), 1 FROM picture_words WHERE word >= ? AND word < ?
		UNION ALL SELECT (SELECT min(w.word) FROM picture_words w WHERE w.word > v.word AND w.word < ?), n + 1 FROM v WHERE v.word IS NOT NULL AND n < ?
	) SELECT word FROM v WHERE word IS NOT NULL`, low, high, high, maxSpellings)
	if err != nil {
		return nil, fmt.Errorf("reading words of pictures: %w", err)
	}
	return found, nil
}

// putTerms makes the library find a picture by what its words are now.
func (t *transaction) putTerms(ctx context.Context, p *ilbo.Picture) error {
	if _, err := t.exec(ctx, `DELETE FROM picture_words WHERE picture = ?`, string(p.ID)); err != nil {
		return err
	}
	for _, term := range p.Terms() {
		if _, err := t.exec(ctx, `INSERT INTO picture_words (word, place_at, picture) VALUES (?, ?, ?)`, term, placeOf(p.Cursor()), string(p.ID)); err != nil {
			return err
		}
	}
	return nil
}

// wordedAtOnce is how many pictures get their words in one transaction.
const wordedAtOnce = 200

// WordPictures gives the library words of some pictures that were on file before
// there was one, and reports whether there are more.
func (s *Store) WordPictures(ctx context.Context) (more bool, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		some, err := list(ctx, s, scanPicture, selectPicture+`WHERE p.worded = 0 ORDER BY p.id LIMIT ?`, wordedAtOnce)
		if err != nil {
			return fmt.Errorf("reading pictures without words: %w", err)
		}
		for i := range some {
			if err := t.putPicture(ctx, &some[i]); err != nil {
				return fmt.Errorf("storing the words of picture %s: %w", some[i].ID, err)
			}
		}
		more = len(some) == wordedAtOnce
		return nil
	})
	return more, err
}
