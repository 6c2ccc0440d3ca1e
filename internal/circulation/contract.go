package circulation

import (
	"context"
	"time"

	"ilbo.press"
)

// Cancel ends a subscription with what is paid. One that waits for its first
// payment is over at once, and its invoice void. It may be done twice.
func (o *Office) Cancel(ctx context.Context, by ilbo.ReaderID, id ilbo.SubscriptionID) error {
	if err := o.atProvider(ctx, by, id, func(s *ilbo.Subscription) error { return o.Card.Cancel(ctx, s.Ref) }); err != nil {
		return err
	}
	return o.change(ctx, id, func(ctx context.Context, s *ilbo.Subscription) error {
		if err := owned(s, by); err != nil {
			return err
		}
		if !s.Cancelled.IsZero() || !s.Ended.IsZero() {
			return nil
		}
		s.Cancelled = o.Clock()
		return o.void(ctx, s.ID)
	})
}

// void takes back the invoices of a subscription that are not paid.
func (o *Office) void(ctx context.Context, id ilbo.SubscriptionID) error {
	all, err := o.Store.InvoicesOf(ctx, id)
	if err != nil {
		return err
	}
	for i := range all {
		if !all[i].Open() {
			continue
		}
		if err := o.voidOne(ctx, &all[i]); err != nil {
			return err
		}
	}
	return nil
}

func (o *Office) voidOne(ctx context.Context, i *ilbo.Invoice) error {
	i.Void = o.Clock()
	if err := o.Store.PutInvoice(ctx, i); err != nil {
		return err
	}
	return o.Store.Enter(ctx, i.Voided())
}

// Resume takes back that a subscription was cancelled, while it runs still.
func (o *Office) Resume(ctx context.Context, by ilbo.ReaderID, id ilbo.SubscriptionID) error {
	if err := o.atProvider(ctx, by, id, func(s *ilbo.Subscription) error { return o.Card.Resume(ctx, s.Ref) }); err != nil {
		return err
	}
	return o.change(ctx, id, func(_ context.Context, s *ilbo.Subscription) error {
		if err := owned(s, by); err != nil {
			return err
		}
		if s.Cancelled.IsZero() {
			return nil
		}
		if s.State(o.Clock()) == ilbo.Over || s.Once {
			return refuse(ilbo.Gone, NotNow, "That subscription is over: subscribe anew.")
		}
		s.Cancelled = time.Time{}
		return nil
	})
}

// Upgrade changes a subscription to a dearer plan of the same currency and term, for
// the difference until the end of what is paid. By transfer the plan changes when that is
// paid; by card the provider asks for it at once. What it would cost now is told by
// [Office.Difference].
func (o *Office) Upgrade(ctx context.Context, r *ilbo.Reader, id ilbo.SubscriptionID, to ilbo.PlanID) error {
	var byCard func(ctx context.Context) error
	err := o.change(ctx, id, func(ctx context.Context, s *ilbo.Subscription) error {
		if err := owned(s, r.ID); err != nil {
			return err
		}
		now := o.Clock()
		p, err := o.sold(ctx, r, to, s.Price.Currency, false)
		if err != nil {
			return err
		}
		cost, ok := o.Difference(s, &p, now)
		if ok && s.By == ilbo.ByStripe {
			now := *s
			byCard = func(ctx context.Context) error { return o.upgradeByCard(ctx, r, &now, &p) } // after this transaction: a provider is slow
			return nil
		}
		if !ok || s.By != ilbo.ByInvoice {
			return refuse(ilbo.Invalid, NotSame, "A subscription changes to a dearer plan of the same term while it runs and is paid. Otherwise let it end, and subscribe anew.")
		}
		open, err := o.Store.InvoicesOf(ctx, s.ID)
		if err != nil {
			return err
		}
		for i := range open {
			if open[i].Open() && open[i].Upgrade != 0 { // another change that was not paid
				if err := o.voidOne(ctx, &open[i]); err != nil {
					return err
				}
			}
		}
		return o.issue(ctx, r, &ilbo.Invoice{
			Subscription: s.ID, Reader: s.Reader, For: p.Name, Amount: cost, Tax: ilbo.TaxIn(cost.Amount, p.Tax), From: now, To: s.PaidUntil, By: ilbo.ByInvoice, Made: now, Due: now.AddDate(0, 0, invoiceDays), Upgrade: p.ID,
		})
	})
	if err == nil && byCard != nil {
		return byCard(ctx)
	}
	return err
}

// Difference is what the change of a subscription to a plan costs for the rest of
// what is paid; false where it cannot be changed so.
func (o *Office) Difference(s *ilbo.Subscription, to *ilbo.Plan, now time.Time) (ilbo.Money, bool) {
	price, ok := to.Price(s.Price.Currency)
	if !ok || to.Once || s.Once || to.Term != s.Term || price.Amount <= s.Price.Amount || s.State(now) != ilbo.Running || s.Anchor.IsZero() {
		return ilbo.Money{}, false
	}
	// The term that now is in may not be the last that is paid for.
	var cost int64
	for from := s.Anchor; from.Before(s.PaidUntil); {
		end := o.after(s.Term, s.Anchor, from)
		if end.After(now) {
			cost += ilbo.Part(price.Amount-s.Price.Amount, from, end, now)
		}
		from = end
	}
	return ilbo.Money{Amount: cost, Currency: price.Currency}, cost > 0
}
