package press

import (
	"slices"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// Measures of tables.
const (
	cellGap   = 5 * typeset.Point
	leastCell = 34 * typeset.Point // of the first column, whose cells are broken into lines
	longHead  = 30 * typeset.Point // longer words of heads are parted
	mostCells = 9                  // of a row
)

// A cell is a part of a row, as it is set.
type cell struct {
	x     typeset.Length
	lines []typeset.Line
}

// table sets a table a column wide, each row by itself, so that a long one goes on
// in the next column. It reports false where its columns do not fit beside one
// another: such a table is set in words.
func (c *composer) table(it *item, t *ilbo.Table) bool {
	widths, ok := c.widths(it.language, t)
	if !ok {
		return false
	}
	rows := t.Rows
	if len(t.Head) > 0 {
		rows = slices.Insert(slices.Clone(rows), 0, t.Head)
	}
	for i, row := range rows {
		head := i == 0 && len(t.Head) > 0
		c.row(it, t, row, widths, head)
	}
	return true
}

// widths are those of a table's columns: what is in them, and for the first what
// is left. It reports false where that is too little.
func (c *composer) widths(l ilbo.Language, t *ilbo.Table) ([]typeset.Length, bool) {
	n := len(t.Head)
	for _, row := range t.Rows {
		n = max(n, len(row))
	}
	if n < 1 || n > mostCells {
		return nil, false
	}
	d := c.dress[l]
	widths := make([]typeset.Length, n)
	rest := c.measure
	for i := 1; i < n; i++ {
		for _, row := range t.Rows {
			if i < len(row) {
				widths[i] = max(widths[i], c.long(row[i], d.caption))
			}
		}
		if i < len(t.Head) {
			for word := range strings.FieldsSeq(t.Head[i]) {
				widths[i] = max(widths[i], min(c.long(word, d.cell), longHead))
			}
		}
		rest -= widths[i] + cellGap
	}
	widths[0] = rest
	return widths, rest >= leastCell
}

// long is how long a text is in one line.
func (c *composer) long(s string, style *typeset.Style) typeset.Length {
	lines := c.set(s, style, typeset.Left, 1_000*typeset.Point)
	if len(lines) == 0 {
		return 0
	}
	return lines[0].Right - lines[0].Left + 100
}

// row sets a row of a table.
func (c *composer) row(it *item, t *ilbo.Table, row []string, widths []typeset.Length, head bool) {
	d := c.dress[it.language]
	var cells []cell
	var text typeset.Text
	var missing []typeset.Missing
	x, high := typeset.Length(0), 1
	for i, width := range widths {
		if i >= len(row) {
			break
		}
		style, align := d.caption, typeset.Left
		if head {
			style = d.cell
		}
		if slices.Contains(t.Numeric, i) {
			align = typeset.Right
		}
		span := typeset.Text{{Text: ilbo.Clean(row[i]), Style: style}}
		if span.Runes() > 0 {
			set := c.setter.Set(span, &typeset.Form{Align: align, Korean: typeset.Words, Hyphenate: true}, typeset.Even(width))
			cells = append(cells, cell{x, set.Lines})
			missing = append(missing, set.Missing...)
			high = max(high, len(set.Lines))
		}
		text = append(text, span...)
		x += width + cellGap
	}
	it.pieces = append(it.pieces, &piece{role: "P", text: text, missing: missing, of: it, heights: []int{high}, keep: head, drawn: func(b *block, at place, rows int) {
		for _, cell := range cells {
			from := at.row
			if head {
				from += rows - len(cell.lines) // heads stand on their rule
			}
			for k, line := range cell.lines {
				b.line("P", b.x(at.column)+cell.x, b.y(from+k)+textFirst-300, line)
			}
		}
		y := b.y(at.row+rows) + 100
		if head {
			b.rule(b.x(at.column), y, c.measure, 600, typeset.Black)
		} else {
			b.rule(b.x(at.column), y, c.measure, 250, pale)
		}
	}})
}
