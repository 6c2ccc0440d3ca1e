package draw

// A room is an interior seen from its front: a back wall and a floor that
// meet at the height line.

// indoors is the light of a room: warm lamps when it is dark outside.
func (s *scene) indoors() {
	if s.dark {
		s.ambient = hex(0xD8BFA4)
	} else {
		s.ambient = mix(s.ambient, hex(0xFFFFFF), 0.6)
	}
	s.haze = mix(s.haze, hex(0xE6DED2).times(s.ambient), 0.6)
}

// window is a large pane with the world outside, and panes across and down.
func (s *scene) window(part string, x, y, w, h float64, across, down_ int) {
	s.box(x, y, w, h, down(s.zenith, y, s.horizon, y+h))
	r := s.chance(part)
	if !s.night {
		s.glow(x+w*r.in(0.3, 0.7), y+h*0.8, w*0.5, 0.7, s.glowing, 0.4)
	}
	far := s.near(hex(0x5A6B7C), 0.55)
	for bx := x; bx < x+w; {
		bw := min(r.in(0.03, 0.07)*w, x+w-bx)
		bh := h * r.in(0.12, 0.5)
		s.box(bx, y+h-bh, bw, bh, down(far, y+h-bh, mix(far, s.horizon, 0.4), y+h))
		if s.dark {
			for wy := y + h - bh + 6; wy < y+h-6; wy += 11 {
				for wx := bx + 4; wx < bx+bw-5; wx += 9 {
					if r.chance(0.4) {
						s.box(wx, wy, 4, 5, sheer(r.lamp(), 0.85))
					}
				}
			}
		}
		bx += bw
	}
	frame := solid(s.near(hex(0x3E4248), 0.1))
	for i := range across + 1 {
		s.box(x+w*float64(i)/float64(across)-3, y, 6, h, frame)
	}
	for i := range down_ + 1 {
		s.box(x-3, y+h*float64(i)/float64(down_)-3, w+6, 6, frame)
	}
}

// daylight falls through a window onto the floor.
func (s *scene) daylight(x, y, w, foot, lean float64) {
	if s.dark {
		return
	}
	var p path
	p.move(x, y).line(x+w, y, x+w*1.15+lean, foot, x-w*0.05+lean, foot)
	s.fill(&p, down(s.glowing, y, s.glowing, foot).fade(0.34, 0.08).light())
}

// gallery is a museum's room: pictures on a pale wall, visitors from behind.
func (s *scene) gallery() {
	r := s.chance("plan")
	s.indoors()
	wall := pick(r, hex(0xE4DED3), hex(0xD6DAD8), hex(0xC9B8A8), hex(0x8FA09A))
	floor := 740.0
	wall = s.near(wall, 0)
	s.box(-50, -50, s.wide+100, floor+60, down(wall.darker(0.16), 0, wall, floor))
	s.box(-50, floor, s.wide+100, 320, down(s.near(hex(0xA98763), 0), floor, s.near(hex(0x7C5B3E), 0), 1000))
	var planks path
	for i := -12; i < 13; i++ {
		planks.taper(s.wide/2+float64(i)*70, floor, 1, s.wide/2+float64(i)*190, 1010, 3)
	}
	s.fill(&planks, sheer(hex(0x4A3423), 0.35))
	s.box(-50, floor-12, s.wide+100, 14, solid(wall.lighter(0.25)))
	widths := []float64{250, 400, 250}
	if s.wide < 1200 {
		widths = []float64{180, 330, 180}
	}
	x := s.wide * 0.5
	for i, w := range widths {
		cx := x + float64(i-1)*(widths[1]/2+widths[0]/2+70)
		h := w * pick(r, 0.8, 1.15)
		if i == 1 {
			h = w * 0.82
		}
		s.glow(cx, 360, w*1.1, 1.1, hex(0xFFF0D2), 0.5)
		s.canvasOnWall(r, cx-w/2, 390-h/2, w, h)
	}
	for _, u := range []float64{0.14, 0.5, 0.86} {
		s.glow(s.wide*u, floor+70, 330, 0.25, hex(0xFFEBCB), 0.28)
	}
	s.bench(s.wide*0.5, 850)
	px := s.wide * pick(r, 0.36, 0.63)
	s.standing(r, px, 905, 330)
	s.standing(r, px+92, 915, 310)
	s.standing(r, s.wide*pick(r, 0.12, 0.9), 860, 270)
}

