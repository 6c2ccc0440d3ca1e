package account

import (
	"fmt"
	"net/netip"
	"sync"
	"time"

	"ilbo.press"
)

// How many wrong passwords are taken at once, and how soon another one may be
// tried after them: from one network, and for one name from all of them.
const (
	fromOne, fromOneEvery = 10, 30 * time.Second
	forOne, forOneEvery   = 20, 30 * time.Second
)

// maxLimited is how many networks and names are remembered.
const maxLimited = 100_000

// Limits slow down who guesses. They are of one process, and are gone with it.
type limits struct {
	now   ilbo.Clock
	mu    sync.Mutex
	tries map[string]*tries
}

// tries are a bucket that fills with failures and runs dry with time.
type tries struct {
	failures float64
	at       time.Time
}

func newLimits(now ilbo.Clock) *limits { return &limits{now: now, tries: map[string]*tries{}} }

// Network is the address that a household has: that of IPv4, or 64 bits of IPv6.
func Network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if ip = ip.Unmap(); ip.Is6() {
		p, _ := ip.Prefix(64)
		return p.String()
	}
	return ip.String()
}

// wait is how long it is until a password may be tried; home says that the
// network is one that the person is signed in from.
func (l *limits) wait(login, address string, home bool) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	wait := l.left("from "+Network(address), fromOne, fromOneEvery)
	if !home {
		wait = max(wait, l.left("for "+login, forOne, forOneEvery))
	}
	return wait
}

func (l *limits) left(key string, most float64, every time.Duration) time.Duration {
	t := l.tries[key]
	if t == nil {
		return 0
	}
	t.drain(l.now(), every)
	return time.Duration(max(0, t.failures+1-most) * float64(every))
}

func (t *tries) drain(now time.Time, every time.Duration) {
	t.failures = max(0, t.failures-float64(now.Sub(t.at))/float64(every))
	t.at = now
}

// failed notes a password that was wrong.
func (l *limits) failed(login, address string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for key, every := range map[string]time.Duration{"from " + Network(address): fromOneEvery, "for " + login: forOneEvery} {
		t := l.tries[key]
		if t == nil {
			l.forget()
			t = &tries{at: l.now()}
			l.tries[key] = t
		}
		t.drain(l.now(), every)
		t.failures++
	}
}

// forget makes room for more. Which are forgotten is not for those who guess to
// choose.
func (l *limits) forget() {
	if len(l.tries) < maxLimited {
		return
	}
	n := 0
	for key := range l.tries {
		if delete(l.tries, key); n >= maxLimited/100 {
			break
		}
		n++
	}
}

// tooMany says that somebody has to wait.
func tooMany(wait time.Duration) error {
	wait = wait.Round(time.Second) + time.Second
	return &ilbo.Error{
		Kind: ilbo.Busy, Say: fmt.Sprintf("Too many wrong passwords were tried. Try again in %d seconds, or sign in with a passkey.", int(wait.Seconds())),
		Err: TooManyTries,
	}
}
