package draw

import "math"

// bridge is cable-stayed and crosses a wide river.
func (s *scene) bridge() {
	r := s.chance("plan")
	line := 700.0
	sunX := s.wide * pick(r, 0.22, 0.5)
	s.sky(line)
	s.sun(sunX, line-40)
	s.clouds(line-150, r.in(0.3, 0.7))
	s.ink("far", s.hills("far", 610, 170, 430), s.near(hex(0x506678), 0.7), s.haze, 190)
	s.row("city", s.wide*0.4, s.wide+30, line, 52, 9, 0.5, 0.4, func(x float64) float64 { return 100 + 60*math.Sin(x/120) })
	s.row("city left", -30, s.wide*0.3, line, 46, 9, 0.56, 0.4, func(float64) float64 { return 80 })
	s.mist("air", line-20, 60, s.haze, 0.6)
	left, right := s.wide*0.3, s.wide*0.86
	deck := func(x float64) float64 { return 622 - 26*math.Sin(x/s.wide*math.Pi) }
	s.pylon(left, deck(left), line+20, 430)
	s.pylon(right, deck(right), line+14, 400)
	s.cables(left, deck, 430)
	s.cables(right, deck, 400)
	s.deck(deck)
	s.water(line+6, 1000, mix(s.zenith, s.middle, 0.5).darker(0.15), 0.18)
	if s.recipe.Time != Day {
		s.glitter(sunX, line+10, 1000, s.glowing, 0.55)
	}
	s.bank(r)
}

func (s *scene) pylon(x, deck, foot, h float64) {
	c := s.near(hex(0xD3D3CF), 0.16)
	var p path
	p.taper(x-34, foot, 24, x-7, deck-h*0.62, 15).taper(x+34, foot, 24, x+7, deck-h*0.62, 15)
	p.taper(x, deck-h*0.6, 26, x, deck-h, 15)
	p.rect(x-24, deck+6, 48, 12).rect(x-17, deck-h*0.36, 34, 9)
	s.fill(&p, across(c.lighter(0.15), x-40, c.darker(0.3), x+40))
	if s.dark {
		s.glow(x, deck-h, 22, 1, hex(0xFF6A50), 0.9)
		s.glow(x, deck-h*0.3, 210, 1.6, hex(0xFFE0A8), 0.3)
	}
}

func (s *scene) cables(x float64, deck ridge, h float64) {
	var p path
	for i := range 15 {
		t := float64(i+1) / 15
		for _, side := range []float64{-1, 1} {
			fx := x + side*h*0.98*t
			p.stroke(x+side*3, deck(x)-h*lerp(0.62, 0.98, t), fx, deck(fx), 1.7)
		}
	}
	s.fill(&p, sheer(s.near(hex(0xE4E2DA), 0.15), 0.75))
}

// deck is the roadway with its cars and lamps.
func (s *scene) deck(y ridge) {
	r := s.chance("deck")
	c := s.near(hex(0x59606A), 0.1)
	var road, rail, piers path
	road.move(-50, y(-50))
	for x := -50.0; x <= s.wide+50; x += 20 {
		road.line(x, y(x))
	}
	for x := s.wide + 50; x >= -50; x -= 20 {
		road.line(x, y(x)+17)
	}
	for x := 60.0; x < s.wide; x += 170 {
		piers.rect(x-6, y(x)+10, 12, 100)
	}
	s.fill(&piers, solid(c.darker(0.12)))
	s.fill(&road, down(c.lighter(0.25), 590, c.darker(0.2), 650))
	for x := -50.0; x < s.wide+50; x += 14 {
		rail.rect(x, y(x)-6, 1.4, 7)
	}
	s.fill(&rail, sheer(c.lighter(0.3), 0.8))
	for x := 10.0; x < s.wide; x += r.in(24, 90) {
		car := x + math.Mod(s.at*26, 120)
		s.box(car, y(car)-6, 13, 6, solid(s.near(pick(r, hex(0xC94B3F), hex(0xE8E4DA), hex(0x2F4A66), hex(0x22262C)), 0.1)))
		if s.dark {
			s.glow(car+13, y(car)-3, 13, 0.7, hex(0xFFF2CF), 0.8)
		}
	}
	for x := 25.0; x < s.wide; x += 70 {
		s.stroke(x, y(x), x, y(x)-30, 1.6, solid(c))
		if s.dark {
			s.glow(x, y(x)-31, 24, 1, hex(0xFFCB80), 0.9)
		}
	}
}

