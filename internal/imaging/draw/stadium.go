package draw

import "math"

// stadium is a full bowl under its floodlights.
func (s *scene) stadium() {
	r := s.chance("plan")
	s.sky(420)
	s.clouds(330, 0.4)
	cx := s.wide * 0.5
	lamp := 0.9
	if s.dark { // all below the roof is by the light of the lamps
		s.ambient = mix(s.ambient, hex(0xF4F6FF), 0.72)
		s.haze = mix(s.haze, hex(0x8FA3C4), 0.3)
	}
	if s.recipe.Time == Day {
		lamp = 0.35
	}
	// The far stand: three tiers below a roof.
	s.tier(cx, 395, 840, 150, hex(0x39445A), 0.28)
	s.spectators("upper", cx, 395, 840, 150, 2400, 0.28)
	s.tier(cx, 505, 780, 112, hex(0x2F3A50), 0.18)
	s.spectators("lower", cx, 505, 780, 112, 2100, 0.16)
	s.standRoof(cx)
	s.boards(cx)
	s.pitch(cx)
	for _, u := range []float64{-0.46, -0.27, 0.27, 0.46} {
		x := cx + u*s.wide
		h := 80 + 50*math.Abs(u)
		s.floodlight(x, 250-h*0.2, lamp)
	}
	s.players(cx)
	s.heads(r, 960, 62, 118, s.near(hex(0x131923), 0))
}

// tier is a curved bank of seats whose front edge is at y in the middle.
func (s *scene) tier(cx, y, rx, depth float64, c colour, distance float64) {
	var p path
	p.move(cx-rx*1.2, y-depth-70).quad(cx, y-depth+10, cx+rx*1.2, y-depth-70).line(cx+rx*1.2, y+40).quad(cx, y+90, cx-rx*1.2, y+40)
	s.fill(&p, down(s.near(c.lighter(0.12), distance), y-depth-60, s.near(c.darker(0.2), distance), y+60))
}

// spectators fill a tier: thousands of small dabs.
func (s *scene) spectators(part string, cx, y, rx, depth float64, count int, distance float64) {
	r := s.chance(part)
	tones := []colour{hex(0xC8453C), hex(0xE6E1D6), hex(0x3C5A8C), hex(0xD9B08C), hex(0x20242C), hex(0xE0B04A), hex(0x6B7686)}
	dabs := make([]path, len(tones))
	team := r.n(2)
	for range count {
		u, v := r.in(-1, 1), r.unit()
		x := cx + u*rx*1.15
		h := y - depth + v*depth - 66*u*u*(1-v*0.5) + 14
		i := r.n(len(tones))
		if r.chance(0.3) {
			i = team * 2
		}
		size := 2.9 + 2.2*v
		jump := 0.0
		if s.film {
			jump = math.Abs(math.Sin(s.at*3+u*8)) * 2
		}
		dabs[i].rect(x, h-jump, size, size*1.3)
	}
	for i := range dabs {
		s.fill(&dabs[i], sheer(s.near(tones[i], distance), 0.85))
	}
}

func (s *scene) standRoof(cx float64) {
	var p, edge path
	p.move(-60, 120).quad(cx, 235, s.wide+60, 120).line(s.wide+60, 190).quad(cx, 268, -60, 190)
	s.fill(&p, down(s.near(hex(0x9AA4B0), 0.3), 120, s.near(hex(0x47505C), 0.2), 265))
	edge.move(-60, 188).quad(cx, 266, s.wide+60, 188).line(s.wide+60, 194).quad(cx, 272, -60, 194)
	s.fill(&edge, sheer(hex(0xFFF3D6), map[bool]float64{true: 0.9, false: 0.35}[s.dark]))
	var ribs path
	for i := range 25 {
		u := float64(i)/12 - 1
		x := cx + u*s.wide*0.56
		ribs.taper(x, 240-60*u*u, 3, x+u*30, 180-60*u*u, 2)
	}
	s.fill(&ribs, sheer(s.near(hex(0x2C333C), 0.2), 0.5))
}

