package typeset_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"ilbo.press/internal/typeset"
)

var grid = typeset.Grid{Leading: typeset.Points(10.4), First: typeset.Points(8)}

// columns are some of one width, side by side.
func columns(n, rows int) []typeset.Column {
	all := make([]typeset.Column, n)
	for i := range all {
		all[i] = typeset.Column{X: typeset.Length(i) * typeset.Points(153), Width: typeset.Points(141), Rows: rows}
	}
	return all
}

// sentences are paragraphs of so many words.
func sentences(lengths ...int) []typeset.Paragraph {
	all := strings.Fields(frog)
	var paragraphs []typeset.Paragraph
	at := 0
	for _, n := range lengths {
		var b strings.Builder
		for range n {
			b.WriteString(all[at%len(all)] + " ")
			at++
		}
		paragraphs = append(paragraphs, typeset.Paragraph{Text: typeset.Text{{Text: strings.TrimSpace(b.String()), Style: body}},
			Form: &typeset.Form{Hyphenate: true, Hang: true, Indent: 9 * typeset.Point}})
	}
	return paragraphs
}

var heading = &typeset.Form{Align: typeset.Left, Keep: true, Before: 1}

// whole holds columns to what the package promises of them.
func whole(t *testing.T, paragraphs []typeset.Paragraph, cols []typeset.Column, got typeset.Filled) {
	t.Helper()
	at := make([]int, len(paragraphs))
	taken := make(map[[2]int]int)
	last := -1
	count := make([]map[int]int, len(paragraphs))
	for i, l := range got.Lines {
		if l.Paragraph < last {
			t.Fatalf("line %d is of paragraph %d, after %d", i, l.Paragraph, last)
		}
		last = l.Paragraph
		if l.From != at[last] {
			t.Errorf("paragraph %d goes on at rune %d, from %d", last, l.From, at[last])
		}
		at[last] = l.To
		place := [2]int{l.Column, l.Row}
		if before, ok := taken[place]; ok {
			t.Errorf("row %v has lines %d and %d", place, before, i)
		}
		taken[place] = i
		c := cols[l.Column]
		if l.Row >= c.Rows || l.Offset+l.Right > c.Width+typeset.Point/100 && !l.Forced {
			t.Errorf("line %d stands outside its column", i)
		}
		if want := c.Y + grid.First + typeset.Length(l.Row)*grid.Leading; l.Y != want {
			t.Errorf("line %d stands at %v, not on the grid at %v", i, l.Y, want)
		}
		if count[last] == nil {
			count[last] = make(map[int]int)
		}
		count[last][l.Column]++
	}
	for p := range paragraphs {
		n := paragraphs[p].Text.Runes()
		switch {
		case got.Rest != nil && p > got.Rest.Paragraph:
			n = 0
		case got.Rest != nil && p == got.Rest.Paragraph:
			n = got.Rest.Rune
		}
		if at[p] != n {
			t.Errorf("paragraph %d has %d runes of %d", p, at[p], n)
		}
		total := 0
		for _, k := range count[p] {
			total += k
		}
		for c, k := range count[p] {
			if k == 1 && total > 1 && len(count[p]) > 1 {
				t.Errorf("paragraph %d has a single line of %d in column %d", p, total, c)
			}
		}
	}
}

func TestColumnsAreFilledWithoutWidows(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	s := typeset.NewSetter()
	for range 60 {
		var lengths []int
		for range 3 + rng.IntN(14) {
			lengths = append(lengths, 4+rng.IntN(70))
		}
		paragraphs := sentences(lengths...)
		if at := 1 + rng.IntN(len(paragraphs)-1); rng.IntN(2) > 0 {
			paragraphs[at] = typeset.Paragraph{Text: typeset.Text{{Text: "Under the lime-tree", Style: italic}}, Form: heading}
		}
		cols := columns(2+rng.IntN(4), 6+rng.IntN(30))
		for i := range cols {
			if rng.IntN(3) == 0 { // something stands in its way
				cols[i].Slots = make([]typeset.Slot, 4)
				for r := range cols[i].Slots {
					if r > 0 {
						cols[i].Slots[r] = typeset.Slot{Offset: 40 * typeset.Point, Width: cols[i].Width - 40*typeset.Point}
					}
				}
			}
		}
		got := s.Fill(paragraphs, cols, grid)
		whole(t, paragraphs, cols, got)
		if t.Failed() {
			t.Fatal(lengths, len(cols), cols[0].Rows)
		}
		for i, l := range got.Lines {
			if paragraphs[l.Paragraph].Form == heading && l.Paragraph < len(paragraphs)-1 && (i+1 == len(got.Lines) || got.Lines[i+1].Column != l.Column) {
				t.Fatalf("a heading stands at the foot of column %d", l.Column)
			}
		}
		// What found no place is set elsewhere, and then all is set once.
		rest := got.Rest.After(paragraphs)
		for range 20 {
			if len(rest) == 0 {
				break
			}
			more := s.Fill(rest, columns(6, 40), grid)
			whole(t, rest, columns(6, 40), more)
			rest = more.Rest.After(rest)
		}
		if len(rest) > 0 {
			t.Fatal("there is always a rest")
		}
	}
}

