package wire

import (
	"context"
	"errors"
	"fmt"

	"ilbo.press"
)

// How much goes to the desk at a time: whichever is reached first. The index
// that is kept with the stories is made fastest of many at once. The first lots
// are smaller, so that the desk does not rest while they are read: it takes
// longer to keep one than to read one that is so many times larger.
const (
	firstBatch = 250
	batch      = 2000
	batchRise  = 3
	batchBytes = 12 << 20 // of text
)

// A lot is stories that are handed to the desk together.
type lot struct {
	size    int // how many stories are many enough
	list    []*Outcome
	bytes   int             // of text
	foreign map[string]bool // numbers
	told    []verdict
	err     error // of the paper itself
	done    chan struct{}
}

func newLot(size int) *lot {
	return &lot{size: size, foreign: map[string]bool{}, done: make(chan struct{})}
}

// larger is the lot after this one.
func (l *lot) larger() *lot { return newLot(min(l.size*batchRise, batch)) }

func (l *lot) add(out *Outcome) {
	l.list = append(l.list, out)
	l.bytes += textOf(&out.Story.Body)
	l.foreign[out.Story.Foreign] = true
}

// textOf is how much text a body has, in bytes.
func textOf(b *ilbo.Body) int {
	n := 0
	for line := range b.Lines() {
		n += len(line)
	}
	return n
}

func (l *lot) full() bool { return len(l.list) == l.size || l.bytes >= batchBytes }

// holds reports whether the lot has the copy of that number; empty is none.
func (l *lot) holds(foreign string) bool { return l != nil && foreign != "" && l.foreign[foreign] }

// A verdict is what the desk says of a story.
type verdict struct {
	out *Outcome
	err error // why it is refused; nil: it is kept
}

// hand gives stories to the desk. Where it refuses the lot, each half is
// offered alone, so that in the end only the bad story stays out.
func (l *lot) hand(ctx context.Context, desk Desk, list []*Outcome) error {
	err := desk.TakeAll(ctx, taken(list))
	switch {
	case err == nil:
		for _, out := range list {
			l.told = append(l.told, verdict{out: out})
		}
		return nil
	case !refusable(err):
		return fmt.Errorf("take %d stories from %s on: %w", len(list), list[0].Story.Foreign, err)
	case len(list) == 1:
		l.told = append(l.told, verdict{list[0], err})
		return nil
	}
	half := len(list) / 2
	if err := l.hand(ctx, desk, list[:half]); err != nil {
		return err
	}
	return l.hand(ctx, desk, list[half:])
}

func taken(list []*Outcome) []Taken {
	all := make([]Taken, len(list))
	for i, out := range list {
		all[i] = out.taken
	}
	return all
}

// refusable holds for what is wrong with one story, as against the paper.
func refusable(err error) bool {
	return errors.Is(err, ilbo.Invalid) || errors.Is(err, ilbo.Conflict) || errors.Is(err, ilbo.Gone)
}
