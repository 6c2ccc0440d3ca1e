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

// Events are the names of what Stripe has to tell the paper: an endpoint is told
// what it asks for.
var Events = []string{
	"checkout.session.completed", "checkout.session.async_payment_succeeded",
	"customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted",
	"invoice.paid", "invoice.payment_failed", "charge.refunded", "charge.dispute.created",
}

// Version is that of the API in which an endpoint has to be told. Another of the
// same name behind the point says the same and more.
const Version = stripe.APIVersion

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

// invoice reads that a term was paid, or was not.
func (t *happening) invoice() error {
	var i stripe.Invoice
	if err := t.read(&i); err != nil {
		return err
	}
	if !t.of(&i) {
		return nil
	}
	lines, err := t.lines(&i)
	if err != nil {
		return err
	}
	from, to, term := span(lines)
	if t.event.Type == "invoice.payment_failed" {
		// Of a first payment the reader knows, and of a change whoever asked for it.
		if i.BillingReason == stripe.InvoiceBillingReasonSubscriptionCycle {
			t.h.Kind, t.h.Amount, t.h.From, t.h.To = ilbo.WasNotPaid, money(i.AmountDue, i.Currency), from, to
		}
		return nil
	}
	if i.AmountPaid <= 0 && !term {
		return nil // a trial began, or a cheaper plan left something over
	}
	t.h.Kind, t.h.From, t.h.To = ilbo.WasPaid, from, to
	t.h.Payment, t.h.Amount, err = t.paidBy(&i)
	return err
}

// of fills in whose an invoice is; false where it is none of the paper's.
func (t *happening) of(i *stripe.Invoice) bool {
	if i.Parent == nil || i.Parent.SubscriptionDetails == nil || i.Parent.SubscriptionDetails.Subscription == nil {
		return false
	}
	id, ours := t.marked(i.Parent.SubscriptionDetails.Metadata)
	if ours {
		t.h.Subscription, t.h.Ref, t.h.Customer = id, i.Parent.SubscriptionDetails.Subscription.ID, name(i.Customer)
	}
	return ours
}

// lines are all those of an invoice. An event has the first ten.
func (t *happening) lines(i *stripe.Invoice) ([]*stripe.InvoiceLineItem, error) {
	if i.Lines == nil || !i.Lines.HasMore {
		if i.Lines == nil {
			return nil, nil
		}
		return i.Lines.Data, nil
	}
	var all []*stripe.InvoiceLineItem
	p := &stripe.InvoiceListLinesParams{Invoice: &i.ID}
	p.Limit = stripe.Int64(pageOf)
	for l, err := range t.api.V1Invoices.ListLines(t.ctx, p).All(t.ctx) {
		if err != nil {
			return nil, told("lines of "+i.ID, err)
		}
		all = append(all, l)
	}
	return all, nil
}

// span is what the lines of an invoice are for: the term, where there is one that
// costs something, or else what is left of one. The invoice's own period is the
// term before.
func span(lines []*stripe.InvoiceLineItem) (from, to time.Time, term bool) {
	for _, l := range lines {
		if l == nil || l.Period == nil {
			continue
		}
		whole := l.Parent != nil && l.Parent.SubscriptionItemDetails != nil && !l.Parent.SubscriptionItemDetails.Proration && l.Amount > 0
		if end := moment(l.Period.End); whole && !term || whole == term && end.After(to) {
			from, to, term = moment(l.Period.Start), end, whole
		}
	}
	return from, to, term
}

// paidBy is the payment by which an invoice was paid, and what came in by it. An
// invoice that the publisher had marked as paid has none.
func (t *happening) paidBy(i *stripe.Invoice) (payment string, amount ilbo.Money, err error) {
	amount = money(0, i.Currency)
	if i.AmountPaid <= 0 {
		return "", amount, nil
	}
	p := &stripe.InvoicePaymentListParams{Invoice: &i.ID, Status: stripe.String("paid")}
	p.Limit = stripe.Int64(pageOf)
	for one, err := range t.api.V1InvoicePayments.List(t.ctx, p).All(t.ctx) {
		if err != nil {
			return "", amount, told("payments of "+i.ID, err)
		}
		if one.Payment == nil || one.Payment.PaymentIntent == nil {
			continue
		}
		amount.Amount += one.AmountPaid
		if payment == "" || one.IsDefault {
			payment = one.Payment.PaymentIntent.ID
		}
	}
	return payment, amount, nil
}

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

// invoiceOf is the invoice that a payment paid; nil where it paid none.
func (s *Stripe) invoiceOf(ctx context.Context, payment string) (*stripe.Invoice, error) {
	p := &stripe.InvoicePaymentListParams{Payment: &stripe.InvoicePaymentListPaymentParams{Type: stripe.String("payment_intent"), PaymentIntent: &payment}}
	p.AddExpand("data.invoice")
	p.Limit = stripe.Int64(1)
	p.Single = true
	for one, err := range s.api.V1InvoicePayments.List(ctx, p).All(ctx) {
		if err != nil {
			return nil, told("invoice of "+payment, err)
		}
		return one.Invoice, nil
	}
	return nil, nil
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
