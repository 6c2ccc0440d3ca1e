package picture

import (
	"context"
	"fmt"

	"ilbo.press"
)

// Check finds out whether a picture can be shown: it is registered, and its
// original is on file or can be drawn. Otherwise the error is NotFound.
func (d *Desk) Check(ctx context.Context, id ilbo.PictureID) error {
	p, err := d.store.Picture(ctx, id)
	if err != nil {
		return fmt.Errorf("check picture %s: %w", id, err)
	}
	if p.Drawing != "" {
		return nil
	}
	original, err := d.blobs.Get(ctx, originalKey(p))
	if err != nil {
		return fmt.Errorf("check picture %s: %w", id, err)
	}
	return original.Close()
}
