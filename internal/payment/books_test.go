package payment_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/teststripe"
)

const refunds = "POST /v1/refunds"

func TestRefundIsOfTheAmountAndOnce(t *testing.T) {
	f := newFar(t, teststripe.Start(t))
	s := open(t, options(f.URL))
	f.answers["GET /v1/payment_intents/pi_1"] = []answer{ok(`{"id":"pi_1","currency":"krw"}`)}
	if err := s.Refund(t.Context(), "pi_1", won(3000), "refund-1"); err != nil {
		t.Fatal(err)
	}
	r := f.last(t, refunds)
	r.wants(t, map[string]string{"payment_intent": "pi_1", "amount": "3000", "metadata[paper]": paper})
	first := r.header.Get("Idempotency-Key")
	if err := s.Refund(t.Context(), "pi_1", won(4000), "refund-1"); err != nil {
		t.Fatal(err)
	}
	if again := f.last(t, refunds).header.Get("Idempotency-Key"); !strings.HasPrefix(first, "refund-") || again != first { // Stripe refuses it
		t.Errorf("another amount goes under %q, and not %q", again, first)
	}
	if err := s.Refund(t.Context(), "pi_1", won(3000), "refund-2"); err != nil || f.last(t, refunds).header.Get("Idempotency-Key") == first {
		t.Errorf("another refund goes under the same key: %v", err)
	}
}

func TestRefundsThatCannotBe(t *testing.T) {
	f := newFar(t, "")
	s := open(t, options(f.URL))
	f.answers["GET /v1/payment_intents/pi_1"] = []answer{ok(`{"id":"pi_1","currency":"krw"}`)}
	f.answers["GET /v1/payment_intents/pi_2"] = []answer{{status: 404, body: missing}}
	for _, test := range []struct {
		name, payment string
		amount        ilbo.Money
		key           string
		kind          ilbo.Kind
	}{
		{"of nothing", "pi_1", won(0), "k", ilbo.Invalid},
		{"of less", "pi_1", won(-1), "k", ilbo.Invalid},
		{"without a key", "pi_1", won(1), "", ilbo.Invalid},
		{"in dollars", "pi_1", ilbo.Money{Amount: 1, Currency: ilbo.Dollar}, "k", ilbo.Conflict},
		{"of what never was", "pi_2", won(1), "k", ilbo.NotFound},
	} {
		if err := s.Refund(t.Context(), test.payment, test.amount, test.key); !errors.Is(err, test.kind) || ilbo.SayOf(err) == "" {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	for name, test := range map[string]struct {
		code string
		say  string
	}{
		"twice":    {`"code":"charge_already_refunded"`, "already"},
		"too much": {`"param":"amount"`, "less left"},
		"disputed": {`"code":"charge_disputed"`, "bank"},
	} {
		f.answers[refunds] = []answer{{status: 400, body: `{"error":{"type":"invalid_request_error","message":"No.",` + test.code + `}}`}}
		if err := s.Refund(t.Context(), "pi_1", won(1), "k"); !errors.Is(err, ilbo.Conflict) || !strings.Contains(ilbo.SayOf(err), test.say) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// charge is one of Stripe's.
func charge(n int, rest string) string {
	return fmt.Sprintf(`{"id":"ch_%d","object":"charge","status":"succeeded","captured":true,"currency":"krw","amount":9900,"amount_captured":9900,"amount_refunded":0,"created":%d,"payment_intent":"pi_%d","metadata":{}%s}`,
		n, told.Unix()-int64(n), n, rest)
}

func more(items ...string) answer {
	a := list(items...)
	a.body = strings.Replace(a.body, `"has_more":false`, `"has_more":true`, 1)
	return a
}

func TestPaymentsAreAllOfThePapersAndNoOthers(t *testing.T) {
	f := newFar(t, "")
	s := open(t, options(f.URL))
	ours := `,"metadata":{"subscription":"9","paper":"` + paper + `"}`
	f.answers["GET /v1/charges"] = []answer{
		more(charge(1, `,"amount_refunded":3000`), charge(2, ours), charge(3, `,"status":"failed"`)),
		more(charge(4, ""), charge(5, `,"payment_intent":null`), charge(6, `,"captured":false`)),
		list(charge(7, ""), charge(8, "")),
	}
	// Of the first it is known with the rest; of the seventh only when asked, as of
	// an invoice that was made long ago; the fourth is a shop's, the eighth another
	// paper's.
	f.answers["GET /v1/invoice_payments"] = []answer{
		more(forInvoice("pi_1", paper)), list(forInvoice("pi_8", "other-paper")),
		list(), list(forInvoice("pi_7", paper)),
	}
	var got []ilbo.Payment
	for p, err := range s.Payments(t.Context(), told.Add(-time.Hour), told) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, p)
	}
	at := func(n int) time.Time { return told.Add(-time.Duration(n) * time.Second) }
	if diff := cmp.Diff([]ilbo.Payment{
		{Ref: "pi_1", Subscription: 7, Amount: won(9900), Refunded: 3000, At: at(1)},
		{Ref: "pi_2", Subscription: 9, Amount: won(9900), At: at(2)},
		{Ref: "pi_7", Subscription: 7, Amount: won(9900), At: at(7)},
	}, got); diff != "" {
		t.Error(diff)
	}
	var after []string
	for _, r := range f.asked {
		if r.what == "GET /v1/charges" {
			after = append(after, r.form.Get("starting_after"))
			if r.form.Get("created[gte]") != fmt.Sprint(told.Unix()-3600) || r.form.Get("created[lt]") != fmt.Sprint(told.Unix()) || r.form.Get("limit") != "100" {
				t.Errorf("it was asked for %v", r.form)
			}
		}
	}
	if diff := cmp.Diff([]string{"", "ch_3", "ch_6"}, after); diff != "" {
		t.Error(diff)
	}
}

func TestPaymentsEndWithAnError(t *testing.T) {
	for _, what := range []string{"GET /v1/charges", "GET /v1/invoice_payments"} {
		f := newFar(t, "")
		f.answers["GET /v1/invoice_payments"] = []answer{list()}
		f.answers["GET /v1/charges"] = []answer{list()}
		f.answers[what] = []answer{failed(503, "api_error", "")}
		n := 0
		for _, err := range open(t, options(f.URL)).Payments(t.Context(), told, later) {
			if n++; !errors.Is(err, ilbo.Busy) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d were given", what, n)
		}
	}
	// And where whoever reads them has enough.
	f := newFar(t, "")
	f.answers["GET /v1/invoice_payments"] = []answer{list(forInvoice("pi_1", paper))}
	f.answers["GET /v1/charges"] = []answer{more(charge(1, ""))}
	for range open(t, options(f.URL)).Payments(t.Context(), told, later) {
		break
	}
	if asked := f.what(); len(asked) != 2 {
		t.Errorf("Stripe was asked to %v", asked)
	}
}

// TestStripeKnowsWhatItIsAskedFor has the mock check the requests of all lists.
func TestStripeKnowsWhatItIsAskedFor(t *testing.T) {
	mock := teststripe.Start(t)
	s := open(t, options(mock))
	for _, err := range s.Payments(t.Context(), told, later) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"customer.subscription.updated", "invoice.paid", "charge.refunded", "charge.dispute.created"} {
		changed := edits{}
		if name == "invoice.paid" {
			changed["data.object.lines.has_more"] = true
		}
		body := event(t, name, changed)
		if _, err := s.Happened(t.Context(), body, signed(body)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
