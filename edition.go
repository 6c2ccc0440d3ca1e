package ilbo

import (
	"strconv"
	"time"
)

// An Edition is one dated issue of the paper, in one of its languages.
type Edition struct {
	Language Language
	Date     time.Time // the day that it is of: year, month and day alone say something
	Since    time.Time // what became public from then on is in it
	Closes   time.Time // as far as the public may see it at that moment
	Number   int       // how many there were before it, and one; 0: not counted
	Version  int       // 1, and one more for each replate
}

// A KeptEdition is an edition as it went to press. It is closed: nothing of it
// changes any more. A replate is the next version, which readers get in its place.
type KeptEdition struct {
	Edition
	Made  time.Time
	By    string // who had it made; empty: the press, at its hour
	Lead  string // the headline of page one's first story
	Pages []PrintedPage
	Files []PrintFile
}

// A PrintFile is a file of a printed edition.
type PrintFile struct {
	Name string `json:"name"` // no two of an edition have one: "paper.pdf", "A1.svg"
	Type string `json:"type"` // as HTTP names it
	Sum  string `json:"sum"`  // SHA-256 of what is in it, in hexadecimal
	Size int64  `json:"size"`
	// Packed files are kept packed by gzip; Sum and Size are of that.
	Packed bool `json:"packed,omitempty"`
}

// Key is where the file is kept: by what is in it, so that nothing else ever
// stands there.
func (f *PrintFile) Key() string { return "editions/" + f.Sum[:2] + "/" + f.Sum }

// File finds a file of the edition, nil where it has none of that name.
func (e *KeptEdition) File(name string) *PrintFile {
	for i := range e.Files {
		if e.Files[i].Name == name {
			return &e.Files[i]
		}
	}
	return nil
}

// PictureName is the name of a page's picture of a kind, ".svg" or ".jpg"; veiled, of
// the one for everybody, where something on the page is locked.
func PictureName(f Folio, kind string, veiled bool) string {
	if veiled {
		return f.String() + ".veiled" + kind
	}
	return f.String() + kind
}

// Picture is a page's picture of a kind as everybody may see it, or else all of it;
// nil: there is none.
func (e *KeptEdition) Picture(f Folio, kind string, everybody bool) *PrintFile {
	if veiled := e.File(PictureName(f, kind, true)); everybody && veiled != nil {
		return veiled
	}
	return e.File(PictureName(f, kind, false))
}

// StoryIDs are all stories of the edition, each once, in the order of its pages.
func (e *KeptEdition) StoryIDs() []StoryID {
	var ids []StoryID
	seen := make(map[StoryID]bool)
	for i := range e.Pages {
		for _, id := range e.Pages[i].Stories {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
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
	Folio    Folio       `json:"folio"`
	Kind     PageKind    `json:"kind"`
	Sections []SectionID `json:"sections,omitempty"` // whose stories they are, empty on the front
	Stories  []StoryID   `json:"stories"`
}

// A PrintedPage is a page of an edition as readers leaf through it.
type PrintedPage struct {
	PagePlan
	Width  float64 `json:"width"` // of the trimmed sheet, in millimetres
	Height float64 `json:"height"`
	Areas  []Area  `json:"areas"` // in the order of reading
}

// An Area is where something stands on a printed page that can be read by
// itself. A story that is continued has an area on each of its pages.
type Area struct {
	Stories  []StoryID `json:"stories,omitempty"` // one, or those of a column of briefs; none for the nameplate and what else is the paper's own
	Title    string    `json:"title,omitempty"`
	Language Language  `json:"language"`
	// Shares of the page's width and height, from its top left.
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}
