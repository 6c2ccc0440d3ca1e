package press

import (
	"fmt"
	"math"
	"time"

	"ilbo.press/internal/typeset"
)

// almanacRows is how high a filler is that has the almanac.
const almanacRows = 12

// almanac draws what every day has: its place in the year, and the moon.
func (c *composer) almanac(out Block, date time.Time) Block {
	b := &block{Block: &out, sheet: c.sheet}
	l := c.paper.Languages[0]
	out.Language = l
	d, w := c.dress[l], c.words[l]
	b.rule(b.X, b.Y, b.Width, 1500, typeset.Black)
	b.rule(b.X, b.Y+b.Height-400, b.Width, 400, typeset.Black)
	head := *d.head
	head.Size = 15 * typeset.Point
	last := time.Date(date.Year(), 12, 31, 0, 0, 0, 0, date.Location()).YearDay()
	_, week := date.ISOWeek()
	rows := [][2]string{
		{w.day, fmt.Sprintf(w.dayOf, date.YearDay(), last)}, {w.left, fmt.Sprintf(w.days, last-date.YearDay())}, {w.week, itoa(week)},
	}
	next, full := newMoon(date), fullMoon(date)
	moons := [][2]string{{w.newMoon, w.short(next)}, {w.fullMoon, w.short(full)}}
	if full.Before(next) {
		moons[0], moons[1] = moons[1], moons[0]
	}
	rows = append(rows, moons...)
	const top = 28 * typeset.Point
	step := min((b.Height-top-4*typeset.Point)/typeset.Length(len(rows)), 20*typeset.Point)
	y := b.Y + (b.Height-top-step*typeset.Length(len(rows)))/2
	b.next()
	for _, line := range c.set(w.almanac, &head, typeset.Left, b.Width)[:1] {
		b.line("H2", b.X, y+18*typeset.Point, line)
	}
	y += top
	for _, row := range rows {
		b.next()
		b.rule(b.X, y, b.Width, 250, pale)
		for _, line := range c.set(row[0], d.text, typeset.Left, b.Width)[:1] {
			b.line("P", b.X, y+11*typeset.Point, line)
		}
		for _, line := range c.set(row[1], d.strong, typeset.Right, b.Width)[:1] {
			b.line("P", b.X, y+11*typeset.Point, line)
		}
		y += step
	}
	return out
}

// The moon by Jean Meeus, "Astronomical Algorithms" (2nd edition, 1998), chapter
// 49, with the terms that are more than two minutes: dates are right but within
// minutes of midnight.
const (
	month   = 29.530588861 // from one new moon to the next, in days
	lunar   = 2451550.09766
	julian0 = 2440587.5 // of 1970
)

// newMoon and fullMoon are the first of their kind on a day or after it.
func newMoon(day time.Time) time.Time  { return phase(day, 0) }
func fullMoon(day time.Time) time.Time { return phase(day, 0.5) }

func phase(day time.Time, part float64) time.Time {
	y, m, d := day.Date()
	from := time.Date(y, m, d, 0, 0, 0, 0, day.Location())
	k := math.Floor((float64(from.Unix())/86400+julian0-lunar)/month) - 1 + part
	for {
		if at := moon(k, part); !at.Before(from) {
			return at.In(day.Location())
		}
		k++
	}
}

// moon is when the k-th moon since that of January 2000 is new, or full.
func moon(k, part float64) time.Time {
	t := k / 1236.85
	e := 1 - 0.002516*t
	rad := func(degrees float64) float64 { return math.Mod(degrees, 360) * math.Pi / 180 }
	sun := rad(2.5534 + 29.1053567*k)
	own := rad(201.5643 + 385.81693528*k + 0.0107582*t*t)
	node := rad(160.7108 + 390.67050284*k - 0.0016118*t*t)
	first, second := -0.40720, 0.17241
	if part != 0 {
		first, second = -0.40614, 0.17302
	}
	days := lunar + month*k + 0.00015437*t*t + first*math.Sin(own) + second*e*math.Sin(sun) +
		0.01608*math.Sin(2*own) + 0.01039*math.Sin(2*node) + 0.00739*e*math.Sin(own-sun) - 0.00514*e*math.Sin(own+sun) +
		0.00208*e*e*math.Sin(2*sun)
	const dynamical = 70.0 / 86400 // how far clocks are behind the heavens' time
	return time.Unix(int64(math.Round((days-dynamical-julian0)*86400)), 0).UTC()
}
