package press_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/typeset"
)

// letters is a text without what lines add to it and take from it.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// says is what blocks that have a story say, page after page.
func says(m *press.Made, id ilbo.StoryID) string {
	var b strings.Builder
	for i := range m.Pages {
		for k := range m.Pages[i].Blocks {
			block := &m.Pages[i].Blocks[k]
			for _, s := range block.Stories {
				if s == id {
					for _, p := range block.Parts {
						b.WriteString(letters(lineText(p.Line)))
					}
				}
			}
		}
	}
	return b.String()
}

func lineText(l *typeset.Line) string {
	if l == nil {
		return ""
	}
	// What is written from the right stands in the other order.
	runs := slices.Clone(l.Runs)
	right := func(r typeset.Run) bool { return r.Right }
	if first := slices.IndexFunc(runs, right); first >= 0 {
		last := len(runs)
		for !runs[last-1].Right {
			last--
		}
		slices.Reverse(runs[first:last])
	}
	var b strings.Builder
	for i := range runs {
		b.WriteString(runs[i].Text)
	}
	return b.String()
}

// whole checks that each story of a day is in the edition once, whole, and no
// other.
func whole(t *testing.T, day *press.Day, m *press.Made) {
	t.Helper()
	want := make(map[ilbo.StoryID]bool)
	for i := range day.Stories {
		s := day.Stories[i].Story
		if !s.Visible(day.Edition.Closes) || s.Print.Weight == ilbo.PrintNot {
			if said := says(m, s.ID); said != "" {
				t.Errorf("%q is printed, which nobody may see", s.Headline)
			}
			continue
		}
		want[s.ID] = true
		said := says(m, s.ID)
		if head, print := letters(s.Headline), letters(s.Print.Headline); !strings.Contains(said, head) && (print == "" || !strings.Contains(said, print)) {
			t.Errorf("%q: its headline is not printed: %.200s", s.Headline, said)
		}
		if deck := letters(s.Deck); !strings.Contains(said, deck) {
			t.Errorf("%q: its deck is not printed", s.Headline)
		}
		ended := -1 // the paragraph before which it ends
		for i, b := range s.Body {
			if slices.Contains(m.Trimmed, s.ID) && !strings.Contains(said, letters(b.Text.String())) {
				ended = i
				if !s.Print.Trim {
					t.Errorf("%q is not to be trimmed", s.Headline)
				}
				continue
			}
			if ended >= 0 && b.Kind == ilbo.Paragraph {
				t.Errorf("%q has paragraph %d, and not %d", s.Headline, i, ended)
			}
			text := letters(b.Text.String())
			// Pull quotes say again what stands in the copy.
			if n := strings.Count(said, text); n < 1 || len(text) > 60 && n > strings.Count(letters(s.Body.Text()), text) {
				t.Errorf("%q: paragraph %d is printed %d times: %.80s", s.Headline, i, n, b.Text.String())
			}
			for _, item := range b.Items {
				if !strings.Contains(said, letters(item.String())) {
					t.Errorf("%q: an item of a list is missing: %.80s", s.Headline, item.String())
				}
			}
		}
		for _, b := range s.Body {
			if b.Table == nil {
				continue
			}
			for _, row := range append(b.Table.Rows, b.Table.Head) {
				for _, cell := range row {
					if !strings.Contains(said, letters(cell)) {
						t.Errorf("%q: a cell of a table is missing: %q", s.Headline, cell)
					}
				}
			}
		}
		for _, f := range s.Figures() {
			if !strings.Contains(said, letters(f.Caption)) {
				t.Errorf("%q: a picture is missing: %.80s", s.Headline, f.Caption)
			}
		}
	}
	begun := make(map[ilbo.StoryID]int)
	for _, p := range m.Plan() {
		for _, id := range p.Stories {
			if !want[id] {
				t.Errorf("story %d is on page %s, and not of the day", id, p.Folio)
			}
			begun[id]++
		}
	}
	for id := range want {
		if begun[id] == 0 {
			t.Errorf("story %d is on no page", id)
		}
	}
}

