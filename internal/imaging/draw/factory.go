package draw

import "math"

// factory is a works by the water: chimneys, tanks, saw-tooth roofs.
func (s *scene) factory() {
	r := s.chance("plan")
	line := 720.0
	sunX := s.wide * pick(r, 0.24, 0.76)
	s.sky(line)
	s.sun(sunX, line-60)
	s.clouds(line-240, 0.4)
	s.ink("far", s.hills("far", 640, 150, 460), s.near(hex(0x56697A), 0.7), s.haze, 180)
	steel := hex(0x586270)
	for i := range 4 {
		x := s.wide * (0.16 + 0.11*float64(i) + r.in(-0.02, 0.02))
		s.chimney(x, line, r.in(360, 520), 0.4)
	}
	s.sheds(s.chance("back"), -20, s.wide*0.7, line, 120, 0.42, steel)
	s.mist("air", line-40, 70, s.haze, 0.5)
	s.tower(r, s.wide*0.52, line, 130, 290, facade{hex(0x66707C), 0.22, 0.4, 20, 1})
	for i := range 3 {
		s.tank(s.wide*0.66+float64(i)*120, line, 52, 120+20*float64(i%2), 0.2)
	}
	s.pipes(s.wide*0.5, s.wide*0.98, line, 0.16)
	s.sheds(s.chance("front"), s.wide*0.02, s.wide*0.5, line, 120, 0.14, hex(0x6B5A52))
	s.chimney(s.wide*0.6, line, 560, 0.16)
	s.embankment(line)
	s.water(line+12, 1000, mix(s.zenith, s.middle, 0.5).darker(0.2), 0.2)
	if s.recipe.Time != Day {
		s.glitter(sunX, line+14, 1000, s.glowing, 0.5)
	}
}

func (s *scene) chimney(x, y, h, distance float64) {
	c := s.near(hex(0x7C7470), distance)
	var p path
	p.taper(x, y, h*0.085, x, y-h, h*0.052)
	s.fill(&p, across(c.lighter(0.15), x-h*0.04, c.darker(0.25), x+h*0.04))
	for i := range 3 {
		s.box(x-h*0.03, y-h*(0.985-0.075*float64(i)), h*0.06, h*0.034, solid(s.near(hex(0xB4473C), distance)))
	}
	if s.dark {
		s.glow(x, y-h, h*0.05, 1, hex(0xFF6A4A), 0.9)
	}
	n := s.chance("plume").noise() + noise(int64(x))
	plume := mix(s.horizon.lighter(0.3), s.near(hex(0xE9E6E4), 0.2), 0.5)
	s.veil(x-20, y-h-190, x+430, y-h+14, solid(plume), func(px, py float64) float64 {
		t := (px - x) / 420
		if t < 0 {
			return 0
		}
		mid := y - h - 6 - 120*math.Sqrt(t)
		w := 9 + 72*t
		d := math.Abs(py-mid+22*(n.at(px/46-s.at*0.5, 3)-0.5)) / w
		return clamp(1-d) * (1 - t) * 0.75 * (0.45 + n.fractal((px-s.at*26)/52, py/40, 3))
	})
}

// sheds have saw-tooth roofs.
func (s *scene) sheds(r *random, x0, x1, y, h, distance float64, wall colour) {
	w := (x1 - x0) / 7
	c := s.near(wall, distance)
	var p, glass path
	for i := range 7 {
		x := x0 + float64(i)*w
		p.move(x, y).line(x, y-h*1.5, x+w, y-h, x+w, y)
		glass.move(x+2, y-h*1.42).line(x+2, y-h*1.05, x+w*0.16, y-h*1.05, x+w*0.16, y-h*1.36)
	}
	s.fill(&p, down(c.lighter(0.08), y-h*1.5, c.darker(0.15), y))
	lamp := s.near(hex(0xA9BCC8), distance)
	if s.dark {
		lamp = mix(hex(0xFFD08A), s.haze, distance*0.4)
	}
	s.fill(&glass, sheer(lamp, 0.85))
	s.windows(r, x0+10, y-8, x1-x0-20, h*0.7, facade{wall, distance, 0.5, 26, 1})
}

func (s *scene) tank(x, y, rx, h, distance float64) {
	c := s.near(hex(0xC9CDCB), distance)
	var p, top path
	p.move(x-rx, y).line(x-rx, y-h, x+rx, y-h, x+rx, y)
	s.fill(&p, across(c.lighter(0.2), x-rx, c.darker(0.35), x+rx))
	top.move(x-rx, y-h+1).quad(x, y-h-26, x+rx, y-h+1)
	s.fill(&top, across(c.lighter(0.3), x-rx, c.darker(0.2), x+rx))
	s.box(x-rx, y-h*0.66, rx*2, 3, sheer(c.darker(0.5), 0.5))
	s.box(x-rx, y-h*0.33, rx*2, 3, sheer(c.darker(0.5), 0.5))
	s.box(x+rx*0.5, y-h, 3, h, sheer(c.darker(0.5), 0.6))
}

func (s *scene) pipes(x0, x1, y, distance float64) {
	c := s.near(hex(0x8A857C), distance)
	var p path
	for i := range 3 {
		p.rect(x0, y-46-float64(i)*15, x1-x0, 7)
	}
	for x := x0; x < x1; x += 62 {
		p.rect(x, y-84, 5, 84)
	}
	s.fill(&p, down(c.lighter(0.15), y-84, c.darker(0.2), y))
}
