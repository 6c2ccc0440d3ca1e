package draw

import "math"

// lab is a bench with glassware, a microscope and somebody at work.
func (s *scene) lab() {
	r := s.chance("plan")
	outside := s.light
	s.indoors()
	wall := s.near(pick(r, hex(0xC9D6DA), hex(0xD2D8D2), hex(0xB8C6D2)), 0)
	s.box(-50, -50, s.wide+100, 1100, down(wall.darker(0.2), 0, wall, 700))
	inside := s.light
	s.light = outside
	s.window("window", s.wide*0.06, 80, s.wide*0.4, 420, 3, 2)
	s.light = inside
	s.glow(s.wide*0.26, 300, 700, 0.9, s.glowing, 0.25)
	s.shelves(r)
	s.chemist(s.wide*pick(r, 0.52, 0.58), 660)
	bench := s.near(hex(0xE9EBE8), 0)
	s.box(-50, 760, s.wide+100, 30, down(bench, 760, bench.darker(0.12), 790))
	s.box(-50, 790, s.wide+100, 300, down(s.near(hex(0x73828C), 0), 790, s.near(hex(0x4A5660), 0), 1000))
	for i := range 6 {
		x := s.wide * (float64(i)/5*1.02 - 0.01)
		s.box(x, 800, 3, 220, sheer(hex(0x2B343B), 0.5))
		s.box(x+70, 836, 56, 7, sheer(hex(0xDDE3E6), 0.8))
	}
	s.microscope(s.wide*0.76, 762, 1)
	liquids := []colour{hex(0x3F8FA8), hex(0xD98B3A), hex(0x7A5AA0), hex(0x5FA06A), hex(0xC24E56)}
	s.flask(s.wide*0.14, 762, 120, liquids[r.n(5)])
	s.flask(s.wide*0.24, 762, 86, liquids[r.n(5)])
	s.beaker(s.wide*0.325, 762, 96, liquids[r.n(5)])
	s.tubes(r, s.wide*0.92, 762, liquids)
	s.beaker(s.wide*0.66, 762, 70, liquids[r.n(5)])
}

func (s *scene) shelves(r *random) {
	x0, x1 := s.wide*0.6, s.wide*0.97
	for i := range 3 {
		y := 200.0 + 130*float64(i)
		for x := x0 + 12; x < x1-30; {
			w, h := r.in(18, 44), r.in(40, 88)
			c := s.near(pick(r, hex(0x6E8FA0), hex(0xE3DFD2), hex(0x9A5E45), hex(0x4A6B62), hex(0xC9A35A), hex(0xB9C8CC)), 0.18)
			s.box(x, y-h, w, h, across(c.lighter(0.18), x, c.darker(0.2), x+w))
			s.box(x+w*0.25, y-h-9, w*0.5, 10, solid(c.darker(0.3)))
			s.box(x+w*0.12, y-h*0.62, w*0.76, h*0.3, sheer(hex(0xF5F2EA), 0.75))
			x += w + r.in(4, 16)
		}
		s.box(x0, y, x1-x0, 9, solid(s.near(hex(0x8C7B68), 0.1)))
	}
}

// chemist is somebody in a white coat who looks down at the bench.
func (s *scene) chemist(x, y float64) {
	r := s.chance("chemist")
	coat := s.near(hex(0xF2F3F0), 0)
	var p, lapel, arms, hands path
	p.move(x-60, y-120).cubic(x-140, y-105, x-160, y-60, x-160, y+130).line(x+160, y+130).cubic(x+160, y-60, x+140, y-105, x+60, y-120)
	s.fill(&p, across(coat, x-150, coat.darker(0.24), x+160))
	lapel.move(x-40, y-118).line(x+40, y-118, x, y+30)
	s.fill(&lapel, solid(s.near(r.cloth(), 0)))
	arms.taper(x-128, y-50, 70, x-150, y+70, 56).taper(x-150, y+70, 56, x-40, y+112, 40)
	arms.taper(x+128, y-50, 70, x+150, y+70, 56).taper(x+150, y+70, 56, x+60, y+112, 40)
	s.fill(&arms, across(coat.lighter(0.1), x-160, coat.darker(0.3), x+160))
	skin := s.near(r.skin(), 0)
	hands.ellipse(x-30, y+112, 24, 17).ellipse(x+50, y+112, 24, 17)
	s.fill(&hands, solid(skin))
	s.box(x-24, y-160, 48, 56, solid(skin.darker(0.15)))
	var head, hair path
	head.ellipse(x, y-196, 62, 78)
	s.fill(&head, across(skin.lighter(0.14), x-64, skin.darker(0.22), x+64))
	c := s.near(r.hairColour(), 0)
	hair.move(x-66, y-190).cubic(x-80, y-290, x+80, y-290, x+66, y-190).quad(x+40, y-246, x-10, y-244).quad(x-50, y-240, x-66, y-190)
	if r.chance(0.5) {
		hair.ellipse(x+6, y-286, 34, 28)
	}
	s.fill(&hair, solid(c))
	s.box(x-50, y-204, 100, 22, sheer(hex(0xCFE6EE), 0.75))
	s.box(x-66, y-198, 132, 5, solid(hex(0x3A464E)))
}

