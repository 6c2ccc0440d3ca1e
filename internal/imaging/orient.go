package imaging

import (
	"image"
	"image/draw"
)

// rgba is img as pixels with their alpha multiplied in, from 0, 0. An image
// that is one already is not copied.
func rgba(img image.Image) *image.RGBA {
	if m, ok := img.(*image.RGBA); ok && m.Rect.Min == (image.Point{}) {
		return m
	}
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Rect, img, b.Min, draw.Src)
	return out
}

// orient turns and mirrors an image as its EXIF orientation (1 to 8) asks.
func orient(img image.Image, o int) image.Image {
	if o <= 1 || o > 8 {
		return img
	}
	in := rgba(img)
	w, h := in.Rect.Dx(), in.Rect.Dy()
	// Where the pixel x, y of the result comes from: start plus x times
	// across plus y times down, counted in bytes.
	row := in.Stride
	lastX, lastY := (w-1)*4, (h-1)*row
	var start, across, down int
	switch o {
	case 2:
		start, across, down = lastX, -4, row
	case 3:
		start, across, down = lastX+lastY, -4, -row
	case 4:
		start, across, down = lastY, 4, -row
	case 5:
		start, across, down = 0, row, 4
	case 6:
		start, across, down = lastY, -row, 4
	case 7:
		start, across, down = lastX+lastY, -row, -4
	case 8:
		start, across, down = lastX, row, -4
	}
	if o >= 5 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		from, to := start+y*down, out.Pix[y*out.Stride:]
		for x := range w {
			copy(to[x*4:x*4+4], in.Pix[from:from+4])
			from += across
		}
	}
	return out
}
