package reader

import (
	"strconv"

	"ilbo.press/internal/lesson/notebook"
)

// An AheadView is how many words come in the next days, drawn and as a table. Scripts
// of readers without an account fill the same drawing.
type AheadView struct {
	N    *noteWords
	Days []AheadDay
}

// An AheadDay is a day of it, in the units of the drawing.
type AheadDay struct {
	X, Y, Height, Middle, Above int
	Words                       int
	Label, Day                  string
}

// The drawing: each day is so wide, and the highest bar so high above the line.
const (
	aheadStep = 21
	aheadBar  = 14
	aheadHigh = 84
	aheadAxis = 104
)

// ahead draws an outlook; nil: days without any words, that a script fills.
func (v *visit) ahead(o *notebook.Outlook) AheadView {
	view := AheadView{N: &wordsIn(v.language).Note}
	most := 1
	if o != nil {
		for _, d := range o.Days {
			most = max(most, d.Words)
		}
	}
	for i := range notebook.OutlookDays {
		d := AheadDay{X: i*aheadStep + (aheadStep-aheadBar)/2, Middle: i*aheadStep + aheadStep/2}
		if o != nil {
			at := v.there(o.Days[i].Begins)
			d.Words, d.Label, d.Day = o.Days[i].Words, strconv.Itoa(at.Day()), v.language.Day(at)
			d.Height = (d.Words*aheadHigh + most - 1) / most
		}
		d.Y = aheadAxis - d.Height
		d.Above = d.Y - 5
		view.Days = append(view.Days, d)
	}
	return view
}
