package picture

import (
	"bytes"
	"context"
	"fmt"

	"ilbo.press"
	"ilbo.press/internal/imaging"
)

// Film opens a film, drawing it on first need. The error is NotFound where no
// such film is public. The object can be read from any place, for byte ranges.
func (d *Desk) Film(ctx context.Context, id ilbo.FilmID) (Object, ilbo.Film, error) {
	if err := d.filmVisible(ctx, id); err != nil {
		return nil, ilbo.Film{}, err
	}
	f, err := d.store.Film(ctx, id)
	if err != nil {
		return nil, ilbo.Film{}, fmt.Errorf("open film %s: %w", id, err)
	}
	o, err := d.reel(ctx, f)
	return o, f, err
}

// reel opens a film's file.
func (d *Desk) reel(ctx context.Context, f ilbo.Film) (Object, error) {
	key := filmKey(f)
	if f.Drawing == "" {
		return d.blobs.Get(ctx, key)
	}
	return d.stored(ctx, key, func(ctx context.Context) error {
		b, err := imaging.Film(f.Drawing)
		if err != nil {
			return fmt.Errorf("draw film %s: %w", f.ID, err)
		}
		if err := d.blobs.Put(ctx, key, bytes.NewReader(b)); err != nil {
			return fmt.Errorf("file film %s: %w", f.ID, err)
		}
		return nil
	})
}
