package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

const keptWordColumns = `id, word, kept, recall, undo, grade, turn`

func scanKeptWord(row scanner) (w ilbo.KeptWord, err error) {
	var id, kept int64
	var word, recall, undo string
	var grade ilbo.Grade
	var turn int
	if err := row.Scan(&id, &word, &kept, &recall, &undo, &grade, &turn); err != nil {
		return w, err
	}
	if err := decode(word, &w); err != nil {
		return w, err
	}
	w.ID, w.Kept, w.Grade, w.Turn = ilbo.KeptWordID(id), time.UnixMilli(kept).UTC(), grade, turn
	if err := decode(undo, &w.Undo); err != nil {
		return w, err
	}
	return w, decode(recall, &w.Recall)
}

// KeptWords are all words that a reader keeps, the last one kept first.
func (s *Store) KeptWords(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.KeptWord, error) {
	found, err := list(ctx, s, scanKeptWord, `SELECT `+keptWordColumns+` FROM kept_words WHERE reader = ? ORDER BY kept DESC, id DESC`, int64(reader))
	if err != nil {
		return nil, fmt.Errorf("reading the words of reader %d: %w", reader, err)
	}
	return found, nil
}

// DueWords are those of a reader that wait for minutes and are due at now, or for days
// and are due before tomorrow: those that were asked before first, and then by when they
// are due. At most limit of them.
func (s *Store) DueWords(ctx context.Context, reader ilbo.ReaderID, now, tomorrow time.Time, limit int) ([]ilbo.KeptWord, error) {
	found, err := list(ctx, s, scanKeptWord, `SELECT `+keptWordColumns+` FROM kept_words WHERE reader = ? AND due < ? AND (days > 0 OR due <= ?)
		ORDER BY CASE WHEN reviews = 0 THEN 1 ELSE 0 END, due, id LIMIT ?`, int64(reader), tomorrow.UnixMilli(), now.UnixMilli(), limit)
	if err != nil {
		return nil, fmt.Errorf("reading what reader %d is asked: %w", reader, err)
	}
	return found, nil
}

// WordDues are when each word of a reader is due, and its days, in no order.
func (s *Store) WordDues(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.Recall, error) {
	found, err := list(ctx, s, func(row scanner) (r ilbo.Recall, err error) {
		var due int64
		err = row.Scan(&due, &r.Days)
		r.Due = time.UnixMilli(due).UTC()
		return r, err
	}, `SELECT due, days FROM kept_words WHERE reader = ?`, int64(reader))
	if err != nil {
		return nil, fmt.Errorf("reading when reader %d is asked: %w", reader, err)
	}
	return found, nil
}

// KeptWord finds a word of a reader's. One that is another's is NotFound.
func (s *Store) KeptWord(ctx context.Context, reader ilbo.ReaderID, id ilbo.KeptWordID) (ilbo.KeptWord, error) {
	w, err := one(ctx, s, scanKeptWord, `SELECT `+keptWordColumns+` FROM kept_words WHERE id = ? AND reader = ?`, int64(id), int64(reader))
	if err != nil {
		return ilbo.KeptWord{}, missing(err, "word %d of that reader", id)
	}
	return w, nil
}

// PutKeptWord adds a word to a reader's, and sets its number. Where they have one of that
// language, headword and meaning it gives that one's number, and changes nothing.
func (s *Store) PutKeptWord(ctx context.Context, reader ilbo.ReaderID, w *ilbo.KeptWord) (added bool, err error) {
	says := *w // what stands in columns is not in the text
	says.ID, says.Kept, says.Recall, says.Undo, says.Grade, says.Turn = 0, time.Time{}, ilbo.Recall{}, nil, 0, 0
	word, err := encode(says)
	if err != nil {
		return false, err
	}
	recall, undo, err := recallsOf(w)
	if err != nil {
		return false, err
	}
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		err := t.first(ctx, []any{&w.ID}, `INSERT INTO kept_words (reader, learned, headword, meaning, word, kept, due, days, reviews, recall, undo, grade, turn)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reader, learned, headword, meaning) DO NOTHING RETURNING id`,
			int64(reader), string(w.Learned), w.Headword, w.Meaning, word, w.Kept.UnixMilli(), w.Recall.Due.UnixMilli(), w.Recall.Days, w.Recall.Reviews, recall, undo, int(w.Grade), w.Turn)
		if added = err == nil; added || !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		return t.first(ctx, []any{&w.ID}, `SELECT id FROM kept_words WHERE reader = ? AND learned = ? AND headword = ? AND meaning = ?`,
			int64(reader), string(w.Learned), w.Headword, w.Meaning)
	})
	if err != nil {
		return false, fmt.Errorf("storing a word of reader %d: %w", reader, err)
	}
	return added, nil
}

func recallsOf(w *ilbo.KeptWord) (recall, undo string, err error) {
	if recall, err = encode(w.Recall); err != nil || w.Undo == nil {
		return recall, "", err
	}
	undo, err = encode(w.Undo)
	return recall, undo, err
}

// ChangeRecall keeps the recall of a reader's word, what can be taken back, its grade and
// its turn. One that is not at a turn any more, or not there, is a Conflict.
func (s *Store) ChangeRecall(ctx context.Context, reader ilbo.ReaderID, w *ilbo.KeptWord, turn int) error {
	recall, undo, err := recallsOf(w)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.once(ctx, `UPDATE kept_words SET due = ?, days = ?, reviews = ?, recall = ?, undo = ?, grade = ?, turn = ? WHERE id = ? AND reader = ? AND turn = ?`,
			w.Recall.Due.UnixMilli(), w.Recall.Days, w.Recall.Reviews, recall, undo, int(w.Grade), w.Turn, int64(w.ID), int64(reader), turn)
		if err != nil {
			return fmt.Errorf("storing how word %d is remembered: %w", w.ID, err)
		}
		if !done {
			return conflict("That word was graded meanwhile.")
		}
		return nil
	})
}

// DropKeptWord lets a word of a reader's go. One that is not there is no error.
func (s *Store) DropKeptWord(ctx context.Context, reader ilbo.ReaderID, id ilbo.KeptWordID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM kept_words WHERE id = ? AND reader = ?`, int64(id), int64(reader))
		return err
	})
}

// DropKeptWords lets all words of a reader go. It may be done twice.
func (s *Store) DropKeptWords(ctx context.Context, reader ilbo.ReaderID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM kept_words WHERE reader = ?`, int64(reader))
		return err
	})
}
