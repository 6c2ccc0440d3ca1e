package ilbo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// AssignmentID is the number of an assignment.
type AssignmentID int64

// An Assignment is what somebody is to do by when: a story that is planned, and
// later the story that it became. All assignments of a time are its lineup. What
// happened to one before is in the audit log.
type Assignment struct {
	ID       AssignmentID
	Title    string // what the newsroom calls it while it is planned
	Language Language
	Section  SectionID
	About    string   // what is wanted
	Who      []string // logins of those who do it, in the order in which they are named
	Picture  PictureWish
	Due      time.Time // when it is to be handed in
	Planned  time.Time // when it is to be published; zero: with the day on which it is due
	Length   int       // of the copy, in what its language counts: see [Assignment.Characters]; 0: as it comes
	Story    StoryID   // that it became; 0 while there is none

	By       string // who planned or proposed it
	Made     time.Time
	Accepted time.Time // when somebody who decides in the section wanted it done; zero: it is proposed
	Finished time.Time // when somebody said that it is done, before or without a published story
	Dropped  time.Time // when it was given up; zero: it stands
	Revision int       // how often it was changed: who changes it says which one they saw

	// Of the story, as it stands: not the assignment's to change.
	Headline  string
	Stage     Stage
	Words     int
	Published time.Time
}

// A PictureWish says whether a planned story wants a picture, and whether
// somebody is to go and take it.
type PictureWish string

// No picture, one from wherever it comes, or one that a photographer takes.
const (
	WantsNoPicture    PictureWish = ""
	WantsPicture      PictureWish = "picture"
	WantsPhotographer PictureWish = "photographer"
)

// An AssignmentState is how far an assignment has got. It is worked out of what
// happened: see [Assignment.State].
type AssignmentState string

// The states of an assignment.
const (
	Proposed       AssignmentState = "proposed"
	Assigned       AssignmentState = "assigned"
	InWork         AssignmentState = "in work" // it has a story
	AssignmentDone AssignmentState = "done"
	Dropped        AssignmentState = "dropped"
)

// State is how the assignment stands at a moment.
func (a *Assignment) State(now time.Time) AssignmentState {
	switch {
	case !a.Dropped.IsZero():
		return Dropped
	case !a.Finished.IsZero(), !a.Published.IsZero() && !a.Published.After(now):
		return AssignmentDone
	case a.Story != 0:
		return InWork
	case !a.Accepted.IsZero():
		return Assigned
	}
	return Proposed
}

// Open reports whether there is work left.
func (a *Assignment) Open(now time.Time) bool {
	state := a.State(now)
	return state != AssignmentDone && state != Dropped
}

// Late reports whether the assignment should have been done by now: nobody has
// handed anything in.
func (a *Assignment) Late(now time.Time) bool {
	return a.Open(now) && a.Due.Before(now) && !StageDraft.Before(a.Stage)
}

// Characters reports whether the length is one of characters, as Korean copy is
// measured, and not of words.
func (a *Assignment) Characters() bool { return a.Language == Korean }

// Day is the moment whose day the assignment stands on in the lineup.
func (a *Assignment) Day() time.Time {
	if !a.Planned.IsZero() {
		return a.Planned
	}
	return a.Due
}

// Of reports whether the assignment is somebody's own: they do it, or it is they
// who proposed it.
func (a *Assignment) Of(login string) bool {
	return slices.Contains(a.Who, login) || a.Accepted.IsZero() && a.By == login
}

// The most that an assignment's parts may hold.
const (
	maxTitleOfAssignment = 200   // characters
	maxAbout             = 4_000 // characters
	maxWho               = 20
	maxLength            = 100_000
)

// Check reports what is wrong with the assignment, as an error of kind Invalid.
func (a *Assignment) Check() error {
	say := func(format string, args ...any) error {
		return &Error{Kind: Invalid, Say: fmt.Sprintf(format, args...)}
	}
	switch {
	case strings.TrimSpace(a.Title) == "":
		return say("The assignment has no working title.")
	case utf8.RuneCountInString(a.Title) > maxTitleOfAssignment:
		return say("The working title is longer than %d characters.", maxTitleOfAssignment)
	case utf8.RuneCountInString(a.About) > maxAbout:
		return say("What it is about is longer than %d characters.", maxAbout)
	case !utf8.ValidString(a.Title+a.About) || unprintable(a.Title+a.About) || strings.Contains(a.Title, "\n"):
		return say("The assignment holds characters that cannot be printed.")
	case !a.Language.Known():
		return say("A story is in English (en) or Korean (ko), not in %s.", quote(string(a.Language)))
	case a.Picture != WantsNoPicture && a.Picture != WantsPicture && a.Picture != WantsPhotographer:
		return say("A story wants no picture, a picture or a photographer, not %s.", quote(string(a.Picture)))
	case len(a.Who) > maxWho:
		return say("More than %d people are named.", maxWho)
	case a.Due.IsZero():
		return say("The assignment does not say when it is due.")
	case !dated(a.Due) || !dated(a.Planned):
		return say("An assignment is of the years %d to %d.", firstYear, lastYear)
	case a.Length < 0 || a.Length > maxLength:
		return say("The length is 0 to %d.", maxLength)
	}
	return a.Section.Check()
}

// AuditedAssignment is how the audit log calls an assignment.
func AuditedAssignment(id AssignmentID) string {
	return "assignment:" + strconv.FormatInt(int64(id), 10)
}

// An AssignmentQuery asks for a part of the lineup, by day and number. Empty
// fields do not narrow it.
type AssignmentQuery struct {
	From, To time.Time // days in [From, To)
	Section  SectionID // with its parts
	Who      string    // who does it, or proposed it
	Dropped  bool      // those that were given up as well
	Open     bool      // only those with work left
	Limit    int
}
