package edition

import (
	"context"
	"time"

	"ilbo.press"
	"ilbo.press/internal/press"
)

// Current is the day whose edition is in work: today's until its hour, and then
// tomorrow's.
func (o *Office) Current() time.Time {
	now := o.Clock().In(o.Paper.Zone)
	if o.Hour >= 0 && !now.Before(o.closes(now)) {
		return now.AddDate(0, 0, 1)
	}
	return now
}

// Gather gathers what a day's edition would be made of if it closed now, with the
// desk's wishes. What the desk does not want printed is there too, so that it can
// be taken back. Before anything of the day is published it is Invalid.
func (o *Office) Gather(ctx context.Context, l ilbo.Language, date time.Time) (*press.Day, error) {
	last, err := o.newest(ctx, l, date)
	if err != nil {
		return nil, err
	}
	return o.day(ctx, &Order{Language: l, Date: date}, &last)
}

// Close has the next version of a day's edition made in the background, and gives
// its number. Asked again before that is made, it is that version still.
func (o *Office) Close(ctx context.Context, l ilbo.Language, date time.Time) (int, error) {
	last, err := o.newest(ctx, l, date)
	if err != nil {
		return 0, err
	}
	return last.Version + 1, o.Store.OrderEdition(ctx, l, date, last.Version+1)
}

// wish says of stories what the desk wants of them in print.
func (o *Office) wish(ctx context.Context, order *Order, stories []press.Filed) error {
	all, err := o.Store.Wishes(ctx, order.Language, order.Date)
	if err != nil {
		return err
	}
	for _, w := range all {
		for i := range stories {
			if stories[i].Story.ID == w.Story {
				stories[i].Wish = w
			}
		}
	}
	return nil
}
