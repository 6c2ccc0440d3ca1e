package ilbo

import "time"

// An Entitlement is a set of what somebody may read beyond what is free to all.
type Entitlement uint8

// What readers are entitled to. A contract may give several.
const (
	ToStories Entitlement = 1 << iota // every story of the site, in full
	ToEPaper                          // the e-paper
	ToWeekly                          // the annotated weekly: its issues, and the stories of its courses in full
)

// Has reports whether the set holds all of another.
func (e Entitlement) Has(all Entitlement) bool { return e&all == all }

// Opens reports whether it opens the body of a story of a section with that access,
// the meter apart. It is the one rule of that: who takes all stories reads each, who
// takes the weekly reads those of the courses. What an issue of the weekly gives,
// [Issue.Gives] says.
func (e Entitlement) Opens(a Access, in SectionID) bool {
	if !a.Locked() || e.Has(ToStories) {
		return true
	}
	_, course := CourseOf(in)
	return course && e.Has(ToWeekly)
}

// Locked reports whether a story's body is for those alone who are entitled to it,
// or whose meter is not full.
func (a Access) Locked() bool { return a == Metered || a == Subscribers }

// A Standing is what the paper knows of somebody who asks for a page: who they
// are and what they are entitled to. The zero Standing is a stranger's.
type Standing struct {
	Reader   ReaderID // zero: nobody is signed in
	Entitled Entitlement
	// Until is when the standing has to be looked up again: at the end of a
	// contract. Zero: nothing in it ends.
	Until time.Time
}
