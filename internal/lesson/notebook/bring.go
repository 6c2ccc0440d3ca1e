package notebook

import (
	"context"
	"errors"

	"ilbo.press"
)

// Bring takes over words from a browser, with how well they are remembered, and tells
// which it took. One that the reader has already counts as taken, and leaves nothing
// twice; where they never reviewed it here and did there, what they did there is kept. One
// that is none, or for which there is no room, is not taken. It may be done twice.
func (n *Notebook) Bring(ctx context.Context, reader ilbo.ReaderID, words []ilbo.KeptWord) ([]bool, error) {
	if len(words) > MaxAtOnce {
		return nil, refuse(AtOnce)
	}
	taken := make([]bool, len(words))
	err := n.Store.Together(ctx, func(ctx context.Context) error {
		dues, err := n.Store.WordDues(ctx, reader)
		room := MaxWords - len(dues)
		for i := 0; err == nil && i < len(words); i++ {
			w := words[i]
			if tidy(&w) != nil {
				continue
			}
			now := n.Clock()
			w.Recall = sound(w.Recall, now)
			if w.Kept.After(now) || w.Kept.Unix() < 0 {
				w.Kept = now
			}
			w.Undo, w.Grade, w.Turn = nil, 0, 0
			var added bool
			if added, err = n.bring(ctx, reader, &w, room); added {
				room--
			}
			if taken[i] = err == nil; errors.Is(err, TooMany) {
				err = nil
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return taken, nil
}

// bring adds a word where there is room, or keeps what was learned of one that is there.
func (n *Notebook) bring(ctx context.Context, reader ilbo.ReaderID, w *ilbo.KeptWord, room int) (added bool, err error) {
	err = n.Store.Together(ctx, func(ctx context.Context) error {
		if added, err = n.Store.PutKeptWord(ctx, reader, w); err != nil {
			return err
		}
		if added && room < 1 {
			added = false
			return refuse(TooMany) // which takes back what was added
		}
		if added || w.Recall.Phase == ilbo.PhaseNew {
			return nil
		}
		here, err := n.Store.KeptWord(ctx, reader, w.ID)
		if err != nil || here.Recall.Phase != ilbo.PhaseNew {
			return err
		}
		turn := here.Turn
		here.Recall, here.Turn = w.Recall, turn+1
		return n.Store.ChangeRecall(ctx, reader, &here, turn)
	})
	return added, err
}
