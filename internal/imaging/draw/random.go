package draw

import "math"

// A random is a stream of chance that is the same on every machine:
// SplitMix64 (Steele, Lea and Flood 2014).
type random struct{ state uint64 }

// newRandom starts the stream of one part of a scene. Each part has its own,
// so that drawing more of one leaves the others as they were.
func newRandom(kind string, seed uint64, part string) *random {
	h := uint64(14695981039346656037) // FNV-1a
	for _, s := range []string{kind, "/", part} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	r := &random{h ^ seed*0x9E3779B97F4A7C15}
	r.next()
	return r
}

func (r *random) next() uint64 {
	r.state += 0x9E3779B97F4A7C15
	return scramble(r.state)
}

func scramble(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// unit is a number in [0, 1).
func (r *random) unit() float64 { return float64(r.next()>>11) / (1 << 53) }

// in is a number in [a, b).
func (r *random) in(a, b float64) float64 { return a + (b-a)*r.unit() }

// n is an integer in [0, n).
func (r *random) n(n int) int { return int(r.next() >> 33 % uint64(n)) }

// chance is true with probability p.
func (r *random) chance(p float64) bool { return r.unit() < p }

// sign is -1 or 1.
func (r *random) sign() float64 {
	if r.chance(0.5) {
		return -1
	}
	return 1
}

// pick is one of some.
func pick[T any](r *random, some ...T) T { return some[r.n(len(some))] }

// A noise is smooth chance over the plane: value noise on a lattice.
type noise uint64

func (r *random) noise() noise { return noise(r.next()) }

func (n noise) lattice(x, y int64) float64 {
	z := scramble(uint64(n) + uint64(x)*0x9E3779B97F4A7C15 + uint64(y)*0xC2B2AE3D27D4EB4F)
	return float64(z>>40) / (1 << 24)
}

// at is the noise at a place, in [0, 1].
func (n noise) at(x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int64(fx), int64(fy)
	u, v := smooth(x-fx), smooth(y-fy)
	a, b := n.lattice(ix, iy), n.lattice(ix+1, iy)
	c, d := n.lattice(ix, iy+1), n.lattice(ix+1, iy+1)
	return a + (b-a)*u + (c-a+(a-b-c+d)*u)*v
}

// line is the noise along a line, in [0, 1].
func (n noise) line(x float64) float64 {
	f := math.Floor(x)
	a, b := n.lattice(int64(f), 0), n.lattice(int64(f)+1, 0)
	return a + (b-a)*smooth(x-f)
}

// fractal adds octaves of noise, each half as strong and twice as fine.
func (n noise) fractal(x, y float64, octaves int) float64 {
	sum, amp, total := 0.0, 1.0, 0.0
	for i := range octaves {
		sum += amp * (n+noise(i)).at(x, y)
		total += amp
		x, y, amp = x*2+17, y*2+5, amp/2
	}
	return sum / total
}

func smooth(t float64) float64 { return t * t * (3 - 2*t) }

// step goes smoothly from 0 at a to 1 at b.
func step(a, b, x float64) float64 { return smooth(clamp((x - a) / (b - a))) }

func clamp(t float64) float64 { return max(0, min(1, t)) }

func lerp(a, b, t float64) float64 { return a + (b-a)*t }
