package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/testpostgres"
)

// A sharedCache notes what it is told.
type sharedCache struct {
	mu   sync.Mutex
	away bool
	soft map[ilbo.Key][]time.Time
	gone map[ilbo.Key][]time.Time
}

func newSharedCache() *sharedCache {
	return &sharedCache{soft: map[ilbo.Key][]time.Time{}, gone: map[ilbo.Key][]time.Time{}}
}

func (c *sharedCache) purge(_ context.Context, keys []ilbo.Key, soft bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.away {
		return errors.New("no cache answers")
	}
	told := c.gone
	if soft {
		told = c.soft
	}
	for _, k := range keys {
		told[k] = append(told[k], time.Now())
	}
	return nil
}

func (c *sharedCache) setAway(away bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.away = away
}

// softly and hard tell how often, and when last, the cache was told of a key.
func (c *sharedCache) softly(k ilbo.Key) []time.Time { return c.of(c.soft, k) }
func (c *sharedCache) hard(k ilbo.Key) []time.Time   { return c.of(c.gone, k) }

func (c *sharedCache) of(told map[ilbo.Key][]time.Time, k ilbo.Key) []time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(told[k])
}

// behind lets a process work on a paper that stands behind the cache.
func behind(t *testing.T, s *Store, c *sharedCache) {
	t.Helper()
	stop, err := s.Work(t.Context(), Followers{
		Index: func(context.Context, []ilbo.StoryID) error { return nil },
		Stale: func(context.Context, ilbo.Event) error { return nil },
		Purge: c.purge,
	})
	s.must(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := stop(ctx); err != nil {
			t.Errorf("stopping: %v", err)
		}
	})
}

// A change is told twice: at once, and when all that was given away before it
// has arrived.
func TestSharedCacheIsToldAtOnceAndForCertain(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store) {
		c := newSharedCache()
		behind(t, s, c)
		begun := time.Now()
		s.must(t, s.Touch(t.Context(), "front:en:home"))
		s.must(t, s.PutStory(t.Context(), storyAt(1), ilbo.Event{Verb: ilbo.Killed, Keys: []ilbo.Key{"story:1"}}))
		eventually(t, "told for certain", func() bool {
			return len(c.softly("front:en:home")) >= 2 && len(c.hard("story:1")) >= 2 && len(c.hard(ilbo.KeyPlates)) >= 2 && len(c.softly(ilbo.KeyFurniture)) >= 1
		})
		for _, told := range [][]time.Time{c.softly("front:en:home"), c.hard("story:1"), c.hard(ilbo.KeyPlates)} {
			if first, last := told[0].Sub(begun), told[len(told)-1].Sub(begun); last-first < settled/2 || last < settled || len(told) != 2 {
				t.Errorf("told %d times, after %v and %v", len(told), first, last)
			}
		}
		if len(c.softly("story:1")) > 0 || len(c.hard("front:en:home")) > 0 || len(c.softly(ilbo.KeyPlates)) > 0 {
			t.Error("what was taken back is purged softly, or the rest is not")
		}
		eventually(t, "nothing waits", func() bool { return waitingPurges(t, s) == 0 })
	})
}

func waitingPurges(t *testing.T, s *Store) int {
	t.Helper()
	return waitingJobs(t, s, purgeJob{}.Kind())
}

func waitingJobs(t *testing.T, s *Store, kind string) (n int) {
	t.Helper()
	s.must(t, s.read.QueryRow(s.dialect.bind(`SELECT count(*) FROM river_job WHERE kind = ? AND state NOT IN ('completed', 'discarded', 'cancelled')`), kind).Scan(&n))
	return n
}

// A cache that is away keeps nobody waiting, costs a job or two however much
// changes, and is told all of it when it is back.
func TestSharedCacheThatIsAwayIsToldLater(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store) {
		c := newSharedCache()
		c.setAway(true)
		behind(t, s, c)
		const changes = 200
		for i := range changes {
			s.must(t, s.Touch(t.Context(), ilbo.Key(fmt.Sprintf("topic:en:%d", i))))
		}
		s.must(t, s.PutStory(t.Context(), storyAt(1), ilbo.Event{Verb: ilbo.Killed, Keys: []ilbo.Key{"story:1"}}))
		eventually(t, "one job is left", func() bool { return waitingJobs(t, s, staleJob{}.Kind()) == 0 && waitingPurges(t, s) == 1 })
		if told := len(c.softly("topic:en:0")); told > 0 {
			t.Fatalf("told %d times while it is away", told)
		}
		c.setAway(false)
		eventually(t, "all is told", func() bool {
			for i := range changes {
				if len(c.softly(ilbo.Key(fmt.Sprintf("topic:en:%d", i)))) == 0 {
					return false
				}
			}
			return len(c.hard("story:1")) > 0
		})
		eventually(t, "nothing waits", func() bool { return waitingPurges(t, s) == 0 })
	})
}

