package account

// A Reason is why somebody is not let in, for screens that say it in the language
// of who reads them. It is the cause of an [ilbo.Error].
type Reason string

// The reasons.
const (
	Refused          Reason = "name and password do not belong together"
	TooManyTries     Reason = "too many tries"
	Over             Reason = "the session or the link is over"
	BadPassword      Reason = "a password of no use"
	BadPasskey       Reason = "the passkey does not answer as it should"
	TooLate          Reason = "the browser was asked too long ago, or has answered"
	NotFresh         Reason = "they signed in too long ago"
	NoPasskeys       Reason = "passkeys need a host with a name"
	NotYours         Reason = "it is not theirs to do"
	YourOwn          Reason = "nobody does that to themselves"
	TooMany          Reason = "there are as many as there may be"
	TooManyKeys      Reason = "there are as many passkeys as there may be"
	TooManyQuestions Reason = "too many are asked for passkeys"
	BadName          Reason = "a name that is none"
	BadZone          Reason = "a time zone that is none"
)

func (r Reason) Error() string { return string(r) }
