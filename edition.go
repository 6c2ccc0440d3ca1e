package ilbo

import (
	"strconv"
	"time"
)

// An Edition is one dated issue of the paper.
type Edition struct {
	Date    time.Time // the day that it is of, in the paper's zone
	Closes  time.Time // what the public may see at that moment is in it
	Number  int       // how many there were before it, and one; 0: not counted
	Version int       // 1, and one more for each replate
}

// A Folio is the number of a printed page.
type Folio int

// String is a folio as pages print it: "A4".
func (f Folio) String() string { return "A" + strconv.Itoa(int(f)) }

// A PageKind says what a printed page is for.
type PageKind string

// The kinds of page.
const (
	FrontPage   PageKind = "front"
	SectionPage PageKind = "section"
	OpinionPage PageKind = "opinion"
	BackPage    PageKind = "back"
)

// A PagePlan is what stands on a printed page, the first story leading it.
type PagePlan struct {
	Folio    Folio
	Kind     PageKind
	Sections []SectionID // whose stories they are, empty on the front
	Stories  []StoryID
}

// A PrintedPage is a page of an edition as readers leaf through it.
type PrintedPage struct {
	PagePlan
	Width, Height float64 // of the trimmed sheet, in millimetres
	Areas         []Area  // in the order of reading
}

// An Area is where something stands on a printed page that can be read by
// itself. A story that is continued has an area on each of its pages.
type Area struct {
	Stories             []StoryID // one, or those of a column of briefs; none for the nameplate and what else is the paper's own
	Title               string
	Language            Language
	X, Y, Width, Height float64 // shares of the page's width and height, from its top left
}
