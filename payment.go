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

// A Happening is what a provider tells of a subscription. The same may be told
// twice, and in any order.
type Happening struct {
	ID           string // of the telling
	Kind         HappeningKind
	At           time.Time // by the provider's clock
	Subscription SubscriptionID
	Ref          string // as the provider calls the subscription
	Customer     string
	Payment      string // as the provider calls the payment; of Paid and Refunded
	Amount       Money  // paid, or refunded of the payment in all
	From, To     time.Time
}

// A HappeningKind is what happened.
type HappeningKind string

// What happens. A happening that the paper does nothing about has no kind.
const (
	WasBegun     HappeningKind = "begun" // the provider has a subscription; To is the end of its trial, if it has one
	WasPaid      HappeningKind = "paid"
	WasNotPaid   HappeningKind = "not paid" // a renewal failed
	WasRefunded  HappeningKind = "refunded"
	WasCancelled HappeningKind = "cancelled" // at the end of what is paid
	WasResumed   HappeningKind = "resumed"
	WasEnded     HappeningKind = "ended"
)

// A Payment is one as a provider has it in its books.
type Payment struct {
	Ref      string // see [Happening.Payment]
	Amount   Money
	Refunded int64
	At       time.Time
}
