package draw

import "math"

// relief is a map of a peninsula that does not exist: contour lines, shaded
// heights, depths of the sea, a few places and a way between them.
func (s *scene) relief() {
	r := s.chance("plan")
	sea, land, high := hex(0xBFD3D8), hex(0xEDE6D2), hex(0xA98F68)
	low := pick(r, hex(0xC9D3AC), hex(0xD6D2B0), hex(0xBFCBA6))
	if s.dark {
		sea, land, high, low = hex(0x1D3040), hex(0x3B4A4A), hex(0x8C7F66), hex(0x465A50)
	}
	height := s.terrain(r)
	g := s.survey(height)
	s.tint(g, sea, land, low, high)
	s.contours(g, sea, high)
	s.graticule(sea)
	s.places(r, height)
}

// terrain is the height of the land at a place: above 0 is dry.
func (s *scene) terrain(r *random) func(x, y float64) float64 {
	n := r.noise()
	lean := r.in(-0.16, 0.16)
	cx := s.wide * r.in(0.46, 0.54)
	return func(x, y float64) float64 {
		u := (x - cx - lean*(y-400)) / 1000
		v := y / 1000
		// A broad north that narrows to a waist and a rounded south.
		width := 0.27 - 0.10*math.Exp(-(v-0.36)*(v-0.36)/0.012) + 0.34*math.Max(0, 0.16-v)
		width *= 1 - step(0.74, 0.98, v)
		coast := (n.fractal(x/120, y/120, 5) - 0.5) * 0.22
		d := width - math.Abs(u) + coast
		if v > 0.75 {
			d = min(d, 0.93-v+coast*0.8)
		}
		island := 0.052 - math.Hypot(u+0.1, v-0.965) + coast*0.25
		d = max(d, island, 0.045-math.Hypot(u-0.5, v-0.42)+coast*0.25)
		if d < 0 {
			return max(-1, d*3)
		}
		spine := math.Exp(-(u - 0.1) * (u - 0.1) / 0.012)
		return d*1.3 + min(1, d*9)*(0.25*spine+0.5*n.fractal(x/90+40, y/90, 4)-0.17)
	}
}

// A survey is a height for every pixel, in 4096ths.
type survey struct {
	w, h int
	v    []int32
}

func (s *scene) survey(height func(x, y float64) float64) survey {
	g := survey{s.w, s.h, make([]int32, s.w*s.h)}
	cell := max(2, s.h/250)
	cols, rows := s.w/cell+2, s.h/cell+2
	coarse := make([]int32, cols*rows)
	for j := range rows {
		for i := range cols {
			x, y := s.unpx(float64(i*cell), float64(j*cell))
			coarse[j*cols+i] = int32(max(-0.99, min(0.99, height(x, y)))*65536*8+65536*8) - 65536*8
		}
	}
	for y := range s.h {
		j, fy := y/cell, int64(y%cell)
		for x := range s.w {
			i, fx := x/cell, int64(x%cell)
			a, b := int64(coarse[j*cols+i]), int64(coarse[j*cols+i+1])
			c, d := int64(coarse[(j+1)*cols+i]), int64(coarse[(j+1)*cols+i+1])
			n := int64(cell)
			g.v[y*s.w+x] = int32(((a*(n-fx)+b*fx)*(n-fy) + (c*(n-fx)+d*fx)*fy) / (n * n))
		}
	}
	return g
}

const metre = 65536 * 8 // the survey's units to a height of 1

func (s *scene) tint(g survey, sea, land, low, high colour) {
	dry := make([]colour, 513)
	wet := make([]colour, 513)
	for i := range dry {
		t := float64(i) / 512
		dry[i] = mix(mix(land, low, step(0, 0.12, t)), high, step(0.1, 0.62, t))
		dry[i] = mix(dry[i], hex(0xF6F2EA), step(0.6, 0.85, t)*0.8)
		wet[i] = mix(sea.lighter(0.22), sea.darker(0.16), step(0, 0.8, t))
	}
	for y := range s.h {
		for x := range s.w {
			v := int64(g.v[y*g.w+x])
			c := wet[min(512, -min(0, v)*512/metre)]
			if v >= 0 {
				c = dry[min(512, v*700/metre)]
				// Light from the north-west.
				ox, oy := max(0, x-3), max(0, y-3)
				slope := (v - int64(g.v[oy*g.w+ox])) * 5 * int64(s.h) / 1280
				shade := max(-9000, min(9000, slope/9))
				c = colour{c.r + int32(int64(c.r)*shade>>16), c.g + int32(int64(c.g)*shade>>16), c.b + int32(int64(c.b)*shade>>16)}
			}
			o := (y*s.w + x) * 3
			s.pix[o] = uint16(max(0, min(full, c.r)))
			s.pix[o+1] = uint16(max(0, min(full, c.g)))
			s.pix[o+2] = uint16(max(0, min(full, c.b)))
		}
	}
}

