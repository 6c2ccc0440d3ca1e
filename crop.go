package ilbo

import (
	"fmt"
	"math"
)

// A Point is a place in a picture, in fractions of its width and its height from
// the upper left corner.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// A Shape is what a picture is cut to, named by what it is for.
type Shape string

// The shapes that pages cut pictures to.
const (
	ShapeTeaser Shape = "teaser" // 3:2, leads of fronts, teasers and lists
	ShapeFilm   Shape = "film"   // 16:9, teasers of films
	ShapeWall   Shape = "wall"   // 4:5, the home front's photographs
	ShapeSquare Shape = "square" // 1:1, small teasers and portraits
	ShapeCard   Shape = "card"   // 40:21, what other sites show of a story
)

// Shapes are all shapes.
func Shapes() []Shape { return []Shape{ShapeTeaser, ShapeFilm, ShapeWall, ShapeSquare, ShapeCard} }

// Ratio is a shape's width over its height, 0 of one that is not known.
func (s Shape) Ratio() float64 {
	switch s {
	case ShapeTeaser:
		return 3.0 / 2
	case ShapeFilm:
		return 16.0 / 9
	case ShapeWall:
		return 4.0 / 5
	case ShapeSquare:
		return 1
	case ShapeCard:
		return 40.0 / 21
	}
	return 0
}

// A Crop is a part of a picture, in fractions of its width and its height.
type Crop struct {
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// smallestCrop is the least part of a side that a crop may leave.
const smallestCrop = 0.02

// Check reports what is wrong with a crop.
func (c Crop) Check() error {
	for _, n := range []float64{c.X, c.Y, c.Width, c.Height} {
		if math.IsNaN(n) || n < 0 || n > 1 {
			return &Error{Kind: Invalid, Say: "A crop lies within its picture."}
		}
	}
	const slack = 1e-6 // of sums of fractions
	if c.X+c.Width > 1+slack || c.Y+c.Height > 1+slack {
		return &Error{Kind: Invalid, Say: "A crop lies within its picture."}
	}
	if c.Width < smallestCrop || c.Height < smallestCrop {
		return &Error{Kind: Invalid, Say: fmt.Sprintf("A crop is at least a %dth of the picture wide and high.", int(1/smallestCrop))}
	}
	return nil
}

// Check reports what is wrong with a point.
func (p *Point) Check() error {
	if p != nil && !(p.X >= 0 && p.X <= 1 && p.Y >= 0 && p.Y <= 1) {
		return &Error{Kind: Invalid, Say: "The point to keep in sight lies within the picture."}
	}
	return nil
}

// Cut is the part of a picture of width × height pixels that a shape shows: as
// somebody cut it by hand, or else the largest there is around the focus. False:
// nothing is said, and the page cuts as it always does.
func (p *Showing) Cut(s Shape, width, height int) (Crop, bool) {
	if p == nil || s.Ratio() == 0 || width < 1 || height < 1 {
		return Crop{}, false
	}
	if c, ok := p.Crops[s]; ok {
		return c, true
	}
	if p.Focus == nil {
		return Crop{}, false
	}
	c := Crop{Width: 1, Height: 1}
	if whole := float64(width) / float64(height); whole > s.Ratio() {
		c.Width = s.Ratio() / whole
	} else {
		c.Height = whole / s.Ratio()
	}
	c.X, c.Y = (1-c.Width)*p.Focus.X, (1-c.Height)*p.Focus.Y
	return c, true
}

// Pixels is the crop of a picture of width × height pixels: at least one pixel,
// and within it.
func (c Crop) Pixels(width, height int) (x, y, w, h int) {
	side := func(from, part float64, whole int) (int, int) {
		n := min(whole, max(1, int(math.Round(part*float64(whole)))))
		return min(whole-n, max(0, int(math.Round(from*float64(whole))))), n
	}
	x, w = side(c.X, c.Width, width)
	y, h = side(c.Y, c.Height, height)
	return x, y, w, h
}

// Key names the crop: two that cut the same have the same.
func (c Crop) Key() string {
	n := func(f float64) int { return int(math.Round(max(0, min(1, f)) * 0xFFFF)) }
	return fmt.Sprintf("%04x%04x%04x%04x", n(c.X), n(c.Y), n(c.Width), n(c.Height))
}
