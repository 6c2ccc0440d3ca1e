package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/imaging/draw"
)

// originalGrade is the quality of the JPEG that a drawing is kept as.
const originalGrade = 92

// Draw registers the picture of a recipe (see imaging/draw) and gives it back.
// Nothing is drawn yet. Its id is the hash of the recipe with every choice
// spelled out, so that doing it again changes nothing.
func (d *Desk) Draw(ctx context.Context, recipe string) (ilbo.Picture, error) {
	r, err := draw.Parse(recipe)
	if err == nil && r.Film {
		err = fmt.Errorf("recipe %q is of a film", recipe)
	}
	if err != nil {
		return ilbo.Picture{}, badRecipe(err)
	}
	text := r.String()
	id := ilbo.PictureID(name([]byte(text)))
	if p, err := d.store.Picture(ctx, id); err == nil || ilbo.KindOf(err) != ilbo.NotFound {
		return p, err
	}
	w, h := r.Shape.Size()
	p := ilbo.Picture{ID: id, Type: "image/jpeg", Width: w, Height: h, Drawing: text, Added: d.clock()}
	if err := d.store.PutPicture(ctx, p); err != nil {
		return ilbo.Picture{}, fmt.Errorf("register drawing %s: %w", text, err)
	}
	return p, nil
}

// DrawFilm registers the film of a recipe as Draw does a picture. The word
// film before the kind may be left out.
func (d *Desk) DrawFilm(ctx context.Context, recipe string) (ilbo.Film, error) {
	r, err := draw.Parse(recipe)
	if err != nil {
		return ilbo.Film{}, badRecipe(err)
	}
	r.Film, r.Shape = true, draw.Screen
	text := r.String()
	id := ilbo.FilmID(name([]byte(text)))
	if f, err := d.store.Film(ctx, id); err == nil || ilbo.KindOf(err) != ilbo.NotFound {
		return f, err
	}
	f := ilbo.Film{
		ID: id, Type: "video/webm", Width: imaging.FilmWidth, Height: imaging.FilmHeight,
		Duration: imaging.FilmLength, Drawing: text,
	}
	if err := d.store.PutFilm(ctx, f); err != nil {
		return ilbo.Film{}, fmt.Errorf("register film %s: %w", text, err)
	}
	return f, nil
}

func badRecipe(err error) error {
	say := err.Error()
	return &ilbo.Error{Kind: ilbo.Invalid, Say: strings.ToUpper(say[:1]) + say[1:] + "."}
}

// develop draws a picture and stores it as its original.
func (d *Desk) develop(ctx context.Context, p ilbo.Picture) (image.Image, error) {
	img, err := imaging.Draw(p.Drawing)
	if err != nil {
		return nil, fmt.Errorf("draw picture %s: %w", p.ID, err)
	}
	var b bytes.Buffer
	if err := imaging.EncodeJPEG(&b, img, originalGrade); err != nil {
		return nil, fmt.Errorf("draw picture %s: %w", p.ID, err)
	}
	if err := d.blobs.Put(ctx, originalKey(p), &b); err != nil {
		return nil, fmt.Errorf("file drawing %s: %w", p.ID, err)
	}
	return img, nil
}
