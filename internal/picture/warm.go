package picture

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

// warmWidth is the rendition that Warm makes of each picture: the one that
// fronts on most telephones ask for.
const warmWidth = 640

// rest is how long Warm leaves the processors to others after each thing, as
// a share of the time that the thing took.
const rest = 0.25

// Warm draws beforehand what is missing of the pictures and films named, one
// after the other, so that nobody has to wait for it. It is meant for the
// background: it rests between things and stops where ctx ends. Progress, where
// it is not nil, is told after each. What fails is left out and told at the
// end. It is safe to do twice, and quick where nothing is missing.
func (d *Desk) Warm(ctx context.Context, pictures []ilbo.PictureID, films []ilbo.FilmID, progress func(done, total int)) error {
	var failed []error
	total := len(pictures) + len(films)
	for i := range total {
		start := d.clock()
		var err error
		if i < len(pictures) {
			err = d.warmPicture(ctx, pictures[i])
		} else {
			err = d.warmFilm(ctx, films[i-len(pictures)])
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed = append(failed, err)
		}
		if progress != nil {
			progress(i+1, total)
		}
		if err := pause(ctx, time.Duration(float64(d.clock().Sub(start))*rest)); err != nil {
			return err
		}
	}
	return errors.Join(failed...)
}

func (d *Desk) warmPicture(ctx context.Context, id ilbo.PictureID) error {
	r, err := d.Proof(ctx, id, warmWidth, WebP)
	if err != nil {
		return fmt.Errorf("warm picture %s: %w", id, err)
	}
	return r.Close()
}

func (d *Desk) warmFilm(ctx context.Context, id ilbo.FilmID) error {
	if !valid(string(id)) {
		return notFound("film", string(id))
	}
	f, err := d.store.Film(ctx, id)
	if err != nil {
		return fmt.Errorf("warm film %s: %w", id, err)
	}
	o, err := d.reel(ctx, f)
	if err != nil {
		return fmt.Errorf("warm film %s: %w", id, err)
	}
	return o.Close()
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
