package press

import (
	"fmt"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// An entry of the contents leads to a page.
type entry struct {
	title    string
	label    string
	folio    ilbo.Folio
	language ilbo.Language
}

// Rows of the boxes of the house.
const (
	entryRows     = 4
	leastContents = 5 + 4*entryRows
	mostContents  = 5 + 9*entryRows
	leastMasthead = 10
	mostMasthead  = 16
)

// furnish finds the shapes of a box of the house.
func (c *composer) furnish(it *item, width int, all shapes) {
	least, best, most := leastContents, leastContents+2*entryRows, mostContents
	if it.kind == mastheadItem {
		least, best, most = leastMasthead, leastMasthead+1, mostMasthead
		if width == 1 {
			least, best, most = least+3, best+3, most+4
		}
	}
	if width > 2 {
		return
	}
	for h := least; h < len(all) && h <= most; h++ {
		all[h] = &shape{item: it, class: others, width: width, height: h, cost: 6*max(h-best, best-h) + 120*(width-1)}
	}
}

// furniture draws a box of the house.
func (c *composer) furniture(b *block, it *item) {
	b.rule(b.X, b.Y, b.Width, b.Height, tint)
	b.rule(b.X, b.Y, b.Width, 1500, typeset.Black)
	if it.kind == mastheadItem {
		c.masthead(b, it)
		return
	}
	c.contents(b, it)
}

// inset is how far the text of a box stands from its edge.
const inset = 7 * typeset.Point

// set sets text in a box, and gives its lines.
func (c *composer) set(s string, style *typeset.Style, align typeset.Align, width typeset.Length) []typeset.Line {
	if s = ilbo.Clean(s); s == "" {
		return nil
	}
	return c.setter.Set(typeset.Text{{Text: s, Style: style}}, &typeset.Form{Align: align, Korean: typeset.Words}, typeset.Even(width)).Lines
}

// contents draws what is inside, as much as there is room for.
func (c *composer) contents(b *block, it *item) {
	d, w := c.dress[it.language], c.words[it.language]
	style := *d.head
	style.Size = 15 * typeset.Point
	width := b.Width - 2*inset
	b.next()
	for _, l := range c.set(w.inside, &style, typeset.Left, width) {
		b.line("H2", b.X+inset, b.Y+20*typeset.Point, l)
	}
	n := min(len(it.entries), (b.Rows-4)/entryRows)
	if n == 0 {
		return
	}
	top := b.Y + 30*typeset.Point
	step := (b.Y + b.Height - top - 4*typeset.Point) / typeset.Length(n)
	number := 26 * typeset.Point
	for i, e := range it.entries[:n] {
		y := top + typeset.Length(i)*step
		b.rule(b.X+inset, y, width, 250, pale)
		b.next()
		d := c.dress[e.language]
		for _, l := range c.set(e.label, d.kicker, typeset.Left, width-number)[:1] {
			b.line("P", b.X+inset, y+11*typeset.Point, l)
		}
		folio := *c.dress[ilbo.English].head
		folio.Size = 15 * typeset.Point
		for _, l := range c.set(e.folio.String(), &folio, typeset.Right, number) {
			b.line("P", b.X+b.Width-inset-number, y+14*typeset.Point, l)
		}
		lines := c.set(e.title, d.text, typeset.Left, width-number-4*typeset.Point)
		if fit := int((step - 14*typeset.Point) / c.sheet.Leading); len(lines) > max(fit, 1) {
			lines = c.shortened(e.title, d.text, width-number-4*typeset.Point, max(fit, 1))
		}
		for k, l := range lines {
			b.line("P", b.X+inset, y+21500+typeset.Length(k)*c.sheet.Leading, l)
			b.Parts[len(b.Parts)-1].Leads = e.folio
		}
	}
}

// shortened is the beginning of a text that goes in so many lines. What is
// shortened stands whole elsewhere.
func (c *composer) shortened(s string, style *typeset.Style, width typeset.Length, most int) []typeset.Line {
	words := strings.Fields(s)
	for n := len(words) - 1; n > 0; n-- {
		if lines := c.set(strings.TrimRight(strings.Join(words[:n], " "), ",;:—")+"…", style, typeset.Left, width); len(lines) <= most {
			return lines
		}
	}
	return c.set(s, style, typeset.Left, width)[:1]
}

// masthead draws who makes the paper.
func (c *composer) masthead(b *block, it *item) {
	d, w := c.dress[it.language], c.words[it.language]
	style := *d.head
	style.Size = 17 * typeset.Point
	width := b.Width - 2*inset
	type row struct {
		s     string
		style *typeset.Style
		step  typeset.Length
	}
	rows := []row{{c.paper.Title.In(it.language), &style, 20 * typeset.Point}, {c.paper.Motto.In(it.language), d.emphasis, c.sheet.Leading}}
	rows = append(rows, row{c.paper.Publisher, d.strong, c.sheet.Leading}, row{c.paper.Address.In(it.language), d.text, c.sheet.Leading}, row{c.paper.Email, d.text, c.sheet.Leading})
	if c.paper.Founded > 0 {
		rows = append(rows, row{fmt.Sprintf(w.founded, c.paper.Founded), d.text, c.sheet.Leading})
	}
	type set struct {
		line typeset.Line
		step typeset.Length
	}
	var lines []set
	var height typeset.Length
	for _, r := range rows {
		for i, l := range c.set(r.s, r.style, typeset.Center, width) {
			step := r.step
			if i == 0 && len(lines) > 0 {
				step += 3 * typeset.Point
			}
			lines = append(lines, set{l, step})
			height += step
		}
	}
	y := b.Y + max((b.Height-height)/2, 4*typeset.Point)
	for _, l := range lines {
		b.next()
		y += l.step
		b.line("P", b.X+inset, y-3*typeset.Point, l.line)
	}
}

// filler draws what the paper says of itself where nothing else stands.
func (c *composer) filler(out Block, n int) Block {
	b := &block{Block: &out, sheet: c.sheet}
	l := c.paper.Languages[0]
	out.Language = l
	d, w := c.dress[l], c.words[l]
	const edge = 700
	ink := grey
	b.rule(b.X, b.Y, b.Width, edge, ink)
	b.rule(b.X, b.Y+b.Height-edge, b.Width, edge, ink)
	b.rule(b.X, b.Y, edge, b.Height, ink)
	b.rule(b.X+b.Width-edge, b.Y, edge, b.Height, ink)
	width := b.Width - 4*inset
	plate, line := *d.plate, *d.deck
	say := w.filler[n%len(w.filler)]
	// As large as the box lets them be.
	var title, motto typeset.Headline
	for scale := 100; ; scale = scale * 9 / 10 {
		plate.Size = min(width/7, b.Height/4) * typeset.Length(scale) / 100
		line.Size = max(plate.Size*2/5, 8*typeset.Point)
		title = c.setter.Headline(typeset.Text{{Text: c.paper.Title.In(l), Style: &plate}}, &typeset.Form{Align: typeset.Center, Korean: typeset.Words}, width, []typeset.Length{plate.Size}, 2)
		motto = c.setter.Headline(typeset.Text{{Text: say, Style: &line}}, &typeset.Form{Align: typeset.Center, Korean: typeset.Words}, width, []typeset.Length{line.Size}, 3)
		height := typeset.Length(len(title.Lines))*plate.Size*21/20 + typeset.Length(len(motto.Lines))*line.Size*6/5 + line.Size
		if height < b.Height-2*inset && title.Fits && motto.Fits || scale < 12 {
			y := b.Y + (b.Height-height)/2 + plate.Size*17/20
			b.next()
			for _, l := range title.Lines {
				b.line("P", b.X+2*inset, y, l)
				y += plate.Size * 21 / 20
			}
			y += line.Size - plate.Size/5
			b.next()
			for _, l := range motto.Lines {
				b.line("P", b.X+2*inset, y, l)
				y += line.Size * 6 / 5
			}
			return out
		}
	}
}

// plate is the furniture of a page: the nameplate and the dates on the front, the
// folio on others.
func (c *composer) plate(page *Page, e *ilbo.Edition, sections string) Block {
	s := c.sheet
	out := Block{X: s.Side, Y: s.Head, Width: s.width(s.Columns), Columns: s.Columns, Language: c.paper.Languages[0]}
	b := &block{Block: &out, sheet: s}
	l := c.paper.Languages[0]
	d := c.dress[l]
	date := func(l ilbo.Language) string { return c.words[l].date(e.Date) }
	put := func(s string, style *typeset.Style, align typeset.Align, y typeset.Length) {
		for _, line := range c.set(s, style, align, b.Width) {
			b.line("", b.X, y, line)
		}
	}
	en, ko := c.dress[ilbo.English].folio, c.dress[ilbo.Korean].folio
	if page.Kind != ilbo.FrontPage {
		strong := *d.strong
		strong.Size = 10_500
		y := s.Head + 12*typeset.Point
		section := *d.head
		section.Size = 17 * typeset.Point
		if page.Kind == ilbo.OpinionPage {
			section.Size = 19 * typeset.Point
			b.rule(b.X, s.Head+22400, b.Width, 300, typeset.Black)
		}
		left, right := typeset.Left, typeset.Right
		if page.Folio%2 == 1 {
			left, right = right, left
		}
		put(page.Folio.String(), &section, left, y)
		put(sections, &section, typeset.Center, y)
		put(c.paper.Title.In(l)+"  ·  "+date(l), en, right, y)
		b.rule(b.X, s.Head+20*typeset.Point, b.Width, 900, typeset.Black)
		out.Height = 21 * typeset.Point
		return out
	}
	plate := *d.plate
	plate.Size = s.Plate
	h := c.setter.Headline(typeset.Text{{Text: c.paper.Title.In(l), Style: &plate}}, &typeset.Form{Align: typeset.Center, Korean: typeset.Words}, b.Width,
		[]typeset.Length{s.Plate, s.Plate * 9 / 10, s.Plate * 8 / 10, s.Plate * 7 / 10, s.Plate * 6 / 10, s.Plate / 2, s.Plate / 3, s.Plate / 4}, 1)
	y := s.Head + s.Plate*70/100
	b.next()
	for _, line := range h.Lines[:1] {
		b.line("H1", b.X, y, line)
	}
	y += 20 * typeset.Point
	b.next()
	b.rule(b.X, y, b.Width, 1200, typeset.Black)
	number := ""
	if e.Number > 0 {
		number = "  ·  " + fmt.Sprintf(c.words[ilbo.English].number, grouped(e.Number))
	}
	put(strings.ToUpper(date(ilbo.English))+number, en, typeset.Left, y+11500)
	put(c.paper.Motto.In(l), c.dress[l].credit, typeset.Center, y+11500)
	number = ""
	if e.Number > 0 {
		number = "  ·  " + fmt.Sprintf(c.words[ilbo.Korean].number, grouped(e.Number))
	}
	put(date(ilbo.Korean)+number, ko, typeset.Right, y+11500)
	b.rule(b.X, y+16500, b.Width, 400, typeset.Black)
	out.Height = y + 17*typeset.Point - s.Head
	return out
}
