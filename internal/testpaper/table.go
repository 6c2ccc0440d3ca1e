package testpaper

import (
	"regexp"

	"ilbo.press"
)

// table reads "Title | source", the line of heads and the rows.
func (r *reader) table(title string, c chunk) ilbo.Block {
	parts := append(cells(title), "")
	table := &ilbo.Table{Source: parts[1]}
	for i, line := range c.lines {
		if line == "" {
			continue
		}
		row := cells(line)
		if table.Head == nil {
			table.Head = row
			continue
		}
		if len(row) != len(table.Head) {
			r.fail(c.line+i, "the row has %d cells and the head has %d", len(row), len(table.Head))
			continue
		}
		table.Rows = append(table.Rows, row)
	}
	if len(table.Rows) == 0 {
		r.fail(c.line, "the table has no rows")
	}
	for column := range table.Head {
		if numeric(table.Rows, column) {
			table.Numeric = append(table.Numeric, column)
		}
	}
	return ilbo.Block{Kind: ilbo.TableKind, Title: parts[0], Table: table}
}

var (
	number = regexp.MustCompile(`^[+\-−±]?[₩$€¥]?\d[\d,.]*%?$`)
	blank  = regexp.MustCompile(`^[-–—]?$`)
)

// numeric reports whether a column holds numbers, and nothing else but dashes.
func numeric(rows [][]string, column int) bool {
	some := false
	for _, row := range rows {
		switch cell := row[column]; {
		case number.MatchString(cell):
			some = true
		case !blank.MatchString(cell):
			return false
		}
	}
	return some
}
