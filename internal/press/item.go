package press

import (
	"slices"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// An item is what takes one block of a page: a story or a part of one, briefs, or
// furniture of the house.
type item struct {
	kind     kind
	stories  []*ilbo.Story // one, or those of the briefs
	language ilbo.Language
	kicker   string
	headline string
	deck     string
	figure   *ilbo.Figure // the picture at its head
	hidden   bool         // which is of the body of a locked story
	pieces   []*piece
	missing  []typeset.Missing // runes of its furniture that no face has
	value    int
	slot     int        // on the front
	page     ilbo.Folio // that the desk wants it on; 0: where it falls
	wide     int        // columns that the desk gives it; 0: as it comes
	cut      bool       // it may be continued on another page
	trim     bool       // it may end before its last paragraphs

	from   *item // the part before this one
	on     *item // the part after this one
	folio  ilbo.Folio
	shapes [3][]shapes // by class and columns, when they have been asked for
	heads  map[headed][]heading

	entries []entry // of a contents box
}

type kind uint8

const (
	copyItem kind = iota
	briefsItem
	contentsItem
	mastheadItem
)

// story is the story of the item, nil where it is of none or of several.
func (it *item) story() *ilbo.Story {
	if it.kind == copyItem {
		return it.stories[0]
	}
	return nil
}

// rows is how many rows the copy takes at its best.
func (it *item) rows() int {
	n := 0
	for _, p := range it.pieces {
		n += p.length(0) + p.before
	}
	return n
}

// A composer makes items of stories. It remembers nothing between editions.
type composer struct {
	sheet   *Sheet
	setter  *typeset.Setter
	dress   map[ilbo.Language]*dress
	words   map[ilbo.Language]*words
	paper   *ilbo.Paper
	measure typeset.Length
	dealer  dealer
	nodes   arena
}

// item is a story as one block.
func (c *composer) item(s *ilbo.Story) *item {
	it := &item{kind: copyItem, stories: []*ilbo.Story{s}, language: s.Language, trim: s.Print.Trim && len(s.Corrections) == 0, kicker: ilbo.Clean(s.Kicker), headline: ilbo.Clean(s.Headline), deck: ilbo.Clean(s.Deck)}
	body := s.Body
	if s.Lead != nil {
		it.figure = s.Lead
	} else {
		for i, b := range body {
			if b.Kind == ilbo.PictureKind && len(b.Figures) == 1 {
				it.figure, it.hidden = &b.Figures[0], s.Access.Locked()
				body = append(append(ilbo.Body(nil), body[:i]...), body[i+1:]...)
				break
			}
		}
	}
	c.byline(it, s)
	if it.figure != nil && !c.sharp(it.figure, 1) {
		c.inset(it, it.figure) // it has not the pixels for a column
		it.pieces[len(it.pieces)-1].locked = it.hidden
		it.figure = nil
	}
	c.copy(it, s, body)
	d := c.dress[s.Language]
	furniture := typeset.Text{{Text: it.headline + " " + ilbo.Clean(s.Print.Headline), Style: d.head}, {Text: " " + it.deck, Style: d.deck}, {Text: " " + it.kicker, Style: d.kicker}}
	if it.figure != nil {
		furniture = append(furniture, c.captionText(s.Language, it.figure)...)
	}
	it.missing = c.setter.Set(furniture, d.lines, typeset.Even(c.sheet.width(c.sheet.Columns))).Missing
	if n := len(it.pieces); n > 0 {
		it.pieces[n-1].keep = false // a byline, or a subhead, with nothing below it
	}
	return it
}

// byline sets who wrote the story.
func (c *composer) byline(it *item, s *ilbo.Story) {
	d, w := c.dress[s.Language], c.words[s.Language]
	var names []string
	for _, b := range s.Bylines {
		names = append(names, ilbo.Clean(b.Name))
	}
	line := ""
	if len(names) > 0 {
		line = w.by(names)
	}
	if s.Source != "" {
		line = strings.TrimPrefix(line+" · "+ilbo.Clean(s.Source), " · ")
	}
	if line == "" {
		return
	}
	c.add(it, "P", typeset.Text{{Text: line, Style: d.byline}}, d.lines, piece{keep: true})
}

// copy sets the body, and the records of what was corrected.
func (c *composer) copy(it *item, s *ilbo.Story, body ilbo.Body) {
	d, w := c.dress[s.Language], c.words[s.Language]
	if opinion(it) {
		d = d.ragged()
	}
	start := s.Dateline.Place
	if start != "" {
		start = ilbo.Clean(start) + " — "
	}
	first := true
	paragraph := func(in ilbo.Inline, form *typeset.Form, before int) {
		text := inline(in, d)
		if first && start != "" {
			text = append(typeset.Text{{Text: start, Style: d.strong}}, text...)
			start = ""
		}
		if first {
			form = d.first
			if len(it.pieces) > 0 {
				before = 1
			}
		}
		first = false
		c.add(it, "P", text, form, piece{before: before})
	}
	line := func(s string, style *typeset.Style, p piece) {
		if s = ilbo.Clean(s); s != "" {
			form := d.list
			if p.keep {
				form = d.lines // a title
			}
			c.add(it, "P", typeset.Text{{Text: s, Style: style}}, form, p)
			first = false
		}
	}
	var block func(b *ilbo.Block)
	block = func(b *ilbo.Block) {
		switch b.Kind {
		case ilbo.Paragraph:
			paragraph(b.Text, d.next, 0)
			if n := len(it.pieces); n > 0 {
				it.pieces[n-1].ends = it.pieces[n-1].role == "P" && !it.pieces[n-1].keep
			}
		case ilbo.Subhead:
			c.add(it, "H3", typeset.Text{{Text: ilbo.Clean(b.Text.String()), Style: d.subhead}}, d.lines, piece{before: 1, keep: true})
			first = false
		case ilbo.Quote:
			text := b.Text
			if by := dash(ilbo.Clean(b.By)); by != "" { // in the same column as what was said
				text = slices.Concat(text, ilbo.Inline{{Text: "\n" + by, Em: true}})
			}
			paragraph(text, d.next, 0)
		case ilbo.PullQuote:
			c.pull(it, b)
		case ilbo.List:
			for i, item := range b.Items {
				mark := "• "
				if b.Ordered {
					mark = itoa(i+1) + ". "
				}
				paragraph(append(ilbo.Inline{{Text: mark}}, item...), d.list, 0)
			}
		case ilbo.PictureKind, ilbo.Gallery:
			line(b.Title, d.strong, piece{before: 1, keep: true})
			for i := range b.Figures {
				c.inset(it, &b.Figures[i])
			}
		case ilbo.VideoKind:
			line(w.film+": "+b.Video.Poster.Caption, d.emphasis, piece{})
		case ilbo.TableKind:
			line(b.Title, d.strong, piece{before: 1, keep: true})
			if !c.table(it, b.Table) {
				for _, row := range b.Table.Rows {
					c.add(it, "P", cells(b.Table.Head, row, d), d.list, piece{})
				}
			}
			line(b.Table.Source, d.credit, piece{})
			first = false
		case ilbo.FactBox:
			line(b.Title, d.strong, piece{before: 1, keep: true})
			for i := range b.Blocks {
				block(&b.Blocks[i])
			}
		case ilbo.EmbedKind:
			line(w.web+": "+b.Embed.Title, d.emphasis, piece{})
		}
	}
	open := opening(s)
	for i := range body {
		from, place := len(it.pieces), start
		block(&body[i])
		if !s.Access.Locked() {
			continue
		}
		for _, p := range it.pieces[from:] {
			p.locked = true
			if body[i].Kind == ilbo.Paragraph {
				p.open, open = open, 0
				if p.open > 0 && start == "" {
					p.open += len(place)
				}
			}
		}
	}
	for _, r := range s.Corrections {
		line(w.corrections[r.Kind]+": "+r.Text, d.emphasis, piece{before: 1})
	}
}

// opening is how many bytes of its first paragraph everybody may read of a locked
// story.
func opening(s *ilbo.Story) int {
	b := s.Body.Opening()
	if len(b) == 0 {
		return 0
	}
	return len(strings.TrimSuffix(b[0].Text.String(), " …"))
}

func dash(s string) string {
	if s == "" {
		return ""
	}
	return "— " + s
}

// cells are a row of a table as a line, each cell with what its column is called.
func cells(head, row []string, d *dress) typeset.Text {
	var text typeset.Text
	for i, cell := range row {
		switch {
		case i == 0:
			if len(head) > 0 && head[0] != "" {
				text = append(text, typeset.Span{Text: ilbo.Clean(head[0]) + " ", Style: d.emphasis})
			}
			text = append(text, typeset.Span{Text: ilbo.Clean(cell), Style: d.strong})
			continue
		case i < len(head) && head[i] != "":
			text = append(text, typeset.Span{Text: "; " + ilbo.Clean(head[i]) + " ", Style: d.emphasis})
		default:
			text = append(text, typeset.Span{Text: "; ", Style: d.text})
		}
		text = append(text, typeset.Span{Text: ilbo.Clean(cell), Style: d.text})
	}
	return text
}

// inline is marked text as it is set. Where it leads is the page's, not paper's.
func inline(in ilbo.Inline, d *dress) typeset.Text {
	var text typeset.Text
	for _, s := range in {
		style := d.text
		switch {
		case s.Strong:
			style = d.strong
		case s.Em:
			style = d.emphasis
		}
		text = append(text, typeset.Span{Text: s.Text, Style: style})
	}
	return text
}

// add sets a paragraph of an item, at its best, longer and shorter.
func (c *composer) add(it *item, role string, text typeset.Text, form *typeset.Form, p piece) {
	if strings.TrimSpace(text.String()) == "" {
		return
	}
	p.role, p.text, p.of = role, text, it
	p.each = max(p.each, 1)
	set := c.setter.Set(text, form, typeset.Even(c.measure))
	p.lines[0], p.missing = set.Lines, set.Missing
	if n := len(set.Lines); n > 2 && p.each == 1 && !p.keep {
		for i, by := range []int{1, -1} {
			loose := *form
			loose.Looseness = by
			other := c.setter.Set(text, &loose, typeset.Even(c.measure))
			if len(other.Lines) == n+by && sound(other.Lines) {
				p.lines[i+1] = other.Lines
			}
		}
	}
	it.pieces = append(it.pieces, &p)
}

// sound reports whether lines are good enough for a paragraph that need not be
// set so.
func sound(lines []typeset.Line) bool {
	f := typeset.Inspect(lines, 4)
	return f.Wide+f.Forced+f.Ladders+f.Rivers == 0
}

// pull is a pull quote, between rules.
func (c *composer) pull(it *item, b *ilbo.Block) {
	d := c.dress[it.language]
	text := typeset.Text{{Text: ilbo.Clean(b.Text.String()), Style: d.quote}}
	set := c.setter.Set(text, d.lines, typeset.Even(c.measure))
	by := c.setter.Set(typeset.Text{{Text: ilbo.Clean(dash(b.By)), Style: d.byline}}, d.lines, typeset.Even(c.measure))
	if b.By == "" {
		by.Lines = nil
	}
	step := d.quote.Size * 23 / 20
	height := step*typeset.Length(len(set.Lines)) + c.sheet.Leading*typeset.Length(len(by.Lines)) + 15*typeset.Point
	rows := c.sheet.high(height + 9*typeset.Point)
	it.pieces = append(it.pieces, &piece{role: "BlockQuote", text: text, missing: set.Missing, of: it, heights: []int{rows, rows + 1, rows + 2}, drawn: func(bl *block, at place, rows int) {
		x, top := bl.x(at.column), bl.y(at.row)
		slack := (typeset.Length(rows)*c.sheet.Leading - height) / 2
		y := top + slack
		bl.rule(x, y, c.measure, 1200, typeset.Black)
		y += 4*typeset.Point + d.quote.Size
		for i := range set.Lines {
			bl.line("BlockQuote", x, y, set.Lines[i])
			y += step
		}
		y += c.sheet.Leading - step + 2*typeset.Point
		for i := range by.Lines {
			bl.line("BlockQuote", x, y, by.Lines[i])
			y += c.sheet.Leading
		}
		bl.rule(x, top+typeset.Length(rows)*c.sheet.Leading-slack-2*typeset.Point, c.measure, 400, typeset.Black)
	}})
}

// inset is a picture in the run of the text, a column wide.
func (c *composer) inset(it *item, f *ilbo.Figure) {
	w, h := dimensions(f)
	own := float64(w) / float64(h)
	ratio := min(max(own, 0.75), 3)
	pixels := func(ratio float64) float64 { return float64(w) * min(1, ratio/own) } // what is left of its width
	width := min(c.measure, typeset.Points(pixels(ratio)*72/dpi))
	caption := c.caption(it.language, f, c.measure)
	extra := captionHeight(len(caption.Lines)) + c.sheet.Leading
	best := c.sheet.high(typeset.Length(float64(width)/ratio) + extra)
	heights := []int{best}
	coarse := func(rows int) bool { // where the sides are cut for so many rows
		return pixels(width.Points()/(typeset.Length(rows)*c.sheet.Leading-extra).Points()) < width.Points()/72*dpi
	}
	more, fixed := max(3, best/4), width < c.measure || coarse(best)
	if fixed {
		more = 0
	}
	for by := 1; by <= more; by++ {
		if coarse(best + by) {
			break
		}
		heights = append(heights, best+by)
		if by < 3 {
			heights = append(heights, best-by)
		}
	}
	it.pieces = append(it.pieces, &piece{role: "Figure", text: c.captionText(it.language, f), missing: caption.Missing, of: it, heights: heights, drawn: func(bl *block, at place, rows int) {
		height := typeset.Length(rows)*c.sheet.Leading - extra
		if fixed {
			height = typeset.Length(float64(width) / ratio)
		}
		bl.picture(f, bl.x(at.column), bl.y(at.row)+c.sheet.Leading/2, width, height, caption.Lines)
	}})
}

// Captions stand below a picture in lines of their own.
const (
	captionStep = 9200
	captionHead = 10_200
	captionFoot = 7000
)

func captionHeight(lines int) typeset.Length {
	if lines == 0 {
		return captionFoot
	}
	return captionHead + typeset.Length(lines-1)*captionStep + captionFoot
}

func (c *composer) captionText(l ilbo.Language, f *ilbo.Figure) typeset.Text {
	d := c.dress[l]
	var text typeset.Text
	if s := ilbo.Clean(f.Caption); s != "" {
		text = append(text, typeset.Span{Text: s + " ", Style: d.caption})
	}
	if s := ilbo.Clean(f.Credit); s != "" {
		text = append(text, typeset.Span{Text: s, Style: d.credit})
	}
	return text
}

func (c *composer) caption(l ilbo.Language, f *ilbo.Figure, width typeset.Length) typeset.Setting {
	text := c.captionText(l, f)
	if text.Runes() == 0 {
		return typeset.Setting{}
	}
	return c.setter.Set(text, c.dress[l].lines, typeset.Even(width))
}

// dimensions are a picture's pixels. One of which they are not known is taken for
// a usual one.
func dimensions(f *ilbo.Figure) (int, int) {
	if f.Width < 1 || f.Height < 1 {
		return 1500, 1000
	}
	return f.Width, f.Height
}

// briefs are several short stories as one block.
func (c *composer) briefs(stories []*item) *item {
	first := stories[0]
	it := &item{kind: briefsItem, language: first.language, headline: c.words[first.language].briefs}
	for i, s := range stories {
		story := s.stories[0]
		it.stories = append(it.stories, story)
		it.value = max(it.value, s.value)
		d := c.dress[story.Language]
		before := 1
		if i == 0 {
			before = 0
		}
		c.add(it, "H3", typeset.Text{{Text: s.headline, Style: d.subhead}}, d.lines, piece{before: before, keep: true})
		if s.deck != "" {
			c.add(it, "P", typeset.Text{{Text: s.deck, Style: d.emphasis}}, d.lines, piece{keep: true})
		}
		if s.figure != nil {
			c.inset(it, s.figure)
		}
		for _, p := range s.pieces {
			p := *p
			p.of = it
			if p.keep && p.role == "P" {
				p.before = 0
			}
			it.pieces = append(it.pieces, &p)
		}
	}
	return it
}
