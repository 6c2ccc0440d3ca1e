package store

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"
)

// A counter is a crowd whose first caller is served until the others wait.
type counter struct {
	crowd[int]
	t     *testing.T
	calls sync.WaitGroup
	gate  chan bool
	turns [][]int
	bad   error // of turns with a 13
}

func newCounter(t *testing.T) *counter {
	return &counter{t: t, gate: make(chan bool), bad: errors.New("13")}
}

func (c *counter) serve(_ context.Context, things []int) error {
	<-c.gate
	c.turns = append(c.turns, things)
	if slices.Contains(things, 13) {
		return c.bad
	}
	return nil
}

// call calls, and returns when as many wait.
func (c *counter) call(wait int, want error, things ...int) {
	c.t.Helper()
	c.calls.Go(func() {
		if err := c.do(c.t.Context(), things, c.serve); !errors.Is(err, want) {
			c.t.Errorf("%v: %v, want %v", things, err, want)
		}
	})
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		c.mu.Lock()
		n := len(c.waiting)
		served := !c.turn.TryLock()
		if !served {
			c.turn.Unlock()
		}
		c.mu.Unlock()
		if n == wait && served {
			return
		}
		if time.Now().After(deadline) {
			c.t.Fatalf("%d wait, want %d", n, wait)
		}
	}
}

func (c *counter) open() {
	close(c.gate)
	c.calls.Wait()
}

func TestACrowdGoesTogether(t *testing.T) {
	c := newCounter(t)
	c.call(0, nil, 1)
	c.call(1, nil, 2, 3)
	c.call(2, c.bad, 13)
	c.call(3, nil, 4)
	c.open()
	want := [][]int{{1}, {2, 3, 13, 4}, {2, 3}, {13}, {4}}
	if !slices.EqualFunc(c.turns, want, slices.Equal) {
		t.Errorf("turns %v, want %v", c.turns, want)
	}
}

func TestACrowdHasALimit(t *testing.T) {
	c := newCounter(t)
	for i := range 4 {
		c.call(i, nil, make([]int, crowdLimit/2)...)
	}
	c.open()
	var sizes []int
	for _, turn := range c.turns {
		sizes = append(sizes, len(turn))
	}
	if want := []int{crowdLimit / 2, crowdLimit, crowdLimit / 2}; !slices.Equal(sizes, want) {
		t.Errorf("turns of %v, want %v", sizes, want)
	}
}
