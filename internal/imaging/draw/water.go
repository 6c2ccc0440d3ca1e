package draw

import "math"

// water is a mirror from the height y down to the height end: what stands
// above it is seen in it upside down, broken by ripples and tinted with c by
// the share tint.
func (s *scene) water(y, end float64, c colour, tint float64) {
	_, top := s.px(0, y)
	_, bottom := s.px(0, end)
	y0, y1 := max(0, int(top)), min(s.h, int(bottom)+1)
	r := s.chance("water")
	f1, f2, f3 := r.in(0.9, 1.2), r.in(0.36, 0.5), r.in(0.12, 0.2)
	line := make([]uint16, s.w*3)
	for py := y0; py < y1; py++ {
		_, h := s.unpx(0, float64(py))
		d := (h - y) / max(1, end-y)
		// Waves look longer the nearer they are.
		depth := math.Log(1+d*24) * 26
		wave := math.Sin(depth*f1+s.at*1.9) + math.Sin(depth*f2*2.7-s.at*1.3) + 0.7*math.Sin(depth*f3*9+s.at)
		source := y - (h-y)*(1.05-0.2*d) - wave*(0.8+d*7)
		_, sy := s.px(0, source)
		from := max(0, min(s.h-1, min(y0-1, int(sy))))
		shift := int(wave * (0.5 + d*5) * s.k)
		s.mirror(line, from, shift)
		share := weigh(clamp(tint + (1-tint)*0.35*d + 0.05*wave*d))
		out := s.pix[py*s.w*3 : (py+1)*s.w*3]
		for x := range s.w {
			o := x * 3
			copy(out[o:o+3], line[o:o+3])
			put(out[o:o+3], c, share)
		}
	}
	s.glints(y, end)
}

// mirror copies the row from, moved aside, to line.
func (s *scene) mirror(line []uint16, from, shift int) {
	shift = max(-s.w+1, min(s.w-1, shift))
	row := s.pix[max(0, from)*s.w*3 : (max(0, from)+1)*s.w*3]
	if shift >= 0 {
		copy(line[shift*3:], row)
		for x := range shift {
			copy(line[x*3:x*3+3], row[:3])
		}
		return
	}
	copy(line, row[-shift*3:])
	for x := s.w + shift; x < s.w; x++ {
		copy(line[x*3:x*3+3], row[len(row)-3:])
	}
}

// glints are short flat strokes of light and shade on water.
func (s *scene) glints(y, end float64) {
	r := s.chance("glints")
	light, shade := mix(s.horizon, s.glowing, 0.5), s.zenith.darker(0.3)
	for range 210 {
		d := r.unit()
		d *= d
		x, length := r.in(-40, s.wide+40), r.in(8, 34)*(0.3+2.4*d)
		h := y + 3 + (end-y-3)*d
		x += math.Sin(s.at*r.in(0.5, 1.4)+r.in(0, 6)) * 7 * (0.3 + d)
		thick := 0.5 + 2.3*d
		c, a := light, r.in(0.05, 0.26)
		if r.chance(0.45) {
			c, a = shade, r.in(0.04, 0.16)
		}
		var p path
		s.fill(p.ellipse(x, h, length, thick), sheer(c, a*(0.6+0.4*math.Sin(s.at*r.in(1, 3)+r.in(0, 6)))))
	}
}

// glitter is the path of the sun or the moon on water below x.
func (s *scene) glitter(x, y, end float64, c colour, strength float64) {
	r := s.chance("glitter")
	for range 90 {
		d := r.unit()
		h := y + 2 + (end-y-2)*d*d
		side := r.in(-1, 1) * r.unit() * (16 + 70*d)
		side += math.Sin(s.at*r.in(0.6, 1.6)+r.in(0, 6)) * 5
		var p path
		p.ellipse(x+side, h, r.in(5, 17)*(0.5+1.5*d), 0.6+1.8*d)
		shimmer := 0.55 + 0.45*math.Sin(s.at*r.in(1.5, 4)+r.in(0, 6))
		if s.at == 0 {
			shimmer = 1
		}
		s.fill(&p, sheer(c, strength*r.in(0.3, 0.95)*shimmer))
	}
}
