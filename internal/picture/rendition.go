package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"slices"

	"ilbo.press"
	"ilbo.press/internal/imaging"
)

// A Format is what a rendition is encoded as. Its text is the ending of its
// file's name.
type Format string

// The formats of renditions.
const (
	WebP Format = "webp"
	JPEG Format = "jpg"
)

// Type is the format's media type, empty for one that is not known.
func (f Format) Type() string {
	switch f {
	case WebP:
		return "image/webp"
	case JPEG:
		return "image/jpeg"
	}
	return ""
}

// Widths are the widths that renditions are made in, in pixels.
var Widths = []int{320, 480, 640, 960, 1280, 1920}

// The quality of renditions, by format.
const (
	gradeWebP = 80
	gradeJPEG = 82
)

// A Rendition is a picture at one width, opened for reading. Its bytes never
// change: Tag, quoted, is its strong ETag.
type Rendition struct {
	Object
	Type  string // media type
	Width int    // pixels; may be less than was asked for
	Tag   string
}

// Rendition opens a picture at a width of Widths, making it on first need. A
// picture is never enlarged: where it is narrower than width it comes in the
// next width down, or its own where that is below the smallest. The error is
// NotFound where no such picture is public, and for other widths and formats.
func (d *Desk) Rendition(ctx context.Context, id ilbo.PictureID, width int, format Format) (Rendition, error) {
	if err := d.visible(ctx, id); err != nil {
		return Rendition{}, err
	}
	return d.Proof(ctx, id, width, format)
}

// Cut is Rendition of a picture as a shape cuts it: by hand, around its focus, or
// around its middle.
func (d *Desk) Cut(ctx context.Context, id ilbo.PictureID, shape ilbo.Shape, width int, format Format) (Rendition, error) {
	if shape.Ratio() == 0 || format.Type() == "" || !slices.Contains(Widths, width) {
		return Rendition{}, notFound("picture", fmt.Sprintf("%s/%s/%d.%s", id, shape, width, format))
	}
	if err := d.visible(ctx, id); err != nil {
		return Rendition{}, err
	}
	p, err := d.store.Picture(ctx, id)
	if err != nil {
		return Rendition{}, fmt.Errorf("cut picture %s: %w", id, err)
	}
	c := cutting(&p, shape)
	_, _, w, h := c.Pixels(p.Width, p.Height)
	width = fitting(ilbo.Picture{Width: w, Height: h}, width)
	key := cutKey(id, c, width, format)
	o, err := d.stored(ctx, key, func(ctx context.Context) error {
		return d.make(ctx, p, &c, width, format)
	})
	if err != nil {
		return Rendition{}, err
	}
	return Rendition{o, format.Type(), width, fmt.Sprintf("%s-%s-%d-%s", id, c.Key(), width, format)}, nil
}

// cutting is how a shape cuts a picture.
func cutting(p *ilbo.Picture, shape ilbo.Shape) ilbo.Crop {
	s := ilbo.Showing{Focus: p.Focus, Crops: p.Crops}
	if s.Focus == nil {
		s.Focus = &ilbo.Point{X: 0.5, Y: 0.5}
	}
	c, _ := s.Cut(shape, p.Width, p.Height) // with a focus, there is one
	return c
}

// Proof is Rendition for the newsroom: it shows pictures that are not public.
// Whoever calls it has made sure that it is staff who asks.
func (d *Desk) Proof(ctx context.Context, id ilbo.PictureID, width int, format Format) (Rendition, error) {
	if !valid(string(id)) || format.Type() == "" || !slices.Contains(Widths, width) {
		return Rendition{}, notFound("picture", fmt.Sprintf("%s/%d.%s", id, width, format))
	}
	p, err := d.store.Picture(ctx, id)
	if err != nil {
		return Rendition{}, fmt.Errorf("rendition of picture %s: %w", id, err)
	}
	width = fitting(p, width)
	o, err := d.stored(ctx, renditionKey(id, width, format), func(ctx context.Context) error {
		return d.make(ctx, p, nil, width, format)
	})
	if err != nil {
		return Rendition{}, err
	}
	return Rendition{o, format.Type(), width, fmt.Sprintf("%s-%d-%s", id, width, format)}, nil
}

// fitting is the largest width not above the one asked for that the picture
// can fill.
func fitting(p ilbo.Picture, width int) int {
	if width <= p.Width {
		return width
	}
	for _, w := range slices.Backward(Widths) {
		if w <= p.Width {
			return w
		}
	}
	return max(1, p.Width)
}

// make encodes a rendition, of the whole picture or of a part, and stores it.
func (d *Desk) make(ctx context.Context, p ilbo.Picture, part *ilbo.Crop, width int, format Format) error {
	img, err := d.look(ctx, p)
	if err != nil {
		return err
	}
	key := renditionKey(p.ID, width, format)
	if part != nil {
		b := img.Bounds()
		img, key = imaging.Crop(img, pixels(part.Pixels(b.Dx(), b.Dy()))), cutKey(p.ID, *part, width, format)
	}
	var b bytes.Buffer
	small := imaging.Resize(img, width)
	if format == WebP {
		err = imaging.EncodeWebP(&b, small, gradeWebP)
	} else {
		err = imaging.EncodeJPEG(&b, small, gradeJPEG)
	}
	if err != nil {
		return fmt.Errorf("make picture %s %d wide: %w", p.ID, width, err)
	}
	if err := d.blobs.Put(ctx, key, &b); err != nil {
		return fmt.Errorf("file picture %s %d wide: %w", p.ID, width, err)
	}
	return nil
}

func pixels(x, y, w, h int) image.Rectangle { return image.Rect(x, y, x+w, y+h) }