// Whatever the number of nodes, the cache is told once at once and once for
// certain, and of a new day once.
func TestNodesTellTheSharedCacheOnce(t *testing.T) {
	t.Parallel()
	address, c := testpostgres.Database(t), newSharedCache()
	var all []*Store
	for range 3 {
		s := openThere(t, address)
		behind(t, s, c)
		all = append(all, s)
	}
	const changes = 30
	for i := range changes {
		s := all[i%len(all)]
		s.must(t, s.Touch(t.Context(), ilbo.Key(fmt.Sprintf("topic:en:%d", i))))
	}
	for _, s := range all {
		s.must(t, s.PurgeDay(t.Context(), "2026-11-26", "day"))
	}
	eventually(t, "all is told", func() bool {
		for i := range changes {
			if len(c.softly(ilbo.Key(fmt.Sprintf("topic:en:%d", i)))) < 2 {
				return false
			}
		}
		return len(c.softly("day")) > 0 && waitingPurges(t, all[0]) == 0
	})
	for i := range changes {
		if told := c.softly(ilbo.Key(fmt.Sprintf("topic:en:%d", i))); len(told) != 2 {
			t.Errorf("change %d is told %d times", i, len(told))
		}
	}
	if told := c.softly("day"); len(told) != 1 {
		t.Errorf("the day is told %d times", len(told))
	}
	for _, s := range all {
		s.must(t, s.PurgeDay(t.Context(), "2026-11-26", "day"))
	}
	if n := waitingPurges(t, all[0]); n != 0 {
		t.Errorf("%d purges wait for a day that was told", n)
	}
}

func TestADayIsToldOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for i, day := range []string{"2026-11-26", "2026-11-26", "2026-11-27"} {
			s.must(t, s.PurgeDay(t.Context(), day, "day"))
			if got, want := waitingPurges(t, s), 1+i/2; got != want {
				t.Errorf("%d purges wait, want %d", got, want)
			}
		}
	})
}

// More keys than one job names are everything.
func TestManyPurgesAreAll(t *testing.T) {
	var many []ilbo.Key
	for i := range maxKeys {
		many = append(many, ilbo.Key(fmt.Sprintf("topic:en:%04d", i)))
	}
	for name, test := range map[string]struct{ a, b, want purgeJob }{
		"two":             {purgeJob{Keys: []ilbo.Key{"a"}}, purgeJob{Keys: []ilbo.Key{"b", "a"}, Gone: []ilbo.Key{"c"}}, purgeJob{Keys: []ilbo.Key{"a", "b"}, Gone: []ilbo.Key{"c"}}},
		"as many as fit":  {purgeJob{Keys: many}, purgeJob{Keys: many[:3]}, purgeJob{Keys: many}},
		"too many":        {purgeJob{Keys: many}, purgeJob{Keys: []ilbo.Key{"a"}, Gone: []ilbo.Key{"c"}, Failures: 3}, purgeJob{Keys: []ilbo.Key{ilbo.KeyFurniture}, Gone: []ilbo.Key{"c"}, Failures: 3}},
		"too many, taken": {purgeJob{Gone: many}, purgeJob{Gone: []ilbo.Key{"a"}}, purgeJob{Gone: []ilbo.Key{ilbo.KeyFurniture}}},
		"a day's":         {purgeJob{Keys: []ilbo.Key{"day"}, Day: "2026-11-26"}, purgeJob{}, purgeJob{Keys: []ilbo.Key{"day"}}},
	} {
		if diff := cmp.Diff(test.want, test.a.with(test.b)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A node is in step while it asks for changes, and not before, nor when it has
// not for a while.
func TestInStep(t *testing.T) {
	t.Parallel()
	if s := openThere(t, filepath.Join(t.TempDir(), "paper.db")); !s.InStep() {
		t.Error("who is alone is out of step")
	}
	s := openThere(t, testpostgres.Database(t))
	if s.InStep() {
		t.Error("in step before it works")
	}
	fails := errors.New("not today")
	l, err := s.watchNodes(t.Context(), func(context.Context, ilbo.Event) error { return fails })
	s.must(t, err)
	s.must(t, l.look(t.Context()))
	if !s.InStep() {
		t.Error("out of step after it looked")
	}
	past := time.Now().Add(-inStep)
	s.heard.Store(&past)
	if s.InStep() {
		t.Error("in step without having looked for a while")
	}
	s.must(t, s.Touch(t.Context(), "one"))
	if err := l.look(t.Context()); !errors.Is(err, fails) {
		t.Fatal(err)
	}
	if s.InStep() {
		t.Error("in step with what it could not tell its pages")
	}
}
