package alert

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"ilbo.press"
)

// Options are what a desk of alerts is made with.
type Options struct {
	Paper *ilbo.Paper
	Store Store
	// Push hands a message to a push service: see package push for what its errors
	// say.
	Push  func(ctx context.Context, p ilbo.Push) (after time.Duration, err error)
	Key   string         // that browsers are asked to take alerts from
	Icon  string         // address of what stands beside an alert
	Hour  int            // most alerts of a language in an hour
	Day   int            // and in 24 hours
	Grace time.Duration  // that an alert waits in which it can be taken back whole
	Allow []netip.Prefix // networks that push services may be in though they are not public
	Clock ilbo.Clock
	Log   *slog.Logger
}

// A Desk sends alerts. Its methods may be called at the same time.
type Desk struct{ Options }

// New makes a desk.
func New(o Options) *Desk { return &Desk{o} }

// MaxText is how many characters an alert's text has at most: what phones show of
// one without cutting it.
const MaxText = 110

// again is for how long the same text about the same story is taken for a button
// that was pressed twice.
const again = 10 * time.Minute

// Check cleans what an alert says, and refuses one that must not be sent now.
func (d *Desk) Check(ctx context.Context, by ilbo.Staff, a *ilbo.Alert) error {
	if !by.May(ilbo.MayAlert, "", false) {
		return refuse(NotYours)
	}
	a.Text = ilbo.Clean(a.Text)
	switch {
	case a.Text == "":
		return refuse(NoText)
	case utf8.RuneCountInString(a.Text) > MaxText:
		return refuse(TooLong)
	case !slices.Contains(ilbo.Urgencies(), a.Urgency):
		return refuse(NoUrgency)
	}
	if err := d.checkSections(ctx, a.Sections); err != nil {
		return err
	}
	story, err := d.visible(ctx, a.Story)
	if err != nil {
		return err
	}
	if story.Language != a.Language {
		return refuse(OtherLanguage)
	}
	left, err := d.left(ctx, a)
	if err == nil && left < 1 {
		return refuse(TooMany)
	}
	return err
}

// checkSections reports whether all of some sections are there.
func (d *Desk) checkSections(ctx context.Context, ids []ilbo.SectionID) error {
	all, err := d.Store.Sections(ctx)
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

// visible is the teaser of a story that the public may see: the one rule of that
// is the root's, and lists are made by it.
func (d *Desk) visible(ctx context.Context, id ilbo.StoryID) (ilbo.Teaser, error) {
	found, err := d.Store.TeasersByID(ctx, []ilbo.StoryID{id}, d.Clock())
	if err != nil {
		return ilbo.Teaser{}, fmt.Errorf("find story %d: %w", id, err)
	}
	if len(found) == 0 {
		return ilbo.Teaser{}, refuse(NotPublic)
	}
	return found[0], nil
}

// left is how many alerts of a language may be queued now. The same one a moment
// after itself is refused.
func (d *Desk) left(ctx context.Context, a *ilbo.Alert) (int, error) {
	now := d.Clock()
	day, err := d.Store.AlertsSince(ctx, a.Language, now.Add(-24*time.Hour))
	if err != nil {
		return 0, err
	}
	hour := 0
	for _, other := range day {
		if now.Sub(other.At) < time.Hour {
			hour++
		}
		if other.Story == a.Story && other.Text == a.Text && now.Sub(other.At) < again {
			return 0, refuse(Twice)
		}
	}
	return min(d.Hour-hour, d.Day-len(day)), nil
}

// A Proof is an alert as it would go now.
type Proof struct {
	ilbo.Alert
	Story ilbo.Teaser
	Reach int // devices that want it
	Quiet int // of those, who have quiet hours now
	Left  int // alerts that may be sent in this hour or day, with this one
}

// Proof shows what an alert would be, and whom it would reach.
func (d *Desk) Proof(ctx context.Context, by ilbo.Staff, a ilbo.Alert) (Proof, error) {
	err := d.Check(ctx, by, &a)
	p := Proof{Alert: a}
	if err != nil {
		return p, err
	}
	if p.Story, err = d.visible(ctx, a.Story); err != nil {
		return p, err
	}
	if p.Left, err = d.left(ctx, &a); err != nil {
		return p, err
	}
	now := d.Clock()
	err = d.each(ctx, &a, func(wanting []ilbo.Device) error {
		p.Reach += len(wanting)
		for _, device := range wanting {
			if device.Rings(&a, now).After(now) {
				p.Quiet++
			}
		}
		return nil
	})
	return p, err
}

// page is how many devices are looked at together.
const page = 1_000

// each gives the devices that want an alert, some at a time.
func (d *Desk) each(ctx context.Context, a *ilbo.Alert, do func([]ilbo.Device) error) error {
	var after ilbo.DeviceID
	for {
		some, err := d.Store.Devices(ctx, a.Language, after, page)
		if err != nil || len(some) == 0 {
			return err
		}
		after = some[len(some)-1].ID()
		if err := do(slices.DeleteFunc(some, func(device ilbo.Device) bool { return !device.Wants(a) })); err != nil {
			return err
		}
	}
}

// Queue has an alert sent when its grace is over. It leads to a story that the
// public may see then.
func (d *Desk) Queue(ctx context.Context, by ilbo.Staff, a ilbo.Alert) (ilbo.Alert, error) {
	err := d.Store.Together(ctx, func(ctx context.Context) (err error) {
		if err := d.Check(ctx, by, &a); err != nil {
			return err
		}
		now := d.Clock()
		a = ilbo.Alert{Language: a.Language, Text: a.Text, Story: a.Story, Sections: a.Sections, Urgency: a.Urgency, By: by.Login, At: now, Goes: now.Add(d.Grace)}
		if a.ID, err = d.Store.PutAlert(ctx, a); err != nil {
			return err
		}
		if err := d.Store.SendAlert(ctx, a.ID, a.Goes); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedAlert, a.ID, a.Text)
	})
	return a, err
}

// TakeBack has nobody else get an alert: nobody at all while its grace lasts.
func (d *Desk) TakeBack(ctx context.Context, by ilbo.Staff, id int64) error {
	if !by.May(ilbo.MayAlert, "", false) {
		return refuse(NotYours)
	}
	err := d.Store.Together(ctx, func(ctx context.Context) error {
		if err := d.Store.TakeBackAlert(ctx, id, by.Login, d.Clock()); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedAlertBack, id, "")
	})
	if errors.Is(err, ilbo.Conflict) {
		return refuse(NotThere)
	}
	return err
}

func (d *Desk) audit(ctx context.Context, by ilbo.Staff, deed ilbo.Deed, id int64, detail string) error {
	return d.Store.Audit(ctx, ilbo.AuditEntry{At: d.Clock(), Who: by.Login, Deed: deed, On: "alert:" + strconv.FormatInt(id, 10), Detail: detail})
}

// A Standing is how it stands with an alert.
type Standing struct {
	ilbo.Alert
	ilbo.AlertCounts
}

// Last are the last alerts, the last one first.
func (d *Desk) Last(ctx context.Context, by ilbo.Staff, limit int) ([]Standing, error) {
	if !by.May(ilbo.MayAlert, "", false) {
		return nil, refuse(NotYours)
	}
	all, err := d.Store.Alerts(ctx, limit)
	if err != nil {
		return nil, err
	}
	var list []Standing
	for _, a := range all {
		counts, err := d.Store.AlertCounts(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, Standing{a, counts})
	}
	return list, nil
}
