package draw

import "math"

// skyline is a city behind its river.
func (s *scene) skyline() {
	r := s.chance("plan")
	shore := 745.0
	sunX := s.wide * pick(r, 0.28, 0.7)
	s.sky(shore)
	s.sun(sunX, shore-40)
	s.clouds(shore-120, r.in(0.2, 0.6))
	s.ink("far", s.hills("far", 560, 190, 420), s.near(hex(0x44586A), 0.72), s.haze, 220)
	hillX := s.wide * r.in(0.55, 0.75)
	hill := func(x float64) float64 {
		d := (x - hillX) / 420
		return 700 - 190*math.Exp(-d*d*2.2) + 12*math.Sin(x/70)
	}
	s.land(hill, down(s.near(hex(0x3E5A52), 0.58), 480, s.haze, 740))
	s.needle(hillX, hill(hillX)+4, 0.5)
	s.row("back", -30, s.wide+30, shore, 44, 8, 0.55, 0.35, func(x float64) float64 {
		d := (x - s.wide*0.33) / 330
		return 120 + 150*math.Exp(-d*d)
	})
	s.mist("city", shore-70, 90, s.haze, 0.5)
	towerX := s.wide * r.in(0.26, 0.36)
	s.row("middle", -30, s.wide+30, shore, 62, 10, 0.33, 0.42, func(x float64) float64 {
		d := (x - s.wide*0.36) / 300
		return 90 + 190*math.Exp(-d*d)
	})
	s.spire(r, towerX, shore, 560)
	s.row("front", -30, s.wide+30, shore, 84, 12, 0.14, 0.45, func(x float64) float64 {
		d := (x - s.wide*0.4) / 460
		return 50 + 105*math.Exp(-d*d)
	})
	s.embankment(shore)
	s.water(shore+10, 1000, mix(s.zenith, s.middle, 0.6).darker(0.15), 0.2)
	if s.recipe.Time != Day {
		s.glitter(sunX, shore+12, 1000, s.glowing, 0.55)
	}
}

// embankment is the dark line of trees and road at the water's edge.
func (s *scene) embankment(y float64) {
	r := s.chance("embankment")
	c := s.near(mix(hex(0x2E4238), s.leaf, 0.25), 0.1)
	var p path
	for x := -20.0; x < s.wide+20; x += r.in(9, 22) {
		p.ellipse(x, y, r.in(9, 19), r.in(6, 15))
	}
	s.fill(&p, solid(c))
	s.box(-20, y, s.wide+40, 14, solid(c.darker(0.25)))
	if s.dark {
		for x := 12.0; x < s.wide; x += 46 {
			s.glow(x, y-4, 26, 1, hex(0xFFCB80), 0.8)
		}
	}
}

// needle is a tower for looking out, on its hill.
func (s *scene) needle(x, y, distance float64) {
	c := s.near(hex(0x55606C), distance)
	var p path
	p.taper(x, y, 9, x, y-90, 6).rect(x-13, y-104, 26, 9).rect(x-10, y-95, 20, 6).rect(x-8, y-110, 16, 6)
	p.taper(x, y-108, 4, x, y-185, 1.2)
	s.fill(&p, solid(c))
	if s.dark {
		s.box(x-12, y-101, 24, 3, solid(hex(0xFFDD9C)))
		s.glow(x, y-185, 12, 1, hex(0xFF6A50), 0.9)
	}
}

// spire is the one very tall tower of the city: it tapers in a curve.
func (s *scene) spire(r *random, x, y, h float64) {
	w := h * 0.085
	var p path
	p.move(x-w, y).cubic(x-w, y-h*0.45, x-w*0.55, y-h*0.8, x-w*0.16, y-h).line(x-w*0.05, y-h*0.93, x+w*0.05, y-h*0.93, x+w*0.16, y-h)
	p.cubic(x+w*0.55, y-h*0.8, x+w, y-h*0.45, x+w, y)
	c := s.near(hex(0x51657C), 0.26)
	s.fill(&p, across(mix(c, s.horizon, 0.4), x-w, c.darker(0.12), x+w*0.8))
	for i := range 46 {
		t := float64(i) / 46
		half := w * (1 - t*t*0.84) * 0.8
		line := sheer(s.near(hex(0x20303F), 0.3), 0.25)
		if s.dark && r.chance(0.62) {
			line = sheer(r.lamp(), 0.65)
			half *= r.in(0.4, 1)
		}
		s.box(x-half, y-h*0.03-t*h*0.84, half*2, h*0.006, line)
	}
	s.stroke(x, y-h*0.05, x, y-h*0.93, 1.2, sheer(s.horizon, 0.4))
}
