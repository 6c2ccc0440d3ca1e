package edition

import (
	"context"
	"time"
)

// lookEvery is how often an office looks whether the hour has come.
const lookEvery = 20 * time.Second

// Run orders each day's editions when their hour comes, until ctx ends.
func (o *Office) Run(ctx context.Context) {
	for o.Hour >= 0 {
		if err := o.Tick(ctx); err != nil && ctx.Err() == nil {
			o.Log.ErrorContext(ctx, "editions are not ordered; it is tried again", "err", err)
		}
		select {
		case <-time.After(lookEvery):
		case <-ctx.Done():
			return
		}
	}
}

// Tick orders the editions whose hour came last and that were not made since, in each
// language. Several processes may do so at once: each is made once.
func (o *Office) Tick(ctx context.Context) error {
	if o.Hour < 0 {
		return nil
	}
	now := o.Clock().In(o.Paper.Zone)
	day := now
	if now.Before(o.closes(day)) {
		day = day.AddDate(0, 0, -1)
	}
	hour := o.closes(day)
	for _, l := range o.Paper.Languages {
		last, err := o.newest(ctx, l, day)
		if err != nil {
			return err
		}
		if last.Version == 0 || last.Closes.Before(hour) {
			if err := o.Store.OrderEdition(ctx, l, day, last.Version+1); err != nil {
				return err
			}
		}
	}
	return nil
}
