package draw

// portrait is a bust in soft light before a warm backdrop. There is no face:
// hair, shoulders and clothes are the person.
func (s *scene) portrait() {
	r := s.chance("plan")
	back := pick(r, hex(0xC9A98A), hex(0x9DAE9F), hex(0xB7A7B0), hex(0x8FA3B5), hex(0xD2B48C), hex(0xB98F78))
	back = mix(back.times(s.ambient), back, 0.5)
	side := r.sign() // where the light comes from
	x := s.wide*0.5 - side*s.wide*0.03
	s.box(-50, -50, s.wide+100, 1100, ring(back.lighter(0.3), back.darker(0.42), s.wide*(0.5+0.24*side), 330, 1000))
	s.glow(s.wide*(0.5+0.36*side), 210, 700, 1, hex(0xFFF0D8), 0.38)
	n := r.noise()
	s.veil(0, 0, s.wide, 1000, solid(back.darker(0.5)), func(u, v float64) float64 {
		return step(0.5, 0.85, n.fractal(u/300, v/300, 3)) * 0.18
	})
	skin, hair, cloth := r.skin(), r.hairColour(), r.cloth()
	woman := r.chance(0.5)
	cut, style := r.n(3), r.n(4)
	if woman && cut != 1 {
		s.bustBack(r, x, hair)
	}
	s.panY += 40 // shoulders and neck sit a little higher than they are drawn
	s.shoulders(r, x, side, cloth)
	s.neck(x, side, skin)
	s.clothes(r, x, side, style, cloth)
	s.panY -= 40
	s.face(x, side, skin)
	s.hair(x, r.in(18, 52)*side, side, woman, cut, hair)
	if r.chance(0.3) {
		s.glasses(x)
	}
}

// lit is a colour across a form of the width w around x, lit from the side.
func lit(c colour, x, w, side, contrast float64) paint {
	a, b := c.lighter(0.22*contrast), c.darker(0.42*contrast)
	if side < 0 {
		return across(a, x-w, b, x+w)
	}
	return across(b, x-w, a, x+w)
}

// bustBack is hair that falls behind the neck.
func (s *scene) bustBack(r *random, x float64, c colour) {
	length := pick(r, 640.0, 560, 690)
	var p path
	p.move(x-128, 350).cubic(x-168, 470, x-150, length, x-120, length+20).line(x+120, length+20).cubic(x+150, length, x+168, 470, x+128, 350)
	s.fill(&p, solid(c.darker(0.2)))
}

func (s *scene) neck(x, side float64, skin colour) {
	var neck, shade path
	neck.move(x-62, 470).cubic(x-58, 560, x-70, 610, x-110, 650).line(x, 700, x+110, 650).cubic(x+70, 610, x+58, 560, x+62, 470)
	s.fill(&neck, lit(skin.darker(0.16), x, 90, side, 0.8))
	shade.move(x-62, 540).quad(x, 600, x+62, 540).line(x+63, 590).quad(x, 652, x-63, 590)
	s.fill(&shade, sheer(skin.darker(0.6), 0.35))
}

func (s *scene) face(x, side float64, skin colour) {
	var head, ear path
	ear.ellipse(x-side*-112, 392, 17, 31)
	s.fill(&ear, lit(skin, x, 120, side, 0.6))
	head.move(x-112, 345).cubic(x-114, 250, x-60, 212, x, 212).cubic(x+60, 212, x+114, 250, x+112, 345)
	head.cubic(x+112, 440, x+76, 512, x+30, 532).cubic(x+12, 540, x-12, 540, x-30, 532).cubic(x-76, 512, x-112, 440, x-112, 345)
	s.fill(&head, lit(skin, x, 130, side, 1))
}

// hair is drawn over the face in one of several cuts.
func (s *scene) hair(x, part, side float64, woman bool, cut int, c colour) {
	with := lit(c.lighter(0.04), x, 150, side, 0.75)
	var p path
	switch {
	case woman && cut == 0: // a bob with a parting
		p.move(x-part, 196).cubic(x-118, 190, x-152, 270, x-150, 400).cubic(x-150, 470, x-148, 520, x-122, 548).cubic(x-96, 520, x-104, 440, x-106, 380).cubic(x-100, 320, x-62, 280, x-part, 236)
		p.move(x-part, 196).line(x-part, 236).cubic(x+62, 270, x+104, 320, x+107, 380).cubic(x+104, 440, x+96, 520, x+122, 548).cubic(x+148, 520, x+150, 470, x+150, 400).cubic(x+152, 270, x+118, 190, x-part, 196)
	case woman && cut == 1: // gathered in a knot
		p.ellipse(x+side*22, 178, 56, 48)
		p.move(x-118, 372).cubic(x-134, 250, x-84, 188, x, 188).cubic(x+84, 188, x+134, 250, x+118, 372).cubic(x+108, 320, x+78, 284, x, 272).cubic(x-78, 284, x-108, 320, x-118, 372)
	case woman: // a fringe
		p.move(x-124, 470).cubic(x-154, 300, x-120, 186, x, 186).cubic(x+120, 186, x+154, 300, x+124, 470).cubic(x+112, 420, x+110, 380, x+104, 330).cubic(x+50, 322, x-50, 322, x-104, 330).cubic(x-110, 380, x-112, 420, x-124, 470)
	case cut == 0: // short, to one side
		p.move(x-120, 372).cubic(x-138, 250, x-92, 182, x-side*10, 180).cubic(x+92, 176, x+140, 244, x+120, 372).cubic(x+110, 340, x+106, 312, x+98, 292).cubic(x+50, 296, x-side*20, 292, x-part*1.4, 262).cubic(x-88, 290, x-106, 320, x-120, 372)
	case cut == 1: // cropped, thinning
		p.move(x-117, 362).cubic(x-128, 260, x-88, 200, x, 198).cubic(x+88, 200, x+128, 260, x+117, 362).cubic(x+108, 312, x+98, 268, x+74, 256).cubic(x+34, 236, x-34, 236, x-74, 256).cubic(x-98, 268, x-108, 312, x-117, 362)
	default: // full, swept up
		p.move(x-119, 366).cubic(x-140, 244, x-104, 166, x+side*14, 164).cubic(x+104, 160, x+142, 240, x+119, 366).cubic(x+112, 316, x+96, 276, x+60, 262).cubic(x+20, 250, x-30, 262, x-62, 270).cubic(x-96, 282, x-108, 316, x-119, 366)
	}
	s.fill(&p, with)
}

