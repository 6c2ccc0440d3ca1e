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
// A reader counts once a day for a story, and once for each quarter of it that they
// get to: what tells readers apart is a digest
// of their address and browser under a secret that is made anew each day and
// never stored, so that no count leads back to a person.
type Reads struct {
	store Store
	clock ilbo.Clock

	mu     sync.Mutex
	day    time.Time
	secret [32]byte
	seen   map[[12]byte]mark
	counts map[ilbo.StoryID]int
	depth  map[ilbo.StoryID]ilbo.Depth
	zone   *time.Location

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

// NewReads makes an empty count, of a paper whose days are those of a zone.
func NewReads(store Store, zone *time.Location, clock ilbo.Clock) *Reads {
	return &Reads{store: store, clock: clock, zone: zone, seen: map[[12]byte]mark{}, counts: map[ilbo.StoryID]int{}, depth: map[ilbo.StoryID]ilbo.Depth{}}
}

// Count notes that a reader read a story. Reader is whatever tells one from
// another (an address and a browser); it is digested at once.
func (r *Reads) Count(id ilbo.StoryID, reader string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fresh(id, reader, markRead) != 0 {
		r.counts[id]++
	}
}

// A mark is something that a reader does with a story once a day: a bit for each
// quarter that they get to the end of and each of [ilbo.ReadTimes] that they stay
// for, after the three first.
type mark uint16

const (
	markRead mark = 1 << iota
	markTold
	markStood
	firstQuarter
	firstTime = firstQuarter << len(ilbo.Depth{}.Quarters)
)

// Reach notes that a reader got to the end of so many quarters of a story, and
// stayed for so many of [ilbo.ReadTimes]. What was noted of them that day is not
// noted again: a page tells more as it is read on. What no page tells is passed
// over.
func (r *Reads) Reach(id ilbo.StoryID, reader string, quarters, times int) {
	var d ilbo.Depth
	if quarters < 0 || quarters > len(d.Quarters) || times < 0 || times > len(d.Times) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	fresh := r.fresh(id, reader, markTold|firstQuarter*(1<<quarters-1)|firstTime*(1<<times-1))
	if fresh == 0 {
		return
	}
	one := func(m mark) int {
		if fresh&m != 0 {
			return 1
		}
		return 0
	}
	d.Told = one(markTold)
	for i := range d.Quarters {
		d.Quarters[i] = one(firstQuarter << i)
	}
	for i := range d.Times {
		d.Times[i] = one(firstTime << i)
	}
	sum := r.depth[id]
	sum.Add(d)
	r.depth[id] = sum
}

// Stand reports whether a reader stands before the door of a story that is locked
// for the first time that day.
func (r *Reads) Stand(id ilbo.StoryID, reader string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.fresh(id, reader, markStood) != 0
}

// fresh are those of some marks that a reader did not have that day. They have them
// from now on.
func (r *Reads) fresh(id ilbo.StoryID, reader string, m mark) mark {
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
	had := r.seen[digest]
	r.seen[digest] = had | m
	return m &^ had
}

// Flush stores what was counted since the last time. Counts that could not be
// stored are kept for the next time.
func (r *Reads) Flush(ctx context.Context) error {
	r.mu.Lock()
	counts, depth := r.counts, r.depth
	r.counts, r.depth = map[ilbo.StoryID]int{}, map[ilbo.StoryID]ilbo.Depth{}
	r.mu.Unlock()
	if err := r.flushDepth(ctx, depth); err != nil {
		r.again(counts)
		return err
	}
	if len(counts) == 0 {
		return r.tell(ctx, false)
	}
	err := r.store.AddReads(ctx, counts, r.clock().UTC().Truncate(time.Hour))
	if err != nil {
		r.again(counts)
		return err
	}
	return r.tell(ctx, true)
}

// again keeps counts for the next time.
func (r *Reads) again(counts map[ilbo.StoryID]int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, n := range counts {
		r.counts[id] += n
	}
}

func (r *Reads) flushDepth(ctx context.Context, depth map[ilbo.StoryID]ilbo.Depth) error {
	if len(depth) == 0 {
		return nil
	}
	err := r.store.AddDepth(ctx, r.clock().In(r.zone).Format(time.DateOnly), depth)
	if err != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		for id, d := range depth {
			sum := r.depth[id]
			sum.Add(d)
			r.depth[id] = sum
		}
	}
	return err
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
