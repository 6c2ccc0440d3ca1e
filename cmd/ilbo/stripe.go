package main

import (
	"context"
	"encoding/hex"
	"flag"
	"fmt"

	"ilbo.press/internal/payment"
	"ilbo.press/internal/web/till"
)

// stripe is the paper's account at Stripe; nil where it has none.
func (h *house) stripe(ctx context.Context) (*payment.Stripe, error) {
	if h.conf.StripeKey == "" {
		return nil, nil // no account is no error
	}
	mark, err := h.store.Secret(ctx, "stripe")
	if err != nil {
		return nil, err
	}
	return payment.New(payment.Options{
		Key: h.conf.StripeKey, WebhookSecret: h.conf.StripeSecret, Paper: hex.EncodeToString(mark[:8]), API: h.conf.StripeAPI, Clock: h.clock, Log: h.log,
	})
}

// till is where Stripe tells what happened.
func (h *house) till() *till.Till {
	t := &till.Till{Office: h.office, Log: h.log}
	if h.cards != nil { // or else the interface would hold a nil, and be none
		t.Provider = h.cards
	}
	return t
}

// configStripe has Stripe tell the paper what happens, and prints the secret that
// it signs with.
func configStripe(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("config stripe", flag.ContinueOnError)
	c := addConfigFlags(f, true)
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if err := none(words, sh); err != nil {
		return err
	}
	conf, err := c.load(sh.env)
	if err != nil {
		return err
	}
	if conf.StripeKey == "" {
		return fail("Put the key of the paper's account at Stripe into ILBO_STRIPE_KEY.")
	}
	if conf.Paper.URL == "" {
		return fail("Stripe has to reach the paper: set its url first, as https://daily.example.")
	}
	secret, err := payment.NewEndpoint(ctx, payment.Options{Key: conf.StripeKey, API: conf.StripeAPI}, conf.Paper.URL+till.Path)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(sh.out, "ILBO_STRIPE_WEBHOOK_SECRET=%s\n", secret)
	return err
}
