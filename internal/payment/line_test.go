package payment_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/teststripe"
)

const (
	session = "POST /v1/checkout/sessions"
	opened  = `{"id":"cs_1","object":"checkout.session","url":"https://checkout.stripe.com/c/1"}`
)

// failed is an error as Stripe words them.
func failed(status int, kind, code string) answer {
	return answer{status: status, body: fmt.Sprintf(`{"error":{"type":%q,"code":%q,"message":"What the matter is."}}`, kind, code)}
}

// TestRequestsAreSentAgain has Stripe fail in each way that passes by. The order is
// one order: it goes under one key.
func TestRequestsAreSentAgain(t *testing.T) {
	for name, first := range map[string]answer{
		"the connection ends": {cut: true},
		"it is away":          failed(503, "api_error", ""),
		"it stumbles":         failed(500, "api_error", ""),
		"a gateway stumbles":  {status: 502, body: "<html>Bad gateway</html>"},
		"too much":            failed(429, "invalid_request_error", "rate_limit"),
		"at it already":       failed(409, "idempotency_error", "idempotency_key_in_use"),
		"it asks for it":      {status: 400, body: `{"error":{"type":"api_error"}}`, header: http.Header{"Stripe-Should-Retry": {"true"}}},
	} {
		f := newFar(t, "")
		f.answers[session] = []answer{first, first, ok(opened)}
		if address, err := open(t, options(f.URL)).Checkout(t.Context(), monthly()); err != nil || address != "https://checkout.stripe.com/c/1" {
			t.Errorf("%s: %q, %v", name, address, err)
		}
		if len(f.asked) != 3 {
			t.Errorf("%s: it was asked %d times", name, len(f.asked))
		}
		key := f.asked[0].header.Get("Idempotency-Key")
		for _, r := range f.asked {
			if key == "" || r.header.Get("Idempotency-Key") != key || r.form.Get("mode") != "subscription" {
				t.Errorf("%s: it was asked under %q for %v", name, r.header.Get("Idempotency-Key"), r.form)
			}
		}
	}
}

// TestChangesKeepTheirKeyWhenSentAgain is of what has no key from outside.
func TestChangesKeepTheirKeyWhenSentAgain(t *testing.T) {
	f := newFar(t, "")
	f.answers["POST /v1/subscriptions/sub_1"] = []answer{{cut: true}, contract("")}
	if err := open(t, options(f.URL)).Cancel(t.Context(), "sub_1"); err != nil {
		t.Fatal(err)
	}
	if a, b := f.asked[0].header.Get("Idempotency-Key"), f.asked[1].header.Get("Idempotency-Key"); a == "" || a != b {
		t.Errorf("it was asked under %q and %q", a, b)
	}
}

func TestWhatIsRefusedIsNotSentAgain(t *testing.T) {
	for name, first := range map[string]answer{
		"a wrong request": failed(400, "invalid_request_error", "parameter_invalid_integer"),
		"a wrong key":     failed(401, "invalid_request_error", ""),
		"a declined card": failed(402, "card_error", "card_declined"),
		"it says so":      {status: 500, body: `{"error":{"type":"api_error"}}`, header: http.Header{"Stripe-Should-Retry": {"false"}}},
	} {
		f := newFar(t, "")
		f.answers[session] = []answer{first, ok(opened)}
		if _, err := open(t, options(f.URL)).Checkout(t.Context(), monthly()); err == nil || len(f.asked) != 1 {
			t.Errorf("%s: asked %d times, %v", name, len(f.asked), err)
		}
	}
}

func TestStripeIsGivenUp(t *testing.T) {
	f := newFar(t, "")
	f.answers[session] = []answer{failed(503, "api_error", "")}
	_, err := open(t, options(f.URL)).Checkout(t.Context(), monthly())
	if !errors.Is(err, ilbo.Busy) || len(f.asked) != 3 {
		t.Errorf("asked %d times: %v", len(f.asked), err)
	}
	f.Close()
	if _, err := open(t, options(f.URL)).Checkout(t.Context(), monthly()); !errors.Is(err, ilbo.Busy) || ilbo.SayOf(err) == "" {
		t.Errorf("where nobody listens: %v", err)
	}
}

// TestWhoAskedMayGoAway ends while Stripe is to be asked again in an hour.
func TestWhoAskedMayGoAway(t *testing.T) {
	f := newFar(t, "")
	f.answers[session] = []answer{{status: 503, body: "{}", header: http.Header{"Retry-After": {"3600"}}}}
	o := options(f.URL)
	o.Pause = time.Hour
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := open(t, o).Checkout(ctx, monthly())
		done <- err
	}()
	for len(f.what()) == 0 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	case <-time.After(5 * time.Second): // half of what Stripe is waited for
		t.Error("it waits on")
	}
}

