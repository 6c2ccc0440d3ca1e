package draw

import "math"

// A ridge is a line of hills from one side of the scene to the other: the
// height of its crest at each x.
type ridge func(x float64) float64

// hills is a ridge around the height y. Rough is how far it rises and falls,
// and broad how wide its mountains are.
func (s *scene) hills(part string, y, rough, broad float64) ridge {
	r := s.chance(part)
	n, off := r.noise(), r.in(0, 1000)
	crest := func(x float64) float64 {
		u := x/broad + off
		// Granite: rounded shoulders that meet in sharp saddles.
		a := 1 - math.Abs(2*n.line(u)-1)
		b := 1 - math.Abs(2*(n+1).line(u*2.1)-1)
		c := (n + 2).line(u * 5.3)
		d := (n + 3).line(u * 13)
		e := (n + 4).line(u * 31)
		return y - rough*(0.56*a+0.26*b*a+0.13*c+0.05*d+0.018*e-0.35)
	}
	return surveyed(crest, -80, s.wide+80)
}

// surveyed is a ridge between x0 and x1 that is cheap to ask again and again.
func surveyed(crest ridge, x0, x1 float64) ridge {
	const pace = 2
	heights := make([]float64, int((x1-x0)/pace)+2)
	for i := range heights {
		heights[i] = crest(x0 + float64(i)*pace)
	}
	return func(x float64) float64 {
		u := max(0, min(float64(len(heights)-2), (x-x0)/pace))
		i := int(u)
		return lerp(heights[i], heights[i+1], u-float64(i))
	}
}

// land fills everything below a ridge with one paint.
func (s *scene) land(crest ridge, with paint) {
	var p path
	p.move(-60, 1100)
	for x := -60.0; x <= s.wide+60; x += 3 {
		p.line(x, crest(x))
	}
	p.line(s.wide+60, 1100)
	s.fill(&p, with)
}

// ink washes a ridge as a brush would: dark along the crest, paler with the
// depth below it, gone in mist at the depth fade. Folds run down its flanks.
func (s *scene) ink(part string, crest ridge, c, mist colour, fade float64) {
	r := s.chance(part + " folds")
	n := r.noise()
	lo, hi := 1000.0, 0.0
	for x := -60.0; x <= s.wide+60; x += 6 {
		lo, hi = min(lo, crest(x)), max(hi, crest(x))
	}
	s.land(crest, down(c, lo, mix(c, mist, 0.9), hi+fade*0.8))
	s.veil(-40, lo-4, s.wide+40, min(1000, hi+fade*1.6), solid(mist), func(x, y float64) float64 {
		d := (y - crest(x)) / fade
		if d < 0 {
			return 0
		}
		fold := n.at((x+(y-crest(x))*0.55)/26, y/120) - 0.5
		broad := (n+7).at((x-(y-crest(x))*0.4)/60, y/80) - 0.5
		return clamp(d*0.95+(fold*0.2+broad*0.44)*(1-d)*min(1, d*5)) * 0.96
	})
}

// mist lies in a band around the height y.
func (s *scene) mist(part string, y, thick float64, c colour, strength float64) {
	n := s.chance(part).noise()
	drift := s.at * 11
	s.veil(-40, y-thick, s.wide+40, y+thick, solid(c), func(x, h float64) float64 {
		u := 1 - math.Abs(h-y)/thick
		v := n.fractal((x+drift)/260, h/50, 3)
		return strength * smooth(clamp(u)) * (0.35 + 1.1*v)
	})
}
