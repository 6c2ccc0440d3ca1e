package front

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

// A Span is a while of which is told what is read.
type Span string

// The spans: this day so far, and the days of a week or a month up to now.
const (
	Today Span = "today"
	Week  Span = "week"
	Month Span = "month"
)

// Spans are all of them, the shortest first.
func Spans() []Span { return []Span{Today, Week, Month} }

// days is how many days a span has, the present one among them; an unknown one is
// a day.
func (s Span) days() int {
	switch s {
	case Week:
		return 7
	case Month:
		return 30
	}
	return 1
}

// query asks for a span, in a zone, and for as much of the one before.
func (s Span) query(now time.Time, zone *time.Location) ilbo.ReadQuery {
	now = now.In(zone)
	y, m, d := now.Date()
	from := time.Date(y, m, d-s.days()+1, 0, 0, 0, 0, zone)
	return ilbo.ReadQuery{From: from, To: now, WasFrom: from.AddDate(0, 0, -s.days()), WasTo: now.AddDate(0, 0, -s.days())}
}

// A Reading is a story that is read, and how.
type Reading struct {
	ilbo.Teaser
	ilbo.ReadStory
}

// WhatIsRead asks what is read, of all languages and sections where they are empty.
type WhatIsRead struct {
	Span     Span
	Language ilbo.Language
	Section  ilbo.SectionID
	Limit    int
}

// Reading lists the stories that are read most in a span, in days of a zone.
func (d *Desk) Reading(ctx context.Context, by *ilbo.Staff, w WhatIsRead, zone *time.Location) ([]Reading, error) {
	if err := maySeeReading(by); err != nil {
		return nil, err
	}
	now := d.clock()
	q := w.Span.query(now, zone)
	q.Language, q.Section, q.Limit = w.Language, w.Section, w.Limit
	read, err := d.store.ReadStories(ctx, q, now)
	if err != nil {
		return nil, err
	}
	return d.withTeasers(ctx, read, now)
}

func (d *Desk) withTeasers(ctx context.Context, read []ilbo.ReadStory, now time.Time) ([]Reading, error) {
	ids := make([]ilbo.StoryID, len(read))
	byID := map[ilbo.StoryID]ilbo.ReadStory{}
	for i, r := range read {
		ids[i], byID[r.Story] = r.Story, r
	}
	teasers, err := d.store.TeasersByID(ctx, ids, now)
	if err != nil {
		return nil, fmt.Errorf("find what is read: %w", err)
	}
	var all []Reading
	for _, t := range teasers {
		all = append(all, Reading{t, byID[t.ID]})
	}
	return all, nil
}

// ReadDays are the days of a month up to now, each of them, and of the month
// before: of all stories of a language and a section, or of one.
func (d *Desk) ReadDays(ctx context.Context, by *ilbo.Staff, w WhatIsRead, story ilbo.StoryID, zone *time.Location) (days, before []ilbo.ReadDay, err error) {
	if err := maySeeReading(by); err != nil {
		return nil, nil, err
	}
	q := Month.query(d.clock(), zone)
	q.Language, q.Section, q.Story = w.Language, w.Section, story
	if days, err = d.each(ctx, q, q.From, q.To); err != nil {
		return nil, nil, err
	}
	before, err = d.each(ctx, q, q.WasFrom, q.From.Add(-time.Millisecond))
	return days, before, err
}

// each fills the days in on which nothing was read.
func (d *Desk) each(ctx context.Context, q ilbo.ReadQuery, from, to time.Time) ([]ilbo.ReadDay, error) {
	q.From, q.To = from, to
	read, err := d.store.ReadDays(ctx, q)
	if err != nil {
		return nil, err
	}
	byDay := map[string]ilbo.ReadDay{}
	for _, r := range read {
		byDay[r.Day] = r
	}
	var all []ilbo.ReadDay
	for day := from; !day.After(to); day = day.AddDate(0, 0, 1) {
		name := day.Format(time.DateOnly)
		r := byDay[name]
		r.Day = name
		all = append(all, r)
	}
	return all, nil
}

// How long counts are kept by the hour and by the day.
const (
	hoursKept  = 10 // days
	monthsKept = 13
)

// SumReads adds up what was counted by the hour some days ago to days of a zone, and
// by the day a year ago to months, so that counts grow by the stories that are read
// and not by the hours that go by. Doing it twice changes nothing.
func (d *Desk) SumReads(ctx context.Context, zone *time.Location) error {
	y, m, day := d.clock().In(zone).Date()
	return d.store.SumReads(ctx, time.Date(y, m, day-hoursKept, 0, 0, 0, 0, zone), time.Date(y, m-monthsKept, 1, 0, 0, 0, 0, zone))
}

func maySeeReading(by *ilbo.Staff) error {
	if !by.May(ilbo.MaySeeReading, "", false) {
		return &ilbo.Error{Kind: ilbo.Forbidden, Say: "What is read is for editors and the publisher."}
	}
	return nil
}
