package draw

import "math"

// airport is a take-off past the tower, over the lights of the runway.
func (s *scene) airport() {
	r := s.chance("plan")
	line := 690.0
	sunX := s.wide * pick(r, 0.26, 0.4)
	s.sky(line)
	s.sun(sunX, line-30)
	s.clouds(line-180, r.in(0.4, 0.8))
	s.ink("far", s.hills("far", 640, 110, 480), s.near(hex(0x53687A), 0.7), s.haze, 130)
	s.terminal(line)
	s.controlTower(s.wide*0.8, line, 330)
	for _, u := range []float64{0.16, 0.34, 0.52} {
		s.parked(s.wide*u, line+2, 150, 0.22)
	}
	ground := s.near(hex(0x82867F), 0.12)
	if s.snowy {
		ground = s.near(hex(0xD5DADF), 0.12)
	}
	s.box(-50, line, s.wide+100, 360, down(mix(ground, s.haze, 0.4), line, ground.darker(0.25), 1000))
	s.runway(line + 70)
	climb := 0.0
	if s.film {
		climb = s.at * 12
	}
	s.plane(s.wide*pick(r, 0.52, 0.6)+climb*1.6, 330-climb*0.5, 430, -0.2, 0.04)
}

// terminal is a long roof like a wave over glass.
func (s *scene) terminal(y float64) {
	r := s.chance("terminal")
	var roof, glass path
	glass.move(-50, y).line(-50, y-70)
	roof.move(-50, y-76)
	for x := -50.0; x <= s.wide*0.7; x += 12 {
		h := 84 + 24*math.Sin(x/105)
		roof.line(x, y-h)
		glass.line(x, y-h+8)
	}
	for x := s.wide * 0.7; x >= -50; x -= 12 {
		roof.line(x, y-84-24*math.Sin(x/105)+11)
	}
	glass.line(s.wide*0.7, y)
	pane := s.near(hex(0x5E7688), 0.25)
	if s.dark {
		pane = mix(hex(0xFFD591), s.haze, 0.25)
	}
	s.fill(&glass, down(mix(pane, s.horizon, 0.3), y-100, pane.darker(0.12), y))
	var bars path
	for x := -40.0; x < s.wide*0.7; x += 21 {
		bars.rect(x, y-92, 2, 92)
	}
	s.fill(&bars, sheer(s.near(hex(0x39444E), 0.25), 0.7))
	s.fill(&roof, solid(s.near(hex(0xE2E4E2), 0.2)))
	if s.dark {
		for range 5 {
			s.glow(r.in(0, s.wide*0.66), y-20, 190, 0.6, hex(0xFFCB86), 0.28)
		}
	}
}

func (s *scene) controlTower(x, y, h float64) {
	c := s.near(hex(0xBFC3C4), 0.2)
	var p, cab path
	p.move(x-24, y).cubic(x-16, y-h*0.4, x-14, y-h*0.6, x-26, y-h*0.78).line(x+26, y-h*0.78).cubic(x+14, y-h*0.6, x+16, y-h*0.4, x+24, y)
	s.fill(&p, across(c.lighter(0.2), x-26, c.darker(0.35), x+26))
	cab.move(x-40, y-h*0.78).line(x-52, y-h*0.93, x+52, y-h*0.93, x+40, y-h*0.78)
	glass := s.near(hex(0x3B5062), 0.15)
	if s.dark {
		glass = hex(0xF7D79A)
	}
	s.fill(&cab, solid(glass))
	for i := range 7 {
		u := float64(i-3) / 3
		s.stroke(x+u*40, y-h*0.78, x+u*52, y-h*0.93, 2.4, solid(c.darker(0.3)))
	}
	s.box(x-56, y-h*0.96, 112, 11, solid(c))
	s.box(x-44, y-h*0.79, 88, 8, solid(c.darker(0.1)))
	s.stroke(x, y-h*0.95, x, y-h*1.1, 3, solid(c))
	if s.dark {
		s.glow(x, y-h*1.1, 26, 1, hex(0xFF6A50), 0.6+0.4*math.Sin(s.at*4))
	}
}

func (s *scene) parked(x, y, w, distance float64) {
	s.plane(x, y-w*0.1, w, 0, distance)
}

func (s *scene) runway(y float64) {
	c := s.near(hex(0x4C5056), 0.05)
	vx := s.wide * 0.66
	var p, marks path
	p.move(vx-60, y).line(vx+30, y, s.wide*0.9, 1010, -s.wide*0.2, 1010)
	s.fill(&p, down(mix(c, s.haze, 0.4), y, c.darker(0.1), 1000))
	for i := range 9 {
		t0, t1 := float64(i)/9, (float64(i)+0.5)/9
		t0, t1 = t0*t0, t1*t1
		mid := func(t float64) float64 { return lerp(vx-15, s.wide*0.35, t) }
		w := func(t float64) float64 { return lerp(1, 15, t) }
		marks.move(mid(t0)-w(t0), lerp(y, 1010, t0)).line(mid(t0)+w(t0), lerp(y, 1010, t0), mid(t1)+w(t1), lerp(y, 1010, t1), mid(t1)-w(t1), lerp(y, 1010, t1))
	}
	s.fill(&marks, sheer(s.near(hex(0xF1EFE6), 0.05), 0.8))
	for i := range 13 {
		t := float64(i) / 12
		t *= t
		for _, side := range []float64{0, 1} {
			x := lerp(lerp(vx-60, vx+30, side), lerp(-s.wide*0.2, s.wide*0.9, side), t)
			h := lerp(y, 1010, t)
			s.disc(x, h, 1.4+4*t, solid(hex(0xFFF1C8)))
			if s.recipe.Time != Day {
				s.glow(x, h, 16+60*t, 0.7, hex(0xFFE0A0), 0.9)
			}
		}
	}
}

