package payment_test

import (
	"errors"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/teststripe"
)

func monthly() ilbo.Order {
	return ilbo.Order{
		Subscription: 7, Name: "디지털", Price: ilbo.Money{Amount: 9900, Currency: ilbo.Won}, Term: ilbo.Term{N: 1, Unit: ilbo.Months},
		Email: "minji@example.com", Language: ilbo.Korean, Paid: "https://daily.example/ko/account/paid?s={CHECKOUT_SESSION_ID}", Back: "https://daily.example/ko/subscribe", Key: "first",
	}
}

func TestCheckoutAsksForWhatWasOrdered(t *testing.T) {
	f := newFar(t, teststripe.Start(t))
	s := open(t, options(f.URL))
	common := map[string]string{
		"locale": "ko", "success_url": monthly().Paid, "cancel_url": monthly().Back, "client_reference_id": "7",
		"metadata[subscription]": "7", "metadata[paper]": paper, "adaptive_pricing[enabled]": "false",
		"line_items[0][quantity]": "1", "line_items[0][price_data][product_data][name]": "디지털", "line_items[0][price_data][tax_behavior]": "inclusive",
	}
	for _, test := range []struct {
		name   string
		change func(*ilbo.Order)
		want   map[string]string
	}{
		{"monthly, in won", func(*ilbo.Order) {}, map[string]string{
			"mode": "subscription", "customer_email": "minji@example.com",
			"line_items[0][price_data][currency]": "krw", "line_items[0][price_data][unit_amount]": "9900",
			"line_items[0][price_data][recurring][interval]": "month", "line_items[0][price_data][recurring][interval_count]": "1",
			"subscription_data[metadata][subscription]": "7", "subscription_data[metadata][paper]": paper, "subscription_data[description]": "디지털",
		}},
		{"three years on trial, in dollars", func(o *ilbo.Order) {
			o.Price, o.Term, o.Trial, o.Customer, o.Language = ilbo.Money{Amount: 990, Currency: ilbo.Dollar}, ilbo.Term{N: 3, Unit: ilbo.Years}, 14, "cus_1", ilbo.English
		}, map[string]string{
			"mode": "subscription", "customer": "cus_1", "locale": "en",
			"line_items[0][price_data][currency]": "usd", "line_items[0][price_data][unit_amount]": "990",
			"line_items[0][price_data][recurring][interval]": "year", "line_items[0][price_data][recurring][interval_count]": "3",
			"subscription_data[metadata][subscription]": "7", "subscription_data[metadata][paper]": paper, "subscription_data[description]": "디지털",
			"subscription_data[trial_period_days]": "14",
		}},
		{"once", func(o *ilbo.Order) { o.Once, o.Term = true, ilbo.Term{N: 1, Unit: ilbo.Days} }, map[string]string{
			"mode": "payment", "customer_email": "minji@example.com",
			"line_items[0][price_data][currency]": "krw", "line_items[0][price_data][unit_amount]": "9900",
			"payment_intent_data[metadata][subscription]": "7", "payment_intent_data[metadata][paper]": paper, "payment_intent_data[description]": "디지털",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := monthly()
			test.change(&o)
			address, err := s.Checkout(t.Context(), o)
			if err != nil || !strings.HasPrefix(address, "https://checkout.stripe.com/") {
				t.Fatalf("%q: %v", address, err)
			}
			for name, value := range common {
				if _, ok := test.want[name]; !ok {
					test.want[name] = value
				}
			}
			r := f.last(t, "POST /v1/checkout/sessions")
			r.wants(t, test.want)
			if got := r.header.Get("Idempotency-Key"); !strings.HasPrefix(got, "checkout-") {
				t.Errorf("its key is %q", got)
			}
			if got := r.header.Get("Authorization"); got != "Bearer "+teststripe.Key {
				t.Errorf("it opens with %q", got)
			}
			if got := r.header.Get("Stripe-Version"); !strings.HasSuffix(got, ".dahlia") {
				t.Errorf("it is in version %q", got)
			}
			if r.header.Get("X-Stripe-Client-User-Agent") != "" || r.header.Get("User-Agent") != "Ilbo" {
				t.Errorf("it tells of the machine: %v", r.header)
			}
		})
	}
}

