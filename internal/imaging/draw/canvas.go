package draw

// A canvas is what a scene is painted on: three channels of 16 bits, so that
// skies stay smooth under many layers.
type canvas struct {
	w, h int
	pix  []uint16 // r, g, b, row by row
	sums []int32  // the rasteriser's coverage, kept between fills
}

func newCanvas(w, h int) *canvas {
	return &canvas{w: w, h: h, pix: make([]uint16, w*h*3)}
}

// put lays c over one pixel with a weight of 0 to 65536.
func put(p []uint16, c colour, weight int64) {
	_ = p[2]
	p[0] += uint16((int64(c.r) - int64(p[0])) * weight >> 16)
	p[1] += uint16((int64(c.g) - int64(p[1])) * weight >> 16)
	p[2] += uint16((int64(c.b) - int64(p[2])) * weight >> 16)
}

// shine adds light to one pixel, as a second exposure would: it never burns out.
func shine(p []uint16, c colour, weight int64) {
	_ = p[2]
	p[0] += uint16((full - int64(p[0])) * (int64(c.r) * weight >> 16) >> 16)
	p[1] += uint16((full - int64(p[1])) * (int64(c.g) * weight >> 16) >> 16)
	p[2] += uint16((full - int64(p[2])) * (int64(c.b) * weight >> 16) >> 16)
}

// weigh turns an opacity of 0 to 1 into the weight of put and shine.
func weigh(alpha float64) int64 { return int64(clamp(alpha)*4096+0.5) << 4 }
