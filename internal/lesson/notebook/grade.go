package notebook

import (
	"context"
	"errors"
	"time"

	"ilbo.press"
)

// Ahead is what becomes of a word by each grade if it is given now.
func (n *Notebook) Ahead(w *ilbo.KeptWord) [4]ilbo.Recall {
	return n.schedule.next(w.Recall, n.Clock())
}

// Next is what becomes of words that are in a browser, by each grade. From is the network
// that asks: one that asks without end is Busy. Nothing is kept. What no review leaves
// behind is computed with as a new word.
func (n *Notebook) Next(recalls []ilbo.Recall, from string) ([][4]ilbo.Recall, error) {
	if len(recalls) > MaxAtOnce {
		return nil, refuse(AtOnce)
	}
	if !n.floods.take(from) {
		return nil, refuse(TooOften)
	}
	now := n.Clock()
	next := make([][4]ilbo.Recall, len(recalls))
	for i := range recalls {
		next[i] = n.schedule.next(sound(recalls[i], now), now)
	}
	return next, nil
}

// sound is a recall that came from a browser, or that of a new word where it is none.
func sound(r ilbo.Recall, now time.Time) ilbo.Recall {
	if r.Check(now) != nil {
		return ilbo.Recall{Due: now}
	}
	return r
}

// Grade keeps how well a reader knew a word that they saw at a turn of it, and gives what
// became of it. One that was graded on another device since is a Conflict; the same grade
// of the same turn may be sent twice.
func (n *Notebook) Grade(ctx context.Context, reader ilbo.ReaderID, id ilbo.KeptWordID, turn int, g ilbo.Grade) (w ilbo.KeptWord, err error) {
	if !g.Known() {
		return w, refuse(NoGrade)
	}
	err = n.turn(ctx, reader, id, turn, &w, func() (done bool, err error) {
		if w.Turn == turn+1 && w.Grade == g && w.Undo != nil {
			return true, nil
		}
		if w.Turn != turn {
			return false, refuse(Elsewhere)
		}
		before := w.Recall
		w.Recall, w.Undo, w.Grade = n.Ahead(&w)[g-1], &before, g
		return false, nil
	})
	return w, err
}

// Undo takes back the last grade of a word that is at a turn since, and gives what became
// of it. It may be sent twice.
func (n *Notebook) Undo(ctx context.Context, reader ilbo.ReaderID, id ilbo.KeptWordID, turn int) (w ilbo.KeptWord, err error) {
	err = n.turn(ctx, reader, id, turn, &w, func() (done bool, err error) {
		switch {
		case w.Turn == turn+1 && w.Undo == nil && w.Grade == 0:
			return true, nil
		case w.Turn != turn:
			return false, refuse(Elsewhere)
		case w.Undo == nil:
			return false, refuse(NoUndo)
		}
		w.Recall, w.Undo, w.Grade = *w.Undo, nil, 0
		return false, nil
	})
	return w, err
}

// turn has do change a word, and keeps it at its next turn unless that was done already.
func (n *Notebook) turn(ctx context.Context, reader ilbo.ReaderID, id ilbo.KeptWordID, turn int, w *ilbo.KeptWord, do func() (done bool, err error)) error {
	return n.Store.Together(ctx, func(ctx context.Context) (err error) {
		if *w, err = n.Word(ctx, reader, id); err != nil {
			return err
		}
		done, err := do()
		if err != nil || done {
			return err
		}
		w.Turn = turn + 1
		err = n.Store.ChangeRecall(ctx, reader, w, turn)
		if errors.Is(err, ilbo.Conflict) {
			err = refuse(Elsewhere)
		}
		return err
	})
}
