package front_test

import (
	"context"
	"errors"
	"maps"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
)

// A ledger is a store that notes what is counted and what is told, and fails
// when told to.
type ledger struct {
	front.Store
	touched []ilbo.Key
	mu      sync.Mutex
	fail    error
	counts  map[ilbo.StoryID]int
	hours   []time.Time
}

func newLedger(s front.Store) *ledger { return &ledger{Store: s, counts: map[ilbo.StoryID]int{}} }

func (l *ledger) AddReads(ctx context.Context, reads map[ilbo.StoryID]int, hour time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fail != nil {
		return l.fail
	}
	for id, n := range reads {
		l.counts[id] += n
	}
	l.hours = append(l.hours, hour)
	return l.Store.AddReads(ctx, reads, hour)
}

func (l *ledger) Touch(ctx context.Context, keys ...ilbo.Key) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.touched = append(l.touched, keys...)
	return l.Store.Touch(ctx, keys...)
}

func (l *ledger) counted() map[ilbo.StoryID]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.counts)
}

func TestAReaderCountsOnceADayForAStory(t *testing.T) {
	n := newPaper(t)
	one, two := n.publish("national"), n.publish("sports")
	l := newLedger(n.store)
	r := front.NewReads(l, time.UTC, func() time.Time { return n.now })
	for range 5 {
		r.Count(one, "a")
	}
	r.Count(one, "b")
	r.Count(two, "a")
	n.must(r.Flush(t.Context()))
	same(t, "counted", l.counted(), map[ilbo.StoryID]int{one: 2, two: 1})
	same(t, "hours", l.hours, []time.Time{n.now.UTC().Truncate(time.Hour)})

	r.Count(one, "a") // again, after what was counted is stored
	n.must(r.Flush(t.Context()))
	same(t, "counted again", l.counted(), map[ilbo.StoryID]int{one: 2, two: 1})

	list, err := n.MostRead(t.Context(), ilbo.English)
	n.must(err)
	same(t, "most read", ids(list), []ilbo.StoryID{one, two})
}

func TestReadersAreForgottenAtMidnight(t *testing.T) {
	n := newPaper(t)
	id := n.publish("national")
	l := newLedger(n.store)
	r := front.NewReads(l, time.UTC, func() time.Time { return n.now })
	n.now = time.Date(2026, 11, 24, 23, 59, 59, 999_999_999, time.UTC)
	r.Count(id, "a")
	r.Count(id, "a")
	n.now = n.now.Add(1)
	r.Count(id, "a")
	r.Count(id, "a")
	n.must(r.Flush(t.Context()))
	same(t, "counted", l.counted(), map[ilbo.StoryID]int{id: 2})
}

func TestCountsOutliveAStoreThatFails(t *testing.T) {
	n := newPaper(t)
	id := n.publish("national")
	l := newLedger(n.store)
	r := front.NewReads(l, time.UTC, func() time.Time { return n.now })
	r.Count(id, "a")
	l.fail = errors.New("the disk is full")
	for range 3 {
		if err := r.Flush(t.Context()); !errors.Is(err, l.fail) {
			t.Fatalf("got %v, want what the store said", err)
		}
	}
	r.Count(id, "b")
	r.Count(id, "a")
	l.fail = nil
	n.must(r.Flush(t.Context()))
	same(t, "counted", l.counted(), map[ilbo.StoryID]int{id: 2})
	n.must(r.Flush(t.Context()))
	if len(l.hours) != 1 {
		t.Errorf("nothing was counted, and the store was asked %d times", len(l.hours)-1)
	}
}

func TestStoriesThatAreNotThereAreNotCounted(t *testing.T) {
	n := newPaper(t)
	id := n.publish("national")
	r := front.NewReads(n.store, time.UTC, func() time.Time { return n.now })
	r.Count(424242, "a")
	r.Count(-1, "a")
	r.Count(id, "a")
	n.must(r.Flush(t.Context()))
	list, err := n.MostRead(t.Context(), ilbo.English)
	n.must(err)
	same(t, "most read", ids(list), []ilbo.StoryID{id})
}

func TestRunFlushesAtTheEnd(t *testing.T) {
	n := newPaper(t)
	id := n.publish("national")
	l := newLedger(n.store)
	r := front.NewReads(l, time.UTC, func() time.Time { return n.now })
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.Run(ctx, time.Hour, func(err error) { t.Errorf("reported %v", err) })
	}()
	r.Count(id, "a")
	cancel()
	<-done
	same(t, "counted", l.counted(), map[ilbo.StoryID]int{id: 1})
}

