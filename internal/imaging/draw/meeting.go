package draw

// meeting is a long table before a window, with people on both sides.
func (s *scene) meeting() {
	r := s.chance("plan")
	outside := s.light
	s.indoors()
	wall := s.near(pick(r, hex(0xCFC6B8), hex(0xBFC6C6), hex(0xC7B5A0)), 0)
	s.box(-50, -50, s.wide+100, 1100, down(wall.darker(0.12), 0, wall, 620))
	inside := s.light
	s.light = outside
	s.window("window", s.wide*0.1, 70, s.wide*0.8, 420, 6, 1)
	s.light = inside
	s.box(-50, 660, s.wide+100, 400, down(s.near(hex(0x8C7A68), 0), 660, s.near(hex(0x55483D), 0), 1000))
	s.pendants(r)
	cx := s.wide * 0.5
	n := 6
	if s.wide < 1200 {
		n = 4
	}
	for i := range n {
		x := cx + (float64(i)-float64(n-1)/2)*s.wide*0.74/float64(n)
		h := r.in(440, 480)
		s.chairBack(x, 660, 0.9)
		s.person(r, figure{x: x, y: 925, h: h, seated: true, shadow: 0.1})
		s.faceOf(x, 925-h*0.905, h*0.1, r)
	}
	s.table(r, cx)
	dark := s.near(hex(0x1F242D), 0)
	for i := range n - 1 {
		x := cx + (float64(i)-float64(n-2)/2)*s.wide*0.86/float64(n-1)
		s.fromBehind(r, x+r.in(-18, 18), 830, 150, dark)
	}
}

func (s *scene) pendants(r *random) {
	for _, u := range []float64{0.3, 0.5, 0.7} {
		x := s.wide * u
		s.stroke(x, -10, x, 120, 2.4, solid(hex(0x2A2A2C)))
		var p path
		p.move(x-12, 118).line(x+12, 118).quad(x+52, 150, x+56, 172).line(x-56, 172).quad(x-52, 150, x-12, 118)
		s.fill(&p, solid(s.near(hex(0x3A3C40), 0)))
		s.box(x-54, 170, 108, 5, solid(hex(0xFFF1CF)))
		s.glow(x, 180, 240, 0.8, hex(0xFFE2AE), 0.35)
	}
}

func (s *scene) chairBack(x, y, size float64) {
	var p path
	p.round(x-74*size, y-120*size, 148*size, 250*size, 30)
	s.fill(&p, across(s.near(hex(0x4A4038), 0), x-74, s.near(hex(0x2C2622), 0), x+74))
}

// table is seen from a little above; papers, cups and glasses lie on it.
func (s *scene) table(r *random, cx float64) {
	var top path
	w0, w1 := s.wide*0.4, s.wide*0.58
	top.move(cx-w0, 668).line(cx+w0, 668, cx+w1, 905, cx-w1, 905)
	wood := s.near(hex(0x9A6F4A), 0)
	s.fill(&top, down(wood.lighter(0.16), 668, wood.darker(0.22), 905))
	s.box(cx-w1, 903, w1*2, 26, down(wood.darker(0.35), 903, wood.darker(0.6), 929))
	s.glow(cx, 760, w0*1.3, 0.22, hex(0xFFF2DA), 0.3)
	for i := range 7 {
		for _, near := range []float64{0, 1} {
			u := (float64(i)-3)/3.4 + r.in(-0.04, 0.04)
			y := lerp(700, 850, near)
			x := cx + u*lerp(w0, w1, near)*0.9
			k := lerp(0.7, 1.1, near)
			switch r.n(3) {
			case 0:
				var p path
				p.move(x-30*k, y).line(x+30*k, y, x+36*k, y+22*k, x-36*k, y+22*k)
				s.fill(&p, solid(s.near(hex(0xF3EFE6), 0)))
				s.box(x-20*k, y+6*k, 36*k, 1.8, sheer(hex(0x55504A), 0.5))
				s.box(x-22*k, y+11*k, 42*k, 1.8, sheer(hex(0x55504A), 0.5))
			case 1:
				s.cup(x, y+10*k, 13*k)
			default:
				var p path
				p.move(x-8*k, y-18*k).line(x+8*k, y-18*k, x+6*k, y+12*k, x-6*k, y+12*k)
				s.fill(&p, sheer(s.near(hex(0xDCE8EC), 0), 0.6))
			}
		}
	}
}

