package picture

import (
	"context"
	"fmt"
	"io"

	"ilbo.press"
)

// Original opens the file of a photograph as it was taken in. The error is
// NotFound where it is lost, and for pictures that the program draws.
func (d *Desk) Original(ctx context.Context, p ilbo.Picture) (Object, error) {
	if p.Drawing != "" || !valid(string(p.ID)) {
		return nil, lost("picture", string(p.ID))
	}
	return d.blobs.Get(ctx, originalKey(p))
}

// PutOriginal files a photograph under the picture that it is. Who calls it
// knows that the file is that picture's.
func (d *Desk) PutOriginal(ctx context.Context, p ilbo.Picture, r io.Reader) error {
	if p.Drawing != "" || !valid(string(p.ID)) {
		return lost("picture", string(p.ID))
	}
	if err := d.blobs.Put(ctx, originalKey(p), r); err != nil {
		return fmt.Errorf("file picture %s: %w", p.ID, err)
	}
	return nil
}

// Reel is Original for films.
func (d *Desk) Reel(ctx context.Context, f ilbo.Film) (Object, error) {
	if f.Drawing != "" || !valid(string(f.ID)) {
		return nil, lost("film", string(f.ID))
	}
	return d.blobs.Get(ctx, filmKey(f))
}

// PutReel is PutOriginal for films.
func (d *Desk) PutReel(ctx context.Context, f ilbo.Film, r io.Reader) error {
	if f.Drawing != "" || !valid(string(f.ID)) {
		return lost("film", string(f.ID))
	}
	if err := d.blobs.Put(ctx, filmKey(f), r); err != nil {
		return fmt.Errorf("file film %s: %w", f.ID, err)
	}
	return nil
}

func lost(what, id string) error {
	return &ilbo.Error{Kind: ilbo.NotFound, Say: fmt.Sprintf("There is no file of %s %s.", what, id)}
}
