package alert

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"ilbo.press"
)

// How an alert is sent: a handful of devices is claimed, handed the alert at once
// and settled. A process that dies leaves a handful of which nobody knows.
const handful = 64

// A call of Send ends in time for its job not to be taken for stuck, and is gone
// on with at once; a handful is settled also when the process is told to end.
const (
	spell        = 3 * time.Minute
	settleWithin = 20 * time.Second
)

// Waits before a push service that is busy is asked again: the first is doubled
// each time.
const (
	firstWait = time.Minute
	longest   = time.Hour
)

// sweepAfter is how long it is kept which devices got an alert, after nobody is to
// get it any more. How many did is kept for ever.
const sweepAfter = 7 * 24 * time.Hour

// A Message is an alert as the site's service worker reads it.
type Message struct {
	Title    string        `json:"title"`
	Text     string        `json:"text"`
	Address  string        `json:"address"` // a path of the site
	Tag      string        `json:"tag"`     // one of the same takes the place of another
	Language ilbo.Language `json:"language"`
	Icon     string        `json:"icon"`
	At       int64         `json:"at"` // in milliseconds
	Stay     bool          `json:"stay,omitempty"`
}

func (d *Desk) write(m Message) ([]byte, error) { return json.Marshal(m) }

// breaking are the titles of breaking news; the paper's name is that of other
// alerts.
var breaking = ilbo.Words{ilbo.English: "Breaking news", ilbo.Korean: "속보"}

// Title is what stands above an alert's text.
func (d *Desk) Title(a *ilbo.Alert) string {
	if a.Urgency == ilbo.Breaking {
		return breaking.In(a.Language)
	}
	return d.Paper.Title.In(a.Language)
}

// Send hands an alert to those who are to get it now, and gives when it is to be
// called again; zero: never. It is safe to do twice: each device is claimed once.
func (d *Desk) Send(ctx context.Context, id int64) (again time.Time, err error) {
	a, err := d.Store.Alert(ctx, id)
	if err != nil || !a.Open() {
		if errors.Is(err, ilbo.NotFound) {
			err = nil
		}
		return time.Time{}, err
	}
	now := d.Clock()
	switch {
	case now.Before(a.Goes):
		return a.Goes, nil
	case a.Begun.IsZero() && now.Sub(a.Goes) > ilbo.AlertFresh:
		return time.Time{}, d.Store.EndAlert(ctx, id, ilbo.Stale, now)
	}
	if err := d.Store.BeginAlert(ctx, id, now); err != nil {
		if errors.Is(err, ilbo.Conflict) { // somebody took it back a moment ago
			err = nil
		}
		return time.Time{}, err
	}
	s := &sending{desk: d, alert: a, until: now.Add(spell)}
	err = s.run(ctx)
	switch {
	case errors.Is(err, errStop):
		return time.Time{}, nil
	case errors.Is(err, errRest):
		return d.Clock(), nil
	case err != nil:
		return time.Time{}, err
	}
	return d.rest(ctx, &a)
}

// rest gives when there is something to do for an alert again, and ends it where
// there is not.
func (d *Desk) rest(ctx context.Context, a *ilbo.Alert) (time.Time, error) {
	next, err := d.Store.NextDelivery(ctx, a.ID)
	if err != nil {
		return time.Time{}, err
	}
	if next.IsZero() || !next.Before(a.Until()) {
		return time.Time{}, d.Store.EndAlert(ctx, a.ID, "", d.Clock())
	}
	return next, nil
}

var (
	errStop = errors.New("nobody is to get it any more")
	errRest = errors.New("it is gone on with in another call")
)

// A sending is one call that sends an alert.
type sending struct {
	desk  *Desk
	alert ilbo.Alert
	until time.Time
	path  ilbo.Path
}

func (s *sending) run(ctx context.Context) error {
	if s.alert.Spread.IsZero() {
		if err := s.spread(ctx); err != nil {
			return err
		}
	}
	return s.later(ctx)
}

// open reports whether the alert is still to go: nobody took it back, and the
// public may see its story.
func (s *sending) open(ctx context.Context) error {
	d := s.desk
	if err := ctx.Err(); err != nil {
		return err
	}
	now := d.Clock()
	if !now.Before(s.until) {
		return errRest
	}
	a, err := d.Store.Alert(ctx, s.alert.ID)
	if err != nil {
		return err
	}
	if !a.Open() {
		return errStop
	}
	story, err := d.visible(ctx, a.Story)
	if errors.Is(err, NotPublic) {
		if err := d.Store.EndAlert(ctx, a.ID, ilbo.Withdrawn, now); err != nil {
			return err
		}
		d.Log.InfoContext(ctx, "an alert is not sent on: its story is not public any more", "alert", a.ID, "story", a.Story)
		return errStop
	}
	s.path = story.Path
	return err
}

// spread claims all devices that want the alert, and hands it to those who may be
// rung now.
func (s *sending) spread(ctx context.Context) error {
	d := s.desk
	err := d.each(ctx, &s.alert, func(wanting []ilbo.Device) error {
		for len(wanting) > 0 {
			n := min(handful, len(wanting))
			if err := s.first(ctx, wanting[:n]); err != nil {
				return err
			}
			wanting = wanting[n:]
		}
		return nil
	})
	if err != nil {
		return err
	}
	return d.Store.SpreadAlert(ctx, s.alert.ID, d.Clock())
}

