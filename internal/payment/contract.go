package payment

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"github.com/stripe/stripe-go/v85"

	"ilbo.press"
)

// Cancel lets a subscription run to the end of what is paid. Doing it twice is
// doing it once; what has ended already is Gone.
func (s *Stripe) Cancel(ctx context.Context, ref string) error {
	err := s.update(ctx, "cancel ", ref, &stripe.SubscriptionUpdateParams{CancelAtPeriodEnd: stripe.Bool(true)})
	if s.ended(ctx, ref, err) {
		return gone
	}
	return err
}

// Resume takes a cancellation back, before it comes to pass. One that was made at
// the portal stands elsewhere at Stripe than one of Cancel's. Doing it twice is
// doing it once; what has ended already is Gone.
func (s *Stripe) Resume(ctx context.Context, ref string) error {
	sub, err := s.subscription(ctx, "resume ", ref)
	if err != nil {
		return err
	}
	switch {
	case over(sub):
		return gone
	case sub.CancelAtPeriodEnd:
		return s.update(ctx, "resume ", ref, &stripe.SubscriptionUpdateParams{CancelAtPeriodEnd: stripe.Bool(false)})
	case sub.CancelAt != 0:
		return s.update(ctx, "resume ", ref, &stripe.SubscriptionUpdateParams{
			UnsetFields: []stripe.SubscriptionUpdateParamsUnsetField{stripe.SubscriptionUpdateParamsUnsetFieldCancelAt},
		})
	}
	return nil
}

// End ends a subscription at once. Nothing is paid back by it, and nothing asked
// for. Doing it twice is doing it once.
func (s *Stripe) End(ctx context.Context, ref string) error {
	if err := known(ref, "sub_"); err != nil {
		return err
	}
	_, err := s.api.V1Subscriptions.Cancel(ctx, ref, &stripe.SubscriptionCancelParams{InvoiceNow: stripe.Bool(false), Prorate: stripe.Bool(false)})
	if err == nil {
		return nil
	}
	err = told("end "+ref, err)
	if s.ended(ctx, ref, err) {
		return nil
	}
	return err
}

// ended reports whether something could not be done to a subscription because that
// has ended: Stripe says then that it does not know it, or what was asked.
func (s *Stripe) ended(ctx context.Context, ref string, err error) bool {
	if err == nil || errors.Is(err, ilbo.Busy) {
		return false
	}
	sub, err := s.subscription(ctx, "look at ", ref)
	return err == nil && over(sub)
}

// Change puts a subscription on the price and the term of an order from now on.
// What is left of what was paid counts: where the new is dearer the difference is
// asked for at once, and nothing changes unless it is paid; otherwise the next
// invoice is less. A change to what is there already does nothing, so that doing
// it twice is doing it once: two at the same moment come to one difference, and to
// another of nothing. The key of the order is not used: under it Stripe would
// remember a [ilbo.Decline], and say it again of another card.
func (s *Stripe) Change(ctx context.Context, ref string, o ilbo.Order) error {
	if err := check(o); err != nil {
		return err
	}
	if o.Once {
		return invalid("What is renewed is not changed to what is paid once.")
	}
	sub, err := s.subscription(ctx, "change ", ref)
	if err != nil {
		return err
	}
	if over(sub) {
		return gone
	}
	if sub.Items == nil || len(sub.Items.Data) != 1 || sub.Items.Data[0].Price == nil || sub.Items.Data[0].Price.Recurring == nil {
		return &ilbo.Error{Kind: ilbo.Conflict, Say: "This subscription was changed at Stripe to what the paper does not sell: change it there."}
	}
	item := sub.Items.Data[0]
	if !strings.EqualFold(string(item.Price.Currency), string(o.Price.Currency)) {
		return invalid("A subscription stays in the currency that it began in.")
	}
	product := s.productID(o.Name)
	if same(item, product, o) {
		return nil
	}
	if err := s.product(ctx, product, o.Name); err != nil {
		return err
	}
	p := &stripe.SubscriptionUpdateParams{
		Description: &o.Name,
		Items: []*stripe.SubscriptionUpdateItemParams{{ID: &item.ID, PriceData: &stripe.SubscriptionUpdateItemPriceDataParams{
			Currency: currency(o.Price), UnitAmount: &o.Price.Amount, Product: &product, TaxBehavior: stripe.String("inclusive"),
			Recurring: &stripe.SubscriptionUpdateItemPriceDataRecurringParams{Interval: interval(o.Term), IntervalCount: count(o.Term)},
		}}},
		ProrationBehavior: stripe.String("create_prorations"),
		PaymentBehavior:   stripe.String("error_if_incomplete"),
	}
	if dearer(item.Price, o) {
		p.ProrationBehavior = stripe.String("always_invoice")
	}
	return s.update(ctx, "change ", ref, p)
}

var gone = &ilbo.Error{Kind: ilbo.Gone, Say: "This subscription has ended."}

// over reports whether a subscription has ended, or never came to be.
func over(sub *stripe.Subscription) bool {
	return sub.Status == stripe.SubscriptionStatusCanceled || sub.Status == stripe.SubscriptionStatusIncompleteExpired
}

// subscription is what Stripe has under a name.
func (s *Stripe) subscription(ctx context.Context, doing, ref string) (*stripe.Subscription, error) {
	if err := known(ref, "sub_"); err != nil {
		return nil, err
	}
	sub, err := s.api.V1Subscriptions.Retrieve(ctx, ref, nil)
	if err != nil {
		return nil, told(doing+ref, err)
	}
	return sub, nil
}

func (s *Stripe) update(ctx context.Context, doing, ref string, p *stripe.SubscriptionUpdateParams) error {
	if err := known(ref, "sub_"); err != nil {
		return err
	}
	if _, err := s.api.V1Subscriptions.Update(ctx, ref, p); err != nil {
		return told(doing+ref, err)
	}
	return nil
}

// productID is the name of what is sold under a name, as long as that is the same.
func (s *Stripe) productID(name string) string {
	sum := sha256.Sum256([]byte(s.paper + "\x00" + name))
	return "ilbo_" + hex.EncodeToString(sum[:12])
}

// product makes what a price is of, unless it is there: a subscription is changed
// to the price of a product, and only a new one takes the name along.
func (s *Stripe) product(ctx context.Context, id, name string) error {
	_, err := s.api.V1Products.Create(ctx, &stripe.ProductCreateParams{ID: &id, Name: &name, Metadata: map[string]string{paperKey: s.paper}})
	var e *stripe.Error
	if err == nil || errors.As(err, &e) && e.Code == stripe.ErrorCodeResourceAlreadyExists {
		return nil
	}
	return told("product "+id, err)
}

// same reports whether an item of a subscription is what an order asks for.
func same(item *stripe.SubscriptionItem, product string, o ilbo.Order) bool {
	p := item.Price
	return p.Product != nil && p.Product.ID == product && p.UnitAmount == o.Price.Amount &&
		string(p.Recurring.Interval) == string(o.Term.Unit) && p.Recurring.IntervalCount == int64(o.Term.N)
}

// dearer reports whether an order costs more than a price for the same time.
func dearer(p *stripe.Price, o ilbo.Order) bool {
	return o.Price.Amount*hours[string(p.Recurring.Interval)]*p.Recurring.IntervalCount > p.UnitAmount*hours[string(o.Term.Unit)]*int64(o.Term.N)
}

// hours are how long the units are, months and years on average over four years
// and rounded: a year is twelve months.
var hours = map[string]int64{"day": 24, "week": 7 * 24, "month": 730, "year": 12 * 730}
