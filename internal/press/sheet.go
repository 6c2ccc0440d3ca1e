package press

import "ilbo.press/internal/typeset"

// A Sheet is the paper that pages are printed on, and its grid.
type Sheet struct {
	Name          string
	Width, Height typeset.Length // trimmed
	Side          typeset.Length // margins
	Head, Foot    typeset.Length
	Columns       int
	Gutter        typeset.Length
	Leading       typeset.Length
	Lead, Picture int            // columns that a page's lead, and its picture, ought to have
	Plate         typeset.Length // size of the nameplate
	Sizes         [3]Sizes       // of headlines: of the page's lead, of what stands next, of the rest
}

// Sizes are those that headlines of a class may have, by columns: from the
// largest to the smallest.
type Sizes func(columns int) (largest, smallest typeset.Length)

// Broadsheet is 350 × 550 mm, in six columns.
func Broadsheet() Sheet {
	return Sheet{
		Name: "broadsheet", Width: typeset.Millimetres(350), Height: typeset.Millimetres(550),
		Side: typeset.Millimetres(14), Head: typeset.Millimetres(13), Foot: typeset.Millimetres(14),
		Columns: 6, Gutter: 12 * typeset.Point, Leading: 10_400, Lead: 4, Picture: 3, Plate: 76 * typeset.Point,
		Sizes: [3]Sizes{
			sizes([]float64{24, 34, 44, 52, 60, 64}, 0.62),
			sizes([]float64{20, 26, 31, 36, 40, 44}, 0.70),
			sizes([]float64{16, 20, 23, 26, 29, 32}, 0.72),
		},
	}
}

// Tabloid is 280 × 400 mm, in five columns.
func Tabloid() Sheet {
	return Sheet{
		Name: "tabloid", Width: typeset.Millimetres(280), Height: typeset.Millimetres(400),
		Side: typeset.Millimetres(12), Head: typeset.Millimetres(11), Foot: typeset.Millimetres(12),
		Columns: 5, Gutter: 11 * typeset.Point, Leading: 10_400, Lead: 5, Picture: 4, Plate: 58 * typeset.Point,
		Sizes: [3]Sizes{
			sizes([]float64{23, 34, 46, 56, 64}, 0.58),
			sizes([]float64{18, 24, 29, 33, 37}, 0.70),
			sizes([]float64{15, 19, 22, 25, 28}, 0.72),
		},
	}
}

// sizes are the largest in points for each number of columns, and the smallest as
// a part of them.
func sizes(largest []float64, least float64) Sizes {
	return func(columns int) (typeset.Length, typeset.Length) {
		n := largest[min(columns, len(largest))-1]
		return typeset.Points(n), typeset.Points(n * least)
	}
}

// column is the width of one column.
func (s *Sheet) column() typeset.Length {
	return (s.Width - 2*s.Side - typeset.Length(s.Columns-1)*s.Gutter) / typeset.Length(s.Columns)
}

// width is that of several columns and what is between them.
func (s *Sheet) width(columns int) typeset.Length {
	return typeset.Length(columns)*(s.column()+s.Gutter) - s.Gutter
}

// x is where a column begins.
func (s *Sheet) x(column int) typeset.Length {
	return s.Side + typeset.Length(column)*(s.column()+s.Gutter)
}

// rows is how many a page has below a band of so many.
func (s *Sheet) rows(band int) int {
	return int((s.Height-s.Head-s.Foot)/s.Leading) - band
}

// high is how many rows a length takes.
func (s *Sheet) high(l typeset.Length) int { return int((l + s.Leading - 1) / s.Leading) }
