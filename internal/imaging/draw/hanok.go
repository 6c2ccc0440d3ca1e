package draw

import "math"

// A hall is a tile-roofed Korean building, seen from its front.
type hall struct {
	w        float64 // of the walls
	wall     float64 // height of the walls
	roof     float64 // height of the roof
	distance float64
	palace   bool // painted timber, decorated eaves
	thatch   bool // straw in place of tile
	bays     int
}

// hanok builds a hall whose floor is at y and whose middle is at x.
func (s *scene) hanok(r *random, x, y float64, h hall) {
	if h.bays == 0 {
		h.bays = 3
	}
	top := y - h.wall
	s.hanokWall(r, x, y, h)
	s.eaves(x, top, h)
	s.hanokRoof(x, top, h)
}

func (s *scene) hanokWall(r *random, x, y float64, h hall) {
	plaster, wood := hex(0xE9E1D2), hex(0x5B3F30)
	if h.palace {
		plaster, wood = hex(0xC9BFA6), hex(0x8C3B2E)
	}
	left, bay, top := x-h.w/2, h.w/float64(h.bays), y-h.wall
	s.box(left, top, h.w, h.wall, down(s.near(plaster.darker(0.35), h.distance), top, s.near(plaster, h.distance), top+h.wall*0.55))
	for i := range h.bays {
		s.paperDoor(r, left+float64(i)*bay+bay*0.1, top+h.wall*0.2, bay*0.8, h.wall*0.72, h)
	}
	c := solid(s.near(wood, h.distance))
	for i := range h.bays + 1 {
		s.box(left+float64(i)*bay-h.wall*0.045, top, h.wall*0.09, h.wall, c)
	}
	s.box(left, top, h.w, h.wall*0.13, c)
	if h.palace {
		s.box(left, top, h.w, h.wall*0.1, solid(s.near(hex(0x3F7566), h.distance)))
	}
	s.box(left-h.wall*0.05, y-h.wall*0.05, h.w+h.wall*0.1, h.wall*0.06, c)
}

// paperDoor is a lattice door behind whose paper a lamp burns when it is dark.
func (s *scene) paperDoor(r *random, x, y, w, h float64, b hall) {
	paper := s.near(hex(0xEFE6D0), b.distance)
	if s.dark || s.recipe.Time == Dawn && r.chance(0.3) {
		if r.chance(0.8) {
			paper = mix(hex(0xFFCB7A), s.haze, b.distance*0.5)
			s.glow(x+w/2, y+h/2, w*1.7, 1, hex(0xFFB55C), 0.3*(1-b.distance))
		}
	}
	s.box(x, y, w, h, down(paper.darker(0.1), y, paper, y+h))
	line := sheer(s.near(hex(0x4A3426), b.distance), 0.75)
	lattice := max(0.5, h*0.014)
	var p path
	for i := range 9 {
		p.rect(x+w*float64(i)/8-lattice/2, y, lattice, h)
	}
	for _, t := range []float64{0.08, 0.14, 0.45, 0.5, 0.55, 0.84, 0.9} {
		p.rect(x, y+h*t, w, lattice)
	}
	s.fill(&p, line)
	s.box(x+w/2-lattice*1.6, y, lattice*3.2, h, line)
}

// reach is how far the eaves stand out beyond the walls.
func (h hall) reach() float64 { return h.w*0.5 + h.roof*0.62 }

// eaveLine is the edge of the roof: it rises towards its ends.
func (h hall) eaveLine(x, top float64) []point {
	e, lift := h.reach(), h.roof*0.2
	var pts []point
	for i := range 41 {
		u := float64(i)/20 - 1
		rise := math.Abs(u)
		pts = append(pts, point{x + u*e, top + h.roof*0.06 - lift*rise*rise*rise})
	}
	return pts
}

// eaves are the rafters in the shade below the roof.
func (s *scene) eaves(x, top float64, h hall) {
	edge := h.eaveLine(x, top)
	var p path
	p.move(edge[0].x, edge[0].y)
	for _, q := range edge {
		p.line(q.x, q.y)
	}
	p.line(x+h.w*0.5, top+h.wall*0.1, x-h.w*0.5, top+h.wall*0.1)
	under := hex(0x3B2B25)
	if h.palace {
		under = hex(0x2F5148)
	}
	s.fill(&p, down(s.near(under, h.distance), top-h.roof*0.1, s.near(under.darker(0.3), h.distance), top+h.wall*0.1))
	var ends path
	size := max(0.9, h.roof*0.022)
	for i := range 34 {
		q := edge[int(float64(i)/33*float64(len(edge)-1))]
		ends.ellipse(q.x+(x-q.x)*0.02, q.y+size*1.4, size, size)
	}
	tip := hex(0xB58E62)
	if h.palace {
		tip = hex(0xD9A441)
	}
	s.fill(&ends, sheer(s.near(tip, h.distance), 0.75))
}

