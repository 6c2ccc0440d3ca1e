package picture

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"io"

	"ilbo.press"
	"ilbo.press/internal/imaging"
)

// Intake takes a photograph in: JPEG, PNG, WebP, AVIF or GIF, at most 60 MB and
// 100 megapixels (24 of AVIF). It decodes the whole picture, so that what is on
// file can be shown, stores the original as it came, and registers it under its
// hash. The file's metadata fill the caption, the alternative text, the credit,
// the rights, the place, the keywords and the time where about leaves them empty;
// who filed it and the file's name are about's; the rest of it is not looked at.
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
	img, meta, err := d.read(ctx, data, limits)
	if err != nil {
		return ilbo.Picture{}, refusal(err)
	}
	p := described(about, meta)
	p.ID, p.Added = id, d.clock()
	if err := d.file(ctx, p, data); err != nil {
		return ilbo.Picture{}, err
	}
	if err := d.proof(ctx, p, img); err != nil {
		return ilbo.Picture{}, err
	}
	if err := d.store.PutPicture(ctx, p); err != nil {
		return ilbo.Picture{}, fmt.Errorf("register picture %s: %w", id, err)
	}
	return p, nil
}

// read decodes a picture, no more of them at once than there are processors.
func (d *Desk) read(ctx context.Context, data []byte, limits imaging.Limits) (image.Image, imaging.Meta, error) {
	select {
	case d.hands <- struct{}{}:
		defer func() { <-d.hands }()
	case <-ctx.Done():
		return nil, imaging.Meta{}, ctx.Err()
	}
	return imaging.Decode(ctx, bytes.NewReader(data), limits)
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

// described fills with the file's metadata what about leaves empty.
func described(about ilbo.Picture, meta imaging.Meta) ilbo.Picture {
	either := func(said, found string) string {
		return cut(cmp.Or(ilbo.Clean(said), ilbo.Clean(found)), MaxText)
	}
	p := ilbo.Picture{
		Type: meta.Type, Width: meta.Width, Height: meta.Height, Name: fileName(about.Name), By: about.By, Taken: about.Taken,
		Caption: either(about.Caption, meta.Caption), Alt: either(about.Alt, meta.Alt), Credit: either(about.Credit, meta.Credit),
		Rights: ilbo.Rights{Holder: either(about.Rights.Holder, meta.Rights), Usage: either(about.Rights.Usage, meta.Usage), Until: about.Rights.Until},
		Place:  either(about.Place, meta.Place), Keywords: Keywords(append(about.Keywords, meta.Keywords...)),
	}
	if p.Taken.IsZero() {
		p.Taken = meta.Taken
	}
	return p
}

// A Refusal names why a file is not taken, for those who say it in another
// language.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Why files are not taken.
const (
	Unread   Refusal = "unread"
	TooLarge Refusal = "too large"
	NoFormat Refusal = "format"
	HEIC     Refusal = "heic"
	Damaged  Refusal = "damaged"
	Slow     Refusal = "slow"
)

func refusals(err error) Refusal {
	for cause, r := range map[error]Refusal{imaging.ErrTooLarge: TooLarge, imaging.ErrFormat: NoFormat, imaging.ErrHEIC: HEIC, imaging.ErrDamaged: Damaged, imaging.ErrSlow: Slow} {
		if errors.Is(err, cause) {
			return r
		}
	}
	return Unread
}

// refusal puts into words why a file is not taken.
func refusal(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	say := "This picture could not be read."
	switch {
	case errors.Is(err, imaging.ErrTooLarge):
		say = "This picture is too large: at most 60 MB and 100 megapixels are taken, 24 of AVIF."
	case errors.Is(err, imaging.ErrFormat):
		say = "This file is not a picture that can be used: JPEG, PNG, WebP, AVIF and GIF are."
	case errors.Is(err, imaging.ErrHEIC):
		say = "This is a HEIC picture, as iPhones make them. Please send it as JPEG: the Photos app exports it so, and an iPhone takes JPEG under Settings, Camera, Formats, Most Compatible."
	case errors.Is(err, imaging.ErrSlow):
		say = "This picture takes too long to read. Please save it as JPEG, and send that."
	case errors.Is(err, imaging.ErrDamaged):
		say = "This picture is damaged or was cut short on its way. Please send it again."
	}
	return &ilbo.Error{Kind: ilbo.Invalid, Say: say, Err: fmt.Errorf("%w: %w", refusals(err), err)}
}
