package payment

import (
	"context"
	"time"

	"github.com/stripe/stripe-go/v85"

	"ilbo.press"
)

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
// invoice that the publisher had marked as paid has none; where Stripe has not come
// to write it down the invoice is told again.
func (t *happening) paidBy(i *stripe.Invoice) (payment string, amount ilbo.Money, err error) {
	amount = money(0, i.Currency)
	if i.AmountPaid <= 0 {
		return "", amount, nil
	}
	open := false
	p := &stripe.InvoicePaymentListParams{Invoice: &i.ID}
	p.Limit = stripe.Int64(pageOf)
	for one, err := range t.api.V1InvoicePayments.List(t.ctx, p).All(t.ctx) {
		if err != nil {
			return "", amount, told("payments of "+i.ID, err)
		}
		open = open || one.Status == "open"
		if one.Status != "paid" || one.Payment == nil || one.Payment.PaymentIntent == nil {
			continue
		}
		amount.Amount += one.AmountPaid
		if payment == "" || one.IsDefault {
			payment = one.Payment.PaymentIntent.ID
		}
	}
	if payment == "" && open {
		return "", amount, &ilbo.Error{Kind: ilbo.Busy, Say: "Stripe has yet to say by what an invoice was paid."}
	}
	return payment, amount, nil
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
