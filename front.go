package ilbo

import (
	"strings"
	"time"
)

// A Teaser is what a front, a list or a feed shows of a story: everything but
// its body.
type Teaser struct {
	ID        StoryID
	Language  Language
	Section   SectionID
	Path      Path
	Kicker    string
	Headline  string
	Deck      string
	Bylines   []Byline
	Dateline  Dateline
	Lead      *Figure       // nil where the story has no picture
	Pictures  int           // how many pictures it shows in all
	Length    time.Duration // of its first film, zero where it has none
	Words     int           // length of the body, in words
	Access    Access
	Published time.Time
	Updated   time.Time
}

// A Place is where on a front a slot is.
type Place string

// The places of a front, from the top of the page down. The strips of sections,
// for which see [PlaceStrip], stand between the photographs and the films.
const (
	PlaceLead    Place = "lead"    // one story, the day's first
	PlaceSecond  Place = "second"  // the stories beside the lead
	PlaceOpinion Place = "opinion" // the leader page's part of the front
	PlacePhotos  Place = "photos"
	PlaceFilms   Place = "films"
)

// strip is what the names of strips' places begin with.
const strip = "strip:"

// PlaceStrip is a section's strip on the home front.
func PlaceStrip(id SectionID) Place { return Place(strip + string(id)) }

// Strip gives the section whose strip a place is, and false for other places.
func (p Place) Strip() (SectionID, bool) {
	id, is := strings.CutPrefix(string(p), strip)
	return SectionID(id), is
}

// A Slot is a place on a front with the story that an editor put there. The
// first slot of a place is its first story, the second one its second. One
// without a story fills by itself, and so does one whose lock has run out.
type Slot struct {
	Place Place     `json:"place"`
	Story StoryID   `json:"story,omitzero"`
	Until time.Time `json:"until,omitzero"` // the lock: from then on the slot is free; zero is for as long as nobody changes it
}

// Holds reports whether the slot keeps its place for its story at now.
func (s *Slot) Holds(now time.Time) bool {
	return s.Story != 0 && (s.Until.IsZero() || now.Before(s.Until))
}

// A FrontID names a front: "home", or a section's id.
type FrontID string

// Home is the front of the paper itself.
const Home FrontID = "home"

// Section is the one that a front belongs to, empty for the home front.
func (id FrontID) Section() SectionID {
	if id == Home {
		return ""
	}
	return SectionID(id)
}

// A Front arranges stories. Slots that nobody filled fill by themselves: a front
// is never empty because an editor slept.
//
// What readers see is a version; what editors work at, and nobody else sees, are
// steps on from a version. Neither is ever changed: a change is the next one.
type Front struct {
	ID       FrontID
	Language Language
	Slots    []Slot
	Version  int       // 0: no editor ever published an arrangement of it
	Step     int       // of the work on from Version; 0: it is the version itself
	By       string    // who made the version or the step; empty in papers from before that was kept
	At       time.Time // and when
	Again    int       // the version that this one brought back; 0: it is new
}

// In gives the slots of a place, in their order.
func (f *Front) In(p Place) []Slot {
	var list []Slot
	for _, s := range f.Slots {
		if s.Place == p {
			list = append(list, s)
		}
	}
	return list
}

// A Weight is an editor's push to a story: how much longer, or shorter, than
// others it stays up where fronts fill by themselves. Zero is none. See package
// front for what it does.
type Weight int

// The least and the most of a weight.
const (
	MinWeight Weight = -3
	MaxWeight Weight = 3
)

// A Weighing says who gave a story its weight.
type Weighing struct {
	Story  StoryID
	Weight Weight
	By     string
	At     time.Time
}

// A Weighted is a story that has a weight, with what it is listed under.
type Weighted struct {
	Teaser
	Weight    Weight
	Films     bool // it has a film
	Galleries bool // it has a gallery
}
