package ilbo

import (
	"time"
	"unicode/utf8"
)

// A Wish is what the desk wants of a story in the printed edition of a day. What it
// leaves out is the press's to find.
type Wish struct {
	Story    StoryID
	Page     Folio  // that it stands on; 0: where it falls
	Columns  int    // that it has; 0: as it comes
	Headline string // in print; empty: the story's own
	Drop     bool   // it is not printed
	By       string
	At       time.Time
}

// Empty reports whether nothing is wanted.
func (w *Wish) Empty() bool { return w.Page == 0 && w.Columns == 0 && w.Headline == "" && !w.Drop }

// MaxFolio is the last page that a story can be wanted on.
const MaxFolio Folio = 200

// MaxColumns is how many a story can be wanted in.
const MaxColumns = 6

// Check reports what is wrong with the wish, as an [Error] of kind Invalid, or nil.
func (w *Wish) Check() error {
	switch {
	case w.Page < 0 || w.Page > MaxFolio:
		return &Error{Kind: Invalid, Say: "There is no such page."}
	case w.Columns < 0 || w.Columns > MaxColumns:
		return &Error{Kind: Invalid, Say: "A story has one to six columns."}
	case utf8.RuneCountInString(w.Headline) > maxHeadline:
		return &Error{Kind: Invalid, Say: "That headline is longer than a headline may be."}
	case !utf8.ValidString(w.Headline) || unprintable(w.Headline):
		return &Error{Kind: Invalid, Say: "The headline holds control characters."}
	}
	return nil
}
