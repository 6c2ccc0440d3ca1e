package draw

// A facade is how a building's front looks.
type facade struct {
	wall     colour
	distance float64
	lit      float64 // share of the windows with a lamp, where it is dark
	pitch    float64 // from window to window
	style    int     // 0 rows of windows, 1 bands of glass, 2 upright strips
}

// lamp is the light of a window.
func (r *random) lamp() colour {
	return pick(r, hex(0xFFD896), hex(0xFFC873), hex(0xFFE3B4), hex(0xF8EBD0), hex(0xFFB65C))
}

// tower is a block of a building that stands on y.
func (s *scene) tower(r *random, x, y, w, h float64, f facade) {
	c := s.near(f.wall, f.distance)
	s.box(x, y-h, w, h, down(mix(c, s.haze, 0.05), y-h, mix(c, s.haze, 0.30), y+40))
	// The side away from the light.
	s.box(x+w*0.72, y-h, w*0.28, h, sheer(s.near(hex(0x0E1624), f.distance), 0.16))
	if f.pitch > 0 {
		s.windows(r, x, y, w, h, f)
	}
}

// windows go over a tower's front.
func (s *scene) windows(r *random, x, y, w, h float64, f facade) {
	glass := s.near(mix(hex(0x2B3A4C), s.middle, 0.3), f.distance)
	pale := mix(s.near(f.wall, f.distance), s.horizon, 0.4)
	pw, ph := f.pitch*0.55, f.pitch*0.5
	switch f.style {
	case 1:
		pw, ph = f.pitch*0.94, f.pitch*0.4
	case 2:
		pw, ph = f.pitch*0.4, f.pitch*0.96
	}
	var dim, bright path
	lamps := map[colour]*path{}
	var order []colour
	for wy := y - h + f.pitch*0.7; wy < y-f.pitch; wy += f.pitch {
		floorLit := r.chance(0.15)
		for wx := x + f.pitch*0.4; wx+pw < x+w-f.pitch*0.2; wx += f.pitch {
			roll := r.unit()
			share := f.lit
			if floorLit {
				share = min(0.95, share*2.2)
			}
			switch {
			case s.dark && roll < share:
				l := r.lamp()
				if lamps[l] == nil {
					lamps[l] = &path{}
					order = append(order, l)
				}
				lamps[l].rect(wx, wy, pw, ph)
			case roll > 0.86 && !s.dark:
				bright.rect(wx, wy, pw, ph)
			default:
				dim.rect(wx, wy, pw, ph)
			}
		}
	}
	s.fill(&dim, sheer(glass, 0.5))
	s.fill(&bright, sheer(pale, 0.75))
	for _, l := range order {
		s.fill(lamps[l], sheer(mix(l, s.haze, f.distance*0.55), 0.92))
	}
}

// roofline puts on a tower what stands on roofs: masts, tanks, steps.
func (s *scene) roofline(r *random, x, top, w float64, c colour) {
	switch r.n(6) {
	case 0:
		s.box(x+w*0.2, top-w*0.16, w*0.6, w*0.17, solid(c))
		s.stroke(x+w*0.5, top-w*0.16, x+w*0.5, top-w*0.7, 1.6, solid(c))
	case 1:
		s.box(x+w*0.12, top-w*0.1, w*0.3, w*0.11, solid(c))
	case 2:
		s.stroke(x+w*0.3, top, x+w*0.3, top-w*0.45, 1.4, solid(c))
		s.stroke(x+w*0.36, top, x+w*0.36, top-w*0.28, 1.2, solid(c))
	case 3:
		var p path
		s.fill(p.move(x, top).line(x+w, top-w*0.25, x+w, top), solid(c))
	}
}

// row is a row of buildings along y, from x0 to x1, their heights given by
// height(x).
func (s *scene) row(part string, x0, x1, y float64, width, pitch, distance, lit float64, height func(x float64) float64) {
	r := s.chance(part)
	walls := []colour{hex(0x56657A), hex(0x6C7482), hex(0x4A5868), hex(0x7C7B80), hex(0x5D6470), hex(0x83786F)}
	for x := x0; x < x1; {
		w := width * r.in(0.55, 1.35)
		h := height(x+w/2) * r.in(0.6, 1.15)
		f := facade{walls[r.n(len(walls))], distance, lit * r.in(0.5, 1.4), pitch * r.in(0.85, 1.2), r.n(3)}
		s.tower(r, x, y, w, h, f)
		s.roofline(r, x, y-h+0.5, w, s.near(f.wall.darker(0.1), distance))
		x += w * r.in(0.82, 1.12)
	}
}
