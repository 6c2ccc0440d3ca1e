package press_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpaper"
)

// closes is when the edition of the tests closes.
var closes = time.Date(2026, 11, 25, 7, 30, 0, 0, time.FixedZone("Asia/Seoul", 9*60*60))

// sample is the sample's paper as one day of a language, or of both.
func sample(tb testing.TB, languages ...ilbo.Language) *press.Day {
	tb.Helper()
	paper, err := testpaper.Load(closes, closes.Location())
	if err != nil {
		tb.Fatal(err)
	}
	day := &press.Day{Paper: &paper.About, Sections: paper.Sections,
		Edition: ilbo.Edition{Date: closes, Closes: closes, Number: 4217, Version: 1}}
	if len(languages) == 1 {
		day.Paper.Languages = languages
	}
	slot := 2
	for i := range paper.Stories {
		s := paper.Stories[i].Story
		s.ID = ilbo.StoryID(i + 1)
		ok := false
		for _, l := range languages {
			ok = ok || s.Language == l
		}
		if !ok {
			continue
		}
		s.EachFigure(func(f *ilbo.Figure) {
			if f.Width == 0 {
				if f.Width, f.Height, err = imaging.Size(string(f.Picture)); err != nil {
					tb.Fatal(err)
				}
			}
		})
		f := press.Filed{Story: &s}
		switch {
		case paper.Stories[i].Place == ilbo.PlaceLead && s.Language == languages[0]:
			f.Slot = 1
		case paper.Stories[i].Place == ilbo.PlaceSecond && s.Language == languages[0]:
			f.Slot = slot
			slot++
		}
		day.Stories = append(day.Stories, f)
	}
	return day
}

// A darkroom makes hills at dusk of every picture, of other ranges for each: the
// sample's own take longer to draw than their pages to set.
type darkroom struct{}

func (darkroom) Print(f ilbo.Figure, part ilbo.Crop, width, height int) ([]byte, error) {
	seed := 0
	for _, r := range f.Picture {
		seed = (seed*31 + int(r)) % 997
	}
	w := min(width, 320)
	h := max(1, w*height/max(width, 1))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		top := float64(h) * (0.35 + 0.05*math.Sin(float64(x+seed)/float64(20+seed%17)))
		for y := range h {
			shade := uint8(200 - 60*y/h + seed%40)
			c := color.RGBA{shade, shade - 20, shade - 30, 255}
			if n := (float64(y) - top) / (float64(h) * 0.14); n > 0 {
				c = color.RGBA{uint8(150 - 22*n), uint8(140 - 20*n), uint8(140 - 14*n), 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, img, nil)
	return out.Bytes(), err
}

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
	made, err := press.Make(sample(t, languages...), sheet, press.House())
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