// plane is an airliner of the length w in profile, its nose to the right and
// up by tilt.
func (s *scene) plane(x, y, w, tilt, distance float64) {
	sin, cos := math.Sin(tilt), math.Cos(tilt)
	at := func(u, v float64) (float64, float64) {
		return x + (u*cos-v*sin)*w, y + (u*sin+v*cos)*w
	}
	shape := func(uv ...float64) *path {
		var p path
		px, py := at(uv[0], uv[1])
		p.move(px, py)
		for i := 2; i+5 < len(uv); i += 6 {
			ax, ay := at(uv[i], uv[i+1])
			bx, by := at(uv[i+2], uv[i+3])
			cx, cy := at(uv[i+4], uv[i+5])
			p.cubic(ax, ay, bx, by, cx, cy)
		}
		return &p
	}
	white := s.near(hex(0xF3F3F0), distance)
	colour := s.near(pick(s.chance("livery"), hex(0x2F5F9A), hex(0xB5443C), hex(0x2F7A70)), distance)
	// The far wing, the tail, the body, the near wing, from behind forwards.
	s.fill(shape(0.06, -0.02, 0.02, -0.08, -0.06, -0.16, -0.1, -0.17, -0.07, -0.12, -0.06, -0.06, -0.04, -0.02, 0, -0.02, 0.04, -0.02, 0.06, -0.02), solid(white.darker(0.35)))
	s.fill(shape(-0.34, -0.04, -0.4, -0.1, -0.43, -0.19, -0.46, -0.2, -0.49, -0.2, -0.49, -0.2, -0.5, -0.2, -0.48, -0.12, -0.47, -0.06, -0.47, -0.03, -0.44, -0.03, -0.4, -0.04, -0.34, -0.04), solid(colour))
	s.fill(shape(0.5, 0.0, 0.47, -0.045, 0.4, -0.055, 0.3, -0.055, 0.1, -0.056, -0.2, -0.056, -0.34, -0.052, -0.42, -0.05, -0.48, -0.04, -0.5, -0.03, -0.4, 0.02, -0.3, 0.045, -0.2, 0.05, 0.1, 0.055, 0.3, 0.053, 0.38, 0.05, 0.46, 0.045, 0.49, 0.02, 0.5, 0.0), down(white.lighter(0.2), y-w*0.07, white.darker(0.4), y+w*0.06))
	s.fill(shape(0.09, 0.025, 0.02, 0.045, -0.12, 0.11, -0.18, 0.15, -0.2, 0.155, -0.21, 0.15, -0.21, 0.145, -0.15, 0.08, -0.1, 0.04, -0.07, 0.022, 0, 0.015, 0.06, 0.015, 0.09, 0.025), down(white.darker(0.08), y, white.darker(0.45), y+w*0.16))
	s.fill(shape(0.06, 0.075, 0.06, 0.045, -0.03, 0.05, -0.03, 0.078, -0.03, 0.1, 0.06, 0.105, 0.06, 0.075), down(colour.lighter(0.15), y+w*0.04, colour.darker(0.35), y+w*0.1))
	s.fill(shape(-0.38, -0.02, -0.42, 0, -0.5, 0.02, -0.53, 0.02, -0.53, 0.015, -0.5, -0.01, -0.46, -0.03, -0.44, -0.03, -0.4, -0.03, -0.38, -0.02), solid(white.darker(0.2)))
	var panes path
	for i := range 27 {
		px, py := at(0.33-float64(i)*0.024, -0.018)
		panes.round(px-w*0.004, py-w*0.0065, w*0.008, w*0.013, w*0.004)
	}
	dark := solid(s.near(hex(0x2A3947), distance))
	if s.dark {
		dark = solid(hex(0xFFE3AA))
	}
	s.fill(&panes, dark)
	s.fill(shape(0.455, -0.035, 0.44, -0.04, 0.42, -0.045, 0.405, -0.045, 0.41, -0.03, 0.43, -0.025, 0.465, -0.022, 0.465, -0.025, 0.46, -0.03, 0.455, -0.035), solid(s.near(hex(0x22303C), distance)))
	if s.dark && w > 200 {
		lx, ly := at(-0.2, 0.15)
		s.glow(lx, ly, 30, 1, hex(0xFF5A48), 0.9)
		nx, ny := at(0.1, 0.05)
		s.glow(nx, ny, 34, 1, hex(0xFFF6DC), 0.8)
	}
}
