package epub

import (
	"bytes"
	"fmt"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/press/plate"
)

// How large pictures are: enough for a device held in two hands.
const (
	pictureWidth  = 1200
	pictureHeight = 1600
	coverWidth    = 1200
	quality       = 82
)

// A picture is one that the book has, once.
type picture struct {
	of            ilbo.PictureID
	file          string
	width, height int
	data          []byte
}

// picture is the print of a figure.
func (b *book) picture(f *ilbo.Figure) (*picture, error) {
	for _, p := range b.pictures {
		if p.of == f.Picture {
			return p, nil
		}
	}
	width, height := f.Width, f.Height
	if width < 1 || height < 1 {
		width, height = 1500, 1000 // taken for a usual one
	}
	scale := min(1, pictureWidth/float64(width), pictureHeight/float64(height))
	p := &picture{of: f.Picture, file: fmt.Sprintf("picture-%03d.jpg", len(b.pictures)+1),
		width: max(int(float64(width)*scale+0.5), 1), height: max(int(float64(height)*scale+0.5), 1)}
	var err error
	if p.data, err = b.darkroom.Print(*f, ilbo.Crop{Width: 1, Height: 1}, p.width, p.height); err != nil {
		return nil, fmt.Errorf("picture %s: %w", f.Picture, err)
	}
	b.pictures = append(b.pictures, p)
	return p, nil
}

// page makes the cover of page one.
func (b *book) page() error {
	img, err := plate.New(b.made, b.darkroom).Picture(1, coverWidth)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := imaging.EncodeJPEG(&out, img, quality); err != nil {
		return err
	}
	b.cover = out.Bytes()
	return nil
}
