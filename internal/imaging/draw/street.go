package draw

import "math"

// An alley is a street seen along its length: the eye is at the height of
// people's heads, so that all heads are on the horizon.
type alley struct {
	x, y float64 // where the lines meet
	half float64 // half the width between the fronts, at depth 1
	eye  float64 // height of the eye above the ground, at depth 1
}

// side is the x of a front at a depth.
func (a alley) side(side, depth float64) float64 { return a.x + side*a.half/depth }

// up is the y of a height above the ground at a depth.
func (a alley) up(height, depth float64) float64 { return a.y + (a.eye-height)/depth }

// street is a shopping street towards the evening sun, with people in it.
func (s *scene) street() {
	r := s.chance("plan")
	a := alley{s.wide * pick(r, 0.38, 0.62), 590, s.wide * 0.62, 330}
	s.sky(a.y + 30)
	s.glow(a.x, a.y-60, 620, 1, s.glowing, pick(r, 0.5, 0.6))
	s.clouds(a.y-100, 0.4)
	s.row("end", a.x-170, a.x+170, a.y+20, 40, 8, 0.55, 0.4, func(float64) float64 { return 120 })
	s.road(a)
	for _, side := range []float64{-1, 1} {
		s.fronts(s.chance("fronts"+string(rune('b'+int(side)))), a, side)
	}
	s.wires(r, a)
	s.streetPeople(a, 17)
}

func (s *scene) road(a alley) {
	var road, walk, lines path
	grey := s.near(hex(0x6A6B70), 0.05)
	if s.snowy {
		grey = s.near(hex(0xB4BAC2), 0.05)
	}
	s.box(-50, a.y, s.wide+100, 1100, down(mix(grey.lighter(0.2), s.haze, 0.5), a.y, grey.lighter(0.16), 1000))
	road.move(a.x, a.y).line(a.side(-0.62, 0.7), a.up(0, 0.7), a.side(0.62, 0.7), a.up(0, 0.7))
	s.fill(&road, down(mix(grey, s.haze, 0.5), a.y, grey.darker(0.15), 1000))
	walk.taper(a.x, a.y, 0.4, a.side(-0.63, 0.7), a.up(0, 0.7), 14).taper(a.x, a.y, 0.4, a.side(0.63, 0.7), a.up(0, 0.7), 14)
	s.fill(&walk, sheer(s.near(hex(0xD9D6CE), 0.05), 0.6))
	// A crossing.
	for i := range 9 {
		u := -0.56 + float64(i)*0.14 - 0.035
		near, far := 0.98, 1.22
		lines.move(a.side(u, near), a.up(0, near)).line(a.side(u+0.075, near), a.up(0, near), a.side(u+0.075, far), a.up(0, far), a.side(u, far), a.up(0, far))
	}
	s.fill(&lines, sheer(s.near(hex(0xF2EFE8), 0.05), 0.75))
	s.glow(a.x, a.y+40, 420, 0.35, s.glowing, 0.3)
}

// fronts are the houses of one side, from the far end to us.
func (s *scene) fronts(r *random, a alley, side float64) {
	walls := []colour{hex(0x8C7B6E), hex(0x6F7680), hex(0xA8927C), hex(0x5C6370), hex(0x947060), hex(0xB3A898)}
	depth := 9.0
	for depth > 0.55 {
		next := max(0.5, depth/r.in(1.16, 1.42))
		if depth < 1.1 {
			next = 0.5
		}
		h := r.in(760, 1500)
		distance := clamp((depth-0.8)/9) * 0.8
		c := s.near(walls[r.n(len(walls))], distance)
		shade := 0.0
		if side > 0 {
			shade = 0.18
		}
		x0, x1 := a.side(side, depth), a.side(side, next)
		var p path
		p.move(x0, a.up(0, depth)).line(x0, a.up(h, depth), x1, a.up(h, next), x1, a.up(0, next))
		s.fill(&p, across(mix(c, s.haze, 0.14), x0, c.darker(0.16+shade), x1))
		s.frontWindows(r, a, side, depth, next, h, distance)
		s.shopfront(r, a, side, depth, next, distance)
		if r.chance(0.85) {
			s.sign(r, a, side, lerp(depth, next, r.in(0.15, 0.6)), distance)
		}
		depth = next
	}
}

