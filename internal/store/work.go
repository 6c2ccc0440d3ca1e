package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"ilbo.press"
)

// Followers do what must follow a change. Each is called until it returns nil,
// with waits that grow to ten minutes, and may be called again after that: it
// must be safe to do twice. Events may come in another order than they
// happened in, so a follower reads what is stored now and does not trust the
// verb. One story is never with two calls of Index at the same time.
type Followers struct {
	Index func(ctx context.Context, ids []ilbo.StoryID) error // they are to be found, or not, as they are now
	Stale func(ctx context.Context, e ilbo.Event) error       // e.Keys were touched; e.Story may be any of several
	// Purge tells the shared cache in front of the paper that what was made from
	// the keys has to be asked for again; softly, it may still be shown where the
	// paper does not answer. It is called after Stale, twice for each change, in
	// one process. Nil: there is no such cache.
	Purge func(ctx context.Context, keys []ilbo.Key, soft bool) error
	// End ends a subscription at the provider where it is paid. Nil: it waits.
	End func(ctx context.Context, ref string) error
	// Letter hands a letter to a mail server. An [ilbo.Refusal] ends it; after any
	// other error it is called again. Nil: letters wait.
	Letter func(ctx context.Context, l ilbo.Letter) error
	// Alert hands an alert to those who are to get it, and says when it is to be
	// called again; zero: never. Nil: alerts wait.
	Alert func(ctx context.Context, id int64) (again time.Time, err error)
	// Edition makes a version of a day's edition, unless it is there. Nil: orders
	// wait.
	Edition func(ctx context.Context, l ilbo.Language, day time.Time, version int) error
	// Issue does what follows an issue of the weekly as it is now. Nil: orders wait.
	Issue func(ctx context.Context, id ilbo.IssueID) error
}

// How the queue is asked for work: when the watcher sees a reason, and each
// second in case it missed one.
const (
	fetchCooldown = 5 * time.Millisecond
	fetchPoll     = time.Second
	workers       = 20
	jobTimeout    = 5 * time.Minute
)

// Work calls the followers until stop is called, which lets running ones end
// until its context does. What a process that died was doing is done again. A
// database that goes away for a while is waited for.
//
// One process works on a file at a time; others only enqueue. On a server any
// number of them work: Index is called in one of them for each change, Stale in
// all.
func (s *Store) Work(ctx context.Context, f Followers) (stop func(context.Context) error, err error) {
	if f.Index == nil || f.Stale == nil {
		return nil, errors.New("store: followers of the index and of pages are needed")
	}
	if err := s.rescue(ctx); err != nil {
		return nil, err
	}
	all := river.NewWorkers()
	watching, stopWatching := context.WithCancel(context.WithoutCancel(ctx))
	if err := s.addWorkers(watching, all, f); err != nil {
		stopWatching()
		return nil, err
	}
	queues := map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}}
	if f.Letter != nil {
		queues[letterQueue] = river.QueueConfig{MaxWorkers: letterWorkers}
	}
	if f.Alert != nil {
		queues[alertQueue] = river.QueueConfig{MaxWorkers: alertWorkers}
	}
	if f.Edition != nil || f.Issue != nil {
		queues[editionQueue] = river.QueueConfig{MaxWorkers: 1}
	}
	client, err := river.NewClient(s.dialect.queue(s.write, s.read), &river.Config{
		ID:                nodeName(),
		Queues:            queues,
		Workers:           all,
		Logger:            warnings(s.log),
		FetchCooldown:     fetchCooldown,
		FetchPollInterval: fetchPoll,
		JobTimeout:        jobTimeout,
		// What is still at a job by then has been told to end.
		RescueStuckJobsAfter: jobTimeout + time.Minute,
		RetryPolicy:          retry{},
		ErrorHandler:         &complaints{s.log},
	})
	if err == nil {
		// The client must outlive ctx, which is that of starting alone.
		err = client.Start(context.WithoutCancel(ctx))
	}
	if err != nil {
		stopWatching()
		return nil, fmt.Errorf("starting the jobs: %w", err)
	}
	return func(ctx context.Context) error {
		err := client.Stop(ctx)
		stopWatching()
		if err != nil && ctx.Err() != nil {
			hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			err = client.StopAndCancel(hard)
		}
		return err
	}, nil
}

