package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"ilbo.press"
)

// An alertJob hands an alert to those who are to get it.
type alertJob struct {
	Alert int64 `json:"alert"`
}

func (alertJob) Kind() string { return "send-alert" }

// alertQueue is apart from the other jobs: an alert that goes to many holds up no
// page, and a mail server that hangs holds up no alert.
const (
	alertQueue   = "alerts"
	alertWorkers = 4
)

// SendAlert has an alert sent from a moment on, after the transaction that ctx
// carries: see [Followers].
func (s *Store) SendAlert(ctx context.Context, id int64, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		o := options(at)
		o.Queue = alertQueue
		if err := t.order(ctx, river.InsertManyParams{Args: alertJob{id}, InsertOpts: o}); err != nil {
			return fmt.Errorf("enqueuing alert %d: %w", id, err)
		}
		if time.Until(at) < soon {
			return t.ready(ctx)
		}
		return nil
	})
}

// follow has an alert sent, and again when it says so.
func (j alertJob) follow(ctx context.Context, send func(ctx context.Context, id int64) (again time.Time, err error)) error {
	again, err := send(ctx, j.Alert)
	if err != nil {
		return fmt.Errorf("sending alert %d: %w", j.Alert, err)
	}
	if again.IsZero() {
		return nil
	}
	return river.JobSnooze(max(0, time.Until(again)))
}

// ClaimDeliveries takes devices that are to be handed an alert, or to be handed it
// later, and gives those that nobody has taken before: each is given once, to one
// process. It takes some hundred at most.
func (s *Store) ClaimDeliveries(ctx context.Context, alert int64, all []ilbo.AlertDelivery) (claimed []ilbo.AlertDelivery, err error) {
	if len(all) == 0 {
		return nil, nil
	}
	var args []any
	for _, d := range all {
		args = append(args, alert, string(d.Device), string(d.State), millis(d.Again), d.Tries)
	}
	rows := strings.Repeat(", (?, ?, ?, ?, ?)", len(all))[2:]
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		claimed = nil
		first := map[ilbo.DeviceID]bool{}
		rows, err := t.query(ctx, `INSERT INTO alert_deliveries (alert, device, state, again, tries) VALUES `+rows+` ON CONFLICT (alert, device) DO NOTHING RETURNING device`, args...)
		if err != nil {
			return fmt.Errorf("claiming devices for alert %d: %w", alert, err)
		}
		defer rows.Close()
		for rows.Next() {
			var id ilbo.DeviceID
			if err := rows.Scan(&id); err != nil {
				return err
			}
			first[id] = true
		}
		for _, d := range all {
			if first[d.Device] {
				claimed = append(claimed, d)
			}
		}
		return rows.Err()
	})
	return claimed, err
}

// ClaimLater takes some devices that were to be handed an alert later, when it is
// later by now. Some may have been forgotten meanwhile.
func (s *Store) ClaimLater(ctx context.Context, alert int64, now time.Time, limit int) (some []ilbo.AlertDelivery, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		some = nil
		rows, err := t.query(ctx, `UPDATE alert_deliveries SET state = 'claimed', again = NULL WHERE alert = ? AND state = 'later'
		AND device IN (SELECT device FROM alert_deliveries WHERE alert = ? AND state = 'later' AND again <= ? ORDER BY again LIMIT ?) RETURNING device, tries`,
			alert, alert, now.UnixMilli(), limit)
		if err != nil {
			return fmt.Errorf("claiming devices for alert %d: %w", alert, err)
		}
		defer rows.Close()
		for rows.Next() {
			d := ilbo.AlertDelivery{State: ilbo.Claimed}
			if err := rows.Scan(&d.Device, &d.Tries); err != nil {
				return err
			}
			some = append(some, d)
		}
		return rows.Err()
	})
	return some, err
}

// SettleDeliveries keeps what became of deliveries that were claimed, and forgets
// the devices that take nothing any more.
func (s *Store) SettleDeliveries(ctx context.Context, alert int64, all []ilbo.AlertDelivery) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, d := range all {
			if _, err := t.exec(ctx, `UPDATE alert_deliveries SET state = ?, again = ?, tries = ? WHERE alert = ? AND device = ? AND state = 'claimed'`,
				string(d.State), millis(d.Again), d.Tries, alert, string(d.Device)); err != nil {
				return fmt.Errorf("settling alert %d: %w", alert, err)
			}
			if d.State != ilbo.Departed {
				continue
			}
			if _, err := t.exec(ctx, `DELETE FROM devices WHERE id = ?`, string(d.Device)); err != nil {
				return fmt.Errorf("forgetting a device: %w", err)
			}
		}
		return nil
	})
}

// NextDelivery is when the first of those for later is to be handed an alert; zero
// where there are none.
func (s *Store) NextDelivery(ctx context.Context, alert int64) (time.Time, error) {
	at, err := one(ctx, s, value[sql.NullInt64], `SELECT min(again) FROM alert_deliveries WHERE alert = ? AND state = 'later'`, alert)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, fmt.Errorf("reading alert %d: %w", alert, err)
	}
	return moment(at), nil
}

// AlertCounts are what became of an alert. Those that are being handed over count
// as unsure until they are settled.
func (s *Store) AlertCounts(ctx context.Context, alert int64) (c ilbo.AlertCounts, err error) {
	kept, err := one(ctx, s, value[string], `SELECT counts FROM alerts WHERE id = ?`, alert)
	if err != nil {
		return c, missing(err, "alert %d", alert)
	}
	if kept != "" {
		return c, decode(kept, &c)
	}
	type sum struct {
		state ilbo.DeliveryState
		n     int
	}
	sums, err := list(ctx, s, func(row scanner) (s sum, err error) { return s, row.Scan(&s.state, &s.n) }, `SELECT state, count(*) FROM alert_deliveries WHERE alert = ? GROUP BY state ORDER BY state`, alert)
	if err != nil {
		return c, fmt.Errorf("counting alert %d: %w", alert, err)
	}
	counts := map[ilbo.DeliveryState]*int{ilbo.Sent: &c.Sent, ilbo.Later: &c.Later, ilbo.Rejected: &c.Rejected, ilbo.Departed: &c.Departed, ilbo.Skipped: &c.Skipped, ilbo.Claimed: &c.Unsure, ilbo.Unsure: &c.Unsure}
	for _, s := range sums {
		if n := counts[s.state]; n != nil {
			*n += s.n
		}
	}
	return c, nil
}

// SweepDeliveries forgets which devices were handed the alerts that were over
// before a moment, and keeps how many.
func (s *Store) SweepDeliveries(ctx context.Context, before time.Time) error {
	over, err := list(ctx, s, value[int64], `SELECT id FROM alerts WHERE counts = '' AND (ended < ? OR taken < ?) ORDER BY id`, before.UnixMilli(), before.UnixMilli())
	if err != nil {
		return fmt.Errorf("reading alerts: %w", err)
	}
	for _, id := range over {
		if err := s.sweepDeliveries(ctx, id); err != nil {
			return fmt.Errorf("sweeping alert %d: %w", id, err)
		}
	}
	return nil
}

func (s *Store) sweepDeliveries(ctx context.Context, id int64) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		c, err := s.AlertCounts(ctx, id)
		if err != nil {
			return err
		}
		text, err := json.Marshal(c)
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, `UPDATE alerts SET counts = ? WHERE id = ?`, string(text), id); err != nil {
			return err
		}
		_, err = t.exec(ctx, `DELETE FROM alert_deliveries WHERE alert = ?`, id)
		return err
	})
}
