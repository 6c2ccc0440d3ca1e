package press

import (
	"math"
	"slices"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// A class is how much an item counts on its page.
type class uint8

const (
	leads class = iota
	seconds
	others
)

// classOf is that of the item in some position of a page.
func (it *item) classOf(position int) class {
	switch {
	case it.kind != copyItem || it.from != nil:
		return others
	case position == 0:
		return leads
	case position < 3:
		return seconds
	}
	return others
}

// A mode is where an item's picture stands.
type mode uint8

const (
	bare   mode = iota // it has none
	under              // under the headline, in the right columns
	across             // under the headline, over all columns
	over               // above the headline, over all columns
	beside             // from the top, in the right columns; the headline is left of it
)

// A shape is an item as a block of so many columns and rows.
type shape struct {
	item       *item
	class      class
	width      int // columns
	height     int // rows
	cost       int // in hundredths; what is perfect costs nothing
	head, deck *typeset.Headline
	headColumns,
	kickerRows, headRows, deckRows int
	mode        mode
	columns     int // of the picture
	pictureRows int // with its caption
	caption     []typeset.Line
	missing     []typeset.Missing
	legs        []leg
	hands       []hand
	dealt       int  // pieces that are in it
	jump        bool // the rest is on another page
}

// shapes are those of an item at a width, by height; nil where there is none.
type shapes []*shape

// Rows that shapes keep to.
const (
	leastLeg  = 4  // of text below a picture
	longLeg   = 54 // longer ones tire
	leastRest = 14 // of what is continued
	leastPart = 10 // of what stands before it
	leastLead = 60 // of what leads a page
)

// shapesOf are an item's shapes at a width, up to the height of a page inside.
func (c *composer) shapesOf(it *item, cl class, width int) shapes {
	rows := c.sheet.rows(c.sheet.band(ilbo.SectionPage))
	if it.shapes[cl] == nil {
		it.shapes[cl] = make([]shapes, c.sheet.Columns+1)
	}
	all := &it.shapes[cl][width]
	if *all == nil {
		*all = make(shapes, rows+1)
		switch it.kind {
		case copyItem, briefsItem:
			c.compose(it, cl, width, *all)
			if width == usual && c.barren(it, cl) {
				c.tail(it)
				c.compose(it, cl, width, *all)
			}
		default:
			c.furnish(it, width, *all)
		}
	}
	return *all
}

// usual is a width that every story ought to have a shape of, or of less.
const usual = 3

// barren reports whether an item has no shape up to the usual width: what is in
// it comes out even nowhere.
func (c *composer) barren(it *item, cl class) bool {
	for width := 1; width <= usual; width++ {
		for _, sh := range c.shapesOf(it, cl, width) {
			if sh != nil {
				return false
			}
		}
	}
	return true
}

// tail ends an item with a filler of any height.
func (c *composer) tail(it *item) {
	if n := len(it.pieces); n > 0 && it.pieces[n-1].tail {
		return
	}
	p := &piece{tail: true, of: it, before: 1, drawn: func(b *block, at place, rows int) {
		b.rule(b.x(at.column), b.y(at.row)+3*typeset.Point, c.measure, typeset.Length(rows)*c.sheet.Leading-4*typeset.Point, tint)
		d := c.dress[it.language]
		for _, l := range c.set(c.paper.Title.In(it.language), d.credit, typeset.Center, c.measure)[:1] {
			b.line("", b.x(at.column), b.y(at.row)+typeset.Length(rows)*c.sheet.Leading/2+2*typeset.Point, l)
		}
	}}
	for rows := 2; rows < 40; rows++ {
		p.heights = append(p.heights, rows)
	}
	it.pieces = append(slices.Clip(it.pieces), p)
}

// compose finds the shapes of copy.
func (c *composer) compose(it *item, cl class, width int, all shapes) {
	try := func(s shape, columns int) {
		s.item, s.class, s.width, s.columns = it, cl, width, columns
		s.headColumns = width
		if s.mode == beside {
			s.headColumns = width - columns
		}
		for _, h := range c.heads(it, cl, s.headColumns) {
			s := s
			s.head, s.headRows = h.head, h.rows
			s.deck, s.deckRows, s.kickerRows = h.deck, h.deckRows, h.kickerRows
			s.cost += h.cost + c.taste(it, cl, width, &s)
			c.stretch(&s, all)
		}
	}
	if it.figure == nil {
		try(shape{}, 0)
		return
	}
	for p := 1; p <= width; p++ {
		if !c.sharp(it.figure, p) {
			break
		}
		if p == width {
			try(shape{mode: across}, p)
			try(shape{mode: over}, p)
			continue
		}
		try(shape{mode: under}, p)
		if width-p >= 2 || width == 2 {
			try(shape{mode: beside}, p)
		}
	}
}

// dpi is how many pixels an inch a picture needs.
const dpi = 200

// sharp reports whether a picture has the pixels for so many columns.
func (c *composer) sharp(f *ilbo.Figure, columns int) bool {
	w, h := dimensions(f)
	use := float64(w)
	if r := float64(w) / float64(h); r > widest {
		use *= widest / r // its sides are cut
	}
	return use >= c.sheet.width(columns).Points()/72*dpi
}

// costWished is what each column costs that a story is wider or narrower than the
// desk wants it: more than all that an eye would mind.
const costWished = 5000

// taste is what a width and a picture cost, by what the item is worth.
func (c *composer) taste(it *item, cl class, width int, s *shape) int {
	cost, n := 0, c.sheet.Columns
	switch cl {
	case leads:
		wide, seen, point := c.sheet.Lead, c.sheet.Picture, 18
		if it.slot == 0 && !it.cut { // inside a lead may be less of one
			wide, seen, point = min(wide, 4), min(seen, 3), 10
		}
		cost += 200*max(0, wide-width) + 160*max(0, n/2-width)
		if it.figure != nil {
			cost += 280 * max(0, seen-s.columns)
		}
		// Nothing else on the page is as large, nor as long.
		if largest, _ := c.sheet.Sizes[leads](n); s.head.Size < largest*7/10 {
			cost += point * int((largest*7/10 - s.head.Size).Points())
		}
		if s.item.from == nil && s.item.rows() < leastLead {
			cost += 4 * (leastLead - s.item.rows())
		}
	case seconds:
		cost += 60*max(0, 2-width) + 80*max(0, width-n/2-1)
	default:
		cost += 90 * max(0, width-3)
		if s.columns > 2 {
			cost += 60 * (s.columns - 2)
		}
	}
	if it.kind == briefsItem {
		cost += 100 * max(0, width-2)
	}
	if it.wide > 0 {
		cost += costWished * max(it.wide-width, width-it.wide)
	}
	if s.mode == beside && s.headColumns == 1 {
		cost += 60
	}
	return cost
}

// A heading is a headline with what stands around it, at a width.
type heading struct {
	head, deck                 *typeset.Headline
	kickerRows, rows, deckRows int
	cost                       int
}

// headed is what headings are remembered by.
type headed struct {
	class   class
	columns int
}

// heads are the headings that an item may have over so many columns.
func (c *composer) heads(it *item, cl class, columns int) []heading {
	key := headed{cl, columns}
	list, ok := it.heads[key]
	if !ok {
		if it.heads == nil {
			it.heads = make(map[headed][]heading)
		}
		list = c.headings(it, cl, columns)
		it.heads[key] = list
	}
	return list
}

func (c *composer) headings(it *item, cl class, columns int) []heading {
	d := c.dress[it.language]
	width := c.sheet.width(columns)
	largest, smallest := c.sheet.Sizes[cl](columns)
	if it.kind == briefsItem {
		largest, smallest = 15*typeset.Point, 13*typeset.Point
	}
	if it.language == ilbo.Korean {
		largest, smallest = largest*9/10, smallest*9/10
	}
	kicker := 0
	if it.kicker != "" || it.from != nil {
		kicker = 1
	}
	var deck *typeset.Headline
	deckRows := 0
	if it.deck != "" && it.kind == copyItem {
		size := 13 * typeset.Point
		if columns == 1 {
			size = 11_500
		} else if cl == leads {
			size = 15_500
		}
		h := c.setter.Headline(typeset.Text{{Text: it.deck, Style: d.deck}}, d.lines, width, []typeset.Length{size, size * 19 / 20, size * 9 / 10}, 3)
		deck = &h
		deckRows = c.sheet.high(typeset.Length(len(h.Lines))*h.Size*6/5 + 4*typeset.Point)
	}
	text := func(s string) typeset.Text { return typeset.Text{{Text: s, Style: d.head}} }
	var list []heading
	for lines := 1; lines <= 3; lines++ {
		var sizes []typeset.Length
		for size := largest; size >= smallest; size = size * 24 / 25 {
			sizes = append(sizes, size)
		}
		h := c.setter.Headline(text(it.headline), d.lines, width, sizes, lines)
		if !h.Fits && lines < 3 {
			continue
		}
		cost := int(260 * (1 - float64(h.Size)/float64(largest)))
		if !h.Fits {
			if s := it.stories[0].Print.Headline; s != "" && s != it.headline {
				h = c.setter.Headline(text(ilbo.Clean(s)), d.lines, width, sizes, lines)
			}
			if !h.Fits {
				cost += 1500 * (len(h.Lines) - 2)
			}
		}
		if n := len(list); n > 0 && len(list[n-1].head.Lines) == len(h.Lines) && list[n-1].head.Size == h.Size {
			continue
		}
		if columns > 3 {
			cost += 80 * (len(h.Lines) - 1) * (len(h.Lines) - 1) / 2
		}
		if len(h.Lines) == 1 && h.Lines[0].Right < width*3/5 {
			cost += 120 // much white beside it
		}
		list = append(list, heading{head: &h, deck: deck, kickerRows: kicker, deckRows: deckRows, rows: c.headRows(d, &h), cost: cost})
	}
	return list
}

// headRows is how many rows a headline takes, with the white below it.
func (c *composer) headRows(d *dress, h *typeset.Headline) int {
	cap := d.head.Faces[0].CapHeight(h.Size)
	return c.sheet.high(cap + typeset.Length(len(h.Lines)-1)*headStep(h.Size) + h.Size*3/10 + 6*typeset.Point)
}

func headStep(size typeset.Length) typeset.Length { return size * 21 / 20 }

// Bounds of what pictures are cut to, as width to height.
const (
	widest    = 3.2
	narrowest = 0.7
	crop      = 1.24 // how much of a picture's shape may change
)

// stretch finds the heights of a shape: of its picture, and of its text.
func (c *composer) stretch(s *shape, all shapes) {
	if s.mode == bare {
		c.text(s, 0, all)
		return
	}
	width := c.sheet.width(s.columns)
	caption := c.caption(s.item.language, s.item.figure, width)
	s.caption, s.missing = caption.Lines, caption.Missing
	w, h := dimensions(s.item.figure)
	own := float64(w) / float64(h)
	ratio := min(max(own, narrowest), widest)
	low := width.Points() / (ratio * crop)
	high := width.Points() * crop / ratio
	extra := captionHeight(len(caption.Lines))
	if s.mode == over {
		extra += 4 * typeset.Point
	}
	first, last := c.sheet.high(typeset.Points(low)+extra), int((typeset.Points(high)+extra)/c.sheet.Leading)
	step := 1
	if s.item.cut {
		step = max(1, (last-first)/3)
	}
	cost := s.cost
	for r := first; r <= last; r += step {
		is := width.Points() / (typeset.Length(r)*c.sheet.Leading - extra).Points()
		if part := min(is/own, 1); float64(w)*part < width.Points()/72*dpi {
			continue
		}
		s.pictureRows = r
		s.cost = cost + int(450*math.Abs(math.Log(is/ratio)))
		c.text(s, r, all)
	}
	s.cost = cost
}

// text finds the heights of a shape whose picture has so many rows.
func (c *composer) text(s *shape, r int, all shapes) {
	top := s.kickerRows + s.headRows + s.deckRows
	start := make([]int, s.width)
	for i := range start {
		start[i] = top
		switch {
		case s.mode == across || s.mode == over:
			start[i] = top + r
		case s.mode == under && i >= s.width-s.columns:
			start[i] = top + r
		case s.mode == beside && i >= s.width-s.columns:
			start[i] = r
		}
	}
	taken := 0
	for _, n := range start {
		taken += n
	}
	pieces := s.item.pieces
	least, longest := bounds(pieces)
	if s.item.cut {
		for h := taken/s.width + leastPart; h < len(all); h++ {
			c.part(s, start, h, all)
		}
	}
	for h := (least + taken + s.width - 1) / s.width; h < len(all) && h*s.width-taken <= longest; h++ {
		c.whole(s, start, h, len(pieces), false, all)
	}
	if s.item.trim {
		c.trim(s, start, taken, all)
	}
}

// Costs of a story that ends before its last paragraphs, and the part of it that
// stands at least.
const (
	costTrim  = 60
	leastTrim = 0.7
)

// trim finds the heights of a shape without the last paragraphs, as many as the
// desk lets go.
func (c *composer) trim(s *shape, start []int, taken int, all shapes) {
	pieces, cost := s.item.pieces, s.cost
	rows := s.item.rows()
	gone := 0
	for n := len(pieces) - 1; n > 0; n-- {
		if p := pieces[n]; p.ends {
			gone += p.length(0) + p.before
		} else if !p.tail {
			break // pictures, tables and lists stay
		}
		if float64(rows-gone) < leastTrim*float64(rows) {
			break
		}
		if gone == 0 || pieces[n-1].keep {
			continue // nothing is left out, or a subhead has nothing below it
		}
		s.cost = cost + costTrim + 3*gone
		least, longest := bounds(pieces[:n])
		for h := (least + taken + s.width - 1) / s.width; h < len(all) && h*s.width-taken <= longest; h++ {
			c.whole(s, start, h, n, false, all)
		}
	}
	s.cost = cost
}

// part finds how much of a story that may be continued fills a height.
func (c *composer) part(s *shape, start []int, h int, all shapes) {
	room := -1 // for the line that says where it goes on
	for _, n := range start {
		room += max(h-n, 0)
	}
	pieces, sum, left := s.item.pieces, 0, s.item.rows()
	for k := range pieces {
		sum += pieces[k].length(0) + pieces[k].before
		left -= pieces[k].length(0) + pieces[k].before
		if sum > room+5 || left < leastRest {
			return
		}
		if sum >= room-5 && !pieces[k].keep {
			c.whole(s, start, h, k+1, true, all)
		}
	}
}

// whole deals pieces to a height, and keeps the shape if it is the best of it.
func (c *composer) whole(s *shape, start []int, h, n int, jump bool, all shapes) {
	cost := s.cost
	var legs []leg
	for i, from := range start {
		rows := h - from
		if rows < 0 || rows > 0 && rows < leastLeg && (s.mode == under || s.mode == beside) {
			return
		}
		if rows == 0 && !(i >= s.width-s.columns && s.mode != bare) {
			return
		}
		if rows > longLeg {
			cost += 9 * (rows - longLeg)
		}
		if rows > 0 {
			legs = append(legs, leg{i, from, rows})
		}
	}
	if len(legs) == 0 && n > 0 {
		return
	}
	if jump {
		legs[len(legs)-1].rows--
		cost += 20
	}
	if all[h] != nil && all[h].cost <= cost {
		return
	}
	hands, more, ok := c.dealer.deal(s.item.pieces[:n], legs)
	if !ok || all[h] != nil && all[h].cost <= cost+more {
		return
	}
	found := *s
	found.height, found.cost, found.legs, found.hands, found.dealt, found.jump = h, cost+more, legs, hands, n, jump
	all[h] = &found
}
