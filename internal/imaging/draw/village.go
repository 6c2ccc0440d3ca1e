package draw

import "math"

// village is tiled and thatched roofs at the foot of a hill.
func (s *scene) village() {
	r := s.chance("plan")
	s.sky(560)
	s.sun(s.wide*pick(r, 0.26, 0.74), 470)
	s.clouds(420, r.in(0.2, 0.6))
	s.ink("far", s.hills("far", 470, 230, 420), s.near(hex(0x42596A), 0.68), s.haze, 220)
	back := s.hills("back", 560, 170, 520)
	s.ink("back", back, s.near(mix(hex(0x3B5546), s.leaf, 0.3), 0.42), s.haze, 260)
	s.mist("mist", 600, 60, s.horizon, 0.55)
	ground := mix(s.grass, hex(0xA39468), 0.35)
	s.land(func(x float64) float64 { return 640 + 12*math.Sin(x/140) }, down(s.near(ground, 0.42), 640, s.near(ground.darker(0.12), 0.05), 1000))
	s.grove("back trees", func(x float64) float64 { return 646 }, -20, s.wide+20, 48, 105, 0.4)
	rows := []struct{ y, size, d float64 }{{672, 0.62, 0.34}, {742, 0.84, 0.24}, {838, 1.15, 0.1}}
	for i, row := range rows {
		for x := -60 + r.in(0, 120); x < s.wide+80; x += 285 * row.size * r.in(0.9, 1.3) {
			s.homestead(r, x, row.y+r.in(-14, 14), row.size, row.d)
		}
		if i < 2 {
			s.mist("smoke"+string(rune('a'+i)), row.y+16, 26, s.horizon, 0.35)
		}
	}
	s.garden(r)
}

// homestead is a house, its wall and its tree.
func (s *scene) homestead(r *random, x, y, size, d float64) {
	if r.chance(0.7) {
		s.tree(r, x+r.sign()*120*size, y-6, r.in(110, 170)*size, d)
	}
	s.hanok(r, x, y, hall{w: r.in(130, 190) * size, wall: 46 * size, roof: 58 * size, distance: d, bays: 3 + r.n(2), thatch: r.chance(0.3)})
	if r.chance(0.4) {
		s.smoke(r, x+60*size, y-104*size, size, d)
	}
	wall := s.near(hex(0xB7A78C), d)
	w := 150 * size
	s.box(x-w, y+8*size, w*2, 15*size, down(wall.lighter(0.1), y+8*size, wall.darker(0.25), y+23*size))
	cap := hex(0x474C52)
	if s.snowy {
		cap = hex(0xE6EBEF)
	}
	s.box(x-w-4*size, y+3*size, w*2+8*size, 6*size, solid(s.near(cap, d)))
	s.box(x-14*size, y+4*size, 28*size, 22*size, solid(s.near(hex(0x5A4334), d)))
}

// smoke rises from a chimney.
func (s *scene) smoke(r *random, x, y, size, d float64) {
	var pts []point
	for i := range 8 {
		t := float64(i) / 7
		pts = append(pts, point{x + math.Sin(t*4+s.at*0.6+x)*14*size*t + 30*t*size, y - 130*t*size})
	}
	for i := range 3 {
		var p path
		p.brush(curve(pts...), func(t float64) float64 { return (5 + 30*t) * size * (0.5 + 0.3*float64(i)) })
		s.fill(&p, down(s.horizon, y-130*size, s.near(hex(0xE9E6E2), d), y).fade(0, 0.16))
	}
}

// garden is the near field, in beds.
func (s *scene) garden(r *random) {
	c := s.near(s.field, 0.02)
	s.land(func(x float64) float64 { return 905 + 14*math.Sin(x/210+1) }, down(c, 905, c.darker(0.25), 1000))
	var rows path
	for i := range 15 {
		x := s.wide * (float64(i)/7 - 0.5)
		rows.taper(lerp(s.wide/2, x, 0.62), 908, 3, x, 1010, 15)
	}
	s.fill(&rows, sheer(c.darker(0.35), 0.4))
	s.person(r, figure{x: s.wide * r.in(0.3, 0.42), y: 950, h: 120, facing: 1, distance: 0.02})
	x := s.wide * r.in(0.86, 0.94)
	s.tree(r, x, 1000, 430, 0)
}
