package draw

import "math"

// stage is a concert: cones of light through haze, players, a dark house.
func (s *scene) stage() {
	r := s.chance("plan")
	hues := pick(r, [3]uint32{0xE0A24A, 0xB9506A, 0x4A5FB0}, [3]uint32{0x4FA3A5, 0x5A57B8, 0xE8C07A}, [3]uint32{0xC4574F, 0xE9B463, 0x7C4B96}, [3]uint32{0xD98AA8, 0x6C84D0, 0xF2DDB0})
	a, b, c := hex(hues[0]), hex(hues[1]), hex(hues[2])
	floor := 720.0
	s.box(-50, -50, s.wide+100, 1100, down(mix(c, hex(0x0B0D18), 0.86), 0, mix(b, hex(0x120E1A), 0.72), floor))
	s.glow(s.wide*0.5, floor-120, 780, 0.7, mix(a, b, 0.4), 0.55)
	s.backdrop(r, mix(a, b, 0.5), floor)
	for i := range 7 {
		x := s.wide * (0.08 + 0.14*float64(i))
		swing := 0.35 * math.Sin(s.at*0.8+float64(i)*1.3)
		aim := x + (s.wide*0.5-x)*r.in(0.2, 0.9) + swing*220
		s.beam(x, 34, aim, floor+40, r.in(60, 130), pick(r, a, b, c, hex(0xFFF1D6)), r.in(0.22, 0.42))
	}
	s.truss()
	s.box(-50, floor, s.wide+100, 110, down(mix(a, hex(0x1A1520), 0.55), floor, hex(0x0D0C14), floor+110))
	s.band(r, floor, a)
	s.box(-50, floor+84, s.wide+100, 300, down(hex(0x0C0B12), floor+84, hex(0x07070C), 1000))
	s.glow(s.wide*0.5, floor+30, 640, 0.2, hex(0xFFE7C0), 0.4)
	s.audience(r, mix(a, hex(0x0B0A12), 0.8))
}

func (s *scene) backdrop(r *random, c colour, floor float64) {
	cx := s.wide * 0.5
	if r.chance(0.5) {
		s.disc(cx, floor-250, 210, down(c.lighter(0.35), floor-460, mix(c, hex(0x15101C), 0.5), floor-40))
		return
	}
	for i := range 11 {
		x := cx + (float64(i)-5)*86
		h := 250 + 130*math.Abs(math.Sin(float64(i)*1.9+s.at))
		s.box(x-26, floor-h, 52, h, down(c.lighter(0.15), floor-h, c, floor).fade(0.05, 0.5))
	}
}

// beam is a cone of light from a lamp.
func (s *scene) beam(x, y, tx, ty, w float64, c colour, strength float64) {
	for _, k := range []float64{1, 0.55} {
		var p path
		p.move(x-5, y).line(x+5, y, tx+w*k, ty, tx-w*k, ty)
		s.fill(&p, down(c.lighter(0.3), y, c, ty).fade(strength*(1.5-0.5*k), 0.02).light())
	}
	s.glow(x, y+4, 46, 1, c.lighter(0.5), 0.9)
}

// truss carries the lamps.
func (s *scene) truss() {
	var p path
	p.rect(-20, 16, s.wide+40, 5).rect(-20, 42, s.wide+40, 5)
	for x := -20.0; x < s.wide+20; x += 30 {
		p.stroke(x, 18, x+15, 44, 3).stroke(x+15, 44, x+30, 18, 3)
	}
	s.fill(&p, solid(hex(0x0A0A10)))
}

// band is a singer and players, dark before the light.
func (s *scene) band(r *random, floor float64, a colour) {
	dark := hex(0x0D0B12)
	cx := s.wide * pick(r, 0.44, 0.56)
	s.performer(cx, floor+40, 270, true, dark)
	s.performer(cx-240, floor+12, 225, false, dark)
	s.performer(cx+250, floor+14, 225, false, dark)
	s.drums(cx+30, floor-6, dark)
	var stand path
	stand.stroke(cx+40, floor+42, cx+26, floor-168, 4).ellipse(cx+24, floor-172, 7, 8).ellipse(cx+40, floor+42, 26, 5)
	s.fill(&stand, solid(dark))
}

