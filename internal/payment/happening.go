package payment

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v85"

	"ilbo.press"
)

// Happened is what a body tells that Stripe signed. What the paper does nothing
// about, and what is about others in the account, has no kind. Forbidden is what
// Stripe did not sign, or not now; Conflict is an endpoint that is told in another
// version of the API.
//
// An event has not all that the paper has to know: which payment an invoice was
// paid by, whose a payment is, whether a cancellation still stands. Stripe is asked
// for that, but never before the signature was found good.
func (s *Stripe) Happened(ctx context.Context, body []byte, signature string) (ilbo.Happening, error) {
	if err := s.verify(body, signature); err != nil {
		return ilbo.Happening{}, err
	}
	var e stripe.Event
	if err := json.Unmarshal(body, &e); err != nil || e.ID == "" || len(e.ID) > maxKey {
		return ilbo.Happening{}, &ilbo.Error{Kind: ilbo.Invalid, Say: "This is no event of Stripe's.", Err: err}
	}
	if e.Object != "event" || train(e.APIVersion) != train(Version) {
		return ilbo.Happening{}, &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf(
			"Stripe tells in version %q of its API, and Ilbo reads %s: make a webhook endpoint of that version, with whole events, and drop this one.", e.APIVersion, Version)}
	}
	h := ilbo.Happening{ID: e.ID, At: time.Unix(e.Created, 0).UTC()}
	if e.Data == nil {
		return h, nil
	}
	what := happening{s, ctx, &h, &e}
	var err error
	switch e.Type {
	case "checkout.session.completed", "checkout.session.async_payment_succeeded":
		err = what.session()
	case "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted":
		err = what.subscription()
	case "invoice.paid", "invoice.payment_failed":
		err = what.invoice()
	case "charge.refunded":
		err = what.refund()
	case "charge.dispute.created":
		err = what.dispute()
	}
	if err != nil {
		return ilbo.Happening{}, fmt.Errorf("event %s: %w", e.ID, err)
	}
	return h, nil
}

// train is the name of those versions that only add: 2026-03-25.dahlia.
func train(version string) string {
	_, name, _ := strings.Cut(version, ".")
	return name
}

// A happening is one that is being read.
type happening struct {
	*Stripe
	ctx   context.Context
	h     *ilbo.Happening
	event *stripe.Event
}

func (t *happening) read(object any) error {
	if err := json.Unmarshal(t.event.Data.Raw, object); err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "This is no event of Stripe's.", Err: err}
	}
	return nil
}

// session reads that a reader is done at Stripe. What they subscribed to is told
// by its own event; what they paid once by this alone, unless the bank takes its
// time.
func (t *happening) session() error {
	var c stripe.CheckoutSession
	if err := t.read(&c); err != nil {
		return err
	}
	id, ours := t.marked(c.Metadata)
	if !ours || c.Mode != stripe.CheckoutSessionModePayment || c.PaymentStatus != stripe.CheckoutSessionPaymentStatusPaid || c.PaymentIntent == nil {
		return nil
	}
	t.h.Kind, t.h.Subscription, t.h.Customer = ilbo.WasPaid, id, name(c.Customer)
	t.h.Payment, t.h.Amount = c.PaymentIntent.ID, money(c.AmountTotal, c.Currency)
	return nil
}

// subscription reads that one began, ended, or was changed. That it runs to its
// end, or does so no longer, is asked for: two changes in a second, or told in the
// wrong order, come to what is true.
func (t *happening) subscription() error {
	var sub stripe.Subscription
	if err := t.read(&sub); err != nil {
		return err
	}
	id, ours := t.marked(sub.Metadata)
	if !ours {
		return nil
	}
	t.h.Subscription, t.h.Ref, t.h.Customer = id, sub.ID, name(sub.Customer)
	switch t.event.Type {
	case "customer.subscription.created":
		t.h.Kind = ilbo.WasBegun
		if sub.Status == stripe.SubscriptionStatusTrialing {
			t.h.From, t.h.To = moment(sub.TrialStart), moment(sub.TrialEnd)
		}
		return nil
	case "customer.subscription.deleted":
		t.h.Kind = ilbo.WasEnded
		if sub.EndedAt != 0 {
			t.h.At = moment(sub.EndedAt)
		}
		return nil
	}
	was := t.event.Data.PreviousAttributes
	_, flag := was["cancel_at_period_end"]
	_, date := was["cancel_at"]
	if !flag && !date {
		return nil
	}
	now, err := t.Stripe.subscription(t.ctx, "look at ", sub.ID)
	switch {
	case err != nil:
		return err
	case over(now): // which is told of its own
	case leaves(now):
		t.h.Kind = ilbo.WasCancelled
	default:
		t.h.Kind = ilbo.WasResumed
	}
	return nil
}

// leaves reports whether a subscription runs to its end, and no longer. The portal
// says so by a date alone.
func leaves(sub *stripe.Subscription) bool { return sub.CancelAtPeriodEnd || sub.CancelAt != 0 }

// refund reads what was paid back of a payment, in all.
func (t *happening) refund() error {
	var c stripe.Charge
	if err := t.read(&c); err != nil || c.PaymentIntent == nil {
		return err
	}
	if err := t.owner(c.PaymentIntent.ID, c.Metadata); err != nil || t.h.Subscription == 0 {
		return err
	}
	t.h.Kind, t.h.Amount = ilbo.WasRefunded, money(c.AmountRefunded, c.Currency)
	return nil
}

// dispute reads that a bank does not want to have paid.
func (t *happening) dispute() error {
	var d stripe.Dispute
	if err := t.read(&d); err != nil || d.PaymentIntent == nil {
		return err
	}
	if err := t.owner(d.PaymentIntent.ID, nil); err != nil || t.h.Subscription == 0 {
		return err
	}
	t.h.Kind, t.h.Amount = ilbo.WasDisputed, money(d.Amount, d.Currency)
	return nil
}

// owner fills in whose a payment is, if it is the paper's.
func (t *happening) owner(payment string, marks map[string]string) error {
	id, ours := t.marked(marks)
	if !ours {
		i, err := t.invoiceOf(t.ctx, payment)
		if err != nil {
			return err
		}
		if i != nil {
			t.of(i)
		} else if len(marks) == 0 {
			if id, ours, err = t.single(payment); err != nil {
				return err
			}
		}
	}
	if ours {
		t.h.Subscription = id
	}
	if t.h.Subscription != 0 {
		t.h.Payment = payment
	}
	return nil
}

// single is whose a payment is that paid no invoice.
func (t *happening) single(payment string) (ilbo.SubscriptionID, bool, error) {
	intent, err := t.api.V1PaymentIntents.Retrieve(t.ctx, payment, nil)
	if err != nil {
		return 0, false, told("payment "+payment, err)
	}
	id, ours := t.marked(intent.Metadata)
	return id, ours, nil
}

func name(c *stripe.Customer) string {
	if c == nil {
		return ""
	}
	return c.ID
}

// moment is a time of Stripe's; zero where it has none.
func moment(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}
