package circulation

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"ilbo.press"
)

// TallyStore keeps what is counted.
type TallyStore interface {
	// AddMeterCounts adds to how many browsers came to each step at the meter.
	AddMeterCounts(ctx context.Context, counts []ilbo.MeterCount) error
	// AddOpens adds to how often mailings were opened, by their numbers.
	AddOpens(ctx context.Context, opens map[int64]int) error
}

// A Tally counts what browsers do at the meter, and what letters are opened, in
// memory, and stores the sums from time to time: no count has a moment, or a reader.
type Tally struct {
	store TallyStore
	mu    sync.Mutex
	steps map[ilbo.MeterCount]int // by counts whose N is 0
	opens map[int64]int
}

// NewTally makes an empty tally.
func NewTally(store TallyStore) *Tally {
	return &Tally{store: store, steps: map[ilbo.MeterCount]int{}, opens: map[int64]int{}}
}

// Step counts what is to be counted of a passage.
func (t *Tally) Step(c ilbo.MeterCount) {
	n := c.N
	c.N = 0
	t.mu.Lock()
	defer t.mu.Unlock()
	t.steps[c] += n
}

// Open counts that a mailing was opened.
func (t *Tally) Open(mailing int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.opens[mailing]++
}

// Flush stores what was counted since the last time. What could not be stored is
// kept for the next time.
func (t *Tally) Flush(ctx context.Context) error {
	t.mu.Lock()
	steps, opens := t.steps, t.opens
	t.steps, t.opens = map[ilbo.MeterCount]int{}, map[int64]int{}
	t.mu.Unlock()
	var counts []ilbo.MeterCount
	for c, n := range steps {
		c.N = n
		counts = append(counts, c)
	}
	slices.SortFunc(counts, func(a, b ilbo.MeterCount) int { // several nodes write in one order
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Story, b.Story), cmp.Compare(a.Step, b.Step))
	})
	if len(counts) > 0 {
		if err := t.store.AddMeterCounts(ctx, counts); err != nil {
			t.again(steps, opens)
			return err
		}
	}
	if len(opens) > 0 {
		if err := t.store.AddOpens(ctx, opens); err != nil {
			t.again(nil, opens)
			return err
		}
	}
	return nil
}

func (t *Tally) again(steps map[ilbo.MeterCount]int, opens map[int64]int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for c, n := range steps {
		t.steps[c] += n
	}
	for id, n := range opens {
		t.opens[id] += n
	}
}

// Run flushes now and then until ctx ends, and once more then. Report is told what
// went wrong.
func (t *Tally) Run(ctx context.Context, every time.Duration, report func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if err := t.Flush(ctx); err != nil {
				report(err)
			}
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
			defer cancel()
			if err := t.Flush(last); err != nil {
				report(err)
			}
			return
		}
	}
}
