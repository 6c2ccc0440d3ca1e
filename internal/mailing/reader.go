package mailing

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// Choose has a reader, whose address is confirmed by their account, take exactly
// some newsletters of those that appear.
func (d *Desk) Choose(ctx context.Context, r ilbo.Reader, ids []ilbo.NewsletterID) error {
	running, err := d.Running(ctx, "")
	if err != nil {
		return err
	}
	return d.Store.Together(ctx, func(ctx context.Context) error {
		taken, err := d.Store.RecipientsAt(ctx, r.Email)
		if err != nil {
			return err
		}
		takes := map[ilbo.NewsletterID]bool{}
		for _, t := range taken {
			switch {
			case !t.Ended.IsZero():
			case slices.Contains(ids, t.Newsletter):
				takes[t.Newsletter] = true
			default:
				if err := d.Store.EndRecipient(ctx, t.ID, d.Clock()); err != nil {
					return err
				}
			}
		}
		for _, n := range running {
			if takes[n.ID] || !slices.Contains(ids, n.ID) {
				continue
			}
			if err := d.add(ctx, ilbo.Recipient{Newsletter: n.ID, Address: r.Email, Reader: r.ID, Zone: d.zone(r.Zone)}); err != nil {
				return err
			}
		}
		return nil
	})
}

// add has an address, whose owner has said that they want it, take a newsletter.
// A complaint of theirs is taken back by that.
func (d *Desk) add(ctx context.Context, r ilbo.Recipient) error {
	if err := d.Store.Permit(ctx, r.Address); err != nil {
		return err
	}
	r.Key, r.Confirmed = newToken(), d.Clock()
	return d.Store.PutRecipient(ctx, r)
}

// Taken are the newsletters that an address takes.
func (d *Desk) Taken(ctx context.Context, address string) ([]ilbo.NewsletterID, error) {
	all, err := d.Store.RecipientsAt(ctx, address)
	var ids []ilbo.NewsletterID
	for _, r := range all {
		if r.Ended.IsZero() {
			ids = append(ids, r.Newsletter)
		}
	}
	return ids, err
}

// Move sends a reader's newsletters to the address, and at the hours, that they
// have now.
func (d *Desk) Move(ctx context.Context, before, after ilbo.Reader) error {
	if before.Email == after.Email && before.Zone == after.Zone {
		return nil
	}
	return d.Store.MoveRecipients(ctx, before.Email, after.Email, d.zone(after.Zone), d.Clock())
}

// A heldNewsletter is what a reader reads of theirs in the file that they download.
type heldNewsletter struct {
	Newsletter string
	Address    string
	Zone       string
	Since      time.Time
	Ended      time.Time `json:",omitzero"`
}

// Held gives the newsletters of a reader. The keys that end them are in no file.
func (d *Desk) Held(ctx context.Context, r ilbo.Reader) (name string, held any, err error) {
	all, err := d.Store.RecipientsAt(ctx, r.Email)
	if err != nil {
		return "", nil, err
	}
	list := []heldNewsletter{}
	for _, t := range all {
		n, err := d.Store.Newsletter(ctx, t.Newsletter)
		if err != nil {
			return "", nil, fmt.Errorf("collect a reader's newsletters: %w", err)
		}
		list = append(list, heldNewsletter{n.Title(), t.Address, t.Zone, t.Confirmed, t.Ended})
	}
	return "newsletters", list, nil
}

// Release forgets what a reader takes, and what was sent to them.
func (d *Desk) Release(ctx context.Context, r ilbo.Reader) error {
	return d.Store.ForgetRecipient(ctx, r.Email)
}
