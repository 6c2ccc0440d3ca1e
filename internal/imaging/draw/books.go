package draw

import "math"

// books is a pile of books by a window, with a cup and a pair of glasses.
func (s *scene) books() {
	r := s.chance("plan")
	outside := s.light
	s.indoors()
	wall := s.near(pick(r, hex(0xD3C4AE), hex(0xB9C2BE), hex(0xC9B3A2), hex(0x8C9AA3)), 0)
	s.box(-50, -50, s.wide+100, 1100, down(wall.darker(0.24), 0, wall, 760))
	wx := s.wide * pick(r, 0.08, 0.52)
	inside := s.light
	s.light = outside
	s.window("window", wx, -20, s.wide*0.38, 560, 2, 2)
	s.light = inside
	s.glow(wx+s.wide*0.19, 300, 760, 1, s.glowing, 0.3)
	s.shelf(r, wx)
	s.box(-50, 770, s.wide+100, 300, down(s.near(hex(0x8F6543), 0), 770, s.near(hex(0x573A26), 0), 1000))
	s.box(-50, 766, s.wide+100, 8, solid(s.near(hex(0xB88A60), 0)))
	s.daylight(wx, 772, s.wide*0.34, 1000, -80)
	x := s.wide * pick(r, 0.4, 0.58)
	s.pile(r, x)
	s.openBook(x-s.wide*0.22, 846)
	s.cup(x+s.wide*0.22, 838, 46)
	s.steam(r, x+s.wide*0.22, 806, 110, 2)
}

var spines = []uint32{0x7A2F36, 0x2F4A5E, 0xC79A4A, 0x3F5E4A, 0xE3D9C4, 0x5A4A66, 0xA85C3C, 0x24303A, 0x8C8A72}

// shelf is a row of books on the wall where the window is not.
func (s *scene) shelf(r *random, wx float64) {
	x0, x1 := s.wide*0.56, s.wide+40
	if wx > s.wide*0.3 {
		x0, x1 = -40, s.wide*0.44
	}
	for row := range 3 {
		y := 190 + 190*float64(row)
		s.box(x0, y-150, x1-x0, 150, sheer(hex(0x2A1E16), 0.18))
		for x := x0 + 6; x < x1-20; {
			w, h := r.in(15, 40), r.in(96, 140)
			c := s.near(hex(spines[r.n(len(spines))]), 0.16)
			s.box(x, y-h, w, h, across(c.lighter(0.14), x, c.darker(0.25), x+w))
			s.box(x, y-h*0.82, w, 4, sheer(hex(0xE9D9AE), 0.55))
			s.box(x, y-h*0.2, w, 3, sheer(hex(0xE9D9AE), 0.55))
			x += w + 1.5
			if r.chance(0.08) {
				x += r.in(20, 60)
			}
		}
		s.box(x0, y, x1-x0, 12, down(s.near(hex(0xA47B55), 0.1), y, s.near(hex(0x6E4E34), 0.1), y+12))
	}
}

// pile is books that lie on each other.
func (s *scene) pile(r *random, x float64) {
	y := 872.0
	var shade path
	shade.ellipse(x+20, y+4, 225, 20)
	s.fill(&shade, sheer(hex(0x160D07), 0.45))
	for i := range 7 {
		w, h := r.in(300, 380)*(1-0.035*float64(i)), r.in(38, 62)
		bx := x - w/2 + r.in(-22, 22)
		c := s.near(hex(spines[(r.n(4)*2+i)%len(spines)]), 0)
		y -= h
		pages := s.near(hex(0xF1E9D8), 0)
		s.box(bx+8, y+5, w-10, h-10, across(pages.darker(0.1), bx, pages, bx+w))
		for j := range 5 {
			s.box(bx+w*0.2, y+9+float64(j)*(h-18)/5, w*0.79, 1.2, sheer(hex(0x9A8A70), 0.5))
		}
		var cover path
		cover.round(bx, y, w, 7, 3).round(bx, y+h-7, w, 7, 3).round(bx, y, 26, h, 10)
		s.fill(&cover, across(c.lighter(0.16), bx, c.darker(0.2), bx+w))
		s.box(bx+2, y+h*0.3, 22, 3, sheer(hex(0xEBD9A6), 0.7))
		s.box(bx+2, y+h*0.7, 22, 3, sheer(hex(0xEBD9A6), 0.7))
	}
}

// openBook lies open on the table.
func (s *scene) openBook(x, y float64) {
	page := s.near(hex(0xF6F0E2), 0)
	var shade, left, right, cover path
	shade.ellipse(x, y+30, 190, 20)
	s.fill(&shade, sheer(hex(0x160D07), 0.4))
	cover.move(x-178, y-14).line(x+178, y-14, x+192, y+34, x-192, y+34)
	s.fill(&cover, solid(s.near(hex(0x7A2F36), 0)))
	left.move(x, y-10).cubic(x-40, y-40, x-120, y-34, x-168, y-18).line(x-180, y+24).cubic(x-124, y+4, x-40, y, x, y+28)
	right.move(x, y-10).cubic(x+40, y-40, x+120, y-34, x+168, y-18).line(x+180, y+24).cubic(x+124, y+4, x+40, y, x, y+28)
	s.fill(&left, across(page, x-170, page.darker(0.22), x))
	s.fill(&right, across(page.darker(0.14), x, page, x+60))
	for i := range 4 {
		ly := y - 19 + float64(i)*9
		for _, d := range []float64{-1, 1} {
			var line path
			line.brush(curve(point{x + d*22, ly + 4}, point{x + d*84, ly - 9}, point{x + d*158, ly + 1}), func(float64) float64 { return 2 })
			s.fill(&line, sheer(s.near(hex(0x6B6255), 0), 0.5))
		}
	}
}

