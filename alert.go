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

// An Alert is a push message to readers' phones.
type Alert struct {
	ID       int64
	Language Language
	Text     string // the headline that is pushed
	Story    StoryID
	Sections []SectionID // that readers who get it follow; none: all readers of the language
	Urgency  Urgency
	By       string // who had it sent
	At       time.Time
	Goes     time.Time // not before: until then nothing of it is out
	Begun    time.Time // when the first device was handed it; zero: none was
	Spread   time.Time // when all were found who were to get it
	Ended    time.Time // when nobody was to get it any more
	Unsent   Unsent    // why it ended without all having it
	Taken    time.Time // when it was taken back; zero: it was not
	TakenBy  string
}

// Unsent is why an alert ended before all had it that were to.
type Unsent string

// An alert is not sent when its story is not public any more, or when nothing of
// it had gone long after it was to.
const (
	Withdrawn Unsent = "withdrawn"
	Stale     Unsent = "stale"
)

// How long an alert is worth having, and how late it may begin: nobody is woken up
// by what the paper meant to say hours ago.
const (
	AlertLasts = 12 * time.Hour
	AlertFresh = 30 * time.Minute
)

// Queued reports whether nothing of the alert has gone, and it is to go.
func (a *Alert) Queued() bool { return a.Taken.IsZero() && a.Begun.IsZero() && a.Ended.IsZero() }

// Open reports whether there may be devices that are to get the alert still.
func (a *Alert) Open() bool { return a.Taken.IsZero() && a.Ended.IsZero() }

// Until is when nobody is handed the alert any more.
func (a *Alert) Until() time.Time { return a.Goes.Add(AlertLasts) }

// An AlertDelivery is what became of an alert at one device. One that is claimed
// is being handed over; if its process dies then, it is not handed over again.
type AlertDelivery struct {
	Device DeviceID
	State  DeliveryState
	Again  time.Time // of those for later
	Tries  int       // that were made before
}

// Departed is the delivery to a device that takes nothing any more.
const Departed DeliveryState = "departed"

// AlertCounts are how many devices an alert was for, and what became of it there.
type AlertCounts struct {
	Sent     int // taken by their push services
	Later    int // in their quiet hours, or to be tried again
	Rejected int // by their push services, for good
	Departed int // that take alerts no more
	Unsure   int // handed over, and nobody knows whether they were taken
	Skipped  int // whose quiet hours outlasted it
}

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
