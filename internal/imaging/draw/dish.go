package draw

import "math"

// dish is a table seen from above: a bowl of rice with its vegetables, side
// dishes, spoon and chopsticks on cloth.
func (s *scene) dish() {
	r := s.chance("plan")
	s.tabletop(r, pick(r, hex(0x8B6A4A), hex(0x5C4A3E), hex(0xA98B68), hex(0x4A4F52)))
	cx, cy := s.wide*0.5, 520.0
	if s.wide > 1200 {
		cx = s.wide * pick(r, 0.42, 0.56)
	}
	s.cloth(r, cx, cy)
	sides := []point{{-430, -230}, {-470, 90}, {570, -230}, {600, 90}, {-150, -420}, {170, -425}, {-300, 370}, {180, 395}}
	for _, q := range sides {
		if x := cx + q.x*max(0.8, min(1, s.wide/1300)); x > -60 && x < s.wide+60 {
			s.sidePlate(r, x, cy+q.y, r.in(92, 116))
		}
	}
	s.bowlOfRice(r, cx, cy, 262)
	s.cutlery(cx+308, cy+20)
}

// tabletop is planks in soft light from the upper left.
func (s *scene) tabletop(r *random, wood colour) {
	wood = mix(wood.times(s.ambient), wood, 0.55)
	n := r.noise()
	for i := range 7 {
		y := float64(i)*170 - 60
		c := wood.darker(0.12 * r.unit())
		s.box(-50, y, s.wide+100, 171, down(c.lighter(0.05), y, c.darker(0.06), y+170))
		s.box(-50, y, s.wide+100, 2.4, sheer(hex(0x1E140C), 0.5))
	}
	s.veil(0, 0, s.wide, 1000, solid(wood.darker(0.55)), func(x, y float64) float64 {
		return step(0.5, 0.85, n.fractal(x/240, y/13, 3)) * 0.35
	})
	s.glow(s.wide*0.2, 60, 1100, 0.9, hex(0xFFF0D2), 0.32)
	s.veil(0, 0, s.wide, 1000, solid(hex(0x140E0A)), func(x, y float64) float64 {
		return 0.4 * step(0.5, 1.5, (x/s.wide)*0.7+y/1000*0.75)
	})
}

func (s *scene) cloth(r *random, x, y float64) {
	c := pick(r, hex(0xE6DDC8), hex(0x7E9299), hex(0xC9B08A), hex(0x9A6B5C))
	var p path
	p.move(x-420, y-330).line(x+400, y-352, x+424, y+350, x-404, y+372)
	s.shadowOf(&p, 10)
	s.fill(&p, ring(c.lighter(0.14), c.darker(0.18), x-300, y-300, 1000))
	var weave path
	for i := range 5 {
		t := float64(i) * 9
		weave.stroke(x-400, y-300+t, x+404, y-322+t, 2)
		weave.stroke(x-390, y+300+t, x+414, y+280+t, 2)
	}
	s.fill(&weave, sheer(c.darker(0.4), 0.45))
}

// shadowOf darkens below a path as if it lay a little above the table.
func (s *scene) shadowOf(p *path, off float64) {
	for i := range 4 {
		t := off * (0.5 + 0.5*float64(i))
		q := path{ends: p.ends}
		for _, a := range p.pts {
			q.pts = append(q.pts, point{a.x + t, a.y + t})
		}
		s.fill(&q, sheer(hex(0x120B06), 0.13))
	}
}

// plateRim is a round vessel from above: rim, wall and well.
func (s *scene) plateRim(x, y, r float64, c colour, depth float64) {
	for i := range 5 {
		t := float64(i) / 4
		s.disc(x+r*0.08*(1+t), y+r*0.1*(1+t), r*(1.02+0.05*t), sheer(hex(0x120B06), 0.1))
	}
	s.disc(x, y, r, ring(c.lighter(0.35), c.darker(0.2), x-r*0.4, y-r*0.5, r*1.9))
	s.disc(x, y, r*0.93, ring(c.darker(0.1), c.darker(0.38), x+r*0.3, y+r*0.35, r*1.6))
	s.disc(x+r*0.012, y+r*0.016, r*(0.93-depth), ring(c.darker(0.3), c.darker(0.04), x-r*0.3, y-r*0.4, r*1.5))
}

