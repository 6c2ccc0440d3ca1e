package notebook

import (
	"context"
	"time"

	"ilbo.press"
)

// Store is where notebooks are kept. A word that is not there, or is another reader's,
// is NotFound.
type Store interface {
	// KeptWords are all of a reader's, the last one kept first.
	KeptWords(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.KeptWord, error)
	// DueWords are those that wait for minutes and are due at now, or for days and
	// are due before tomorrow: those that were asked before first, and then by when they
	// are due. At most limit of them.
	DueWords(ctx context.Context, reader ilbo.ReaderID, now, tomorrow time.Time, limit int) ([]ilbo.KeptWord, error)
	// WordDues are when each word is due, and its days, in no order.
	WordDues(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.Recall, error)
	KeptWord(ctx context.Context, reader ilbo.ReaderID, id ilbo.KeptWordID) (ilbo.KeptWord, error)
	// PutKeptWord adds a word, unless the reader has it: then it gives that one's
	// number, and changes nothing.
	PutKeptWord(ctx context.Context, reader ilbo.ReaderID, w *ilbo.KeptWord) (added bool, err error)
	// ChangeRecall keeps the recall of a word, what can be taken back, its grade and its
	// turn. One that is not at the turn any more that is given is a Conflict.
	ChangeRecall(ctx context.Context, reader ilbo.ReaderID, w *ilbo.KeptWord, turn int) error
	// DropKeptWord lets a word go; one that is not there is no error.
	DropKeptWord(ctx context.Context, reader ilbo.ReaderID, id ilbo.KeptWordID) error
	DropKeptWords(ctx context.Context, reader ilbo.ReaderID) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}