// hanokRoof is the hip-and-gable roof: every line of it hangs like a rope.
func (s *scene) hanokRoof(x, top float64, h hall) {
	e, r := h.reach(), h.w*0.5-h.roof*0.1
	ridgeY, gableY := top-h.roof, top-h.roof*0.55
	eave := h.eaveLine(x, top)
	tip := eave[len(eave)-1]
	var p path
	p.move(x-r, ridgeY-h.roof*0.06).quad(x, ridgeY+h.roof*0.12, x+r, ridgeY-h.roof*0.06)
	p.quad(x+r+h.roof*0.05, gableY-h.roof*0.12, x+r+h.roof*0.2, gableY)
	p.quad(lerp(x+r, tip.x, 0.5), lerp(gableY, tip.y, 0.92), tip.x, tip.y)
	for i := len(eave) - 1; i >= 0; i-- {
		p.line(eave[i].x, eave[i].y)
	}
	p.quad(lerp(x-r, 2*x-tip.x, 0.5), lerp(gableY, tip.y, 0.92), x-r-h.roof*0.2, gableY)
	p.quad(x-r-h.roof*0.05, gableY-h.roof*0.12, x-r, ridgeY-h.roof*0.06)
	tile := hex(0x43484F)
	switch {
	case s.snowy:
		tile = hex(0xDDE3E9)
	case h.thatch:
		tile = hex(0xB08F57)
	}
	s.fill(&p, down(s.near(tile.lighter(0.1), h.distance), ridgeY, s.near(tile.darker(0.25), h.distance), top+h.roof*0.05))
	s.tiles(x, ridgeY, r, e, eave, h)
	s.ridgeCaps(x, ridgeY, gableY, r, tip, h)
}

// tiles are the convex rows that run from ridge to eaves.
func (s *scene) tiles(x, ridgeY, r, e float64, eave []point, h hall) {
	if h.thatch || h.roof < 14 {
		return
	}
	n := int(h.w / max(3, h.roof*0.09))
	var shade, ends path
	for i := range n + 1 {
		u := 2*float64(i)/float64(n) - 1
		foot := eave[int((u+1)/2*float64(len(eave)-1))]
		hx := x + u*r
		hy := ridgeY + h.roof*0.03*(1-u*u)
		mid := point{lerp(hx, foot.x, 0.42), lerp(hy, foot.y, 0.62)}
		shade.brush(curve(point{hx, hy}, mid, foot), func(t float64) float64 { return max(0.5, h.roof*lerp(0.008, 0.02, t)) })
		ends.ellipse(foot.x, foot.y-h.roof*0.01, max(0.6, h.roof*0.022), max(0.6, h.roof*0.022))
	}
	s.fill(&shade, sheer(s.near(hex(0x23272D), h.distance), 0.34))
	s.fill(&ends, sheer(s.near(hex(0x8A8F96), h.distance), 0.6))
}

// ridgeCaps are the heavy ridges with their line of white plaster.
func (s *scene) ridgeCaps(x, ridgeY, gableY, r float64, tip point, h hall) {
	dark, white := s.near(hex(0x2C3036), h.distance), s.near(hex(0xD8D4C8), h.distance)
	if h.thatch {
		dark, white = s.near(hex(0x8A6D40), h.distance), s.near(hex(0x8A6D40), h.distance)
	}
	w := h.roof * 0.085
	top := curve(point{x - r - w*0.3, ridgeY - h.roof*0.09}, point{x, ridgeY + h.roof*0.035}, point{x + r + w*0.3, ridgeY - h.roof*0.09})
	var caps, line path
	caps.brush(top, func(float64) float64 { return w * 1.25 })
	line.brush(top, func(float64) float64 { return w * 0.28 })
	for _, side := range []float64{-1, 1} {
		hip := []point{{x + side*r, ridgeY - h.roof*0.05}, {x + side*(r+h.roof*0.07), lerp(ridgeY, gableY, 0.65)}, {x + side*(r+h.roof*0.2), gableY}}
		caps.brush(curve(hip...), func(float64) float64 { return w })
		end := curve(point{x + side*(r+h.roof*0.2), gableY}, point{x + side*lerp(r+h.roof*0.2, tip.x-x, 0.5), lerp(gableY, tip.y, 0.7)}, point{x + side*(tip.x-x), tip.y - w*0.3})
		caps.brush(end, func(t float64) float64 { return w * lerp(1, 0.7, t) })
		line.brush(end, func(float64) float64 { return w * 0.2 })
	}
	s.fill(&caps, solid(dark))
	s.fill(&line, sheer(white, 0.8))
}
