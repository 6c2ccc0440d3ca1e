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

// How many browsers of one network are asked for a passkey at once, and how soon
// another one after them: every sight of the page to sign in at is such a question,
// which is kept until it is answered or too old.
const questionsToOne, questionsToOneEvery = 120, time.Second

// Floods slow down who has letters sent, and who has themselves asked for passkeys.
// They are of one process.
type floods struct{ *limits }

func newFloods(now ilbo.Clock) *floods { return &floods{newLimits(now)} }

// take counts a letter, or gives how long it is until it may be asked for. A
// letter that is refused does not count: nobody has to begin to wait again.
func (f *floods) take(email, address string) time.Duration {
	return f.count(measure{"from " + Network(address), askedFromOne, askedFromOneEvery}, measure{"for " + email, askedForOne, askedForOneEvery}, measure{"in all", askedInAll, askedInAllEvery})
}

// question counts a browser that is asked for a passkey, in the same way.
func (f *floods) question(address string) time.Duration {
	return f.count(measure{"questions to " + Network(address), questionsToOne, questionsToOneEvery})
}

// A measure is how much of something is let through at once, and how soon more.
type measure struct {
	key   string
	most  float64
	every time.Duration
}

func (f *floods) count(all ...measure) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
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

func tooManyQuestions(wait time.Duration) error {
	return &ilbo.Error{
		Kind: ilbo.Busy, Err: TooManyQuestions,
		Say: fmt.Sprintf("Too many ask for passkeys from here. Try again in %d seconds, or sign in by a letter.", int((wait.Round(time.Second) + time.Second).Seconds())),
	}
}
