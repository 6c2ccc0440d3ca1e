package press

import (
	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// A Part is one thing on a page: a line, a rule, a picture. All of a page is its
// parts, in the order in which they are read.
type Part struct {
	Story  ilbo.StoryID // 0: it is of the house, or of several
	Role   string       // as screen readers know it: H1, P, Figure, Caption; empty: nothing is read
	Group  int          // parts of one element have one number
	X, Y   typeset.Length
	Width  typeset.Length
	Height typeset.Length // Y is a line's baseline, and what else has height begins there
	Line   *typeset.Line
	Figure *ilbo.Figure
	Crop   ilbo.Crop
	Ink    typeset.Ink
	Leads  ilbo.Folio // the page that it leads to; 0: none
	Locked bool       // it is of a locked story, and not of what everybody may read of it
}

// A Block is a rectangle of a page, and what stands in it.
type Block struct {
	Stories                    []ilbo.StoryID
	Title                      string // as bookmarks have it; empty: none
	Language                   ilbo.Language
	X, Y, Width, Height        typeset.Length
	Column, Row, Columns, Rows int   // Row is from the top of the page's grid
	Legs                       []Leg // of text
	Parts                      []Part
}

// A Leg is a column of text in a block, and how much of it is filled.
type Leg struct {
	Column, Row, Rows int // Row is from the block's top
	Filled            int
}

// A block is a Block as it is drawn.
type block struct {
	*Block
	sheet *Sheet
	story ilbo.StoryID
	group int
}

// x and y are where a column and a row of the block begin.
func (b *block) x(column int) typeset.Length { return b.sheet.x(b.Column + column) }
func (b *block) y(row int) typeset.Length {
	return b.Y + typeset.Length(row)*b.sheet.Leading
}

func (b *block) part(p Part) {
	p.Story, p.Group = b.story, b.group
	b.Parts = append(b.Parts, p)
}

// line puts a line of an element.
func (b *block) line(role string, x, y typeset.Length, l typeset.Line) {
	b.part(Part{Role: role, X: x, Y: y, Width: l.Measure, Line: &l})
}

// next begins the next element.
func (b *block) next() { b.group++ }

// rule draws a rule.
func (b *block) rule(x, y, width, height typeset.Length, ink typeset.Ink) {
	b.part(Part{X: x, Y: y, Width: width, Height: height, Ink: ink})
}

// picture puts a picture, and its caption below it.
func (b *block) picture(f *ilbo.Figure, x, y, width, height typeset.Length, caption []typeset.Line) {
	b.next()
	b.part(Part{Role: "Figure", X: x, Y: y, Width: width, Height: height, Figure: f, Crop: cropped(f, width, height)})
	b.next()
	y += height + captionHead
	for _, l := range caption {
		b.line("Caption", x, y-captionHead+8600, l)
		y += captionStep
	}
	b.next()
}

// cropped is the part of a picture that a rectangle shows: what its desk wants in
// sight, or the middle.
func cropped(f *ilbo.Figure, width, height typeset.Length) ilbo.Crop {
	w, h := dimensions(f)
	own, wanted := float64(w)/float64(h), float64(width)/float64(height)
	c, focus := ilbo.Crop{Width: 1, Height: 1}, ilbo.Point{X: 0.5, Y: 0.5}
	if f.Shown != nil && f.Shown.Focus != nil {
		focus = *f.Shown.Focus
	}
	if own > wanted {
		c.Width = wanted / own
	} else {
		c.Height = own / wanted
	}
	c.X, c.Y = (1-c.Width)*focus.X, (1-c.Height)*focus.Y
	return c
}
