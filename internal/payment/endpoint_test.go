package payment_test

import (
	"errors"
	"fmt"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/payment"
	"ilbo.press/internal/teststripe"
)

func TestEndpointIsOfTheVersionThatIsRead(t *testing.T) {
	const what, address = "POST /v1/webhook_endpoints", "https://daily.example/webhooks/stripe"
	f := newFar(t, teststripe.Start(t))
	if _, err := payment.NewEndpoint(t.Context(), options(f.URL), address); err != nil {
		t.Fatal(err) // the mock knows the version, and each event
	}
	want := map[string]string{"url": address, "api_version": payment.Version, "description": "Ilbo"}
	for n, name := range payment.Events {
		want[fmt.Sprintf("enabled_events[%d]", n)] = name
	}
	f.last(t, what).wants(t, want)

	f.answers[what] = []answer{ok(`{"id":"we_1","object":"webhook_endpoint","secret":"` + teststripe.WebhookSecret + `"}`)}
	secret, err := payment.NewEndpoint(t.Context(), payment.Options{Key: teststripe.Key, API: f.URL}, address)
	if err != nil || secret != teststripe.WebhookSecret {
		t.Errorf("%q: %v", secret, err)
	}
	asked := len(f.what())
	for _, wrong := range []string{"", "daily.example", "http://daily.example/webhooks/stripe", "https://a:b@daily.example/", "file:///webhooks"} {
		if _, err := payment.NewEndpoint(t.Context(), options(f.URL), wrong); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	o := options(f.URL)
	o.Key = "pk_test_1"
	if _, err := payment.NewEndpoint(t.Context(), o, address); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("a public key: %v", err)
	}
	if len(f.what()) != asked {
		t.Errorf("Stripe was asked to %v", f.what()[asked:])
	}
}