// standing is somebody from behind, with a shadow.
func (s *scene) standing(r *random, x, y, h float64) {
	var shade path
	shade.ellipse(x+h*0.08, y, h*0.2, h*0.028)
	s.fill(&shade, sheer(hex(0x241A14), 0.4))
	s.person(r, figure{x: x, y: y, h: h, shadow: 0.12})
}

// canvasOnWall is a framed picture, of one of a few schools.
func (s *scene) canvasOnWall(r *random, x, y, w, h float64) {
	s.box(x+6, y+10, w+8, h+8, sheer(hex(0x2A211A), 0.22))
	s.box(x-8, y-8, w+16, h+16, down(hex(0x5A4632), y, hex(0x33271C), y+h))
	paper := pick(r, hex(0xEFE6D3), hex(0x2E4052), hex(0xD8B98A), hex(0x9FB4B0))
	s.box(x, y, w, h, solid(paper))
	switch r.n(4) {
	case 0: // bands of colour
		for i := range 4 {
			c := pick(r, hex(0xC4573F), hex(0x2F4A5E), hex(0xE0A94A), hex(0x6F8F7A), hex(0xEDE3CF))
			s.box(x+w*0.08, y+h*(0.07+0.22*float64(i)), w*0.84, h*0.19, down(c, y, c.darker(0.1), y+h))
		}
	case 1: // ink hills
		for i := range 3 {
			t := float64(i) / 2
			var p path
			p.move(x, y+h*0.9).line(x, y+h*(0.5+0.14*t)).cubic(x+w*0.25, y+h*(0.22+0.2*t)+r.in(0, 40), x+w*0.4, y+h*(0.7), x+w*0.62, y+h*(0.34+0.2*t)).cubic(x+w*0.8, y+h*0.2+t*h*0.25, x+w*0.9, y+h*0.6, x+w, y+h*(0.5+0.1*t)).line(x+w, y+h*0.9)
			s.fill(&p, down(mix(hex(0x2A3A44), paper, 0.6-0.3*t), y+h*0.2, paper, y+h*0.92))
		}
		s.disc(x+w*0.74, y+h*0.2, w*0.06, solid(hex(0xB8443A)))
	case 2: // a moon jar
		s.box(x, y+h*0.7, w, h*0.3, solid(paper.darker(0.25)))
		s.moonJar(x+w/2, y+h*0.53, min(w, h)*0.28)
	default: // discs
		for range 5 {
			c := pick(r, hex(0xC4573F), hex(0xE8C46A), hex(0x35596A), hex(0xF2EADB), hex(0x20242C))
			d := r.in(0.1, 0.22) * min(w, h)
			s.disc(x+r.in(0.28, 0.72)*w, y+r.in(0.3, 0.7)*h, d, sheer(c, 0.85))
		}
	}
}

// moonJar is a white porcelain jar.
func (s *scene) moonJar(x, y, size float64) {
	var p path
	p.move(x-size*0.42, y-size).cubic(x-size*0.5, y-size*0.86, x-size*1.12, y-size*0.6, x-size*1.06, y).cubic(x-size*1.02, y+size*0.62, x-size*0.5, y+size*0.86, x-size*0.4, y+size)
	p.line(x+size*0.4, y+size).cubic(x+size*0.5, y+size*0.86, x+size*1.02, y+size*0.62, x+size*1.06, y).cubic(x+size*1.12, y-size*0.6, x+size*0.5, y-size*0.86, x+size*0.42, y-size)
	s.fill(&p, ring(hex(0xFBF8F0), hex(0xB9B2A4), x-size*0.35, y-size*0.4, size*1.9))
}

func (s *scene) bench(x, y float64) {
	var p, shade path
	shade.ellipse(x, y+52, 220, 14)
	s.fill(&shade, sheer(hex(0x1E1610), 0.4))
	p.rect(x-180, y+18, 12, 40).rect(x+168, y+18, 12, 40)
	s.fill(&p, solid(hex(0x2B2622)))
	s.box(x-205, y, 410, 22, down(hex(0x57483C), y, hex(0x33291F), y+22))
}
