package circulation

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// OrderByCard begins a subscription that is paid at the provider, and gives the
// address where the reader pays. It opens when the provider tells that they did. An
// order that was left there is taken up again.
func (o *Office) OrderByCard(ctx context.Context, r *ilbo.Reader, plan ilbo.PlanID, c ilbo.Currency, gift bool) (address string, err error) {
	if o.Card == nil {
		return "", noCard
	}
	var s ilbo.Subscription
	var p ilbo.Plan
	var trial int
	err = o.Store.Together(ctx, func(ctx context.Context) error {
		if _, err := o.Store.HoldReader(ctx, r.ID); err != nil {
			return err
		}
		held, fresh, err := o.known(ctx, r)
		if err != nil {
			return err
		}
		left := slices.IndexFunc(held, func(h ilbo.Subscription) bool {
			return h.By == ilbo.ByStripe && h.Plan == plan && h.Gift == gift && h.Price.Currency == c && h.Ref == "" && h.State(o.Clock()) == ilbo.Awaited
		})
		if left >= 0 {
			s = held[left]
			p, err = o.Store.Plan(ctx, plan)
		} else if p, err = o.sold(ctx, r, plan, c, gift); err == nil {
			s = agree(p, c)
			s.Reader, s.By, s.Began = r.ID, ilbo.ByStripe, o.Clock()
			if gift {
				s.Gift, s.Once, s.Gives = true, true, 0
			}
			err = o.Store.PutSubscription(ctx, &s)
		}
		if fresh && !s.Once {
			trial = p.Trial
		}
		return err
	})
	if err != nil {
		return "", err
	}
	order := o.order(r, &s, trial)
	order.Key = fmt.Sprintf("order %d %d %s", s.ID, s.Price.Amount, o.Clock().In(o.Paper.Zone).Format(time.DateOnly)) // a page of the provider's lives for a day
	return o.Card.Checkout(ctx, order)
}

// order is a subscription as the provider is asked for its payment.
func (o *Office) order(r *ilbo.Reader, s *ilbo.Subscription, trial int) ilbo.Order {
	room := o.Base + o.Paper.Prefix(r.Language) + "/account/subscription"
	return ilbo.Order{
		Subscription: s.ID, Name: s.Name.In(r.Language), Price: s.Price, Term: s.Term, Once: s.Once, Trial: trial, Email: r.Email, Language: r.Language, Customer: s.Customer, Paid: room + "?done=card", Back: room,
	}
}

// Portal gives the address where a reader changes the card of a subscription.
func (o *Office) Portal(ctx context.Context, r *ilbo.Reader, id ilbo.SubscriptionID) (address string, err error) {
	s, err := o.carded(ctx, r.ID, id)
	if err != nil {
		return "", err
	}
	return o.Card.Portal(ctx, s.Customer, o.Base+o.Paper.Prefix(r.Language)+"/account/subscription", r.Language)
}

// carded finds a subscription of a reader's that runs at the provider.
func (o *Office) carded(ctx context.Context, by ilbo.ReaderID, id ilbo.SubscriptionID) (ilbo.Subscription, error) {
	s, err := o.Store.Subscription(ctx, id)
	if err == nil {
		err = owned(&s, by)
	}
	if err == nil && (o.Card == nil || s.By != ilbo.ByStripe || s.Ref == "") {
		err = noCard
	}
	return s, err
}

// atProvider does something to a subscription where it is paid, if that is
// elsewhere, before it is done here: what is refused there is not done here.
func (o *Office) atProvider(ctx context.Context, by ilbo.ReaderID, id ilbo.SubscriptionID, do func(s *ilbo.Subscription) error) error {
	s, err := o.Store.Subscription(ctx, id)
	if err != nil {
		return err
	}
	if by != 0 {
		if err := owned(&s, by); err != nil {
			return err
		}
	}
	if s.By != ilbo.ByStripe || s.Ref == "" || !s.Ended.IsZero() {
		return nil
	}
	if o.Card == nil {
		return noCard
	}
	return do(&s)
}

