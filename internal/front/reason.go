package front

import "ilbo.press"

// A Reason is why something is refused, as a name that faces have words for.
type Reason string

// The reasons.
const (
	NotYours      Reason = "not yours"
	Changed       Reason = "changed meanwhile" // by somebody else: see Clash
	NothingNew    Reason = "nothing new"       // to publish, or to undo
	Unfinished    Reason = "unfinished"        // there is work that nobody published
	NoSuchFront   Reason = "no such front"
	NoSuchSpot    Reason = "no such spot"
	TooManyThere  Reason = "too many there"
	Twice         Reason = "twice"          // one story in two spots
	NotPublic     Reason = "not public"     // a story
	OtherLanguage Reason = "other language" // a story
	BadLock       Reason = "bad lock"       // that is over already, or lasts for more than a year
	BadWeight     Reason = "bad weight"
	NoText        Reason = "no text"
	TooLong       Reason = "too long"           // a text
	BadSpan       Reason = "bad span"           // of a banner
	NotThere      Reason = "not there any more" // a banner
)

func (r Reason) Error() string { return string(r) }

// says are the reasons as sentences.
var says = map[Reason]ilbo.Error{
	NotYours:      {Kind: ilbo.Forbidden, Say: "That is not yours to do: ask a chief editor."},
	NothingNew:    {Kind: ilbo.Invalid, Say: "There is nothing to publish or to undo: the front is as readers see it."},
	Unfinished:    {Kind: ilbo.Conflict, Say: "There are changes of this front that nobody published: publish them or throw them away first."},
	NoSuchFront:   {Kind: ilbo.NotFound, Say: "There is no such front."},
	NoSuchSpot:    {Kind: ilbo.Invalid, Say: "There is no such place on this front, or nothing stands there by choice."},
	TooManyThere:  {Kind: ilbo.Invalid, Say: "No more stories fit in that place: take one off first."},
	Twice:         {Kind: ilbo.Invalid, Say: "A story stands on a front once."},
	NotPublic:     {Kind: ilbo.Invalid, Say: "The story is not public: only what readers can read may be shown to them."},
	OtherLanguage: {Kind: ilbo.Invalid, Say: "The story is in another language than this."},
	BadLock:       {Kind: ilbo.Invalid, Say: "A lock ends in the future, and within a year."},
	BadWeight:     {Kind: ilbo.Invalid, Say: "A weight is a number from -3 to 3."},
	NoText:        {Kind: ilbo.Invalid, Say: "There is no text."},
	TooLong:       {Kind: ilbo.Invalid, Say: "The text is too long for one line: shorten it."},
	BadSpan:       {Kind: ilbo.Invalid, Say: "A banner ends after it begins, in the future, and within a week."},
	NotThere:      {Kind: ilbo.Conflict, Say: "That was taken back already."},
}

// refuse is the error of a reason.
func refuse(r Reason) error {
	e := says[r]
	e.Err = r
	return &e
}

// A Clash is an error: somebody else changed a front that a change was made from.
// Nothing was stored.
type Clash struct {
	Yours  ilbo.Front // as it was to be
	Theirs ilbo.Front // as it is
}

func (c *Clash) Error() string { return "the front was changed meanwhile by " + c.Theirs.By }

// Unwrap gives what people are told.
func (c *Clash) Unwrap() error {
	return &ilbo.Error{Kind: ilbo.Conflict, Say: "Somebody else changed this front meanwhile: nothing of yours was saved. Look at theirs, and do yours again.", Err: Changed}
}