// TestOrdersAreOneByTheirKeyAndTerms has a reader come back to an order: as they
// were, in another language, by another key, and to another paper in the account.
func TestOrdersAreOneByTheirKeyAndTerms(t *testing.T) {
	f := newFar(t, "")
	f.answers[session] = []answer{ok(opened)}
	key := func(paper string, change func(*ilbo.Order)) string {
		o, order := options(f.URL), monthly()
		o.Paper = paper
		change(&order)
		if _, err := open(t, o).Checkout(t.Context(), order); err != nil {
			t.Fatal(err)
		}
		return f.last(t, session).header.Get("Idempotency-Key")
	}
	first := key(paper, func(*ilbo.Order) {})
	if again := key(paper, func(*ilbo.Order) {}); again != first {
		t.Errorf("the same order goes under %q and %q", first, again)
	}
	seen := map[string]string{first: "the first"}
	for name, other := range map[string]string{
		"in English":     key(paper, func(o *ilbo.Order) { o.Language = ilbo.English }),
		"by another key": key(paper, func(o *ilbo.Order) { o.Key = "second" }),
		"dearer":         key(paper, func(o *ilbo.Order) { o.Price.Amount++ }),
		"another's":      key("other-paper", func(*ilbo.Order) {}),
	} {
		if same, ok := seen[other]; ok || len(other) > 255 {
			t.Errorf("%s goes under the key of %s", name, same)
		}
		seen[other] = name
	}
}

func TestOrdersThatStripeWouldNotTakeAreRefused(t *testing.T) {
	f := newFar(t, "")
	s := open(t, options(f.URL))
	for name, change := range map[string]func(*ilbo.Order){
		"of nothing":         func(o *ilbo.Order) { o.Subscription = 0 },
		"without a name":     func(o *ilbo.Order) { o.Name = "" },
		"for nothing":        func(o *ilbo.Order) { o.Price.Amount = 0 },
		"in a coin of ours":  func(o *ilbo.Order) { o.Price.Currency = "XXX" },
		"without a term":     func(o *ilbo.Order) { o.Term = ilbo.Term{} },
		"by the fortnight":   func(o *ilbo.Order) { o.Term.Unit = "fortnight" },
		"for four years":     func(o *ilbo.Order) { o.Term = ilbo.Term{N: 4, Unit: ilbo.Years} },
		"without a key":      func(o *ilbo.Order) { o.Key = "" },
		"with a very long k": func(o *ilbo.Order) { o.Key = strings.Repeat("k", 256) },
	} {
		o := monthly()
		change(&o)
		if _, err := s.Checkout(t.Context(), o); !errors.Is(err, ilbo.Invalid) || ilbo.SayOf(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if asked := f.what(); len(asked) > 0 {
		t.Errorf("Stripe was asked to %v", asked)
	}
}

func TestPortalIsTheCustomers(t *testing.T) {
	f := newFar(t, teststripe.Start(t))
	s := open(t, options(f.URL))
	address, err := s.Portal(t.Context(), "cus_1", "https://daily.example/account", ilbo.Korean)
	if err != nil || address == "" {
		t.Fatalf("%q: %v", address, err)
	}
	f.last(t, "POST /v1/billing_portal/sessions").wants(t, map[string]string{"customer": "cus_1", "return_url": "https://daily.example/account", "locale": "ko"})

	f.answers["POST /v1/billing_portal/sessions"] = []answer{{status: 400, body: `{"error":{"type":"invalid_request_error","message":"No configuration provided and your live mode default configuration has not been created."}}`}}
	if _, err := s.Portal(t.Context(), "cus_1", "https://daily.example/account", ilbo.English); !strings.Contains(ilbo.SayOf(err), "portal is not set up") {
		t.Errorf("without settings: %v", err)
	}
}

// TestNamesThatStripeDidNotGiveGoNowhere has names lead to other addresses of the
// API than that of one thing.
func TestNamesThatStripeDidNotGiveGoNowhere(t *testing.T) {
	f := newFar(t, "")
	s := open(t, options(f.URL))
	for _, name := range []string{"", "sub_", "cus_/../x", "sub_../customers", "sub_1/items", "sub_1?x=1", "sub_ 1", "pi_1/cancel", "pi_\n", "7", "sub_" + strings.Repeat("x", 300)} {
		if name == "sub_" {
			continue // Stripe says that it does not know it
		}
		_, portal := s.Portal(t.Context(), name, "https://daily.example/", ilbo.English)
		for what, err := range map[string]error{
			"portal": portal, "cancel": s.Cancel(t.Context(), name), "resume": s.Resume(t.Context(), name), "end": s.End(t.Context(), name),
			"change": s.Change(t.Context(), name, monthly()), "refund": s.Refund(t.Context(), name, monthly().Price, "k"),
		} {
			if !errors.Is(err, ilbo.NotFound) {
				t.Errorf("%s of %q: %v", what, name, err)
			}
		}
	}
	if asked := f.what(); len(asked) > 0 {
		t.Errorf("Stripe was asked to %v", asked)
	}
}
