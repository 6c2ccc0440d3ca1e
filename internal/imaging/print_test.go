package imaging

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

func TestPartIsTheCropOfTheResizedPicture(t *testing.T) {
	in, _ := decode(t, load(t, "photo/orientation/Landscape_0.jpg"))
	b := in.Bounds()
	part := image.Rect(b.Dx()/8, b.Dy()/8, b.Dx()*7/8, b.Dy()*7/8)
	for _, w := range []int{60, 150, part.Dx()} {
		h := part.Dy() * w / part.Dx()
		got, want := Part(in, part, w, h), scale(rgba(Crop(in, part)), w, h)
		if d := apart(want, got); d > 0 {
			t.Errorf("width %d differs by %.2f", w, d)
		}
	}
	if got := Part(in, part, part.Dx()*3, part.Dy()*3).Rect; got.Dx() != part.Dx() || got.Dy() != part.Dy() {
		t.Errorf("a picture is enlarged to %v", got)
	}
	if got := Part(in, image.Rect(-9, -9, -1, -1), 10, 10).Rect; got.Dx() != 10 {
		t.Errorf("of no part there is %v", got)
	}
}

func TestPicturesWithoutColoursHaveOneInk(t *testing.T) {
	for name, c := range map[string]struct {
		pixel color.RGBA
		want  color.Model
	}{
		"grey":                 {color.RGBA{90, 92, 91, 255}, color.GrayModel},
		"red":                  {color.RGBA{190, 20, 20, 255}, color.YCbCrModel},
		"nothing is on white":  {color.RGBA{}, color.GrayModel},
		"half red is on white": {color.RGBA{100, 10, 10, 128}, color.YCbCrModel},
	} {
		img := image.NewRGBA(image.Rect(0, 0, 40, 30))
		for i := 0; i < len(img.Pix); i += 4 {
			img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.pixel.R, c.pixel.G, c.pixel.B, c.pixel.A
		}
		var out bytes.Buffer
		if err := EncodePrint(&out, img, 88); err != nil {
			t.Fatal(err)
		}
		got, err := jpeg.Decode(&out)
		if err != nil {
			t.Fatal(err)
		}
		if got.ColorModel() != c.want {
			t.Errorf("%s: the file has other components", name)
		}
		if r, _, _, _ := got.At(20, 15).RGBA(); c.pixel.A == 0 && r>>8 < 250 {
			t.Errorf("%s: it is %d", name, r>>8)
		}
	}
}
