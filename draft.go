package ilbo

import (
	"slices"
	"time"
)

// A Stage is how far a story has got on its way to the page.
type Stage string

// The stages. A story goes from one to the next, and is sent back where it does
// not please.
const (
	StageDraft  Stage = "draft"  // its writer's
	StageFiled  Stage = "filed"  // handed in
	StageEdited Stage = "edited" // read and mended
	StageReady  Stage = "ready"  // to be published
)

// Stages are all stages, in their order.
func Stages() []Stage { return []Stage{StageDraft, StageFiled, StageEdited, StageReady} }

// Known reports whether there is such a stage.
func (s Stage) Known() bool { return slices.Contains(Stages(), s) }

// Before reports whether s comes earlier on the way than other.
func (s Stage) Before(other Stage) bool {
	return slices.Index(Stages(), s) < slices.Index(Stages(), other)
}

// A State is how a story stands: its stage, until a record or the public says
// more. It is worked out, never stored as the truth: see [Draft.State].
type State string

// The states that are no stages.
const (
	StateHeld      State = "held"
	StateEmbargoed State = "embargoed"
	StateScheduled State = "scheduled"
	StatePublished State = "published"
	StateKilled    State = "killed"
	StateSpiked    State = "spiked"
)

// States are all states, in the order of a story's life.
func States() []State {
	return []State{State(StageDraft), State(StageFiled), State(StageEdited), State(StageReady), StateHeld, StateEmbargoed, StateScheduled,
		StatePublished, StateKilled, StateSpiked}
}

// State is how the story stands at a moment, where stage is how far it got.
func (s *Story) State(stage Stage, now time.Time) State {
	switch {
	case s.Kill != nil:
		return StateKilled
	case s.Spike != nil:
		return StateSpiked
	case s.Hold != nil:
		return StateHeld
	case s.Embargo != nil && s.Embargo.Until.After(now):
		return StateEmbargoed
	case s.Published.After(now):
		return StateScheduled
	case !s.Published.IsZero():
		return StatePublished
	}
	return State(stage)
}

// A Draft is the newsroom's side of a story: who works on it, how far it has got,
// and what its newest version says. The story itself says what is published.
type Draft struct {
	Story   StoryID
	Version int // number of the newest version
	Printed int // of the one that is published, or will be; 0 where none is
	Stage   Stage
	Writers []string // logins of those whose work it is; first who began it

	// Of the newest version.
	Language Language
	Section  SectionID
	Title    string // see [Copy.Title]
	Words    int
	Bare     int // pictures without a caption or an alternative text
	Changed  time.Time
	By       string

	// Of the story, as it stood when somebody last did something.
	Standing  State
	Published time.Time
	Embargo   time.Time // until when one stands; zero where none does
	Path      Path

	Kept bool // false where nobody has worked on the story here: all this is made of the story itself
}

// Wrote reports whether the story is somebody's own work.
func (d *Draft) Wrote(login string) bool { return slices.Contains(d.Writers, login) }

// Changes reports whether the newest version differs from what is published.
func (d *Draft) Changes() bool { return d.Printed != 0 && d.Version != d.Printed }

// Open reports whether there is work left on the story: it is on its way to the
// page, or was changed since it was published.
func (d *Draft) Open() bool {
	switch d.Standing {
	case StateKilled, StateSpiked:
		return false
	case StatePublished:
		return d.Changes()
	}
	return true
}

// State is how the story stands at a moment: what was scheduled, or under an
// embargo that has lifted, has become public of itself.
func (d *Draft) State(now time.Time) State {
	switch d.Standing {
	case StateScheduled:
		return d.dated(now)
	case StateEmbargoed:
		switch {
		case d.Embargo.IsZero() || d.Embargo.After(now):
			return StateEmbargoed
		case d.Published.IsZero():
			return State(d.Stage)
		}
		return d.dated(now)
	}
	return d.Standing
}

// dated is how a story stands that nothing but its date keeps from the public.
func (d *Draft) dated(now time.Time) State {
	if d.Published.After(now) {
		return StateScheduled
	}
	return StatePublished
}

// Basket is where the story lies in the newsroom: at its stage, or, once it has a
// date and waits for it or for somebody to let it go, with what is scheduled. What
// the public sees, and what was spiked or killed, lies in none.
func (d *Draft) Basket() State {
	switch d.Standing {
	case StatePublished, StateKilled, StateSpiked:
		return ""
	}
	if d.Published.IsZero() {
		return State(d.Stage)
	}
	return StateScheduled
}

// Baskets are those that a story goes through, in their order.
func Baskets() []State {
	return []State{State(StageDraft), State(StageFiled), State(StageEdited), State(StageReady), StateScheduled}
}

// A Version is one state of a story's copy. Versions are never changed, nor
// taken away.
type Version struct {
	Story  StoryID
	Number int // from 1
	Base   int // the version that it was written upon; 0 for the first
	By     string
	Tab    string // the window that it was written in; empty where in none
	At     time.Time
	// Aside is set where somebody else's version stands in its place: two wrote
	// at the same time, and this one waits to be put together with the other.
	Aside bool
	Note  string // "restored from version 3"; may be empty
	Words int
	Copy  *Copy // nil in lists
}

// A Printing is how a version goes to the public.
type Printing struct {
	At      time.Time // not before; zero is now
	Version int       // that is meant, so that nobody publishes what they have not seen; 0 is the newest
	Quiet   bool      // of an update: readers are not told that the story changed
}

// A HandOver is a step of a story on its way, or back.
type HandOver struct {
	Number  int64 // in the order in which they were recorded
	Story   StoryID
	To      Stage
	By      string
	At      time.Time
	Reason  string // why it goes back; may be empty on the way forward
	Version int
}

// A DraftQuery asks for drafts, those changed last first. Empty fields do not
// narrow it.
type DraftQuery struct {
	Open     bool // only those with work left
	State    State
	Basket   State     // see [Draft.Basket]
	Since    time.Time // changed after it
	Section  SectionID // with its parts
	Language Language
	Writer   string
	Words    string // that the title, the slug or a writer's login holds
	After    Cursor // that follow one: its At is Changed
	Limit    int
}

// Cursor is the draft's place in lists.
func (d *Draft) Cursor() Cursor { return Cursor{At: d.Changed, ID: d.Story} }
