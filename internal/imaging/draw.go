package imaging

import (
	"image"

	"ilbo.press/internal/imaging/draw"
)

// Draw paints the picture of a recipe; see the package draw for the words of
// recipes. The same recipe gives the same pixels on every machine.
func Draw(recipe string) (image.Image, error) {
	m, err := draw.Draw(recipe)
	if err != nil {
		return nil, err
	}
	return m, nil
}

// Size is how large Draw makes the recipe's picture, without drawing it.
func Size(recipe string) (w, h int, err error) { return draw.Size(recipe) }

// CheckFilm reports what is wrong with the recipe of a film, or nil.
func CheckFilm(recipe string) error {
	_, err := parseFilm(recipe)
	return err
}
