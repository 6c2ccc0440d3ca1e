package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"ilbo.press"
)

// Several processes, on several machines, may serve a paper that stands on a
// server: nodes. The queue gives each job to one of them, which is right for the
// index, and not for pages, which each node keeps in its own memory. So each
// node looks at the jobs that make pages stale whoever works them. It asks for
// what is new ten times a second and waits for no word from anybody: nothing can
// be lost on the way, and a database that was away is asked where it left off.

const (
	// lookEvery is how often a node asks for what is new.
	lookEvery = 100 * time.Millisecond
	// lookBack is how many jobs it asks for again: a job has its number just
	// before it is committed, and another one may be committed between the two.
	lookBack = 1_000
	// lookPatience is how long an answer may take: a connection that swallows
	// what it is asked is given up then.
	lookPatience = 5 * time.Second
	// longest is how long a node may be without the database before what it
	// missed can have been cleared away.
	longest = time.Hour
)

// A lookout tells a node which pages are stale.
type lookout struct {
	store *Store
	stale func(context.Context, ilbo.Event) error

	last  int64 // the highest number that was seen
	asked time.Time
	later map[int64]staleEvent // seen, and not due yet

	mu   sync.Mutex
	told map[int64]bool // of the last numbers: those that the node was told of
}

type staleEvent struct {
	id    int64
	due   time.Time
	event ilbo.Event
}

// watchNodes starts to look out, where others may serve the same paper.
func (s *Store) watchNodes(ctx context.Context, stale func(context.Context, ilbo.Event) error) (*lookout, error) {
	l := &lookout{store: s, stale: stale, asked: time.Now(), later: map[int64]staleEvent{}, told: map[int64]bool{}}
	// A node begins with nothing in memory: only what is due later concerns it.
	var err error
	if l.last, err = one(ctx, s, value[int64], `SELECT coalesce(max(id), 0) FROM river_job`); err != nil {
		return nil, fmt.Errorf("looking for jobs: %w", err)
	}
	waiting, err := list(ctx, s, scanStale, selectStale+` AND state = 'scheduled' AND scheduled_at > ?`, staleJob{}.Kind(), s.dialect.jobTime(time.Now()))
	if err != nil {
		return nil, fmt.Errorf("looking for jobs of later: %w", err)
	}
	for _, e := range waiting {
		l.later[e.id] = e
	}
	return l, nil
}

const selectStale = `SELECT id, scheduled_at, args FROM river_job WHERE kind = ?`

func scanStale(row scanner) (e staleEvent, err error) {
	var args []byte
	if err := row.Scan(&e.id, &e.due, &args); err != nil {
		return e, err
	}
	return e, json.Unmarshal(args, &e.event)
}

// run looks until ctx ends. Failures are told once until they end.
func (l *lookout) run(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := l.look(ctx)
		if err != nil && !failing && ctx.Err() == nil {
			l.store.log.WarnContext(ctx, "what other nodes changed cannot be asked for; it is tried again", "err", err)
		}
		failing = err != nil
	}
}

// look tells what has come due since the last time.
func (l *lookout) look(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, lookPatience)
	defer cancel()
	began := time.Now()
	found, err := list(ctx, l.store, scanStale, selectStale+` AND id > ? ORDER BY id`, staleJob{}.Kind(), l.last-lookBack)
	if err != nil {
		return err
	}
	if began.Sub(l.asked) > longest {
		if err := l.stale(ctx, ilbo.Event{Verb: ilbo.Updated, Keys: []ilbo.Key{ilbo.KeyFurniture}}); err != nil {
			return err
		}
	}
	for _, e := range found {
		l.later[e.id] = e
		l.last = max(l.last, e.id)
	}
	l.asked = began
	for id, e := range l.later {
		if e.due.After(began) {
			continue
		}
		if err := l.tell(ctx, id, e.event); err != nil {
			return err
		}
		delete(l.later, id)
	}
	l.store.heard.Store(&began)
	l.forget()
	return nil
}

// tell tells the node of a job, once, whether it works the job or has only seen
// it; again where it failed.
func (l *lookout) tell(ctx context.Context, id int64, e ilbo.Event) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.told[id] {
		return nil
	}
	if err := l.stale(ctx, e); err != nil {
		return err
	}
	l.told[id] = true
	return nil
}

// forget drops what will not be asked for again. A job that is tried after that
// tells twice, which is allowed.
func (l *lookout) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.told) < 2*lookBack {
		return
	}
	for id := range l.told {
		if id <= l.last-lookBack {
			delete(l.told, id)
		}
	}
}

// sharedIndexers is how many index jobs a node does at once: each holds a
// connection that writes, and other writers need some.
const sharedIndexers = writers / 2

// inTurn does something with stories while no other node does. What it reads
// and writes with its context is one transaction, so that the turn ends with it.
func (s *Store) inTurn(ctx context.Context, ids []ilbo.StoryID, do func(ctx context.Context) error) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for i, wanted := range stripes(ids) {
			if !wanted {
				continue
			}
			if _, err := t.exec(ctx, `SELECT pg_advisory_xact_lock(?, ?)`, lockNumber, i); err != nil {
				return fmt.Errorf("waiting for the turn of %d stories: %w", len(ids), err)
			}
		}
		return do(ctx)
	})
}

// host is what the names of a machine's nodes begin with.
func host() string {
	name, err := os.Hostname()
	if err != nil || name == "" {
		name = "unknown"
	}
	name = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '-'
	}, name)
	return name[:min(len(name), 60)] + "_"
}

// nodeName tells processes apart.
func nodeName() string { return fmt.Sprintf("%s%d_%d", host(), os.Getpid(), time.Now().UnixNano()) }

// began is when this process did.
var began = time.Now()

// deadNodes are those of this machine that are at jobs, or lead, and live no more.
func (s *Store) deadNodes(ctx context.Context) ([][]any, error) {
	names, err := list(ctx, s, value[string], `SELECT attempted_by[array_upper(attempted_by, 1)] FROM river_job WHERE state = 'running' AND attempted_by IS NOT NULL
		UNION SELECT leader_id FROM river_leader`)
	if err != nil {
		return nil, err
	}
	var dead [][]any
	for _, name := range names {
		if own, here := strings.CutPrefix(name, host()); here && !lives(own) {
			dead = append(dead, []any{name})
		}
	}
	return dead, nil
}

// lives reports whether the process that the end of a node's name tells of still
// runs on this machine. In a container each is the first: what has our number and
// began before us was an earlier life.
func lives(process string) bool {
	var pid int
	var named int64
	if _, err := fmt.Sscanf(process, "%d_%d", &pid, &named); err != nil {
		return false
	}
	if pid == os.Getpid() {
		return named >= began.UnixNano()
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
