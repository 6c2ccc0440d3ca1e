package mailing

import (
	"context"
	"errors"
	"fmt"
	"io"

	"ilbo.press"
	"ilbo.press/internal/mailing/report"
)

// Hear follows a message that came to the paper's mailbox: see [Desk.Heard]. One
// that is no report, or is about nobody, is no error: all the world writes there.
func (d *Desk) Hear(ctx context.Context, message io.Reader) error {
	r, err := report.Read(message)
	if errors.Is(err, report.ErrNone) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read a report: %w", err)
	}
	err = d.Heard(ctx, r)
	if errors.Is(err, ilbo.NotFound) {
		return nil
	}
	return err
}

// Heard follows a report about one letter. Nobody gets mail any more at an address
// that bounced for good, and whoever complained gets no newsletters; a letter that
// came back for another reason is counted. A report that nobody's key came back
// with is NotFound. Doing it twice does no more.
func (d *Desk) Heard(ctx context.Context, r report.Report) error {
	if r.Key == "" {
		return ilbo.NotFound
	}
	to, err := d.Store.RecipientByKey(ctx, r.Key)
	if err != nil {
		return err
	}
	return d.Store.Together(ctx, func(ctx context.Context) error {
		if r.Kind == report.Complaint {
			return d.lose(ctx, to.Address, ilbo.Complained)
		}
		if err := d.Store.ReturnDelivery(ctx, to.ID, fmt.Sprintf("%d %s", r.Code, r.Status)); err != nil {
			return err
		}
		if r.Gone() {
			return d.bounced(ctx, to.Address)
		}
		return nil
	})
}
