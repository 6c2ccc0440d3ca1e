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

// A Notice is a correction with the story that it mends.
type Notice struct {
	Correction
	Story Teaser
}

// Cursor is the notice's place among all of them.
func (n *Notice) Cursor() Cursor { return Cursor{At: n.At, ID: n.Story.ID} }