// A box is a rectangle.
type box struct{ x, y, right, foot typeset.Length }

func (a box) meets(b box) bool { return a.x < b.right && b.x < a.right && a.y < b.foot && b.y < a.foot }

// even checks the geometry of all pages.
func even(t *testing.T, m *press.Made) {
	t.Helper()
	for i := range m.Pages {
		p := &m.Pages[i]
		taken := make([][]bool, m.Sheet.Columns)
		for c := range taken {
			taken[c] = make([]bool, p.Rows)
		}
		for k := range p.Blocks {
			b := &p.Blocks[k]
			within(t, m, p, b)
			for _, o := range p.Blocks[:k] {
				if (box{b.X, b.Y, b.X + b.Width, b.Y + b.Height}).meets(box{o.X, o.Y, o.X + o.Width, o.Y + o.Height}) {
					t.Errorf("%s: %q stands on %q", p.Folio, b.Title, o.Title)
				}
			}
			for _, l := range b.Legs {
				if l.Filled != l.Rows {
					t.Errorf("%s: %q: %d of %d rows of column %d are filled", p.Folio, b.Title, l.Filled, l.Rows, l.Column)
				}
				if l.Row+l.Rows != b.Rows {
					t.Errorf("%s: %q: column %d ends above the block's foot", p.Folio, b.Title, l.Column)
				}
			}
			for c := range b.Columns {
				for r := range b.Rows {
					taken[b.Column+c][b.Row+r] = true
				}
			}
		}
		for c := range taken {
			white := 0
			for r, is := range taken[c] {
				if is {
					white = 0
				} else if white++; white > 2 || r < 2 || r == p.Rows-1 {
					t.Errorf("%s: column %d is white at row %d", p.Folio, c, r)
					break
				}
			}
		}
	}
}

// within checks that what is in a block stands in it, and on nothing else.
func within(t *testing.T, m *press.Made, p *press.Page, b *press.Block) {
	t.Helper()
	const hangs = 9 * typeset.Point
	var pictures, lines []box
	for i := range b.Parts {
		part := &b.Parts[i]
		switch {
		case part.Line != nil:
			size := typeset.Length(0)
			for _, r := range part.Line.Runs {
				size = max(size, r.Size)
			}
			at := box{part.X + part.Line.Left, part.Y - size*6/10, part.X + part.Line.Right, part.Y}
			if part.Line.Forced {
				at.right = min(at.right, part.X+part.Line.Measure)
			}
			if at.x < b.X-hangs || at.right > b.X+b.Width+hangs || at.y < b.Y-typeset.Point || at.foot > b.Y+b.Height {
				t.Errorf("%s: %q: a line reaches out of its block: %q %v of %v", p.Folio, b.Title, lineText(part.Line), at, *b)
			}
			if len(b.Stories) > 0 {
				lines = append(lines, at)
			}
		case part.Figure != nil:
			at := box{part.X, part.Y, part.X + part.Width, part.Y + part.Height}
			if at.x < b.X || at.right > b.X+b.Width || at.y < b.Y || at.foot > b.Y+b.Height || part.Height < 20*typeset.Point {
				t.Errorf("%s: %q: a picture reaches out of its block, or is a strip", p.Folio, b.Title)
			}
			if f := part.Figure; f.Width > 0 && float64(f.Width)*part.Crop.Width < part.Width.Points()/72*199 {
				t.Errorf("%s: %q: a picture has %d pixels on %.0f points", p.Folio, b.Title, f.Width, part.Width.Points())
			}
			pictures = append(pictures, at)
		}
	}
	for i, l := range lines {
		for _, o := range pictures {
			if l.meets(o) {
				t.Errorf("%s: %q: a line stands on a picture", p.Folio, b.Title)
			}
		}
		for _, o := range lines[:i] {
			if l.meets(box{o.x + 2*typeset.Point, o.y, o.right - 2*typeset.Point, o.foot}) {
				t.Errorf("%s: %q: a line stands on another", p.Folio, b.Title)
			}
		}
	}
}