func (s *scene) bowlOfRice(r *random, x, y, size float64) {
	s.plateRim(x, y, size, pick(r, hex(0xC9A24A), hex(0x3B3A3A), hex(0xE6E2D8)), 0.04)
	in := size * 0.86
	s.disc(x, y, in, ring(hex(0xFBF8EE), hex(0xE4DCC8), x-in*0.3, y-in*0.4, in*1.6))
	greens := []colour{hex(0xC9582E), hex(0x4E7A3A), hex(0xE9DFC0), hex(0x7A4B2C), hex(0x93A84A), hex(0xD9913A), hex(0x3E5A38), hex(0xB7402F)}
	n := 7
	turn := r.in(0, 6)
	for i := range n {
		a0 := turn + 2*math.Pi*float64(i)/float64(n)
		s.sector(r, x, y, in, a0, 2*math.Pi/float64(n), greens[(i+r.n(2))%len(greens)])
	}
	// The egg in the middle.
	var white path
	for i := range 40 {
		a := 2 * math.Pi * float64(i) / 40
		d := in * (0.36 + 0.035*math.Sin(a*5+turn) + 0.02*math.Sin(a*3))
		if i == 0 {
			white.move(x+d*math.Cos(a), y+d*math.Sin(a))
			continue
		}
		white.line(x+d*math.Cos(a), y+d*math.Sin(a))
	}
	s.shadowOf(&white, 2)
	s.fill(&white, ring(hex(0xFFFFFF), hex(0xE9E2D2), x-20, y-30, in*0.5))
	s.disc(x, y, in*0.165, ring(hex(0xFFC93F), hex(0xE3861B), x-in*0.06, y-in*0.07, in*0.26))
	s.disc(x-in*0.06, y-in*0.07, in*0.032, sheer(hex(0xFFFFFF), 0.75))
	for range 26 {
		a, d := r.in(0, 6.28), r.in(0.2, 0.86)*in
		s.disc(x+d*math.Cos(a), y+d*math.Sin(a), 2.6, sheer(hex(0xF7EDCB), 0.95))
	}
}

// sector is one vegetable, cut in strips that point outward.
func (s *scene) sector(r *random, x, y, in, a0, span float64, c colour) {
	var shade, strips, bright path
	for range 54 {
		a := a0 + span*(0.08+0.84*r.unit())
		d := in * r.in(0.3, 0.8)
		l := in * r.in(0.12, 0.2)
		px, py := x+d*math.Cos(a), y+d*math.Sin(a)
		b := a + r.in(-0.75, 0.75)
		q := curve(point{px, py}, point{px + l*0.5*math.Cos(b) + r.in(-4, 4), py + l*0.5*math.Sin(b)}, point{px + l*math.Cos(b), py + l*math.Sin(b)})
		if w := math.Hypot(px+l*math.Cos(b)-x, py+l*math.Sin(b)-y); w > in*0.95 {
			continue
		}
		switch r.n(3) {
		case 0:
			shade.brush(q, func(float64) float64 { return in * 0.04 })
		case 1:
			strips.brush(q, func(float64) float64 { return in * 0.036 })
		default:
			bright.brush(q, func(float64) float64 { return in * 0.03 })
		}
	}
	s.fill(&shade, solid(c.darker(0.32)))
	s.fill(&strips, solid(c))
	s.fill(&bright, solid(c.lighter(0.2)))
}

