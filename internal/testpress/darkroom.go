package testpress

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"

	"ilbo.press"
)

// A Darkroom makes hills at dusk of every picture, of other ranges for each: the
// sample's own take longer to draw than their pages to set.
type Darkroom struct{}

// Print makes a print, a quarter as fine as it could be.
func (Darkroom) Print(f ilbo.Figure, _ ilbo.Crop, width, height int) ([]byte, error) {
	seed := 0
	for _, r := range f.Picture {
		seed = (seed*31 + int(r)) % 997
	}
	w := min(width, 320)
	h := max(1, w*height/max(width, 1))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		top := float64(h) * (0.35 + 0.05*math.Sin(float64(x*320/w+seed)/float64(20+seed%17)))
		for y := range h {
			shade := uint8(200 - 60*y/h + seed%40)
			c := color.RGBA{shade, shade - 20, shade - 30, 255}
			if n := (float64(y) - top) / (float64(h) * 0.14); n > 0 {
				c = color.RGBA{uint8(150 - 22*n), uint8(140 - 20*n), uint8(140 - 14*n), 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, img, nil)
	return out.Bytes(), err
}
