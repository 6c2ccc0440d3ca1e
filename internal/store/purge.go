package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"ilbo.press"
)

// A shared cache in front of the paper is told which pages went stale: at once,
// so that readers see the change, and once more a little later, for certain.
//
// Neither alone is enough. A node that has not heard of the change yet, or an
// answer that was on its way to the cache while the cache was told, puts the
// old page back. So a node that has not asked for changes for [inStep] lets
// caches keep its pages for a moment only (see [Store.InStep]), and [settled]
// after the change, when all that was given away before has arrived, they are
// told again. Only that second telling is a job, and is tried until it is done;
// the first is tried once.

const (
	// inStep is how long ago a node may have asked for changes and still count
	// as one that knows them.
	inStep = time.Second
	// settled is how long after a change no page can arrive at a cache that is
	// older than the change and is to be kept. What is more than inStep is for
	// answers on their way, for caches in two rows, and for clocks that differ
	// where a change takes effect at a moment.
	settled = 5 * time.Second
	// quickPause lies between two quick purges, so that an import is no flood.
	quickPause = 250 * time.Millisecond
	// purgeWait is the longest time between two tries.
	purgeWait = 30 * time.Second
	// purgeLimit is how many waiting jobs one job takes along.
	purgeLimit = 500
)

// A purgeJob says what the shared cache is to be told. Jobs that fail are made
// anew as one, so that a cache which is away costs one job however much changes
// meanwhile.
type purgeJob struct {
	Keys     []ilbo.Key `json:"keys"` // of pages that went stale
	Gone     []ilbo.Key `json:"gone"` // of pages that may not be shown any more
	Failures int        `json:"failures"`
	Day      string     `json:"day"` // of the paper; empty: any
}

func (purgeJob) Kind() string { return "purge-pages" }

// with is both jobs in one.
func (j purgeJob) with(other purgeJob) purgeJob {
	return purgeJob{Keys: merged(j.Keys, other.Keys), Gone: merged(j.Gone, other.Gone), Failures: max(j.Failures, other.Failures)}
}

// merged are the keys of both, each once; too many are all there are.
func merged(a, b []ilbo.Key) []ilbo.Key {
	all := slices.Concat(a, b)
	slices.Sort(all)
	if all = slices.Compact(all); len(all) > maxKeys {
		return []ilbo.Key{ilbo.KeyFurniture}
	}
	return all
}

// InStep reports whether this process knows of all changes up to a moment ago.
// Where it alone serves the paper, it does.
func (s *Store) InStep() bool {
	if !s.dialect.shared() {
		return true
	}
	heard := s.heard.Load()
	return heard != nil && time.Since(*heard) < inStep
}

// PurgeDay tells the shared cache, once whichever processes call it, what went
// stale because a day of the paper began.
func (s *Store) PurgeDay(ctx context.Context, day string, keys ...ilbo.Key) error {
	return s.enqueuePurge(ctx, purgeJob{Keys: keys, Day: day}, river.UniqueOpts{ByArgs: true})
}

// enqueuePurge makes the job that is certain.
func (s *Store) enqueuePurge(ctx context.Context, job purgeJob, unique river.UniqueOpts) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		return t.putPurge(ctx, job, time.Now().Add(settled), unique)
	})
}

func (t *transaction) putPurge(ctx context.Context, job purgeJob, at time.Time, unique river.UniqueOpts) error {
	o := options(at)
	o.UniqueOpts = unique
	if err := t.order(ctx, river.InsertManyParams{Args: job, InsertOpts: o}); err != nil {
		return fmt.Errorf("enqueuing a purge: %w", err)
	}
	if time.Until(at) >= soon {
		return nil
	}
	return t.ready(ctx)
}

// A purger tells the shared cache of one process's share of the changes.
type purger struct {
	store *Store
	ctx   context.Context // ends with the work
	tell  func(ctx context.Context, keys []ilbo.Key, soft bool) error
	wait  time.Duration // until the other nodes have heard, usually
	crowd crowd[purgeJob]

	mu    sync.Mutex
	quick purgeJob
	wake  chan struct{}
}

// newPurger makes a purger that works until ctx ends. A program that starts may
// show pages in another way than the last one: all are asked for again.
func (s *Store) newPurger(ctx context.Context, tell func(context.Context, []ilbo.Key, bool) error) (*purger, error) {
	p := &purger{store: s, ctx: ctx, tell: tell, wake: make(chan struct{}, 1)}
	if tell == nil {
		return p, nil
	}
	if s.dialect.shared() {
		p.wait = 3 * lookEvery
	}
	if err := s.enqueuePurge(ctx, purgeJob{Keys: []ilbo.Key{ilbo.KeyFurniture}}, river.UniqueOpts{}); err != nil {
		return nil, err
	}
	go p.run()
	return p, nil
}

