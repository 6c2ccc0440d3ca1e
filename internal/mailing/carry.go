package mailing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

// carryAhead is how many days on a mailing may be put that another room of the paper has
// sent.
const carryAhead = 14

// Carry sends a mailing that another room of the paper put together, an issue of the
// weekly, to all who take its newsletter now. Its day is the one that it names or, where
// somebody has written for that or its letters are out, the next that is free; it is
// given. A newsletter that appears no more is Gone. It is called in the transaction that
// notes that the mailing is made, which is what keeps it from being sent twice.
func (d *Desk) Carry(ctx context.Context, m ilbo.Mailing) (day string, err error) {
	first, err := time.Parse(time.DateOnly, m.Day)
	if err != nil {
		return "", fmt.Errorf("carry a mailing of %q: %w", m.Day, err)
	}
	if err := m.Body.CheckLetter(); err != nil {
		return "", err
	}
	err = d.Store.Together(ctx, func(ctx context.Context) error {
		n, err := d.Store.Newsletter(ctx, m.Newsletter)
		if err != nil {
			return err
		}
		if !n.Ended.IsZero() {
			return &ilbo.Error{Kind: ilbo.Gone, Say: "The newsletter appears no more."}
		}
		for ahead := range carryAhead {
			m.Day = first.AddDate(0, 0, ahead).Format(time.DateOnly)
			kept, err := d.written(ctx, m.Newsletter, m.Day)
			if err != nil {
				return err
			}
			if kept.Revision > 0 {
				continue
			}
			if err := d.Store.WriteMailing(ctx, m); errors.Is(err, ilbo.Conflict) {
				continue // its letters are out
			} else if err != nil {
				return err
			}
			return d.Store.Audit(ctx, ilbo.AuditEntry{At: d.Clock(), Who: m.By, Deed: ilbo.DeedMailingNow, On: n.Title() + ", " + m.Day})
		}
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "Something is written for each of the newsletter's next days."}
	})
	return m.Day, err
}

// Show prints a mailing as it would be sent now, and sends nothing. One of a newsletter
// that is not there is shown in a letter of a language.
func (d *Desk) Show(ctx context.Context, l ilbo.Language, m ilbo.Mailing) (*ilbo.Letter, error) {
	n, err := d.Store.Newsletter(ctx, m.Newsletter)
	if errors.Is(err, ilbo.NotFound) {
		n = ilbo.Newsletter{Language: l, Name: d.Paper.Title}
	} else if err != nil {
		return nil, err
	}
	i, err := d.Compose(ctx, n, m)
	if err != nil {
		return nil, err
	}
	p, err := d.print(i)
	if err != nil {
		return nil, err
	}
	letter := p.to(&ilbo.Recipient{Key: "preview"})
	return &letter, nil
}