func (s *scene) microscope(x, y, size float64) {
	c := s.near(hex(0x2E353C), 0)
	white := s.near(hex(0xDFE2E0), 0)
	var base, arm, tube path
	base.round(x-80*size, y-18, 170*size, 18, 8)
	s.fill(&base, solid(c))
	arm.brush(curve(point{x + 62*size, y - 14}, point{x + 80*size, y - 120*size}, point{x + 30*size, y - 210*size}), func(float64) float64 { return 34 * size })
	s.fill(&arm, across(white, x, white.darker(0.3), x+90*size))
	tube.taper(x-18*size, y-90*size, 26*size, x+34*size, y-240*size, 30*size)
	tube.taper(x+30*size, y-232*size, 22*size, x+50*size, y-290*size, 24*size)
	s.fill(&tube, across(c.lighter(0.25), x-20*size, c, x+50*size))
	s.box(x-70*size, y-66*size, 110*size, 12*size, solid(c))
	s.disc(x+70*size, y-70*size, 17*size, solid(c.lighter(0.2)))
	s.glow(x-18*size, y-72*size, 60*size, 0.7, hex(0xFFF2CC), 0.8)
}

func (s *scene) flask(x, y, size float64, c colour) {
	var glass, liquid path
	glass.move(x-size*0.16, y-size*1.3).line(x-size*0.16, y-size*0.75, x-size*0.6, y-size*0.08).quad(x-size*0.62, y, x-size*0.5, y).line(x+size*0.5, y).quad(x+size*0.62, y, x+size*0.6, y-size*0.08).line(x+size*0.16, y-size*0.75, x+size*0.16, y-size*1.3)
	s.fill(&glass, sheer(hex(0xE6F1F4), 0.45))
	liquid.move(x-size*0.36, y-size*0.45).line(x-size*0.57, y-size*0.1).quad(x-size*0.58, y-size*0.03, x-size*0.48, y-size*0.03).line(x+size*0.48, y-size*0.03).quad(x+size*0.58, y-size*0.03, x+size*0.57, y-size*0.1).line(x+size*0.36, y-size*0.45)
	s.fill(&liquid, down(c.lighter(0.3), y-size*0.5, c.darker(0.1), y))
	var top path
	top.ellipse(x, y-size*0.45, size*0.36, size*0.05)
	s.fill(&top, solid(c.lighter(0.45)))
	s.box(x-size*0.21, y-size*1.33, size*0.42, size*0.06, sheer(hex(0xF6FBFC), 0.8))
	s.stroke(x-size*0.32, y-size*0.4, x-size*0.48, y-size*0.14, size*0.045, sheer(hex(0xFFFFFF), 0.55))
	for i := range 5 {
		up := math.Mod(0.2*float64(i)+s.at*0.25, 1)
		s.disc(x+size*0.22*math.Sin(float64(i)*2.3), y-size*(0.06+0.36*up), size*0.022, sheer(hex(0xFFFFFF), 0.5*(1-up)))
	}
}

func (s *scene) beaker(x, y, size float64, c colour) {
	s.box(x-size*0.42, y-size, size*0.84, size, sheer(hex(0xE6F1F4), 0.45))
	s.box(x-size*0.39, y-size*0.58, size*0.78, size*0.55, down(c.lighter(0.3), y-size*0.6, c.darker(0.1), y))
	s.box(x-size*0.46, y-size*1.03, size*0.92, size*0.05, sheer(hex(0xF6FBFC), 0.8))
	for i := range 4 {
		s.box(x-size*0.34, y-size*(0.2+0.18*float64(i)), size*0.2, 2, sheer(hex(0xFFFFFF), 0.8))
	}
	s.box(x+size*0.24, y-size*0.92, size*0.07, size*0.8, sheer(hex(0xFFFFFF), 0.4))
}

