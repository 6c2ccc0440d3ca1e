package imaging

import (
	"fmt"
	"image"
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
	// filmBudget is what a film weighs at most, about: 200 kB a second.
	filmBudget = 2_400_000
)

// filmGrades are the qualities that a film's pictures may have, best first.
var filmGrades = []int{52, 44, 36, 29, 22, 16, 10}

// Film draws the moving picture of a recipe ("film harbor seed=3 time=dusk")
// as WebM with VP8, each picture a key frame, so that every player can go to
// any moment of it.
func Film(recipe string) ([]byte, error) {
	r, err := parseFilm(recipe)
	if err != nil {
		return nil, err
	}
	grade, err := gradeOf(r)
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
				f, err := frameVP8(r.Paint(FilmWidth, FilmHeight, float64(i)/filmRate), grade)
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

// gradeOf is the best quality that keeps a film within its budget, judged by
// three of its pictures.
func gradeOf(r draw.Recipe) (int, error) {
	count := int(FilmLength.Seconds()) * filmRate
	var trials []*image.RGBA
	for _, i := range []int{0, count / 2, count - 1} {
		trials = append(trials, r.Paint(FilmWidth, FilmHeight, float64(i)/filmRate))
	}
	for _, grade := range filmGrades {
		size := 0
		for _, img := range trials {
			f, err := frameVP8(img, grade)
			if err != nil {
				return 0, err
			}
			size += len(f)
		}
		if size*count/len(trials) <= filmBudget {
			return grade, nil
		}
	}
	return filmGrades[len(filmGrades)-1], nil
}

func parseFilm(recipe string) (draw.Recipe, error) {
	r, err := draw.Parse(recipe)
	if err == nil && !r.Film {
		err = fmt.Errorf("recipe %q is not of a film", recipe)
	}
	return r, err
}
