package circulation

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

// Pay notes that the transfer of an invoice has come. It may be done twice.
func (o *Office) Pay(ctx context.Context, by *ilbo.Staff, id ilbo.InvoiceID, at time.Time) error {
	if err := may(by); err != nil {
		return err
	}
	i, err := o.Store.Invoice(ctx, id)
	if err != nil {
		return err
	}
	return o.change(ctx, i.Subscription, func(ctx context.Context, s *ilbo.Subscription) error {
		if i, err = o.Store.Invoice(ctx, id); err != nil {
			return err
		}
		if !i.Paid.IsZero() {
			return nil
		}
		if !i.Void.IsZero() || i.By != ilbo.ByInvoice {
			return refuse(ilbo.Conflict, NotNow, "That invoice was taken back, or is paid in another way.")
		}
		i.Paid = at
		if err := o.paid(ctx, s, &i); err != nil {
			return err
		}
		return o.audit(ctx, by, ilbo.DeedPaid, &i, i.Amount.In(ilbo.English))
	})
}

// paid enters a payment, and gives what it pays for.
func (o *Office) paid(ctx context.Context, s *ilbo.Subscription, i *ilbo.Invoice) error {
	if err := o.Store.PutInvoice(ctx, i); err != nil {
		return err
	}
	if err := o.Store.Enter(ctx, i.Settled()); err != nil {
		return err
	}
	if s.Gift && i.Upgrade == 0 {
		return o.give(ctx, s, i)
	}
	if i.Upgrade != 0 {
		p, err := o.Store.Plan(ctx, i.Upgrade)
		if err != nil {
			return err
		}
		up := agree(p, s.Price.Currency)
		s.Plan, s.Name, s.Gives, s.Price, s.Tax = up.Plan, up.Name, up.Gives, up.Price, up.Tax
		return nil
	}
	from, to := i.From, i.To
	if i.By == ilbo.ByInvoice && s.Anchor.IsZero() && s.PaidUntil.IsZero() { // nobody reads before they pay: the term begins when they did
		from = o.Clock()
		to = o.after(s.Term, from, from)
	}
	o.extend(s, from, to)
	return nil
}

// extend opens what a subscription gives for a term that is paid. Whatever comes
// first of what is told in disorder, the end of what is paid only moves on.
func (o *Office) extend(s *ilbo.Subscription, from, to time.Time) {
	if s.Anchor.IsZero() || from.Before(s.Anchor) {
		s.Anchor = from
	}
	if to.After(s.PaidUntil) {
		s.Trial, s.PaidUntil = false, to
	}
}

// giftGood is how long a gift's voucher may be used.
const giftGood = 365 * 24 * time.Hour

// give makes the voucher of a gift that was paid for, and sends it to the giver.
// The gift itself is over with that.
func (o *Office) give(ctx context.Context, s *ilbo.Subscription, i *ilbo.Invoice) error {
	if !s.Ended.IsZero() {
		return nil
	}
	now := o.Clock()
	s.Ended = now
	code := newCode()
	v := ilbo.Voucher{Code: digestOf(code), Hint: code[len(code)-4:], Plan: s.Plan, Terms: 1, Most: 1, Until: now.Add(giftGood), Made: now, By: fmt.Sprintf("reader:%d", s.Reader)}
	if err := o.Store.PutVoucher(ctx, &v); err != nil || s.Reader == 0 {
		return err
	}
	r, err := o.Store.Reader(ctx, s.Reader)
	if err != nil {
		return err
	}
	return o.Letters.QueueLetter(ctx, o.giftLetter(&r, i, code, v.Until))
}

// Void takes an invoice back that is not paid.
func (o *Office) Void(ctx context.Context, by *ilbo.Staff, id ilbo.InvoiceID) error {
	if err := may(by); err != nil {
		return err
	}
	i, err := o.Store.Invoice(ctx, id)
	if err != nil {
		return err
	}
	return o.change(ctx, i.Subscription, func(ctx context.Context, _ *ilbo.Subscription) error {
		if i, err = o.Store.Invoice(ctx, id); err != nil || !i.Void.IsZero() {
			return err
		}
		if !i.Open() {
			return refuse(ilbo.Conflict, NotNow, "That invoice is paid: refund it instead.")
		}
		if err := o.voidOne(ctx, &i); err != nil {
			return err
		}
		return o.audit(ctx, by, ilbo.DeedVoid, &i, "")
	})
}

// Refund pays a part of an invoice back that was paid by card, or all of it, or notes
// that one by transfer was; and, where that is asked for, ends the subscription. That an amount is refunded
// twice by a form that was sent twice is prevented by was: what was refunded
// before.
func (o *Office) Refund(ctx context.Context, by *ilbo.Staff, id ilbo.InvoiceID, was, amount int64, end bool) error {
	if err := may(by); err != nil {
		return err
	}
	i, err := o.Store.Invoice(ctx, id)
	if err != nil {
		return err
	}
	if i.By == ilbo.ByStripe {
		if err := o.refundAtProvider(ctx, &i, was, amount); err != nil {
			return err
		}
	}
	if end {
		if err := o.atProvider(ctx, 0, i.Subscription, func(s *ilbo.Subscription) error { return o.Card.End(ctx, s.Ref) }); err != nil {
			return err
		}
	}
	return o.change(ctx, i.Subscription, func(ctx context.Context, s *ilbo.Subscription) error {
		if i, err = o.Store.Invoice(ctx, id); err != nil {
			return err
		}
		switch {
		case i.Paid.IsZero():
			return refuse(ilbo.Conflict, NotNow, "That invoice is not paid.")
		case i.Refunded != was:
			return nil // the same form, sent again
		case amount < 1 || amount > i.Amount.Amount-was:
			return refuse(ilbo.Invalid, TooMuch, fmt.Sprintf("There are %s left to refund.", ilbo.Money{Amount: i.Amount.Amount - was, Currency: i.Amount.Currency}.In(ilbo.English)))
		}
		i.Refunded += amount
		if err := o.Store.PutInvoice(ctx, &i); err != nil {
			return err
		}
		if err := o.Store.Enter(ctx, i.Returned(was, o.Clock())); err != nil {
			return err
		}
		if end && s.Ended.IsZero() {
			s.Ended = o.Clock()
			if err := o.void(ctx, s.ID); err != nil {
				return err
			}
		}
		return o.audit(ctx, by, ilbo.DeedRefund, &i, ilbo.Money{Amount: amount, Currency: i.Amount.Currency}.In(ilbo.English))
	})
}

// refundAtProvider has a payment by card paid back where it was made. Sent twice
// it is one refund.
func (o *Office) refundAtProvider(ctx context.Context, i *ilbo.Invoice, was, amount int64) error {
	switch {
	case o.Card == nil:
		return noCard
	case i.Refunded != was || amount < 1 || amount > i.Amount.Amount-was:
		return nil // which is refused, or done, in our own books
	}
	return o.Card.Refund(ctx, i.Ref, ilbo.Money{Amount: amount, Currency: i.Amount.Currency}, fmt.Sprintf("refund %d %d %d", i.ID, was, amount))
}

func (o *Office) audit(ctx context.Context, by *ilbo.Staff, deed ilbo.Deed, i *ilbo.Invoice, detail string) error {
	return o.Store.Audit(ctx, ilbo.AuditEntry{At: o.Clock(), Who: by.Login, Deed: deed, On: fmt.Sprintf("invoice:%d", i.ID), Detail: detail})
}
