package plate_test

import (
	"image/color"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/press/plate"
	"ilbo.press/internal/testpress"
)

// TestAVeiledPageSaysWhatEverybodyMayRead locks all stories of a day, the words that
// everybody may read apart from the others.
func TestAVeiledPageSaysWhatEverybodyMayRead(t *testing.T) {
	day := testpress.Sample(t, ilbo.English)
	day.Stories = day.Stories[:4]
	for i := range day.Stories {
		s := *day.Stories[i].Story
		s.Access = ilbo.Metered
		s.Body = append(ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Zqopen begins it, and is the whole of the first paragraph.")}}, s.Body...)
		hidden := ilbo.Plain("Zqlocked words follow, enough of them for some lines of one column, zqlocked to the last.")
		s.Body = append(s.Body[:1:1], append(ilbo.Body{{Kind: ilbo.Paragraph, Text: hidden}, {Kind: ilbo.Subhead, Text: ilbo.Plain("Zqlocked head")}, {Kind: ilbo.PullQuote, Text: ilbo.Plain("Zqlocked quote"), By: "Zqlocked by"},
			{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("Zqlocked item")}}, {Kind: ilbo.TableKind, Title: "Zqlocked title", Table: &ilbo.Table{Head: []string{"Zqlocked", "B"}, Rows: [][]string{{"Zqlocked", "2"}}, Source: "zqlocked"}}}, s.Body[1:]...)...)
		for k := range s.Body {
			for f := range s.Body[k].Figures {
				s.Body[k].Figures[f].Caption, s.Body[k].Figures[f].Alt = "Zqlocked caption", "zqlocked alt"
			}
		}
		day.Stories[i].Story = &s
	}
	made := testpress.Make(t, day, press.Broadsheet())
	if !made.Pages[0].Locked() {
		t.Fatal("nothing on page one is locked")
	}
	whole, veiled := plate.New(made, testpress.Darkroom{}), plate.New(made, testpress.Darkroom{})
	veiled.Veiled = true
	said := func(m *plate.Maker) (text string) {
		for _, r := range reads(t, svg(t, m, 1)) {
			text += strings.ToLower(r.text) + "\n"
		}
		return text
	}
	if text := said(whole); strings.Count(text, "zqlocked") < 10 || !strings.Contains(text, "zqopen") {
		t.Fatalf("the page is without what is looked for:\n%s", text)
	}
	text := said(veiled)
	if strings.Contains(strings.ToLower(string(svg(t, veiled, 1))), "zqlocked") {
		t.Errorf("a veiled page says what is locked:\n%s", text)
	}
	if n := strings.Count(text, "zqopen"); n < 3 || !strings.Contains(text, strings.ToLower(made.Pages[0].Blocks[len(made.Pages[0].Blocks)-1].Title)) {
		t.Errorf("a veiled page leaves out what everybody may read, %d openings are there:\n%s", n, text)
	}
	if n, m := len(svg(t, veiled, 1)), len(svg(t, whole, 1)); n*2 > m {
		t.Errorf("a veiled page has %d bytes of %d: letters that are not seen are in it", n, m)
	}
	open, err := veiled.Picture(1, 1200)
	if err != nil {
		t.Fatal(err)
	}
	full, err := whole.Picture(1, 1200)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range made.Pages[0].Blocks {
		for _, p := range b.Parts {
			if !p.Locked || p.Line == nil || len(p.Line.Runs) == 0 {
				continue
			}
			dot := func(at func(x, y int) color.RGBA) (dark int) {
				scale := 1200 / float64(made.Sheet.Width)
				for x := int(float64(p.X+p.Line.Left)*scale) + 1; x < int(float64(p.X+p.Line.Right)*scale)-1; x++ {
					for y := int(float64(p.Y-p.Line.Runs[0].Size/3) * scale); y < int(float64(p.Y)*scale); y++ {
						if at(x, y).G < 150 {
							dark++
						}
					}
				}
				return dark
			}
			if dot(full.RGBAAt) > 0 && dot(open.RGBAAt) > 0 {
				t.Fatalf("letters are seen of %q", p.Line)
			}
		}
	}
}
