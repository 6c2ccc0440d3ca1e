package draw

import "math"

// harbor is a small fishing port with its boats at rest.
func (s *scene) harbor() {
	r := s.chance("plan")
	line := 620.0
	sunX := s.wide * r.in(0.55, 0.75)
	s.sky(line)
	s.sun(sunX, line-40)
	s.clouds(line-120, r.in(0.2, 0.6))
	s.ink("far", s.hills("far", 540, 190, 460), s.near(hex(0x486072), 0.66), s.haze, 200)
	slope := s.hills("slope", 600, 120, 520)
	s.land(slope, down(s.near(mix(s.grass, hex(0x4A6350), 0.5), 0.42), 480, s.near(hex(0x5D6558), 0.3), line))
	s.houses(slope, line)
	s.box(-50, line-10, s.wide+100, 24, down(s.near(hex(0x9A948A), 0.22), line-10, s.near(hex(0x5C5853), 0.2), line+14))
	for i, t := range []float64{0.14, 0.3, 0.55, 0.72, 0.92} {
		s.fishingBoat(r, s.wide*t, line+20, 100+12*float64(i%3), 0.24)
	}
	s.water(line+14, 1000, mix(s.zenith, s.middle, 0.4).darker(0.15), 0.16)
	if s.recipe.Time != Day {
		s.glitter(sunX, line+20, 1000, s.glowing, 0.45)
	}
	s.breakwater(line)
	x := s.wide * r.in(0.28, 0.4)
	var shade path
	shade.ellipse(x+10, 890, 168, 15).ellipse(x, 906, 120, 12).ellipse(x-14, 926, 80, 6)
	s.fill(&shade, sheer(s.near(hex(0x16222B), 0.05), 0.42))
	s.fishingBoat(r, x, 870, 350, 0.04)
	s.birds(s.wide*0.3, 240, 10, 4)
}

// houses climb the slope above the quay.
func (s *scene) houses(crest ridge, line float64) {
	r := s.chance("houses")
	roofs := []colour{hex(0x3F6C86), hex(0xB5654A), hex(0x4F7A6A), hex(0x8C5A4A), hex(0xC08B4A)}
	for i := range 64 {
		t := float64(i) / 64
		x := r.in(-10, s.wide+10)
		y := lerp(crest(x)+28, line-10, t)
		w, h := r.in(30, 50)*(0.7+0.4*t), r.in(18, 30)*(0.7+0.4*t)
		d := lerp(0.42, 0.24, t)
		s.box(x, y-h, w, h, solid(s.near(pick(r, hex(0xEFE9DD), hex(0xDDD3C2), hex(0xC9D2D4), hex(0xE8D8C4)), d)))
		roof := s.near(roofs[r.n(len(roofs))], d)
		if s.snowy {
			roof = s.near(hex(0xEDF1F4), d)
		}
		var p path
		p.move(x-3, y-h+1).line(x+w*0.18, y-h-h*0.45, x+w*0.82, y-h-h*0.45, x+w+3, y-h+1)
		s.fill(&p, solid(roof))
		for j := range 2 {
			c := sheer(s.near(hex(0x3D4A55), d), 0.7)
			if s.dark && r.chance(0.6) {
				c = sheer(r.lamp(), 0.95)
			}
			s.box(x+w*(0.18+0.4*float64(j)), y-h*0.7, w*0.2, h*0.34, c)
		}
	}
}

// breakwater runs in from the right with its small light.
func (s *scene) breakwater(line float64) {
	var p path
	c := s.near(hex(0x77736C), 0.12)
	p.move(s.wide+50, line+66).line(s.wide*0.7, line+72, s.wide*0.68, line+96, s.wide+50, line+118)
	s.fill(&p, down(c.lighter(0.15), line+66, c.darker(0.3), line+118))
	s.lighthouse(s.wide*0.72, line+76, 120, 0.12)
}

// fishingBoat lies at x with its waterline at y.
func (s *scene) fishingBoat(r *random, x, y, w, distance float64) {
	y += 1.6 * math.Sin(s.at*1.2+x/50) * w / 120
	hull := s.near(pick(r, hex(0x2F5E80), hex(0xE6E2D8), hex(0x3F6E5E), hex(0x9B4038)), distance)
	var p, stripe, cabin, gear path
	p.move(x-w*0.5, y-w*0.2).cubic(x-w*0.2, y-w*0.1, x+w*0.25, y-w*0.12, x+w*0.56, y-w*0.28).cubic(x+w*0.5, y-w*0.08, x+w*0.44, y+w*0.02, x+w*0.36, y+w*0.06).line(x-w*0.42, y+w*0.06)
	s.fill(&p, down(hull.lighter(0.12), y-w*0.25, hull.darker(0.3), y+w*0.06))
	stripe.brush(curve(point{x - w*0.49, y - w*0.15}, point{x, y - w*0.075}, point{x + w*0.53, y - w*0.22}), func(float64) float64 { return w * 0.025 })
	s.fill(&stripe, sheer(s.near(hex(0xF5F1E6), distance), 0.9))
	cabin.move(x-w*0.32, y-w*0.12).line(x-w*0.3, y-w*0.4, x-w*0.02, y-w*0.4, x+w*0.03, y-w*0.1)
	s.fill(&cabin, across(s.near(hex(0xF2EEE4), distance), x-w*0.3, s.near(hex(0xB8B4AC), distance), x))
	s.box(x-w*0.34, y-w*0.43, w*0.36, w*0.035, solid(s.near(hex(0x3B444C), distance)))
	glass := solid(s.near(hex(0x35495A), distance))
	if s.dark {
		glass = solid(hex(0xFFDD9A))
	}
	s.box(x-w*0.26, y-w*0.36, w*0.07, w*0.08, glass)
	s.box(x-w*0.15, y-w*0.36, w*0.07, w*0.08, glass)
	gear.taper(x-w*0.2, y-w*0.4, w*0.018, x-w*0.2, y-w*0.95, w*0.01)
	gear.taper(x+w*0.3, y-w*0.15, w*0.018, x+w*0.28, y-w*0.75, w*0.01)
	gear.stroke(x-w*0.2, y-w*0.92, x+w*0.28, y-w*0.72, w*0.006)
	gear.stroke(x+w*0.28, y-w*0.74, x+w*0.54, y-w*0.26, w*0.005)
	gear.stroke(x-w*0.2, y-w*0.9, x-w*0.47, y-w*0.2, w*0.005)
	s.fill(&gear, solid(s.near(hex(0x3A342F), distance)))
	// Lamps for the squid, in a row.
	for i := range 6 {
		t := float64(i+1) / 7
		lx, ly := lerp(x-w*0.2, x+w*0.28, t), lerp(y-w*0.92, y-w*0.72, t)+w*0.03
		s.disc(lx, ly, w*0.016, solid(s.near(hex(0xF4F0DC), distance)))
		if s.dark {
			s.glow(lx, ly, w*0.09, 1, hex(0xFFE9B4), 0.5)
		}
	}
}
