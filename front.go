package ilbo

import "time"

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

// The places of a front, from the top of the page down.
const (
	PlaceLead    Place = "lead"    // one story, the day's first
	PlaceSecond  Place = "second"  // the stories beside the lead
	PlaceOpinion Place = "opinion" // the leader page's part of the front
)

// A Slot is a place on a front with the story that an editor put there.
type Slot struct {
	Place Place   `json:"place"`
	Story StoryID `json:"story"`
}

// A FrontID names a front: "home", or a section's id.
type FrontID string

// Home is the front of the paper itself.
const Home FrontID = "home"

// A Front arranges stories. Slots that nobody filled are filled by the latest
// stories: a front is never empty because an editor slept.
type Front struct {
	ID       FrontID
	Language Language
	Slots    []Slot
}
