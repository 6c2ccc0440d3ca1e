package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"time"

	"ilbo.press"
)

// The sample's figures are of its own invention, and the same each time: an audience
// that grows, stories that are read to the end by some tastes and left early by
// others, a meter that sells.

// tasteOf is a number below n that is always the same for a text.
func tasteOf(text string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(text))
	return int(h.Sum32() % uint32(n))
}

// sampleDays is for how many days before today the sample was read.
const sampleDays = 60

// sampleReads gives the sample an audience, so that its fronts show what is read
// most: newer stories more than older ones, and each by a taste.
func (h *house) sampleReads(ctx context.Context) error {
	now, zone := h.clock(), h.conf.Paper.Zone
	hours, depths := map[time.Time]map[ilbo.StoryID]int{}, map[string]map[ilbo.StoryID]ilbo.Depth{}
	for _, l := range h.conf.Paper.Languages {
		list, err := h.store.Teasers(ctx, ilbo.Selection{Language: l, Limit: 60}, now)
		if err != nil {
			return err
		}
		for i, t := range list {
			slug := string(t.Path[strings.LastIndexByte(string(t.Path), '/'):])
			first := (len(list) - i) * (20 + tasteOf(slug, 100)) // day, on which it is read most
			age := int(now.Sub(t.Published).Hours() / 24)
			for back := range min(age, sampleDays) + 1 {
				at := now.Add(-time.Duration(back) * 24 * time.Hour)
				n := int(float64(first) * math.Pow(0.7, float64(age-back)))
				if n == 0 {
					continue
				}
				hour, day := at.UTC().Truncate(time.Hour), at.In(zone).Format(time.DateOnly)
				if hours[hour] == nil {
					hours[hour], depths[day] = map[ilbo.StoryID]int{}, map[ilbo.StoryID]ilbo.Depth{}
				}
				hours[hour][t.ID], depths[day][t.ID] = n, sampleDepth(slug, n)
			}
		}
	}
	for hour, reads := range hours {
		if err := h.store.AddReads(ctx, reads, hour); err != nil {
			return err
		}
	}
	for day, depth := range depths {
		if err := h.store.AddDepth(ctx, day, depth); err != nil {
			return err
		}
	}
	return h.fronts.SumReads(ctx, zone)
}

// sampleDepth is how far so many readings of a story got.
func sampleDepth(slug string, n int) (d ilbo.Depth) {
	d.Told = n * 9 / 10
	part := 0.97
	for i := range d.Quarters {
		part *= 0.72 + float64(tasteOf(slug+fmt.Sprint(i), 25))/100
		d.Quarters[i] = int(float64(d.Told) * part)
	}
	part = 1
	for i := range d.Times {
		part *= 0.55 + float64(tasteOf(slug+fmt.Sprint("t", i), 38))/100
		d.Times[i] = int(float64(d.Told) * part)
	}
	return d
}

// sampleMeter has the meter met for some months, at the stories that are locked.
func (h *house) sampleMeter(ctx context.Context) error {
	now := h.clock().In(h.conf.Paper.Zone)
	var locked []ilbo.StoryID
	for _, l := range h.conf.Paper.Languages {
		list, err := h.store.Teasers(ctx, ilbo.Selection{Language: l, Limit: 200}, now)
		if err != nil {
			return err
		}
		for _, t := range list {
			if t.Access.Locked() {
				locked = append(locked, t.ID)
			}
		}
	}
	if len(locked) == 0 {
		return nil
	}
	var counts []ilbo.MeterCount
	for back := range 365 {
		day := now.AddDate(0, 0, -back).Format(time.DateOnly)
		grown := 1.6 - float64(back)/365
		for i, id := range locked {
			taste := tasteOf(fmt.Sprint(day, i), 100)
			doors := int(grown * float64(taste) / 4 / float64(i%5+1))
			for _, c := range []ilbo.MeterCount{
				{Step: ilbo.LastFree, N: doors * (110 + taste) / 100}, {Step: ilbo.AtDoor, N: doors}, {Step: ilbo.JoinedIn, N: some(doors*(60+i%4*20), day, i, "joined")},
				{Step: ilbo.Ordered, N: some(doors*(18+i%5*8), day, i, "ordered")}, {Step: ilbo.Subscribed, N: some(doors*(9+i%5*4), day, i, "ordered")},
			} {
				if c.Day, c.Story = day, id; c.N > 0 {
					counts = append(counts, c)
				}
			}
		}
	}
	return h.store.AddMeterCounts(ctx, counts)
}

// some is a number of thousandths, rounded by what is always the same, so that small
// parts of small numbers are not nothing.
func some(thousandths int, of ...any) int {
	return (thousandths + tasteOf(fmt.Sprint(of...), 1_000)) / 1_000
}

// sampleReaders is how many people the sample was sold to.
const sampleReaders = 64

