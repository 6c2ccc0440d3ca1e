package press_test

import (
	"bytes"
	"image"
	"os"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpress"
)

// closes is when the edition of the tests closes.
var closes = testpress.Closes

// A studio draws the sample's own pictures.
type studio struct{}

func (studio) Print(f ilbo.Figure, part ilbo.Crop, width, height int) ([]byte, error) {
	img, err := imaging.Draw(string(f.Picture))
	if err != nil {
		return nil, err
	}
	x, y, w, h := part.Pixels(img.Bounds().Dx(), img.Bounds().Dy())
	var out bytes.Buffer
	err = imaging.EncodePrint(&out, imaging.Part(img, image.Rect(x, y, x+w, y+h), width, height), 88)
	return out.Bytes(), err
}

// TestLook prints an edition, to be looked at:
//
//	ILBO_EDITION=/tmp/edition.pdf go test -run TestLook ./internal/press
func TestLook(t *testing.T) {
	path := os.Getenv("ILBO_EDITION")
	if path == "" {
		t.Skip("ILBO_EDITION names no file")
	}
	sheet := press.Broadsheet()
	if os.Getenv("ILBO_SHEET") == "tabloid" {
		sheet = press.Tabloid()
	}
	languages := []ilbo.Language{ilbo.English}
	if l := os.Getenv("ILBO_LANGUAGE"); l != "" {
		languages = nil
		for l := range strings.SplitSeq(l, ",") {
			languages = append(languages, ilbo.Language(l))
		}
	}
	begun := time.Now()
	made, err := press.Make(testpress.Sample(t, languages...), sheet, press.House())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pages in %v", len(made.Pages), time.Since(begun))
	for i := range made.Pages {
		p := &made.Pages[i]
		t.Logf("%s %s %v: %d stories, %d of %d rows have fillers", p.Folio, p.Kind, p.Sections, len(p.Stories), p.Filler, p.Rows*sheet.Columns)
	}
	var out bytes.Buffer
	if err := (press.Press{RGB: true}).Print(&out, made, studio{}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Logf("printed after %v", time.Since(begun))
}