func TestRunFlushesNowAndThenAndReports(t *testing.T) {
	n := newPaper(t)
	id := n.publish("national")
	l := newLedger(n.store)
	l.fail = errors.New("the disk is full")
	r := front.NewReads(l, time.UTC, func() time.Time { return n.now })
	r.Count(id, "a")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	reported, done := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(done)
		r.Run(ctx, time.Millisecond, func(err error) {
			select {
			case reported <- err:
			default:
			}
		})
	}()
	if err := <-reported; !errors.Is(err, l.fail) {
		t.Errorf("reported %v", err)
	}
	l.mu.Lock()
	l.fail = nil
	l.mu.Unlock()
	for deadline := time.Now().Add(30 * time.Second); l.counted()[id] == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("nothing was stored within half a minute")
		}
	}
	cancel()
	<-done
	same(t, "counted", l.counted(), map[ilbo.StoryID]int{id: 1})
}

// TestManyReadersAtOnce is for the race detector, and for the sum.
func TestManyReadersAtOnce(t *testing.T) {
	n := newPaper(t)
	all := n.several(3, "national")
	l := newLedger(n.store)
	r := front.NewReads(l, time.UTC, func() time.Time { return n.now })
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for reader := range 100 {
				r.Count(all[reader%3], string(rune('a'+reader)))
				if reader%25 == worker {
					if err := r.Flush(context.Background()); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	n.must(r.Flush(t.Context()))
	same(t, "counted", l.counted(), map[ilbo.StoryID]int{all[0]: 34, all[1]: 33, all[2]: 33})
}

// TestPagesAreToldWhatIsReadMostOnlyWhenItChanged reads two stories, one of
// which overtakes the other, over some minutes.
func TestPagesAreToldWhatIsReadMostOnlyWhenItChanged(t *testing.T) {
	n := newPaper(t)
	one, two := n.publish("national"), n.publish("sports")
	l := newLedger(n.store)
	r := front.NewReads(l, time.UTC, func() time.Time { return n.now })
	english := []ilbo.Key{ilbo.KeyMostRead(ilbo.English)}
	for _, step := range []struct {
		what   string
		after  time.Duration
		id     ilbo.StoryID
		reader string
		want   []ilbo.Key
	}{
		{"the first read", 0, one, "a", english},
		{"more of the same", 2 * time.Minute, one, "b", nil},
		{"another story, too soon", 10 * time.Second, two, "a", nil},
		{"nothing more, and it is due", 2 * time.Minute, 0, "", english},
		{"the other catches up", 2 * time.Minute, two, "b", nil},
		{"and overtakes", 2 * time.Minute, two, "c", english},
		{"nothing at all", 2 * time.Minute, 0, "", nil},
	} {
		n.now = n.now.Add(step.after)
		l.touched = nil
		if step.id != 0 {
			r.Count(step.id, step.reader)
		}
		n.must(r.Flush(t.Context()))
		same(t, step.what, l.touched, step.want)
	}
}

func TestEachQuarterCountsOnceADayForAReader(t *testing.T) {
	n := newPaper(t)
	id := n.publish("national")
	r := front.NewReads(n.store, time.UTC, func() time.Time { return n.now })
	for _, told := range []struct {
		reader          string
		quarters, times int
	}{
		{"a", 1, 0}, {"a", 3, 2}, {"a", 3, 2}, {"b", 0, 1}, {"c", 5, 1}, {"c", 1, 7}, {"c", -1, 0}, {"c", 0, -1}, // the last four tell what no page tells
	} {
		r.Reach(id, told.reader, told.quarters, told.times)
	}
	n.must(r.Flush(t.Context()))
	r.Reach(id, "a", 4, 2) // reads on, after what was counted is stored
	n.must(r.Flush(t.Context()))
	days, err := n.store.ReadDays(t.Context(), ilbo.ReadQuery{From: n.now.UTC().AddDate(0, 0, -1), To: n.now.UTC().Add(time.Hour)})
	n.must(err)
	same(t, "depth", days, []ilbo.ReadDay{{Day: n.now.UTC().Format(time.DateOnly), Depth: ilbo.Depth{Told: 2, Quarters: [4]int{1, 1, 1, 1}, Times: [6]int{2, 1}}}})
}
