package draw

// court is a court of law: columns, a pediment, a broad stair, and people on
// their way up.
func (s *scene) court() {
	r := s.chance("plan")
	s.sky(640)
	s.sun(s.wide*pick(r, 0.14, 0.86), 520)
	s.clouds(520, r.in(0.3, 0.7))
	s.row("city", -20, s.wide+20, 700, 90, 15, 0.6, 0.35, func(float64) float64 { return 210 })
	plaza := hex(0xC9C1B2)
	if s.snowy {
		plaza = hex(0xE6EAED)
	}
	s.box(-50, 712, s.wide+100, 340, down(s.near(plaza, 0.4), 712, s.near(plaza.darker(0.1), 0), 1000))
	s.grove("trees", func(float64) float64 { return 735 }, -10, s.wide*0.22, 70, 180, 0.2)
	s.grove("trees right", func(float64) float64 { return 735 }, s.wide*0.8, s.wide+10, 70, 180, 0.2)
	s.columns(s.wide*0.5, 720)
	s.stair(s.wide*0.5, 718)
	s.crowdOf("people", 7, s.wide*0.26, s.wide*0.74, 800, 950, 120, 185, 0.06, 0)
}

func (s *scene) columns(cx, y float64) {
	stone := hex(0xD8CFC0)
	half, top := 430.0, y-330
	warm := s.near(stone, 0.1)
	// The wall behind, in shade, with three doors.
	s.box(cx-half*0.94, top, half*1.88, 330, down(s.near(hex(0x4A4744), 0.16), top, s.near(hex(0x6B645C), 0.12), y))
	for i := range 3 {
		x := cx + float64(i-1)*230 - 42
		c := s.near(hex(0x33261F), 0.1)
		if s.dark {
			c = hex(0xE8A85C)
			s.glow(x+42, y-90, 190, 1, hex(0xFFC174), 0.6)
		}
		s.box(x, y-190, 84, 190, down(c.lighter(0.12), y-190, c.darker(0.2), y))
		s.box(x+39, y-190, 6, 190, sheer(hex(0x1E1714), 0.7))
	}
	for i := range 8 {
		x := cx - half*0.9 + float64(i)*half*1.8/7
		w := 29.0
		var p, flutes path
		p.move(x-w, y-16).cubic(x-w*0.98, y-150, x-w*0.92, y-220, x-w*0.8, top+22).line(x+w*0.8, top+22).cubic(x+w*0.92, y-220, x+w*0.98, y-150, x+w, y-16)
		s.fill(&p, across(warm.lighter(0.22), x-w, s.near(stone.darker(0.42), 0.1), x+w))
		for j := range 5 {
			u := float64(j-2) / 2.6
			flutes.taper(x+u*w, y-18, 2.4, x+u*w*0.8, top+24, 2)
		}
		s.fill(&flutes, sheer(s.near(hex(0x5A5248), 0.1), 0.3))
		s.box(x-w*1.25, y-18, w*2.5, 18, across(warm.lighter(0.15), x-w, warm.darker(0.3), x+w))
		s.box(x-w*1.2, top+4, w*2.4, 20, across(warm.lighter(0.2), x-w, warm.darker(0.3), x+w))
	}
	s.box(cx-half, top-48, half*2, 54, down(warm.lighter(0.14), top-48, warm.darker(0.1), top+6))
	s.box(cx-half*1.03, top-56, half*2.06, 10, solid(warm.lighter(0.25)))
	var gable, inner path
	gable.move(cx-half*1.06, top-56).line(cx, top-190, cx+half*1.06, top-56)
	s.fill(&gable, down(warm.lighter(0.2), top-190, warm, top-56))
	inner.move(cx-half*0.84, top-66).line(cx, top-168, cx+half*0.84, top-66)
	s.fill(&inner, down(warm.darker(0.22), top-168, warm.darker(0.1), top-66))
	s.scales(cx, top-96, 1)
}

// scales are the balance in the gable.
func (s *scene) scales(x, y, size float64) {
	c := solid(s.near(hex(0xB08D4B), 0.06))
	var p path
	p.rect(x-2.5, y-38, 5, 60).ellipse(x, y-40, 5, 5).rect(x-16, y+20, 32, 6)
	p.stroke(x-52, y-26, x+52, y-30, 4)
	for _, d := range []float64{-1, 1} {
		px := x + d*52
		p.stroke(px, y-28, px-15, y+4, 1.6).stroke(px, y-28, px+15, y+4, 1.6)
		p.move(px-19, y+3).line(px+19, y+3).quad(px, y+22, px-19, y+3)
	}
	s.fill(&p, c)
}

func (s *scene) stair(cx, y float64) {
	stone := hex(0xCFC7BA)
	if s.snowy {
		stone = hex(0xE3E7EA)
	}
	n := 15
	for i := range n {
		t0, t1 := float64(i)/float64(n), float64(i+1)/float64(n)
		y0, y1 := y+282*t0*lerp(0.6, 1, t0), y+282*t1*lerp(0.6, 1, t1)
		w0, w1 := lerp(470, 860, t0), lerp(470, 860, t1)
		c := s.near(stone, 0.1*(1-t0))
		var tread, riser path
		tread.move(cx-w0, y0).line(cx+w0, y0, cx+w1, lerp(y0, y1, 0.6), cx-w1, lerp(y0, y1, 0.6))
		s.fill(&tread, across(c.lighter(0.12), cx-w1, c.darker(0.04), cx+w1))
		riser.move(cx-w1, lerp(y0, y1, 0.58)).line(cx+w1, lerp(y0, y1, 0.58), cx+w1, y1, cx-w1, y1)
		s.fill(&riser, across(c.darker(0.14), cx-w1, c.darker(0.3), cx+w1))
	}
}
