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

// bulkyPixels is how large pictures are of which one is printed at a time, for the
// sake of memory.
const bulkyPixels = 30_000_000

// A Darkroom makes prints for the press. It works for as long as its context goes.
type Darkroom struct {
	ctx  context.Context
	desk *Desk
}

// Darkroom opens a darkroom.
func (d *Desk) Darkroom(ctx context.Context) Darkroom { return Darkroom{ctx, d} }

// Print makes a JPEG of a part of a picture, width × height pixels or as many as
// the part has. It is made of the original, and is not kept: an edition prints
// each picture once.
//
// It does not ask whether the picture is public: what an edition has of stories
// was seen to be when it closed. The error is NotFound where there is no such
// picture, or no file of it.
func (r Darkroom) Print(f ilbo.Figure, part ilbo.Crop, width, height int) ([]byte, error) {
	ctx, d, id := r.ctx, r.desk, f.Picture
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
	if p.Width*p.Height > bulkyPixels {
		d.bulky.Lock()
		defer d.bulky.Unlock()
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
