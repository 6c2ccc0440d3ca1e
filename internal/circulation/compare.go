package circulation

import (
	"context"
	"fmt"
	"strings"
	"time"

	"ilbo.press"
)

// Compare looks at the payments of a day in the provider's books and in ours, and
// gives a sentence for each difference.
func (o *Office) Compare(ctx context.Context, from, to time.Time) (differences []string, err error) {
	if o.Card == nil {
		return nil, noCard
	}
	ours, err := o.Store.InvoicesPaid(ctx, ilbo.ByStripe, from.Add(-slack), to.Add(slack))
	if err != nil {
		return nil, err
	}
	known := map[string]ilbo.Invoice{}
	for _, i := range ours {
		known[i.Ref] = i
	}
	for p, err := range o.Card.Payments(ctx, from, to) {
		if err != nil {
			return nil, err
		}
		i, ok := known[p.Ref]
		if !ok {
			if i, err = o.Store.InvoiceByRef(ctx, p.Ref); err != nil && ilbo.KindOf(err) != ilbo.NotFound {
				return nil, err
			}
			ok = err == nil
		}
		delete(known, p.Ref)
		switch {
		case !ok:
			differences = append(differences, fmt.Sprintf("%s: %s was paid for subscription %d, and is not in our books.", p.Ref, p.Amount.In(ilbo.English), p.Subscription))
		case i.Amount != p.Amount:
			differences = append(differences, fmt.Sprintf("%s: %s was paid, and invoice %d says %s.", p.Ref, p.Amount.In(ilbo.English), i.ID, i.Amount.In(ilbo.English)))
		case i.Refunded != p.Refunded:
			differences = append(differences, fmt.Sprintf("%s: %s was refunded, and invoice %d says %s.", p.Ref, ilbo.Money{Amount: p.Refunded, Currency: p.Amount.Currency}.In(ilbo.English), i.ID, ilbo.Money{Amount: i.Refunded, Currency: p.Amount.Currency}.In(ilbo.English)))
		}
	}
	for _, i := range ours {
		if _, left := known[i.Ref]; left && !i.Paid.Before(from) && i.Paid.Before(to) {
			differences = append(differences, fmt.Sprintf("%s: invoice %d says that %s was paid, and the provider has no such payment.", i.Ref, i.ID, i.Amount.In(ilbo.English)))
		}
	}
	return differences, nil
}

// slack is by how much a payment's moment may differ between the books: the
// provider tells of it after it was made.
const slack = 24 * time.Hour

// compareAfter is how late in the paper's day the day before is compared: whatever
// was told late has come by then.
const compareAfter = 4

// CompareYesterday compares the day before, once in the whole house, and writes to
// the paper's own address where the books differ.
func (o *Office) CompareYesterday(ctx context.Context) error {
	now := o.Clock().In(o.Paper.Zone)
	if o.Card == nil || now.Hour() < compareAfter {
		return nil
	}
	to := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, o.Paper.Zone)
	from := to.AddDate(0, 0, -1)
	name := "books of " + from.Format(time.DateOnly)
	if done, err := o.Store.Heard(ctx, name); err != nil || done {
		return err
	}
	differences, err := o.Compare(ctx, from, to)
	if err != nil {
		return err
	}
	return o.Store.Together(ctx, func(ctx context.Context) error {
		if first, err := o.Store.Hear(ctx, name, now); err != nil || !first || len(differences) == 0 {
			return err
		}
		return o.tellPaper(ctx, name, fmt.Sprintf("%d differences with the payment provider on %s", len(differences), from.Format(time.DateOnly)), strings.Join(differences, "\n"))
	})
}
