package draw

// port is where containers go to sea: gantry cranes, a ship, stacks.
func (s *scene) port() {
	r := s.chance("plan")
	line := 660.0
	sunX := s.wide * r.in(0.2, 0.35)
	s.sky(line)
	s.sun(sunX, line-20)
	s.clouds(line-160, r.in(0.2, 0.6))
	s.ink("far", s.hills("far", 610, 130, 480), s.near(hex(0x50687A), 0.7), s.haze, 160)
	for i := range 4 {
		s.gantry(s.wide*(0.30+0.2*float64(i)), line, 330, 0.42-0.03*float64(i))
	}
	s.stacks("quay", -20, s.wide*0.3, line, 26, 13, 7, 0.3)
	s.ship(r, s.wide*0.62, line+16, s.wide*0.56, 0.18)
	s.water(line+14, 1000, mix(s.zenith, s.middle, 0.4).darker(0.2), 0.2)
	if s.recipe.Time != Day {
		s.glitter(sunX, line+20, 940, s.glowing, 0.5)
	}
	quay := s.near(hex(0x6F6E6C), 0)
	var p path
	p.move(-50, 880).line(s.wide*0.42, 900, s.wide*0.34, 1060, -50, 1060)
	s.fill(&p, down(quay.lighter(0.1), 880, quay.darker(0.3), 1000))
	s.stacks("near", -30, s.wide*0.24, 935, 96, 44, 4, 0.03)
	s.gantry(s.wide*0.06, 930, 720, 0.06)
}

// gantry is a crane that reaches over the water to the right of x.
func (s *scene) gantry(x, y, h, distance float64) {
	c := s.near(pick(s.chance("crane"), hex(0xB5532F), hex(0x2F5C8A), hex(0xC2912F)), distance)
	w := h * 0.03
	var p path
	for _, dx := range []float64{0, h * 0.22} {
		p.taper(x+dx, y, w, x+dx+h*0.02, y-h*0.64, w*0.8)
	}
	p.stroke(x, y-h*0.3, x+h*0.24, y-h*0.3, w*0.7).stroke(x, y-h*0.02, x+h*0.24, y-h*0.3, w*0.35)
	p.stroke(x, y-h*0.3, x+h*0.24, y-h*0.62, w*0.35)
	p.rect(x-h*0.28, y-h*0.66, h*0.92, w*1.1)
	p.taper(x+h*0.2, y-h*0.64, w, x+h*0.14, y-h*0.98, w*0.7).taper(x+h*0.03, y-h*0.64, w*0.7, x+h*0.14, y-h*0.98, w*0.6)
	p.stroke(x+h*0.14, y-h*0.97, x+h*0.62, y-h*0.66, w*0.22).stroke(x+h*0.14, y-h*0.97, x+h*0.4, y-h*0.66, w*0.22)
	p.stroke(x+h*0.14, y-h*0.97, x-h*0.26, y-h*0.66, w*0.22)
	p.rect(x-h*0.22, y-h*0.72, h*0.12, h*0.06)
	p.rect(x+h*0.34, y-h*0.63, h*0.05, h*0.03).stroke(x+h*0.365, y-h*0.6, x+h*0.365, y-h*0.42, w*0.2)
	s.fill(&p, solid(c))
	s.box(x+h*0.3, y-h*0.42, h*0.13, h*0.05, solid(s.near(hex(0x2F6E6A), distance)))
	if s.dark {
		for _, t := range []float64{-0.26, 0.14, 0.62} {
			top := 0.66
			if t == 0.14 {
				top = 0.98
			}
			s.glow(x+h*t, y-h*top, h*0.07, 1, hex(0xFFD79A), 0.9)
		}
	}
}

var boxColours = []uint32{0xA8473A, 0x2F5D86, 0x3E7560, 0xC78A3A, 0x8A8F94, 0x6A3F4F, 0xD8D2C4, 0x44505E}

// stacks are containers piled on a quay.
func (s *scene) stacks(part string, x0, x1, y, w, h float64, most int, distance float64) {
	r := s.chance(part)
	for x := x0; x < x1; x += w + 2 {
		n := 1 + r.n(most)
		for i := range n {
			s.container(hex(boxColours[r.n(len(boxColours))]), x, y-float64(i+1)*h, w, h, distance)
		}
	}
}

func (s *scene) container(c colour, x, y, w, h, distance float64) {
	c = s.near(c, distance)
	s.box(x, y, w, h-0.6, down(c.lighter(0.1), y, c.darker(0.15), y+h))
	if w < 30 {
		return
	}
	var ribs path
	for i := 1; i < 12; i++ {
		ribs.rect(x+w*float64(i)/12, y+h*0.08, w*0.02, h*0.84)
	}
	s.fill(&ribs, sheer(c.darker(0.4), 0.5))
}

// ship is laden and lies along the quay; its middle is at x.
func (s *scene) ship(r *random, x, y, w, distance float64) {
	hull := s.near(pick(r, hex(0x22384E), hex(0x7A2F2C), hex(0x2B4A46)), distance)
	h := w * 0.1
	var p, red path
	p.move(x-w*0.5, y-h*1.05).line(x+w*0.44, y-h*0.95, x+w*0.52, y-h*1.3).quad(x+w*0.48, y-h*0.4, x+w*0.45, y).line(x-w*0.47, y).quad(x-w*0.49, y-h*0.4, x-w*0.5, y-h*1.05)
	s.fill(&p, down(hull.lighter(0.1), y-h, hull.darker(0.2), y))
	red.move(x-w*0.478, y-h*0.2).line(x+w*0.458, y-h*0.2, x+w*0.45, y+2, x-w*0.47, y+2)
	s.fill(&red, solid(s.near(hex(0x8F3B33), distance)))
	bw, bh := w*0.047, h*0.3
	for i := range 15 {
		bx := x - w*0.3 + float64(i)*bw*1.02
		n := 3 + r.n(3)
		for j := range n {
			s.container(hex(boxColours[r.n(len(boxColours))]), bx, y-h-float64(j+1)*bh, bw, bh, distance)
		}
	}
	bridge := s.near(hex(0xEFECE4), distance)
	s.box(x-w*0.43, y-h*3.1, w*0.075, h*2.1, across(bridge, x-w*0.43, bridge.darker(0.25), x-w*0.35))
	s.box(x-w*0.445, y-h*3.2, w*0.11, h*0.3, solid(bridge.darker(0.08)))
	for i := range 5 {
		c := sheer(s.near(hex(0x34485A), distance), 0.8)
		if s.dark {
			c = sheer(hex(0xFFDDA0), 0.9)
		}
		s.box(x-w*0.425, y-h*(2.85-0.4*float64(i)), w*0.065, h*0.12, c)
	}
	s.box(x-w*0.47, y-h*2.4, w*0.03, h*1.4, solid(hull.lighter(0.15)))
}
