package mailing

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"ilbo.press"
)

// How a mailing is sent: by some senders, each of which claims a handful, hands
// them over one after another and settles them. A process that dies leaves a
// handful for each sender of which nobody knows: see decision 32.
const (
	senders = 4
	handful = 25
)

// laterBy is how much later a letter is tried again that a server did not want
// now, and settleWithin is how long a handful may take to be settled when the
// process is told to end.
const (
	laterBy      = 10 * time.Minute
	settleWithin = 20 * time.Second
)

// tickEvery is how often the desk looks whose hour has come.
const tickEvery = 20 * time.Second

// Run sends newsletters until ctx ends.
func (d *Desk) Run(ctx context.Context) {
	for {
		if err := d.Tick(ctx); err != nil && ctx.Err() == nil {
			d.Log.ErrorContext(ctx, "newsletters are not sent; it is tried again", "err", err)
		}
		select {
		case <-time.After(tickEvery):
		case <-ctx.Done():
			return
		}
	}
}

// Tick sends what is due now, and returns when it is sent. Several processes may
// do so at once: each letter is claimed by one. What fails of one newsletter holds
// up no other.
func (d *Desk) Tick(ctx context.Context) error {
	running, err := d.Running(ctx, "")
	if err != nil {
		return err
	}
	var errs []error
	for _, n := range running {
		if err := d.sendDue(ctx, n); err != nil {
			errs = append(errs, fmt.Errorf("send newsletter %d: %w", n.ID, err))
		}
	}
	return errors.Join(errs...)
}

// sendDue sends a newsletter in all zones where its hour has come.
func (d *Desk) sendDue(ctx context.Context, n ilbo.Newsletter) error {
	zones, err := d.Store.RecipientZones(ctx, n.ID)
	if err != nil {
		return err
	}
	now := d.Clock()
	if err := d.sendBegun(ctx, n, zones, now); err != nil {
		return err
	}
	made := map[string]*mailing{} // by day: in two zones it may be two
	for _, name := range zones {
		zone, err := time.LoadLocation(name)
		if err != nil {
			zone = d.Paper.Zone // one that this machine does not know any more
		}
		day, since, due := n.Due(now, zone)
		if !due {
			continue
		}
		m := made[day]
		if m == nil {
			if m, err = d.mailing(ctx, n, day); err != nil {
				return err
			}
			made[day] = m
		}
		if m.printed == nil || !m.Stopped.IsZero() {
			continue
		}
		if err := d.sendTo(ctx, m, name, since, now); err != nil {
			return err
		}
	}
	return nil
}

