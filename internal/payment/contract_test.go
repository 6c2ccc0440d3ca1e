package payment_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/teststripe"
)

// contract is a subscription as Stripe has it.
func contract(rest string) answer { return contractOf(item("prod_1", 9900), rest) }

func contractOf(items, rest string) answer {
	return ok(`{"id":"sub_1","object":"subscription","status":"active","customer":"cus_1","currency":"krw","metadata":{"subscription":"7","paper":"` + paper + `"},
		"items":{"object":"list","has_more":false,"data":[` + items + `]}` + rest + `}`)
}

func item(product string, amount int) string {
	return fmt.Sprintf(`{"id":"si_1","object":"subscription_item","price":{"id":"price_1","object":"price","currency":"krw","unit_amount":%d,"product":%q,"recurring":{"interval":"month","interval_count":1}}}`, amount, product)
}

const missing = `{"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such subscription: 'sub_1'","param":"id"}}`

func TestCancelRunsToTheEnd(t *testing.T) {
	f := newFar(t, teststripe.Start(t))
	s := open(t, options(f.URL))
	if err := s.Cancel(t.Context(), "sub_1"); err != nil {
		t.Fatal(err)
	}
	r := f.last(t, "POST /v1/subscriptions/sub_1")
	r.wants(t, map[string]string{"cancel_at_period_end": "true"})
	if r.header.Get("Idempotency-Key") == "" {
		t.Error("it is not sent under a key")
	}
}

func TestResumeTakesEitherCancellationBack(t *testing.T) {
	f := newFar(t, teststripe.Start(t))
	s := open(t, options(f.URL))
	const get, post = "GET /v1/subscriptions/sub_1", "POST /v1/subscriptions/sub_1"

	f.answers[get] = []answer{contract(`,"cancel_at_period_end":true,"cancel_at":1767225600`)}
	if err := s.Resume(t.Context(), "sub_1"); err != nil {
		t.Fatal(err)
	}
	f.last(t, post).wants(t, map[string]string{"cancel_at_period_end": "false"})

	f.answers[get] = []answer{contract(`,"cancel_at":1767225600`)} // as the portal cancels
	if err := s.Resume(t.Context(), "sub_1"); err != nil {
		t.Fatal(err)
	}
	f.last(t, post).wants(t, map[string]string{"cancel_at": ""})

	before := len(f.what())
	f.answers[get] = []answer{contract("")}
	if err := s.Resume(t.Context(), "sub_1"); err != nil {
		t.Fatal(err)
	}
	if asked := f.what()[before:]; !slices.Equal(asked, []string{get}) {
		t.Errorf("what was not cancelled is resumed by %v", asked)
	}

	f.answers[get] = []answer{contract(`,"status":"canceled"`)}
	if err := s.Resume(t.Context(), "sub_1"); !errors.Is(err, ilbo.Gone) {
		t.Errorf("what has ended is resumed: %v", err)
	}
}

func TestEndIsAtOnceAndAgain(t *testing.T) {
	f := newFar(t, teststripe.Start(t))
	s := open(t, options(f.URL))
	if err := s.End(t.Context(), "sub_1"); err != nil {
		t.Fatal(err)
	}
	f.last(t, "DELETE /v1/subscriptions/sub_1").wants(t, map[string]string{"invoice_now": "false", "prorate": "false"})

	f.answers["DELETE /v1/subscriptions/sub_1"] = []answer{{status: 404, body: missing}}
	f.answers["GET /v1/subscriptions/sub_1"] = []answer{contract(`,"status":"canceled"`)}
	if err := s.End(t.Context(), "sub_1"); err != nil {
		t.Errorf("what has ended: %v", err)
	}
	f.answers["POST /v1/subscriptions/sub_1"] = []answer{{status: 400, body: `{"error":{"type":"invalid_request_error","message":"A canceled subscription can only update its cancellation_details and metadata."}}`}}
	if err := s.Cancel(t.Context(), "sub_1"); !errors.Is(err, ilbo.Gone) {
		t.Errorf("what has ended is cancelled: %v", err)
	}
	f.answers["GET /v1/subscriptions/sub_1"] = []answer{{status: 404, body: missing}}
	if err := s.End(t.Context(), "sub_1"); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("what never was: %v", err)
	}
}

func TestChangeAsksForTheDifferenceAtOnce(t *testing.T) {
	f := newFar(t, teststripe.Start(t))
	s := open(t, options(f.URL))
	f.answers["GET /v1/subscriptions/sub_1"] = []answer{contract("")}
	for _, test := range []struct {
		name      string
		amount    int64
		term      ilbo.Term
		proration string
	}{
		{"dearer", 14900, ilbo.Term{N: 1, Unit: ilbo.Months}, "always_invoice"},
		{"cheaper", 4900, ilbo.Term{N: 1, Unit: ilbo.Months}, "create_prorations"},
		{"cheaper by the year", 99000, ilbo.Term{N: 1, Unit: ilbo.Years}, "create_prorations"},
		{"the same by the year", 118800, ilbo.Term{N: 1, Unit: ilbo.Years}, "create_prorations"},
		{"dearer by the year", 118801, ilbo.Term{N: 1, Unit: ilbo.Years}, "always_invoice"},
		{"dearer by the quarter", 29701, ilbo.Term{N: 3, Unit: ilbo.Months}, "always_invoice"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := monthly()
			o.Name, o.Price.Amount, o.Term, o.Key = "전체", test.amount, test.term, "change-1"
			if err := s.Change(t.Context(), "sub_1", o); err != nil {
				t.Fatal(err)
			}
			product := f.last(t, "POST /v1/products")
			id := product.form.Get("id")
			product.wants(t, map[string]string{"id": id, "name": "전체", "metadata[paper]": paper})
			r := f.last(t, "POST /v1/subscriptions/sub_1")
			r.wants(t, map[string]string{
				"description": "전체", "items[0][id]": "si_1", "items[0][price_data][currency]": "krw", "items[0][price_data][unit_amount]": fmt.Sprint(test.amount),
				"items[0][price_data][product]": id, "items[0][price_data][tax_behavior]": "inclusive",
				"items[0][price_data][recurring][interval]": string(test.term.Unit), "items[0][price_data][recurring][interval_count]": fmt.Sprint(test.term.N),
				"proration_behavior": test.proration, "payment_behavior": "error_if_incomplete",
			})
		})
	}
}

