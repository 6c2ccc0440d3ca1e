package payment_test

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/payment"
	"ilbo.press/internal/teststripe"
)

// edits are values to put into an event, by their place: data.object.mode.
type edits map[string]any

// event is one of testdata, changed.
func event(t testing.TB, name string, changed edits) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "events", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var e map[string]any
	if err := json.Unmarshal(text, &e); err != nil {
		t.Fatal(err)
	}
	for _, place := range slices.Sorted(maps.Keys(changed)) {
		steps := strings.Split(place, ".")
		put(t, e, steps, changed[place])
	}
	text, err = json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func put(t testing.TB, in any, steps []string, value any) {
	t.Helper()
	switch in := in.(type) {
	case map[string]any:
		if len(steps) == 1 {
			in[steps[0]] = value
			return
		}
		put(t, in[steps[0]], steps[1:], value)
	case []any:
		n, err := strconv.Atoi(steps[0])
		if err != nil || n >= len(in) {
			t.Fatalf("no place %v", steps)
		}
		if len(steps) == 1 {
			in[n] = value
			return
		}
		put(t, in[n], steps[1:], value)
	default:
		t.Fatalf("no place %v", steps)
	}
}

func signed(body []byte) string { return teststripe.Sign(body, now, teststripe.WebhookSecret) }

// Lists as Stripe answers with them.
func list(items ...string) answer {
	return ok(`{"object":"list","has_more":false,"url":"/v1/x","data":[` + strings.Join(items, ",") + `]}`)
}

// paidBy is how a payment paid an invoice.
func paidBy(payment string, amount string) string {
	return `{"id":"inpay_` + payment + `","object":"invoice_payment","status":"paid","is_default":true,"currency":"krw","amount_paid":` + amount + `,"invoice":"in_1","payment":{"type":"payment_intent","payment_intent":"` + payment + `"}}`
}

// forInvoice is the same with the invoice of a subscription.
func forInvoice(payment, paper string) string {
	return `{"id":"inpay_` + payment + `","object":"invoice_payment","status":"paid","payment":{"type":"payment_intent","payment_intent":"` + payment + `"},
		"invoice":{"id":"in_1","object":"invoice","customer":"cus_1","parent":{"type":"subscription_details","subscription_details":{"subscription":"sub_1","metadata":{"subscription":"7","paper":"` + paper + `"}}}}}`
}

var (
	told  = time.Date(2026, 11, 29, 6, 29, 0, 0, time.UTC) // when all of testdata happened
	later = time.Date(2026, 12, 29, 6, 29, 0, 0, time.UTC)
	half  = time.Date(2026, 12, 14, 6, 29, 0, 0, time.UTC)
)

func won(n int64) ilbo.Money { return ilbo.Money{Amount: n, Currency: ilbo.Won} }

// line is one of an invoice.
func line(amount int64, from, to time.Time, proration bool) map[string]any {
	return map[string]any{"object": "line_item", "amount": amount, "currency": "krw", "period": map[string]any{"start": from.Unix(), "end": to.Unix()},
		"parent": map[string]any{"type": "subscription_item_details", "subscription_item_details": map[string]any{"proration": proration, "subscription": "sub_1"}}}
}

