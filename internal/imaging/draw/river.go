package draw

// river bends through hills, with reeds on the near bank.
func (s *scene) river() {
	r := s.chance("plan")
	line := 560.0
	sunX := s.wide * pick(r, 0.3, 0.66)
	s.sky(line)
	s.sun(sunX, line-30)
	s.clouds(line-100, r.in(0.2, 0.6))
	s.ink("far", s.hills("far", 500, 210, 430), s.near(hex(0x3F566A), 0.72), s.haze, 210)
	s.ink("mid", s.hills("mid", 560, 130, 360), s.near(mix(hex(0x3B5550), s.leaf, 0.2), 0.45), s.haze, 190)
	s.mist("mist", line-6, 50, s.horizon, 0.65)
	bank := func(x float64) float64 { return line + 6 - 22*step(s.wide*0.42, s.wide*0.8, x) }
	s.land(bank, solid(s.near(mix(s.grass, hex(0x3B5040), 0.4), 0.35)))
	s.grove("grove", bank, s.wide*0.5, s.wide+20, 34, 74, 0.33)
	s.water(line+6, 1000, mix(s.zenith, s.middle, 0.5).darker(0.12), 0.14)
	if s.recipe.Time != Day {
		s.glitter(sunX, line+10, 1000, s.glowing, 0.5)
	}
	s.spit(r)
	s.boat(r, s.wide*r.in(0.5, 0.66), 735, 120)
	s.bank(r)
}

// spit is a tongue of land that makes the river bend.
func (s *scene) spit(r *random) {
	var p, shade path
	y := r.in(655, 690)
	p.move(-40, y-24).cubic(s.wide*0.12, y-26, s.wide*0.26, y-4, s.wide*0.4, y+8).cubic(s.wide*0.26, y+22, s.wide*0.1, y+30, -40, y+34)
	shade.move(-40, y+30).cubic(s.wide*0.1, y+26, s.wide*0.26, y+18, s.wide*0.4, y+8).cubic(s.wide*0.28, y+34, s.wide*0.1, y+62, -40, y+70)
	s.fill(&shade, sheer(s.near(hex(0x26362F), 0.2), 0.4))
	s.fill(&p, solid(s.near(mix(s.grass, hex(0x4A5A3E), 0.35), 0.2)))
	s.grove("spit", func(x float64) float64 { return y - 8 }, -10, s.wide*0.2, 52, 130, 0.2)
}

// bank is the near shore in one lower corner, with reeds before the water.
func (s *scene) bank(r *random) {
	right := r.chance(0.5)
	flip := func(x float64) float64 {
		if right {
			return s.wide - x
		}
		return x
	}
	var p path
	p.move(flip(-40), 880).cubic(flip(s.wide*0.15), 890, flip(s.wide*0.36), 940, flip(s.wide*0.62), 1030).line(flip(-40), 1030)
	s.fill(&p, solid(s.near(mix(s.grass, hex(0x26332A), 0.62), 0)))
	s.reeds(r, 90, func() (float64, float64) {
		t := r.unit()
		return flip(s.wide * 0.52 * t), lerp(895, 1010, t*t) + r.in(0, 40)
	}, 150)
}

// reeds stand at the places that where gives, with their plumes.
func (s *scene) reeds(r *random, count int, where func() (x, y float64), height float64) {
	var stems, plumes path
	for range count {
		x, y := where()
		h := height * r.in(0.5, 1.15)
		lean := r.in(-0.12, 0.3) + swayOf(s, x)
		tip := point{x + lean*h, y - h}
		pts := curve(point{x, y}, point{x + lean*h*0.3, y - h*0.6}, tip)
		stems.brush(pts, func(t float64) float64 { return lerp(3, 1, t) })
		plumes.brush(curve(tip, point{tip.x + h*0.05, tip.y - h*0.1}, point{tip.x + h*0.15, tip.y - h*0.12}), func(t float64) float64 { return h * 0.05 * (1 - t) })
	}
	s.fill(&stems, solid(s.near(mix(hex(0x5A5B3A), s.grass, 0.3), 0)))
	plume := hex(0xD9C6A0)
	if s.recipe.Season == Summer {
		plume = hex(0x9B8A5A)
	}
	s.fill(&plumes, sheer(s.near(plume, 0.05), 0.9))
}

// boat is a wooden boat with somebody who poles it.
func (s *scene) boat(r *random, x, y, w float64) {
	var hull, shade path
	shade.ellipse(x, y+w*0.1, w*0.52, w*0.045)
	s.fill(&shade, sheer(s.near(hex(0x1D2A30), 0.1), 0.5))
	hull.move(x-w*0.52, y-w*0.13).cubic(x-w*0.3, y+w*0.02, x+w*0.3, y+w*0.02, x+w*0.56, y-w*0.15).cubic(x+w*0.4, y+w*0.1, x-w*0.36, y+w*0.1, x-w*0.52, y-w*0.13)
	s.fill(&hull, solid(s.near(hex(0x4A372D), 0.12)))
	s.person(r, figure{x: x + w*0.22, y: y + w*0.01, h: w * 0.62, facing: 1, distance: 0.14, arm: 0.3})
	s.stroke(x+w*0.42, y-w*0.66, x+w*0.3, y+w*0.18, 2.2, solid(s.near(hex(0x3A2D24), 0.14)))
}
