package wire

import "fmt"

// An Aside is entries of a file that are no stories, and are counted for the
// report: "14 pages left out: pages are not stories." Formats give it in place
// of an error.
type Aside struct {
	N       int
	Kind    string // one of them: "page"
	Kinds   string // more of them: "pages"
	Outcome string // what became of them: "left out: pages are not stories"
}

// Error is the sentence that the report tells.
func (a *Aside) Error() string {
	kind := a.Kinds
	if a.N == 1 {
		kind = a.Kind
	}
	return fmt.Sprintf("%d %s %s.", a.N, kind, a.Outcome)
}
