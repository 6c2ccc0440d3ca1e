package payment

import (
	"context"
	"errors"
	"iter"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v85"

	"ilbo.press"
)

// pageOf is the most that Stripe gives of a list at once.
const pageOf = 100

// Refund pays a part of a payment back, or all of it. Sent again with the same
// key, within a day, it is the same refund; with the same key and another amount,
// and where less is left of the payment, it is Conflict.
func (s *Stripe) Refund(ctx context.Context, payment string, amount ilbo.Money, key string) error {
	if err := known(payment, "pi_"); err != nil {
		return err
	}
	if amount.Amount <= 0 {
		return invalid("A refund is more than nothing.")
	}
	id, err := s.once("refund", key, nil)
	if err != nil {
		return err
	}
	// Stripe takes an amount to be in the currency of the payment, whatever the paper
	// thinks that is.
	intent, err := s.api.V1PaymentIntents.Retrieve(ctx, payment, nil)
	if err != nil {
		return told("refund of "+payment, err)
	}
	if !strings.EqualFold(string(intent.Currency), string(amount.Currency)) {
		return &ilbo.Error{Kind: ilbo.Conflict, Say: "This payment was made in another currency."}
	}
	p := &stripe.RefundCreateParams{PaymentIntent: &payment, Amount: &amount.Amount, Metadata: map[string]string{paperKey: s.paper}}
	p.IdempotencyKey = id
	if _, err := s.api.V1Refunds.Create(ctx, p); err != nil {
		var e *stripe.Error
		if err2 := told("refund of "+payment, err); !errors.As(err, &e) || e.Param != "amount" {
			return err2
		}
		return &ilbo.Error{Kind: ilbo.Conflict, Say: "There is less left of this payment than that.", Err: told("refund of "+payment, err)}
	}
	return nil
}

// Payments are those of the paper's that came in from one moment until before
// another, the latest first, as Stripe has them now. The first error is the last of
// the sequence.
func (s *Stripe) Payments(ctx context.Context, from, to time.Time) iter.Seq2[ilbo.Payment, error] {
	return func(yield func(ilbo.Payment, error) bool) {
		owners, err := s.owners(ctx, from, to)
		if err != nil {
			yield(ilbo.Payment{}, err)
			return
		}
		p := &stripe.ChargeListParams{CreatedRange: &stripe.RangeQueryParams{GreaterThanOrEqual: from.Unix(), LesserThan: to.Unix()}}
		p.Limit = stripe.Int64(pageOf)
		for c, err := range s.api.V1Charges.List(ctx, p).All(ctx) {
			if err != nil {
				yield(ilbo.Payment{}, told("payments", err))
				return
			}
			if c.Status != stripe.ChargeStatusSucceeded || !c.Captured || c.PaymentIntent == nil {
				continue
			}
			id, err := s.payer(ctx, c, owners)
			if err != nil {
				yield(ilbo.Payment{}, err)
				return
			}
			if id != 0 && !yield(ilbo.Payment{
				Ref: c.PaymentIntent.ID, Subscription: id, Amount: money(c.AmountCaptured, c.Currency), Refunded: c.AmountRefunded, At: moment(c.Created),
			}, nil) {
				return
			}
		}
	}
}

// owners are the subscriptions by the payments of invoices that were made at about
// a time, zero where they are none of the paper's: Stripe takes a renewal an hour
// after it made the invoice.
func (s *Stripe) owners(ctx context.Context, from, to time.Time) (map[string]ilbo.SubscriptionID, error) {
	p := &stripe.InvoicePaymentListParams{CreatedRange: &stripe.RangeQueryParams{GreaterThanOrEqual: from.Add(-2 * time.Hour).Unix(), LesserThan: to.Unix()}}
	p.Limit = stripe.Int64(pageOf)
	p.AddExpand("data.invoice")
	owners := map[string]ilbo.SubscriptionID{}
	for one, err := range s.api.V1InvoicePayments.List(ctx, p).All(ctx) {
		if err != nil {
			return nil, told("payments of invoices", err)
		}
		if one.Payment != nil && one.Payment.PaymentIntent != nil {
			owners[one.Payment.PaymentIntent.ID] = s.subscriber(one.Invoice)
		}
	}
	return owners, nil
}

// payer is the subscription that a charge pays; zero where it is none of the
// paper's. Invoices that were paid long after they were made are asked for one by
// one.
func (s *Stripe) payer(ctx context.Context, c *stripe.Charge, owners map[string]ilbo.SubscriptionID) (ilbo.SubscriptionID, error) {
	if id, ours := s.marked(c.Metadata); ours {
		return id, nil
	}
	if id, ok := owners[c.PaymentIntent.ID]; ok {
		return id, nil
	}
	i, err := s.invoiceOf(ctx, c.PaymentIntent.ID)
	return s.subscriber(i), err
}

// subscriber is the subscription that an invoice is of; zero where that is none of
// the paper's.
func (s *Stripe) subscriber(i *stripe.Invoice) ilbo.SubscriptionID {
	if i == nil || i.Parent == nil || i.Parent.SubscriptionDetails == nil {
		return 0
	}
	id, ours := s.marked(i.Parent.SubscriptionDetails.Metadata)
	if !ours {
		return 0
	}
	return id
}
