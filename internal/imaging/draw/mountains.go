package draw

// mountains are ridges behind ridges, as ink on wet paper, with mist between.
func (s *scene) mountains() {
	r := s.chance("plan")
	sunX := s.wide * pick(r, 0.3, 0.68)
	s.sky(640)
	s.sun(sunX, 470)
	s.clouds(420, r.in(0.1, 0.5))
	ink := hex(0x2F4150)
	if s.recipe.Season == Autumn {
		ink = hex(0x4A4440)
	}
	const layers = 6
	for i := range layers {
		t := float64(i) / (layers - 1)
		part := string(rune('a' + i))
		crest := s.hills(part, lerp(470, 860, t), lerp(240, 200, t)*r.in(0.75, 1.2), lerp(300, 520, t))
		c := s.near(ink, lerp(0.8, 0.04, t))
		mist := mix(s.horizon, mix(s.haze, s.middle, 0.5), 0.15+t*0.75)
		if s.snowy && i < 4 {
			c = mix(c, s.near(hex(0xF2F5F8), 0.3), 0.35)
		}
		s.ink(part, crest, c, mist, lerp(190, 330, t))
		if i < layers-1 {
			s.mist(part+" mist", lerp(560, 900, t), 70, s.horizon, 0.5)
		}
	}
	s.birds(s.wide*r.in(0.35, 0.55), 250, 9, 5)
	side := r.sign()
	x := s.wide * (0.5 - side*0.46)
	s.pine(r, x, 1040, 470, side, 0)
	s.pine(r, x+side*90, 1050, 320, -side, 0.05)
}
