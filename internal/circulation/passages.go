package circulation

import (
	"context"
	"time"

	"ilbo.press"
)

// Of how many weeks or months the meter's figures are shown, and of how many days
// two are compared.
const (
	periodsShown = 12
	daysCompared = 30
	sellersShown = 50
)

// Passages are where the meter led: how many browsers came to each step. Each
// counts for the day on which it met the meter, so that the steps of a period are
// those of the same browsers.
type Passages struct {
	Periods []Period
	// Now are the last thirty days and Before the thirty before, of which the later
	// steps may still come.
	Now, Before map[ilbo.MeterStep]int
	Stories     []ilbo.MeterRow // of the last thirty days, those that sold most first
}

// A Period is a week or a month.
type Period struct {
	From  time.Time // its first moment
	Steps map[ilbo.MeterStep]int
}

// Passages counts by weeks, or by months, for whoever sells.
func (o *Office) Passages(ctx context.Context, by *ilbo.Staff, monthly bool) (p Passages, err error) {
	if err := may(by); err != nil {
		return p, err
	}
	y, m, d := o.Clock().In(o.Paper.Zone).Date()
	midnight := func(days int) time.Time { return time.Date(y, m, d+days, 0, 0, 0, 0, o.Paper.Zone) }
	sinceMonday := (int(midnight(0).Weekday()) + 6) % 7
	for i := range periodsShown {
		back := i - periodsShown + 1
		from := midnight(7*back - sinceMonday)
		if monthly {
			from = time.Date(y, m+time.Month(back), 1, 0, 0, 0, 0, o.Paper.Zone)
		}
		p.Periods = append(p.Periods, Period{from, map[ilbo.MeterStep]int{}})
	}
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	now, before, end := day(midnight(1-daysCompared)), day(midnight(1-2*daysCompared)), day(midnight(1))
	days, err := o.Store.MeterDays(ctx, min(day(p.Periods[0].From), before), end)
	if err != nil {
		return p, err
	}
	p.Now, p.Before = map[ilbo.MeterStep]int{}, map[ilbo.MeterStep]int{}
	for _, row := range days {
		for i := len(p.Periods) - 1; i >= 0; i-- {
			if day(p.Periods[i].From) <= row.Day {
				add(p.Periods[i].Steps, row.Steps)
				break
			}
		}
		switch {
		case row.Day >= now:
			add(p.Now, row.Steps)
		case row.Day >= before:
			add(p.Before, row.Steps)
		}
	}
	p.Stories, err = o.Store.MeterStories(ctx, now, end, sellersShown)
	return p, err
}

func add(to, steps map[ilbo.MeterStep]int) {
	for step, n := range steps {
		to[step] += n
	}
}
