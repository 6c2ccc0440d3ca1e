package circulation

import (
	"context"
	"errors"
	"time"

	"ilbo.press"
)

// How long before a term ends its next invoice is sent, and how many subscriptions
// are looked at at once.
const (
	renewBefore = 14 * 24 * time.Hour
	renewAtOnce = 200
)

// Renew sends invoices for the terms that follow soon, and ends subscriptions that
// were not paid in their grace. It may be called at any time, on every node.
func (o *Office) Renew(ctx context.Context) error {
	now := o.Clock()
	var failed error
	for from := ilbo.SubscriptionID(0); ctx.Err() == nil; {
		due, err := o.Store.SubscriptionsDue(ctx, now.Add(renewBefore), from, renewAtOnce)
		if err != nil || len(due) == 0 {
			return errors.Join(failed, err)
		}
		for _, s := range due {
			from = s.ID
			failed = errors.Join(failed, o.renew(ctx, s.ID, now)) // one that cannot be renewed holds up no other
		}
	}
	return errors.Join(failed, ctx.Err())
}

func (o *Office) renew(ctx context.Context, id ilbo.SubscriptionID, now time.Time) error {
	return o.change(ctx, id, func(ctx context.Context, s *ilbo.Subscription) error {
		if !s.Renews() || s.PaidUntil.IsZero() || s.PaidUntil.After(now.Add(renewBefore)) {
			return nil // it has changed meanwhile
		}
		if s.By != ilbo.ByInvoice {
			return nil // its provider asks for what follows, and may have it paid late
		}
		if _, until := s.Open(); !now.Before(until) {
			s.Ended = until
			return o.void(ctx, s.ID)
		}
		all, err := o.Store.InvoicesOf(ctx, s.ID)
		if err != nil {
			return err
		}
		for i := range all {
			if all[i].Open() && all[i].Upgrade == 0 || all[i].From.Equal(s.PaidUntil) && all[i].Upgrade == 0 {
				return nil // it was asked for
			}
		}
		var r *ilbo.Reader
		if s.Reader != 0 {
			found, err := o.Store.Reader(ctx, s.Reader)
			if err != nil {
				return err
			}
			r = &found
		}
		_, err = o.invoice(ctx, r, s, s.PaidUntil)
		return err
	})
}
