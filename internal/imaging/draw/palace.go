package draw

// palace is a throne hall on its terrace, a little aside of the middle.
func (s *scene) palace() {
	r := s.chance("plan")
	s.sky(600)
	s.sun(s.wide*pick(r, 0.22, 0.8), 520)
	s.clouds(420, r.in(0.2, 0.5))
	s.ink("far", s.hills("far", 520, 250, 380), s.near(hex(0x3F5360), 0.62), s.haze, 260)
	s.ink("mid", s.hills("mid", 640, 130, 300), s.near(hex(0x38504A), 0.42), s.haze, 200)
	s.mist("mist", 640, 80, s.horizon, 0.6)
	ground := hex(0xCDBFA4)
	if s.snowy {
		ground = hex(0xE9EDF1)
	}
	s.box(-50, 770, s.wide+100, 300, down(s.near(ground, 0.25), 770, s.near(ground.darker(0.12), 0), 1000))
	x := s.wide * 0.5
	for _, side := range []float64{-1, 1} {
		s.hanok(r, x+side*s.wide*0.43, 782, hall{w: 330, wall: 50, roof: 56, distance: 0.3, palace: true, bays: 7})
	}
	s.grove("trees", func(float64) float64 { return 770 }, -20, s.wide*0.16, 60, 120, 0.3)
	s.grove("trees right", func(float64) float64 { return 770 }, s.wide*0.85, s.wide+20, 60, 120, 0.3)
	s.terrace(x, 800)
	s.hanok(r, x, 757, hall{w: 500, wall: 88, roof: 120, distance: 0.12, palace: true, bays: 5})
	s.hanok(r, x, 592, hall{w: 340, wall: 48, roof: 122, distance: 0.14, palace: true, bays: 5})
	s.flagstones(x, 830)
}

// terrace is the two steps of stone that a hall stands on.
func (s *scene) terrace(x, y float64) {
	stone := hex(0xBDB6A8)
	for i, w := range []float64{330, 390} {
		top := y - 44 + float64(i)*36
		s.box(x-w, top, w*2, 38, down(s.near(stone.lighter(0.15), 0.1), top, s.near(stone.darker(0.2), 0.1), top+38))
		s.box(x-w, top, w*2, 5, solid(s.near(stone.lighter(0.3), 0.1)))
		for px := x - w + 8; px < x+w; px += 34 {
			s.box(px, top-14, 6, 14, solid(s.near(stone, 0.1)))
		}
		s.box(x-w, top-12, w*2, 3.5, solid(s.near(stone.lighter(0.1), 0.1)))
	}
	var p path
	p.move(x-46, y-44).line(x+46, y-44, x+72, y+32, x-72, y+32)
	s.fill(&p, down(s.near(stone.lighter(0.25), 0.05), y-44, s.near(stone, 0.05), y+32))
	for i := range 9 {
		t := float64(i) / 9
		s.box(x-46-26*t, y-44+76*t, 92+52*t, 2.4, sheer(s.near(hex(0x4B463E), 0), 0.45))
	}
}

// flagstones are the way up to the hall, with the rank stones beside it.
func (s *scene) flagstones(x, y float64) {
	stone := s.near(hex(0xD8CFBC), 0)
	var way, joints path
	way.move(x-70, y).line(x+70, y, x+330, 1010, x-330, 1010)
	s.fill(&way, down(mix(stone, s.haze, 0.15), y, stone.darker(0.06), 1000))
	for i := range 9 {
		t := float64(i) / 8
		h := y + (1000-y)*t*t
		half := lerp(70, 330, (h-y)/(1010-y))
		joints.rect(x-half, h, half*2, 0.8+2*t)
	}
	for _, u := range []float64{-1, -0.34, 0.34, 1} {
		joints.taper(x+u*70, y, 1, x+u*330, 1010, 3)
	}
	s.fill(&joints, sheer(s.near(hex(0x5D5546), 0), 0.4))
	for i := range 4 {
		t := float64(i+1) / 5
		h := y + (1000-y)*t*t
		size := 9 + 42*t*t
		for _, side := range []float64{-1, 1} {
			px := x + side*lerp(130, 470, t*t)
			s.box(px-size*0.3, h-size, size*0.6, size, across(s.near(hex(0xA79E8D), 0), px-size*0.3, s.near(hex(0x6E675A), 0), px+size*0.3))
		}
	}
}
