package front

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"ilbo.press"
)

// MaxAlert is how many characters an alert's text has at most: what phones show of
// one without cutting it.
const MaxAlert = 110

// Queue puts an alert in the queue. It leads to a story that the public may see.
func (d *Desk) Queue(ctx context.Context, by ilbo.Staff, a ilbo.Alert) (ilbo.Alert, error) {
	if !by.May(ilbo.MayAlert, "", false) {
		return a, refuse(NotYours)
	}
	now := d.clock()
	a.Text = ilbo.Clean(a.Text)
	switch {
	case a.Text == "":
		return a, refuse(NoText)
	case utf8.RuneCountInString(a.Text) > MaxAlert:
		return a, refuse(TooLong)
	}
	if err := d.checkSections(ctx, a.Sections); err != nil {
		return a, err
	}
	if err := d.shown(ctx, []ilbo.StoryID{a.Story}, a.Language, now); err != nil {
		return a, err
	}
	a.By, a.At, a.Taken, a.TakenBy = by.Login, now, time.Time{}, ""
	err := d.store.Together(ctx, func(ctx context.Context) (err error) {
		if a.ID, err = d.store.PutAlert(ctx, a); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedAlert, auditedAlert(a.ID), a.Text)
	})
	return a, err
}

func auditedAlert(id int64) string { return "alert:" + strconv.FormatInt(id, 10) }

// checkSections reports whether all of some sections are there.
func (d *Desk) checkSections(ctx context.Context, ids []ilbo.SectionID) error {
	all, err := d.store.Sections(ctx)
	if err != nil {
		return fmt.Errorf("find sections: %w", err)
	}
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(s ilbo.Section) bool { return s.ID == id }) {
			return refuse(NoSuchSection)
		}
	}
	return nil
}

// TakeBack takes an alert out of the queue.
func (d *Desk) TakeBack(ctx context.Context, by ilbo.Staff, id int64) error {
	if !by.May(ilbo.MayAlert, "", false) {
		return refuse(NotYours)
	}
	err := d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.TakeBackAlert(ctx, id, by.Login, d.clock()); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedAlertBack, auditedAlert(id), "")
	})
	return gone(err)
}

// Alerts are the last ones that were queued, the last one first.
func (d *Desk) Alerts(ctx context.Context, limit int) ([]ilbo.Alert, error) {
	return d.store.Alerts(ctx, limit)
}
