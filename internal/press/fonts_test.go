package press_test

import (
	"testing"

	"ilbo.press/internal/press"
	"ilbo.press/internal/typeset"
	"ilbo.press/internal/typeset/faces"
)

// TestEverySyllableHasAFace goes through all that Korean can write.
func TestEverySyllableHasAFace(t *testing.T) {
	f := press.House()
	for name, list := range map[string]typeset.Faces{
		"text": f.Text, "italic": f.Italic, "bold": f.Bold, "head": f.Head, "plate": f.Plate,
		"korean": f.Korean, "korean-bold": f.KoreanBold, "korean-head": f.KoreanHead,
	} {
		for r := '가'; r <= '힣'; r++ {
			has := false
			for _, face := range list {
				has = has || face.Has(r)
			}
			if !has {
				t.Fatalf("no face of %s has %c", name, r)
			}
		}
	}
}

func TestAPapersOwnFontComesFirst(t *testing.T) {
	house := press.House()
	own := faces.Italic()
	for _, cut := range press.Cuts {
		f, ok := house.With(cut, own)
		first := 0
		for _, list := range []typeset.Faces{f.Text, f.Italic, f.Bold, f.Head, f.Plate, f.Korean, f.KoreanBold, f.KoreanHead} {
			if list[0] == own {
				first++
			}
		}
		if want := 2; !ok || first != want && cut != "italic" {
			t.Errorf("%s: %d lists begin with it", cut, first)
		}
	}
	if _, ok := house.With("body", own); ok {
		t.Error("there is a cut that is not")
	}
}
