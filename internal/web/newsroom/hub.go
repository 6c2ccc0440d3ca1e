package newsroom

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"ilbo.press"
)

// Signals are what a hub follows.
type Signals interface {
	// AwaitSignals returns when there may be new ones, or ctx ends.
	AwaitSignals(ctx context.Context)
	// FirstSignal and LastSignal are the numbers of the oldest that is kept and
	// of the last that was sent, 0 where there is none.
	FirstSignal(ctx context.Context) (int64, error)
	LastSignal(ctx context.Context) (int64, error)
	SignalsAfter(ctx context.Context, after int64, limit int) ([]ilbo.Signal, error)
	DropSignals(ctx context.Context, before time.Time) error
}

// A hub gives the signals that are sent, on any node, to the pages that listen.
// The table of signals is the truth: the hub of each node asks it for what is
// new, so that a page hears of a change whichever node it was made on, and one
// whose connection broke is given what it missed. To tell pages of something,
// call the store's Announce in the transaction of the change.
type hub struct {
	store Signals
	now   ilbo.Clock
	log   *slog.Logger

	mu        sync.Mutex
	running   bool
	last      int64 // the last number that was given out
	listeners map[*listener]bool
	people    map[string]int // how many listeners somebody has
}

// A listener is one page's connection.
type listener struct {
	who     string
	topics  map[string]bool
	signals chan ilbo.Signal
	gone    chan struct{} // closed where it was too slow, or the hub ended
}

const (
	// maxListeners is how many pages of one person listen at a time: browsers
	// keep theirs while they are looked at.
	maxListeners = 20
	// maxWaiting is how many signals may wait for a slow page. It is let go then,
	// and asks again for what it missed.
	maxWaiting = 64
	// signalLot is how many are read at once.
	signalLot = 500
	// signalsKept is how long one that was cut off may stay away, and dropEvery
	// how often what is older is forgotten.
	signalsKept = time.Hour
	dropEvery   = 10 * time.Minute
)

func newHub(store Signals, now ilbo.Clock, log *slog.Logger) *hub {
	return &hub{store: store, now: now, log: log, listeners: map[*listener]bool{}, people: map[string]int{}}
}

// run follows the signals until ctx ends, and then lets all listeners go. A
// database that is away is waited for; what was sent meanwhile is given then.
func (h *hub) run(ctx context.Context) {
	defer h.end()
	failing, began := false, false
	dropped := h.now()
	for ctx.Err() == nil {
		var err error
		if !began {
			err = h.begin(ctx)
			began = err == nil
		} else {
			h.store.AwaitSignals(ctx)
			err = h.look(ctx)
		}
		if err == nil && h.now().Sub(dropped) >= dropEvery {
			dropped = h.now()
			err = h.store.DropSignals(ctx, dropped.Add(-signalsKept))
		}
		if err != nil && ctx.Err() == nil {
			if !failing {
				h.log.WarnContext(ctx, "what changed in the newsroom cannot be asked for; it is tried again", "err", err)
			}
			pause(ctx, time.Second)
		}
		failing = err != nil
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// begin starts behind what was sent before.
func (h *hub) begin(ctx context.Context) error {
	last, err := h.store.LastSignal(ctx)
	if err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last, h.running = last, true
	return nil
}

// look gives out what is new.
func (h *hub) look(ctx context.Context) error {
	for {
		some, err := h.store.SignalsAfter(ctx, h.heard(), signalLot)
		if err != nil {
			return err
		}
		h.give(some)
		if len(some) < signalLot {
			return nil
		}
	}
}

// heard is the number of the last signal that was given out: what a page shows
// that is read after this has all changes up to it.
func (h *hub) heard() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.last
}

func (h *hub) give(some []ilbo.Signal) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, g := range some {
		h.last = g.Number
		for l := range h.listeners {
			if !l.topics[g.Topic] {
				continue
			}
			select {
			case l.signals <- g:
			default:
				h.drop(l)
			}
		}
	}
}

// drop lets a listener go. The hub is locked.
func (h *hub) drop(l *listener) {
	if !h.listeners[l] {
		return
	}
	delete(h.listeners, l)
	close(l.gone)
	if h.people[l.who]--; h.people[l.who] == 0 {
		delete(h.people, l.who)
	}
}

// listen gives a page of somebody's the signals of topics whose numbers are above
// last, until it leaves. Who listens on too many pages is Busy, and so is a hub
// that does not follow yet, or no longer.
func (h *hub) listen(who string, topics map[string]bool) (l *listener, last int64, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.running {
		return nil, 0, &ilbo.Error{Kind: ilbo.Busy, Say: "The newsroom is starting or stopping. Try again in a moment."}
	}
	if h.people[who] >= maxListeners {
		return nil, 0, &ilbo.Error{Kind: ilbo.Busy, Say: "The newsroom is open in too many windows of yours: close some."}
	}
	l = &listener{who: who, topics: topics, signals: make(chan ilbo.Signal, maxWaiting), gone: make(chan struct{})}
	h.listeners[l] = true
	h.people[who]++
	return l, h.last, nil
}

func (h *hub) leave(l *listener) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.drop(l)
}

func (h *hub) end() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.running = false
	for l := range h.listeners {
		h.drop(l)
	}
}