// upgradeByCard changes the plan of a subscription at the provider, who asks for
// the difference at once.
func (o *Office) upgradeByCard(ctx context.Context, r *ilbo.Reader, s *ilbo.Subscription, p *ilbo.Plan) error {
	if o.Card == nil || s.Ref == "" {
		return noCard
	}
	up := agree(*p, s.Price.Currency)
	next := *s
	next.Plan, next.Name, next.Gives, next.Price, next.Tax = up.Plan, up.Name, up.Gives, up.Price, up.Tax
	order := o.order(r, &next, 0)
	order.Key = fmt.Sprintf("change %d %d %d", s.ID, p.ID, s.PaidUntil.Unix())
	if err := o.Card.Change(ctx, s.Ref, order); err != nil {
		return err
	}
	return o.change(ctx, s.ID, func(_ context.Context, s *ilbo.Subscription) error {
		s.Plan, s.Name, s.Gives, s.Price, s.Tax = up.Plan, up.Name, up.Gives, up.Price, up.Tax
		return nil
	})
}

// Happened follows what the provider tells. It may be told twice, at the same
// moment and in any order.
func (o *Office) Happened(ctx context.Context, h ilbo.Happening) error {
	if h.Kind == "" {
		return nil
	}
	var second bool // another subscription at the provider, for what has one
	var over bool   // it ended here before the provider began it: somebody left meanwhile
	err := o.change(ctx, h.Subscription, func(ctx context.Context, s *ilbo.Subscription) error {
		first, err := o.Store.Hear(ctx, h.ID, o.Clock())
		if err != nil || !first {
			return err
		}
		if second = h.Ref != "" && s.Ref != "" && h.Ref != s.Ref; second {
			return o.heardOfSecond(ctx, s, &h)
		}
		if s.Ref == "" && h.Ref != "" {
			s.Ref, over = h.Ref, !s.Ended.IsZero() && h.Kind != ilbo.WasEnded
			if s.PaidUntil.IsZero() && h.Kind != ilbo.WasCancelled {
				s.Cancelled = time.Time{} // an order that was given up here, and paid there all the same
			}
		}
		if s.Customer == "" && s.Reader != 0 {
			s.Customer = h.Customer
		}
		return o.heard(ctx, s, &h)
	})
	if err == nil && (over || second && (h.Kind == ilbo.WasBegun || h.Kind == ilbo.WasPaid)) && o.Card != nil {
		return o.Card.End(ctx, h.Ref)
	}
	return err
}

// heard does to a subscription what was told of it.
func (o *Office) heard(ctx context.Context, s *ilbo.Subscription, h *ilbo.Happening) error {
	switch h.Kind {
	case ilbo.WasBegun:
		return o.begun(ctx, s, h)
	case ilbo.WasPaid:
		return o.cardPaid(ctx, s, h)
	case ilbo.WasNotPaid:
		return o.tellReader(ctx, s, func(r *ilbo.Reader) ilbo.Letter { return o.notPaidLetter(r, s, h) })
	case ilbo.WasRefunded:
		return o.cardRefunded(ctx, h)
	case ilbo.WasDisputed:
		return o.tellPaper(ctx, "disputed "+h.Payment, fmt.Sprintf("A bank disputes a payment of %s", h.Amount.In(ilbo.English)),
			fmt.Sprintf("The payment %s of subscription %d is disputed. Look at it in the provider's pages and answer there in time.", h.Payment, s.ID))
	case ilbo.WasCancelled:
		if s.Cancelled.IsZero() {
			s.Cancelled = h.At
		}
	case ilbo.WasResumed:
		s.Cancelled = time.Time{}
	case ilbo.WasEnded:
		if s.Ended.IsZero() {
			s.Ended = h.At
		}
	}
	return nil
}