// TestKeyIsShownToNobodyElse has Stripe's address lead to another, which a client
// of Go's would follow with the key where the host is the same.
func TestKeyIsShownToNobodyElse(t *testing.T) {
	var seen []string
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header.Get("Authorization"))
	}))
	defer other.Close()
	f := newFar(t, "")
	f.answers[session] = []answer{{status: http.StatusTemporaryRedirect, header: http.Header{"Location": {other.URL + "/v1/checkout/sessions"}}}}
	if _, err := open(t, options(f.URL)).Checkout(t.Context(), monthly()); err == nil || len(seen) > 0 {
		t.Errorf("%v was shown: %v", seen, err)
	}
}

func TestAnswersAreBounded(t *testing.T) {
	f := newFar(t, "")
	f.answers[session] = []answer{ok(`{"url":"` + strings.Repeat("x", 17<<20) + `"}`)}
	if _, err := open(t, options(f.URL)).Checkout(t.Context(), monthly()); err == nil || len(err.Error()) > 1000 || len(f.asked) != 1 {
		t.Errorf("an answer without end was taken, or asked for %d times", len(f.asked))
	}
}

// TestErrorsHaveSentences words what Stripe answers for people, and holds the keys
// back, whoever repeats them.
func TestErrorsHaveSentences(t *testing.T) {
	echo := `"message":"The key ` + teststripe.Key + ` and ` + teststripe.WebhookSecret + `"`
	for _, test := range []struct {
		name   string
		answer answer
		kind   ilbo.Kind
		say    string
	}{
		{"wrong key", answer{status: 401, body: `{"error":{"type":"invalid_request_error",` + echo + `}}`}, ilbo.Internal, "ILBO_STRIPE_KEY"},
		{"narrow key", answer{status: 403, body: `{"error":{"type":"invalid_request_error",` + echo + `}}`}, ilbo.Internal, "ILBO_STRIPE_KEY may not"},
		{"declined", failed(402, "card_error", "card_declined"), ilbo.Invalid, "another"},
		{"too much", failed(429, "invalid_request_error", "rate_limit"), ilbo.Busy, "a while"},
		{"away", answer{status: 503, body: "<html>" + teststripe.Key}, ilbo.Busy, "a while"},
		{"odd", answer{status: 400, body: `"` + strings.Repeat(teststripe.Key, 100) + `"`}, ilbo.Busy, "a while"},
		{"other terms", failed(400, "idempotency_error", ""), ilbo.Conflict, "other terms"},
		{"no customer", failed(400, "invalid_request_error", "resource_missing"), ilbo.NotFound, "does not know"},
		{"too small", failed(400, "invalid_request_error", "amount_too_small"), ilbo.Invalid, "small"},
		{"too large", failed(400, "invalid_request_error", "amount_too_large"), ilbo.Invalid, "large"},
		{"no address", failed(400, "invalid_request_error", "email_invalid"), ilbo.Invalid, "e-mail"},
		{"at length", answer{status: 400, body: `{"error":{"type":"invalid_request_error","message":"` + strings.Repeat("No. ", 1000) + `"}}`}, ilbo.Internal, "does not take"},
		{"anything else", answer{status: 400, body: `{"error":{"type":"invalid_request_error",` + echo + `}}`}, ilbo.Internal, "does not take"},
	} {
		f := newFar(t, "")
		f.answers[session] = []answer{test.answer}
		var log bytes.Buffer
		o := options(f.URL)
		o.Log = slog.New(slog.NewTextHandler(&log, nil))
		_, err := open(t, o).Checkout(t.Context(), monthly())
		if !errors.Is(err, test.kind) || !strings.Contains(ilbo.SayOf(err), test.say) {
			t.Errorf("%s: %v", test.name, err)
		}
		for _, secret := range []string{"sk_test", "whsec_", "minji@example.com"} {
			if strings.Contains(fmt.Sprintf("%v %+v", err, err)+log.String(), secret) {
				t.Errorf("%s: %s is shown: %v\n%s", test.name, secret, err, log.String())
			}
		}
		if err != nil && len(err.Error()) > 1000 {
			t.Errorf("%s: the error has %d bytes", test.name, len(err.Error()))
		}
	}
}

func TestWhatIsSentAgainIsLogged(t *testing.T) {
	f := newFar(t, "")
	f.answers[session] = []answer{failed(503, "api_error", ""), ok(opened)}
	var log bytes.Buffer
	o := options(f.URL)
	o.Log = slog.New(slog.NewTextHandler(&log, nil))
	if _, err := open(t, o).Checkout(t.Context(), monthly()); err != nil || !strings.Contains(log.String(), "status=503") {
		t.Errorf("%v: %s", err, log.String())
	}
}
