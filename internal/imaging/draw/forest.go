package draw

import "math"

// forest is tall trunks in layers, with light falling in between them.
func (s *scene) forest() {
	r := s.chance("plan")
	lightX := s.wide * pick(r, 0.36, 0.62)
	deep := mix(s.leaf, hex(0x2E4A3C), 0.45)
	if s.winter {
		deep = hex(0x6E7F8C)
	}
	back := mix(s.horizon, s.near(deep.lighter(0.3), 0.2), 0.35)
	s.box(-50, -50, s.wide+100, 1100, down(s.near(deep, 0.45), 0, back, 640))
	s.glow(lightX, 360, 760, 1, s.glowing, 0.6)
	floor := s.near(mix(s.grass, deep, 0.4), 0.1)
	for i := range 6 {
		t := float64(i) / 5
		d := lerp(0.78, 0, t)
		y := lerp(650, 965, t*t)
		if i > 0 {
			crest := s.hills("floor"+string(rune('a'+i)), y, 34, 300)
			s.land(crest, down(s.near(mix(floor, back, d*0.5), d*0.7), y-20, s.near(floor.darker(0.3), d*0.5), y+220))
		}
		s.trunks("trunks"+string(rune('a'+i)), y+6, lerp(9, 62, t*t), lerp(46, 290, t), d, lightX)
		if i < 4 {
			s.canopy("leaves"+string(rune('a'+i)), lerp(210, 60, t), lerp(46, 100, t), d, deep)
			s.mist("air"+string(rune('a'+i)), y, 120, back, 0.4)
		}
	}
	s.shafts(r, lightX)
	s.canopy("top", 0, 120, 0.06, deep.darker(0.25))
	s.ferns(r, deep)
	s.person(r, figure{x: lightX + 30, y: 800, h: 150, distance: 0.2, stride: 0.6, shadow: 0.3})
}

// trunks stand on y, closer together the further away.
func (s *scene) trunks(part string, y, width, gap, distance, lightX float64) {
	r := s.chance(part)
	bark := pick(r, hex(0x4B3B33), hex(0x55473C), hex(0x3F3834))
	for x := r.in(-gap, 0); x < s.wide+gap; x += gap * r.in(0.55, 1.5) {
		// The middle stays open: it is what one looks into.
		if math.Abs(x-lightX) < gap*0.5 && distance < 0.4 {
			continue
		}
		w, lean := width*r.in(0.7, 1.3), r.in(-0.05, 0.05)
		foot := y + r.in(-10, 24)
		var p path
		p.move(x-w*0.85, foot).cubic(x-w*0.5, foot-w*1.4, x-w*0.45+lean*300, 300, x-w*0.32+lean*900, -60)
		p.line(x+w*0.32+lean*900, -60).cubic(x+w*0.45+lean*300, 300, x+w*0.5, foot-w*1.4, x+w*0.85, foot)
		c := s.near(bark, distance)
		edge := mix(c, s.glowing, 0.4*(1-distance))
		if x < lightX {
			s.fill(&p, across(c.darker(0.15), x-w*0.5, edge, x+w*0.62))
		} else {
			s.fill(&p, across(edge, x-w*0.62, c.darker(0.15), x+w*0.5))
		}
		if distance < 0.55 && r.chance(0.7) {
			var b path
			by := r.in(120, 360)
			b.taper(x+lean*500, by+60, w*0.28, x+r.sign()*w*3+lean*500, by-50, w*0.06)
			s.fill(&b, solid(c))
		}
	}
}

// canopy is leaves hanging from the upper edge.
func (s *scene) canopy(part string, y, size, distance float64, c colour) {
	if s.winter {
		return
	}
	r := s.chance(part)
	var dark, bright path
	for x := -40.0; x < s.wide+40; x += size * 0.2 {
		h := y + r.in(-1.2, 0.75)*size
		dark.ellipse(x, h, size*r.in(0.2, 0.46), size*r.in(0.16, 0.34))
		if r.chance(0.5) {
			bright.ellipse(x+r.in(-1, 1)*size*0.2, h-size*0.08, size*r.in(0.06, 0.18), size*r.in(0.05, 0.12))
		}
	}
	s.fill(&dark, sheer(s.near(mix(c, s.leaf, 0.4), distance), 0.9))
	leaf := s.leaf.lighter(0.18)
	if r.chance(0.3) {
		leaf = s.leaf2
	}
	s.fill(&bright, sheer(s.near(leaf, distance), 0.75))
}

// shafts are beams of light from above the middle.
func (s *scene) shafts(r *random, x float64) {
	strength := 0.2
	if s.night {
		strength = 0.09
	}
	for range 8 {
		top, foot, w := x+r.in(-240, 240), x+r.in(-520, 520), r.in(26, 90)
		var p path
		p.move(top-w*0.4, -40).line(top+w*0.4, -40, foot+w*1.5, 930, foot-w*1.5, 930)
		pulse := 1 + 0.25*math.Sin(s.at*0.7+top)
		s.fill(&p, down(s.glowing, 0, s.glowing, 930).fade(strength*pulse, 0).light())
	}
}

// ferns grow along the lower edge.
func (s *scene) ferns(r *random, c colour) {
	if s.winter {
		s.falling(fall{count: 120, size: 2, speed: 40, slant: 0.04})
		return
	}
	var p path
	for range 46 {
		x, h := r.in(-30, s.wide+30), r.in(50, 130)
		for i := range 5 {
			a := -math.Pi/2 + (float64(i)-2)*0.42 + swayOf(s, x)
			p.brush(curve(point{x, 1015}, point{x + math.Cos(a)*h*0.5, 1015 + math.Sin(a)*h*0.62}, point{x + math.Cos(a)*h, 1015 + math.Sin(a)*h*0.8}), func(t float64) float64 { return 15 * t * (1 - t) * 3 })
		}
	}
	s.fill(&p, solid(s.near(mix(c, hex(0x1C2A22), 0.5), 0)))
}
