package picture_test

import (
	"bytes"
	"errors"
	"image/jpeg"
	"testing"

	"ilbo.press"
)

func TestPrintIsOfThePartThatIsAskedFor(t *testing.T) {
	h := newHouse(t)
	p := take(t, h, photo(t, 1200, 800))
	room := h.Darkroom(t.Context())
	h.shelf.hide(string(p.ID), true) // an edition was closed before it was
	for name, c := range map[string]struct {
		part                      ilbo.Crop
		width, height, wide, tall int
		red                       bool
	}{
		"the left half":  {ilbo.Crop{Width: 0.5, Height: 1}, 300, 400, 300, 400, true},
		"the right half": {ilbo.Crop{X: 0.5, Width: 0.5, Height: 1}, 300, 400, 300, 400, false},
		"never enlarged": {ilbo.Crop{X: 0.1, Y: 0.1, Width: 0.25, Height: 0.25}, 3000, 2000, 300, 200, true},
	} {
		data, err := room.Print(ilbo.Figure{Picture: p.ID}, c.part, c.width, c.height)
		if err != nil {
			t.Fatal(err)
		}
		img, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		b := img.Bounds()
		r, _, blue, _ := img.At(b.Dx()/2, b.Dy()/2).RGBA()
		if b.Dx() != c.wide || b.Dy() != c.tall || (r > blue) != c.red {
			t.Errorf("%s: got %v, red %d, blue %d", name, b, r>>8, blue>>8)
		}
	}
	again, err := room.Print(ilbo.Figure{Picture: p.ID}, ilbo.Crop{Width: 1, Height: 1}, 600, 400)
	if err != nil {
		t.Fatal(err)
	}
	if twice, _ := room.Print(ilbo.Figure{Picture: p.ID}, ilbo.Crop{Width: 1, Height: 1}, 600, 400); !bytes.Equal(again, twice) {
		t.Error("the same print is of other bytes")
	}
	for _, id := range []ilbo.PictureID{"../../etc/passwd", "0123456789abcdef0123456789abcdef"} {
		if _, err := room.Print(ilbo.Figure{Picture: id}, ilbo.Crop{Width: 1, Height: 1}, 10, 10); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("%s: got %v", id, err)
		}
	}
}
