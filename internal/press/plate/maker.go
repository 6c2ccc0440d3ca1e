package plate

import (
	"fmt"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/typeset"
)

// A Maker makes plates of an edition. It remembers how letters are drawn, and
// serves one goroutine.
type Maker struct {
	// Address is where a page is read that another leads to; nil: nothing leads
	// anywhere.
	Address func(ilbo.Folio) string
	// Veiled plates are for everybody: grey bars stand for what is locked, and what it
	// says is not in them.
	Veiled bool

	made     *press.Made
	darkroom press.Darkroom
	drawn    map[letter]string
	outlines map[letter][]typeset.Stroke
}

// New makes a maker of an edition, with prints from a darkroom.
func New(made *press.Made, darkroom press.Darkroom) *Maker {
	return &Maker{made: made, darkroom: darkroom, drawn: make(map[letter]string), outlines: make(map[letter][]typeset.Stroke)}
}

// A letter is a glyph of a face.
type letter struct {
	face  *typeset.Face
	glyph uint16
}

// outline is how a letter is drawn.
func (m *Maker) outline(l letter) []typeset.Stroke {
	all, ok := m.outlines[l]
	if !ok {
		all = l.face.Outline(l.glyph)
		m.outlines[l] = all
	}
	return all
}

// page is one of the edition's.
func (m *Maker) page(f ilbo.Folio) (*press.Page, error) {
	if f < 1 || int(f) > len(m.made.Pages) {
		return nil, &ilbo.Error{Kind: ilbo.NotFound, Say: fmt.Sprintf("This edition has no page %s.", f)}
	}
	return &m.made.Pages[f-1], nil
}

// hides reports whether a part is not for those whom the plates are for.
func (m *Maker) hides(p *press.Part) bool { return m.Veiled && p.Locked }

// veil is the ink of what stands for letters and pictures that are locked.
var veil = typeset.Ink{K: 14}

// seen is what is drawn of a part.
func (m *Maker) seen(p *press.Part) *press.Part {
	switch {
	case !m.hides(p):
		return p
	case p.Figure != nil:
		return &press.Part{X: p.X, Y: p.Y, Width: p.Width, Height: p.Height, Ink: veil}
	case p.Line != nil && len(p.Line.Runs) > 0:
		high := size(p.Line) * 46 / 100 // as small letters are
		return &press.Part{X: p.X + p.Line.Left, Y: p.Y - high, Width: p.Line.Right - p.Line.Left, Height: high, Ink: veil}
	}
	return p
}

// print is a picture in so many pixels.
func (m *Maker) print(p *press.Part, width, height int) ([]byte, error) {
	data, err := m.darkroom.Print(*p.Figure, p.Crop, max(width, 1), max(height, 1))
	if err != nil {
		return nil, fmt.Errorf("picture %s: %w", p.Figure.Picture, err)
	}
	return data, nil
}

// colour is an ink as screens show it.
func colour(ink typeset.Ink) (r, g, b uint8) {
	mix := func(n uint8) uint8 {
		return uint8((100 - int(min(n, 100))) * (100 - int(min(ink.K, 100))) * 255 / 10_000)
	}
	return mix(ink.C), mix(ink.M), mix(ink.Y)
}
