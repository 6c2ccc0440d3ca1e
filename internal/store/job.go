package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivermigrate"

	"ilbo.press"
)

// Each follower has jobs of its own kind, so that each is retried by itself.

type indexJob struct {
	Stories []ilbo.StoryID `json:"stories"`
}

func (indexJob) Kind() string { return "index-stories" }

type staleJob struct{ ilbo.Event }

func (staleJob) Kind() string { return "stale-pages" }

// maxAttempts is how often a job is tried: at the pace of retry, for a month.
const maxAttempts = 5_000

// The most keys that one job makes stale, and the most stories that it indexes.
const (
	maxKeys    = 2_000
	maxIndexed = 250
)

// enqueue notes an event; its jobs are made when the transaction ends.
func (t *transaction) enqueue(e ilbo.Event) { t.events = append(t.events, e) }

// flush makes the jobs of the transaction's events: one to index the stories,
// and one to mark stale all pages that any of them touches.
func (t *transaction) flush(ctx context.Context) error {
	jobs := slices.Concat(indexJobs(t.unindexed()), staleJobs(t.events), t.expireJobs())
	if len(jobs) == 0 {
		return nil
	}
	if err := t.order(ctx, jobs...); err != nil {
		return fmt.Errorf("enqueuing %d jobs: %w", len(jobs), err)
	}
	return t.hasten(ctx)
}

// An indexNote is a step of a story towards the index.
type indexNote struct {
	story ilbo.StoryID
	step  indexStep
}

type indexStep int

// A story is made, its copy is stored, its entry is put in the index.
const (
	made indexStep = iota
	stored
	indexed
)

func (t *transaction) note(story ilbo.StoryID, step indexStep) {
	t.log = append(t.log, indexNote{story, step})
}

// unindexed are the events that the index is to follow. A story that was made in
// this transaction, and indexed after it was stored last, is in the index with
// the commit. One that was there before may be with a job that read what it was,
// and gets a job of its own, which comes after that.
func (t *transaction) unindexed() []ilbo.Event {
	last := map[ilbo.StoryID]indexStep{}
	fresh := map[ilbo.StoryID]bool{}
	for _, n := range t.log {
		fresh[n.story] = fresh[n.story] || n.step == made
		last[n.story] = n.step
	}
	return slices.DeleteFunc(slices.Clone(t.events), func(e ilbo.Event) bool {
		return e.At.IsZero() && fresh[e.Story] && last[e.Story] == indexed
	})
}

// unmet are the stories that were made in this transaction and that the index has
// not met: nothing of them is to be taken out before they are put in.
func (t *transaction) unmet() map[ilbo.StoryID]bool {
	some := map[ilbo.StoryID]bool{}
	for _, n := range t.log {
		switch n.step {
		case made:
			some[n.story] = true
		case indexed:
			delete(some, n.story)
		}
	}
	return some
}

// Touch enqueues the job that makes the pages stale that are made from the keys.
func (s *Store) Touch(ctx context.Context, keys ...ilbo.Key) error {
	return s.change(ctx, func(_ context.Context, t *transaction) error {
		t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: keys})
		return nil
	})
}

// soon is longer than River lets pass between two looks for waiting jobs.
const soon = 10 * time.Second

// hasten makes jobs of the next seconds ready to be fetched when they are due,
// which River's next look would be too late for.
func (t *transaction) hasten(ctx context.Context) error {
	moments := make([]time.Time, 0, len(t.events)+len(t.ends))
	for _, e := range t.events {
		moments = append(moments, e.At)
	}
	for _, e := range t.ends {
		moments = append(moments, e.at)
	}
	for _, at := range moments {
		if !at.IsZero() && time.Until(at) < soon {
			return t.ready(ctx)
		}
	}
	return nil
}

func (t *transaction) ready(ctx context.Context) error {
	_, err := t.exec(ctx, `UPDATE river_job SET state = 'available' WHERE state = 'scheduled' AND scheduled_at <= ?`,
		t.store.dialect.jobTime(time.Now().Add(soon)))
	return err
}

func indexJobs(events []ilbo.Event) []river.InsertManyParams {
	var jobs []river.InsertManyParams
	for at, events := range byMoment(events) {
		var ids []ilbo.StoryID
		for _, e := range events {
			if e.Story != 0 {
				ids = append(ids, e.Story)
			}
		}
		slices.Sort(ids)
		for some := range slices.Chunk(slices.Compact(ids), maxIndexed) {
			jobs = append(jobs, river.InsertManyParams{Args: indexJob{some}, InsertOpts: options(at)})
		}
	}
	return jobs
}

func staleJobs(events []ilbo.Event) []river.InsertManyParams {
	var jobs []river.InsertManyParams
	for at, events := range byMoment(events) {
		var keys []ilbo.Key
		e := events[0]
		for _, other := range events {
			keys = append(keys, other.Keys...)
			if other.Verb.TakesBack() {
				e.Verb = other.Verb
			}
		}
		slices.Sort(keys)
		for some := range slices.Chunk(slices.Compact(keys), maxKeys) {
			e.Keys = some
			jobs = append(jobs, river.InsertManyParams{Args: staleJob{e}, InsertOpts: options(at)})
		}
	}
	return jobs
}

// byMoment parts events by when they are to be delivered.
func byMoment(events []ilbo.Event) iter.Seq2[time.Time, []ilbo.Event] {
	events = slices.Clone(events)
	slices.SortStableFunc(events, func(a, b ilbo.Event) int { return a.At.Compare(b.At) })
	return func(yield func(time.Time, []ilbo.Event) bool) {
		for len(events) > 0 {
			n := 1
			for n < len(events) && events[n].At.Equal(events[0].At) {
				n++
			}
			if !yield(events[0].At, events[:n]) {
				return
			}
			events = events[n:]
		}
	}
}

func options(at time.Time) *river.InsertOpts {
	return &river.InsertOpts{MaxAttempts: maxAttempts, ScheduledAt: at}
}

// newQueue makes the client that enqueues, in the transactions of others.
func newQueue(driver riverdriver.Driver[*sql.Tx], log *slog.Logger) (*river.Client[*sql.Tx], error) {
	return river.NewClient(driver, &river.Config{Logger: warnings(log)})
}

// migrateJobs brings the tables of the queue up to date. Another process may be
// doing the same: whoever comes second finds it done and looks again.
func migrateJobs(ctx context.Context, driver riverdriver.Driver[*sql.Tx], log *slog.Logger) (err error) {
	for range 3 {
		migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: warnings(log)})
		if err != nil {
			return err
		}
		if _, err = migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return cmp.Or(ctx.Err(), err)
		case <-time.After(100 * time.Millisecond):
		}
	}
	return err
}

// Pending counts the jobs that are due and not done: what lags behind what is
// stored. Jobs of a later moment, for an embargo that lifts, do not count.
func (s *Store) Pending(ctx context.Context) (int, error) {
	n, err := one(ctx, s, value[int], `SELECT count(*) FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled')
	AND (attempt > 0 OR scheduled_at <= ?)`, s.dialect.jobTime(time.Now()))
	if err != nil {
		return 0, fmt.Errorf("counting jobs: %w", err)
	}
	return n, nil
}
