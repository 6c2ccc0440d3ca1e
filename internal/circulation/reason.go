package circulation

import "ilbo.press"

// A Reason is why something is not sold or changed, for screens that say it in the
// language of who reads them. It is the cause of an [ilbo.Error].
type Reason string

// The reasons.
const (
	NotSold      Reason = "the plan is sold no more, or not so"
	NotForYou    Reason = "the plan is for addresses of other domains"
	Already      Reason = "they subscribe to that already"
	NotYours     Reason = "it is not theirs to do"
	NoBank       Reason = "the paper has no bank account in its settings"
	NoCard       Reason = "the paper has no account at a provider of payments"
	NoCode       Reason = "there is no such voucher"
	CodeUsed     Reason = "the voucher is good no more, or used by them"
	TooManyTries Reason = "too many codes were tried"
	NotNow       Reason = "what it is now does not allow it"
	NotSame      Reason = "plans of other currencies or terms are not exchanged"
	NoReader     Reason = "nobody of that address has an account"
	TooMuch      Reason = "more than was paid"
)

func (r Reason) Error() string { return string(r) }

func refuse(kind ilbo.Kind, r Reason, say string) error {
	return &ilbo.Error{Kind: kind, Say: say, Err: r}
}

// may refuses whoever of the newsroom does not sell.
func may(by *ilbo.Staff) error {
	if by.May(ilbo.MaySell, "", false) {
		return nil
	}
	return refuse(ilbo.Forbidden, NotYours, "That is not yours to do: ask the publisher or an administrator.")
}
