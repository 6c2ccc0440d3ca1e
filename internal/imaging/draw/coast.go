package draw

import "math"

// coast is a headland with a lighthouse over a quiet sea.
func (s *scene) coast() {
	r := s.chance("plan")
	line := 540.0
	sunX := s.wide * r.in(0.2, 0.4)
	s.sky(line)
	s.sun(sunX, line)
	s.clouds(line-60, r.in(0.3, 0.75))
	s.land(func(x float64) float64 {
		return line + 4 - 46*step(s.wide*0.62, s.wide*0.2, x)*(0.6+0.4*math.Sin(x/61+2)) + 40*step(s.wide*0.35, s.wide*0.62, x)
	}, solid(s.near(hex(0x4A6074), 0.68)))
	s.water(line, 1000, mix(mix(s.zenith, s.middle, 0.3), hex(0x2F6F80).times(s.ambient), 0.45), 0.42)
	s.swell(r, line)
	if s.recipe.Time != Day {
		s.glitter(sunX, line+4, 960, s.glowing, 0.6)
	}
	s.headland(r, line)
	s.beach(r)
	s.birds(s.wide*0.34, 300, 10, 4)
}

// swell is lines of waves that come in.
func (s *scene) swell(r *random, y float64) {
	for i := range 26 {
		d := float64(i+1) / 26
		h := y + 5 + 330*d*d
		x := r.in(-60, s.wide)
		w := r.in(80, 260) * (0.3 + d)
		x += math.Sin(s.at*0.5+float64(i)) * 16
		var p path
		p.brush(curve(point{x, h}, point{x + w*0.3, h - 2.4*d}, point{x + w*0.7, h + 1.6*d}, point{x + w, h}), func(t float64) float64 { return (1 + 4*d) * (1 - math.Abs(2*t-1)) })
		s.fill(&p, sheer(mix(s.horizon.lighter(0.3), s.glowing, 0.2), r.in(0.12, 0.42)))
	}
}

func (s *scene) headland(r *random, line float64) {
	n := r.noise()
	x0 := s.wide * 0.6
	top := func(x float64) float64 {
		return lerp(line+60, line-190, step(x0-30, s.wide*0.86, x)) - 16*n.line(x/50)
	}
	rock := hex(0x75695F)
	for i := range 4 {
		t := float64(i) / 3
		left := x0 - 50 + t*s.wide*0.13
		foot := line + 26 + 120*t
		var p path
		p.move(left-14, foot)
		for x := left; x <= s.wide+60; x += 4 {
			climb := step(left, left+90, x)
			jag := 26 * (n + noise(i)).line(x/19) * (0.4 + climb)
			p.line(x, lerp(foot, top(x)+t*74, climb)+jag*0.8)
		}
		p.line(s.wide+60, foot+70)
		for x := s.wide + 60; x > left; x -= 22 {
			p.line(x, foot+8+(x-left)*0.09+5*(n+noise(i+4)).line(x/21))
		}
		c := s.near(rock.darker(0.1*t), 0.34-0.12*t)
		s.fill(&p, across(c.darker(0.22), left, mix(c, s.haze, 0.12), s.wide))
		var foam path
		for x := left - 12; x < s.wide+40; x += 15 {
			foam.ellipse(x+r.in(-8, 8), foot+12+(x-left)*0.09+2*math.Sin(s.at*1.4+x), r.in(8, 18), r.in(1.6, 4))
		}
		if i == 0 || i == 3 {
			s.fill(&foam, sheer(s.near(hex(0xFFFFFF), 0.1), 0.55))
		}
	}
	// Grass lies over the top of the rock.
	var turf path
	turf.move(s.wide+60, top(s.wide+60)-2)
	for x := s.wide + 60; x > x0; x -= 5 {
		turf.line(x, top(x)-3)
	}
	for x := x0; x <= s.wide+60; x += 5 {
		turf.line(x, top(x)+10+24*(n+9).line(x/34))
	}
	s.fill(&turf, solid(s.near(mix(s.grass, hex(0x55683F), 0.3), 0.22)))
	lx := s.wide * 0.86
	s.lighthouse(lx, top(lx)+3, 190, 0.15)
	s.hanok(r, lx+86, top(lx+86)+6, hall{w: 66, wall: 22, roof: 26, distance: 0.2, bays: 2})
}

// lighthouse stands at x, y.
func (s *scene) lighthouse(x, y, h, distance float64) {
	white, red := s.near(hex(0xF3EFE8), distance), s.near(hex(0xB4473C), distance)
	w := h * 0.11
	var p, band, lantern, dome path
	p.move(x-w, y).line(x-w*0.62, y-h*0.8, x+w*0.62, y-h*0.8, x+w, y)
	s.fill(&p, across(white, x-w, white.darker(0.3), x+w))
	band.move(x-w*0.83, y-h*0.36).line(x-w*0.74, y-h*0.54, x+w*0.74, y-h*0.54, x+w*0.83, y-h*0.36)
	s.fill(&band, across(red, x-w, red.darker(0.3), x+w))
	s.box(x-w*0.86, y-h*0.82, w*1.72, h*0.03, solid(s.near(hex(0x33373D), distance)))
	lamp := s.near(hex(0xCFE0E6), distance)
	if s.dark {
		lamp = hex(0xFFF0B8)
	}
	s.fill(lantern.rect(x-w*0.45, y-h*0.93, w*0.9, h*0.11), solid(lamp))
	dome.move(x-w*0.6, y-h*0.925).quad(x, y-h*1.04, x+w*0.6, y-h*0.925)
	s.fill(&dome, solid(red.darker(0.15)))
	if !s.dark {
		return
	}
	s.glow(x, y-h*0.88, h*0.7, 1, hex(0xFFE7A6), 0.9)
	turn := math.Cos(s.at * 0.8)
	var beam path
	beam.move(x, y-h*0.9).line(x-s.wide*turn, y-h*1.22, x-s.wide*turn, y-h*0.62, x, y-h*0.86)
	s.fill(&beam, across(hex(0xFFF0C8), x, hex(0xFFF0C8), x-s.wide*0.6*turn).fade(0.4, 0).light())
}

// beach is sand in the lower left corner, with the foam of the last wave.
func (s *scene) beach(r *random) {
	sand := hex(0xDCC6A0)
	if s.snowy {
		sand = hex(0xD9D6D0)
	}
	n := r.noise()
	edge := func(x float64) float64 {
		return 862 + 130*step(0, s.wide*0.85, x) + 12*n.line(x/90) + 5*math.Sin(s.at*0.9+x/120)
	}
	for i, c := range []paint{sheer(s.near(hex(0xBFD8D6), 0.1), 0.5), sheer(s.near(hex(0xFFFFFF), 0.08), 0.9), solid(s.near(sand.darker(0.18), 0.05)), down(s.near(sand, 0.06), 880, s.near(sand.lighter(0.12), 0), 1000)} {
		off := []float64{-26, -9, 0, 26}[i]
		s.land(func(x float64) float64 { return edge(x) + off + 4*n.line(x/23+float64(i)*7) }, c)
	}
}
