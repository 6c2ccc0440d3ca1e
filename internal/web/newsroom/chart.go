package newsroom

import (
	"fmt"
	"slices"
	"strings"

	"ilbo.press"
)

// A Chart is bars, drawn where the page is made: with no script, and said in words.
// The numbers stand in a table beside it.
type Chart struct {
	ID, Title, Says string
	Axis, Height    int // where the line is, and how high all of it
	Top             string
	Bars            []Bar
	Before          string // points of the line of what is compared with; empty: nothing is
}

// A Bar is one, in the units of the drawing, with what it says.
type Bar struct {
	X, Y, Width, Height int
	Down                bool
	Label, Says         string
	LabelX              int
}

// The size of a chart: so wide, and so high above and below the line.
const (
	chartWide = 480
	barsUp    = 120
	barsDown  = 60
	chartTop  = 16
	labelHigh = 18
)

// A charting is what a chart shows.
type charting struct {
	id, title, says string // says is what the chart shows, in a sentence
	labels          []string
	up, down        []int64 // what rises above a line, and what falls below it; down may be nil
	before          []int64 // that up is compared with; may be nil
	say             func(int64) string
}

// everyLabel is how far apart labels stand at least.
const everyLabel = 38

// draw draws everything on one scale.
func (o *charting) draw() Chart {
	most := int64(1)
	for _, all := range [][]int64{o.up, o.down, o.before} {
		for _, n := range all {
			most = max(most, n, -n)
		}
	}
	c := Chart{ID: o.id, Title: o.title, Says: o.says, Axis: barsUp + chartTop, Height: barsUp + chartTop + labelHigh, Top: o.say(most)}
	if o.down != nil || slices.ContainsFunc(o.up, func(n int64) bool { return n < 0 }) {
		c.Height += barsDown
	}
	step := chartWide / max(1, len(o.up))
	labelled := max(1, (everyLabel+step-1)/step)
	bar := func(i int, n int64, below bool) {
		room := int64(barsUp)
		if below {
			room = barsDown
		}
		h := int(min(room, n*barsUp/most))
		if h == 0 && n > 0 {
			h = 1
		}
		b := Bar{X: i*step + step/5 + 4, Y: c.Axis - h, Width: max(2, step*2/3), Height: h, Down: below, Says: o.labels[i] + ": " + o.say(n)}
		if below {
			b.Y, b.Says = c.Axis, o.labels[i]+": −"+o.say(n)
		} else if (len(o.up)-1-i)%labelled == 0 {
			b.Label, b.LabelX = o.labels[i], b.X+b.Width/2
		}
		c.Bars = append(c.Bars, b)
	}
	for i := range o.up {
		bar(i, max(o.up[i], 0), false)
		if o.down != nil {
			bar(i, o.down[i], true)
		} else if o.up[i] < 0 {
			bar(i, -o.up[i], true) // more was paid back than was sold
		}
	}
	var points []string
	for i := range min(len(o.before), len(o.up)) {
		points = append(points, fmt.Sprintf("%d,%d", i*step+step/5+4+max(2, step*2/3)/2, c.Axis-int(o.before[i]*barsUp/most)))
	}
	c.Before = strings.Join(points, " ")
	return c
}

// A Curve is how far down a story readings get.
type Curve struct {
	ID, Title, Says string
	Line, Area      string // points
	Marks           []CurveMark
}

// A CurveMark is a point of a curve, and what it says.
type CurveMark struct {
	X, Y        int
	Label, Says string
}

// The size of a curve, and of a small one in a list.
const (
	curveWide, curveHigh = 400, 120
	smallWide, smallHigh = 60, 20
)

// shape is a curve of a depth within a size: all who began, and those at the end of
// each quarter.
func shape(d *ilbo.Depth, wide, high, top int) (line, area string, ys []int) {
	var points []string
	for q := range len(d.Quarters) + 1 {
		part := 100
		if q > 0 {
			part = max(0, d.ToQuarter(q))
		}
		y := top + high - high*part/100
		ys = append(ys, y)
		points = append(points, fmt.Sprintf("%d,%d", wide*q/len(d.Quarters), y))
	}
	line = strings.Join(points, " ")
	return line, fmt.Sprintf("0,%d %s %d,%d", top+high, line, wide, top+high), ys
}