// courtyard is a tiled house close by, with its persimmon tree and jars.
func (s *scene) courtyard() {
	r := s.chance("plan")
	s.sky(620)
	s.sun(s.wide*pick(r, 0.16, 0.84), 420)
	s.clouds(420, r.in(0.2, 0.5))
	s.ink("far", s.hills("far", 500, 210, 420), s.near(hex(0x486070), 0.66), s.haze, 230)
	s.mist("air", 620, 60, s.horizon, 0.5)
	s.grove("back", func(float64) float64 { return 690 }, -20, s.wide+20, 74, 190, 0.36)
	ground := hex(0xC6B08A)
	if s.snowy {
		ground = hex(0xECEFF2)
	}
	s.box(-50, 700, s.wide+100, 360, down(s.near(ground, 0.2), 700, s.near(ground.darker(0.14), 0), 1000))
	x := s.wide * 0.56
	size := min(1, s.wide/1400)
	s.hanok(r, x-s.wide*0.42, 720, hall{w: 320 * size, wall: 90 * size, roof: 96 * size, distance: 0.2, bays: 3})
	s.plinth(x, 790, 760*size)
	s.hanok(r, x, 770, hall{w: 720 * size, wall: 190 * size, roof: 215 * size, distance: 0.05, bays: 5})
	s.jars(r, s.wide*0.08, 880)
	s.persimmon(r, s.wide*0.93, 990, 640)
	for i := range 5 {
		var stone path
		t := float64(i) / 4
		stone.ellipse(x+20*math.Sin(t*5)-60*t, lerp(826, 980, t*t*0.6+t*0.4), lerp(44, 96, t), lerp(9, 24, t))
		s.fill(&stone, down(s.near(hex(0xB9B4A8), 0), 800, s.near(hex(0x8C877C), 0), 1000))
	}
}

func (s *scene) plinth(x, y, w float64) {
	stone := s.near(hex(0xB4AC9C), 0.06)
	s.box(x-w/2-30, y-20, w+60, 42, down(stone.lighter(0.18), y-20, stone.darker(0.28), y+22))
	s.box(x-w/2-30, y-20, w+60, 5, solid(stone.lighter(0.32)))
	var joints path
	for i := 1; i < 12; i++ {
		joints.rect(x-w/2-30+(w+60)*float64(i)/12, y-14, 1.6, 36)
	}
	s.fill(&joints, sheer(stone.darker(0.6), 0.4))
	s.box(x-70, y+20, 140, 20, down(stone.lighter(0.14), y+20, stone.darker(0.3), y+40))
}

// jars are the brown jars of a household, on their stand.
func (s *scene) jars(r *random, x, y float64) {
	for i := range 7 {
		px, k := x+float64(i%4)*84+float64(i/4)*36, r.in(0.7, 1.15)
		py := y + float64(i/4)*50
		c := s.near(hex(0x5E3A28), 0.02)
		var p, lid, shade path
		shade.ellipse(px+10, py, 50*k, 9*k)
		s.fill(&shade, sheer(hex(0x140C08), 0.35))
		p.move(px-22*k, py).cubic(px-56*k, py-40*k, px-50*k, py-84*k, px-28*k, py-94*k).line(px+28*k, py-94*k).cubic(px+50*k, py-84*k, px+56*k, py-40*k, px+22*k, py)
		s.fill(&p, across(c.lighter(0.22), px-44*k, c.darker(0.4), px+46*k))
		lid.ellipse(px, py-95*k, 36*k, 9*k).ellipse(px, py-103*k, 12*k, 6*k)
		top := c.darker(0.12)
		if s.snowy {
			top = s.near(hex(0xF0F3F6), 0)
		}
		s.fill(&lid, solid(top))
	}
}

// persimmon leans in from the right: fruit on bare branches in autumn, leaves
// or blossom otherwise.
func (s *scene) persimmon(r *random, x, y, h float64) {
	var p path
	branch(&p, r, x, y, -math.Pi/2-0.16, h*0.3, h*0.06, 6)
	s.fill(&p, solid(s.near(hex(0x3B302B), 0)))
	c, size := s.leaf, 9.0
	switch s.recipe.Season {
	case Autumn:
		c, size = hex(0xE0742B), 11
	case Spring:
		c, size = hex(0xF2C3CC), 7
	case Winter:
		c, size = hex(0xF3F6F9), 4
	}
	var dabs, bright path
	for i, q := range p.pts {
		if q.y > y-h*0.42 || i%9 != 0 || !r.chance(0.5) {
			continue
		}
		px, py := q.x+r.in(-9, 9), q.y+r.in(-4, 14)
		dabs.ellipse(px, py, size, size*0.92)
		bright.ellipse(px-size*0.25, py-size*0.3, size*0.42, size*0.34)
	}
	s.fill(&dabs, solid(s.near(c, 0)))
	s.fill(&bright, sheer(s.near(c.lighter(0.4), 0), 0.7))
}
