package draw

// fill paints the inside of a path.
func (s *scene) fill(p *path, with paint) {
	p.finish()
	pts := s.snap(p.pts)
	m, ok := s.rasterise(pts, p.ends)
	if !ok {
		return
	}
	sh := s.shader(with)
	for y := range m.h {
		s.fillRow(&m, &sh, y)
	}
}

// snap takes points to the canvas, in 256ths of a pixel.
func (s *scene) snap(pts []point) [][2]int32 {
	if cap(s.snapped) < len(pts) {
		s.snapped = make([][2]int32, len(pts)*2)
	}
	out := s.snapped[:len(pts)]
	const far = 30000 // pixels: no edge needs to be further away
	for i, p := range pts {
		x, y := s.px(p.x, p.y)
		x, y = max(-far, min(far, x)), max(-far, min(far, y))
		out[i] = [2]int32{int32(x*sub+0.5+far*sub) - far*sub, int32(y*sub+0.5+far*sub) - far*sub}
	}
	return out
}

func (s *scene) fillRow(m *mask, sh *shader, y int) {
	sums := m.sums[y*(m.w+2) : (y+1)*(m.w+2)]
	base := ((m.y0+y)*s.w + m.x0) * 3
	pix := s.pix[base : base+m.w*3]
	c, a := sh.shades[0], sh.alphas[0]
	var sum int32
	// A shade that is the same all along the row is looked up once.
	level := sh.kind == flat || sh.kind == linear && sh.cx == 0
	if level && sh.kind == linear {
		i := sh.at(m.x0, m.y0+y)
		c, a = sh.shades[i], sh.alphas[i]
	}
	for x := range m.w {
		sum += sums[x]
		cover := int64(sum)
		if cover < 0 {
			cover = -cover
		}
		if cover == 0 {
			continue
		}
		cover = min(cover>>1, 65536)
		if !level {
			i := sh.at(m.x0+x, m.y0+y)
			c, a = sh.shades[i], sh.alphas[i]
		}
		weight := cover * a >> 16
		switch {
		case sh.additive:
			shine(pix[x*3:x*3+3], c, weight)
		case weight >= 65536:
			p := pix[x*3 : x*3+3 : x*3+3]
			p[0], p[1], p[2] = uint16(c.r), uint16(c.g), uint16(c.b)
		case weight > 0:
			put(pix[x*3:x*3+3], c, weight)
		}
	}
}

// box paints a rectangle.
func (s *scene) box(x, y, w, h float64, with paint) {
	var p path
	s.fill(p.rect(x, y, w, h), with)
}

// disc paints a circle.
func (s *scene) disc(x, y, r float64, with paint) {
	var p path
	s.fill(p.ellipse(x, y, r, r), with)
}

// stroke paints a straight line.
func (s *scene) stroke(x0, y0, x1, y1, w float64, with paint) {
	var p path
	s.fill(p.stroke(x0, y0, x1, y1, w), with)
}

// glow adds light around a place: strongest there, gone at the distance r.
// Flat below 1 presses it down to an ellipse.
func (s *scene) glow(x, y, r, flat float64, c colour, strength float64) {
	cx, cy := s.px(x, y)
	rx, ry := r*s.k*s.zoom, r*s.k*s.zoom*flat
	if rx < 1 || ry < 1 {
		return
	}
	x0, x1 := max(0, int(cx-rx)), min(s.w, int(cx+rx)+1)
	y0, y1 := max(0, int(cy-ry)), min(s.h, int(cy+ry)+1)
	table := glowTable(strength)
	mx, my := int64(cx*16), int64(cy*16)
	qx, qy := int64(1<<40/(rx*rx*256)), int64(1<<40/(ry*ry*256))
	for py := y0; py < y1; py++ {
		dy := int64(py)*16 - my
		dy2 := dy * dy * qy
		for px := x0; px < x1; px++ {
			dx := int64(px)*16 - mx
			d2 := (dx*dx*qx + dy2) >> 30
			if d2 < glowSteps {
				o := (py*s.w + px) * 3
				shine(s.pix[o:o+3], c, table[d2])
			}
		}
	}
}

const glowSteps = 1024

// glowTable is the fall of light by the square of the distance, in 1024ths.
func glowTable(strength float64) *[glowSteps]int64 {
	var t [glowSteps]int64
	for i := range t {
		u := 1 - float64(i)/glowSteps
		// A narrow core on a wide skirt: how lamps and the sun look through air.
		t[i] = weigh(strength * (0.45*u*u + 0.55*u*u*u*u*u*u*u*u))
	}
	return &t
}
