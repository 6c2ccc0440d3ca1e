// Package payment asks readers to pay, by Stripe: it speaks of orders, happenings
// and payments, and nobody else in the house knows Stripe's own words.
//
//	stripe, err := payment.New(payment.Options{Key: key, WebhookSecret: secret, Paper: mark, Clock: time.Now})
//	address, err := stripe.Checkout(ctx, order) // the reader pays there
//	what, err := stripe.Happened(ctx, body, r.Header.Get("Stripe-Signature"))
//
// The paper keeps no card and sees none. What it asks for carries the number of
// its subscription and the mark of the paper, and what comes back without them is
// none of the paper's: an account at Stripe may have other shops.
//
// Requests are sent again where that can help, under a key by which Stripe does
// each but once. Errors have a sentence for people: [ilbo.Busy] where Stripe does
// not answer, [ilbo.NotFound] where it does not know what it was asked about,
// [ilbo.Conflict] where that is not what was thought, an [ilbo.Decline] inside of
// [ilbo.Invalid] where a bank refuses, and [ilbo.Internal] where only the
// publisher can put it right. No error and no line of the log holds a key.
package payment