// cup is a small cup seen from the side and above.
func (s *scene) cup(x, y, size float64) {
	white := s.near(hex(0xF4F0E8), 0)
	var saucer, body, tea path
	saucer.ellipse(x, y+size*0.75, size*1.7, size*0.45)
	s.fill(&saucer, solid(white.darker(0.14)))
	body.move(x-size, y-size*0.5).quad(x-size*0.9, y+size*0.8, x, y+size*0.8).quad(x+size*0.9, y+size*0.8, x+size, y-size*0.5)
	s.fill(&body, across(white, x-size, white.darker(0.25), x+size))
	tea.ellipse(x, y-size*0.5, size, size*0.3)
	s.fill(&tea, solid(white.darker(0.05)))
	var in path
	in.ellipse(x, y-size*0.46, size*0.86, size*0.23)
	s.fill(&in, solid(s.near(hex(0x7A4E2C), 0)))
}

// fromBehind is head and shoulders of somebody who sits with the back to us.
func (s *scene) fromBehind(r *random, x, y, size float64, c colour) {
	var p, head path
	p.move(x-size*1.05, 1060).cubic(x-size, y+size*0.7, x-size*0.6, y+size*0.55, x-size*0.24, y+size*0.42)
	p.line(x+size*0.24, y+size*0.42).cubic(x+size*0.6, y+size*0.55, x+size, y+size*0.7, x+size*1.05, 1060)
	cloth := mix(r.cloth(), c, 0.55)
	s.fill(&p, down(cloth.lighter(0.08), y, cloth.darker(0.4), 1000))
	var neck path
	neck.round(x-size*0.2, y+size*0.1, size*0.4, size*0.42, size*0.1)
	s.fill(&neck, solid(mix(r.skin(), c, 0.5)))
	head.ellipse(x, y, size*0.39, size*0.47)
	if r.chance(0.45) {
		head.round(x-size*0.42, y-size*0.1, size*0.84, size*0.62, size*0.2)
	}
	hair := mix(r.hairColour(), c, 0.2)
	s.fill(&head, ring(hair.lighter(0.14), hair, x-size*0.1, y-size*0.3, size*0.8))
}

// podium is a speaker at a lectern, before flags and the press.
func (s *scene) podium() {
	r := s.chance("plan")
	s.indoors()
	back := pick(r, hex(0x27405E), hex(0x5A2E38), hex(0x2F5450), hex(0x4B4660), hex(0x6A4A32))
	cx := s.wide * pick(r, 0.4, 0.6)
	s.box(-50, -50, s.wide+100, 1100, ring(back.lighter(0.22), back.darker(0.55), cx, 340, s.wide*0.62))
	for x := -20.0; x < s.wide+20; x += 46 {
		s.box(x, -20, 26, 800, across(back.lighter(0.2), x, back.darker(0.3), x+26).fade(0.16, 0.16))
	}
	for _, u := range []float64{-0.34, -0.27, 0.27, 0.34} {
		s.flag(r, cx+u*s.wide*0.8, 210)
	}
	s.glow(cx, 330, 560, 1, hex(0xFFF0D6), 0.42)
	s.person(r, figure{x: cx, y: 1010, h: 790, facing: 0, seated: true, arm: pick(r, 0, 0.3)})
	s.faceOf(cx, 1010-790*0.81-790*0.095, 790*0.1, r)
	s.lectern(cx, 560, back)
	dark := back.darker(0.8)
	for i := range 7 {
		x := s.wide * (float64(i) + r.in(0.3, 0.7)) / 7
		s.fromBehind(r, x, r.in(890, 940), r.in(84, 108), dark)
		if r.chance(0.45) {
			s.camera(x+60, r.in(800, 850), 58, dark)
		}
	}
}

