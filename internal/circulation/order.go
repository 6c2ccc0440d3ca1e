package circulation

import (
	"context"
	"net/netip"
	"slices"
	"time"

	"ilbo.press"
)

// An Offer is a plan as it is offered to somebody.
type Offer struct {
	ilbo.Plan
	Held  *ilbo.Subscription // to it, that is not over; nil: they have none
	Trial bool               // they would begin with one
	Fits  bool               // it is for them; strangers are not known to be outside
}

// Offers are the plans that are sold, as they are offered to a reader; nil is a
// stranger.
func (o *Office) Offers(ctx context.Context, r *ilbo.Reader) ([]Offer, error) {
	plans, err := o.Store.Plans(ctx)
	if err != nil {
		return nil, err
	}
	var held []ilbo.Subscription
	fresh := true
	if r != nil {
		if held, fresh, err = o.known(ctx, r); err != nil {
			return nil, err
		}
	}
	var offers []Offer
	for _, p := range plans {
		if p.Closed || len(p.Prices) == 0 {
			continue
		}
		offer := Offer{Plan: p, Trial: p.Trial > 0 && fresh, Fits: r == nil || p.For(r.Email)}
		if i := slices.IndexFunc(held, func(s ilbo.Subscription) bool { return s.Plan == p.ID && !s.Gift }); i >= 0 {
			offer.Held = &held[i]
		}
		offers = append(offers, offer)
	}
	return offers, nil
}

// known is what a reader holds that is not over, and whether they never held
// anything nor had a trial.
func (o *Office) known(ctx context.Context, r *ilbo.Reader) (held []ilbo.Subscription, fresh bool, err error) {
	all, err := o.Store.SubscriptionsOf(ctx, *r)
	if err != nil {
		return nil, false, err
	}
	now := o.Clock()
	had, err := o.Store.HadTrial(ctx, r.Email)
	fresh = !had
	for _, s := range all {
		if s.Reader != r.ID {
			continue
		}
		if !s.PaidUntil.IsZero() && !s.Gift {
			fresh = false
		}
		if s.State(now) != ilbo.Over {
			held = append(held, s)
		}
	}
	return held, fresh, err
}

// Subscriptions are what a reader holds and held, the newest first.
func (o *Office) Subscriptions(ctx context.Context, r *ilbo.Reader) ([]ilbo.Subscription, error) {
	all, err := o.Store.SubscriptionsOf(ctx, *r)
	return slices.DeleteFunc(all, func(s ilbo.Subscription) bool { return s.Reader != r.ID }), err
}

// GroupsOf are the contracts of groups by which a reader reads now.
func (o *Office) GroupsOf(ctx context.Context, r *ilbo.Reader) ([]ilbo.Subscription, error) {
	all, err := o.Store.SubscriptionsOf(ctx, *r)
	now := o.Clock()
	return slices.DeleteFunc(all, func(s ilbo.Subscription) bool {
		e, _ := ilbo.Entitled([]ilbo.Subscription{s}, *r, netip.Addr{}, now)
		return s.Group == nil || e == 0
	}), err
}

// invoiceDays is for how long an invoice may be paid.
const invoiceDays = 14

