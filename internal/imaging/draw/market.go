package draw

import "math"

// market is a lane of stalls under strings of lamps.
func (s *scene) market() {
	r := s.chance("plan")
	if s.dark {
		s.ambient = mix(s.ambient, hex(0xE0AE84), 0.55) // by the light of the stalls
	}
	a := alley{s.wide * pick(r, 0.42, 0.58), 520, s.wide * 0.6, 300}
	s.sky(a.y + 20)
	s.glow(a.x, a.y-20, 520, 1, mix(s.glowing, hex(0xFFC47A), 0.6), 0.5)
	s.row("houses", -20, s.wide+20, a.y+30, 110, 22, 0.42, 0.5, func(float64) float64 { return 250 })
	ground := s.near(hex(0x8B8178), 0.05)
	s.box(-50, a.y+24, s.wide+100, 600, down(mix(ground, s.haze, 0.45), a.y+24, ground.darker(0.25), 1000))
	for i := range 7 {
		depth := 6.0 / (1 + float64(i)*0.72)
		if i == 6 {
			depth = 1.06
		}
		for _, side := range []float64{-1, 1} {
			s.stall(r, a, side, depth)
		}
		s.lampString(r, a, depth)
		s.shoppers(r, a, depth)
	}
}

// stall is one side's stall at a depth: posts, a striped awning, heaped goods.
func (s *scene) stall(r *random, a alley, side, depth float64) {
	d := clamp((depth-1)/7) * 0.6
	in, out := a.side(side*0.5, depth), a.side(side*1.08, depth)
	table, roof := a.up(110, depth), a.up(400, depth)
	w, unit := math.Abs(out-in), 1/depth
	left := min(in, out)
	warm := mix(hex(0xFFC37A), hex(0xFFFFFF), 0.15)
	// The inside, lit by a lamp.
	s.box(left, roof, w, table-roof, down(s.near(hex(0x5A463A), d), roof, s.near(hex(0x3A2F2C), d), table))
	s.glow(left+w/2, roof+90*unit, w*0.8, 0.8, warm, 0.5)
	s.person(r, figure{x: left + w*r.in(0.4, 0.65), y: a.up(-10, depth), h: 330 * unit, facing: -side, distance: d, shadow: 0.15})
	s.box(left, table, w, 150*unit, across(s.near(hex(0x7C5F48), d), left, s.near(hex(0x594335), d), left+w))
	s.goods(r, left, table, w, unit, d)
	for _, x := range []float64{left, left + w - 9*unit} {
		s.box(x, roof, 9*unit, a.up(0, depth)-roof, solid(s.near(hex(0x3F342E), d)))
	}
	s.awning(r, left-16*unit, roof, w+32*unit, unit, d)
}

func (s *scene) awning(r *random, x, y, w, unit, d float64) {
	a := pick(r, hex(0xB5453B), hex(0x2F6A66), hex(0xC98F34), hex(0x3E5A8A), hex(0x8A4560))
	b := hex(0xEFE6D6)
	n := 8
	for i := range n {
		c := a
		if i%2 == 1 {
			c = b
		}
		t0, t1 := float64(i)/float64(n), float64(i+1)/float64(n)
		x0, x1 := x+w*t0, x+w*t1
		tx0, tx1 := x+w*(0.06+0.88*t0), x+w*(0.06+0.88*t1)
		var p path
		p.move(tx0, y-46*unit).line(tx1, y-46*unit, x1, y+24*unit).quad((x0+x1)/2, y+48*unit, x0, y+24*unit)
		s.fill(&p, down(s.near(c.lighter(0.1), d), y-46*unit, s.near(c.darker(0.15), d), y+40*unit))
	}
}

// goods are heaps of fruit, greens and spice in baskets.
func (s *scene) goods(r *random, x, y, w, unit, d float64) {
	colours := []colour{hex(0xC8502F), hex(0xE09A2E), hex(0x6D8B3A), hex(0xB5342F), hex(0xE4C45A), hex(0x7A4A68), hex(0xD9D2BE), hex(0x3F6B3C)}
	n := 4
	for i := range n {
		bx, bw := x+w*(float64(i)+0.5)/float64(n), w*0.42/float64(n)
		c := s.near(colours[r.n(len(colours))], d)
		for row := range 3 {
			for j := range 5 - row {
				u := (float64(j) - float64(4-row)/2) / 2.6
				size := bw * 0.27
				cx, cy := bx+u*bw, y-size*0.4-float64(row)*size*1.25
				s.disc(cx, cy, size, ring(c.lighter(0.25), c.darker(0.2), cx-size*0.3, cy-size*0.4, size*1.5))
			}
		}
		var basket path
		basket.move(bx-bw*1.05, y-2*unit).line(bx+bw*1.05, y-2*unit, bx+bw*0.85, y+30*unit, bx-bw*0.85, y+30*unit)
		s.fill(&basket, solid(s.near(hex(0xA07C4F), d)))
	}
}

// lampString hangs across the lane.
func (s *scene) lampString(r *random, a alley, depth float64) {
	l, rt, y := a.side(-0.95, depth), a.side(0.95, depth), a.up(r.in(500, 560), depth)
	pts := curve(point{l, y}, point{(l + rt) / 2, y + 70/depth}, point{rt, y})
	var wire path
	wire.brush(pts, func(float64) float64 { return 2.4 / depth })
	s.fill(&wire, sheer(s.near(hex(0x20222A), 0.2), 0.8))
	for i := 1; i < 8; i++ {
		q := pts[i*(len(pts)-1)/8]
		size := 11 / depth
		s.disc(q.x, q.y+size*1.3, size, solid(hex(0xFFE9BE)))
		strength := 0.75 + 0.1*math.Sin(s.at*2+float64(i))
		s.glow(q.x, q.y+size*1.3, size*6.5, 1, hex(0xFFC06A), strength)
	}
}

func (s *scene) shoppers(r *random, a alley, depth float64) {
	for range 3 {
		d := depth * r.in(0.9, 1.05)
		x := a.side(r.in(-0.42, 0.42), d)
		size := 305 / d * r.in(0.92, 1.05)
		y := a.up(0, d)
		var shade path
		shade.ellipse(x, y, size*0.16, size*0.025)
		s.fill(&shade, sheer(hex(0x140F10), 0.35))
		s.person(r, figure{x: x, y: y, h: size, facing: pick(r, -1, 0, 1.0), stride: pick(r, 0, 0.7), distance: clamp((d-1)/7) * 0.6, shadow: 0.3})
	}
}
