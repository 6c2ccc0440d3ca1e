package draw

import "image"

// A scene is a picture being painted. Its units: 1000 to the height, and as
// many to the width as the shape has, from the top left corner.
type scene struct {
	*canvas
	light
	recipe Recipe
	wide   float64 // width in units
	k      float64 // pixels to a unit, before the camera
	zoom   float64 // the camera: how much nearer than the whole frame
	panX   float64 // and what it looks at, in units from the middle
	panY   float64
	at     float64 // seconds since the film began; 0 for a still
	film   bool

	snapped [][2]int32
}

func newScene(r Recipe, w, h int) *scene {
	return &scene{
		canvas: newCanvas(w, h), light: lightOf(r.Time, r.Season), recipe: r,
		wide: 1000 * float64(w) / float64(h), k: float64(h) / 1000, zoom: 1,
	}
}

// px takes a place to the canvas, in pixels.
func (s *scene) px(x, y float64) (float64, float64) {
	cx, cy := s.wide/2, 500.0
	return ((x-cx-s.panX)*s.zoom + cx) * s.k, ((y-cy-s.panY)*s.zoom + cy) * s.k
}

// unpx is the way back.
func (s *scene) unpx(x, y float64) (float64, float64) {
	cx, cy := s.wide/2, 500.0
	return (x/s.k-cx)/s.zoom + cx + s.panX, (y/s.k-cy)/s.zoom + cy + s.panY
}

// chance is the stream of one part of the scene.
func (s *scene) chance(part string) *random {
	return newRandom(s.recipe.Kind, s.recipe.Seed, part)
}

// Draw paints a recipe's picture. The error says what is wrong with the recipe.
func Draw(recipe string) (*image.RGBA, error) {
	r, err := Parse(recipe)
	if err != nil {
		return nil, err
	}
	w, h := r.Shape.Size()
	return r.Paint(w, h, 0), nil
}

// Size is how large Draw makes the recipe's picture.
func Size(recipe string) (w, h int, err error) {
	r, err := Parse(recipe)
	if err != nil {
		return 0, 0, err
	}
	w, h = r.Shape.Size()
	return w, h, nil
}

// Paint paints the recipe at a size of the caller's, as it looks that many
// seconds into a film. Stills are at 0.
func (r Recipe) Paint(w, h int, at float64) *image.RGBA {
	s := newScene(r, w, h)
	s.at, s.film = at, r.Film
	if r.Film {
		s.move()
	}
	scenes()[r.Kind](s)
	return s.finish()
}

// move is the camera's way through a film: nearer by 8 % in twelve seconds,
// and a little aside.
func (s *scene) move() {
	r := s.chance("camera")
	t := smooth(clamp(s.at / 12))
	s.zoom = 1.02 + 0.08*t
	s.panX = r.sign() * lerp(-14, 14, t)
	s.panY = lerp(-4, 6, t)
}
