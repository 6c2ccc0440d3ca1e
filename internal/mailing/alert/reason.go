package alert

import "ilbo.press"

// A Reason is why something is refused, as a name that faces have words for.
type Reason string

// The reasons.
const (
	NotYours      Reason = "not yours"
	NoText        Reason = "no text"
	TooLong       Reason = "too long" // a text
	NoUrgency     Reason = "no urgency"
	NoSuchSection Reason = "no such section"
	NotPublic     Reason = "not public"     // a story
	OtherLanguage Reason = "other language" // a story
	TooMany       Reason = "too many"       // in an hour or a day
	Twice         Reason = "twice"          // the same one
	NotThere      Reason = "not there any more"
	Unsure        Reason = "unsure" // nobody confirmed it
	BadEndpoint   Reason = "bad endpoint"
	BadDevice     Reason = "bad device"
	NoDevice      Reason = "no device"
	TooOften      Reason = "too often"
	Unreachable   Reason = "unreachable" // a push service
)

func (r Reason) Error() string { return string(r) }

// says are the reasons as sentences.
var says = map[Reason]ilbo.Error{
	NotYours:      {Kind: ilbo.Forbidden, Say: "That is not yours to do: ask a chief editor."},
	NoText:        {Kind: ilbo.Invalid, Say: "There is no text."},
	TooLong:       {Kind: ilbo.Invalid, Say: "The text is too long for phones: shorten it."},
	NoUrgency:     {Kind: ilbo.Invalid, Say: "Say how urgent the alert is."},
	NoSuchSection: {Kind: ilbo.Invalid, Say: "There is no such section."},
	NotPublic:     {Kind: ilbo.Invalid, Say: "The story is not public: only what readers can read may be shown to them."},
	OtherLanguage: {Kind: ilbo.Invalid, Say: "The story is in another language than this."},
	TooMany:       {Kind: ilbo.Conflict, Say: "As many alerts of this language went out as may in an hour or a day. The settings say how many."},
	Twice:         {Kind: ilbo.Conflict, Say: "This alert was queued a moment ago."},
	NotThere:      {Kind: ilbo.Conflict, Say: "That alert is not under way any more."},
	Unsure:        {Kind: ilbo.Invalid, Say: "Tick that the alert is to be sent."},
	BadEndpoint:   {Kind: ilbo.Invalid, Say: "That is no address of a push service."},
	BadDevice:     {Kind: ilbo.Invalid, Say: "What the browser sent cannot be read."},
	NoDevice:      {Kind: ilbo.NotFound, Say: "This browser takes no alerts."},
	TooOften:      {Kind: ilbo.Busy, Say: "That was asked for too often. Try again in an hour."},
	Unreachable:   {Kind: ilbo.Busy, Say: "The browser's push service does not take the alert. Try again later."},
}

// refuse is the error of a reason.
func refuse(r Reason) error {
	e := says[r]
	e.Err = r
	return &e
}

// Unconfirmed is the error of an alert that nobody confirmed.
func Unconfirmed() error { return refuse(Unsure) }
