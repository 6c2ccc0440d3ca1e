package draw

import "math"

// swayOf is how far the wind of a film leans what grows at x.
func swayOf(s *scene, x float64) float64 {
	if !s.film {
		return 0
	}
	return 0.05*math.Sin(s.at*1.3+x/90) + 0.02*math.Sin(s.at*2.9+x/31)
}

// A fall is what comes down from the sky: flakes or drops.
type fall struct {
	count        int
	size, speed  float64
	slant        float64
	rain, petals bool
}

// falling draws weather in three depths, the nearest large and soft.
func (s *scene) falling(f fall) {
	r := s.chance("falling")
	for range f.count {
		depth := r.unit() * r.unit()
		x, y := r.in(-0.2, 1.2)*s.wide, r.unit()*1100
		size, speed := f.size*(0.45+2*depth), f.speed*(0.5+1.2*depth)
		y = math.Mod(y+s.at*speed, 1100) - 50
		x += f.slant * y
		if f.rain {
			length := 26 + 60*depth
			s.stroke(x, y, x+f.slant*length, y+length, 0.8+1.2*depth, sheer(hex(0xDDE6EE), 0.10+0.2*depth))
			continue
		}
		x += math.Sin(s.at*r.in(0.6, 1.4)+r.in(0, 6)) * 12
		c := hex(0xFFFFFF)
		if f.petals {
			c = hex(0xF6C9D2)
		}
		s.disc(x, y, size, sheer(mix(c, s.haze, 0.15*(1-depth)), 0.85-0.45*depth))
	}
}