// train is a fast train on a viaduct through hills.
func (s *scene) train() {
	r := s.chance("plan")
	line := 640.0
	s.sky(line)
	s.sun(s.wide*pick(r, 0.3, 0.74), line-120)
	s.clouds(line-200, r.in(0.3, 0.7))
	s.ink("far", s.hills("far", 500, 240, 430), s.near(hex(0x4A6072), 0.68), s.haze, 240)
	s.ink("mid", s.hills("mid", 590, 150, 420), s.near(mix(hex(0x3E584A), s.leaf, 0.3), 0.42), s.haze, 240)
	s.mist("air", 650, 50, s.horizon, 0.5)
	fields := s.near(s.field, 0.25)
	s.box(-50, 690, s.wide+100, 340, down(mix(fields, s.haze, 0.2), 690, fields.darker(0.18), 1000))
	s.paddies(fields)
	s.grove("grove", func(float64) float64 { return 716 }, -20, s.wide+20, 90, 90, 0.3)
	y := 690.0
	concrete := s.near(hex(0xBEB9AF), 0.1)
	for x := -40.0; x < s.wide+60; x += 210 {
		var p path
		p.move(x-17, y).line(x+17, y, x+14, 862, x-14, 862)
		s.fill(&p, across(concrete.lighter(0.05), x-17, concrete.darker(0.35), x+17))
		var cap_ path
		cap_.move(x-48, y).line(x+48, y, x+17, y+30, x-17, y+30)
		s.fill(&cap_, solid(concrete.darker(0.15)))
	}
	s.box(-50, y-24, s.wide+100, 28, down(concrete.lighter(0.15), y-24, concrete.darker(0.22), y+4))
	s.catenary(y - 24)
	s.cars(r, y-26)
	s.land(func(x float64) float64 { return 880 + 22*math.Sin(x/240+2) }, down(s.near(mix(s.grass, hex(0x3C4F34), 0.4), 0.04), 860, s.near(hex(0x2A3626), 0), 1000))
	s.reeds(r, 60, func() (float64, float64) { return r.in(0, s.wide*0.45), 1010 }, 150)
}

// paddies are the fields on the plain.
func (s *scene) paddies(c colour) {
	var p path
	for i := range 5 {
		y := 715 + float64(i*i)*11
		p.rect(-50, y, s.wide+100, 1.5+float64(i))
	}
	for i := -7; i < 8; i++ {
		p.taper(s.wide/2+float64(i)*150, 700, 1.4, s.wide/2+float64(i)*330, 1000, 6)
	}
	s.fill(&p, sheer(c.darker(0.45), 0.3))
}

func (s *scene) catenary(y float64) {
	var p path
	for x := 20.0; x < s.wide+100; x += 210 {
		p.rect(x-2.5, y-150, 5, 150).rect(x-2, y-142, 46, 3)
	}
	for i := range 2 {
		p.rect(-50, y-132+float64(i)*14, s.wide+100, 1.3)
	}
	s.fill(&p, sheer(s.near(hex(0x4A5058), 0.15), 0.85))
}

// cars are the train itself, its nose to the right.
func (s *scene) cars(r *random, y float64) {
	body := s.near(pick(r, hex(0xECEDEB), hex(0x35618C), hex(0xE4E0D4)), 0.05)
	band := s.near(pick(r, hex(0x2F5C9A), hex(0xB5443C), hex(0x3B7A6E)), 0.05)
	run := 0.0
	if s.film {
		run = (s.at - 6) * 36
	}
	nose := s.wide*0.8 + run
	h := 84.0
	var p path
	p.move(-900+run, y).line(-900+run, y-h, nose-190, y-h).cubic(nose-100, y-h, nose-20, y-h*0.42, nose, y-h*0.14).quad(nose, y, nose-24, y)
	s.fill(&p, down(body.lighter(0.25), y-h, body.darker(0.28), y))
	s.box(-900+run, y-h*0.3, nose+900-run-60, 9, solid(band))
	glass := s.near(hex(0x24303C), 0.05)
	if s.dark {
		glass = hex(0xFFE0A4)
	}
	var windows, doors path
	for x := nose - 250; x > -80; x -= 44 {
		windows.round(x, y-h*0.72, 32, h*0.28, 6)
	}
	for x := nose - 420; x > -80; x -= 352 {
		doors.rect(x, y-h, 3, h)
	}
	s.fill(&windows, solid(glass))
	s.fill(&doors, sheer(hex(0x22262C), 0.6))
	var screen path
	screen.move(nose-146, y-h*0.86).quad(nose-92, y-h*0.78, nose-58, y-h*0.5).line(nose-112, y-h*0.52)
	s.fill(&screen, solid(s.near(hex(0x1D2732), 0.05)))
	if s.dark {
		s.glow(nose-6, y-h*0.2, 130, 0.6, hex(0xFFF3CF), 0.9)
	}
}