func (s *scene) performer(x, y, h float64, sings bool, c colour) {
	beat := math.Sin(s.at*4+x) * h * 0.01
	var p path
	p.ellipse(x+h*0.01, y-h*0.9+beat, h*0.056, h*0.07)
	p.round(x-h*0.06, y-h*0.95+beat, h*0.12, h*0.12, h*0.05)
	p.move(x-h*0.05, y-h*0.85+beat).cubic(x-h*0.15, y-h*0.83, x-h*0.15, y-h*0.7, x-h*0.1, y-h*0.46).line(x+h*0.11, y-h*0.46).cubic(x+h*0.15, y-h*0.7, x+h*0.15, y-h*0.83, x+h*0.05, y-h*0.85+beat)
	p.taper(x-h*0.05, y-h*0.48, h*0.1, x-h*0.1, y, h*0.055).taper(x+h*0.05, y-h*0.48, h*0.1, x+h*0.1, y, h*0.055)
	if sings {
		p.taper(x+h*0.11, y-h*0.78, h*0.055, x+h*0.17, y-h*0.66, h*0.05).taper(x+h*0.17, y-h*0.66, h*0.05, x+h*0.1, y-h*0.8, h*0.035)
		p.taper(x-h*0.11, y-h*0.78, h*0.055, x-h*0.26, y-h*0.95+beat*3, h*0.035)
	} else {
		p.ellipse(x+h*0.02, y-h*0.5, h*0.13, h*0.085).ellipse(x-h*0.08, y-h*0.53, h*0.09, h*0.07)
		p.taper(x, y-h*0.52, h*0.035, x+h*0.36, y-h*0.7, h*0.025).rect(x+h*0.33, y-h*0.74, h*0.06, h*0.05)
		p.taper(x-h*0.11, y-h*0.78, h*0.055, x-h*0.13, y-h*0.56, h*0.045).taper(x+h*0.11, y-h*0.78, h*0.055, x+h*0.2, y-h*0.6, h*0.04)
	}
	s.fill(&p, solid(c))
}

func (s *scene) drums(x, y float64, c colour) {
	var p path
	p.ellipse(x, y-40, 46, 46).round(x-104, y-70, 56, 44, 8).round(x+48, y-70, 56, 44, 8)
	p.stroke(x-110, y, x-120, y-120, 3).stroke(x+112, y, x+122, y-120, 3)
	p.ellipse(x-122, y-122, 44, 5).ellipse(x+124, y-122, 44, 5)
	p.ellipse(x, y-142, 20, 25).round(x-34, y-118, 68, 80, 26)
	s.fill(&p, solid(c))
}

// audience is rows of heads with some arms up.
func (s *scene) audience(r *random, c colour) {
	for i := range 3 {
		t := float64(i) / 2
		size := lerp(30, 70, t)
		tone := mix(c, hex(0x050509), t)
		y := lerp(850, 965, t)
		var arms path
		for x := 0.0; x < s.wide; x += size * 2 {
			if !r.chance(0.38) {
				continue
			}
			up := y - size*r.in(0.9, 1.9) + math.Sin(s.at*3+x)*size*0.2
			lean := r.in(-0.3, 0.3) * size
			arms.taper(x, y+size, size*0.42, x+lean*0.5, y-size*0.1, size*0.32)
			arms.taper(x+lean*0.5, y-size*0.1, size*0.32, x+lean, up, size*0.2).ellipse(x+lean, up, size*0.15, size*0.18)
		}
		s.fill(&arms, solid(tone))
		s.heads(r, y, size, size*1.75, tone)
	}
}
