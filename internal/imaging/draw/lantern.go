package draw

import "math"

// lantern is strings of lotus lanterns over a temple court; it is evening
// there unless the recipe says night.
func (s *scene) lantern() {
	r := s.chance("plan")
	if !s.dark {
		s.light = lightOf(Dusk, s.recipe.Season)
	}
	s.sky(640)
	s.clouds(560, 0.4)
	s.ink("far", s.hills("far", 560, 200, 420), s.near(hex(0x40505F), 0.6), s.haze, 230)
	s.grove("trees", func(float64) float64 { return 700 }, -20, s.wide+20, 60, 170, 0.3)
	ground := s.near(hex(0x8E8270), 0)
	s.box(-50, 700, s.wide+100, 360, down(mix(ground, s.haze, 0.25), 700, ground.darker(0.35), 1000))
	x := s.wide * pick(r, 0.4, 0.6)
	s.plinth(x, 742, 520)
	s.hanok(r, x, 724, hall{w: 480, wall: 100, roof: 140, distance: 0.14, palace: true, bays: 5})
	s.glow(x, 860, 640, 0.3, hex(0xFFB868), 0.35)
	s.crowdOf("people", 9, s.wide*0.12, s.wide*0.88, 800, 930, 110, 170, 0.12, 0)
	for i := range 6 {
		t := float64(i) / 5
		s.lanternString(r, lerp(430, 60, t), lerp(0.34, 1.35, t*t), x)
	}
}

// lanternString hangs across the frame; size is how near it is.
func (s *scene) lanternString(r *random, y, size, cx float64) {
	sag := 50 + 50*size
	at := func(x float64) float64 {
		u := (x - cx) / (s.wide * 0.7)
		return y + sag*(1-u*u)
	}
	var pts []point
	for x := -40.0; x <= s.wide+40; x += 30 {
		pts = append(pts, point{x, at(x)})
	}
	var wire path
	wire.brush(pts, func(float64) float64 { return 2 * size })
	s.fill(&wire, sheer(hex(0x14141C), 0.6))
	gap := 104 * size
	for x := r.in(-gap, 0); x < s.wide+gap; x += gap {
		c := pick(r, hex(0xF08A7A), hex(0xF6C35C), hex(0xF3A7BE), hex(0x9CC78A), hex(0xF4EBD6), hex(0xE5604E), hex(0x8FB6E0))
		sway := 3 * size * math.Sin(s.at*1.2+x/60)
		s.lotus(x+sway, at(x)+34*size, 33*size, c)
	}
}

// lotus is a lantern of paper petals with a light in it and a tail.
func (s *scene) lotus(x, y, r float64, c colour) {
	s.stroke(x, y-r, x, y-r*1.25, max(0.8, r*0.05), solid(hex(0x1A1A20)))
	s.disc(x, y, r, ring(c.lighter(0.62), c.darker(0.06), x, y+r*0.1, r*1.15))
	for _, row := range []struct{ n, h, size float64 }{{7, 0.5, 0.46}, {6, 0.06, 0.5}} {
		for i := range int(row.n) {
			u := (float64(i)+0.5)/row.n*2 - 1
			w := r * row.size * (1 - 0.42*u*u)
			px, py := x+u*r*0.86, y+r*row.h
			var p path
			p.move(px-w*0.5, py).cubic(px-w*0.52, py-w*0.5, px-w*0.16, py-w*0.85, px+u*w*0.2, py-w*1.15).cubic(px+w*0.16, py-w*0.85, px+w*0.52, py-w*0.5, px+w*0.5, py).quad(px, py+w*0.36, px-w*0.5, py)
			s.fill(&p, down(c.lighter(0.32), py-w, c.darker(0.1), py+w*0.3).fade(0.85, 0.85))
		}
	}
	var tail path
	tail.move(x-r*0.2, y+r*0.9).line(x+r*0.2, y+r*0.9, x+r*0.16, y+r*1.7, x-r*0.16, y+r*1.7)
	s.fill(&tail, sheer(hex(0xF6EFDD), 0.8))
	s.glow(x, y, r*2.3, 1, mix(c, hex(0xFFD596), 0.5), 0.4)
}

