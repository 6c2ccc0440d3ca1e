package draw

import "math"

// border is a fence along a river, a watch post, and hills on the other side.
func (s *scene) border() {
	r := s.chance("plan")
	line := 610.0
	s.sky(line)
	s.sun(s.wide*pick(r, 0.3, 0.64), line-60)
	s.clouds(line-120, r.in(0.4, 0.8))
	for i := range 3 {
		t := float64(i) / 2
		part := string(rune('a' + i))
		s.ink(part, s.hills(part, lerp(480, 575, t), lerp(230, 120, t), 400), s.near(hex(0x47606A), lerp(0.75, 0.42, t)), s.haze, 180)
	}
	s.mist("air", line-10, 60, s.horizon, 0.7)
	s.water(line, 800, mix(s.zenith, s.middle, 0.5).darker(0.1), 0.2)
	bank := func(x float64) float64 { return 735 + 26*math.Sin(x/310+1) - 60*step(s.wide*0.6, s.wide, x) }
	c := s.near(mix(s.grass, hex(0x4E4A38), 0.5), 0.12)
	s.land(bank, down(c, 700, c.darker(0.5), 1000))
	s.reeds(r, 90, func() (float64, float64) { x := r.in(-10, s.wide); return x, bank(x) + 14 }, 70)
	s.watchPost(s.wide*pick(r, 0.82, 0.86), bank(s.wide*0.84)+24)
	s.fence(bank)
	s.birds(s.wide*0.3, 220, 11, 7)
}

// watchPost is a hut on legs.
func (s *scene) watchPost(x, y float64) {
	c := s.near(hex(0x59614F), 0.08)
	var legs, hut, roof path
	for _, d := range []float64{-46, 46} {
		legs.taper(x+d, y, 9, x+d*0.72, y-210, 7)
	}
	legs.stroke(x-44, y-20, x+36, y-130, 4).stroke(x+44, y-20, x-36, y-130, 4)
	legs.rect(x-58, y-214, 116, 8)
	s.fill(&legs, solid(c.darker(0.3)))
	s.fill(hut.rect(x-52, y-310, 104, 98), across(c.lighter(0.12), x-52, c.darker(0.3), x+52))
	glass := s.near(hex(0x26313A), 0.1)
	if s.dark {
		glass = hex(0xF4D08C)
	}
	s.box(x-44, y-296, 88, 38, solid(glass))
	s.person(s.chance("guard"), figure{x: x - 8, y: y - 120, h: 185, seated: true, facing: -1, shadow: 0.5, distance: 0.05})
	s.box(x-52, y-258, 104, 48, across(c.lighter(0.12), x-52, c.darker(0.3), x+52))
	roof.move(x-68, y-306).line(x, y-346, x+68, y-306)
	s.fill(&roof, solid(c.darker(0.4)))
	for _, d := range []float64{-15, 15} {
		s.box(x+d-1.5, y-298, 3, 40, solid(c.darker(0.3)))
	}
	if s.dark {
		s.glow(x, y-276, 150, 1, hex(0xFFD996), 0.4)
	}
}

// fence stands along the near bank: posts, mesh and coils of wire.
func (s *scene) fence(bank ridge) {
	top := func(x float64) float64 { return bank(x) - 96 + 40*step(s.wide, 0, x)*-0.6 }
	foot := func(x float64) float64 { return bank(x) + 118 }
	c := s.near(hex(0x30343A), 0.02)
	var mesh, posts path
	for x := -220.0; x < s.wide+220; x += 17 {
		mesh.stroke(x, foot(x), x+95, top(x+95), 0.9).stroke(x+95, foot(x+95), x, top(x), 0.9)
	}
	s.fill(&mesh, sheer(c, 0.6))
	for x := 10.0; x < s.wide+60; x += 148 {
		posts.taper(x, foot(x)+16, 9, x, top(x)-4, 7).taper(x, top(x), 7, x+26, top(x)-44, 5)
	}
	for i := range 4 {
		off := float64(i) * 13
		var pts []point
		for x := -20.0; x <= s.wide+20; x += 16 {
			pts = append(pts, point{x + 6 + off*0.6, top(x) - 4 - off})
		}
		posts.brush(pts, func(float64) float64 { return 1.6 })
	}
	s.fill(&posts, solid(c))
	var loop []point
	for i := range 1400 {
		a := float64(i) / 1400
		x := lerp(-30, s.wide+30, a)
		loop = append(loop, point{x + 17*math.Cos(a*500), top(x) - 56 + 22*math.Sin(a*500)})
	}
	s.fillStroke(loop, 1.7, sheer(c, 0.85))
}

// fillStroke paints a long thin line that crosses itself, piece by piece.
func (s *scene) fillStroke(pts []point, w float64, with paint) {
	var p path
	for i := 1; i < len(pts); i++ {
		p.stroke(pts[i-1].x, pts[i-1].y, pts[i].x, pts[i].y, w)
	}
	s.fill(&p, with)
}
