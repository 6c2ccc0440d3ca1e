package wire

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
)

// The size of a plate, in pixels.
const (
	plateWidth  = 1200
	plateHeight = 800
)

// plate draws the blank plate that stands where a picture is known by its
// caption alone: a pale sheet with the outline of a landscape, the same bytes
// each time, so that a paper keeps it once.
func plate() io.Reader {
	sheet := color.RGBA{0xEC, 0xEA, 0xE6, 0xFF}
	mark := color.RGBA{0xCF, 0xCB, 0xC4, 0xFF}
	img := image.NewPaletted(image.Rect(0, 0, plateWidth, plateHeight), color.Palette{sheet, mark})
	for y := range plateHeight {
		for x := range plateWidth {
			if marked(x, y) {
				img.SetColorIndex(x, y, 1)
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return &out // unreachable: a buffer takes all that is written
	}
	return &out
}

// marked holds for the sun and the two hills of the plate.
func marked(x, y int) bool {
	const ground = 520
	if dx, dy := x-690, y-320; dx*dx+dy*dy < 38*38 {
		return true
	}
	hill := func(peak, top int) bool { return y >= top+abs(x-peak) && y < ground }
	return hill(530, 330) || hill(690, 420)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
