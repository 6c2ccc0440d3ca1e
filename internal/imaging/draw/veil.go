package draw

// veil lays a thin colour over a part of the scene whose opacity at each place
// is alpha(x, y): clouds, mist, smoke, shafts of light. Alpha is asked on
// a coarse lattice and is smooth between.
func (s *scene) veil(x0, y0, x1, y1 float64, with paint, alpha func(x, y float64) float64) {
	ax, ay := s.px(x0, y0)
	bx, by := s.px(x1, y1)
	px0, py0 := max(0, int(ax)), max(0, int(ay))
	px1, py1 := min(s.w, int(bx)), min(s.h, int(by))
	if px1 <= px0 || py1 <= py0 {
		return
	}
	cell := max(2, s.h/160)
	g := s.lattice(px0, py0, px1, py1, cell, alpha)
	sh := s.shader(with)
	for y := py0; y < py1; y++ {
		s.veilRow(g, &sh, px0, px1, y, py0, cell)
	}
}

type lattice struct {
	cols int
	v    []int64 // 0 to 65536
}

func (s *scene) lattice(x0, y0, x1, y1, cell int, alpha func(x, y float64) float64) lattice {
	cols, rows := (x1-x0)/cell+2, (y1-y0)/cell+2
	g := lattice{cols, make([]int64, cols*rows)}
	for j := range rows {
		for i := range cols {
			x, y := s.unpx(float64(x0+i*cell), float64(y0+j*cell))
			g.v[j*cols+i] = weigh(alpha(x, y))
		}
	}
	return g
}

func (s *scene) veilRow(g lattice, sh *shader, px0, px1, y, py0, cell int) {
	j, fy := (y-py0)/cell, int64((y-py0)%cell)
	up, low := g.v[j*g.cols:(j+1)*g.cols], g.v[(j+1)*g.cols:(j+2)*g.cols]
	n := int64(cell)
	c, a := sh.shades[0], sh.alphas[0]
	level := sh.kind == flat || sh.kind == linear && sh.cx == 0
	if level && sh.kind == linear {
		i := sh.at(px0, y)
		c, a = sh.shades[i], sh.alphas[i]
	}
	for i := 0; px0+i*cell < px1; i++ {
		left := up[i]*(n-fy) + low[i]*fy
		right := up[i+1]*(n-fy) + low[i+1]*fy
		if left == 0 && right == 0 {
			continue
		}
		slope := (right - left) / n
		from, to := px0+i*cell, min(px0+(i+1)*cell, px1)
		for x := from; x < to; x++ {
			weight := left / n
			left += slope
			if !level {
				i := sh.at(x, y)
				c, a = sh.shades[i], sh.alphas[i]
			}
			o := (y*s.w + x) * 3
			if sh.additive {
				shine(s.pix[o:o+3], c, weight*a>>16)
			} else {
				put(s.pix[o:o+3], c, weight*a>>16)
			}
		}
	}
}
