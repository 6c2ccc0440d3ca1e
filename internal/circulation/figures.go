package circulation

import (
	"context"
	"slices"
	"time"

	"ilbo.press"
)

// Figures are how the paper sells: what is open now, and a year of months, the
// last the present one.
type Figures struct {
	Plans  []PlanFigure
	Months []MonthFigure
	// Now are the last thirty days, up to this moment, and Before the thirty before.
	Now, Before MonthFigure
}

// A PlanFigure counts the subscriptions to a plan by what they are now.
type PlanFigure struct {
	Plan   ilbo.Plan
	States map[ilbo.SubscriptionState]int
}

// A MonthFigure is what happened in a month of the paper, or as long.
type MonthFigure struct {
	Month  time.Time // its first moment
	Starts int       // subscriptions that opened for the first time
	Stops  int       // that closed
	Sales  []ilbo.Money
}

// monthsShown is how many months figures go back over.
const monthsShown = 12

// Figures counts now, for whoever sells.
func (o *Office) Figures(ctx context.Context, by *ilbo.Staff) (f Figures, err error) {
	if err := may(by); err != nil {
		return f, err
	}
	plans, err := o.Store.Plans(ctx)
	if err != nil {
		return f, err
	}
	at := map[ilbo.PlanID]int{}
	for i, p := range plans {
		at[p.ID] = i
		f.Plans = append(f.Plans, PlanFigure{p, map[ilbo.SubscriptionState]int{}})
	}
	now := o.Clock()
	y, m, _ := now.In(o.Paper.Zone).Date()
	for i := range monthsShown {
		f.Months = append(f.Months, MonthFigure{Month: time.Date(y, m-monthsShown+1+time.Month(i), 1, 0, 0, 0, 0, o.Paper.Zone)})
	}
	end := time.Date(y, m+1, 1, 0, 0, 0, 0, o.Paper.Zone)
	f.Now.Month, f.Before.Month = now.AddDate(0, 0, -daysCompared), now.AddDate(0, 0, -2*daysCompared)
	compared := func(t time.Time) *MonthFigure {
		switch {
		case t.After(now) || t.Before(f.Before.Month):
			return &MonthFigure{}
		case t.Before(f.Now.Month):
			return &f.Before
		}
		return &f.Now
	}
	month := func(t time.Time) *MonthFigure {
		if t.Before(f.Months[0].Month) || !t.Before(end) {
			return nil
		}
		i, found := slices.BinarySearchFunc(f.Months, t, func(m MonthFigure, t time.Time) int { return m.Month.Compare(t) })
		if !found {
			i--
		}
		return &f.Months[i]
	}
	if err := o.Store.EachSubscription(ctx, func(s *ilbo.Subscription) error {
		if s.Gift {
			return nil
		}
		if i, known := at[s.Plan]; known {
			f.Plans[i].States[s.State(now)]++
		}
		from, until := s.Open()
		if from.Equal(until) {
			return nil // it never opened anything
		}
		if in := month(from); in != nil {
			in.Starts++
		}
		compared(from).Starts++
		if in := month(until); in != nil && !now.Before(until) {
			in.Stops++
		}
		compared(until).Stops++
		return nil
	}); err != nil {
		return f, err
	}
	for i := range f.Months {
		to := end
		if i+1 < len(f.Months) {
			to = f.Months[i+1].Month
		}
		if f.Months[i].Sales, err = o.sales(ctx, f.Months[i].Month, to); err != nil {
			return f, err
		}
	}
	if f.Now.Sales, err = o.sales(ctx, f.Now.Month, now.Add(time.Millisecond)); err != nil {
		return f, err
	}
	f.Before.Sales, err = o.sales(ctx, f.Before.Month, f.Now.Month)
	return f, err
}

// sales are those from a moment until before another, by currency.
func (o *Office) sales(ctx context.Context, from, to time.Time) (sums []ilbo.Money, err error) {
	balances, err := o.Store.Balances(ctx, from, to)
	for _, b := range balances {
		if b.Account == ilbo.Sales && b.Sum.Amount != 0 {
			sums = append(sums, ilbo.Money{Amount: -b.Sum.Amount, Currency: b.Sum.Currency})
		}
	}
	return sums, err
}
