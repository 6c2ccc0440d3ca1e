package storetest

import (
	"context"
	"crypto/sha256"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ilbo.press"
)

var subscriptions = map[string]func(*testing.T, *paper){
	"a plan is kept, and the offers have an order": func(t *testing.T, p *paper) {
		second, first := p.plan(2), p.plan(1)
		all, err := p.Plans(p.ctx)
		p.must(err)
		p.same("offers", all, []ilbo.Plan{first, second})
		second.Order, second.Closed = 0, true
		p.must(p.PutPlan(p.ctx, &second))
		all, err = p.Plans(p.ctx)
		p.must(err)
		p.same("offers", all, []ilbo.Plan{second, first})
		found, err := p.Plan(p.ctx, first.ID)
		p.must(err)
		p.same("found", found, first)
		_, err = p.Plan(p.ctx, 99)
		p.refuses(err, ilbo.NotFound)
		p.refuses(p.PutPlan(p.ctx, &ilbo.Plan{ID: 99}), ilbo.NotFound)
	},
	"a subscription is found by its reader, its reference, and who is of its group": func(t *testing.T, p *paper) {
		plan := p.plan(1)
		mina := ilbo.Reader{Email: "mina@ilbo.example", Language: ilbo.Korean, Added: noon}
		p.must(p.PutReader(p.ctx, &mina))
		own := ilbo.Subscription{Reader: mina.ID, Plan: plan.ID, Name: plan.Name, Gives: plan.Gives, Term: plan.Term, Price: plan.Prices[0], Tax: 1000, By: ilbo.ByStripe,
			Began: noon, Anchor: noon.Add(time.Hour), PaidUntil: noon.AddDate(0, 1, 0), Trial: true, Cancelled: noon.Add(2 * time.Hour), Ended: noon.Add(3 * time.Hour), Customer: "cus_1", Ref: "sub_1"}
		p.must(p.PutSubscription(p.ctx, &own))
		school := ilbo.Subscription{Plan: plan.ID, By: ilbo.ByDesk, Began: noon, Group: &ilbo.Group{Name: "Hanguk", Domains: []string{"hanguk.ac.kr"}, Networks: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")},
			Seats: []string{"guest@ilbo.example"}, Most: 3}}
		p.must(p.PutSubscription(p.ctx, &school))
		bare := ilbo.Subscription{Plan: plan.ID, By: ilbo.ByInvoice, Began: noon}
		p.must(p.PutSubscription(p.ctx, &bare))
		for email, want := range map[string][]ilbo.Subscription{
			"guest@ilbo.example": {school}, "a@hanguk.ac.kr": {school}, "a@cs.hanguk.ac.kr": {school}, "a@nothanguk.ac.kr": nil, "@hanguk.ac.kr": {school}, "": nil, "hanguk.ac.kr": nil,
		} {
			found, err := p.SubscriptionsOf(p.ctx, ilbo.Reader{Email: email})
			p.must(err)
			p.same("of "+email, found, want)
		}
		found, err := p.SubscriptionsOf(p.ctx, mina)
		p.must(err)
		p.same("of their reader", found, []ilbo.Subscription{own})
		one, err := p.SubscriptionByRef(p.ctx, "sub_1")
		p.must(err)
		p.same("by reference", one, own)
		for _, ref := range []string{"", "sub_2"} {
			_, err = p.SubscriptionByRef(p.ctx, ref)
			p.refuses(err, ilbo.NotFound)
		}
		groups, err := p.Groups(p.ctx)
		p.must(err)
		p.same("groups", groups, []ilbo.Subscription{school})
		school.Group.Domains, school.Group.Seats = nil, nil
		p.must(p.PutSubscription(p.ctx, &school))
		found, err = p.SubscriptionsOf(p.ctx, ilbo.Reader{Email: "a@hanguk.ac.kr"})
		p.must(err)
		p.same("of who is of the group no more", len(found), 0)
		list, err := p.Subscribers(p.ctx, 0, 1<<40, 2)
		p.must(err)
		p.same("the newest", list, []ilbo.Subscription{bare, school})
		list, err = p.Subscribers(p.ctx, plan.ID, school.ID, 5)
		p.must(err)
		p.same("of the plan", list, []ilbo.Subscription{own})
		var each []ilbo.Subscription
		p.must(p.EachSubscription(p.ctx, func(u *ilbo.Subscription) error { each = append(each, *u); return nil }))
		p.same("each", each, []ilbo.Subscription{own, school, bare})
		p.refuses(p.EachSubscription(p.ctx, func(*ilbo.Subscription) error { return ilbo.Gone }), ilbo.Gone)
		_, err = p.Subscription(p.ctx, 99)
		p.refuses(err, ilbo.NotFound)
		_, err = p.HoldSubscription(p.ctx, 99)
		p.refuses(err, ilbo.NotFound)
	},
	"what is due is what goes on": func(t *testing.T, p *paper) {
		plan := p.plan(1)
		put := func(change func(*ilbo.Subscription)) ilbo.Subscription {
			u := ilbo.Subscription{Plan: plan.ID, By: ilbo.ByInvoice, Began: noon, PaidUntil: noon.Add(time.Hour)}
			change(&u)
			p.must(p.PutSubscription(p.ctx, &u))
			return u
		}
		first, second := put(func(*ilbo.Subscription) {}), put(func(*ilbo.Subscription) {})
		put(func(u *ilbo.Subscription) { u.PaidUntil = noon.Add(2 * time.Hour) })
		put(func(u *ilbo.Subscription) { u.PaidUntil = time.Time{} })
		put(func(u *ilbo.Subscription) { u.Cancelled = noon })
		put(func(u *ilbo.Subscription) { u.Ended = noon })
		due, err := p.SubscriptionsDue(p.ctx, noon.Add(2*time.Hour), 0, 1)
		p.must(err)
		p.same("due", due, []ilbo.Subscription{first})
		due, err = p.SubscriptionsDue(p.ctx, noon.Add(2*time.Hour), first.ID, 10)
		p.must(err)
		p.same("due next", due, []ilbo.Subscription{second})
	},
	"one at a time changes a subscription": func(t *testing.T, p *paper) {
		plan := p.plan(1)
		u := ilbo.Subscription{Plan: plan.ID, By: ilbo.ByInvoice, Began: noon, PaidUntil: noon}
		p.must(p.PutSubscription(p.ctx, &u))
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if err := p.Together(p.ctx, func(ctx context.Context) error {
					held, err := p.HoldSubscription(ctx, u.ID)
					if err != nil {
						return err
					}
					held.PaidUntil = held.PaidUntil.AddDate(0, 0, 1)
					return p.PutSubscription(ctx, &held)
				}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		found, err := p.Subscription(p.ctx, u.ID)
		p.must(err)
		p.same("paid until", found.PaidUntil, noon.AddDate(0, 0, 8))
	},
	"invoices have numbers without a gap": func(t *testing.T, p *paper) {
		plan := p.plan(1)
		u := ilbo.Subscription{Plan: plan.ID, Reader: 7, By: ilbo.ByInvoice, Began: noon}
		p.must(p.PutSubscription(p.ctx, &u))
		i := ilbo.Invoice{Subscription: u.ID, Reader: 7, For: ilbo.Words{ilbo.Korean: "디지털"}, Amount: ilbo.Money{Amount: 9900, Currency: ilbo.Won}, Tax: 900, From: noon, To: noon.AddDate(0, 1, 0), By: ilbo.ByInvoice,
			Made: noon, Due: noon.AddDate(0, 0, 14), Ref: "in_1", Upgrade: 3}
		p.must(p.PutInvoice(p.ctx, &i))
		p.refuses(p.Together(p.ctx, func(ctx context.Context) error {
			lost := i
			lost.ID, lost.Ref = 0, ""
			p.must(p.PutInvoice(ctx, &lost))
			return ilbo.Conflict
		}), ilbo.Conflict)
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				other := i
				other.ID, other.Ref, other.Reader = 0, "", 8
				if err := p.PutInvoice(p.ctx, &other); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		list, err := p.InvoicesOf(p.ctx, u.ID)
		p.must(err)
		for n, other := range list {
			p.same("number", other.ID, ilbo.InvoiceID(9-n))
		}
		same := i
		same.ID = 0
		if p.PutInvoice(p.ctx, &same) == nil {
			t.Error("two invoices have the same reference")
		}
		i.Paid, i.Refunded = noon.Add(time.Hour), 100
		p.must(p.PutInvoice(p.ctx, &i))
		found, err := p.Invoice(p.ctx, i.ID)
		p.must(err)
		p.same("found", found, i)
		found, err = p.InvoiceByRef(p.ctx, "in_1")
		p.must(err)
		p.same("by reference", found, i)
		list, err = p.InvoicesFor(p.ctx, 7)
		p.must(err)
		p.same("of its reader", list, []ilbo.Invoice{i})
		list, err = p.OpenInvoices(p.ctx, 100)
		p.must(err)
		p.same("open", len(list), 8)
		list, err = p.InvoicesPaid(p.ctx, ilbo.ByInvoice, noon, noon.Add(time.Hour))
		p.must(err)
		p.same("paid before", len(list), 0)
		list, err = p.InvoicesPaid(p.ctx, ilbo.ByInvoice, noon, noon.Add(time.Hour+1e6))
		p.must(err)
		p.same("paid", list, []ilbo.Invoice{i})
	},
	"the ledger balances": func(t *testing.T, p *paper) {
		i := ilbo.Invoice{ID: 1, Amount: ilbo.Money{Amount: 9900, Currency: ilbo.Won}, Tax: 900, By: ilbo.ByInvoice, Made: noon, Paid: noon.Add(time.Hour)}
		for range 2 { // the second time nothing is entered
			p.must(p.Enter(p.ctx, i.Issued()))
			p.must(p.Enter(p.ctx, i.Settled()))
		}
		on := func(from, to time.Time) map[ilbo.Account]int64 {
			all, err := p.Balances(p.ctx, from, to)
			p.must(err)
			sums := map[ilbo.Account]int64{}
			for _, b := range all {
				sums[b.Account] = b.Sum.Amount
				p.same("currency", b.Sum.Currency, ilbo.Won)
			}
			return sums
		}
		p.same("in all", on(time.Time{}, time.Time{}), map[ilbo.Account]int64{ilbo.Receivable: 0, ilbo.AtBank: 9900, ilbo.Sales: -9000, ilbo.TaxOwed: -900})
		p.same("of the first hour", on(noon, noon.Add(time.Hour)), map[ilbo.Account]int64{ilbo.Receivable: 9900, ilbo.Sales: -9000, ilbo.TaxOwed: -900})
		bad := i.Issued()
		bad.Once, bad.Postings[0].Amount = "by hand", 9901
		p.refuses(p.Enter(p.ctx, bad), ilbo.Internal)
		wrong, err := p.Unbalanced(p.ctx)
		p.must(err)
		p.same("unbalanced", len(wrong), 0)
	},
	"a voucher is used as often as it may be, and once by each": func(t *testing.T, p *paper) {
		plan := p.plan(1)
		v := ilbo.Voucher{Code: sha256.Sum256([]byte("AB12")), Hint: "12", Plan: plan.ID, Terms: 2, Most: 3, Until: noon.Add(time.Hour), Made: noon, By: "asha", Note: "fair"}
		p.must(p.PutVoucher(p.ctx, &v))
		var uses atomic.Int64
		var all sync.WaitGroup
		for n := range 12 {
			all.Go(func() {
				used, err := p.UseVoucher(p.ctx, v.ID, ilbo.ReaderID(1+n%6), noon)
				if err != nil {
					t.Error(err)
				}
				if used {
					uses.Add(1)
				}
			})
		}
		all.Wait()
		p.same("uses", uses.Load(), int64(3))
		v.Used = 3
		found, err := p.Voucher(p.ctx, v.Code)
		p.must(err)
		p.same("found", found, v)
		for name, change := range map[string]func(*ilbo.Voucher){"late": func(v *ilbo.Voucher) { v.Until = noon }, "closed": func(*ilbo.Voucher) {}} {
			other := ilbo.Voucher{Code: sha256.Sum256([]byte(name)), Plan: plan.ID, Terms: 1, Most: 1, Made: noon}
			change(&other)
			p.must(p.PutVoucher(p.ctx, &other))
			if name == "closed" {
				p.must(p.CloseVoucher(p.ctx, other.ID))
			}
			used, err := p.UseVoucher(p.ctx, other.ID, 1, noon)
			p.must(err)
			p.same(name, used, false)
		}
		list, err := p.Vouchers(p.ctx, 1<<40, 10)
		p.must(err)
		p.same("vouchers", len(list), 3)
		_, err = p.Voucher(p.ctx, ilbo.TokenDigest{})
		p.refuses(err, ilbo.NotFound)
		p.refuses(p.CloseVoucher(p.ctx, 99), ilbo.NotFound)
	},
	"a trial is given once to an address, and what a provider tells is heard once": func(t *testing.T, p *paper) {
		for _, want := range []bool{true, false} {
			had, err := p.HadTrial(p.ctx, "a@ilbo.example")
			p.must(err)
			p.same("had a trial", had, !want)
			first, err := p.BeginTrial(p.ctx, "a@ilbo.example", noon)
			p.must(err)
			p.same("first trial", first, want)
			heard, err := p.Hear(p.ctx, "evt_1", noon)
			p.must(err)
			p.same("first telling", heard, want)
			was, err := p.Heard(p.ctx, "evt_1")
			p.must(err)
			p.same("heard", was, true)
			was, err = p.Heard(p.ctx, "evt_2")
			p.must(err)
			p.same("heard of another", was, false)
		}
	},
}

// plan puts a plan on sale.
func (p *paper) plan(order int) ilbo.Plan {
	plan := ilbo.Plan{Name: ilbo.Words{ilbo.English: "Digital"}, Gives: ilbo.ToStories, Term: ilbo.Term{N: 1, Unit: ilbo.Months}, Prices: []ilbo.Money{{Amount: 9900, Currency: ilbo.Won}}, Order: order}
	p.must(p.PutPlan(p.ctx, &plan))
	return plan
}
