package notebook

import (
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v3"

	"ilbo.press"
)

// A schedule says when words are asked again: FSRS with the weights that it was
// published with, to be remembered nine times out of ten.
type schedule struct{ parameters fsrs.Parameters }

func newSchedule() *schedule {
	p := fsrs.DefaultParam()
	p.MaximumInterval = ilbo.MaxRecallDays - 2 // a better grade gives a day more than a worse one, whatever the most
	p.EnableFuzz = false                       // the same answer gives the same day, on the button and after it
	return &schedule{p}
}

// next is what becomes of a recall by each grade, in the order of [ilbo.Grades]. The
// recall has been checked. A clock that is behind that of the last review stands still.
func (s *schedule) next(r ilbo.Recall, now time.Time) (next [4]ilbo.Recall) {
	if now = now.UTC().Truncate(time.Millisecond); now.Before(r.Reviewed) {
		now = r.Reviewed
	}
	log := fsrs.NewFSRS(s.parameters).Repeat(cardOf(r), now) // one of its own: it writes into its parameters
	for i, g := range ilbo.Grades {
		next[i] = recallOf(log[fsrs.Rating(g)].Card)
	}
	return next
}

func cardOf(r ilbo.Recall) fsrs.Card {
	return fsrs.Card{Due: r.Due, Stability: r.Stability, Difficulty: r.Difficulty, ScheduledDays: uint64(r.Days), Reps: uint64(r.Reviews), Lapses: uint64(r.Lapses), State: fsrs.State(r.Phase), LastReview: r.Reviewed}
}

func recallOf(c fsrs.Card) ilbo.Recall {
	return ilbo.Recall{Due: c.Due, Stability: min(max(c.Stability, ilbo.MinStability), ilbo.MaxStability), Difficulty: c.Difficulty, Days: int(c.ScheduledDays), Reviews: int(c.Reps), Lapses: int(c.Lapses), Phase: ilbo.Phase(c.State), Reviewed: c.LastReview}
}
