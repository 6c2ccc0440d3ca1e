package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"ilbo.press"
)

// announced sends a signal.
func (p *paper) announced(name string, at time.Time) {
	p.t.Helper()
	p.must(p.Announce(p.ctx, ilbo.Signal{Topic: "story:1", Name: name, On: "story:1", By: "asha", At: at}))
}

// heard gives the names of all signals behind a number.
func (p *paper) heard(after int64) []string {
	p.t.Helper()
	some, err := p.SignalsAfter(p.ctx, after, 1_000)
	p.must(err)
	names := []string{}
	for i, g := range some {
		if want := some[0].Number + int64(i); g.Number != want {
			p.t.Errorf("signal %d stands where %d belongs", g.Number, want)
		}
		names = append(names, g.Name)
	}
	return names
}

var signals = map[string]func(*testing.T, *paper){
	"signals come as they were sent": func(t *testing.T, p *paper) {
		g := ilbo.Signal{Topic: "staff:asha", Name: "assigned", On: "assignment:1", By: "rahim", At: noon, Detail: "다리 기공식"}
		p.must(p.Announce(p.ctx, g))
		some, err := p.SignalsAfter(p.ctx, 0, 10)
		p.must(err)
		g.Number = 1
		p.same("signals", some, []ilbo.Signal{g})
		last, err := p.LastSignal(p.ctx)
		p.must(err)
		p.same("the last one", last, int64(1))
		p.refuses(p.Announce(p.ctx, ilbo.Signal{Topic: "Story 1", Name: "x"}), ilbo.Invalid)
		p.refuses(p.Announce(p.ctx, ilbo.Signal{Topic: "lineup"}), ilbo.Invalid)
	},
	"a signal belongs to its transaction": func(t *testing.T, p *paper) {
		refused := errors.New("refused")
		send := func(ctx context.Context, name string) error {
			return p.Announce(ctx, ilbo.Signal{Topic: "lineup", Name: name, At: noon})
		}
		err := p.Together(p.ctx, func(ctx context.Context) error { return errors.Join(send(ctx, "never"), refused) })
		if !errors.Is(err, refused) {
			t.Fatal(err)
		}
		p.must(p.Together(p.ctx, func(ctx context.Context) error {
			p.must(send(ctx, "one"))
			if err := p.Together(ctx, func(ctx context.Context) error { return errors.Join(send(ctx, "taken back"), refused) }); !errors.Is(err, refused) {
				t.Error(err)
			}
			p.must(send(ctx, "two"))
			some, err := p.SignalsAfter(p.ctx, 0, 10)
			p.must(err)
			p.same("heard before the commit", len(some), 0)
			return nil
		}))
		p.same("heard", p.heard(0), []string{"one", "two"})
	},
	"who waits for signals is woken": func(t *testing.T, p *paper) {
		for range 3 { // the first may find what is left of the paper's making
			p.announced("x", noon)
			began := time.Now()
			p.AwaitSignals(p.ctx)
			if waited := time.Since(began); waited > 500*time.Millisecond {
				t.Errorf("woken after %v", waited)
			}
		}
		ended, cancel := context.WithCancel(p.ctx)
		cancel()
		p.AwaitSignals(ended)
	},
	"nobody who follows misses a signal that others send at the same time": func(t *testing.T, p *paper) {
		const senders, each = 6, 25
		var all sync.WaitGroup
		for i := range senders {
			all.Go(func() {
				for j := range each {
					err := p.Together(context.Background(), func(ctx context.Context) error {
						return p.Announce(ctx, ilbo.Signal{Topic: "lineup", Name: fmt.Sprintf("%d-%d", i, j), At: noon})
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		seen := map[string]bool{}
		var last int64
		for deadline := time.Now().Add(time.Minute); len(seen) < senders*each && time.Now().Before(deadline); p.AwaitSignals(p.ctx) {
			some, err := p.SignalsAfter(p.ctx, last, 7)
			p.must(err)
			for _, g := range some {
				last, seen[g.Name] = g.Number, true
			}
		}
		all.Wait()
		p.same("signals that were seen", len(seen), senders*each)
	},
	"old signals are forgotten, and numbers go on": func(t *testing.T, p *paper) {
		p.announced("old", noon.Add(-2*time.Hour))
		p.announced("new", noon)
		p.must(p.DropSignals(p.ctx, noon.Add(-time.Hour)))
		first, err := p.FirstSignal(p.ctx)
		p.must(err)
		p.same("the first that is kept", first, int64(2))
		p.must(p.DropSignals(p.ctx, noon.Add(time.Hour)))
		first, err = p.FirstSignal(p.ctx)
		p.must(err)
		p.same("where none is kept", first, int64(0))
		p.announced("newer", noon)
		p.same("heard", p.heard(2), []string{"newer"})
	},
}
