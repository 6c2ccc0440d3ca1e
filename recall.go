package ilbo

import (
	"math"
	"time"
)

// A Grade is how well a learner knew a word that they were asked.
type Grade int

// The grades. Zero is none.
const (
	GradeAgain Grade = 1 + iota // they did not know it
	GradeHard
	GradeGood
	GradeEasy
)

// Grades are all of them, the worst first.
var Grades = [4]Grade{GradeAgain, GradeHard, GradeGood, GradeEasy}

// Known reports whether there is such a grade.
func (g Grade) Known() bool { return g >= GradeAgain && g <= GradeEasy }

// A Phase is how far the learning of a word has got.
type Phase int

// The phases.
const (
	PhaseNew Phase = iota // never asked
	PhaseLearning
	PhaseReview
	PhaseRelearning // it was known once, and forgotten
)

// A Recall is how well a word is remembered, and when it is asked again: what spaced
// repetition (FSRS) knows of it.
type Recall struct {
	Due        time.Time `json:"due"`
	Days       int       `json:"days,omitempty"` // from the last review to Due; 0: minutes
	Stability  float64   `json:"stability,omitempty"`
	Difficulty float64   `json:"difficulty,omitempty"`
	Reviews    int       `json:"reviews,omitempty"`
	Lapses     int       `json:"lapses,omitempty"`
	Phase      Phase     `json:"phase,omitempty"`
	Reviewed   time.Time `json:"reviewed,omitzero"`
}

// The most that a recall holds: what nobody reaches who reviews words in a lifetime.
const (
	MaxRecallDays = 3650
	maxReviews    = 100_000

	MinStability = 0.001 // days
	MaxStability = 36_500
)

// Check refuses what no review leaves behind, as Invalid. Now is when it is looked at:
// the clocks of devices are some hours off at most.
func (r *Recall) Check(now time.Time) error {
	bad := &Error{Kind: Invalid, Say: "That is not how a word is remembered."}
	number := func(f, least, most float64) bool { return !math.IsNaN(f) && f >= least && f <= most }
	day := 24 * time.Hour
	if r.Due.Before(time.Unix(0, 0)) || r.Due.After(now.Add((MaxRecallDays+2)*day)) || r.Days < 0 || r.Days > MaxRecallDays ||
		r.Reviews < 0 || r.Reviews > maxReviews || r.Lapses < 0 || r.Lapses > r.Reviews || r.Phase < PhaseNew || r.Phase > PhaseRelearning {
		return bad
	}
	if r.Phase == PhaseNew {
		if r.Reviews != 0 || r.Days != 0 || r.Stability != 0 || r.Difficulty != 0 || !r.Reviewed.IsZero() {
			return bad
		}
		return nil
	}
	if r.Reviews == 0 || !number(r.Stability, MinStability, MaxStability) || !number(r.Difficulty, 1, 10) || r.Reviewed.Before(time.Unix(0, 0)) || r.Reviewed.After(now.Add(day)) {
		return bad
	}
	return nil
}

// From is the moment from which the word is asked: the beginning of its day, by the
// reader's clock, where it waits for days.
func (r *Recall) From(zone *time.Location) time.Time {
	if r.Days == 0 {
		return r.Due
	}
	return Midnight(r.Due, zone)
}

// Midnight is when the day of a moment begins in a zone.
func Midnight(at time.Time, zone *time.Location) time.Time {
	y, m, d := at.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}
