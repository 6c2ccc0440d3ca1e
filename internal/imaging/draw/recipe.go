package draw

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Time is the hour that a scene is lit for.
type Time string

// The times of a scene.
const (
	Dawn  Time = "dawn"
	Day   Time = "day"
	Dusk  Time = "dusk"
	Night Time = "night"
)

// A Season colours leaves, fields and skies.
type Season string

// The seasons of a scene.
const (
	Spring Season = "spring"
	Summer Season = "summer"
	Autumn Season = "autumn"
	Winter Season = "winter"
)

// A Shape is the frame of a picture.
type Shape string

// The shapes of a picture, and their pixels.
const (
	Wide   Shape = "wide"   // 1920 × 1280
	Square Shape = "square" // 1600 × 1600
	Tall   Shape = "tall"   // 1280 × 1600
	Screen Shape = "screen" // 1920 × 1080, for posters of films
)

// Size is the shape's width and height in pixels.
func (s Shape) Size() (w, h int) {
	switch s {
	case Square:
		return 1600, 1600
	case Tall:
		return 1280, 1600
	case Screen:
		return 1920, 1080
	}
	return 1920, 1280
}

// A Recipe says what to draw. Parse makes one.
type Recipe struct {
	Kind   string
	Seed   uint64
	Time   Time
	Season Season
	Shape  Shape
	Film   bool
}

// recipeLength is the most characters of a recipe's text.
const recipeLength = 200

// Parse reads a recipe:
//
//	[film] KIND seed=N [time=dawn|day|dusk|night] [season=spring|summer|autumn|winter] [shape=wide|square|tall|screen]
//
// The time and season that it leaves out follow from the seed, and the shape
// is wide. A word twice, or one that is not known, is an error.
func Parse(text string) (Recipe, error) {
	var r Recipe
	if len(text) > recipeLength {
		return r, fmt.Errorf("recipe is longer than %d characters", recipeLength)
	}
	words := strings.Fields(text)
	if len(words) > 0 && words[0] == "film" {
		r.Film, words = true, words[1:]
	}
	if len(words) == 0 {
		return r, fmt.Errorf("recipe names no kind of picture")
	}
	r.Kind, words = words[0], words[1:]
	if scenes()[r.Kind] == nil {
		return r, fmt.Errorf("recipe %q: there is no kind %q", text, r.Kind)
	}
	seen := map[string]bool{}
	for _, word := range words {
		name, value, _ := strings.Cut(word, "=")
		if seen[name] {
			return r, fmt.Errorf("recipe %q says %s twice", text, name)
		}
		seen[name] = true
		if err := r.set(name, value); err != nil {
			return r, fmt.Errorf("recipe %q: %w", text, err)
		}
	}
	if !seen["seed"] {
		return r, fmt.Errorf("recipe %q has no seed", text)
	}
	r.complete()
	return r, nil
}

var (
	times   = []Time{Dawn, Day, Dusk, Night}
	seasons = []Season{Spring, Summer, Autumn, Winter}
	shapes  = []Shape{Wide, Square, Tall, Screen}
)

func (r *Recipe) set(name, value string) (err error) {
	known := true
	switch name {
	case "seed":
		r.Seed, err = strconv.ParseUint(value, 10, 64)
	case "time":
		r.Time = Time(value)
		known = slices.Contains(times, r.Time)
	case "season":
		r.Season = Season(value)
		known = slices.Contains(seasons, r.Season)
	case "shape":
		r.Shape = Shape(value)
		known = slices.Contains(shapes, r.Shape)
	default:
		return fmt.Errorf("%q is not a word of recipes", name)
	}
	if err != nil || !known {
		return fmt.Errorf("%q is no %s", value, name)
	}
	return nil
}

// complete fills what the text left open. Day is as likely as the three other
// times together: it is what most pictures are taken by.
func (r *Recipe) complete() {
	pick := newRandom(r.Kind, r.Seed, "light")
	t := []Time{Day, Day, Day, Dawn, Dusk, Night}[pick.n(6)]
	season := seasons[pick.n(4)]
	if r.Time == "" {
		r.Time = t
	}
	if r.Season == "" {
		r.Season = season
	}
	if r.Shape == "" {
		r.Shape = Wide
	}
}

// String is the recipe with everything said, in one fixed order.
func (r Recipe) String() string {
	film := ""
	if r.Film {
		film = "film "
	}
	return fmt.Sprintf("%s%s seed=%d time=%s season=%s shape=%s", film, r.Kind, r.Seed, r.Time, r.Season, r.Shape)
}
