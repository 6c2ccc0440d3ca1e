package notebook

import (
	"context"
	"time"

	"ilbo.press"
)

// OutlookDays is how many days an outlook tells of, today among them: a word that was
// easy at first sight comes again within them.
const OutlookDays = 21

// An Outlook is what a notebook will ask, by the reader's clock.
type Outlook struct {
	Kept int
	Due  int       // now
	Next time.Time // when one is due that is not now; zero: never
	Days [OutlookDays]Day
}

// A Day is how many words are due on one.
type Day struct {
	Begins time.Time
	Words  int
}

// Outlook tells what a reader's notebook asks, and will. What is overdue is due today.
func (n *Notebook) Outlook(ctx context.Context, reader ilbo.ReaderID, zone *time.Location) (*Outlook, error) {
	dues, err := n.Store.WordDues(ctx, reader)
	if err != nil {
		return nil, err
	}
	now := n.Clock()
	o := &Outlook{Kept: len(dues)}
	y, m, d := now.In(zone).Date()
	for i := range o.Days {
		o.Days[i].Begins = time.Date(y, m, d+i, 0, 0, 0, 0, zone)
	}
	end := time.Date(y, m, d+OutlookDays, 0, 0, 0, 0, zone)
	for i := range dues {
		from := dues[i].From(zone)
		if !from.After(now) {
			o.Due++
		} else if o.Next.IsZero() || from.Before(o.Next) {
			o.Next = from
		}
		if from.Before(end) {
			o.Days[o.day(from)].Words++
		}
	}
	return o, nil
}

// day is the day that a moment falls on; what is overdue falls on today.
func (o *Outlook) day(at time.Time) int {
	for i := OutlookDays - 1; i > 0; i-- {
		if !at.Before(o.Days[i].Begins) {
			return i
		}
	}
	return 0
}

// Due are the words that a reader is asked now, by their clock: those first that they
// were asked before.
func (n *Notebook) Due(ctx context.Context, reader ilbo.ReaderID, zone *time.Location, limit int) ([]ilbo.KeptWord, error) {
	now := n.Clock()
	y, m, d := now.In(zone).Date()
	return n.Store.DueWords(ctx, reader, now, time.Date(y, m, d+1, 0, 0, 0, 0, zone), limit)
}