func TestEventsAreHappenings(t *testing.T) {
	const (
		payments = "GET /v1/invoice_payments"
		get      = "GET /v1/subscriptions/sub_1"
		o        = "data.object."
	)
	ours := map[string]any{"subscription": "7", "paper": paper}
	of := func(h ilbo.Happening) ilbo.Happening { // what all of a subscription have
		h.Subscription, h.Ref, h.Customer = 7, "sub_1", "cus_1"
		return h
	}
	for _, test := range []struct {
		name, event string
		changed     edits
		answers     map[string][]answer
		want        ilbo.Happening
	}{
		{"paid once", "checkout.session.completed", nil, nil,
			ilbo.Happening{Kind: ilbo.WasPaid, Subscription: 7, Payment: "pi_once", Amount: won(1500)}},
		{"paid once, in cents, by a customer", "checkout.session.completed", edits{o + "currency": "usd", o + "customer": "cus_2"}, nil,
			ilbo.Happening{Kind: ilbo.WasPaid, Subscription: 7, Customer: "cus_2", Payment: "pi_once", Amount: ilbo.Money{Amount: 1500, Currency: ilbo.Dollar}}},
		{"to be paid by a bank that takes its time", "checkout.session.completed", edits{o + "payment_status": "unpaid"}, nil, ilbo.Happening{}},
		{"and it has", "checkout.session.completed", edits{"type": "checkout.session.async_payment_succeeded"}, nil,
			ilbo.Happening{Kind: ilbo.WasPaid, Subscription: 7, Payment: "pi_once", Amount: won(1500)}},
		{"subscribed at the checkout", "checkout.session.completed", edits{o + "mode": "subscription", o + "payment_intent": nil, o + "subscription": "sub_1"}, nil, ilbo.Happening{}},

		{"begun", "customer.subscription.created", nil, nil, of(ilbo.Happening{Kind: ilbo.WasBegun})},
		{"begun before it is paid", "customer.subscription.created", edits{o + "status": "incomplete"}, nil, of(ilbo.Happening{Kind: ilbo.WasBegun})},
		{"begun on trial", "customer.subscription.created", edits{o + "status": "trialing", o + "trial_start": told.Unix(), o + "trial_end": half.Unix()}, nil,
			of(ilbo.Happening{Kind: ilbo.WasBegun, From: told, To: half})},

		{"cancelled at the portal", "customer.subscription.updated", nil, map[string][]answer{get: {contract(`,"cancel_at":1798525740`)}}, of(ilbo.Happening{Kind: ilbo.WasCancelled})},
		{"cancelled here", "customer.subscription.updated", edits{"data.previous_attributes": map[string]any{"cancel_at_period_end": false}},
			map[string][]answer{get: {contract(`,"cancel_at_period_end":true`)}}, of(ilbo.Happening{Kind: ilbo.WasCancelled})},
		{"resumed", "customer.subscription.updated", edits{o + "cancel_at": nil, "data.previous_attributes": map[string]any{"cancel_at": later.Unix()}},
			map[string][]answer{get: {contract("")}}, of(ilbo.Happening{Kind: ilbo.WasResumed})},
		{"cancelled, and resumed before it was told", "customer.subscription.updated", nil, map[string][]answer{get: {contract("")}}, of(ilbo.Happening{Kind: ilbo.WasResumed})},
		{"cancelled, and over before it was told", "customer.subscription.updated", nil, map[string][]answer{get: {contract(`,"status":"canceled"`)}}, of(ilbo.Happening{})},
		{"renewed", "customer.subscription.updated", edits{"data.previous_attributes": map[string]any{"latest_invoice": "in_0", "items": map[string]any{}}}, nil, of(ilbo.Happening{})},
		{"ended", "customer.subscription.deleted", nil, nil, of(ilbo.Happening{Kind: ilbo.WasEnded, At: told.Add(-time.Minute)})},

		{"a term is paid", "invoice.paid", nil, map[string][]answer{payments: {list(paidBy("pi_term", "9900"))}},
			of(ilbo.Happening{Kind: ilbo.WasPaid, Payment: "pi_term", Amount: won(9900), From: told, To: later})},
		{"a term is paid in part from what was left", "invoice.paid",
			edits{o + "amount_paid": 4900, o + "lines.data": []any{line(-5000, told, half, true), line(9900, told, later, false)}}, map[string][]answer{payments: {list(paidBy("pi_term", "4900"))}},
			of(ilbo.Happening{Kind: ilbo.WasPaid, Payment: "pi_term", Amount: won(4900), From: told, To: later})},
		{"a term is paid from what was left", "invoice.paid", edits{o + "amount_paid": 0, o + "amount_due": 0}, nil,
			of(ilbo.Happening{Kind: ilbo.WasPaid, Amount: won(0), From: told, To: later})},
		{"a term is paid past Stripe", "invoice.paid", nil, map[string][]answer{payments: {list(strings.Replace(paidBy("pi_term", "null"), `"paid"`, `"canceled"`, 1))}},
			of(ilbo.Happening{Kind: ilbo.WasPaid, Amount: won(0), From: told, To: later})},
		{"a trial begins", "invoice.paid", edits{o + "amount_paid": 0, o + "total": 0, o + "lines.data": []any{line(0, told, half, false)}}, nil, of(ilbo.Happening{})},
		{"a dearer plan is paid until the end of the term", "invoice.paid",
			edits{o + "billing_reason": "subscription_update", o + "amount_paid": 2500, o + "lines.data": []any{line(-4950, half, later, true), line(7450, half, later, true)}},
			map[string][]answer{payments: {list(paidBy("pi_more", "2500"))}},
			of(ilbo.Happening{Kind: ilbo.WasPaid, Payment: "pi_more", Amount: won(2500), From: half, To: later})},
		{"a cheaper plan leaves something over", "invoice.paid",
			edits{o + "billing_reason": "subscription_update", o + "amount_paid": 0, o + "total": -2500, o + "lines.data": []any{line(-4950, half, later, true), line(2450, half, later, true)}}, nil,
			of(ilbo.Happening{})},
		{"by two payments", "invoice.paid", nil, map[string][]answer{payments: {list(strings.Replace(paidBy("pi_a", "900"), "true", "false", 1), paidBy("pi_b", "9000"))}},
			of(ilbo.Happening{Kind: ilbo.WasPaid, Payment: "pi_b", Amount: won(9900), From: told, To: later})},
		{"more lines than an event has", "invoice.paid", edits{o + "lines.has_more": true, o + "lines.data": []any{line(-5000, told, half, true)}},
			map[string][]answer{payments: {list(paidBy("pi_term", "9900"))}, "GET /v1/invoices/in_1/lines": {list(text(t, line(-5000, told, half, true)), text(t, line(9900, told, later, false)))}},
			of(ilbo.Happening{Kind: ilbo.WasPaid, Payment: "pi_term", Amount: won(9900), From: told, To: later})},

		{"a renewal is not paid", "invoice.payment_failed", nil, nil, of(ilbo.Happening{Kind: ilbo.WasNotPaid, Amount: won(9900), From: told, To: later})},
		{"a first payment fails", "invoice.payment_failed", edits{o + "billing_reason": "subscription_create"}, nil, of(ilbo.Happening{})},
		{"a change is not paid", "invoice.payment_failed", edits{o + "billing_reason": "subscription_update"}, nil, of(ilbo.Happening{})},

		{"a term is paid back", "charge.refunded", nil, map[string][]answer{payments: {list(forInvoice("pi_term", paper))}},
			of(ilbo.Happening{Kind: ilbo.WasRefunded, Payment: "pi_term", Amount: won(3000)})},
		{"what was paid once is paid back", "charge.refunded", edits{o + "payment_intent": "pi_once", o + "metadata": ours}, nil,
			ilbo.Happening{Kind: ilbo.WasRefunded, Subscription: 7, Payment: "pi_once", Amount: won(3000)}},
		{"a term is disputed", "charge.dispute.created", nil, map[string][]answer{payments: {list(forInvoice("pi_term", paper))}},
			of(ilbo.Happening{Kind: ilbo.WasDisputed, Payment: "pi_term", Amount: won(9900)})},
		{"what was paid once is disputed", "charge.dispute.created", nil,
			map[string][]answer{payments: {list()}, "GET /v1/payment_intents/pi_term": {ok(`{"id":"pi_term","metadata":{"subscription":"7","paper":"` + paper + `"}}`)}},
			ilbo.Happening{Kind: ilbo.WasDisputed, Subscription: 7, Payment: "pi_term", Amount: won(9900)}},

		{"something else", "invoice.paid", edits{"type": "customer.updated"}, nil, ilbo.Happening{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFar(t, "")
			f.answers = test.answers
			body := event(t, test.event, test.changed)
			got, err := open(t, options(f.URL)).Happened(t.Context(), body, signed(body))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(got.ID, "evt_1Test") {
				t.Errorf("it is named %q", got.ID)
			}
			test.want.ID = got.ID
			if test.want.At.IsZero() {
				test.want.At = told
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if asked := f.what(); len(asked) != len(test.answers) {
				t.Errorf("Stripe was asked to %v", asked)
			}
		})
	}
}

func text(t testing.TB, object any) string {
	t.Helper()
	b, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestOthersInTheAccountAreLeftAlone has each event be about something else that is
// sold in the same account: without our marks, or with those of another paper, whose
// subscriptions have the same numbers.
func TestOthersInTheAccountAreLeftAlone(t *testing.T) {
	for what, marks := range map[string]map[string]any{
		"no marks":           {},
		"another paper's":    {"subscription": "7", "paper": "other-paper"},
		"a shop's":           {"subscription": "7"},
		"no number":          {"subscription": "seven", "paper": paper},
		"a number below one": {"subscription": "-7", "paper": paper},
	} {
		for name, place := range map[string]string{
			"checkout.session.completed":    "data.object.metadata",
			"customer.subscription.created": "data.object.metadata", "customer.subscription.updated": "data.object.metadata", "customer.subscription.deleted": "data.object.metadata",
			"invoice.paid": "data.object.parent.subscription_details.metadata", "invoice.payment_failed": "data.object.parent.subscription_details.metadata",
			"charge.refunded": "data.object.metadata", "charge.dispute.created": "data.object.metadata",
		} {
			f := newFar(t, "")
			other, _ := marks["paper"].(string)
			f.answers["GET /v1/invoice_payments"] = []answer{list(strings.Replace(forInvoice("pi_term", other), `"7"`, text(t, marks["subscription"]), 1))}
			f.answers["GET /v1/payment_intents/pi_term"] = []answer{ok(`{"id":"pi_term","metadata":` + text(t, marks) + `}`)}
			body := event(t, name, edits{place: marks})
			h, err := open(t, options(f.URL)).Happened(t.Context(), body, signed(body))
			if err != nil || h.Kind != "" || h.Subscription != 0 {
				t.Errorf("%s, %s: %+v, %v", what, name, h, err)
			}
		}
	}
	// And an invoice of no subscription, and a payment that there is no word of.
	f := newFar(t, "")
	f.answers["GET /v1/invoice_payments"] = []answer{list()}
	f.answers["GET /v1/payment_intents/pi_term"] = []answer{ok(`{"id":"pi_term","metadata":{}}`)}
	for name, changed := range map[string]edits{
		"invoice.paid": {"data.object.parent": nil}, "charge.refunded": nil, "charge.dispute.created": nil,
	} {
		body := event(t, name, changed)
		if h, err := open(t, options(f.URL)).Happened(t.Context(), body, signed(body)); err != nil || h.Kind != "" || h.Subscription != 0 {
			t.Errorf("%s: %+v, %v", name, h, err)
		}
	}
}

// TestEventsWaitForStripe has the lookup fail that an event needs: it is told again
// later, and not taken for something else.
func TestEventsWaitForStripe(t *testing.T) {
	for _, name := range []string{"customer.subscription.updated", "invoice.paid", "charge.refunded", "charge.dispute.created"} {
		f := newFar(t, "")
		for _, what := range []string{"GET /v1/subscriptions/sub_1", "GET /v1/invoice_payments"} {
			f.answers[what] = []answer{failed(503, "api_error", "")}
		}
		body := event(t, name, nil)
		if h, err := open(t, options(f.URL)).Happened(t.Context(), body, signed(body)); !errors.Is(err, ilbo.Busy) || h != (ilbo.Happening{}) {
			t.Errorf("%s: %+v, %v", name, h, err)
		}
	}
}

// TestPaymentsAreNotGuessed has Stripe tell that an invoice is paid before it knows
// by what: it is not written down as paid by nothing.
func TestPaymentsAreNotGuessed(t *testing.T) {
	f := newFar(t, "")
	f.answers["GET /v1/invoice_payments"] = []answer{list(strings.Replace(paidBy("pi_term", "null"), `"paid"`, `"open"`, 1)), list(paidBy("pi_term", "9900"))}
	s := open(t, options(f.URL))
	body := event(t, "invoice.paid", nil)
	if h, err := s.Happened(t.Context(), body, signed(body)); !errors.Is(err, ilbo.Busy) || h != (ilbo.Happening{}) {
		t.Errorf("%+v, %v", h, err)
	}
	if h, err := s.Happened(t.Context(), body, signed(body)); err != nil || h.Payment != "pi_term" || h.Amount != won(9900) {
		t.Errorf("told again: %+v, %v", h, err)
	}
}

func TestVersionsOfTheAPIAreToldApart(t *testing.T) {
	s := open(t, options("http://127.0.0.1:1"))
	for version, good := range map[string]bool{
		payment.Version: true, "2026-08-26.dahlia": true, "2025-09-30.clover": false, "2024-06-20": false, "": false, "2026-08-26.preview": false, "2027-03-31.elder": false,
	} {
		body := event(t, "customer.subscription.created", edits{"api_version": version})
		h, err := s.Happened(t.Context(), body, signed(body))
		if good && (err != nil || h.Kind != ilbo.WasBegun) {
			t.Errorf("%q: %+v, %v", version, h, err)
		}
		if say := ilbo.SayOf(err); !good && (!errors.Is(err, ilbo.Conflict) || !strings.Contains(say, payment.Version) || !strings.Contains(say, version) || h.Kind != "") {
			t.Errorf("%q: %+v, %v", version, h, err)
		}
	}
	body := event(t, "customer.subscription.created", edits{"object": "v2.core.event"})
	if _, err := s.Happened(t.Context(), body, signed(body)); !errors.Is(err, ilbo.Conflict) {
		t.Errorf("a thin event: %v", err)
	}
}

// TestEventsAreAllOfThoseAskedFor holds what an endpoint is told to ask for to what
// is read.
func TestEventsAreAllOfThoseAskedFor(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "events", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".json"); !slices.Contains(payment.Events, name) {
			t.Errorf("%s is read and not asked for", name)
		}
	}
	if len(files)+1 != len(payment.Events) { // of the two of a session one is enough
		t.Errorf("%d are asked for, and %d tested", len(payment.Events), len(files)+1)
	}
}
