package notebook

import (
	"sync"
	"time"

	"ilbo.press"
)

// How often a network asks what becomes of words: so often at once, and so soon once
// more. A class of learners behind one address asks less.
const (
	asksAtOnce = 120
	asksEvery  = 500 * time.Millisecond
)

// maxNetworks is how many networks are remembered.
const maxNetworks = 50_000

// Floods slow down networks that ask without end. They are of one process.
type floods struct {
	now  ilbo.Clock
	mu   sync.Mutex
	asks map[string]*asks
}

// asks are a bucket that fills with requests and runs dry with time.
type asks struct {
	n  float64
	at time.Time
}

func newFloods(now ilbo.Clock) *floods { return &floods{now: now, asks: map[string]*asks{}} }

// take counts a request of a network, and reports whether it may be answered.
func (f *floods) take(from string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.now()
	a := f.asks[from]
	if a == nil {
		f.forget(now)
		a = &asks{at: now}
		f.asks[from] = a
	}
	a.n = max(0, a.n-float64(now.Sub(a.at))/float64(asksEvery))
	a.at = now
	if a.n >= asksAtOnce {
		return false
	}
	a.n++
	return true
}

// forget makes room for more networks: those go first whose bucket has run dry, and where
// none has, some, which are not for those who ask to choose.
func (f *floods) forget(now time.Time) {
	if len(f.asks) < maxNetworks {
		return
	}
	for from, a := range f.asks {
		if now.Sub(a.at) >= asksAtOnce*asksEvery {
			delete(f.asks, from)
		}
	}
	for from := range f.asks {
		if len(f.asks) < maxNetworks-maxNetworks/100 {
			return
		}
		delete(f.asks, from)
	}
}
