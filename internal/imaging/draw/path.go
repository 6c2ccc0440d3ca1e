package draw

import "math"

// A point is a place in a scene, in units: a scene is 1000 units high.
type point struct{ x, y float64 }

// A path is outlines to be filled: each is closed by itself. Where outlines of
// one direction overlap the overlap is filled once.
type path struct {
	pts  []point
	ends []int // index in pts after the last point of each finished outline
}

func (p *path) finish() {
	n := len(p.pts)
	if len(p.ends) == 0 && n > 0 || len(p.ends) > 0 && p.ends[len(p.ends)-1] < n {
		p.ends = append(p.ends, n)
	}
}

// move ends the outline before and begins another.
func (p *path) move(x, y float64) *path {
	p.finish()
	p.pts = append(p.pts, point{x, y})
	return p
}

// line goes straight to each x, y in turn.
func (p *path) line(xy ...float64) *path {
	for i := 0; i+1 < len(xy); i += 2 {
		p.pts = append(p.pts, point{xy[i], xy[i+1]})
	}
	return p
}

// quad goes to x, y in a curve that leans towards cx, cy.
func (p *path) quad(cx, cy, x, y float64) *path {
	a := p.pts[len(p.pts)-1]
	n := pieces(math.Abs(cx-a.x) + math.Abs(cy-a.y) + math.Abs(x-cx) + math.Abs(y-cy))
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		p.pts = append(p.pts, point{u*u*a.x + 2*u*t*cx + t*t*x, u*u*a.y + 2*u*t*cy + t*t*y})
	}
	return p
}

// cubic goes to x, y by a Bézier curve.
func (p *path) cubic(ax, ay, bx, by, x, y float64) *path {
	o := p.pts[len(p.pts)-1]
	n := pieces(math.Abs(ax-o.x) + math.Abs(ay-o.y) + math.Abs(bx-ax) + math.Abs(by-ay) + math.Abs(x-bx) + math.Abs(y-by))
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		p.pts = append(p.pts, point{a*o.x + b*ax + c*bx + d*x, a*o.y + b*ay + c*by + d*y})
	}
	return p
}

// pieces is into how many straight pieces a curve of that length is cut.
func pieces(length float64) int { return max(4, min(40, int(length/6)+4)) }

func (p *path) rect(x, y, w, h float64) *path {
	return p.move(x, y).line(x+w, y, x+w, y+h, x, y+h)
}

func (p *path) ellipse(x, y, rx, ry float64) *path {
	n := max(10, min(96, int((rx+ry)*0.9)+8))
	for i := range n {
		a := 2 * math.Pi * float64(i) / float64(n)
		px, py := x+rx*math.Cos(a), y+ry*math.Sin(a)
		if i == 0 {
			p.move(px, py)
			continue
		}
		p.line(px, py)
	}
	return p
}

// round is a rectangle with round corners.
func (p *path) round(x, y, w, h, r float64) *path {
	r = min(r, w/2, h/2)
	p.move(x+r, y).line(x+w-r, y).quad(x+w, y, x+w, y+r)
	p.line(x+w, y+h-r).quad(x+w, y+h, x+w-r, y+h)
	p.line(x+r, y+h).quad(x, y+h, x, y+h-r)
	return p.line(x, y+r).quad(x, y, x+r, y)
}

// stroke is a line of width w.
func (p *path) stroke(x0, y0, x1, y1, w float64) *path {
	return p.taper(x0, y0, w, x1, y1, w)
}

// taper is a line whose width goes from w0 to w1.
func (p *path) taper(x0, y0, w0, x1, y1, w1 float64) *path {
	dx, dy := x1-x0, y1-y0
	d := math.Sqrt(dx*dx + dy*dy)
	if d == 0 {
		return p
	}
	nx, ny := -dy/d/2, dx/d/2
	return p.move(x0+nx*w0, y0+ny*w0).line(x0-nx*w0, y0-ny*w0, x1-nx*w1, y1-ny*w1, x1+nx*w1, y1+ny*w1)
}

// brush is a stroke along points whose width is given by width(t), t from 0 to 1.
func (p *path) brush(pts []point, width func(t float64) float64) *path {
	if len(pts) < 2 {
		return p
	}
	n := len(pts)
	left, right := make([]point, n), make([]point, n)
	for i, c := range pts {
		a, b := pts[max(0, i-1)], pts[min(n-1, i+1)]
		dx, dy := b.x-a.x, b.y-a.y
		d := max(1e-6, math.Sqrt(dx*dx+dy*dy))
		w := width(float64(i)/float64(n-1)) / 2
		left[i] = point{c.x - dy/d*w, c.y + dx/d*w}
		right[i] = point{c.x + dy/d*w, c.y - dx/d*w}
	}
	p.finish()
	p.pts = append(p.pts, left...)
	for i := n - 1; i >= 0; i-- {
		p.pts = append(p.pts, right[i])
	}
	p.finish()
	return p
}

// curve is points along a smooth line through all of through (Catmull-Rom).
func curve(through ...point) []point {
	at := func(i int) point { return through[max(0, min(len(through)-1, i))] }
	var out []point
	for i := range len(through) - 1 {
		a, b, c, d := at(i-1), at(i), at(i+1), at(i+2)
		n := pieces(math.Abs(c.x-b.x) + math.Abs(c.y-b.y))
		for j := range n {
			t := float64(j) / float64(n)
			f := func(a, b, c, d float64) float64 {
				return b + t/2*(c-a+t*(2*a-5*b+4*c-d+t*(3*(b-c)+d-a)))
			}
			out = append(out, point{f(a.x, b.x, c.x, d.x), f(a.y, b.y, c.y, d.y)})
		}
	}
	return append(out, through[len(through)-1])
}
