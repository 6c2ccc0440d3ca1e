package ilbo

import "time"

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
