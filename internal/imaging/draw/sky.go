package draw

import "math"

// sky paints everything above the horizon, which is at the height y.
func (s *scene) sky(y float64) {
	s.box(-50, -50, s.wide+100, y*0.62+51, down(s.zenith, -20, s.middle, y*0.62))
	s.box(-50, y*0.62, s.wide+100, y*0.38+60, down(s.middle, y*0.62, s.horizon, y))
	s.box(-50, y, s.wide+100, 1100-y, solid(s.horizon))
	if s.night {
		s.stars(y)
	}
}

// stars are few and faint: a sky over people's lamps.
func (s *scene) stars(y float64) {
	r := s.chance("stars")
	for range 130 {
		x, h, size := r.in(0, s.wide*1.3), r.in(0, 1), r.in(0.5, 1.25)
		twinkle := 0.75 + 0.25*math.Sin(s.at*r.in(1, 3)+r.in(0, 6))
		s.disc(x, y*h*0.85, size, sheer(hex(0xE9EEF8), r.in(0.15, 0.75)*(1-h*0.8)*twinkle))
	}
}

// sun puts the sun or the moon in the sky, with the light around it. By day
// it stands high, at dawn and dusk near the horizon at y.
func (s *scene) sun(x, y float64) {
	switch {
	case s.night:
		s.moon(x, y*0.34, 30)
	case s.recipe.Time == Day:
		s.glow(x, y*0.16, 620, 1, s.glowing, 0.5)
		s.glow(x, y*0.16, 150, 1, s.glowing, 0.6)
	default:
		sy := y - 74
		s.glow(x, sy, 900, 0.62, s.glowing, 0.55)
		s.glow(x, sy, 300, 1, s.glowing, 0.5)
		s.disc(x, sy, 38, down(s.glowing.lighter(0.55), sy-38, s.glowing.lighter(0.15), sy+38))
	}
}

// moon is a full moon with its grey seas.
func (s *scene) moon(x, y, r float64) {
	c := hex(0xF3EFE2)
	s.glow(x, y, r*9, 1, hex(0x9FB2D8), 0.38)
	s.glow(x, y, r*2.6, 1, hex(0xF3EBD0), 0.35)
	s.disc(x, y, r, ring(c, hex(0xE3DCC6), x-r*0.3, y-r*0.3, r*1.5))
	seas := s.chance("moon")
	for range 7 {
		a, d, q := seas.in(0, 6.28), seas.in(0.05, 0.58)*r, seas.in(0.12, 0.28)*r
		var p path
		s.fill(p.ellipse(x+d*math.Cos(a), y+d*math.Sin(a), q*1.2, q), sheer(hex(0xB9B3A4), 0.22))
	}
}

// clouds are drawn out along the horizon. Amount goes from 0 to 1.
func (s *scene) clouds(y, amount float64) {
	r := s.chance("clouds")
	n, n2 := r.noise(), r.noise()
	drift := s.at * 9
	top := mix(s.horizon.lighter(0.35), s.glowing, 0.35)
	if s.night {
		top = mix(s.middle, s.horizon, 0.9)
	}
	low := mix(s.middle, s.horizon, 0.35)
	s.veil(0, 0, s.wide+60, y, down(top, 0, mix(top, low, 0.5), y), func(x, h float64) float64 {
		u := h / y
		// Perspective: clouds are lower and narrower towards the horizon.
		sx := (x + drift) / lerp(430, 210, u)
		sy := h / lerp(120, 26, u)
		v := n.fractal(sx, sy, 4)*0.8 + n2.fractal(sx*2.7, sy*1.6, 2)*0.2
		return step(0.60-amount*0.2, 0.82-amount*0.08, v) * 0.85 * step(0, 0.12, u+0.06) * (1 - step(0.88, 1, u))
	})
}

// birds fly in an open line.
func (s *scene) birds(x, y, size float64, count int) {
	r := s.chance("birds")
	c := s.near(hex(0x26303A), 0.25)
	for i := range count {
		bx := x + float64(i)*size*2.6*r.in(0.8, 1.2) + s.at*14
		by := y - math.Abs(float64(i)-float64(count)/3)*size*-0.9 + r.in(-size, size)*0.5
		lift := size * (0.5 + 0.25*math.Sin(s.at*7+float64(i)))
		w := func(t float64) float64 { return size * 0.3 * (1 - math.Abs(2*t-1)*0.85) }
		var p path
		p.brush(curve(point{bx - size, by - lift*0.5}, point{bx - size*0.45, by - lift}, point{bx, by},
			point{bx + size*0.45, by - lift}, point{bx + size, by - lift*0.5}), w)
		s.fill(&p, sheer(c, 0.8))
	}
}