// contours are drawn where the height crosses a step, as wide as the slope is
// gentle, which keeps them one line wide.
func (s *scene) contours(g survey, sea, high colour) {
	const interval = metre / 22
	ink, shore, deep := high.darker(0.45), high.darker(0.7), sea.darker(0.3)
	for y := 0; y < s.h-2; y++ {
		for x := 0; x < s.w-2; x++ {
			o := y*g.w + x
			v := int64(g.v[o])
			grad := max(abs(int64(g.v[o+2])-v), abs(int64(g.v[o+2*g.w])-v)) + 1
			near := func(step, width int64) int64 {
				m := ((v % step) + step) % step
				m = min(m, step-m)
				// Half the line's width, in units of this slope, fades at its edge.
				return max(0, min(65536, (grad*width/4-m)*65536*2/grad))
			}
			p := s.pix[o*3 : o*3+3]
			switch {
			case abs(v) < grad*2:
				put(p, shore, max(0, min(65536, (grad*5/4-abs(v))*65536/grad)))
			case v > 0:
				put(p, ink, near(interval, 1)*30>>8)
				put(p, ink, near(interval*5, 2)*60>>8)
			default:
				put(p, deep, near(interval*2, 1)*44>>8)
			}
		}
	}
}

func abs(v int64) int64 { return max(v, -v) }

// graticule is the net of latitudes and longitudes, and the frame.
func (s *scene) graticule(sea colour) {
	var p path
	for i := 1; i < 6; i++ {
		x := s.wide * float64(i) / 6
		p.brush(curve(point{x, 0}, point{x + (x-s.wide/2)*0.05, 500}, point{x + (x-s.wide/2)*0.12, 1000}), func(float64) float64 { return 1.3 })
	}
	for i := 1; i < 5; i++ {
		y := 200 * float64(i)
		p.brush(curve(point{0, y - 10}, point{s.wide / 2, y + 10}, point{s.wide, y - 10}), func(float64) float64 { return 1.3 })
	}
	s.fill(&p, sheer(sea.darker(0.6), 0.22))
}

// places are towns and the way between them.
func (s *scene) places(r *random, height func(x, y float64) float64) {
	var at []point
	for range 400 {
		x, y := r.in(0.3, 0.7)*s.wide, r.in(0.12, 0.84)*1000
		if h := height(x, y); h < 0.05 || h > 0.3 {
			continue
		}
		clear := true
		for _, q := range at {
			clear = clear && math.Hypot(q.x-x, q.y-y) > 150
		}
		if clear {
			at = append(at, point{x, y})
		}
		if len(at) == 5 {
			break
		}
	}
	red := hex(0xB23A32)
	for i := 1; i < len(at); i++ {
		a, b := at[i-1], at[i]
		pts := curve(a, point{(a.x+b.x)/2 + (b.y-a.y)*0.14, (a.y+b.y)/2 - (b.x-a.x)*0.14}, b)
		var dash path
		for j := 0; j+2 < len(pts); j += 4 {
			dash.stroke(pts[j].x, pts[j].y, pts[j+2].x, pts[j+2].y, 4.5)
		}
		s.fill(&dash, sheer(red, 0.85))
	}
	for i, q := range at {
		size := 9.0
		if i == 0 {
			size = 14
			beat := 0.5 + 0.5*math.Sin(s.at*3)
			s.disc(q.x, q.y, size*(2.4+0.6*beat), sheer(red, 0.22))
		}
		s.disc(q.x, q.y, size+3, solid(hex(0xFFFFFF)))
		s.disc(q.x, q.y, size, solid(red))
	}
}
