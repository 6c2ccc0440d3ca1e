package ilbo

import "time"

// A Lock is who may write in a story just now: one person, in one window. It ends
// by itself when the window is no longer heard of.
type Lock struct {
	Story StoryID
	By    string // login
	Tab   string // the window, as it called itself
	Since time.Time
	Until time.Time // when it ends, unless the window is heard of again
	// For is who it is handed to: nobody else takes it before it ends.
	For string
}

// Holds reports whether somebody may write in a window at a moment.
func (l *Lock) Holds(login, tab string, now time.Time) bool {
	return l.By == login && l.Tab == tab && now.Before(l.Until)
}

// Free reports whether somebody may take the lock at a moment: it is nobody's any
// more, or was handed to them.
func (l *Lock) Free(login string, now time.Time) bool { return !now.Before(l.Until) || l.For == login }

// A Presence is somebody who has a story open.
type Presence struct {
	Story StoryID
	By    string // login
	Tab   string
	Seen  time.Time
}
