package payment

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/stripe/stripe-go/v85"

	"ilbo.press"
)

// What Stripe keeps beside what the paper asked for, and gives back.
const (
	numberKey = "subscription"
	paperKey  = "paper"
)

// Checkout is the address at which a reader pays for an order. The same order with
// the same key, within a day, has the same address; one in another language, or of
// a reader who has changed their address, has another. A customer whom Stripe does
// not know is NotFound.
func (s *Stripe) Checkout(ctx context.Context, o ilbo.Order) (address string, err error) {
	if err := check(o); err != nil {
		return "", err
	}
	price := &stripe.CheckoutSessionCreateLineItemPriceDataParams{
		Currency: currency(o.Price), UnitAmount: &o.Price.Amount, TaxBehavior: stripe.String("inclusive"),
		ProductData: &stripe.CheckoutSessionCreateLineItemPriceDataProductDataParams{Name: &o.Name},
	}
	p := &stripe.CheckoutSessionCreateParams{
		Mode:              stripe.String(stripe.CheckoutSessionModePayment),
		LineItems:         []*stripe.CheckoutSessionCreateLineItemParams{{PriceData: price, Quantity: stripe.Int64(1)}},
		Locale:            locale(o.Language),
		SuccessURL:        &o.Paid,
		CancelURL:         &o.Back,
		ClientReferenceID: stripe.String(number(o.Subscription)),
		Metadata:          s.marks(o.Subscription),
		// What is paid is the price that was agreed, in its own currency.
		AdaptivePricing: &stripe.CheckoutSessionCreateAdaptivePricingParams{Enabled: stripe.Bool(false)},
	}
	if o.Customer != "" {
		p.Customer = &o.Customer
	} else if o.Email != "" {
		p.CustomerEmail = &o.Email
	}
	if o.Once {
		p.PaymentIntentData = &stripe.CheckoutSessionCreatePaymentIntentDataParams{Description: &o.Name, Metadata: s.marks(o.Subscription)}
	} else {
		p.Mode = stripe.String(stripe.CheckoutSessionModeSubscription)
		price.Recurring = &stripe.CheckoutSessionCreateLineItemPriceDataRecurringParams{Interval: interval(o.Term), IntervalCount: count(o.Term)}
		p.SubscriptionData = &stripe.CheckoutSessionCreateSubscriptionDataParams{Description: &o.Name, Metadata: s.marks(o.Subscription)}
		if o.Trial > 0 {
			p.SubscriptionData.TrialPeriodDays = stripe.Int64(int64(o.Trial))
		}
	}
	if p.IdempotencyKey, err = s.once("checkout", o.Key, o); err != nil {
		return "", err
	}
	session, err := s.api.V1CheckoutSessions.Create(ctx, p)
	if err != nil {
		return "", told("order "+number(o.Subscription), err)
	}
	return session.URL, nil
}

// Portal is the address at which a customer sees their cards and receipts. It is
// good for some minutes, and for who has it.
func (s *Stripe) Portal(ctx context.Context, customer, back string, l ilbo.Language) (address string, err error) {
	if err := known(customer, "cus_"); err != nil {
		return "", err
	}
	session, err := s.api.V1BillingPortalSessions.Create(ctx, &stripe.BillingPortalSessionCreateParams{
		Customer: &customer, ReturnURL: &back, Locale: locale(l),
	})
	if err != nil && strings.Contains(err.Error(), "default configuration") {
		return "", &ilbo.Error{Kind: ilbo.Internal, Say: "The customer portal is not set up at Stripe: its settings have to be saved there once.", Err: told("portal", err)}
	}
	if err != nil {
		return "", told("portal of "+customer, err)
	}
	return session.URL, nil
}

// The most that Stripe takes.
const (
	maxKey    = 255
	maxYears  = 3
	maxDays   = 3 * 365
	maxMonths = 3 * 12
)

// check says what Stripe would not take of an order.
func check(o ilbo.Order) error {
	switch {
	case o.Subscription <= 0 || o.Name == "":
		return invalid("An order is of a subscription, and has a name.")
	case !o.Price.Currency.Known() || o.Price.Amount <= 0:
		return invalid("Stripe asks for a price that is more than nothing.")
	case o.Once:
		return nil
	case o.Term.N < 1 || interval(o.Term) == nil:
		return invalid("A term is days, months or years.")
	case o.Term.Unit == ilbo.Years && o.Term.N > maxYears || o.Term.Unit == ilbo.Months && o.Term.N > maxMonths || o.Term.Unit == ilbo.Days && o.Term.N > maxDays:
		return invalid("Stripe renews a subscription at least every %d years.", maxYears)
	}
	return nil
}

// once is the key by which Stripe does a thing once. Those of other things, and of
// other papers in the account, are others. It is of all the terms: Stripe refuses
// other terms under a key that it knows.
func (s *Stripe) once(what, key string, terms any) (*string, error) {
	if key == "" || len(key) > maxKey {
		return nil, invalid("What Stripe is to do once has a key of at most %d characters.", maxKey)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%+v", what, s.paper, key, terms))
	key = what + "-" + hex.EncodeToString(sum[:])
	return &key, nil
}

// marks are what is kept beside what belongs to a subscription.
func (s *Stripe) marks(id ilbo.SubscriptionID) map[string]string {
	return map[string]string{numberKey: number(id), paperKey: s.paper}
}

// marked is the subscription that marks name; false where it is none of the paper's.
func (s *Stripe) marked(marks map[string]string) (ilbo.SubscriptionID, bool) {
	n, err := strconv.ParseInt(marks[numberKey], 10, 64)
	return ilbo.SubscriptionID(n), err == nil && n > 0 && marks[paperKey] == s.paper
}

func number(id ilbo.SubscriptionID) string { return strconv.FormatInt(int64(id), 10) }

func currency(m ilbo.Money) *string { return stripe.String(strings.ToLower(string(m.Currency))) }

// money is an amount of Stripe's. Its smallest units are the house's: a won is a
// won, and a dollar a hundred cents.
func money(amount int64, c stripe.Currency) ilbo.Money {
	return ilbo.Money{Amount: amount, Currency: ilbo.Currency(strings.ToUpper(string(c)))}
}

func locale(l ilbo.Language) *string {
	if l == ilbo.Korean {
		return stripe.String("ko")
	}
	return stripe.String("en")
}

// interval is what a term counts, nil where Stripe counts no such thing.
func interval(t ilbo.Term) *string {
	switch t.Unit {
	case ilbo.Days, ilbo.Months, ilbo.Years:
		return stripe.String(t.Unit)
	}
	return nil
}

func count(t ilbo.Term) *int64 { return stripe.Int64(int64(t.N)) }

// known says whether a name is one that Stripe gives to such things. It becomes
// part of an address.
func known(name, prefix string) error {
	if !strings.HasPrefix(name, prefix) || len(name) > maxKey || !plain(name) || strings.ContainsAny(name, "/+=.") {
		return &ilbo.Error{Kind: ilbo.NotFound, Say: "Stripe does not know what it was asked about."}
	}
	return nil
}