func (s *scene) frontWindows(r *random, a alley, side, far, near, h, distance float64) {
	glass := s.near(mix(hex(0x31404F), s.middle, 0.35), distance)
	var dim path
	for y := 330.0; y < h-110; y += 135 {
		for i := range 3 {
			d0 := 1 / lerp(1/far, 1/near, (float64(i)+0.2)/3)
			d1 := 1 / lerp(1/far, 1/near, (float64(i)+0.8)/3)
			p := &dim
			var lamp path
			isLit := s.dark && r.chance(0.45)
			if isLit {
				p = &lamp
			}
			p.move(a.side(side, d0), a.up(y, d0)).line(a.side(side, d0), a.up(y+80, d0), a.side(side, d1), a.up(y+80, d1), a.side(side, d1), a.up(y, d1))
			if isLit {
				s.fill(&lamp, sheer(mix(r.lamp(), s.haze, distance*0.5), 0.9))
			}
		}
	}
	s.fill(&dim, sheer(glass, 0.75))
}

// shopfront is the lighted ground floor with its awning.
func (s *scene) shopfront(r *random, a alley, side, far, near, distance float64) {
	d0 := 1 / lerp(1/far, 1/near, 0.08)
	d1 := 1 / lerp(1/far, 1/near, 0.92)
	var glass, awning path
	glass.move(a.side(side, d0), a.up(15, d0)).line(a.side(side, d0), a.up(215, d0), a.side(side, d1), a.up(215, d1), a.side(side, d1), a.up(15, d1))
	c := mix(s.near(hex(0x4A5560), distance), hex(0xFFD9A0), 0.3)
	if s.dark {
		c = mix(hex(0xFFD08A), s.haze, distance*0.4)
	}
	s.fill(&glass, solid(c))
	if s.dark {
		s.glow(a.side(side*0.9, d1), a.up(110, d1), 260/d1, 0.8, hex(0xFFB865), 0.3)
	}
	in := side * 0.85
	awning.move(a.side(side, d0), a.up(250, d0)).line(a.side(side, d1), a.up(250, d1), a.side(in, d1), a.up(200, d1), a.side(in, d0), a.up(200, d0))
	s.fill(&awning, solid(s.near(pick(r, hex(0xA24C3F), hex(0x3F5E5A), hex(0xC59B4A), hex(0x44546E), hex(0x7F4A5A)), distance)))
}

// sign is one of the upright signs that stand out from fronts; it says nothing.
func (s *scene) sign(r *random, a alley, side, depth, distance float64) {
	c := pick(r, hex(0xC9483E), hex(0x2F7A78), hex(0xE0A93C), hex(0x3D63A8), hex(0xE8E1D2), hex(0x8E3F6B))
	y0, y1 := r.in(430, 520), r.in(640, 760)
	x0, x1 := a.side(side, depth), a.side(side*0.88, depth)
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	top, foot := a.up(y1, depth), a.up(y0-60, depth)
	tone := s.near(c, distance)
	if s.dark {
		tone = mix(c.lighter(0.18), s.haze, distance*0.5)
		s.glow((x0+x1)/2, (top+foot)/2, (foot-top)*0.9, 1, c, 0.5)
	}
	s.box(x0, top, x1-x0, foot-top, solid(tone))
	// Marks in place of letters.
	n := 4
	for i := range n {
		y := lerp(top, foot, (float64(i)+0.28)/float64(n))
		s.box(lerp(x0, x1, 0.28), y, (x1-x0)*0.44, (foot-top)*0.11, sheer(tone.lighter(0.75), 0.85))
	}
}

func (s *scene) wires(r *random, a alley) {
	var p path
	for i := range 4 {
		d := 1.1 + float64(i)*0.9
		l, rt := a.side(-1, d), a.side(1, d)
		y := a.up(r.in(720, 880), d)
		p.brush(curve(point{l, y}, point{(l + rt) / 2, y + 46/d}, point{rt, y - 20/d}), func(float64) float64 { return 2.2 / d })
	}
	s.fill(&p, sheer(s.near(hex(0x20242C), 0.2), 0.65))
}

// streetPeople walk in the alley, the furthest first.
func (s *scene) streetPeople(a alley, count int) {
	r := s.chance("people")
	for i := range count {
		t := float64(i) / float64(count-1)
		depth := 1 / lerp(1/8.0, 1/1.12, t*t*0.75+t*0.25)
		u := r.in(-0.82, 0.82)
		if math.Abs(u) < 0.12 && depth < 2 {
			u = 0.4 * r.sign()
		}
		size := 335 / depth * r.in(0.94, 1.06)
		x, y := a.side(u, depth), a.up(0, depth)
		var shade path
		shade.ellipse(x, y, size*0.17, size*0.028)
		s.fill(&shade, sheer(hex(0x10141C), 0.28))
		s.person(r, figure{x: x, y: y, h: size, facing: pick(r, -1, 0, 0, 1.0), stride: pick(r, 0.4, 0.8, 1.0), distance: clamp((depth-1)/9) * 0.75, shadow: 0.15})
	}
}

