package ilbo

import "time"

// A CorrectionKind tells apart three public records that are not the same.
type CorrectionKind string

// A correction mends a fact, a clarification mends an impression, and a
// retraction takes a claim back.
const (
	CorrectionOfFact CorrectionKind = "correction"
	Clarification    CorrectionKind = "clarification"
	Retraction       CorrectionKind = "retraction"
)

// A Correction is a notice printed with the story it mends.
type Correction struct {
	Kind CorrectionKind
	By   string
	At   time.Time
	Text string // in the story's language
}