// bigMoon is a full moon over a ridge, with a branch and geese. It is night
// unless the recipe says dawn or dusk.
func (s *scene) bigMoon() {
	r := s.chance("plan")
	if s.recipe.Time == Day {
		s.light = lightOf(Night, s.recipe.Season)
	}
	s.sky(760)
	side := pick(r, 0.36, 0.64)
	x, y := s.wide*side, 380.0
	if !s.night {
		s.stars(760)
	}
	s.moon(x, y, 150)
	s.clouds(640, 0.35)
	for i := range 4 {
		t := float64(i) / 3
		part := string(rune('a' + i))
		s.ink(part, s.hills(part, lerp(700, 890, t), lerp(190, 110, t), lerp(380, 560, t)), s.near(hex(0x46586E), lerp(0.6, 0.05, t)), mix(s.horizon, s.haze, 0.4), lerp(170, 260, t))
		s.mist(part+" mist", lerp(760, 930, t), 60, s.horizon, 0.42)
	}
	s.geese(x, y)
	s.overhang(r, side < 0.5)
}

// geese cross the moon in a line.
func (s *scene) geese(x, y float64) {
	for i := range 7 {
		k := math.Abs(float64(i) - 2)
		gx, gy := x-150+float64(i)*52+s.at*9, y-30+k*24
		flap := math.Sin(s.at*5 + float64(i)*0.9)
		var p path
		p.brush(curve(point{gx + 24, gy - 3}, point{gx + 10, gy}, point{gx - 14, gy + 3}), func(t float64) float64 { return lerp(3, 7, t) * (1 - t*0.5) })
		p.brush(curve(point{gx, gy}, point{gx - 9, gy - 12 - 6*flap}, point{gx - 24, gy - 17 - 12*flap}), func(t float64) float64 { return 7 * (1 - t) })
		p.brush(curve(point{gx + 2, gy}, point{gx + 9, gy - 10 - 5*flap}, point{gx + 6, gy - 22 - 10*flap}), func(t float64) float64 { return 6 * (1 - t) })
		s.fill(&p, solid(s.near(hex(0x232B38), 0.05)))
	}
}

// overhang is a branch that comes in from an upper corner.
func (s *scene) overhang(r *random, right bool) {
	flip := func(x float64) float64 {
		if right {
			return s.wide - x
		}
		return x
	}
	var p path
	main := curve(point{flip(-40), 96}, point{flip(130), 150}, point{flip(260), 130}, point{flip(400), 200}, point{flip(500), 216})
	p.brush(main, func(t float64) float64 { return lerp(24, 4, t) })
	var ends []point
	for i := range 11 {
		q := main[(i+1)*(len(main)-1)/12]
		up := float64(1 - 2*(i&1))
		e := point{q.x + (flip(1)-flip(0))*r.in(30, 90), q.y - up*r.in(30, 90)}
		p.brush(curve(q, point{(q.x + e.x) / 2, q.y - up*8}, e), func(t float64) float64 { return lerp(8, 1.6, t) })
		ends = append(ends, e, point{(q.x + e.x) / 2, (q.y + e.y) / 2})
	}
	s.fill(&p, solid(s.near(hex(0x1D1F28), 0)))
	c := s.leaf2
	if s.recipe.Season == Winter {
		c = hex(0xE6ECF4)
	}
	var dabs path
	for _, e := range append(ends, main[len(main)/3:]...) {
		if !r.chance(0.75) {
			continue
		}
		for range 2 {
			dabs.ellipse(e.x+r.in(-18, 18), e.y+r.in(-14, 16), r.in(4, 9), r.in(3, 7))
		}
	}
	s.fill(&dabs, sheer(s.near(c, 0).lighter(0.1), 0.95))
}
