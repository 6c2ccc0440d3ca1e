package payment

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/stripe/stripe-go/v85"

	"ilbo.press"
)

// told is an error of Stripe's in the house's words: what was being done, what to
// tell people, and for the log what Stripe says, without keys.
func told(doing string, err error) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("%s: %w", doing, err)
	}
	kind, say, cause := ilbo.Busy, "Stripe does not answer. Please try again in a while.", error(nil)
	var e *stripe.Error
	if errors.As(err, &e) {
		kind, say, cause = meaning(e)
		err = errors.New(scrubbed(fmt.Sprintf("stripe answers %d %s %s %s %s: %s", e.HTTPStatusCode, e.Type, e.Code, e.Param, e.RequestID, e.Msg)))
	} else {
		err = errors.New(scrubbed(err.Error()))
	}
	if cause != nil {
		err = fmt.Errorf("%w: %w", cause, err)
	}
	return fmt.Errorf("%s: %w", doing, &ilbo.Error{Kind: kind, Say: say, Err: err})
}

// meaning is what an answer of Stripe's comes to.
func meaning(e *stripe.Error) (kind ilbo.Kind, say string, cause error) {
	switch status := e.HTTPStatusCode; {
	case status == http.StatusUnauthorized:
		return ilbo.Internal, "Stripe does not take the key in " + keySetting + ".", nil
	case status == http.StatusForbidden:
		return ilbo.Internal, "The key in " + keySetting + " may not do that at Stripe.", nil
	case status == http.StatusTooManyRequests || status >= 500:
		return ilbo.Busy, "Stripe does not answer. Please try again in a while.", nil
	case status == http.StatusPaymentRequired || e.Type == stripe.ErrorTypeCard:
		d := decline(e)
		return ilbo.Invalid, declines[d], d
	case e.Type == stripe.ErrorTypeIdempotency:
		return ilbo.Conflict, "This was ordered before, and on other terms.", nil
	case status == http.StatusConflict:
		return ilbo.Busy, "Stripe is at it already. Please try again in a while.", nil
	case e.Code == stripe.ErrorCodeResourceMissing || status == http.StatusNotFound:
		return ilbo.NotFound, "Stripe does not know what it was asked about.", nil
	case e.Code == stripe.ErrorCodeChargeAlreadyRefunded:
		return ilbo.Conflict, "All of this payment was paid back already.", nil
	case e.Code == stripe.ErrorCodeChargeDisputed:
		return ilbo.Conflict, "The bank has taken this payment back, or asks about it; it is not paid back beside that.", nil
	case e.Code == stripe.ErrorCodeAmountTooSmall:
		return ilbo.Invalid, "Stripe takes no payment as small as that.", nil
	case e.Code == stripe.ErrorCodeAmountTooLarge:
		return ilbo.Invalid, "Stripe takes no payment as large as that.", nil
	case e.Code == stripe.ErrorCodeEmailInvalid:
		return ilbo.Invalid, "Stripe takes no e-mail address like that.", nil
	}
	return ilbo.Internal, "Stripe does not take what it was asked.", nil
}

// declines are the sentences about them.
var declines = map[ilbo.Decline]string{
	ilbo.DeclinedFunds:   "The bank refuses: there is too little money in the account of the card.",
	ilbo.DeclinedExpired: "The bank refuses: the card is no longer good.",
	ilbo.DeclinedConfirm: "The bank wants to ask you before it pays. Please pay with the card anew.",
	ilbo.DeclinedCard:    "The bank refuses the card. Please pay with another.",
}

// decline is why a bank refuses, as far as it says. Cards that were lost or stolen
// are not told from others: whoever holds one need not know that it is known.
func decline(e *stripe.Error) ilbo.Decline {
	switch {
	case e.DeclineCode == stripe.DeclineCodeInsufficientFunds:
		return ilbo.DeclinedFunds
	case e.DeclineCode == stripe.DeclineCodeExpiredCard || e.Code == stripe.ErrorCodeExpiredCard:
		return ilbo.DeclinedExpired
	case e.DeclineCode == stripe.DeclineCodeAuthenticationRequired || e.Code == stripe.ErrorCodeAuthenticationRequired || e.Code == "subscription_payment_intent_requires_action":
		return ilbo.DeclinedConfirm
	}
	return ilbo.DeclinedCard
}

// keys are what looks like one of Stripe's, or like the beginning of one.
var keys = regexp.MustCompile(`\b(sk|rk|pk|whsec)_[0-9A-Za-z_*]*`)

// scrubbed is a text for the log: short, and without keys, whoever repeats them.
func scrubbed(text string) string {
	text = keys.ReplaceAllString(text, "…")
	if len(text) > maxSaid {
		text = strings.ToValidUTF8(text[:maxSaid], "") + "…"
	}
	return text
}

// maxSaid is how much is kept of what Stripe says is wrong.
const maxSaid = 400
