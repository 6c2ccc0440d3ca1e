package draw

import "math"

// A board is the page that a chart is printed on.
type board struct {
	paper, ink, line colour
	hues             [3]colour
	x, y, w, h       float64 // the plot
}

func (s *scene) board(r *random) board {
	b := board{paper: hex(0xF5F0E6), ink: hex(0x2B3440), line: hex(0xCBC2B2)}
	sets := [][3]uint32{{0xB5443C, 0x2F5A7A, 0xC9993F}, {0x2F6F6A, 0xC96F3B, 0x5A5F8C}, {0x24507E, 0xD09A3A, 0x9A4A52}}
	for i, c := range sets[r.n(len(sets))] {
		b.hues[i] = hex(c)
	}
	if s.dark {
		b.paper, b.ink, b.line = hex(0x1B2530), hex(0xE6E2D8), hex(0x3A4654)
		for i := range b.hues {
			b.hues[i] = b.hues[i].lighter(0.22)
		}
	}
	s.box(-50, -50, s.wide+100, 1100, down(b.paper.lighter(0.1), 0, b.paper.darker(0.05), 1000))
	b.x, b.y, b.w, b.h = s.wide*0.1, 180, s.wide*0.8, 640
	s.box(b.x, 84, s.wide*0.3, 17, solid(b.ink))
	s.box(b.x, 118, s.wide*0.2, 9, sheer(b.ink, 0.4))
	s.box(b.x, 60, 46, 7, solid(b.hues[0]))
	return b
}

// axes are the base line, the guide lines and their marks.
func (s *scene) axes(b board, ticks int) {
	for i := range 6 {
		y := b.y + b.h*float64(i)/5
		s.box(b.x, y-0.9, b.w, 1.8, solid(b.line))
		s.box(b.x-44, y-4, 30, 7, sheer(b.ink, 0.4))
	}
	s.box(b.x, b.y+b.h-2, b.w, 4, solid(b.ink))
	for i := range ticks {
		x := b.x + b.w*(float64(i)+0.5)/float64(ticks)
		s.box(x-1.2, b.y+b.h, 2.4, 11, solid(b.ink))
		s.box(x-19, b.y+b.h+24, 38, 7, sheer(b.ink, 0.4))
	}
	s.box(b.x, 936, s.wide*0.14, 6, sheer(b.ink, 0.3))
}

// series is a walk of n values between 0 and 1 that tends from a to b.
func series(r *random, n int, a, b, rough float64) []float64 {
	v := make([]float64, n)
	walk := 0.0
	for i := range v {
		walk = walk*0.82 + r.in(-1, 1)*rough
		v[i] = max(0.04, min(0.97, lerp(a, b, smooth(float64(i)/float64(n-1)))+walk))
	}
	return v
}

func (s *scene) chartLine() {
	r := s.chance("plan")
	b := s.board(r)
	s.axes(b, 8)
	rise := r.chance(0.6)
	for i := 2; i >= 0; i-- {
		from, to := r.in(0.2, 0.4), r.in(0.55, 0.9)
		if !rise {
			from, to = to, from
		}
		if i > 0 {
			from, to = lerp(from, 0.4, 0.6), lerp(to, 0.4, 0.6)
		}
		s.curveOf(b, series(r, 40, from, to, 0.05), b.hues[i], i == 0)
	}
	// The stretch that the story is about.
	x := b.x + b.w*r.in(0.5, 0.72)
	s.box(x, b.y, b.w*0.1, b.h, sheer(b.hues[2], 0.12))
}

// curveOf draws one line of a chart; the first has its area shaded and its
// last value marked.
func (s *scene) curveOf(b board, v []float64, c colour, first bool) {
	if s.film { // the line is drawn as one looks
		v = v[:max(2, int(float64(len(v))*min(1, 0.1+s.at/8)))]
	}
	var pts []point
	for i, y := range v {
		pts = append(pts, point{b.x + b.w*float64(i)/39, b.y + b.h*(1-y)})
	}
	last := pts[len(pts)-1]
	if first {
		var area path
		area.move(pts[0].x, b.y+b.h)
		for _, q := range curve(pts...) {
			area.line(q.x, q.y)
		}
		area.line(last.x, b.y+b.h)
		s.fill(&area, down(c, b.y, c, b.y+b.h).fade(0.34, 0.02))
	}
	w := 4.5
	if first {
		w = 8
	}
	s.fillStroke(curve(pts...), w, solid(c))
	var joints path
	for _, q := range curve(pts...) {
		joints.ellipse(q.x, q.y, w/2, w/2)
	}
	s.fill(&joints, solid(c))
	if first {
		s.disc(last.x, last.y, 17, solid(b.paper))
		s.disc(last.x, last.y, 12, solid(c))
	}
}

func (s *scene) chartBars() {
	r := s.chance("plan")
	b := s.board(r)
	n := 9
	if s.wide < 1100 {
		n = 7
	}
	s.axes(b, n)
	v := series(r, n, r.in(0.25, 0.5), r.in(0.6, 0.9), 0.13)
	mark := n - 1
	if r.chance(0.4) {
		mark = r.n(n)
	}
	grow := 1.0
	if s.film {
		grow = smooth(clamp(0.1 + s.at/7))
	}
	for i, h := range v {
		w := b.w / float64(n)
		x := b.x + w*float64(i) + w*0.18
		c := mix(b.hues[1], b.paper, 0.42)
		if i == mark {
			c = b.hues[0]
		}
		top := b.y + b.h*(1-h*grow)
		s.box(x, top, w*0.64, b.y+b.h-2-top, down(c.lighter(0.08), top, c.darker(0.06), b.y+b.h))
		s.box(x+w*0.2, top-22, w*0.24, 8, sheer(b.ink, map[bool]float64{true: 0.75, false: 0.35}[i == mark]))
	}
	var pts []point
	for i, h := range v {
		pts = append(pts, point{b.x + b.w*(float64(i)+0.5)/float64(n), b.y + b.h*(1-h*grow*0.72-0.03*math.Sin(float64(i)*1.7))})
	}
	s.fillStroke(curve(pts...), 4, sheer(b.hues[2], 0.95))
	for _, q := range pts {
		s.disc(q.x, q.y, 9, solid(b.paper))
		s.disc(q.x, q.y, 6, solid(b.hues[2]))
	}
}
