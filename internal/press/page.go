package press

import (
	"fmt"
	"time"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// A Page is a page as it is printed.
type Page struct {
	ilbo.PagePlan
	Grid   typeset.Length // where its rows begin
	Rows   int
	Blocks []Block // the furniture of the page first: nameplate, folio
	Filler int     // rows of columns that have house fillers
}

// A page is put together from a node.
type layout struct {
	composer *composer
	page     *Page
	house    *house
	date     time.Time
}

// A house is what has been said of itself in an edition.
type house struct {
	fillers int
	almanac bool
}

// band is how many rows stand above the grid.
func (s *Sheet) band(k ilbo.PageKind) int {
	if k == ilbo.FrontPage {
		return s.high(s.Plate*78/100 + 52*typeset.Point)
	}
	return 4
}

// place puts the blocks of a node on the page.
func (l *layout) place(n *node, column, row int) {
	s := l.composer.sheet
	switch {
	case n.shape != nil:
		l.page.Blocks = append(l.page.Blocks, l.block(n.shape, column, row))
	case n.filler > 0:
		l.page.Filler += n.filler * n.width
		l.page.Blocks = append(l.page.Blocks, l.filler(l.rectangle(n.width, n.filler, column, row)))
	case n.stacked:
		l.place(n.a, column, row)
		y := l.page.Grid + typeset.Length(row+n.a.height)*s.Leading + s.Leading
		l.rule(s.x(column), y, s.width(n.width), 400, typeset.Black)
		l.place(n.b, column, row+n.a.height+between)
	default:
		l.place(n.a, column, row)
		l.rule(s.x(column+n.a.width)-s.Gutter/2-125, l.page.Grid+typeset.Length(row)*s.Leading, 250, typeset.Length(n.height)*s.Leading, pale)
		l.place(n.b, column+n.a.width, row)
	}
}

// reserve puts what is reserved at the foot of the page.
func (l *layout) reserve(space Space, rows int) {
	s := l.composer.sheet
	row := l.page.Rows - rows
	l.rule(s.Side, l.page.Grid+typeset.Length(row)*s.Leading-s.Leading, s.width(s.Columns), 400, typeset.Black)
	out := l.rectangle(s.Columns, rows, 0, row)
	if space.Figure == nil {
		l.page.Blocks = append(l.page.Blocks, l.composer.filler(out, l.house.next()))
		return
	}
	b := &block{Block: &out, sheet: s}
	out.Language = l.composer.paper.Languages[0]
	b.next()
	b.part(Part{Role: "Figure", X: b.X, Y: b.Y, Width: b.Width, Height: b.Height, Figure: space.Figure, Crop: cropped(space.Figure, b.Width, b.Height)})
	l.page.Blocks = append(l.page.Blocks, out)
}

// filler fills a rectangle: with the almanac where it fits and has not been yet.
func (l *layout) filler(out Block) Block {
	if !l.house.almanac && out.Columns <= 2 && out.Rows >= almanacRows {
		l.house.almanac = true
		return l.composer.almanac(out, l.date)
	}
	return l.composer.filler(out, l.house.next())
}

// next counts fillers, so that neighbours say different things.
func (h *house) next() int {
	h.fillers++
	return h.fillers
}

// rule draws a rule between blocks, with the page's furniture.
func (l *layout) rule(x, y, width, height typeset.Length, ink typeset.Ink) {
	b := &l.page.Blocks[0]
	b.Parts = append(b.Parts, Part{X: x, Y: y, Width: width, Height: height, Ink: ink})
}

// rectangle is an empty block.
func (l *layout) rectangle(width, height, column, row int) Block {
	s := l.composer.sheet
	return Block{X: s.x(column), Y: l.page.Grid + typeset.Length(row)*s.Leading, Width: s.width(width), Height: typeset.Length(height) * s.Leading,
		Column: column, Row: row, Columns: width, Rows: height}
}

// block sets a shape in its place.
func (l *layout) block(sh *shape, column, row int) Block {
	c, it := l.composer, sh.item
	out := l.rectangle(sh.width, sh.height, column, row)
	b := &block{Block: &out, sheet: c.sheet}
	out.Language, out.Title = it.language, it.headline
	for _, s := range it.stories {
		out.Stories = append(out.Stories, s.ID)
	}
	if s := it.story(); s != nil {
		b.story = s.ID
	}
	if it.kind == contentsItem || it.kind == mastheadItem {
		c.furniture(b, it)
		return out
	}
	top := l.head(b, sh)
	switch sh.mode {
	case across:
		l.figure(b, sh, 0, top)
		top += sh.pictureRows
	case under:
		l.figure(b, sh, sh.width-sh.columns, top)
	case beside:
		l.figure(b, sh, sh.width-sh.columns, 0)
	}
	l.copy(b, sh)
	return out
}

// head sets what stands above the text, and gives the row below it.
func (l *layout) head(b *block, sh *shape) int {
	c, it := l.composer, sh.item
	d, w := c.dress[it.language], c.words[it.language]
	row := 0
	if sh.mode == over {
		l.figure(b, sh, 0, 0)
		row += sh.pictureRows
	}
	width := c.sheet.width(sh.headColumns)
	b.next()
	if sh.kickerRows > 0 {
		kicker, from := it.kicker, ilbo.Folio(0)
		if it.from != nil {
			kicker, from = fmt.Sprintf(w.from, it.from.folio), it.from.folio
		}
		set := c.setter.Set(typeset.Text{{Text: kicker, Style: d.kicker}}, d.lines, typeset.Even(width))
		for i := range set.Lines[:min(1, len(set.Lines))] {
			b.line("P", b.x(0), b.y(row)+6500, set.Lines[i])
			b.Parts[len(b.Parts)-1].Leads = from
		}
		row += sh.kickerRows
		b.next()
	}
	role := "H2"
	if sh.class == leads {
		role = "H1"
	}
	if it.kind == briefsItem {
		b.rule(b.x(0), b.y(row), width, 1200, typeset.Black)
	}
	y := b.y(row) + d.head.Faces[0].CapHeight(sh.head.Size) + 2*typeset.Point
	if sh.kickerRows > 0 {
		y += sh.head.Size / 16 // letters reach above capitals
	}
	if it.kind == briefsItem {
		y += 2 * typeset.Point
	}
	for _, line := range sh.head.Lines {
		b.line(role, b.x(0), y, line)
		y += headStep(sh.head.Size)
	}
	row += sh.headRows
	b.next()
	if sh.deck != nil {
		y := b.y(row) + sh.deck.Size*9/10
		for _, line := range sh.deck.Lines {
			b.line("P", b.x(0), y, line)
			y += sh.deck.Size * 6 / 5
		}
		row += sh.deckRows
		b.next()
	}
	return row
}

// figure puts the picture of a shape.
func (l *layout) figure(b *block, sh *shape, column, row int) {
	s := l.composer.sheet
	height := typeset.Length(sh.pictureRows)*s.Leading - captionHeight(len(sh.caption))
	if sh.mode == over {
		height -= 4 * typeset.Point
	}
	b.picture(sh.item.figure, b.x(column), b.y(row), s.width(sh.columns), height, sh.caption)
}

// copy sets the text of a shape.
func (l *layout) copy(b *block, sh *shape) {
	c, it := l.composer, sh.item
	var at []place
	for _, leg := range sh.legs {
		for r := range leg.rows {
			at = append(at, place{leg.column, leg.from + r})
		}
	}
	filled := make(map[int]int)
	for i, h := range sh.hands {
		p := it.pieces[i]
		b.next()
		if it.kind == briefsItem {
			b.story = 0
		}
		if p.heights != nil {
			p.drawn(b, at[h.at], p.heights[h.form])
			filled[at[h.at].column] = at[h.at].row + p.heights[h.form]
			continue
		}
		for k, line := range p.lines[h.form] {
			to := at[h.at+(k+1)*p.each-1]
			b.line(p.role, b.x(to.column)+line.Offset, b.y(to.row)+textFirst, line)
			filled[to.column] = to.row + 1
		}
	}
	b.next()
	if sh.jump {
		last := sh.legs[len(sh.legs)-1]
		row := last.from + last.rows
		d, w := c.dress[it.language], c.words[it.language]
		set := c.setter.Set(typeset.Text{{Text: fmt.Sprintf(w.on, it.on.folio), Style: d.credit}}, &typeset.Form{Align: typeset.Right}, typeset.Even(c.measure))
		b.line("P", b.x(last.column), b.y(row)+textFirst, set.Lines[0])
		b.Parts[len(b.Parts)-1].Leads = it.on.folio
		filled[last.column] = row + 1
	}
	for _, leg := range sh.legs {
		n := leg.rows
		if sh.jump && leg.column == sh.legs[len(sh.legs)-1].column {
			n++
		}
		b.Legs = append(b.Legs, Leg{leg.column, leg.from, n, filled[leg.column] - leg.from})
	}
}

// textFirst is how far below the head of a row its baseline is.
const textFirst = 8200