// sendBegun sends what somebody had sent to all at once.
func (d *Desk) sendBegun(ctx context.Context, n ilbo.Newsletter, zones []string, now time.Time) error {
	begun, err := d.Store.BegunMailings(ctx, n.ID, now.Add(-ilbo.SendWindow))
	if err != nil {
		return err
	}
	for _, kept := range begun {
		m, err := d.mailing(ctx, n, kept.Day)
		if err != nil {
			return err
		}
		for _, zone := range zones {
			if m.printed == nil {
				break
			}
			if err := d.sendTo(ctx, m, zone, kept.Begun, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// A mailing is one that is being sent; it is not printed where there is nothing
// to say.
type mailing struct {
	ilbo.Mailing
	printed *printed
}

func (d *Desk) mailing(ctx context.Context, n ilbo.Newsletter, day string) (*mailing, error) {
	kept, err := d.Store.Mailing(ctx, n.ID, day)
	if err != nil {
		return nil, err
	}
	i, err := d.Compose(ctx, n, kept)
	if err != nil {
		return nil, err
	}
	m := &mailing{Mailing: kept}
	if !i.Empty() {
		i.Opened = d.opened(m, n.Opens)
		m.printed, err = d.print(i)
	}
	return m, err
}

// sendTo sends a mailing to those of a zone who had confirmed when its hour began,
// and again to those whom a server wanted to take later.
func (d *Desk) sendTo(ctx context.Context, m *mailing, zone string, since, now time.Time) error {
	var errs []error
	if d.rest.over(m.ID, zone, now) {
		errs = make([]error, senders)
		var wg sync.WaitGroup
		for i := range senders {
			wg.Go(func() { errs[i] = d.sendFirst(ctx, m, zone, since) })
		}
		wg.Wait()
		if errors.Join(errs...) == nil {
			d.rest.begin(m.ID, zone, now)
		}
	}
	return errors.Join(append(errs, d.handfuls(ctx, m, func(ctx context.Context) ([]ilbo.Recipient, error) {
		return d.Store.ClaimAgain(ctx, m.Mailing, now, handful)
	}))...)
}

// sendFirst sends a mailing to those of a zone whom nobody has claimed.
func (d *Desk) sendFirst(ctx context.Context, m *mailing, zone string, since time.Time) error {
	var after ilbo.RecipientID
	return d.handfuls(ctx, m, func(ctx context.Context) ([]ilbo.Recipient, error) {
		some, err := d.Store.ClaimRecipients(ctx, m.Mailing, zone, after, since, d.Clock(), handful)
		if len(some) > 0 {
			after = some[len(some)-1].ID
		}
		return some, err
	})
}

// restFor is for how long a zone whose recipients all have a mailing is not looked
// through again: somebody may have moved there meanwhile.
const restFor = 5 * time.Minute

// A rest remembers which zones have a mailing.
type rest struct {
	mu    sync.Mutex
	since map[string]time.Time
}

func restKey(mailing int64, zone string) string { return fmt.Sprintf("%d/%s", mailing, zone) }

func (r *rest) over(mailing int64, zone string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	since, rests := r.since[restKey(mailing, zone)]
	return !rests || now.Sub(since) >= restFor
}

func (r *rest) begin(mailing int64, zone string, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.since == nil || len(r.since) > 10_000 {
		r.since = map[string]time.Time{}
	}
	r.since[restKey(mailing, zone)] = now
}

// handfuls claims and sends until there is nobody left. What was claimed is
// settled also when ctx ends meanwhile.
func (d *Desk) handfuls(ctx context.Context, m *mailing, claim func(context.Context) ([]ilbo.Recipient, error)) error {
	for ctx.Err() == nil {
		some, err := claim(ctx)
		if err != nil || len(some) == 0 {
			return err
		}
		ends := make([]ilbo.Delivery, len(some))
		var gone []ilbo.Recipient
		for i := range some {
			var lost bool
			if ends[i], lost = d.deliver(ctx, m, &some[i]); lost {
				gone = append(gone, some[i])
			}
		}
		if err := d.settle(ctx, m, ends, gone); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// deliver hands one letter over. Gone says that nobody gets mail at the address.
func (d *Desk) deliver(ctx context.Context, m *mailing, r *ilbo.Recipient) (end ilbo.Delivery, gone bool) {
	end.Recipient = r.ID
	if !r.Ended.IsZero() {
		end.State = ilbo.Skipped
		return end, false
	}
	err := d.pace.wait(ctx)
	if err == nil {
		err = d.Send(ctx, m.printed.to(r))
	}
	var refusal *ilbo.Refusal
	var doubt *ilbo.Doubt
	switch {
	case err == nil:
		end.State = ilbo.Sent
	case errors.As(err, &refusal):
		end.State, end.Reply = ilbo.Rejected, refusal.Error()
		return end, refusal.Gone()
	case errors.As(err, &doubt):
		end.State, end.Reply = ilbo.Unsure, doubt.Error()
	default: // it was not taken
		end.State, end.Reply, end.Again = ilbo.Later, err.Error(), d.Clock().Add(laterBy)
		if ctx.Err() != nil {
			end.Again = d.Clock()
		}
	}
	return end, false
}

func (d *Desk) settle(ctx context.Context, m *mailing, ends []ilbo.Delivery, gone []ilbo.Recipient) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleWithin)
	defer cancel()
	return d.Store.Together(ctx, func(ctx context.Context) error {
		for _, r := range gone {
			if err := d.bounced(ctx, r.Address); err != nil {
				return err
			}
		}
		return d.Store.EndDeliveries(ctx, m.ID, ends)
	})
}

// bounced has an address where nobody is get no letters, and take no newsletter.
func (d *Desk) bounced(ctx context.Context, address string) error {
	return d.lose(ctx, address, ilbo.Bounced)
}

// lose ends all newsletters of an address, and keeps why.
func (d *Desk) lose(ctx context.Context, address string, why ilbo.Suppression) error {
	if err := d.Store.Suppress(ctx, address, why, d.Clock()); err != nil {
		return err
	}
	all, err := d.Store.RecipientsAt(ctx, address)
	if err != nil {
		return err
	}
	for _, r := range all {
		if err := d.Store.EndRecipient(ctx, r.ID, d.Clock()); err != nil {
			return err
		}
	}
	return nil
}
