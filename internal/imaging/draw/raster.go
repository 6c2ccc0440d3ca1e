package draw

// Coverage is gathered edge by edge, as in FreeType's smooth rasteriser: each
// edge adds to the cells that it crosses the area between itself and the right
// side of the cell, and a running sum along a row is the coverage. All of it
// in integers: places are in 256ths of a pixel, a full cell is 256·512.

const sub = 256

// A mask is the part of a canvas that a path can touch.
type mask struct {
	x0, y0, w, h int
	sums         []int32 // w+2 cells to a row
}

// rasterise fills c.sums for outlines whose points are in 256ths of a pixel,
// each with its first point repeated by the caller's ends. False where nothing
// of it is on the canvas.
func (c *canvas) rasterise(pts [][2]int32, ends []int) (mask, bool) {
	m, ok := c.frame(pts)
	if !ok {
		return m, false
	}
	n := (m.w + 2) * m.h
	if cap(c.sums) < n {
		c.sums = make([]int32, n)
	}
	m.sums = c.sums[:n]
	clear(m.sums)
	start := 0
	for _, end := range ends {
		m.outline(pts[start:end])
		start = end
	}
	return m, true
}

// outline adds all sides of one outline, always in the same direction of
// turning, so that outlines that overlap do not cancel each other.
func (m *mask) outline(pts [][2]int32) {
	var area int64
	for i, a := range pts {
		b := pts[(i+1)%len(pts)]
		area += int64(a[0])*int64(b[1]) - int64(b[0])*int64(a[1])
	}
	for i, a := range pts {
		b := pts[(i+1)%len(pts)]
		if area < 0 {
			a, b = b, a
		}
		m.edge(a, b)
	}
}

// frame is the bounding box of the points on the canvas.
func (c *canvas) frame(pts [][2]int32) (mask, bool) {
	if len(pts) < 3 {
		return mask{}, false
	}
	lo, hi := pts[0], pts[0]
	for _, p := range pts {
		lo = [2]int32{min(lo[0], p[0]), min(lo[1], p[1])}
		hi = [2]int32{max(hi[0], p[0]), max(hi[1], p[1])}
	}
	x0, y0 := max(0, int(lo[0]>>8)), max(0, int(lo[1]>>8))
	x1, y1 := min(c.w, int(hi[0]>>8)+1), min(c.h, int(hi[1]>>8)+1)
	return mask{x0: x0, y0: y0, w: x1 - x0, h: y1 - y0}, x1 > x0 && y1 > y0
}

// edge adds one side of an outline.
func (m *mask) edge(a, b [2]int32) {
	if a[1] == b[1] {
		return
	}
	dir := int32(1)
	if a[1] > b[1] {
		a, b, dir = b, a, -1
	}
	ox, oy := int64(m.x0)*sub, int64(m.y0)*sub
	xa, ya, xb, yb := int64(a[0])-ox, int64(a[1])-oy, int64(b[0])-ox, int64(b[1])-oy
	height := int64(m.h) * sub
	if yb <= 0 || ya >= height {
		return
	}
	at := func(y int64) int64 { return xa + (xb-xa)*(y-ya)/(yb-ya) }
	y, x := ya, xa
	if y < 0 {
		y, x = 0, at(0)
	}
	last := min(yb, height)
	for y < last {
		next := min(y&^(sub-1)+sub, last)
		nx := xb
		if next != yb {
			nx = at(next)
		}
		row := int(y / sub)
		m.span(m.sums[row*(m.w+2):(row+1)*(m.w+2)], x, nx, int32(next-y)*dir)
		y, x = next, nx
	}
}

// span adds a piece of an edge within one row: it goes from x to nx while it
// covers dy of the row's 256 lines.
func (m *mask) span(row []int32, x, nx int64, dy int32) {
	limit := int64(m.w) * sub
	if x > nx {
		x, nx = nx, x
	}
	if nx <= 0 {
		row[0] += dy * 512
		return
	}
	if x >= limit {
		return
	}
	if x < 0 || nx > limit {
		m.clipped(row, x, nx, dy, limit)
		return
	}
	i, j := x>>8, nx>>8
	if i == j {
		f := int32(x&255 + nx&255)
		row[i] += dy * (512 - f)
		row[i+1] += dy * f
		return
	}
	width, done := nx-x, int64(0)
	for c := i; c <= j; c++ {
		from, to := max(x, c*sub), min(nx, (c+1)*sub)
		part := (to - x) * int64(dy) / width
		d := int32(part - done)
		done = part
		f := int32(from - c*sub + to - c*sub)
		row[c] += d * (512 - f)
		row[c+1] += d * f
	}
}

// clipped splits a piece that leaves the frame at its left or right side.
func (m *mask) clipped(row []int32, x, nx int64, dy int32, limit int64) {
	width, rest := nx-x, dy
	if x < 0 {
		d := int32(-x * int64(dy) / width)
		row[0] += d * 512
		rest -= d
		x = 0
	}
	if nx > limit {
		rest -= int32((nx - limit) * int64(dy) / width)
		nx = limit
	}
	if nx > x {
		m.span(row, x, nx, rest)
	}
}
