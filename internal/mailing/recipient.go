package mailing

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// ConfirmPath is where the owner of an address says that they want newsletters.
const ConfirmPath = "/newsletters/confirm/"

// How long a confirmation waits, and how often at most one address is sent a
// letter that asks: nobody's mailbox is filled by typing its address again and
// again.
const (
	confirmWithin = 48 * time.Hour
	askEvery      = 10 * time.Minute
)

// Ask sends the owner of an address a letter that asks whether they want
// newsletters. What it says to whoever asked is the same whether the address is
// known, takes them already, or was asked a moment ago.
func (d *Desk) Ask(ctx context.Context, l ilbo.Language, address string, ids []ilbo.NewsletterID, zone string) error {
	to, err := ilbo.CleanEmail(address)
	if err != nil {
		return err
	}
	chosen, names, err := d.chosen(ctx, ids)
	if err != nil {
		return err
	}
	now := d.Clock()
	token := newToken()
	subject, html, text, err := d.Printer.Ask(l, names, d.Base+d.Paper.Prefix(l)+ConfirmPath+token)
	if err != nil {
		return fmt.Errorf("print the letter that asks: %w", err)
	}
	sum := sha256.Sum256([]byte(to))
	return d.Store.Together(ctx, func(ctx context.Context) error {
		c := ilbo.Confirmation{Token: digestOf(token), Address: to, Newsletters: chosen, Zone: d.zone(zone), Until: now.Add(confirmWithin)}
		if err := d.Store.PutConfirmation(ctx, c); err != nil {
			return err
		}
		return d.Store.QueueLetter(ctx, ilbo.Letter{To: to, Subject: subject, HTML: html, Text: text, Language: l, Until: c.Until,
			Once: fmt.Sprintf("newsletters:%s:%d", hex.EncodeToString(sum[:8]), now.Unix()/int64(askEvery/time.Second))})
	})
}

// chosen are those of some newsletters that appear, with their names.
func (d *Desk) chosen(ctx context.Context, ids []ilbo.NewsletterID) (some []ilbo.NewsletterID, names []string, err error) {
	running, err := d.Running(ctx, "")
	if err != nil {
		return nil, nil, err
	}
	for _, n := range running {
		if slices.Contains(ids, n.ID) {
			some, names = append(some, n.ID), append(names, n.Title())
		}
	}
	if len(some) == 0 {
		return nil, nil, &ilbo.Error{Kind: ilbo.Invalid, Say: "Choose at least one newsletter."}
	}
	return some, names, nil
}

// zone is one that is known, or the paper's.
func (d *Desk) zone(name string) string {
	if len(name) > 64 || name == "Local" {
		name = ""
	}
	if _, err := time.LoadLocation(name); err != nil || name == "" {
		return d.Paper.Zone.String()
	}
	return name
}

// Waiting is what a letter's token confirms. One that has run out is Gone. It
// changes nothing: programs that look for bad links in letters follow it.
func (d *Desk) Waiting(ctx context.Context, token string) (ilbo.Confirmation, error) {
	c, err := d.Store.Confirmation(ctx, digestOf(token))
	if err == nil && !d.Clock().Before(c.Until) {
		err = ilbo.NotFound
	}
	if errors.Is(err, ilbo.NotFound) {
		err = &ilbo.Error{Kind: ilbo.Gone, Say: "This link has run out. Ask for another letter.", Err: err}
	}
	return c, err
}

// Confirm has the owner of an address take the newsletters that they asked for.
// Doing it twice is no error.
func (d *Desk) Confirm(ctx context.Context, token string) (ilbo.Confirmation, error) {
	c, err := d.Waiting(ctx, token)
	if err != nil {
		return c, err
	}
	return c, d.Store.Together(ctx, func(ctx context.Context) error {
		for _, id := range c.Newsletters {
			if err := d.add(ctx, ilbo.Recipient{Newsletter: id, Address: c.Address, Zone: c.Zone}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Recipient is whose letters have a key, and the newsletter. One that has ended is
// found too.
func (d *Desk) Recipient(ctx context.Context, key string) (ilbo.Recipient, ilbo.Newsletter, error) {
	r, err := d.Store.RecipientByKey(ctx, key)
	if err != nil {
		return r, ilbo.Newsletter{}, err
	}
	n, err := d.Store.Newsletter(ctx, r.Newsletter)
	return r, n, err
}

// Unsubscribe has whoever's letters have a key get no more of them. Doing it twice
// is no error.
func (d *Desk) Unsubscribe(ctx context.Context, key string) error {
	r, err := d.Store.RecipientByKey(ctx, key)
	if err != nil {
		return err
	}
	return d.Store.EndRecipient(ctx, r.ID, d.Clock())
}

// Sweep drops what nobody confirmed in time.
func (d *Desk) Sweep(ctx context.Context) error { return d.Store.SweepConfirmations(ctx, d.Clock()) }

// newToken makes a secret of 128 bits that an address can hold.
func newToken() string { return strings.ToLower(rand.Text()) }

func digestOf(token string) ilbo.TokenDigest { return sha256.Sum256([]byte(token)) }
