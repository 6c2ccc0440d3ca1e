package draw

import (
	"image"
	"image/draw"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"
)

// TestSheet draws a contact sheet of the recipes in ILBO_SHEET, one a line or
// between commas, to the file ILBO_SHEET_OUT: for looking at.
func TestSheet(t *testing.T) {
	list, name := os.Getenv("ILBO_SHEET"), os.Getenv("ILBO_SHEET_OUT")
	if list == "" || name == "" {
		t.Skip("ILBO_SHEET and ILBO_SHEET_OUT are not set")
	}
	recipes := strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '\n' })
	const w, h, columns = 400, 267, 8
	sheet := image.NewRGBA(image.Rect(0, 0, columns*w, (len(recipes)+columns-1)/columns*h))
	for i, text := range recipes {
		r, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		fw, fh := r.Shape.Size()
		start := time.Now()
		full := r.Paint(fw, fh, 0)
		t.Logf("%s: %v", text, time.Since(start).Round(time.Millisecond))
		at := image.Pt(i%columns*w, i/columns*h)
		scale := max(float64(fw)/w, float64(fh)/h)
		cell := reduce(full, int(float64(fw)/scale), int(float64(fh)/scale))
		draw.Draw(sheet, cell.Bounds().Add(at), cell, image.Point{}, draw.Src)
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, sheet); err != nil {
		t.Fatal(err)
	}
}

// reduce makes a picture smaller by averaging.
func reduce(in *image.RGBA, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	b := in.Bounds()
	for y := range h {
		for x := range w {
			var sum [3]int
			n := 0
			for sy := y * b.Dy() / h; sy < max((y+1)*b.Dy()/h, y*b.Dy()/h+1); sy++ {
				for sx := x * b.Dx() / w; sx < max((x+1)*b.Dx()/w, x*b.Dx()/w+1); sx++ {
					o := in.PixOffset(sx, sy)
					for c := range 3 {
						sum[c] += int(in.Pix[o+c])
					}
					n++
				}
			}
			o := out.PixOffset(x, y)
			for c := range 3 {
				out.Pix[o+c] = uint8(sum[c] / n)
			}
			out.Pix[o+3] = 255
		}
	}
	return out
}