// rain is the same street in the wet, under umbrellas.
func (s *scene) rain() {
	r := s.chance("plan")
	s.overcast()
	a := alley{s.wide * pick(r, 0.4, 0.6), 560, s.wide * 0.66, 330}
	s.sky(a.y + 30)
	s.row("end", a.x-220, a.x+220, a.y+20, 46, 9, 0.6, 0.6, func(float64) float64 { return 150 })
	s.road(a)
	for _, side := range []float64{-1, 1} {
		s.fronts(s.chance("fronts"+string(rune('b'+int(side)))), a, side)
	}
	s.mist("haze", a.y-10, 130, s.haze, 0.55)
	s.water(a.up(0, 3.2), 1000, s.near(hex(0x3A424C), 0.05), 0.42)
	s.bokeh(r, a.y)
	s.umbrellas(a)
	s.falling(fall{count: 420, speed: 1300, slant: -0.07, rain: true})
}

// overcast takes the colours out of the light.
func (s *scene) overcast() {
	for _, c := range []*colour{&s.zenith, &s.middle, &s.horizon, &s.haze} {
		*c = mix(*c, hex(0x6E7A88).times(s.ambient), 0.55).faded(0.35)
	}
	s.ambient = mix(s.ambient, s.ambient.times(hex(0xB9C2CE)), 0.7)
	s.dark = true // lamps are lit in such weather
}

// bokeh is lamps out of focus.
func (s *scene) bokeh(r *random, y float64) {
	for range 26 {
		c := pick(r, hex(0xFFC070), hex(0xFFE0B0), hex(0xF08A5A), hex(0x8FC4D8), hex(0xE9A0A8))
		x, h, size := r.in(0, s.wide), y+r.in(-130, 60), r.in(6, 22)
		p := sheer(c, r.in(0.10, 0.34)).light()
		s.disc(x, h, size, p)
	}
}

func (s *scene) umbrellas(a alley) {
	r := s.chance("umbrellas")
	for i := range 11 {
		t := float64(i) / 10
		depth := 1 / lerp(1/6.0, 1/1.0, t*t)
		u := r.in(-0.7, 0.7)
		if i == 10 {
			u = pick(r, -0.32, 0.32)
		}
		size := 340 / depth
		x, y := a.side(u, depth), a.up(0, depth)
		d := clamp((depth-1)/7) * 0.7
		s.person(r, figure{x: x, y: y, h: size, stride: 0.7, distance: d, shadow: 0.35})
		s.umbrella(r, x+size*0.05, y-size*1.04, size*0.42, d)
	}
}

// umbrella is open above x, y.
func (s *scene) umbrella(r *random, x, y, w, distance float64) {
	c := s.near(pick(r, hex(0xB0413A), hex(0x2E3A4A), hex(0xD3A23C), hex(0x3F6A70), hex(0x23262C), hex(0xCFC8BC)), distance)
	s.stroke(x, y, x, y+w*1.1, max(1, w*0.025), solid(s.near(hex(0x22252B), distance)))
	var top path
	top.move(x-w, y+w*0.22).cubic(x-w*0.9, y-w*0.35, x-w*0.35, y-w*0.52, x, y-w*0.54).cubic(x+w*0.35, y-w*0.52, x+w*0.9, y-w*0.35, x+w, y+w*0.22)
	for i := range 4 {
		l := x + w - float64(i)*w*0.5
		top.quad(l-w*0.25, y+w*0.06, l-w*0.5, y+w*0.22)
	}
	s.fill(&top, across(c.lighter(0.12), x-w, c.darker(0.25), x+w))
	var ribs path
	for i := range 3 {
		ribs.brush(curve(point{x, y - w*0.54}, point{x + (float64(i)-1)*w*0.36, y - w*0.25}, point{x + (float64(i)-1)*w*0.5, y + w*0.2}), func(float64) float64 { return max(0.6, w*0.012) })
	}
	s.fill(&ribs, sheer(c.darker(0.5), 0.5))
}
