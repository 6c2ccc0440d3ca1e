package typeset

import "math"

// A Length is a distance in thousandths of a point. There are 72 points to the
// inch, as in PDF and CSS.
type Length int

// Units of length.
const (
	Point Length = 1000
	Pica         = 12 * Point
)

// Points is a length of that many points.
func Points(n float64) Length { return Length(math.Round(n * float64(Point))) }

// Millimetres is a length of that many millimetres.
func Millimetres(n float64) Length { return Length(math.Round(n * 72 / 25.4 * float64(Point))) }

// Points is the length in points.
func (l Length) Points() float64 { return float64(l) / float64(Point) }

// times is the length taken n times out of d, rounded to the nearest. It
// computes with whole numbers, so that all machines agree.
func (l Length) times(n, d int) Length {
	p := int64(l) * int64(n)
	if p < 0 {
		return Length(-((-p + int64(d)/2) / int64(d)))
	}
	return Length((p + int64(d)/2) / int64(d))
}

// An Ink is a colour as a press mixes it, each of its four inks in percent.
type Ink struct{ C, M, Y, K uint8 }

// Black is ink of text: one ink only, so that no letter has a coloured edge
// where plates do not meet.
var Black = Ink{K: 100}