func (s *scene) tubes(r *random, x, y float64, colours []colour) {
	for i := range 5 {
		tx := x - 80 + float64(i)*38
		var glass, liquid path
		glass.round(tx-11, y-142, 22, 132, 11)
		s.fill(&glass, sheer(hex(0xE6F1F4), 0.5))
		h := r.in(40, 90)
		liquid.round(tx-9, y-12-h, 18, h, 9)
		s.fill(&liquid, solid(colours[(i+r.n(2))%len(colours)]))
	}
	wood := s.near(hex(0xA27B55), 0)
	s.box(x-108, y-104, 214, 14, solid(wood))
	s.box(x-108, y-14, 214, 14, solid(wood.darker(0.1)))
	s.box(x-108, y-104, 10, 104, solid(wood.darker(0.15)))
	s.box(x+96, y-104, 10, 104, solid(wood.darker(0.15)))
}

// classroom is desks before a board, with light from the side.
func (s *scene) classroom() {
	r := s.chance("plan")
	outside := s.light
	s.indoors()
	floor := 620.0
	wall := s.near(pick(r, hex(0xE6DFCF), hex(0xD9DECF), hex(0xDAD3C6)), 0)
	s.box(-50, -50, s.wide+100, floor+60, down(wall.darker(0.12), 0, wall, floor))
	s.box(-50, floor, s.wide+100, 440, down(s.near(hex(0xC29A6C), 0), floor, s.near(hex(0x8C6844), 0), 1000))
	s.box(-50, floor-14, s.wide+100, 16, solid(s.near(hex(0x8B6E50), 0)))
	inside := s.light
	s.light = outside
	s.window("window", -30, 110, s.wide*0.24, 400, 2, 2)
	s.light = inside
	bx, bw := s.wide*0.32, s.wide*0.58
	s.box(bx-12, 138, bw+24, 324, solid(s.near(hex(0x8B6A48), 0)))
	s.box(bx, 150, bw, 300, down(s.near(hex(0x2F5A4C), 0), 150, s.near(hex(0x274A40), 0), 450))
	s.chalk(r, bx, 150, bw, 300)
	s.person(r, figure{x: bx + bw*pick(r, 0.2, 0.82), y: 690, h: 400, facing: -1, arm: 0.75})
	for _, dx := range []float64{0, 170} {
		s.daylight(s.wide*0.02+dx, floor-80, s.wide*0.12, 1000, s.wide*0.22)
	}
	for row := range 3 {
		t := float64(row) / 2
		y, k := lerp(700, 960, t*t*0.7+t*0.3), lerp(0.55, 1.25, t)
		n := 5 - row
		for i := range n {
			s.pupil(r, s.wide*(float64(i)+0.5)/float64(n)+r.in(-12, 12), y, k)
		}
	}
}

// chalk is marks on a board: lines of writing nobody can read, a figure.
func (s *scene) chalk(r *random, x, y, w, h float64) {
	c := sheer(hex(0xF1F2EA), 0.75)
	var p path
	for i := range 5 {
		ly := y + h*(0.16+0.15*float64(i))
		for lx := x + w*0.06; lx < x+w*r.in(0.34, 0.5); {
			l := r.in(12, 44)
			p.rect(lx, ly, l, 3.4)
			lx += l + r.in(8, 14)
		}
	}
	cx, cy := x+w*0.72, y+h*0.5
	p.stroke(cx-90, cy+80, cx+90, cy+80, 3).stroke(cx-90, cy+80, cx-90, cy-90, 3).stroke(cx-90, cy-90, cx+90, cy+80, 3)
	p.stroke(cx-90, cy+60, cx-70, cy+60, 2.4).stroke(cx-70, cy+60, cx-70, cy+80, 2.4)
	s.fill(&p, c)
}

// pupil sits at a desk with the back to us.
func (s *scene) pupil(r *random, x, y, k float64) {
	wood := s.near(hex(0xC79C69), 0)
	var top, legs path
	top.move(x-92*k, y-6*k).line(x+92*k, y-6*k, x+106*k, y+24*k, x-106*k, y+24*k)
	legs.rect(x-94*k, y+24*k, 7*k, 120*k).rect(x+87*k, y+24*k, 7*k, 120*k)
	s.fill(&legs, solid(s.near(hex(0x5C6670), 0)))
	s.fill(&top, down(wood.lighter(0.2), y, wood.darker(0.1), y+24*k))
	s.box(x-60*k, y+1*k, 50*k, 12*k, solid(s.near(hex(0xF4F1E8), 0)))
	s.person(r, figure{x: x, y: y + 150*k, h: 330 * k, seated: true, shadow: 0.06})
	var chair path
	chair.round(x-48*k, y+12*k, 96*k, 50*k, 10*k).rect(x-42*k, y+50*k, 7*k, 110*k).rect(x+35*k, y+50*k, 7*k, 110*k)
	s.fill(&chair, down(wood.darker(0.06), y, wood.darker(0.35), y+90*k))
}
