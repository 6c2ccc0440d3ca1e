package ilbo

import "time"

// PaidBy is a way of paying.
type PaidBy string

// The ways.
const (
	ByInvoice PaidBy = "invoice" // a bank transfer, marked paid at the desk
	ByStripe  PaidBy = "stripe"  // a card, a wallet
	ByVoucher PaidBy = "voucher" // nothing is paid
	ByDesk    PaidBy = "desk"    // the publisher gives it
)

// An Order is what a provider asks a reader to pay for.
type Order struct {
	Subscription SubscriptionID
	Name         string // of the plan, in the reader's language
	Price        Money
	Term         Term
	Once         bool // one payment, not one a term
	Trial        int  // days before the first payment
	Email        string
	Language     Language
	Customer     string // as the provider calls the reader; empty: they are new to it
	Paid, Back   string // addresses to go to when it is paid, and when it is not
	Key          string // an order sent again with the same key is one order
}

// A Decline is the error of a payment that a bank refused, for faces that say it
// in a reader's language.
type Decline string

// Why banks refuse.
const (
	DeclinedFunds   Decline = "funds"   // there is too little money
	DeclinedExpired Decline = "expired" // the card is no longer good
	DeclinedConfirm Decline = "confirm" // the bank wants to ask its holder first
	DeclinedCard    Decline = "card"    // anything else: banks seldom say
)

func (d Decline) Error() string { return "payment declined: " + string(d) }

// A Happening is what a provider tells of a subscription. The same may be told
// twice, and in any order.
type Happening struct {
	ID           string // of the telling
	Kind         HappeningKind
	At           time.Time // by the provider's clock
	Subscription SubscriptionID
	Ref          string // as the provider calls the subscription
	Customer     string
	// Payment is what the provider calls the payment; of those that are paid,
	// refunded and disputed. It is empty where a term is paid and no money came in:
	// from what was left of a dearer plan, or past the provider.
	Payment string
	// Amount is what came in, what was refunded of the payment in all, what is
	// disputed of it, or what was not paid.
	Amount Money
	// From and To are what was paid for, or was not. Zero: it was paid once, for the
	// term that was ordered.
	From, To time.Time
}

// A HappeningKind is what happened.
type HappeningKind string

// What happens. A happening that the paper does nothing about has no kind.
const (
	WasBegun     HappeningKind = "begun" // the provider has a subscription; To is the end of its trial, if it has one
	WasPaid      HappeningKind = "paid"
	WasNotPaid   HappeningKind = "not paid" // a renewal failed
	WasRefunded  HappeningKind = "refunded"
	WasDisputed  HappeningKind = "disputed"  // a bank takes a payment back, or asks about it; people have to look
	WasCancelled HappeningKind = "cancelled" // at the end of what is paid
	WasResumed   HappeningKind = "resumed"
	WasEnded     HappeningKind = "ended" // that of its Ref, which need not be the one that the paper has now
)

// A Payment is one as a provider has it in its books.
type Payment struct {
	Ref          string // see [Happening.Payment]
	Subscription SubscriptionID
	Amount       Money
	Refunded     int64
	At           time.Time
}
