package draw

import "math"

// field is rows of a crop that run to the horizon, and one tree.
func (s *scene) fields() {
	r := s.chance("plan")
	line := 510.0
	vx := s.wide * pick(r, 0.34, 0.66)
	s.sky(line)
	s.sun(vx, line)
	s.clouds(line-20, r.in(0.5, 0.9))
	s.ink("far", s.hills("far", 480, 130, 430), s.near(hex(0x49627A), 0.7), s.haze, 120)
	s.land(func(x float64) float64 { return line + 6*math.Sin(x/170) }, solid(s.near(mix(s.leaf, s.grass, 0.5), 0.55)))
	s.grove("hedge", func(float64) float64 { return line + 10 }, -10, s.wide+10, 30, 34, 0.5)
	crop := s.field
	if s.recipe.Season == Spring {
		crop = hex(0x9DB35B)
	}
	s.box(-50, line+8, s.wide+100, 520, down(s.near(crop, 0.5), line+8, s.near(crop.darker(0.1), 0), 1000))
	s.furrows(vx, line+8, crop)
	tx := s.wide - vx
	s.tree(r, tx, 700, 330, 0.12)
	var shade path
	shade.ellipse(tx+30, 704, 130, 10)
	s.fill(&shade, sheer(s.near(hex(0x22301E), 0.1), 0.35))
	s.person(r, figure{x: vx + 60, y: 760, h: 150, facing: -1, stride: 0.5, distance: 0.1})
	s.ears(r, crop)
	s.birds(s.wide*0.45, 260, 8, 5)
}

// furrows meet at vx on the horizon; every second one is shaded.
func (s *scene) furrows(vx, y float64, crop colour) {
	var dark, bright path
	for i := -22; i < 23; i++ {
		x := vx + (float64(i)+0.5*math.Sin(float64(i)*2))*130
		dark.move(vx+(x-vx)*0.012, y).line(x+16, 1010, x+62, 1010)
		bright.move(vx+(x-vx)*0.012, y).line(x-24, 1010, x+6, 1010)
	}
	s.fill(&dark, down(s.near(crop.darker(0.35), 0.5), y, s.near(crop.darker(0.45), 0), 1000).fade(0.2, 0.75))
	s.fill(&bright, down(mix(s.near(crop, 0.4), s.glowing, 0.3), y, mix(s.near(crop, 0), s.glowing, 0.25), 1000).fade(0.2, 0.5))
}

// ears stand along the lower edge, near and a little soft.
func (s *scene) ears(r *random, crop colour) {
	if s.snowy {
		return
	}
	var stems, grains path
	for range 130 {
		x, h := r.in(-20, s.wide+20), r.in(60, 150)
		lean := r.in(-0.15, 0.3) + swayOf(s, x)
		tip := point{x + lean*h, 1010 - h}
		stems.brush(curve(point{x, 1020}, point{x + lean*h*0.3, 1010 - h*0.55}, tip), func(t float64) float64 { return lerp(4, 1.6, t) })
		grains.brush(curve(tip, point{tip.x + 12, tip.y - 6}, point{tip.x + 26, tip.y + 14}), func(t float64) float64 { return 8 * (1 - math.Abs(2*t-1)*0.7) })
	}
	s.fill(&stems, solid(s.near(mix(crop, hex(0x4C5A2B), 0.6), 0)))
	s.fill(&grains, solid(s.near(mix(crop.lighter(0.1), hex(0xE0B457), 0.35), 0)))
}

// snow is a house in a white valley, while it snows.
func (s *scene) snow() {
	r := s.chance("plan")
	s.light = lightOf(s.recipe.Time, Winter)
	s.sky(560)
	s.sun(s.wide*0.7, 480)
	s.clouds(500, 0.9)
	s.ink("far", s.hills("far", 480, 250, 400), s.near(hex(0x60748A), 0.66), s.haze, 210)
	s.ink("mid", s.hills("mid", 590, 150, 480), s.near(hex(0x8195A5), 0.5), s.horizon, 200)
	white := hex(0xF3F6F9)
	hill := s.hills("near", 690, 90, 700)
	s.land(hill, down(s.near(white, 0.4), 600, s.near(white, 0.1), 900))
	s.forestEdge("firs", hill, 0.34, 120)
	x := s.wide * pick(r, 0.36, 0.62)
	s.hanok(r, x, 762, hall{w: 240, wall: 62, roof: 80, distance: 0.14, bays: 4})
	s.smoke(r, x+88, 625, 1.2, 0.2)
	drift := func(x float64) float64 { return 768 + 20*math.Sin(x/190+1) + 6*math.Sin(x/61) }
	s.land(drift, down(s.near(white, 0.12), 750, s.near(white.darker(0.06), 0), 1000))
	s.footprints(x)
	s.glow(x, 800, 260, 0.25, hex(0xFFC682), map[bool]float64{true: 0.4, false: 0.08}[s.dark])
	for _, t := range []float64{0.04, 0.13, 0.88, 0.97} {
		s.fir(r, s.wide*t, 900+80*r.unit(), r.in(330, 470), 0.02)
	}
	s.falling(fall{count: 380, size: 2.2, speed: 55, slant: 0.05})
}

// forestEdge sets firs along a ridge.
func (s *scene) forestEdge(part string, crest ridge, distance, height float64) {
	r := s.chance(part)
	for x := -20.0; x < s.wide+20; x += r.in(16, 46) {
		if r.chance(0.25) {
			x += 60
		}
		h := height * r.in(0.5, 1.2)
		s.fir(r, x, crest(x)+h*0.08, h, distance)
	}
}

func (s *scene) footprints(x float64) {
	var p path
	for i := range 15 {
		t := float64(i) / 14
		y := lerp(775, 985, t*t)
		px := x + 120*math.Sin(t*2.2)*t + float64(1-2*(i&1))*lerp(3, 17, t)
		p.ellipse(px, y, lerp(2, 11, t), lerp(1, 6, t))
	}
	s.fill(&p, sheer(s.near(hex(0x8FA2B5), 0), 0.55))
}
