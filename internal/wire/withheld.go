package wire

import (
	"time"

	"ilbo.press"
)

// A Standing is what unpublished copy was where it comes from.
type Standing string

// What copy may be that the public did not see.
const (
	Draft     Standing = "draft"
	Pending   Standing = "pending" // an editor had not read it yet
	Private   Standing = "private"
	Scheduled Standing = "scheduled"
	Protected Standing = "password-protected"
	KeptBack  Standing = "withheld"  // by its agency
	CalledOff Standing = "cancelled" // by its agency
)

// Held reports whether somebody decided that the copy is not to be seen, as
// against copy that is not finished.
func (s Standing) Held() bool { return s != Draft && s != Pending }

// A Withheld says that copy was not public where it comes from, as what, and
// why, as a sentence for the newsroom: "It was private in WordPress." Such copy
// is kept as a draft, which nobody outside sees. Where its [Standing] is held,
// a hold stands on it with that reason until an editor releases it, or until
// the old system has published the story and it is imported again. New copy of
// a draft that was released is held anew.
type Withheld struct {
	As     Standing
	By     string // the import, as [ilbo.ImportOf] names it
	Reason string
}

// hold is the record that keeps the copy from being published by accident, nil
// where its standing asks for none.
func (w *Withheld) hold(now time.Time) *ilbo.Hold {
	if w == nil || !w.As.Held() {
		return nil
	}
	return &ilbo.Hold{By: w.By, At: now.UTC().Truncate(time.Second), Reason: w.Reason}
}