// TestChangeIsDoneOnce sends a change again whose answer was lost: what is there
// by then is what was ordered.
func TestChangeIsDoneOnce(t *testing.T) {
	f := newFar(t, teststripe.Start(t))
	s := open(t, options(f.URL))
	o := monthly()
	o.Name, o.Price.Amount = "전체", 14900
	f.answers["GET /v1/subscriptions/sub_1"] = []answer{contract("")}
	f.answers["POST /v1/products"] = []answer{{status: 400, body: `{"error":{"type":"invalid_request_error","code":"resource_already_exists","message":"Product already exists."}}`}}
	if err := s.Change(t.Context(), "sub_1", o); err != nil {
		t.Fatalf("to a product that is there: %v", err)
	}
	id := f.last(t, "POST /v1/products").form.Get("id")
	f.answers["GET /v1/subscriptions/sub_1"] = []answer{contractOf(item(id, 14900), "")}
	before := len(f.what())
	if err := s.Change(t.Context(), "sub_1", o); err != nil {
		t.Fatal(err)
	}
	if asked := f.what()[before:]; len(asked) != 1 {
		t.Errorf("it is changed again by %v", asked)
	}
	o.Price.Amount++
	if err := s.Change(t.Context(), "sub_1", o); err != nil || f.last(t, "POST /v1/subscriptions/sub_1").form.Get("items[0][price_data][unit_amount]") != "14901" {
		t.Errorf("another price of the same name is not taken: %v", err)
	}
}

func TestChangeRefusesWhatCannotBe(t *testing.T) {
	f := newFar(t, "")
	s := open(t, options(f.URL))
	const get = "GET /v1/subscriptions/sub_1"
	dollars, once := monthly(), monthly()
	dollars.Price.Currency, once.Once = ilbo.Dollar, true
	for _, test := range []struct {
		name  string
		there answer
		order ilbo.Order
		kind  ilbo.Kind
	}{
		{"another currency", contract(""), dollars, ilbo.Invalid},
		{"once", contract(""), once, ilbo.Invalid},
		{"ended", contract(`,"status":"canceled"`), monthly(), ilbo.Gone},
		{"two items", contractOf(item("prod_1", 9900)+","+item("prod_2", 1), ""), monthly(), ilbo.Conflict},
		{"no price", contractOf(`{"id":"si_1"}`, ""), monthly(), ilbo.Conflict},
		{"unknown", answer{status: 404, body: missing}, monthly(), ilbo.NotFound},
	} {
		f.answers[get] = []answer{test.there}
		if err := s.Change(t.Context(), "sub_1", test.order); !errors.Is(err, test.kind) || ilbo.SayOf(err) == "" {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	if asked := f.what(); slices.Contains(asked, "POST /v1/subscriptions/sub_1") {
		t.Errorf("Stripe was asked to %v", asked)
	}
}

// TestChangeTellsWhyABankRefuses is an upgrade that is not paid, so that nothing
// changes.
func TestChangeTellsWhyABankRefuses(t *testing.T) {
	f := newFar(t, teststripe.Start(t))
	s := open(t, options(f.URL))
	o := monthly()
	o.Price.Amount = 14900
	for code, want := range map[string]ilbo.Decline{
		`"code":"card_declined","decline_code":"insufficient_funds"`:      ilbo.DeclinedFunds,
		`"code":"expired_card","decline_code":"expired_card"`:             ilbo.DeclinedExpired,
		`"code":"card_declined","decline_code":"stolen_card"`:             ilbo.DeclinedCard,
		`"code":"subscription_payment_intent_requires_action"`:            ilbo.DeclinedConfirm,
		`"code":"card_declined","decline_code":"authentication_required"`: ilbo.DeclinedConfirm,
	} {
		f.answers["GET /v1/subscriptions/sub_1"] = []answer{contract("")}
		f.answers["POST /v1/subscriptions/sub_1"] = []answer{{status: 402, body: `{"error":{"type":"card_error",` + code + `,"message":"Your card was declined."}}`}}
		err := s.Change(t.Context(), "sub_1", o)
		var got ilbo.Decline
		if !errors.As(err, &got) || got != want || !errors.Is(err, ilbo.Invalid) || ilbo.SayOf(err) == "" {
			t.Errorf("%s: %v", code, err)
		}
	}
	// Stripe remembers what it answered by its key.
	const post = "POST /v1/subscriptions/sub_1"
	refused := f.last(t, post).header.Get("Idempotency-Key")
	f.answers[post] = []answer{contract("")}
	if err := s.Change(t.Context(), "sub_1", o); err != nil || refused == "" || f.last(t, post).header.Get("Idempotency-Key") == refused {
		t.Errorf("another card is answered for the first: %v", err)
	}
}
