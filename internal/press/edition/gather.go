package edition

import (
	"context"
	"slices"
	"time"

	"ilbo.press"
	"ilbo.press/internal/press"
)

const (
	// backlog is how long after the edition before what nobody printed is news.
	backlog = 8 * 24 * time.Hour
	// waiting is how long before it was public a story may have been published: it
	// was under embargo.
	waiting = 7 * 24 * time.Hour
)

// closes is when a day's edition closes at its hour.
func (o *Office) closes(date time.Time) time.Time {
	y, m, d := date.Date()
	if o.Hour < 0 {
		return time.Date(y, m, d+1, 0, 0, 0, 0, o.Paper.Zone)
	}
	return time.Date(y, m, d, o.Hour, 0, 0, 0, o.Paper.Zone)
}

// span is what an edition brings: what became public from a moment on and before it
// closed. A replate begins where its edition did.
func (o *Office) span(ctx context.Context, order *Order, last *ilbo.KeptEdition) (from, closes time.Time, err error) {
	now := o.Clock()
	hour := o.closes(order.Date)
	closes = hour
	if now.Before(closes) {
		closes = now
	}
	if order.Version > 1 && (o.Hour < 0 || !last.Closes.Before(hour)) {
		closes = last.Closes // it is made anew of what there was
	}
	if from = order.From; from.IsZero() {
		from = last.Since
	}
	if from.IsZero() {
		from = hour.AddDate(0, 0, -1)
		before, err := o.Store.Editions(ctx, order.Language, order.Date, 1)
		if err != nil {
			return from, closes, err
		}
		if len(before) > 0 && hour.Sub(before[0].Closes) < backlog {
			from = before[0].Closes
		}
	}
	if !from.Before(closes) {
		return from, closes, &ilbo.Error{Kind: ilbo.Invalid, Say: "The edition of " + order.Date.Format(time.DateOnly) + " cannot be made yet: nothing of that day is published."}
	}
	return from, closes, nil
}

// day gathers what an edition is made of.
func (o *Office) day(ctx context.Context, order *Order, last *ilbo.KeptEdition) (*press.Day, error) {
	from, closes, err := o.span(ctx, order, last)
	if err != nil {
		return nil, err
	}
	paper := *o.Paper
	paper.Languages = []ilbo.Language{order.Language}
	for _, l := range o.Paper.Languages {
		if l != order.Language {
			paper.Languages = append(paper.Languages, l)
		}
	}
	day := &press.Day{Paper: &paper, Reserved: o.Reserved, Edition: ilbo.Edition{Language: order.Language, Date: order.Date, Since: from.UTC().Truncate(time.Millisecond), Closes: closes.UTC().Truncate(time.Millisecond), Version: last.Version + 1, Number: last.Number}}
	if last.Version == 0 {
		if day.Edition.Number, err = o.number(ctx, order); err != nil {
			return nil, err
		}
	}
	if day.Sections, err = o.Store.Sections(ctx); err != nil {
		return nil, err
	}
	if day.Stories, err = o.gather(ctx, order.Language, from, closes); err != nil {
		return nil, err
	}
	return day, o.wish(ctx, order, day.Stories)
}

// number is how many editions there were, and one. A paper that is older than its
// first edition here has numbers of its own, which nobody knows.
func (o *Office) number(ctx context.Context, order *Order) (int, error) {
	if o.Paper.Founded != 0 && o.Paper.Founded < order.Date.Year() {
		return 0, nil
	}
	n, err := o.Store.EditionsBefore(ctx, order.Language, order.Date)
	return n + 1, err
}

// gather are the stories that became public in a span and are so still, the oldest
// last.
func (o *Office) gather(ctx context.Context, l ilbo.Language, from, closes time.Time) ([]press.Filed, error) {
	now := o.Clock()
	list, err := o.Store.Teasers(ctx, ilbo.Selection{Language: l, From: from.Add(-waiting), To: closes, Limit: 10 * press.MaxStories}, now)
	if err != nil {
		return nil, err
	}
	front, err := o.Fronts.Tops(ctx, l)
	if err != nil {
		return nil, err
	}
	weights, err := o.Fronts.Weights(ctx, l)
	if err != nil {
		return nil, err
	}
	var all []press.Filed
	for i := range list {
		s, err := o.Store.Story(ctx, list[i].ID)
		if err != nil {
			return nil, err
		}
		if at, public := s.PublicFrom(); !public || at.Before(from) || !at.Before(closes) {
			continue
		}
		f := press.Filed{Story: s, Weight: weights[s.ID]}
		f.Slot = 1 + slices.IndexFunc(front, func(t ilbo.Teaser) bool { return t.ID == s.ID })
		all = append(all, f)
	}
	return all, nil
}
