package ilbo

import "time"

// An Urgency says how much an alert has to be worth to ring a phone.
type Urgency int

// The urgencies, the least first. Their numbers are stored.
const (
	Routine   Urgency = 1 + iota // worth reading today
	Important                    // worth knowing now
	Breaking                     // worth waking somebody up for
)

// Urgencies are all of them, the most urgent first.
func Urgencies() []Urgency { return []Urgency{Breaking, Important, Routine} }

// An Alert is a push message to readers' phones, as it waits in the queue.
type Alert struct {
	ID       int64
	Language Language
	Text     string // the headline that is pushed
	Story    StoryID
	Sections []SectionID // that readers who get it follow; none: all readers of the language
	By       string      // who queued it
	At       time.Time
	Taken    time.Time // when it was taken back; zero: it was not
	TakenBy  string
}

// Queued reports whether the alert waits to be sent.
func (a *Alert) Queued() bool { return a.Taken.IsZero() }

// A Push is one message to one device, as push services are handed it.
type Push struct {
	Device  Device
	Message []byte        // at most [MaxPush] bytes; nobody but the device can read it
	Lasts   time.Duration // how long the service keeps it for a device that is off
	Urgency Urgency
	Topic   string // a second message of the same topic takes the place of one not delivered yet; may be empty
}

// MaxPush is how long a message is at most: a push service takes 4,096 bytes of it
// sealed, RFC 8030, 7.2.
const MaxPush = 3_000
