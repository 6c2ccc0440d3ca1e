package ilbo

import "time"

// An InvoiceID numbers an invoice for ever, without a gap.
type InvoiceID int64

// An Invoice asks for a payment, or tells of one: for a term of a subscription,
// or for the difference that a dearer plan costs until the end of one.
type Invoice struct {
	ID           InvoiceID
	Subscription SubscriptionID
	Reader       ReaderID // zero: they have left, or it is a group's
	For          Words    // what it is for
	Amount       Money
	Tax          int64 // in it
	From, To     time.Time
	By           PaidBy
	Ref          string // as the provider calls it; may be empty
	Made, Due    time.Time
	Paid         time.Time // zero: it is not
	Void         time.Time // zero: it stands
	Refunded     int64     // of it
	Upgrade      PlanID    // that it changes the subscription to, when it is paid; zero: none
}

// Open reports whether an invoice waits to be paid.
func (i *Invoice) Open() bool { return i.Paid.IsZero() && i.Void.IsZero() }

// TaxIn is the tax that an amount contains, by a rate in hundredths of a percent,
// rounded half up.
func TaxIn(amount int64, rate int) int64 {
	if rate <= 0 || amount <= 0 {
		return 0
	}
	whole := int64(fullTax + rate)
	return (2*amount*int64(rate) + whole) / (2 * whole)
}

// Part is the share of an amount that falls on the time from now to the end of a
// term: what is left of what was paid. It is rounded down.
func Part(amount int64, from, to, now time.Time) int64 {
	whole, left := int64(to.Sub(from)/time.Second), int64(to.Sub(now)/time.Second)
	if whole <= 0 || left <= 0 {
		return 0
	}
	return amount * min(left, whole) / whole
}
