package typeset_test

import (
	"strings"
	"testing"

	"ilbo.press/internal/typeset"
	"ilbo.press/internal/typeset/faces"
)

func TestLinesSayTheirParagraph(t *testing.T) {
	style := &typeset.Style{Faces: typeset.Faces{faces.Regular(), faces.Korean()}, Size: 9 * typeset.Point, Language: "en"}
	for _, said := range []string{
		"The municipality’s representatives unanimously reconsidered their extraordinarily complicated well-meant recommendations yesterday, nevertheless.",
		"강원 정선의 작은 도서관이 지난달부터 밤 열두 시까지 문을 연다. 교대 근무를 마친 광부와 버스 기사가 주로 온다.",
		"He said “שלום עולם” twice, and 1234 times more, before אבג left.",
	} {
		for measure := 5 * typeset.Pica; measure < 20*typeset.Pica; measure += 7 * typeset.Point {
			var b strings.Builder
			set := typeset.NewSetter().Set(typeset.Text{{Text: said, Style: style}}, &typeset.Form{Hyphenate: true, Hang: true}, typeset.Even(measure))
			for i := range set.Lines {
				b.WriteString(set.Lines[i].String())
			}
			if b.String() != said {
				t.Errorf("of measure %v it says\n%s, and is\n%s", measure, b.String(), said)
			}
		}
	}
}

func TestOutlinesCloseWhereTheyBegan(t *testing.T) {
	style := &typeset.Style{Faces: typeset.Faces{faces.Regular()}, Size: 9 * typeset.Point}
	lines := typeset.NewSetter().Set(typeset.Text{{Text: "Ag &fi", Style: style}}, &typeset.Form{}, typeset.Even(40*typeset.Pica)).Lines
	drawn := 0
	for _, g := range lines[0].Runs[0].Glyphs {
		outline := lines[0].Runs[0].Face.Outline(g.ID)
		var began, at typeset.Spot
		for i, s := range outline {
			if s.Kind == typeset.Move {
				if i > 0 && at != began {
					t.Errorf("a contour of glyph %d ends at %v, and began at %v", g.ID, at, began)
				}
				began = s.Points[0]
			}
			at = s.Points[s.Kind.Last()]
		}
		if len(outline) > 0 {
			drawn++
		}
	}
	if drawn != 4 && drawn != 5 { // fi may be one
		t.Errorf("%d glyphs are drawn", drawn)
	}
	if faces.Regular().Outline(65_000) != nil {
		t.Error("a glyph is drawn that the face has not")
	}
}
