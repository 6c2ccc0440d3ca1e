package picture

import (
	"bytes"
	"context"
	"fmt"

	"ilbo.press"
	"ilbo.press/internal/imaging"
)

// gradePrint is the quality of prints.
const gradePrint = 88

// Print makes a JPEG of a part of a picture for the press, width × height pixels or
// as many as the part has. It is made of the original, by one hand at a time, and
// is not kept: an edition prints each picture once.
//
// It does not ask whether the picture is public: what an edition has of stories
// was seen to be when it closed. The error is NotFound where there is no such
// picture, or no file of it.
func (d *Desk) Print(ctx context.Context, id ilbo.PictureID, part ilbo.Crop, width, height int) ([]byte, error) {
	if !valid(string(id)) {
		return nil, notFound("picture", string(id))
	}
	p, err := d.store.Picture(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("print picture %s: %w", id, err)
	}
	select {
	case d.hands <- struct{}{}:
		defer func() { <-d.hands }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	img, err := d.load(ctx, p) // past the lightbox, which pages need
	if err != nil {
		return nil, err
	}
	b := img.Bounds()
	x, y, w, h := part.Pixels(b.Dx(), b.Dy())
	var out bytes.Buffer
	if err := imaging.EncodePrint(&out, imaging.Part(img, pixels(b.Min.X+x, b.Min.Y+y, w, h), width, height), gradePrint); err != nil {
		return nil, fmt.Errorf("print picture %s: %w", id, err)
	}
	return out.Bytes(), nil
}
