package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"io"

	"ilbo.press"
	"ilbo.press/internal/imaging"
)

// cardGrade is the quality of a card's JPEG.
const cardGrade = 86

// Card gives the share card of a page as a JPEG of 1200 × 630, made on first
// need. Key names the card and its version, in letters, digits, dots, hyphens
// and slashes: a story's number and the hash of what the card says of it. The
// picture may be empty; one that is not public is NotFound.
func (d *Desk) Card(ctx context.Context, key string, text imaging.CardText, picture ilbo.PictureID) ([]byte, error) {
	if picture != "" {
		if err := d.visible(ctx, picture); err != nil {
			return nil, err
		}
	}
	o, err := d.stored(ctx, cardKey(key), func(ctx context.Context) error {
		return d.setCard(ctx, key, text, picture)
	})
	if err != nil {
		return nil, err
	}
	defer o.Close()
	b, err := io.ReadAll(o)
	if err != nil {
		return nil, fmt.Errorf("read card %s: %w", key, err)
	}
	return b, nil
}

func (d *Desk) setCard(ctx context.Context, key string, text imaging.CardText, picture ilbo.PictureID) error {
	var img image.Image
	if picture != "" {
		p, err := d.store.Picture(ctx, picture)
		if err != nil {
			return fmt.Errorf("card %s: %w", key, err)
		}
		if img, err = d.look(ctx, p); err != nil {
			return fmt.Errorf("card %s: %w", key, err)
		}
		s := ilbo.Showing{Focus: p.Focus, Crops: p.Crops}
		if c, ok := s.Cut(ilbo.ShapeCard, p.Width, p.Height); ok {
			b := img.Bounds()
			img = imaging.Crop(img, pixels(c.Pixels(b.Dx(), b.Dy())))
		}
	}
	card, err := imaging.Card(text, img)
	if err != nil {
		return fmt.Errorf("set card %s: %w", key, err)
	}
	var b bytes.Buffer
	if err := imaging.EncodeJPEG(&b, card, cardGrade); err != nil {
		return fmt.Errorf("set card %s: %w", key, err)
	}
	if err := d.blobs.Put(ctx, cardKey(key), &b); err != nil {
		return fmt.Errorf("file card %s: %w", key, err)
	}
	return nil
}