// sidePlate is one of the small dishes.
func (s *scene) sidePlate(r *random, x, y, size float64) {
	s.plateRim(x, y, size, pick(r, hex(0xEFECE4), hex(0x9DB0B0), hex(0xD9CDB8), hex(0x4A5558), hex(0xE3DED2)), 0.1)
	c := pick(r, hex(0xB8402C), hex(0x5C7F3C), hex(0xE2CF8E), hex(0x8A5A34), hex(0xD98B3C), hex(0xF0E9D6), hex(0x3E4A3A))
	in := size * 0.62
	switch r.n(3) {
	case 0: // leaves
		for i := range 3 {
			for range 9 {
				a, d := r.in(0, 6.28), in*0.62*r.unit()
				var p path
				p.ellipse(x+d*math.Cos(a), y+d*math.Sin(a), in*r.in(0.16, 0.34), in*r.in(0.1, 0.18))
				s.fill(&p, solid(mix(c.darker(0.3), c.lighter(0.2), float64(i)/2)))
			}
		}
	case 1: // cubes
		for range 17 {
			a, d := r.in(0, 6.28), in*0.72*math.Sqrt(r.unit())
			k := in * 0.2
			px, py := x+d*math.Cos(a), y+d*math.Sin(a)
			s.box(px-k/2+3, py-k/2+4, k, k, sheer(hex(0x1E120A), 0.3))
			s.box(px-k/2, py-k/2, k, k, down(c.lighter(0.25), py-k, c.darker(0.1), py+k))
		}
	default: // a sauce
		s.disc(x, y, in*1.02, ring(c.lighter(0.12), c.darker(0.3), x-in*0.3, y-in*0.3, in*1.5))
		var gleam path
		gleam.brush(curve(point{x - in*0.6, y - in*0.1}, point{x - in*0.4, y - in*0.5}, point{x, y - in*0.64}), func(t float64) float64 { return in * 0.1 * (1 - math.Abs(2*t-1)) })
		s.fill(&gleam, sheer(hex(0xFFFFFF), 0.5))
		for range 8 {
			s.disc(x+r.in(-0.5, 0.5)*in, y+r.in(-0.5, 0.5)*in, 2.5, sheer(hex(0xF7EDCB), 0.9))
		}
	}
}

// cutlery is a long spoon and metal chopsticks.
func (s *scene) cutlery(x, y float64) {
	metal := hex(0xD3D3CE)
	var bowl, handle, sticks path
	bowl.ellipse(x, y-205, 33, 46)
	handle.taper(x, y-165, 10, x+10, y+240, 15)
	sticks.taper(x+58, y-240, 6, x+64, y+236, 11).taper(x+82, y-236, 6, x+88, y+238, 11)
	for _, p := range []*path{&bowl, &handle, &sticks} {
		s.shadowOf(p, 5)
	}
	s.fill(&handle, across(metal.lighter(0.5), x-6, metal.darker(0.35), x+14))
	s.fill(&sticks, across(metal.lighter(0.5), x+54, metal.darker(0.35), x+92))
	s.fill(&bowl, ring(metal.darker(0.3), metal.lighter(0.5), x-10, y-220, 70))
}

// tea is a pot and cups on a tray, seen from above, with steam.
func (s *scene) tea() {
	r := s.chance("plan")
	s.tabletop(r, pick(r, hex(0x6B5644), hex(0x3F4648), hex(0x9B8468), hex(0x5A4A52)))
	cx, cy := s.wide*0.5, 520.0
	var tray path
	tw := min(s.wide*0.42, 600)
	tray.round(cx-tw, cy-330, tw*2, 660, 34)
	s.shadowOf(&tray, 14)
	wood := hex(0x7C4F32)
	s.fill(&tray, ring(wood.lighter(0.2), wood.darker(0.4), cx-tw*0.6, cy-300, tw*2.2))
	var well path
	well.round(cx-tw+24, cy-306, tw*2-48, 612, 22)
	s.fill(&well, ring(wood.lighter(0.05), wood.darker(0.5), cx-tw*0.4, cy-220, tw*2))
	glaze := pick(r, hex(0x9DB5A4), hex(0xE9E4D8), hex(0x5A6A72), hex(0xB8735A))
	s.teapot(cx-tw*0.36, cy-20, 185*min(1, tw/520), glaze)
	for i, q := range []point{{0.4, -0.62}, {0.66, 0.12}, {0.3, 0.5}} {
		x, y := cx+tw*q.x, cy+300*q.y
		s.plateRim(x, y, 92, glaze, 0.09)
		c := pick(r, hex(0xB9852F), hex(0xA8B35A), hex(0x8C4A24))
		s.disc(x, y, 70, ring(c.lighter(0.2), c.darker(0.35), x-22, y-26, 110))
		var gleam path
		gleam.brush(curve(point{x - 46, y - 8}, point{x - 30, y - 38}, point{x + 2, y - 50}), func(t float64) float64 { return 9 * (1 - math.Abs(2*t-1)) })
		s.fill(&gleam, sheer(hex(0xFFFFFF), 0.55))
		s.steam(r, x, y-10, 130, float64(i))
	}
	s.sprig(r, cx+tw*0.04, cy+250)
}

