package notebook

import "ilbo.press"

// A Reason is why something is refused, as a name that faces have words for.
type Reason string

// The reasons.
const (
	BadWord   Reason = "bad word"
	TooMany   Reason = "too many"  // words in a notebook
	AtOnce    Reason = "at once"   // too many things in one request
	Elsewhere Reason = "elsewhere" // the word was graded on another device
	NoUndo    Reason = "no undo"   // there is no grade to take back
	NoSuch    Reason = "no such"   // word in the notebook
	NoGrade   Reason = "no grade"  // that is none
	TooOften  Reason = "too often" // a network asks for schedules
)

func (r Reason) Error() string { return string(r) }

// says are the reasons as sentences.
var says = map[Reason]ilbo.Error{
	TooMany:   {Kind: ilbo.Conflict, Say: "The notebook is full: let some words go first."},
	AtOnce:    {Kind: ilbo.Invalid, Say: "That is too much at once."},
	Elsewhere: {Kind: ilbo.Conflict, Say: "That word was graded on another device meanwhile. Its grade stands."},
	NoUndo:    {Kind: ilbo.Conflict, Say: "There is no grade to take back."},
	NoSuch:    {Kind: ilbo.NotFound, Say: "There is no such word in the notebook."},
	NoGrade:   {Kind: ilbo.Invalid, Say: "A grade is one of four."},
	TooOften:  {Kind: ilbo.Busy, Say: "Too many ask from here. Try again in a minute."},
}

func refuse(r Reason) error {
	e := says[r]
	e.Err = r
	return &e
}
