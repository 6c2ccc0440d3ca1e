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
// until its context does. What a process that died was doing is done again. One
// process works on a paper at a time; others only enqueue. A database that goes
// away for a while is waited for.
func (s *Store) Work(ctx context.Context, f Followers) (stop func(context.Context) error, err error) {
	if f.Index == nil || f.Stale == nil {
		return nil, errors.New("store: both followers are needed")
	}
	if err := s.rescue(ctx); err != nil {
		return nil, err
	}
	all := river.NewWorkers()
	var turns turns
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[indexJob]) error {
		defer turns.take(job.Args.Stories)()
		return f.Index(ctx, job.Args.Stories)
	}))
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[staleJob]) error {
		return f.Stale(ctx, job.Args.Event)
	}))
	client, err := river.NewClient(s.dialect.queue(s.write, s.read), &river.Config{
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}},
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
	if err != nil {
		return nil, fmt.Errorf("starting the jobs: %w", err)
	}
	// The client must outlive ctx, which is that of starting alone.
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, fmt.Errorf("starting the jobs: %w", err)
	}
	return func(ctx context.Context) error {
		err := client.Stop(ctx)
		if err != nil && ctx.Err() != nil {
			hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			err = client.StopAndCancel(hard)
		}
		return err
	}, nil
}

// rescue makes jobs due again that a process was at when it died, and takes
// from it the lead, without which no waiting job would come due.
func (s *Store) rescue(ctx context.Context) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, text := range []string{
			`UPDATE river_job SET state = 'available' WHERE state = 'running'`,
			`DELETE FROM river_leader`,
		} {
			if _, err := t.exec(ctx, text); err != nil {
				return fmt.Errorf("rescuing jobs: %w", err)
			}
		}
		return nil
	})
}

// turns keep the jobs of one story apart, so that what is indexed last is what
// was stored last.
type turns [64]sync.Mutex

// take waits for the stories' turns, in one order for all, so that two jobs
// never wait for each other.
func (t *turns) take(ids []ilbo.StoryID) (done func()) {
	var wanted [len(t)]bool
	for _, id := range ids {
		wanted[uint64(id)%uint64(len(t))] = true
	}
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