// first hands the alert to devices that were not claimed before.
func (s *sending) first(ctx context.Context, devices []ilbo.Device) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	d, now := s.desk, s.desk.Clock()
	known := map[ilbo.DeviceID]ilbo.Device{}
	var all []ilbo.AlertDelivery
	for _, device := range devices {
		if device.Added.After(s.alert.Goes) { // it came while the alert went
			continue
		}
		known[device.ID()] = device
		all = append(all, s.due(&device, ilbo.AlertDelivery{Device: device.ID(), State: ilbo.Claimed}, now))
	}
	claimed, err := d.Store.ClaimDeliveries(ctx, s.alert.ID, all)
	if err != nil {
		return err
	}
	return s.hand(ctx, claimed, known)
}

// due has a delivery wait for the end of its device's quiet hours, or skips it
// where those outlast the alert.
func (s *sending) due(device *ilbo.Device, to ilbo.AlertDelivery, now time.Time) ilbo.AlertDelivery {
	switch rings := device.Rings(&s.alert, now); {
	case !rings.After(now):
	case rings.Before(s.alert.Until()):
		to.State, to.Again = ilbo.Later, rings
	default:
		to.State = ilbo.Skipped
	}
	return to
}

// later hands the alert to those who were to get it later, when it is later.
func (s *sending) later(ctx context.Context) error {
	d := s.desk
	for {
		next, err := d.Store.NextDelivery(ctx, s.alert.ID)
		if err != nil || next.IsZero() || next.After(d.Clock()) {
			return err
		}
		if err := s.open(ctx); err != nil {
			return err
		}
		some, err := d.Store.ClaimLater(ctx, s.alert.ID, d.Clock(), handful)
		if err != nil || len(some) == 0 {
			return err
		}
		if err := s.again(ctx, some); err != nil {
			return err
		}
	}
}

// again hands the alert to devices that are claimed once more, as far as they want
// it still.
func (s *sending) again(ctx context.Context, some []ilbo.AlertDelivery) error {
	d, now := s.desk, s.desk.Clock()
	known := map[ilbo.DeviceID]ilbo.Device{}
	var not []ilbo.AlertDelivery
	var due []ilbo.AlertDelivery
	for _, to := range some {
		device, err := d.Store.Device(ctx, to.Device)
		switch {
		case errors.Is(err, ilbo.NotFound):
			to.State = ilbo.Departed
		case err != nil:
			return err
		case !device.Wants(&s.alert) || !now.Before(s.alert.Until()):
			to.State = ilbo.Skipped
		default:
			to = s.due(&device, to, now) // they may have other quiet hours by now
			known[to.Device] = device
		}
		if to.State == ilbo.Claimed {
			due = append(due, to)
		} else {
			not = append(not, to)
		}
	}
	if err := d.Store.SettleDeliveries(ctx, s.alert.ID, not); err != nil {
		return err
	}
	return s.hand(ctx, due, known)
}

// hand hands the alert over, to all at once, and settles what came of it.
func (s *sending) hand(ctx context.Context, claimed []ilbo.AlertDelivery, known map[ilbo.DeviceID]ilbo.Device) error {
	a, d := &s.alert, s.desk
	message, err := d.write(Message{Title: d.Title(a), Text: a.Text, Address: string(s.path), Tag: topic(a), Language: a.Language, Icon: d.Icon, At: a.At.UnixMilli(), Stay: a.Urgency == ilbo.Breaking})
	if err != nil {
		return err
	}
	var ends []ilbo.AlertDelivery
	var wg sync.WaitGroup
	for _, to := range claimed {
		if to.State == ilbo.Claimed {
			ends = append(ends, to)
		}
	}
	for i := range ends {
		wg.Go(func() { s.deliver(ctx, &ends[i], known[ends[i].Device], message) })
	}
	wg.Wait()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleWithin)
	defer cancel()
	return d.Store.SettleDeliveries(ctx, a.ID, ends)
}

// topic names an alert to push services: where one was not delivered yet, another
// of its name takes its place.
func topic(a *ilbo.Alert) string { return fmt.Sprintf("alert-%d", a.ID) }

func (s *sending) deliver(ctx context.Context, to *ilbo.AlertDelivery, device ilbo.Device, message []byte) {
	d := s.desk
	now := d.Clock()
	if ctx.Err() != nil { // the process ends: nothing was handed over
		to.State, to.Again = ilbo.Later, now
		return
	}
	after, err := d.Push(ctx, ilbo.Push{Device: device, Message: message, Lasts: s.alert.Until().Sub(now), Urgency: s.alert.Urgency, Topic: topic(&s.alert)})
	var doubt *ilbo.Doubt
	switch {
	case err == nil:
		to.State = ilbo.Sent
	case errors.As(err, &doubt):
		to.State = ilbo.Unsure
	case errors.Is(err, ilbo.Gone):
		to.State = ilbo.Departed
	case errors.Is(err, ilbo.Busy):
		to.State, to.Again = ilbo.Later, now.Add(max(after, min(firstWait<<min(to.Tries, 10), longest)))
		to.Tries++
	default:
		to.State = ilbo.Rejected
	}
	if err != nil {
		d.Log.DebugContext(ctx, "a push service does not take an alert", "alert", s.alert.ID, "err", err)
	}
}

// Sweep forgets which devices got alerts that were over long ago.
func (d *Desk) Sweep(ctx context.Context) error {
	return d.Store.SweepDeliveries(ctx, d.Clock().Add(-sweepAfter))
}
