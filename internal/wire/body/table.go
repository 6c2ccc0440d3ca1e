package body

import (
	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire/dom"
)

// table sets a table: its words, and below it the pictures that stood in it.
func (s *setter) table(n *html.Node) {
	t := &ilbo.Table{}
	columns := 0
	for row := range dom.Elements(n, "tr") {
		var cells []string
		heads := 0
		for c := row.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && (c.Data == "td" || c.Data == "th") {
				cells = append(cells, ilbo.Clean(dom.Text(c)))
				if c.Data == "th" {
					heads++
				}
			}
		}
		columns = max(columns, len(cells))
		switch {
		case len(cells) == 0:
		case heads == len(cells) && t.Head == nil && len(t.Rows) == 0:
			t.Head = cells
		default:
			t.Rows = append(t.Rows, cells)
		}
	}
	if columns < 2 || len(t.Rows)+len(t.Head) < 2 || len(t.Rows) == 0 || columns > 40 || len(t.Rows) > 1000 {
		s.children(n) // laid out with a table, as old pages are
		return
	}
	if t.Head != nil {
		t.Head = padded(t.Head, columns)
	}
	for i := range t.Rows {
		t.Rows[i] = padded(t.Rows[i], columns)
	}
	b := ilbo.Block{Kind: ilbo.TableKind, Table: t}
	if caption := dom.First(n, "caption"); caption != nil {
		b.Title = ilbo.Clean(dom.Text(caption))
	}
	s.Body = append(s.Body, b)
	if s.Chrome == nil {
		for img := range dom.Elements(n, "img") {
			s.picture(img, nil)
		}
	}
}

func padded(cells []string, n int) []string {
	for len(cells) < n {
		cells = append(cells, "")
	}
	return cells
}
