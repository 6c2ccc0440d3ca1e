package notebook

import (
	"context"
	"errors"

	"golang.org/x/text/unicode/norm"

	"ilbo.press"
)

// The most words that a notebook holds, and that come in at once.
const (
	MaxWords  = 5_000
	MaxAtOnce = 50
)

// A Notebook is where readers keep words. Its methods may be called at the same time.
type Notebook struct {
	Store    Store
	Clock    ilbo.Clock
	schedule *schedule
	floods   *floods
}

// New makes the department.
func New(s Store, clock ilbo.Clock) *Notebook {
	return &Notebook{s, clock, newSchedule(), newFloods(clock)}
}

// Words are all of a reader's, the last one kept first.
func (n *Notebook) Words(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.KeptWord, error) {
	return n.Store.KeptWords(ctx, reader)
}

// Word is one of a reader's.
func (n *Notebook) Word(ctx context.Context, reader ilbo.ReaderID, id ilbo.KeptWordID) (ilbo.KeptWord, error) {
	w, err := n.Store.KeptWord(ctx, reader, id)
	if errors.Is(err, ilbo.NotFound) {
		err = refuse(NoSuch)
	}
	return w, err
}

// Keep keeps a word, which is asked from now on. One that the reader has stays as it is,
// so that it may be done twice.
func (n *Notebook) Keep(ctx context.Context, reader ilbo.ReaderID, w *ilbo.KeptWord) error {
	if err := tidy(w); err != nil {
		return err
	}
	now := n.Clock()
	w.Kept, w.Recall, w.Undo, w.Grade, w.Turn = now, ilbo.Recall{Due: now}, nil, 0, 0
	return n.Store.Together(ctx, func(ctx context.Context) error {
		dues, err := n.Store.WordDues(ctx, reader)
		if err != nil {
			return err
		}
		added, err := n.Store.PutKeptWord(ctx, reader, w)
		if err == nil && added && len(dues) >= MaxWords {
			err = refuse(TooMany) // which takes back what was added
		}
		return err
	})
}

// tidy cleans a word that somebody sent. Hangul that is written in letters becomes
// syllables, so that a word is the same from every keyboard.
func tidy(w *ilbo.KeptWord) error {
	for _, text := range []*string{&w.Headword, &w.Said, &w.Meaning, &w.Note, &w.Example, &w.ExampleMeaning, &w.Sentence, &w.Words, &w.Headline} {
		*text = norm.NFC.String(*text)
	}
	var e *ilbo.Error
	if err := w.Tidy(); errors.As(err, &e) {
		return &ilbo.Error{Kind: e.Kind, Say: e.Say, Err: BadWord}
	}
	return nil
}

// LetGo drops a word. It may be done twice.
func (n *Notebook) LetGo(ctx context.Context, reader ilbo.ReaderID, id ilbo.KeptWordID) error {
	return n.Store.DropKeptWord(ctx, reader, id)
}

// LetGoOf drops a word that is known by what it is. It may be done twice.
func (n *Notebook) LetGoOf(ctx context.Context, reader ilbo.ReaderID, w ilbo.KeptWord) error {
	if err := tidy(&w); err != nil {
		return err
	}
	all, err := n.Store.KeptWords(ctx, reader)
	if err != nil {
		return err
	}
	for i := range all {
		if same(&all[i], &w) {
			return n.Store.DropKeptWord(ctx, reader, all[i].ID)
		}
	}
	return nil
}

// same reports whether two words are one in a notebook.
func same(a, b *ilbo.KeptWord) bool {
	return a.Learned == b.Learned && a.Headword == b.Headword && a.Meaning == b.Meaning
}

// Held gives a reader's words for the file that they download.
func (n *Notebook) Held(ctx context.Context, r ilbo.Reader) (name string, held any, err error) {
	words, err := n.Store.KeptWords(ctx, r.ID)
	if words == nil {
		words = []ilbo.KeptWord{}
	}
	return "words", words, err
}

// Release forgets a reader's words.
func (n *Notebook) Release(ctx context.Context, r ilbo.Reader) error {
	return n.Store.DropKeptWords(ctx, r.ID)
}