func TestColumnsAreBalanced(t *testing.T) {
	s := typeset.NewSetter()
	paragraphs := sentences(40, 55, 30, 62, 48, 51, 33, 47)
	for n := 2; n <= 6; n++ {
		cols := columns(n, 60)
		got := s.Balance(paragraphs, cols, grid)
		whole(t, paragraphs, cols, got)
		if got.Rest != nil {
			t.Fatalf("%d columns: something found no place", n)
		}
		for i := range n {
			most := 1
			if n > 4 {
				most = 3 // eight paragraphs leave little choice
			}
			if d := got.Used[0] - got.Used[i]; d < -1 || d > most {
				t.Errorf("%d columns use %v rows", n, got.Used)
				break
			}
		}
	}
}

func TestNothingIsDroppedWhereThereIsNoPlace(t *testing.T) {
	s := typeset.NewSetter()
	paragraphs := sentences(30, 30)
	for _, cols := range [][]typeset.Column{nil, columns(1, 0), columns(2, 1)} {
		got := s.Fill(paragraphs, cols, grid)
		if got.Rest == nil || got.Rest.Paragraph != 0 || got.Rest.Rune != 0 {
			t.Errorf("%d columns without room: the rest is %v", len(cols), got.Rest)
		}
	}
	if got := s.Fill(nil, columns(2, 10), grid); got.Rest != nil || len(got.Lines) > 0 {
		t.Error("nothing is more than nothing")
	}
}

func TestParagraphRunsAroundWhatStandsInItsWay(t *testing.T) {
	s := typeset.NewSetter()
	cols := columns(1, 40)
	cols[0].Slots = make([]typeset.Slot, 8)
	for r := range cols[0].Slots {
		cols[0].Slots[r] = typeset.Slot{Width: cols[0].Width}
		if r >= 3 && r < 6 {
			cols[0].Slots[r] = typeset.Slot{Width: cols[0].Width / 2}
		}
	}
	cols[0].Slots[7] = typeset.Slot{} // taken
	paragraphs := sentences(80)
	got := s.Fill(paragraphs, cols, grid)
	whole(t, paragraphs, cols, got)
	for _, l := range got.Lines {
		if l.Row >= 3 && l.Row < 6 && l.Right > cols[0].Width/2+typeset.Point/100 {
			t.Errorf("row %d runs into it", l.Row)
		}
		if l.Row == 7 {
			t.Error("a row that is taken has a line")
		}
	}
}

func TestLongParagraphThatShouldStayWholeIsDivided(t *testing.T) {
	s := typeset.NewSetter()
	paragraphs := sentences(200)
	paragraphs[0].Form.Whole = true
	cols := columns(6, 10)
	got := s.Fill(paragraphs, cols, grid)
	whole(t, paragraphs, cols, got)
	if got.Rest != nil {
		t.Errorf("the rest is %v", got.Rest)
	}
}

func TestHeadlinesAreEvenAndAsLargeAsTheyCan(t *testing.T) {
	s := typeset.NewSetter()
	sizes := []typeset.Length{40000, 32000, 26000, 20000}
	for _, c := range []struct {
		text  string
		width float64
		most  int
		lines int
	}{
		{"Night ferry makes its first crossing, 31 minutes late and full", 320, 3, 3},
		{"Yes", 300, 1, 1},
		{"공공의원 ‘주 4일 근무’ 법안, 한 표 차로 상임위 통과", 430, 2, 2},
		{"K", 141, 3, 1},
		{"Night ferry makes its first crossing, 31 minutes late and full", 295, 3, 3},
	} {
		h := s.Headline(typeset.Text{{Text: c.text, Style: hangul}}, &typeset.Form{Align: typeset.Left, Korean: typeset.Words}, typeset.Points(c.width), sizes, c.most)
		check(t, c.text, h.Setting, &typeset.Form{Align: typeset.Left})
		if !h.Fits || len(h.Lines) != c.lines {
			t.Errorf("%q has %d lines, want %d", c.text, len(h.Lines), c.lines)
		}
		for i, l := range h.Lines {
			line := strings.TrimSpace(said(h.Lines[i : i+1]))
			if i < len(h.Lines)-1 && (strings.HasSuffix(line, " the") || strings.HasSuffix(line, " 31") || strings.HasSuffix(line, " of") || strings.HasSuffix(line, " its")) {
				t.Errorf("%q ends with a word that leads on", line)
			}
			if len(h.Lines) > 1 && l.Right < typeset.Points(c.width)/3 {
				t.Errorf("%q is short", line)
			}
		}
	}
	long := s.Headline(typeset.Text{{Text: strings.Repeat("Donaudampfschifffahrtsgesellschaft", 9), Style: body}}, &typeset.Form{}, typeset.Points(141), sizes, 3)
	if long.Fits || long.Size != 20000 {
		t.Error("a headline that cannot fit does")
	}
	check(t, strings.Repeat("Donaudampfschifffahrtsgesellschaft", 9), long.Setting, &typeset.Form{Align: typeset.Left})
}

func BenchmarkFill(b *testing.B) {
	s := typeset.NewSetter()
	paragraphs := sentences(40, 55, 30, 62, 48, 51, 33, 47, 70, 12, 40, 55, 30, 62, 48, 51, 33, 47, 70, 12)
	b.ReportAllocs()
	for b.Loop() {
		s.Fill(paragraphs, columns(6, 25), grid)
	}
}