// faceOf turns a head towards us: the face below the hair.
func (s *scene) faceOf(x, y, size float64, r *random) {
	skin := s.near(r.skin(), 0)
	var p path
	p.move(x-size*0.44, y-size*0.12).cubic(x-size*0.46, y+size*0.3, x-size*0.3, y+size*0.62, x, y+size*0.66).cubic(x+size*0.3, y+size*0.62, x+size*0.46, y+size*0.3, x+size*0.44, y-size*0.12)
	p.quad(x+size*0.1, y-size*0.3, x-size*0.12, y-size*0.28).quad(x-size*0.36, y-size*0.24, x-size*0.44, y-size*0.12)
	s.fill(&p, across(skin.lighter(0.15), x-size*0.5, skin.darker(0.2), x+size*0.5))
}

// flag hangs from a staff; it is plain, and nobody's.
func (s *scene) flag(r *random, x, y float64) {
	c := pick(r, hex(0xE8E2D4), hex(0x3B5C8F), hex(0xB5443C), hex(0x3F7A68), hex(0xD6A844))
	s.box(x-3, y-40, 6, 660, solid(hex(0xB59A5C)))
	s.disc(x, y-44, 8, solid(hex(0xD9C07A)))
	var p path
	p.move(x+2, y-26).cubic(x+50, y-10, x+74, y+60, x+62, y+330).cubic(x+48, y+350, x+20, y+340, x+3, y+320)
	s.fill(&p, across(c.lighter(0.1), x, c.darker(0.35), x+74))
	for i := range 3 {
		fx := x + 16 + float64(i)*17
		var fold path
		fold.brush(curve(point{fx - 8, y - 10}, point{fx + 4, y + 140}, point{fx + 2, y + 330}), func(t float64) float64 { return 9 * t })
		s.fill(&fold, sheer(c.darker(0.6), 0.28))
	}
}

func (s *scene) lectern(x, y float64, c colour) {
	wood := hex(0x7A5236)
	var body path
	body.move(x-150, y+20).line(x+150, y+20, x+122, 1060, x-122, 1060)
	s.fill(&body, across(wood.lighter(0.12), x-150, wood.darker(0.4), x+150))
	var panel path
	panel.move(x-104, y+70).line(x+104, y+70, x+92, 1060, x-92, 1060)
	s.fill(&panel, across(mix(wood, c, 0.6).lighter(0.1), x-104, mix(wood, c, 0.6).darker(0.3), x+104))
	s.disc(x, y+170, 44, sheer(hex(0xD9C48C), 0.85))
	s.disc(x, y+170, 36, solid(mix(wood, c, 0.6).darker(0.1)))
	s.box(x-168, y, 336, 26, down(wood.lighter(0.3), y, wood.darker(0.1), y+26))
	var mikes, heads path
	for i, d := range []float64{-64, -24, 18, 60} {
		tip := point{x + d*0.62, y - 74 + float64(i%2)*16}
		mikes.brush(curve(point{x + d, y + 4}, point{x + d*1.1, y - 40}, tip), func(float64) float64 { return 4 })
		heads.round(tip.x-8, tip.y-20, 16, 30, 8)
	}
	s.fill(&mikes, solid(hex(0x1E1F22)))
	s.fill(&heads, solid(hex(0x2B2D31)))
}

// camera is held up by somebody of the press.
func (s *scene) camera(x, y, size float64, c colour) {
	var p path
	p.round(x-size*0.6, y-size*0.4, size*1.2, size*0.8, size*0.12).rect(x-size*0.2, y-size*0.55, size*0.45, size*0.2)
	p.taper(x+size*0.5, y+size*0.3, size*0.4, x+size*0.9, 1040, size*0.7)
	s.fill(&p, solid(c.lighter(0.05)))
	s.box(x-size*0.42, y-size*0.26, size*0.66, size*0.5, solid(hex(0x9FB7C9)))
	s.glow(x, y, size*1.4, 1, hex(0xCFE2F2), 0.25)
}
