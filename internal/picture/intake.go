package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"ilbo.press"
	"ilbo.press/internal/imaging"
)

// Intake takes a photograph in: JPEG, PNG, WebP or GIF, at most 60 MB and 100
// megapixels. It decodes the whole picture, so that what is on file can be
// shown, stores the original as it came, and registers it under its hash. The
// file's metadata fill the caption, the credit and the time where about leaves
// them empty; the rest of about is not looked at.
//
// Taking the same file in again changes nothing and gives the picture that is
// on file. What is not a picture, is damaged or too large is an error of kind
// Invalid with a sentence.
func (d *Desk) Intake(ctx context.Context, r io.Reader, about ilbo.Picture) (ilbo.Picture, error) {
	limits := imaging.DefaultLimits()
	data, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return ilbo.Picture{}, fmt.Errorf("take picture in: %w", err)
	}
	id := ilbo.PictureID(name(data))
	if p, err := d.store.Picture(ctx, id); err == nil {
		return p, d.file(ctx, p, data)
	} else if ilbo.KindOf(err) != ilbo.NotFound {
		return ilbo.Picture{}, fmt.Errorf("take picture in: %w", err)
	}
	_, meta, err := imaging.Decode(bytes.NewReader(data), limits)
	if err != nil {
		return ilbo.Picture{}, refusal(err)
	}
	p := describe(about, meta)
	p.ID, p.Added = id, d.clock()
	if err := d.file(ctx, p, data); err != nil {
		return ilbo.Picture{}, err
	}
	if err := d.store.PutPicture(ctx, p); err != nil {
		return ilbo.Picture{}, fmt.Errorf("register picture %s: %w", id, err)
	}
	return p, nil
}

// file stores the original where it is not on file yet.
func (d *Desk) file(ctx context.Context, p ilbo.Picture, data []byte) error {
	key := originalKey(p)
	if o, err := d.blobs.Get(ctx, key); err == nil {
		return o.Close()
	}
	if err := d.blobs.Put(ctx, key, bytes.NewReader(data)); err != nil {
		return fmt.Errorf("file picture %s: %w", p.ID, err)
	}
	return nil
}

// describe fills with the file's metadata what about leaves empty.
func describe(about ilbo.Picture, meta imaging.Meta) ilbo.Picture {
	p := ilbo.Picture{
		Type: meta.Type, Width: meta.Width, Height: meta.Height,
		Caption: ilbo.Clean(about.Caption), Credit: ilbo.Clean(about.Credit), Taken: about.Taken,
	}
	if p.Caption == "" {
		p.Caption = ilbo.Clean(meta.Caption)
	}
	if p.Credit == "" {
		p.Credit = ilbo.Clean(meta.Credit)
	}
	if p.Taken.IsZero() {
		p.Taken = meta.Taken
	}
	return p
}

// refusal puts into words why a file is not taken.
func refusal(err error) error {
	say := "This picture could not be read."
	switch {
	case errors.Is(err, imaging.ErrTooLarge):
		say = "This picture is too large: at most 60 MB and 100 megapixels are taken."
	case errors.Is(err, imaging.ErrFormat):
		say = "This file is not a picture that can be used: JPEG, PNG, WebP and GIF are."
	case errors.Is(err, imaging.ErrDamaged):
		say = "This picture is damaged or was cut short on its way. Please send it again."
	}
	return &ilbo.Error{Kind: ilbo.Invalid, Say: say, Err: err}
}