func (s *scene) glasses(x float64) {
	for _, d := range []float64{-1, 1} {
		var outer path
		outer.round(x+d*50-36, 352, 72, 52, 20)
		s.fill(&outer, sheer(hex(0xFFFFFF), 0.12))
		var frame path
		frame.brush(curve(point{x + d*50 - 36, 372}, point{x + d*50 - 20, 352}, point{x + d*50 + 20, 352}, point{x + d*50 + 36, 372}, point{x + d*50 + 24, 400}, point{x + d*50 - 24, 400}, point{x + d*50 - 36, 372}), func(float64) float64 { return 4.5 })
		s.fill(&frame, solid(hex(0x2A2524)))
	}
	s.stroke(x-15, 370, x+15, 370, 4.5, solid(hex(0x2A2524)))
}

// shoulders are the clothes' outline.
func (s *scene) shoulders(r *random, x, side float64, c colour) {
	slope := r.in(-14, 14)
	var p path
	p.move(x-420, 1060).cubic(x-410, 830, x-350, 752+slope, x-240, 712).cubic(x-160, 684, x-108, 660, x-84, 618)
	p.line(x+84, 618).cubic(x+108, 660, x+160, 684, x+240, 712).cubic(x+350, 752+slope, x+410, 830, x+420, 1060)
	s.fill(&p, lit(c, x, 420, side, 0.9))
}

// clothes are what is seen at the neck.
func (s *scene) clothes(r *random, x, side float64, style int, c colour) {
	switch style {
	case 0, 1: // a jacket over a shirt
		s.jacket(r, x, side, c, style == 0)
	case 2: // hanbok collar
		s.collar(x, side, c)
	default: // a high knitted neck
		var neck path
		neck.move(x-94, 668).cubic(x-84, 640, x-84, 620, x-76, 588).quad(x, 622, x+76, 588).cubic(x+84, 620, x+84, 640, x+94, 668).quad(x, 716, x-94, 668)
		s.fill(&neck, lit(c.lighter(0.08), x, 110, side, 0.9))
	}
}

func (s *scene) jacket(r *random, x, side float64, c colour, tie bool) {
	var shirt, left, right path
	open := 742.0
	if tie {
		open = 672
	}
	shirt.move(x-72, 640).quad(x-40, open-22, x, open).quad(x+40, open-22, x+72, 640).line(x+104, 650, x, 1040, x-104, 650)
	s.fill(&shirt, lit(hex(0xEEEAE2), x, 160, side, 0.5))
	if tie {
		var knot path
		knot.move(x-22, 672).line(x+22, 672, x+14, 712, x+30, 890, x, 950, x-30, 890, x-14, 712)
		s.fill(&knot, lit(pick(r, hex(0x7A2F36), hex(0x2F4668), hex(0x4D5A4A), hex(0x8B6A3C)), x, 40, side, 0.8))
	}
	lapel := c.darker(0.12)
	left.move(x-100, 630).cubic(x-150, 700, x-170, 740, x-190, 760).line(x-150, 800, x-178, 826, x-10, 1010, x-4, 1010)
	left.cubic(x-40, 900, x-70, 780, x-92, 628)
	right.move(x+100, 630).cubic(x+150, 700, x+170, 740, x+190, 760).line(x+150, 800, x+178, 826, x+10, 1010, x+4, 1010)
	right.cubic(x+40, 900, x+70, 780, x+92, 628)
	s.fill(&left, lit(lapel, x, 260, side, 0.9))
	s.fill(&right, lit(lapel, x, 260, side, 0.9))
	var wing path
	wing.move(x-76, 606).line(x-62, 640, x-4, open+2, x-46, open+56, x-98, 640)
	wing.move(x+76, 606).line(x+62, 640, x+4, open+2, x+46, open+56, x+98, 640)
	s.fill(&wing, lit(hex(0xF8F5EF), x, 120, side, 0.5))
}

// collar is the crossed collar of a hanbok, with its white edge and ribbon.
func (s *scene) collar(x, side float64, c colour) {
	band := func(dx float64, w float64) *path {
		var p path
		return p.brush(curve(point{x + 88 - dx, 612}, point{x + 40 - dx*0.6, 720}, point{x - 60, 860}), func(float64) float64 { return w })
	}
	var under path
	under.brush(curve(point{x - 84, 622}, point{x - 40, 700}, point{x + 30, 790}), func(float64) float64 { return 44 })
	s.fill(&under, lit(c.darker(0.1), x, 120, side, 0.8))
	s.fill(band(0, 58), lit(c.darker(0.22), x, 120, side, 0.8))
	s.fill(band(26, 15), lit(hex(0xF4F0E6), x, 120, side, 0.4))
	var ribbon path
	ribbon.move(x-76, 848).line(x-40, 850, x-30, 1040, x-74, 1040)
	ribbon.move(x-60, 850).line(x+20, 880, x+40, 1040, x+2, 1040)
	s.fill(&ribbon, lit(hex(0x8C2F3B), x, 160, side, 0.7))
}