// teapot from above: body, lid, knob, spout to the right and a side handle.
func (s *scene) teapot(x, y, size float64, c colour) {
	var spout, handle path
	spout.move(x+size*0.7, y-size*0.26).line(x+size*1.36, y-size*0.13, x+size*1.4, y+size*0.08, x+size*0.74, y+size*0.22)
	handle.brush(curve(point{x + size*0.1, y + size*0.8}, point{x + size*0.16, y + size*1.25}, point{x + size*0.2, y + size*1.5}), func(t float64) float64 { return size * lerp(0.3, 0.22, t) })
	s.shadowOf(&spout, 8)
	s.shadowOf(&handle, 8)
	s.fill(&spout, down(c.lighter(0.2), y-size*0.3, c.darker(0.35), y+size*0.3))
	s.fill(&handle, across(c.lighter(0.1), x, c.darker(0.4), x+size*0.4))
	for i := range 5 {
		s.disc(x+size*0.05*float64(i+1), y+size*0.06*float64(i+1), size*1.02, sheer(hex(0x120B06), 0.1))
	}
	s.disc(x, y, size, ring(c.lighter(0.5), c.darker(0.42), x-size*0.4, y-size*0.45, size*1.75))
	s.disc(x+4, y+6, size*0.6, sheer(hex(0x1A120C), 0.35))
	s.disc(x, y, size*0.58, ring(c.lighter(0.4), c.darker(0.25), x-size*0.22, y-size*0.25, size))
	s.disc(x+8, y+10, size*0.17, sheer(hex(0x1A120C), 0.35))
	s.disc(x, y, size*0.16, ring(c.lighter(0.6), c.darker(0.3), x-size*0.06, y-size*0.07, size*0.28))
	s.steam(s.chance("steam"), x+size*1.4, y, 150, 9)
}

// steam curls up and away.
func (s *scene) steam(r *random, x, y, h, phase float64) {
	for i := range 3 {
		var pts []point
		for j := range 9 {
			t := float64(j) / 8
			pts = append(pts, point{x + float64(i-1)*16 + math.Sin(t*5+phase*2+float64(i)+s.at*1.4)*22*t, y - h*t*1.2})
		}
		for _, w := range []float64{26, 13} {
			var p path
			p.brush(curve(pts...), func(t float64) float64 { return w * (0.3 + t) * (1 - t) * 2 })
			s.fill(&p, sheer(hex(0xFFFFFF), 0.07))
		}
	}
}

// sprig is a small branch of the season.
func (s *scene) sprig(r *random, x, y float64) {
	var stem path
	stem.brush(curve(point{x - 130, y + 30}, point{x - 40, y + 6}, point{x + 70, y + 16}, point{x + 150, y - 24}), func(t float64) float64 { return lerp(7, 2, t) })
	s.shadowOf(&stem, 4)
	s.fill(&stem, solid(hex(0x4A382B)))
	c := mix(s.leaf2, hex(0xFFFFFF), 0.08)
	for i := range 13 {
		t := float64(i) / 12
		px, py := x-120+260*t, y+26-46*t*t+r.in(-18, 18)
		for j := range 5 {
			a := float64(j)*1.257 + t*3
			s.disc(px+7*math.Cos(a), py+7*math.Sin(a), 6.4, solid(c.darker(0.12*r.unit())))
		}
		s.disc(px, py, 3.4, solid(hex(0xE9C25A)))
	}
}
