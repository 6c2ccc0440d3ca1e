package draw

// A colour is sRGB with 16 bits to a channel.
type colour struct{ r, g, b int32 }

const full = 65535

// hex is the colour of 0xRRGGBB.
func hex(c uint32) colour {
	return colour{int32(c>>16&255) * 257, int32(c>>8&255) * 257, int32(c&255) * 257}
}

// grain4096 rounds a share to the 4096ths that colours are mixed by.
func grain4096(t float64) int64 { return int64(clamp(t)*4096 + 0.5) }

func blend(a, b int32, t int64) int32 { return a + int32(int64(b-a)*t>>12) }

// mix goes from a at 0 to b at 1.
func mix(a, b colour, t float64) colour {
	n := grain4096(t)
	return colour{blend(a.r, b.r, n), blend(a.g, b.g, n), blend(a.b, b.b, n)}
}

// times is the colour of c in light of the colour d.
func (c colour) times(d colour) colour {
	f := func(x, y int32) int32 { return int32(int64(x) * int64(y) / full) }
	return colour{f(c.r, d.r), f(c.g, d.g), f(c.b, d.b)}
}

// lighter goes towards white, and darker towards black.
func (c colour) lighter(t float64) colour { return mix(c, colour{full, full, full}, t) }
func (c colour) darker(t float64) colour  { return mix(c, colour{}, t) }

// faded goes towards grey of the same brightness.
func (c colour) faded(t float64) colour {
	grey := (c.r*2 + c.g*5 + c.b) / 8
	return mix(c, colour{grey, grey, grey}, t)
}
