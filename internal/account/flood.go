package account

import (
	"fmt"
	"time"

	"ilbo.press"
)

// How many letters with links are sent at once, and how soon another one after
// them: to whoever asks from one network, to one address, and in all. Of those to
// one address the last ones hold for longer than it takes until the next: whoever
// floods a reader leaves them letters that let them in.
const (
	askedFromOne, askedFromOneEvery = 20, 30 * time.Second
	askedForOne, askedForOneEvery   = 5, 3 * time.Minute
	askedInAll, askedInAllEvery     = 2_000, 50 * time.Millisecond
)

// Floods slow down who has letters sent. They are of one process.
type floods struct{ *limits }

func newFloods(now ilbo.Clock) *floods { return &floods{newLimits(now)} }

// take counts a letter, or gives how long it is until it may be asked for. A
// letter that is refused does not count: nobody has to begin to wait again.
func (f *floods) take(email, address string) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	all := []struct {
		key   string
		most  float64
		every time.Duration
	}{
		{"from " + Network(address), askedFromOne, askedFromOneEvery}, {"for " + email, askedForOne, askedForOneEvery}, {"in all", askedInAll, askedInAllEvery},
	}
	var wait time.Duration
	for _, l := range all {
		wait = max(wait, f.left(l.key, l.most, l.every))
	}
	if wait > 0 {
		return wait
	}
	for _, l := range all {
		t := f.tries[l.key]
		if t == nil {
			f.forget()
			t = &tries{at: f.now()}
			f.tries[l.key] = t
		}
		t.drain(f.now(), l.every)
		t.failures++
	}
	return 0
}

// tooManyLetters says that somebody has to wait.
func tooManyLetters(wait time.Duration) error {
	return &ilbo.Error{
		Kind: ilbo.Busy, Err: TooManyTries,
		Say: fmt.Sprintf("Too many letters were asked for. Use the link of the last one that came, or ask again in %d seconds.", int((wait.Round(time.Second) + time.Second).Seconds())),
	}
}
