package imaging

import (
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"io"
)

// stripRows is how many rows of the result Part makes at a time.
const stripRows = 64

// Part makes a part of an image w × h pixels, or as many as the part has where
// those are fewer. It never holds the pixels of a large picture twice: what is
// many times larger than what comes out is reduced strip by strip, as it was
// decoded.
func Part(img image.Image, part image.Rectangle, w, h int) *image.RGBA {
	part = part.Intersect(img.Bounds())
	if part.Empty() {
		part = img.Bounds()
	}
	w, h = max(1, min(w, part.Dx())), max(1, min(h, part.Dy()))
	k := max(1, min(part.Dx()/(2*w), part.Dy()/(2*h)))
	wide := (part.Dx() + k - 1) / k
	in := image.NewRGBA(image.Rect(0, 0, wide, (part.Dy()+k-1)/k))
	if k == 1 {
		draw.Draw(in, in.Rect, img, part.Min, draw.Src)
		return vertical(horizontal(in, w), h)
	}
	room := image.NewRGBA(image.Rect(0, 0, part.Dx(), min(stripRows*k, part.Dy())))
	for y := 0; y < in.Rect.Dy(); y += stripRows {
		high := min(stripRows*k, part.Dy()-y*k)
		strip := room.SubImage(image.Rect(0, 0, part.Dx(), high)).(*image.RGBA)
		draw.Draw(strip, strip.Rect, img, image.Pt(part.Min.X, part.Min.Y+y*k), draw.Src)
		strip = shrink(strip, k)
		copy(in.Pix[y*in.Stride:], strip.Pix[:strip.Rect.Dy()*strip.Stride])
	}
	return vertical(horizontal(in, w), h)
}

// EncodePrint writes img as EncodeJPEG does, but one without colours with the one
// component that it has, which a press prints in black ink alone.
func EncodePrint(w io.Writer, img *image.RGBA, quality int) error {
	if !colourless(img) {
		return EncodeJPEG(w, img, quality)
	}
	grey := image.NewGray(img.Rect)
	for y := range img.Rect.Dy() {
		line, to := img.Pix[y*img.Stride:], grey.Pix[y*grey.Stride:]
		for x := range img.Rect.Dx() {
			to[x] = line[x*4+1] + 255 - line[x*4+3] // what is transparent lies on white
		}
	}
	if err := jpeg.Encode(w, grey, &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("encode JPEG: %w", err)
	}
	return nil
}

// greyish is how far apart the three colours of a pixel may be that has none: JPEG
// does not keep them alike to the last.
const greyish = 6

func colourless(img *image.RGBA) bool {
	for y := range img.Rect.Dy() {
		line := img.Pix[y*img.Stride : y*img.Stride+img.Rect.Dx()*4]
		for ; len(line) >= 4; line = line[4:] {
			r, g, b := line[0], line[1], line[2]
			if max(r, g, b)-min(r, g, b) > greyish {
				return false
			}
		}
	}
	return true
}
