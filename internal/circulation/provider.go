package circulation

import (
	"context"
	"iter"
	"time"

	"ilbo.press"
)

// A Provider takes payments by card for the paper: Stripe. Calls with the same key
// are one call.
type Provider interface {
	// Checkout gives the address where a reader pays what they ordered.
	Checkout(ctx context.Context, o ilbo.Order) (address string, err error)
	// Portal gives the address where a reader changes their card.
	Portal(ctx context.Context, customer, back string, l ilbo.Language) (address string, err error)
	// Cancel ends a subscription with what is paid, Resume takes that back, End ends it
	// at once. What is over is no error.
	Cancel(ctx context.Context, ref string) error
	Resume(ctx context.Context, ref string) error
	End(ctx context.Context, ref string) error
	// Change gives a subscription another plan, and asks for the difference.
	Change(ctx context.Context, ref string, o ilbo.Order) error
	Refund(ctx context.Context, payment string, amount ilbo.Money, key string) error
	// Payments are those in the provider's books from a moment until before another.
	Payments(ctx context.Context, from, to time.Time) iter.Seq2[ilbo.Payment, error]
}

// noCard is said where no provider is.
var noCard = refuse(ilbo.Invalid, NoCard, "This paper takes no cards.")
