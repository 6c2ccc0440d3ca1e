package payment

import (
	"context"
	"net/url"

	"github.com/stripe/stripe-go/v85"
)

// Events are the names of what Stripe has to tell the paper: an endpoint is told
// what it asks for.
var Events = []string{
	"checkout.session.completed", "checkout.session.async_payment_succeeded",
	"customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted",
	"invoice.paid", "invoice.payment_failed", "charge.refunded", "charge.dispute.created",
}

// Version is that of the API in which an endpoint has to be told. Another of the
// same name behind the point says the same and more.
const Version = stripe.APIVersion

// NewEndpoint has Stripe tell what happens at an address of the paper's, in the
// version of the API that is read here; Stripe's own pages offer their newest, and
// that which the account began with. The secret is the one that Stripe signs with; it is shown this once. Of
// the options those of the key and of the connection count. Done twice it makes two,
// and everything is told twice.
func NewEndpoint(ctx context.Context, o Options, address string) (secret string, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" {
		return "", invalid("Stripe tells at an address like https://daily.example/webhooks/stripe.")
	}
	api, err := client(o)
	if err != nil {
		return "", err
	}
	p := &stripe.WebhookEndpointCreateParams{URL: &address, APIVersion: stripe.String(Version), Description: stripe.String("Ilbo"), EnabledEvents: stripe.StringSlice(Events)}
	e, err := api.V1WebhookEndpoints.Create(ctx, p)
	if err != nil {
		return "", told("webhook endpoint", err)
	}
	return e.Secret, nil
}
