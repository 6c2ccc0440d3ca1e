package main

import (
	"context"
	"errors"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web"
	readers "ilbo.press/internal/web/reader"
)

// door is where the paper at a base lets readers into their accounts.
func (h *house) door(base string) (*account.Readers, error) {
	return account.NewReaders(account.ReaderOptions{
		Store: h.store, Letters: h.store, Entitlements: h.office, Keepers: []account.Keeper{gone{h.store}, held{h.office}, h.mailing, h.alerts, h.notebook}, Movers: []account.Mover{h.mailing}, Paper: h.conf.Paper, Base: base, Clock: h.clock,
	})
}

// counter is where the paper at a base sells subscriptions. Who reads is told at
// the door when theirs change.
func (h *house) counter(base string) *circulation.Office {
	o := circulation.OfficeOptions{
		Store: h.store, Letters: h.store, Paper: h.conf.Paper, Base: base, Bank: h.conf.Bank, Clock: h.clock, Changed: func(id ilbo.ReaderID) { h.readers.Forget(id) },
	}
	if h.cards != nil {
		o.Card = h.cards
	}
	return circulation.NewOffice(o)
}

// held is what the office keeps about readers.
type held struct{ office *circulation.Office }

func (k held) Held(ctx context.Context, r ilbo.Reader) (name string, held any, err error) {
	subscriptions, err := k.office.Subscriptions(ctx, &r)
	if err != nil {
		return "", nil, err
	}
	invoices, err := k.office.Store.InvoicesFor(ctx, r.ID)
	return "circulation", struct {
		Subscriptions []ilbo.Subscription
		Invoices      []ilbo.Invoice
	}{subscriptions, invoices}, err
}

func (k held) Release(ctx context.Context, r ilbo.Reader) error { return k.office.Leave(ctx, r) }

// gone is what the store keeps about readers beside their accounts: the stories
// that they gave, their feed key and the letters to them.
type gone struct{ store *store.Store }

func (g gone) Held(ctx context.Context, r ilbo.Reader) (name string, held any, err error) {
	gifts, err := g.store.Gifts(ctx, r.ID)
	return "gifts", gifts, err
}

func (g gone) Release(ctx context.Context, r ilbo.Reader) error {
	return errors.Join(g.store.DropGifts(ctx, r.ID), g.store.DropFeedKey(ctx, r.ID), g.store.ForgetLetters(ctx, r.Email))
}

// room makes the readers' own room of a paper at a base, in the frame of the site.
func (h *house) room(base string, frame web.Frame) (*readers.Room, error) {
	proxies, err := networks(h.conf.Proxies)
	if err != nil {
		return nil, err
	}
	return readers.New(readers.Options{
		Paper: h.conf.Paper, Base: base, Readers: h.readers, Newsletters: h.mailing, Alerts: h.alerts, Notebook: h.notebook, Office: h.office, Gifts: h.store, Feeds: h.feedKeys(), Went: h.gate.Went, Frame: frame, Assets: h.assets, Proxies: proxies, Clock: h.clock, Log: h.log,
	})
}
