package imaging

import (
	"fmt"
	"runtime"
	"sync"
	"time"

	"ilbo.press/internal/imaging/draw"
)

// What a drawn film is like.
const (
	FilmWidth  = 640
	FilmHeight = 360
	FilmLength = 12 * time.Second
	filmRate   = 10 // pictures a second
	filmGrade  = 52 // quality of each picture
)

// Film draws the moving picture of a recipe ("film harbor seed=3 time=dusk")
// as WebM with VP8, each picture a key frame, so that every player can go to
// any moment of it.
func Film(recipe string) ([]byte, error) {
	r, err := parseFilm(recipe)
	if err != nil {
		return nil, err
	}
	frames := make([][]byte, int(FilmLength.Seconds())*filmRate)
	var wg sync.WaitGroup
	var first error
	var once sync.Once
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(frames); i += workers {
				f, err := frameVP8(r.Paint(FilmWidth, FilmHeight, float64(i)/filmRate), filmGrade)
				if err != nil {
					once.Do(func() { first = err })
					return
				}
				frames[i] = f
			}
		})
	}
	wg.Wait()
	if first != nil {
		return nil, first
	}
	return webM(FilmWidth, FilmHeight, filmRate, frames), nil
}

func parseFilm(recipe string) (draw.Recipe, error) {
	r, err := draw.Parse(recipe)
	if err == nil && !r.Film {
		err = fmt.Errorf("recipe %q is not of a film", recipe)
	}
	return r, err
}