// addWorkers says who does the jobs. Where others may serve the same paper, it
// begins to look out for what they change.
func (s *Store) addWorkers(ctx context.Context, all *river.Workers, f Followers) error {
	index := func(ctx context.Context, ids []ilbo.StoryID) error {
		return s.InTurn(ctx, ids, func(ctx context.Context) error { return f.Index(ctx, ids) })
	}
	stale := func(ctx context.Context, _ int64, e ilbo.Event) error { return f.Stale(ctx, e) }
	purges, err := s.newPurger(ctx, f.Purge)
	if err != nil {
		return err
	}
	if s.dialect.shared() {
		l, err := s.watchNodes(ctx, f.Stale)
		if err != nil {
			return err
		}
		go l.run(ctx)
		room := make(chan struct{}, sharedIndexers)
		index = func(ctx context.Context, ids []ilbo.StoryID) error {
			room <- struct{}{}
			defer func() { <-room }()
			return s.InTurn(ctx, ids, func(ctx context.Context) error { return f.Index(ctx, ids) })
		}
		stale = l.tell
	}
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[indexJob]) error {
		return index(ctx, job.Args.Stories)
	}))
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[staleJob]) error {
		if err := stale(ctx, job.ID, job.Args.Event); err != nil {
			return err
		}
		return purges.follow(ctx, job.Args.Event)
	}))
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[expireJob]) error {
		return s.Reprint(ctx, job.Args.Picture, ilbo.Expired)
	}))
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[purgeJob]) error {
		return purges.work(ctx, job.Args)
	}))
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[endJob]) error {
		if f.End == nil {
			return fmt.Errorf("ending subscription %s at its provider: none is in the settings", job.Args.Ref)
		}
		return f.End(ctx, job.Args.Ref)
	}))
	if f.Letter != nil {
		river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[letterJob]) error {
			return s.sendLetter(ctx, job.Args.Letter, f.Letter)
		}))
	}
	if f.Alert != nil {
		river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[alertJob]) error {
			return job.Args.follow(ctx, f.Alert)
		}))
	}
	if f.Edition != nil {
		river.AddWorker(all, editor{edition: f.Edition})
	}
	if f.Issue != nil {
		river.AddWorker(all, binder{issue: f.Issue})
	}
	return nil
}

// Hasten makes the jobs that are due, and those of the next seconds, ready to be
// fetched, which is otherwise left to the process that leads the queue: it may
// have died, and another one leads only after some seconds.
func (s *Store) Hasten(ctx context.Context) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error { return t.ready(ctx) })
}

// rescue makes jobs due again that a process of this machine was at when it
// died, and takes from it the lead, without which no waiting job would come due;
// those that came due meanwhile wait for no leader.
// Those of other machines have ten seconds to lead on, and [jobTimeout] for a job.
func (s *Store) rescue(ctx context.Context) error {
	jobs, leader, nodes := `UPDATE river_job SET state = 'available' WHERE state = 'running'`, `DELETE FROM river_leader`, [][]any{nil}
	if s.dialect.shared() {
		jobs += ` AND attempted_by[array_upper(attempted_by, 1)] = ?`
		leader += ` WHERE leader_id = ?`
		var err error
		if nodes, err = s.deadNodes(ctx); err != nil {
			return fmt.Errorf("looking for nodes that died: %w", err)
		}
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, node := range nodes {
			for _, text := range []string{jobs, leader} {
				if _, err := t.exec(ctx, text, node...); err != nil {
					return fmt.Errorf("rescuing jobs: %w", err)
				}
			}
		}
		return t.ready(ctx)
	})
}

// InTurn does something with the index of stories while nobody else does, neither
// a job nor another node.
func (s *Store) InTurn(ctx context.Context, ids []ilbo.StoryID, do func(ctx context.Context) error) error {
	if s.dialect.shared() {
		return s.inTurn(ctx, ids, do)
	}
	defer s.turns.take(ids)()
	return do(ctx)
}

// turns keep the jobs of one story apart, so that what is indexed last is what
// was stored last.
type turns [64]sync.Mutex

// take waits for the stories' turns, in one order for all, so that two jobs
// never wait for each other.
func (t *turns) take(ids []ilbo.StoryID) (done func()) {
	wanted := stripes(ids)
	for i := range t {
		if wanted[i] {
			t[i].Lock()
		}
	}
	return func() {
		for i := range t {
			if wanted[i] {
				t[i].Unlock()
			}
		}
	}
}

// stripes are the turns that the stories take.
func stripes(ids []ilbo.StoryID) (wanted [len(turns{})]bool) {
	for _, id := range ids {
		wanted[uint64(id)%uint64(len(wanted))] = true
	}
	return wanted
}

// retry waits a quarter of a second after the first failure, twice as long
// after each further one, and ten minutes at most.
type retry struct{}

func (retry) NextRetry(job *rivertype.JobRow) time.Time {
	failures := max(1, len(job.Errors)+1)
	wait := 10 * time.Minute
	if failures < 13 {
		wait = min(wait, 250*time.Millisecond<<(failures-1))
	}
	return time.Now().Add(wait)
}

// complaints log a failure once, as what it is.
type complaints struct{ log *slog.Logger }

func (c *complaints) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	c.log.WarnContext(ctx, "a job failed and will be tried again", "job", job.Kind, "attempt", job.Attempt, "err", err)
	return nil
}

func (c *complaints) HandlePanic(ctx context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	c.log.ErrorContext(ctx, "a job panicked and will be tried again", "job", job.Kind, "attempt", job.Attempt, "panic", value, "trace", trace)
	return nil
}

// warnings is the log without what the queue says of its daily life.
func warnings(log *slog.Logger) *slog.Logger { return slog.New(warningHandler{log.Handler()}) }

type warningHandler struct{ slog.Handler }

func (h warningHandler) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && h.Handler.Enabled(ctx, l)
}

func (h warningHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warningHandler{h.Handler.WithAttrs(attrs)}
}

func (h warningHandler) WithGroup(name string) slog.Handler {
	return warningHandler{h.Handler.WithGroup(name)}
}