// boards are the plain coloured boards around the pitch.
func (s *scene) boards(cx float64) {
	r := s.chance("boards")
	for i := range 16 {
		x := s.wide * (float64(i)/15*1.1 - 0.05)
		w := s.wide * 1.1 / 15
		c := pick(r, hex(0x2D5F9A), hex(0xEDEAE2), hex(0xB8403A), hex(0x2E6E5A), hex(0xE0AE42))
		s.box(x, 560, w, 21, down(s.near(c.lighter(0.1), 0.1), 560, s.near(c.darker(0.12), 0.1), 581))
	}
}

// pitch is mown in stripes and lies in perspective.
func (s *scene) pitch(cx float64) {
	green := hex(0x4F8A48)
	s.box(-50, 580, s.wide+100, 470, down(s.near(green, 0.12), 580, s.near(green.darker(0.2), 0), 1000))
	var stripes, lines path
	for i := -9; i < 10; i += 2 {
		stripes.move(cx+float64(i)*92, 580).line(cx+float64(i+1)*92, 580, cx+float64(i+1)*172, 1010, cx+float64(i)*172, 1010)
	}
	s.fill(&stripes, sheer(s.near(green.darker(0.35), 0.05), 0.3))
	lines.taper(-50, 622, 3, s.wide+50, 622, 3).taper(cx, 622, 3, cx, 1010, 6)
	var ring []point
	for i := range 49 {
		a := 2 * math.Pi * float64(i) / 48
		ring = append(ring, point{cx + 190*math.Cos(a), 790 + 64*math.Sin(a)})
	}
	lines.brush(ring, func(float64) float64 { return 4 })
	s.fill(&lines, sheer(s.near(hex(0xF4F6EF), 0.05), 0.85))
	s.glow(cx, 760, 720, 0.4, hex(0xFFFCEB), map[bool]float64{true: 0.3, false: 0.1}[s.dark])
}

// floodlight is a bank of lamps.
func (s *scene) floodlight(x, y, strength float64) {
	s.box(x-52, y-20, 104, 40, solid(s.near(hex(0x2A313B), 0.15)))
	for i := range 12 {
		lx, ly := x-42+float64(i%6)*17, y-9+float64(i/6)*19
		s.disc(lx, ly, 6.5, solid(hex(0xFFFDF0)))
	}
	s.glow(x, y, 250, 1, hex(0xFFF8DF), strength)
	s.glow(x, y, 620, 0.9, hex(0xE8EEFF), strength*0.3)
}

func (s *scene) players(cx float64) {
	r := s.chance("players")
	kit := []colour{hex(0xC23B35), hex(0xF1EEE6)}
	for i := range 11 {
		y := lerp(650, 880, float64(i)/10)
		x := cx + r.in(-0.42, 0.42)*s.wide + math.Sin(s.at*r.in(0.4, 1)+float64(i))*16
		h := lerp(58, 112, (y-650)/230)
		c := kit[i%2]
		var shade, body, legs, skin path
		shade.ellipse(x+h*0.2, y, h*0.34, h*0.04)
		s.fill(&shade, sheer(hex(0x1C3018), 0.45))
		run := math.Sin(s.at*8+float64(i)) * h * 0.05
		legs.taper(x-h*0.03, y-h*0.46, h*0.09, x-h*0.15-run, y, h*0.05).taper(x+h*0.03, y-h*0.46, h*0.09, x+h*0.17+run, y-h*0.06, h*0.05)
		s.fill(&legs, solid(s.near(hex(0x2A2E38), 0.05)))
		body.move(x-h*0.11, y-h*0.8).line(x+h*0.11, y-h*0.8, x+h*0.09, y-h*0.42, x-h*0.09, y-h*0.42)
		body.taper(x-h*0.09, y-h*0.78, h*0.06, x-h*0.22, y-h*0.58, h*0.045).taper(x+h*0.09, y-h*0.78, h*0.06, x+h*0.21, y-h*0.6, h*0.045)
		s.fill(&body, solid(s.near(c, 0.05)))
		skin.ellipse(x, y-h*0.88, h*0.06, h*0.075)
		s.fill(&skin, solid(s.near(r.skin(), 0.05)))
		var hair path
		hair.ellipse(x-h*0.01, y-h*0.91, h*0.063, h*0.055)
		s.fill(&hair, solid(s.near(hex(0x1E1B1C), 0.05)))
	}
	s.disc(cx+r.in(-60, 60)+60*math.Sin(s.at*0.9), 800, 9, solid(hex(0xFFFFFF)))
}
