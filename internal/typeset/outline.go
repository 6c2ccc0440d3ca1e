package typeset

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// A Stroke is one step around a glyph: to its last point, past those before it.
type Stroke struct {
	Kind   StrokeKind
	Points [3]Spot // as many as the kind has
}

// A Spot is a place in a glyph, in the units of its face; Y grows upward.
type Spot struct{ X, Y float32 }

// A StrokeKind says what a stroke is, by how many points it has.
type StrokeKind uint8

// The kinds of stroke.
const (
	Move  StrokeKind = iota // to where a contour begins
	Side                    // a straight line
	Quad                    // a curve past one point
	Cubic                   // a curve past two
)

// Last is how many points a kind has, less one.
func (k StrokeKind) Last() int { return max(int(k)-1, 0) }

// Outline is how a glyph is drawn: contours that are filled where they wind
// around. It is nil of a space.
func (f *Face) Outline(glyph uint16) []Stroke {
	face := font.Face{Font: f.font}
	outline, ok := face.GlyphDataOutline(font.GID(glyph))
	if !ok || len(outline.Segments) == 0 {
		return nil
	}
	all := make([]Stroke, len(outline.Segments))
	for i, s := range outline.Segments {
		switch s.Op {
		case opentype.SegmentOpLineTo:
			all[i].Kind = Side
		case opentype.SegmentOpQuadTo:
			all[i].Kind = Quad
		case opentype.SegmentOpCubeTo:
			all[i].Kind = Cubic
		}
		for k := range all[i].Kind.Last() + 1 {
			all[i].Points[k] = Spot{s.Args[k].X, s.Args[k].Y}
		}
	}
	return all
}
