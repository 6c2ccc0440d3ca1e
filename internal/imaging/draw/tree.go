package draw

import "math"

// foliage is a crown of leaves: blots of two tones, the light from above.
func (s *scene) foliage(r *random, x, y, rx, ry float64, c colour, distance float64) {
	dark, bright := s.near(c.darker(0.28), distance), s.near(c.lighter(0.12), distance)
	var low, mid, top path
	low.ellipse(x, y, rx*0.62, ry*0.62)
	count := 26 + int(rx*0.55)
	for range count {
		a, d := r.in(0, 2*math.Pi), math.Sqrt(r.unit())
		bx, by := x+math.Cos(a)*d*rx*0.8, y+math.Sin(a)*d*ry*0.8
		size := r.in(0.15, 0.34) * min(rx, ry) * (1.15 - 0.5*d) * math.Sqrt(40/float64(count))
		low.ellipse(bx, by, size*1.15, size)
		if r.chance(0.7) {
			mid.ellipse(bx-size*0.2, by-size*0.34, size*0.8, size*0.66)
		}
		if r.chance(0.5) {
			top.ellipse(bx-size*0.32, by-size*0.45, size*0.4, size*0.3)
		}
	}
	s.fill(&low, solid(dark))
	s.fill(&mid, solid(s.near(c, distance)))
	s.fill(&top, sheer(bright, 0.8))
}

// tree is a broad-leaved tree that stands at x, y, as the season has it.
func (s *scene) tree(r *random, x, y, height, distance float64) {
	bark := s.near(hex(0x4A3B35), distance)
	if s.winter {
		s.bare(r, x, y, height, distance, 6)
		return
	}
	c := s.leaf
	if r.chance(0.45) {
		c = s.leaf2
	}
	var p path
	p.taper(x, y, height*0.07, x+r.in(-0.03, 0.03)*height, y-height*0.55, height*0.03)
	p.taper(x, y-height*0.34, height*0.03, x+height*0.14, y-height*0.6, height*0.012)
	p.taper(x, y-height*0.3, height*0.03, x-height*0.13, y-height*0.58, height*0.012)
	s.fill(&p, solid(bark))
	s.foliage(r, x, y-height*0.66, height*0.34, height*0.33, c, distance)
}

// bare is a tree without leaves.
func (s *scene) bare(r *random, x, y, height, distance float64, depth int) {
	var p path
	branch(&p, r, x, y, -math.Pi/2+r.in(-0.08, 0.08), height*0.3, height*0.055, depth)
	s.fill(&p, solid(s.near(hex(0x40383A), distance)))
}

func branch(p *path, r *random, x, y, angle, length, width float64, depth int) {
	ex, ey := x+math.Cos(angle)*length, y+math.Sin(angle)*length
	p.taper(x, y, width, ex, ey, width*0.66)
	if depth == 0 {
		return
	}
	for i := range 2 + r.n(2) {
		turn := r.in(0.18, 0.62) * (1 - 2*float64(i&1))
		if i == 2 {
			turn = r.in(-0.2, 0.2)
		}
		branch(p, r, ex, ey, angle+turn, length*r.in(0.62, 0.84), width*0.64, depth-1)
	}
}

// fir is a conifer in tiers, with snow on them in winter.
func (s *scene) fir(r *random, x, y, height, distance float64) {
	c := s.near(mix(hex(0x2C4A42), s.leaf, 0.12), distance)
	var p, snow path
	p.rect(x-height*0.02, y-height*0.15, height*0.04, height*0.15)
	for i := range 5 {
		t := float64(i) / 5
		w, top, foot := height*lerp(0.24, 0.09, t)*r.in(0.92, 1.08), y-height*lerp(0.5, 1, t), y-height*lerp(0.08, 0.66, t)
		p.move(x, top).quad(x+w*0.46, lerp(top, foot, 0.62), x+w, foot).quad(x, foot+height*0.02, x-w, foot).quad(x-w*0.46, lerp(top, foot, 0.62), x, top)
		snow.move(x, top).quad(x+w*0.3, lerp(top, foot, 0.6), x+w*0.86, foot-height*0.012).quad(x+w*0.3, lerp(top, foot, 0.86), x+w*0.1, lerp(top, foot, 0.66)).quad(x-w*0.2, lerp(top, foot, 0.98), x-w*0.8, foot-height*0.016).quad(x-w*0.3, lerp(top, foot, 0.6), x, top)
	}
	s.fill(&p, solid(c))
	if s.snowy {
		s.fill(&snow, sheer(s.near(hex(0xF4F7FA), distance), 0.9))
	}
}

// pine is the red pine of old paintings: a bent trunk and flat pads of needles.
func (s *scene) pine(r *random, x, y, height, lean, distance float64) {
	trunk := curve(point{x, y}, point{x + lean*height*0.16, y - height*0.25}, point{x + lean*height*0.02, y - height*0.5},
		point{x + lean*height*0.24, y - height*0.76}, point{x + lean*height*0.2, y - height*0.95})
	var p path
	p.brush(trunk, func(t float64) float64 { return height * lerp(0.075, 0.018, t) })
	type pad struct{ x, y, w float64 }
	var pads []pad
	for i := range 7 {
		t := lerp(0.42, 1, float64(i)/6)
		at := trunk[min(len(trunk)-1, int(t*float64(len(trunk)-1)))]
		side := float64(1 - 2*(i&1))
		reach := height * lerp(0.36, 0.06, float64(i)/6) * r.in(0.75, 1.1)
		tip := point{at.x + side*reach, at.y - height*0.03}
		p.brush(curve(at, point{at.x + side*reach*0.5, at.y + height*0.012}, tip), func(t float64) float64 { return height * lerp(0.024, 0.008, t) })
		pads = append(pads, pad{tip.x, tip.y, height * lerp(0.27, 0.2, float64(i)/6)})
	}
	s.fill(&p, solid(s.near(hex(0x5A3B30), distance)))
	green := hex(0x2E4C3C)
	for _, q := range pads {
		var dark, bright path
		for range 12 {
			u := r.in(-1, 1)
			w := q.w * (1 - math.Abs(u)*0.55)
			dark.ellipse(q.x+u*q.w*0.75, q.y-r.in(0, 0.14)*w, w*0.36, w*0.2)
			bright.ellipse(q.x+u*q.w*0.7, q.y-r.in(0.12, 0.26)*w, w*0.25, w*0.11)
		}
		s.fill(&dark, solid(s.near(green, distance)))
		c := green.lighter(0.16)
		if s.snowy {
			c = hex(0xEEF2F5)
		}
		s.fill(&bright, sheer(s.near(c, distance), 0.85))
	}
}

// grove sets trees along a ridge.
func (s *scene) grove(part string, crest ridge, x0, x1, gap, height, distance float64) {
	r := s.chance(part)
	for x := x0; x < x1; x += gap * r.in(0.6, 1.4) {
		h := height * r.in(0.6, 1.25)
		if r.chance(0.4) {
			s.fir(r, x, crest(x)+h*0.05, h*1.15, distance)
			continue
		}
		s.tree(r, x, crest(x)+h*0.05, h, distance)
	}
}
