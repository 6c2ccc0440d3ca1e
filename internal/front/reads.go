package front

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"
	"time"

	"ilbo.press"
)

// Reads counts what is read, without cookies and without keeping who read it.
// A reader counts once a day for a story: what tells readers apart is a digest
// of their address and browser under a secret that is made anew each day and
// never stored, so that no count leads back to a person.
type Reads struct {
	store Store
	clock ilbo.Clock

	mu     sync.Mutex
	day    time.Time
	secret [32]byte
	seen   map[[12]byte]struct{}
	counts map[ilbo.StoryID]int

	telling sync.Mutex
	untold  bool // something was stored since
	toldAt  time.Time
	told    map[ilbo.Language][]ilbo.StoryID
}

// tellEvery is how often pages hear of what is read most at the most. Every page
// of a story shows it, so that telling makes much of the cache anew.
const tellEvery = time.Minute

// seenLimit bounds the memory that telling readers apart takes: past it, the
// day's digests are forgotten and readers may count twice.
const seenLimit = 500_000

// NewReads makes an empty count.
func NewReads(store Store, clock ilbo.Clock) *Reads {
	return &Reads{store: store, clock: clock, seen: map[[12]byte]struct{}{}, counts: map[ilbo.StoryID]int{}}
}

// Count notes that a reader read a story. Reader is whatever tells one from
// another (an address and a browser); it is digested at once.
func (r *Reads) Count(id ilbo.StoryID, reader string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if day := r.clock().UTC().Truncate(24 * time.Hour); !day.Equal(r.day) || len(r.seen) >= seenLimit {
		r.day = day
		clear(r.seen)
		rand.Read(r.secret[:]) // never fails: crypto/rand ends the program instead
	}
	h := sha256.New()
	h.Write(r.secret[:])
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(id)))
	h.Write([]byte(reader))
	var digest [12]byte
	copy(digest[:], h.Sum(nil))
	if _, twice := r.seen[digest]; twice {
		return
	}
	r.seen[digest] = struct{}{}
	r.counts[id]++
}

// Flush stores what was counted since the last time. Counts that could not be
// stored are kept for the next time.
func (r *Reads) Flush(ctx context.Context) error {
	r.mu.Lock()
	counts := r.counts
	r.counts = map[ilbo.StoryID]int{}
	r.mu.Unlock()
	if len(counts) == 0 {
		return r.tell(ctx, false)
	}
	err := r.store.AddReads(ctx, counts, r.clock().UTC().Truncate(time.Hour))
	if err != nil {
		r.mu.Lock()
		for id, n := range counts {
			r.counts[id] += n
		}
		r.mu.Unlock()
		return err
	}
	return r.tell(ctx, true)
}

// tell makes pages stale where what is read most has changed since they were
// told. What was told is forgotten with the process: a new one tells anew.
func (r *Reads) tell(ctx context.Context, stored bool) error {
	r.telling.Lock()
	defer r.telling.Unlock()
	r.untold = r.untold || stored
	now := r.clock()
	if !r.untold || now.Sub(r.toldAt) < tellEvery {
		return nil
	}
	lists := map[ilbo.Language][]ilbo.StoryID{}
	var keys []ilbo.Key
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		list, err := r.store.MostRead(ctx, l, now.Add(-mostReadSpan), mostRead, now)
		if err != nil {
			return fmt.Errorf("find what is read most: %w", err)
		}
		for i := range list {
			lists[l] = append(lists[l], list[i].ID)
		}
		if !slices.Equal(lists[l], r.told[l]) {
			keys = append(keys, ilbo.KeyMostRead(l))
		}
	}
	if len(keys) > 0 {
		if err := r.store.Touch(ctx, keys...); err != nil {
			return fmt.Errorf("tell what is read most: %w", err)
		}
	}
	r.untold, r.toldAt, r.told = false, now, lists
	return nil
}

// Run flushes now and then until ctx ends, and once more then. Report is told
// what went wrong.
func (r *Reads) Run(ctx context.Context, every time.Duration, report func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if err := r.Flush(ctx); err != nil {
				report(err)
			}
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
			defer cancel()
			if err := r.Flush(last); err != nil {
				report(err)
			}
			return
		}
	}
}