// follow sees to it that the shared cache hears of an event.
func (p *purger) follow(ctx context.Context, e ilbo.Event) error {
	if p.tell == nil {
		return nil
	}
	job := purgeJob{Keys: e.Keys}
	if e.Verb.TakesBack() {
		job = purgeJob{Gone: append(slices.Clone(e.Keys), ilbo.KeyPlates)}
	}
	if err := p.store.enqueuePurge(ctx, job, river.UniqueOpts{}); err != nil {
		return err
	}
	p.mu.Lock()
	p.quick = p.quick.with(job)
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default: // it will look
	}
	return nil
}

// run does the quick purges: together those that came meanwhile.
func (p *purger) run() {
	for {
		select {
		case <-p.wake:
		case <-p.ctx.Done():
			return
		}
		p.pause(p.wait)
		p.mu.Lock()
		job := p.quick
		p.quick = purgeJob{}
		p.mu.Unlock()
		if err := p.send(p.ctx, job); err != nil {
			p.store.log.DebugContext(p.ctx, "the shared cache was not told at once", "err", err)
		}
		p.pause(quickPause)
	}
}

func (p *purger) pause(d time.Duration) {
	select {
	case <-time.After(d):
	case <-p.ctx.Done():
	}
}

// send tells the shared cache of a job.
func (p *purger) send(ctx context.Context, job purgeJob) error {
	if len(job.Gone) > 0 {
		if err := p.tell(ctx, job.Gone, false); err != nil {
			return err
		}
	}
	if len(job.Keys) > 0 {
		return p.tell(ctx, job.Keys, true)
	}
	return nil
}

// work does a job, together with those that other workers have at this moment.
func (p *purger) work(ctx context.Context, job purgeJob) error {
	if p.tell == nil {
		return nil // the paper has no shared cache any more
	}
	return p.crowd.do(ctx, []purgeJob{job}, p.serve)
}

// serve tells the shared cache of jobs and of what failed before. Where that
// fails, one job takes the place of all of them.
func (p *purger) serve(_ context.Context, jobs []purgeJob) error {
	ctx, cancel := context.WithTimeout(p.ctx, jobTimeout)
	defer cancel()
	others, err := p.waiting(ctx)
	if err != nil {
		return err
	}
	var all purgeJob
	for _, job := range jobs {
		all = all.with(job)
	}
	failures := all.Failures + 1 // of those others, no new one
	for _, o := range others {
		all = all.with(o.purgeJob)
	}
	failed := p.send(ctx, all)
	if p.ctx.Err() != nil {
		return p.ctx.Err() // the job is left to the next who works
	}
	if all.Failures == 0 && failed != nil {
		p.store.log.WarnContext(ctx, "the shared cache cannot be told what changed; it is tried again", "err", failed)
	}
	return p.store.change(context.WithoutCancel(ctx), func(ctx context.Context, t *transaction) error {
		for _, o := range others {
			if err := t.dropPurge(ctx, o); err != nil {
				return err
			}
		}
		if failed == nil {
			return nil
		}
		all.Failures = max(all.Failures, failures)
		wait := min(purgeWait, time.Second<<min(all.Failures-1, 10))
		return t.putPurge(ctx, all, time.Now().Add(wait), river.UniqueOpts{})
	})
}

// A waitingPurge is a job in the queue that nobody is at.
type waitingPurge struct {
	purgeJob
	id      int64
	attempt int
}

// waiting lists the jobs that were made of others that failed.
func (p *purger) waiting(ctx context.Context) ([]waitingPurge, error) {
	all, err := list(ctx, p.store, scanPurge, `SELECT id, attempt, args -> 'keys', args -> 'gone', args -> 'failures'
	FROM river_job WHERE state IN ('available', 'retryable', 'scheduled') AND kind = ? AND CAST(args -> 'failures' AS text) <> '0' ORDER BY id LIMIT ?`, purgeJob{}.Kind(), purgeLimit)
	if err != nil {
		return nil, fmt.Errorf("looking for purges: %w", err)
	}
	return all, nil
}

func scanPurge(row scanner) (w waitingPurge, err error) {
	var keys, gone, failures []byte
	if err := row.Scan(&w.id, &w.attempt, &keys, &gone, &failures); err != nil {
		return w, err
	}
	for _, part := range []struct {
		text []byte
		to   any
	}{{keys, &w.Keys}, {gone, &w.Gone}, {failures, &w.Failures}} {
		if err := json.Unmarshal(part.text, part.to); err != nil {
			return w, fmt.Errorf("reading purge %d: %w", w.id, err)
		}
	}
	return w, nil
}

// dropPurge takes a job out of the queue that nobody took up since.
func (t *transaction) dropPurge(ctx context.Context, w waitingPurge) error {
	_, err := t.exec(ctx, `DELETE FROM river_job WHERE id = ? AND attempt = ? AND state IN ('available', 'retryable', 'scheduled')`, w.id, w.attempt)
	return err
}