// sampleSales has the sample sold for a year, to people whom it invents.
func (h *house) sampleSales(ctx context.Context) error {
	now := h.clock()
	plans, err := h.store.Plans(ctx)
	if err != nil {
		return err
	}
	return h.store.Together(ctx, func(ctx context.Context) error {
		for i := range sampleReaders {
			taste := tasteOf(fmt.Sprint("sale", i), 1_000)
			began := now.AddDate(0, 0, -int(360*math.Pow(float64(i)/sampleReaders, 1.4))).Add(-time.Duration(taste) * time.Minute)
			r := ilbo.Reader{Email: sampleAddress(i), Language: h.conf.Paper.Languages[i%len(h.conf.Paper.Languages)], Added: began}
			if err := h.store.PutReader(ctx, &r); err != nil {
				return err
			}
			plan := plans[[]int{0, 0, 0, 1, 1, 2, 3}[taste%7]%len(plans)]
			s := ilbo.Subscription{Reader: r.ID, Plan: plan.ID, Name: plan.Name, Gives: plan.Gives, Term: plan.Term, Tax: plan.Tax, By: ilbo.ByStripe, Began: began}
			s.Price, _ = plan.Price(ilbo.Won)
			s.PaidUntil = began
			if plan.Trial > 0 {
				s.PaidUntil, s.Trial = began.AddDate(0, 0, plan.Trial), true
			}
			if err := h.sampleTerms(ctx, &s, now, taste); err != nil {
				return err
			}
		}
		return nil
	})
}

// sampleTerms has a subscription paid, term by term, until somebody had enough.
func (h *house) sampleTerms(ctx context.Context, s *ilbo.Subscription, now time.Time, taste int) error {
	if err := h.store.PutSubscription(ctx, s); err != nil {
		return err
	}
	most := 99
	if taste%3 == 0 {
		most = taste % 5 // terms, and then they end it
	}
	for term := 0; s.PaidUntil.Before(now) && term < most; term++ {
		i := ilbo.Invoice{Subscription: s.ID, Reader: s.Reader, For: s.Name, Amount: s.Price, Tax: ilbo.TaxIn(s.Price.Amount, s.Tax), By: s.By,
			From: s.PaidUntil, To: s.Term.After(s.PaidUntil, s.PaidUntil), Made: s.PaidUntil, Due: s.PaidUntil, Paid: s.PaidUntil}
		if err := h.store.PutInvoice(ctx, &i); err != nil {
			return err
		}
		for _, e := range []ilbo.LedgerEntry{i.Issued(), i.Settled()} {
			if err := h.store.Enter(ctx, e); err != nil {
				return err
			}
		}
		if s.Anchor.IsZero() {
			s.Anchor = i.From
		}
		s.PaidUntil, s.Trial = i.To, false
	}
	if s.PaidUntil.Before(now) || most < 99 {
		s.Cancelled = s.PaidUntil.AddDate(0, 0, -3)
		if s.Cancelled.After(now) {
			s.Cancelled = now.AddDate(0, 0, -1)
		}
	}
	return h.store.PutSubscription(ctx, s)
}

// sampleAddress is one at which there is nobody.
func sampleAddress(i int) string { return fmt.Sprintf("reader-%d@example.net", i+1) }

// sampleMailed is for how many days the sample's newsletters were sent.
const sampleMailed = 24

// sampleMailings has the sample's newsletters sent for some weeks. Nobody is at the
// addresses, so that no letter goes to them from now on.
func (h *house) sampleMailings(ctx context.Context) error {
	now := h.clock()
	all, err := h.store.Newsletters(ctx)
	if err != nil {
		return err
	}
	return h.store.Together(ctx, func(ctx context.Context) error {
		for _, n := range all {
			if err := h.sampleMailing(ctx, n, now); err != nil {
				return err
			}
		}
		for i := range sampleReaders {
			if err := h.store.Suppress(ctx, sampleAddress(i), ilbo.Bounced, now); err != nil {
				return err
			}
		}
		return nil
	})
}

func (h *house) sampleMailing(ctx context.Context, n ilbo.Newsletter, now time.Time) error {
	zone := h.conf.Paper.Zone
	for i := range sampleReaders {
		if tasteOf(fmt.Sprint(n.ID, "takes", i), 3) == 0 {
			continue
		}
		r := ilbo.Recipient{Newsletter: n.ID, Address: sampleAddress(i), Zone: zone.String(), Key: fmt.Sprintf("sample-%d-%d", n.ID, i), Confirmed: now.AddDate(0, 0, -2*sampleMailed)}
		if err := h.store.PutRecipient(ctx, r); err != nil {
			return err
		}
	}
	opens := map[int64]int{}
	for back := sampleMailed; back > 0; back-- {
		at := now.In(zone).AddDate(0, 0, -back)
		if !n.Days.Has(at.Weekday()) {
			continue
		}
		m, err := h.store.Mailing(ctx, n.ID, at.Format(time.DateOnly))
		if err != nil {
			return err
		}
		to, err := h.store.ClaimRecipients(ctx, m, zone.String(), 0, at, at, sampleReaders)
		if err != nil {
			return err
		}
		var sent []ilbo.Delivery
		for i, r := range to {
			d := ilbo.Delivery{Recipient: r.ID, State: ilbo.Sent}
			if tasteOf(fmt.Sprint(m.Day, i), 60) == 0 {
				d.State, d.Reply = ilbo.Rejected, "550 5.2.2 mailbox full"
			}
			sent = append(sent, d)
		}
		if err := h.store.EndDeliveries(ctx, m.ID, sent); err != nil {
			return err
		}
		if back%4 == 0 && len(to) > 0 {
			if err := h.store.EndRecipient(ctx, to[tasteOf(m.Day, len(to))].ID, at); err != nil {
				return err
			}
		}
		opens[m.ID] = len(to) * (45 + tasteOf(m.Day, 25)) / 100
	}
	return h.store.AddOpens(ctx, opens) // of those that count them
}
