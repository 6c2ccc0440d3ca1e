package site

import (
	"fmt"
	"time"

	"ilbo.press"
)

// A Moment is a time as a page shows it: for machines and for people.
type Moment struct {
	Machine string // RFC 3339, for <time datetime>
	Say     string
}

// dates writes times in the paper's zone and one language.
type dates struct {
	zone     *time.Location
	language ilbo.Language
}

var weekdays = [...]string{"일", "월", "화", "수", "목", "금", "토"}

// full is the moment to the minute: "Nov. 24, 2026, 09:05", "2026년 11월 24일 09:05".
func (d dates) full(t time.Time) Moment {
	return d.moment(t, d.language.Minute(t.In(d.zone)))
}

// short leaves out what the reader of a front on that day knows: the hour alone
// of today and of the evening before, the day alone of another.
func (d dates) short(t, now time.Time) Moment {
	local, today := t.In(d.zone), now.In(d.zone)
	switch {
	case local.After(time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, d.zone).Add(-evening)):
		return d.moment(t, local.Format("15:04"))
	case local.Year() == today.Year() || today.Sub(local) < 180*24*time.Hour:
		return d.moment(t, d.language.ShortDay(local))
	}
	return d.moment(t, d.day(t))
}

// evening is how much of the day before belongs to this morning's paper.
const evening = 6 * time.Hour

// day is the day alone: "Nov. 24, 2026", "2026년 11월 24일".
func (d dates) day(t time.Time) string { return d.language.Day(t.In(d.zone)) }

// weekday is the day with its weekday, as on a nameplate.
func (d dates) weekday(t time.Time) string {
	local := t.In(d.zone)
	if d.language == ilbo.Korean {
		return d.day(t) + " " + weekdays[local.Weekday()] + "요일"
	}
	return local.Format("Monday, January 2, 2006")
}

// month is a month with its year: "November 2026", "2026년 11월".
func (d dates) month(t time.Time) string {
	local := t.In(d.zone)
	if d.language == ilbo.Korean {
		return fmt.Sprintf("%d년 %d월", local.Year(), local.Month())
	}
	return local.Format("January 2006")
}

func (d dates) moment(t time.Time, say string) Moment {
	return Moment{Machine: t.In(d.zone).Format(time.RFC3339), Say: say}
}

// length writes the running time of a film: "0:12", "1:02:03".
func length(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
