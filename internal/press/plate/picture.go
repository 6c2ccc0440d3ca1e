package plate

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"

	scaled "golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/typeset"
)

// The widths that pages are made in: narrower ones say nothing, wider ones would
// be larger than their picture in print.
const (
	leastWidth = 16
	mostWidth  = 4096
)

// Picture is a page as pixels, so many wide. Letters cover of each pixel as much
// as their outlines do. Ink is mixed with paper as browsers and viewers of PDF mix
// it, in the values of sRGB: mixed as light, small type would be fainter than what
// a page shows that is opened.
func (m *Maker) Picture(f ilbo.Folio, width int) (*image.RGBA, error) {
	page, err := m.page(f)
	if err != nil {
		return nil, err
	}
	width = min(max(width, leastWidth), mostWidth)
	s := &m.made.Sheet
	height := (width*int(s.Height) + int(s.Width)/2) / int(s.Width)
	c := &canvas{maker: m, scale: float64(width) / float64(s.Width), out: image.NewRGBA(image.Rect(0, 0, width, height)),
		fill: vector.NewRasterizer(width, height)}
	draw.Draw(c.out, c.out.Rect, image.White, image.Point{}, draw.Src)
	if err := c.page(page); err != nil {
		return nil, fmt.Errorf("picture of page %s: %w", page.Folio, err)
	}
	return c.out, nil
}

// A canvas is a page as it is drawn.
type canvas struct {
	maker *Maker
	scale float64 // pixels to a length
	out   *image.RGBA
	fill  *vector.Rasterizer
	inked bool
	ink   typeset.Ink
}

// page draws what is below letters first, and what has one ink at once.
func (c *canvas) page(page *press.Page) error {
	lines := make(map[typeset.Ink][]*press.Part)
	var inks []typeset.Ink
	var pictures []*press.Part
	for k := range page.Blocks {
		for i := range page.Blocks[k].Parts {
			switch p := c.maker.seen(&page.Blocks[k].Parts[i]); {
			case p.Line != nil:
				for r := range p.Line.Runs {
					ink := p.Line.Runs[r].Style.Ink
					if lines[ink] == nil {
						inks = append(inks, ink)
					}
					if n := len(lines[ink]); n == 0 || lines[ink][n-1] != p {
						lines[ink] = append(lines[ink], p)
					}
				}
			case p.Figure != nil:
				pictures = append(pictures, p)
			default:
				c.box(p)
			}
		}
	}
	c.flush()
	for _, p := range pictures {
		if err := c.picture(p); err != nil {
			return err
		}
	}
	for _, ink := range inks {
		c.dip(ink)
		for _, p := range lines[ink] {
			for r := range p.Line.Runs {
				if run := &p.Line.Runs[r]; run.Style.Ink == ink {
					c.run(p.X, p.Y, run)
				}
			}
		}
	}
	c.flush()
	return nil
}

// dip takes another ink.
func (c *canvas) dip(ink typeset.Ink) {
	if c.inked && c.ink != ink {
		c.flush()
	}
	c.ink, c.inked = ink, true
}

// flush lays down what was drawn in one ink.
func (c *canvas) flush() {
	if !c.inked {
		return
	}
	r, g, b := colour(c.ink)
	c.fill.Draw(c.out, c.out.Rect, image.NewUniform(color.RGBA{r, g, b, 255}), image.Point{})
	c.fill.Reset(c.out.Rect.Dx(), c.out.Rect.Dy())
	c.inked = false
}

// box draws a rule or a tint.
func (c *canvas) box(p *press.Part) {
	c.dip(p.Ink)
	x, y := float32(float64(p.X)*c.scale), float32(float64(p.Y)*c.scale)
	right, foot := float32(float64(p.X+p.Width)*c.scale), float32(float64(p.Y+p.Height)*c.scale)
	c.fill.MoveTo(x, y)
	c.fill.LineTo(right, y)
	c.fill.LineTo(right, foot)
	c.fill.LineTo(x, foot)
	c.fill.ClosePath()
}

// picture draws a picture into whole pixels.
func (c *canvas) picture(p *press.Part) error {
	pixel := func(l typeset.Length) int { return int(math.Round(float64(l) * c.scale)) }
	at := image.Rect(pixel(p.X), pixel(p.Y), pixel(p.X+p.Width), pixel(p.Y+p.Height))
	if at.Empty() {
		return nil
	}
	data, err := c.maker.print(p, at.Dx(), at.Dy())
	if err != nil {
		return err
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("picture %s: %w", p.Figure.Picture, err)
	}
	if img.Bounds().Size() == at.Size() {
		draw.Draw(c.out, at, img, img.Bounds().Min, draw.Src)
	} else {
		scaled.CatmullRom.Scale(c.out, at, img, img.Bounds(), draw.Src, nil)
	}
	return nil
}

// run draws letters.
func (c *canvas) run(x, y typeset.Length, r *typeset.Run) {
	size := float64(r.Size) / float64(r.Face.Upem()) * c.scale
	wide := size * float64(r.Scale) / 10_000
	at := x + r.X
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		c.letter(r.Face, g.ID, float64(at+g.DX)*c.scale, float64(y+r.Drop-g.DY)*c.scale, wide, size)
		at += g.Advance
	}
}

// letter draws one, its origin at a place, in pixels to a unit of its face.
func (c *canvas) letter(face *typeset.Face, glyph uint16, x, y, wide, high float64) {
	at := func(s typeset.Spot) (float32, float32) {
		return float32(x + float64(s.X)*wide), float32(y - float64(s.Y)*high)
	}
	begun := false
	for _, s := range c.maker.outline(letter{face, glyph}) {
		ax, ay := at(s.Points[0])
		switch s.Kind {
		case typeset.Move:
			if begun {
				c.fill.ClosePath()
			}
			begun = true
			c.fill.MoveTo(ax, ay)
		case typeset.Side:
			c.fill.LineTo(ax, ay)
		case typeset.Quad:
			bx, by := at(s.Points[1])
			c.fill.QuadTo(ax, ay, bx, by)
		case typeset.Cubic:
			bx, by := at(s.Points[1])
			cx, cy := at(s.Points[2])
			c.fill.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	if begun {
		c.fill.ClosePath()
	}
}
