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

// Lasts is how long after it left an alert of that urgency is still news.
func (u Urgency) Lasts() time.Duration {
	if u == Breaking {
		return 4 * time.Hour
	}
	return 12 * time.Hour
}

// An Alert is a push message to readers' phones. It is queued, confirmed, and
// leaves a few seconds later, until when it may be taken back.
type Alert struct {
	ID          int64
	Language    Language
	Text        string // the headline that is pushed
	Story       StoryID
	Sections    []SectionID // that readers who get it follow; none: all readers of the language
	Urgency     Urgency
	By          string // who queued it
	At          time.Time
	Taken       time.Time // when it was taken back; zero: it was not
	TakenBy     string
	Confirmed   time.Time // zero: it waits in the queue
	ConfirmedBy string
	Begun       time.Time // when the first of it left; zero: nothing has
}

// AlertPause is how long a confirmed alert waits before it leaves.
const AlertPause = 10 * time.Second

// Queued reports whether the alert waits to be confirmed.
func (a *Alert) Queued() bool { return a.Taken.IsZero() && a.Confirmed.IsZero() }

// Leaves is when a confirmed alert leaves.
func (a *Alert) Leaves() time.Time { return a.Confirmed.Add(AlertPause) }

// Leaving reports whether it is confirmed, and may still be taken back.
func (a *Alert) Leaving() bool { return a.Taken.IsZero() && !a.Confirmed.IsZero() && a.Begun.IsZero() }

// Until is when a confirmed alert is news no more: nothing of it is sent after that.
func (a *Alert) Until() time.Time { return a.Leaves().Add(a.Urgency.Lasts()) }

// An AlertTally is what became of an alert.
type AlertTally struct{ Sent, Failed, Opened int }

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