// OrderByInvoice subscribes a reader to a plan that is paid by bank transfer: at
// once where they begin with a trial, and otherwise when it is paid. A gift is a
// term for somebody else, whose voucher is sent to the giver when it is paid.
func (o *Office) OrderByInvoice(ctx context.Context, r *ilbo.Reader, plan ilbo.PlanID, c ilbo.Currency, gift bool) (s ilbo.Subscription, err error) {
	if o.Bank == "" {
		return s, refuse(ilbo.Invalid, NoBank, "This paper takes no bank transfers.")
	}
	err = o.Store.Together(ctx, func(ctx context.Context) error {
		if _, err := o.Store.HoldReader(ctx, r.ID); err != nil {
			return err
		}
		p, err := o.sold(ctx, r, plan, c, gift)
		if err != nil {
			return err
		}
		now := o.Clock()
		s = agree(p, c)
		s.Reader, s.By, s.Began = r.ID, ilbo.ByInvoice, now
		if gift {
			s.Gift, s.Once, s.Gives = true, true, 0
		}
		if _, fresh, err := o.known(ctx, r); err != nil {
			return err
		} else if p.Trial > 0 && fresh && !gift {
			if s.Trial, err = o.Store.BeginTrial(ctx, r.Email, now); err != nil {
				return err
			}
		}
		from := now
		if s.Trial {
			s.PaidUntil = now.AddDate(0, 0, p.Trial)
			from = s.PaidUntil
		}
		if err := o.Store.PutSubscription(ctx, &s); err != nil {
			return err
		}
		if s.Trial {
			return o.Letters.QueueLetter(ctx, o.trialLetter(r, &s)) // its invoice follows before the end
		}
		_, err = o.invoice(ctx, r, &s, from)
		return err
	})
	o.tell(r.ID, false)
	return s, err
}

// sold finds a plan that a reader may order in a currency, for themselves or as a
// gift.
func (o *Office) sold(ctx context.Context, r *ilbo.Reader, id ilbo.PlanID, c ilbo.Currency, gift bool) (p ilbo.Plan, err error) {
	if p, err = o.Store.Plan(ctx, id); err != nil {
		return p, err
	}
	if _, priced := p.Price(c); !priced || p.Closed {
		return p, refuse(ilbo.Gone, NotSold, "That is not sold any more.")
	}
	if gift {
		return p, nil
	}
	if !p.For(r.Email) {
		return p, refuse(ilbo.Forbidden, NotForYou, "That is for addresses of other domains than yours.")
	}
	held, _, err := o.known(ctx, r)
	if err != nil {
		return p, err
	}
	if slices.ContainsFunc(held, func(s ilbo.Subscription) bool { return s.Plan == id && !s.Gift }) {
		return p, refuse(ilbo.Conflict, Already, "You subscribe to that already.")
	}
	return p, nil
}

// agree begins a contract on a plan.
func agree(p ilbo.Plan, c ilbo.Currency) ilbo.Subscription {
	price, _ := p.Price(c)
	return ilbo.Subscription{Plan: p.ID, Name: p.Name, Gives: p.Gives, Term: p.Term, Once: p.Once, Price: price, Tax: p.Tax}
}

// invoice asks for the term of a subscription that begins at a moment.
func (o *Office) invoice(ctx context.Context, r *ilbo.Reader, s *ilbo.Subscription, from time.Time) (ilbo.Invoice, error) {
	anchor := s.Anchor
	if anchor.IsZero() {
		anchor = from
	}
	now := o.Clock()
	i := ilbo.Invoice{
		Subscription: s.ID, Reader: s.Reader, For: s.Name, Amount: s.Price, Tax: ilbo.TaxIn(s.Price.Amount, s.Tax), From: from, To: o.after(s.Term, anchor, from), By: ilbo.ByInvoice,
		Made: now, Due: now.AddDate(0, 0, invoiceDays),
	}
	return i, o.issue(ctx, r, &i)
}

// issue makes an invoice and sends it.
func (o *Office) issue(ctx context.Context, r *ilbo.Reader, i *ilbo.Invoice) error {
	if err := o.Store.PutInvoice(ctx, i); err != nil {
		return err
	}
	if err := o.Store.Enter(ctx, i.Issued()); err != nil {
		return err
	}
	if r == nil {
		return nil // a group's goes by post
	}
	return o.Letters.QueueLetter(ctx, o.invoiceLetter(r, i))
}

// after is the end of a term in the paper's days.
func (o *Office) after(t ilbo.Term, anchor, from time.Time) time.Time {
	return t.After(anchor.In(o.Paper.Zone), from).UTC()
}