// heardOfSecond books what a second subscription took, and has somebody look: it
// is ended, and what was paid twice is for people to pay back.
func (o *Office) heardOfSecond(ctx context.Context, s *ilbo.Subscription, h *ilbo.Happening) error {
	if h.Kind != ilbo.WasPaid {
		return nil
	}
	until, anchor, trial := s.PaidUntil, s.Anchor, s.Trial
	if err := o.cardPaid(ctx, s, h); err != nil {
		return err
	}
	s.PaidUntil, s.Anchor, s.Trial = until, anchor, trial
	return o.tellPaper(ctx, "paid twice "+h.Payment, "A reader has paid twice",
		fmt.Sprintf("Subscription %d was begun twice at the provider. The second one, %s, is ended; refund its payment %s of %s.", s.ID, h.Ref, h.Payment, h.Amount.In(ilbo.English)))
}

func (o *Office) begun(ctx context.Context, s *ilbo.Subscription, h *ilbo.Happening) error {
	if h.To.IsZero() || !s.PaidUntil.IsZero() {
		return nil
	}
	s.Trial, s.PaidUntil = true, h.To
	return o.tellReader(ctx, s, func(r *ilbo.Reader) ilbo.Letter {
		if _, err := o.Store.BeginTrial(ctx, r.Email, o.Clock()); err != nil {
			return ilbo.Letter{} // which cannot be queued: the telling fails, and comes again
		}
		return o.trialLetter(r, s)
	})
}

// cardPaid books a payment at the provider, once.
func (o *Office) cardPaid(ctx context.Context, s *ilbo.Subscription, h *ilbo.Happening) error {
	from, to := h.From, h.To
	if to.IsZero() { // it was paid once, for the term that was ordered
		from = h.At
		to = o.after(s.Term, from, from)
	}
	i := ilbo.Invoice{Subscription: s.ID, Reader: s.Reader, For: s.Name, Amount: h.Amount, Tax: ilbo.TaxIn(h.Amount.Amount, s.Tax), From: from, To: to, By: ilbo.ByStripe, Ref: h.Payment, Made: h.At, Due: h.At, Paid: h.At}
	if h.Payment == "" || h.Amount.Amount == 0 { // a term that nothing was paid for: of what was left of a dearer plan
		o.extend(s, from, to)
		return nil
	}
	switch _, err := o.Store.InvoiceByRef(ctx, h.Payment); {
	case err == nil:
		o.extend(s, from, to)
		return nil
	case ilbo.KindOf(err) != ilbo.NotFound:
		return err
	}
	if err := o.Store.PutInvoice(ctx, &i); err != nil {
		return err
	}
	if err := o.Store.Enter(ctx, i.Issued()); err != nil {
		return err
	}
	return o.paid(ctx, s, &i)
}

// cardRefunded books what was paid back at the provider. A refund that is told
// before its payment waits: its telling comes again.
func (o *Office) cardRefunded(ctx context.Context, h *ilbo.Happening) error {
	i, err := o.Store.InvoiceByRef(ctx, h.Payment)
	if ilbo.KindOf(err) == ilbo.NotFound {
		return &ilbo.Error{Kind: ilbo.Busy, Say: "The payment that was refunded has not been told of yet.", Err: err}
	}
	if err != nil {
		return err
	}
	was := i.Refunded
	if i.Refunded = min(h.Amount.Amount, i.Amount.Amount); i.Refunded <= was {
		return nil // a later one was told before
	}
	if err := o.Store.PutInvoice(ctx, &i); err != nil {
		return err
	}
	return o.Store.Enter(ctx, i.Returned(was, h.At))
}

// tellReader sends whoever holds a subscription a letter.
func (o *Office) tellReader(ctx context.Context, s *ilbo.Subscription, letter func(r *ilbo.Reader) ilbo.Letter) error {
	if s.Reader == 0 {
		return nil
	}
	r, err := o.Store.Reader(ctx, s.Reader)
	if err != nil {
		return err
	}
	return o.Letters.QueueLetter(ctx, letter(&r))
}

// tellPaper sends the paper itself a letter, once.
func (o *Office) tellPaper(ctx context.Context, once, subject, say string) error {
	if o.Paper.Email == "" {
		return nil
	}
	return o.Letters.QueueLetter(ctx, ilbo.Letter{To: o.Paper.Email, Subject: subject, Text: say + "\n\n" + o.Base + "/newsroom/circulation\n", Language: ilbo.English, Once: once})
}
