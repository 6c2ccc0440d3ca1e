package circulation

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

// PutPlan adds a plan where the ID is 0, or changes what is sold from now on.
func (o *Office) PutPlan(ctx context.Context, by *ilbo.Staff, p ilbo.Plan) (ilbo.PlanID, error) {
	if err := may(by); err != nil {
		return 0, err
	}
	for l, text := range p.Name {
		p.Name[l] = ilbo.Clean(text)
	}
	for l, text := range p.Say {
		p.Say[l] = ilbo.Clean(text)
	}
	if err := p.Check(); err != nil {
		return 0, err
	}
	err := o.Store.Together(ctx, func(ctx context.Context) error {
		if err := o.Store.PutPlan(ctx, &p); err != nil {
			return err
		}
		return o.Store.Audit(ctx, ilbo.AuditEntry{At: o.Clock(), Who: by.Login, Deed: ilbo.DeedPlan, On: fmt.Sprintf("plan:%d", p.ID), Detail: p.Name.In(ilbo.English)})
	})
	return p.ID, err
}

// A Contract is a subscription that the desk makes: of a group, or as a present of
// the paper to a reader.
type Contract struct {
	ID    ilbo.SubscriptionID // zero: a new one
	Plan  ilbo.PlanID
	Email string // of the reader whom it is for; empty: a group's
	Until time.Time
	Group *ilbo.Group
}

// PutContract makes a contract, or changes its group and its end.
func (o *Office) PutContract(ctx context.Context, by *ilbo.Staff, c Contract) (id ilbo.SubscriptionID, err error) {
	if err := may(by); err != nil {
		return 0, err
	}
	now := o.Clock()
	if !c.Until.After(now) {
		return 0, &ilbo.Error{Kind: ilbo.Invalid, Say: "A contract ends on a day to come."}
	}
	if c.Group != nil {
		if err := c.Group.Check(); err != nil {
			return 0, err
		}
	}
	var reader ilbo.ReaderID
	err = o.Store.Together(ctx, func(ctx context.Context) error {
		s := ilbo.Subscription{By: ilbo.ByDesk, Once: true, Began: now, Anchor: now}
		if c.ID != 0 {
			if s, err = o.Store.HoldSubscription(ctx, c.ID); err != nil {
				return err
			}
			if s.By != ilbo.ByDesk {
				return refuse(ilbo.Conflict, NotNow, "That subscription is its reader's own.")
			}
		} else {
			p, err := o.Store.Plan(ctx, c.Plan)
			if err != nil {
				return err
			}
			s.Plan, s.Name, s.Gives, s.Term = p.ID, p.Name, p.Gives, p.Term
			if c.Group == nil {
				r, err := o.Store.ReaderByEmail(ctx, c.Email)
				if err != nil {
					return err
				}
				s.Reader = r.ID
			}
		}
		s.PaidUntil, s.Ended, s.Group, reader = c.Until, time.Time{}, c.Group, s.Reader
		if err := o.Store.PutSubscription(ctx, &s); err != nil {
			return err
		}
		id = s.ID
		return o.Store.Audit(ctx, ilbo.AuditEntry{At: now, Who: by.Login, Deed: ilbo.DeedContract, On: fmt.Sprintf("subscription:%d", id), Detail: s.Name.In(ilbo.English)})
	})
	o.tell(reader, true)
	return id, err
}

// End ends a subscription at once, whatever is paid. It may be done twice.
func (o *Office) End(ctx context.Context, by *ilbo.Staff, id ilbo.SubscriptionID) error {
	if err := may(by); err != nil {
		return err
	}
	if err := o.atProvider(ctx, 0, id, func(s *ilbo.Subscription) error { return o.Card.End(ctx, s.Ref) }); err != nil {
		return err
	}
	return o.change(ctx, id, func(ctx context.Context, s *ilbo.Subscription) error {
		if !s.Ended.IsZero() {
			return nil
		}
		s.Ended = o.Clock()
		if err := o.void(ctx, s.ID); err != nil {
			return err
		}
		return o.Store.Audit(ctx, ilbo.AuditEntry{At: s.Ended, Who: by.Login, Deed: ilbo.DeedEnd, On: fmt.Sprintf("subscription:%d", id)})
	})
}

// Leave ends what a reader holds, in the transaction of ctx, and takes their name
// off it: what was paid stays in the books without them.
func (o *Office) Leave(ctx context.Context, r ilbo.Reader) error {
	all, err := o.Store.SubscriptionsOf(ctx, r)
	if err != nil {
		return err
	}
	for i := range all {
		s := &all[i]
		if s.Reader != r.ID {
			continue
		}
		if s.Ended.IsZero() {
			s.Ended = o.Clock()
			if s.By == ilbo.ByStripe && s.Ref != "" {
				if err := o.Store.EndAtProvider(ctx, s.Ref); err != nil {
					return err
				}
			}
		}
		if err := o.void(ctx, s.ID); err != nil {
			return err
		}
		s.Reader, s.Customer = 0, ""
		if err := o.Store.PutSubscription(ctx, s); err != nil {
			return err
		}
	}
	invoices, err := o.Store.InvoicesFor(ctx, r.ID)
	if err != nil {
		return err
	}
	for i := range invoices {
		invoices[i].Reader = 0
		if err := o.Store.PutInvoice(ctx, &invoices[i]); err != nil {
			return err
		}
	}
	return nil
}
