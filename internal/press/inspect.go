package press

import "ilbo.press/internal/typeset"

// Looks are what an eye would find on the pages of an edition.
type Looks struct {
	Lines   int // of text
	Loose   int // with word spaces of more than one and a half
	Tight   int // with word spaces of less than three quarters
	Forced  int // set against a rule, for want of any other way
	Ladders int // three lines or more in a row that end within a word
	Widows  int // columns that begin with the last line of a paragraph
	Orphans int // columns that end with the first line of one
	Rivers  int // of headlines
	Coarse  int // pictures with fewer than 200 pixels to the inch
	White   int // rows of columns that are empty
}

// Inspect looks an edition over.
func (m *Made) Inspect() Looks {
	var l Looks
	for i := range m.Pages {
		for k := range m.Pages[i].Blocks {
			b := &m.Pages[i].Blocks[k]
			if len(b.Stories) > 0 {
				l.block(b, m.Sheet.column()+m.Sheet.Gutter)
			}
		}
	}
	return l
}

// block looks a block over, element by element; its columns are so far apart.
func (l *Looks) block(b *Block, apart typeset.Length) {
	for _, leg := range b.Legs {
		l.White += leg.Rows - leg.Filled
	}
	for from := 0; from < len(b.Parts); {
		to := from + 1
		for to < len(b.Parts) && b.Parts[to].Group == b.Parts[from].Group {
			to++
		}
		l.element(b.Parts[from:to], func(p *Part) int { return int((p.X - b.X) / apart) })
		from = to
	}
}

func (l *Looks) element(parts []Part, column func(*Part) int) {
	var lines []typeset.Line
	var columns []int // lines of each
	for i := range parts {
		p := &parts[i]
		if f := p.Figure; f != nil {
			if w, _ := dimensions(f); float64(w)*p.Crop.Width < p.Width.Points()/72*dpi-1 {
				l.Coarse++
			}
		}
		if p.Line == nil {
			continue
		}
		if len(lines) == 0 || column(p) != column(&parts[i-1]) {
			columns = append(columns, 0)
		}
		columns[len(columns)-1]++
		lines = append(lines, *p.Line)
	}
	if len(lines) == 0 {
		return
	}
	switch role := parts[0].Role; {
	case role == "H1" || role == "H2":
		l.Rivers += typeset.Inspect(lines, 3).Rivers
	case role == "P":
		l.Lines += len(lines)
		f := typeset.Inspect(lines, 4)
		l.Loose, l.Forced, l.Ladders = l.Loose+f.Wide, l.Forced+f.Forced, l.Ladders+f.Ladders
		for i := range lines {
			if tight(&lines[i]) {
				l.Tight++
			}
		}
		if n := len(columns); n > 1 {
			if columns[0] == 1 {
				l.Orphans++
			}
			if columns[n-1] == 1 {
				l.Widows++
			}
		}
	}
}

// tight reports whether a word space of a line is less than three quarters of the
// narrowest that its faces have, less a hundredth of the size: commas are
// kerned with what follows them.
func tight(l *typeset.Line) bool {
	natural, size := typeset.Length(0), typeset.Length(0)
	for i := range l.Runs {
		r := &l.Runs[i]
		if w := r.Face.Space(r.Size) + r.Style.Track; natural == 0 || w < natural {
			natural, size = w, r.Size
		}
	}
	return l.Space > 0 && l.Space < natural*3/4-size/100
}
