package draw

import "math"

// A paint gives each pixel of a filled path its colour and opacity.
type paint struct {
	from, to colour
	a0, a1   float64
	x0, y0   float64
	x1, y1   float64
	kind     paintKind
	additive bool // light, not pigment
}

type paintKind int

const (
	flat   paintKind = iota
	linear           // from x0,y0 to x1,y1
	radial           // from the middle x0,y0 to the distance x1
)

func solid(c colour) paint { return paint{from: c, a0: 1} }

func sheer(c colour, alpha float64) paint { return paint{from: c, a0: alpha} }

// down goes from one colour at the height y0 to another at y1.
func down(a colour, y0 float64, b colour, y1 float64) paint {
	return paint{from: a, to: b, a0: 1, a1: 1, y0: y0, y1: y1, kind: linear}
}

// across goes from one colour at x0 to another at x1.
func across(a colour, x0 float64, b colour, x1 float64) paint {
	return paint{from: a, to: b, a0: 1, a1: 1, x0: x0, x1: x1, kind: linear}
}

// ring goes from one colour in the middle to another at the distance r.
func ring(a, b colour, x, y, r float64) paint {
	return paint{from: a, to: b, a0: 1, a1: 1, x0: x, y0: y, x1: r, kind: radial}
}

// fade gives a paint other opacities at its two ends.
func (p paint) fade(a0, a1 float64) paint {
	p.a0, p.a1 = a0, a1
	return p
}

// light makes a paint add to what is beneath.
func (p paint) light() paint {
	p.additive = true
	return p
}

// A shader is a paint made ready for one canvas: its shades in a table, and
// the way to the place in the table in integers.
type shader struct {
	shades []colour
	alphas []int64
	// The place in the table is (cx·x + cy·y + c0) >> 20 for linear ones.
	cx, cy, c0 int64
	// For radial ones: the middle in 16ths of a pixel, and what a squared
	// distance is multiplied by to become a place in the table.
	mx, my, q int64
	kind      paintKind
	additive  bool
}

const shadeSteps = 512

func (s *scene) shader(p paint) shader {
	out := shader{kind: p.kind, additive: p.additive}
	if p.kind == flat {
		out.shades, out.alphas = []colour{p.from}, []int64{weigh(p.a0)}
		return out
	}
	out.shades, out.alphas = make([]colour, shadeSteps+1), make([]int64, shadeSteps+1)
	for i := range out.shades {
		t := float64(i) / shadeSteps
		if p.kind == radial {
			t = math.Sqrt(t) // the table is by the square of the distance
		}
		out.shades[i] = mix(p.from, p.to, t)
		out.alphas[i] = weigh(p.a0 + (p.a1-p.a0)*t)
	}
	x0, y0 := s.px(p.x0, p.y0)
	if p.kind == radial {
		out.mx, out.my = int64(x0*16), int64(y0*16)
		r := max(1, p.x1*s.k*s.zoom*16)
		out.q = int64(shadeSteps * (1 << 40) / (r * r))
		return out
	}
	x1, y1 := s.px(p.x1, p.y1)
	dx, dy := x1-x0, y1-y0
	d := max(1e-6, dx*dx+dy*dy)
	const one = shadeSteps << 20
	out.cx, out.cy = int64(dx/d*one), int64(dy/d*one)
	out.c0 = int64(-(x0*dx + y0*dy) / d * one)
	return out
}

// at is the shader's place in its table for a pixel.
func (s *shader) at(x, y int) int {
	switch s.kind {
	case linear:
		return int(max(0, min(shadeSteps, (s.cx*int64(x)+s.cy*int64(y)+s.c0)>>20)))
	case radial:
		dx, dy := int64(x)*16-s.mx, int64(y)*16-s.my
		return int(min(shadeSteps, (dx*dx+dy*dy)*s.q>>40))
	}
	return 0
}
