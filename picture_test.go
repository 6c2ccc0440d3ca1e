package ilbo

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"
)

func TestAFigureSaysWhatItLacks(t *testing.T) {
	for _, c := range []struct {
		f    Figure
		want string
	}{
		{Figure{Caption: "A bridge", Alt: "Fog"}, ""},
		{Figure{Caption: "A bridge", Alt: " "}, "The picture “A bridge” lacks an alternative text, for those who do not see it."},
		{Figure{Alt: "Fog"}, "A picture lacks a caption."},
		{Figure{}, "A picture lacks a caption and an alternative text."},
	} {
		err := c.f.Ready()
		if SayOf(err) != c.want && (err != nil || c.want != "") || err != nil && !errors.Is(err, Invalid) {
			t.Errorf("%+v: %v, want %q", c.f, err, c.want)
		}
	}
}

func TestUsableUntilItsRightsEnd(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	p := Picture{Rights: Rights{Until: noon}}
	f := Figure{Picture: "a", Shown: &Showing{Until: noon}}
	for _, c := range []struct {
		at   time.Time
		want bool
	}{{noon.Add(-1), true}, {noon, false}, {noon.Add(1), false}} {
		if p.Usable(c.at) != c.want || f.Printable(c.at) != c.want {
			t.Errorf("at %v: %v, %v", c.at, p.Usable(c.at), f.Printable(c.at))
		}
	}
	if p.Rights.Until = (time.Time{}); !p.Usable(noon) {
		t.Error("rights without end have ended")
	}
}

func TestAStoryIsPrintedWithoutWhatMayNotBeUsed(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	good, gone := Figure{Picture: "a"}, Figure{Picture: "b", Caption: "A poster", Shown: &Showing{Until: noon}}
	s := &Story{Lead: &gone, Body: Body{
		{Kind: Paragraph, Text: Plain("Text.")}, {Kind: PictureKind, Figures: []Figure{gone}}, {Kind: Gallery, Figures: []Figure{good, gone, good}},
		{Kind: VideoKind, Video: &Video{Film: "f", Poster: gone}},
	}}
	if s.Printed(noon.Add(-1)) != s {
		t.Error("a story is copied where nothing is gone")
	}
	p := s.Printed(noon)
	if p.Lead != nil || len(p.Body) != 3 || len(p.Body[1].Figures) != 2 || p.Body[2].Video.Poster.Picture != "" || p.Body[2].Video.Poster.Caption != "A poster" {
		t.Errorf("%+v", p)
	}
	if s.Lead == nil || len(s.Body[2].Figures) != 3 || s.Body[3].Video.Poster.Picture != "b" {
		t.Error("the story itself was changed")
	}
	if ids := s.PictureIDs(); !slices.Equal(ids, []PictureID{"a", "b"}) {
		t.Errorf("pictures %v", ids)
	}
}

func TestACutHoldsTheFocus(t *testing.T) {
	for _, size := range [][2]int{{3000, 2000}, {2000, 3000}, {1000, 1000}, {4000, 500}, {1, 5000}} {
		for x := 0.0; x <= 1; x += 0.25 {
			for y := 0.0; y <= 1; y += 0.25 {
				p := &Showing{Focus: &Point{x, y}}
				for _, shape := range Shapes() {
					c, ok := p.Cut(shape, size[0], size[1])
					if !ok || c.X < 0 || c.Y < 0 || c.X+c.Width > 1+1e-9 || c.Y+c.Height > 1+1e-9 || x < c.X-1e-9 || x > c.X+c.Width+1e-9 || y < c.Y-1e-9 || y > c.Y+c.Height+1e-9 {
						t.Fatalf("%s of %v around %v, %v is %+v", shape, size, x, y, c)
					}
					if ratio := c.Width * float64(size[0]) / (c.Height * float64(size[1])); math.Abs(ratio-shape.Ratio()) > 1e-6 {
						t.Fatalf("%s of %v has the ratio %v", shape, size, ratio)
					}
				}
			}
		}
	}
	by := Crop{0.1, 0.1, 0.2, 0.2}
	if c, ok := (&Showing{Focus: &Point{}, Crops: map[Shape]Crop{ShapeCard: by}}).Cut(ShapeCard, 10, 10); !ok || c != by {
		t.Errorf("a crop by hand is %+v", c)
	}
	var nothing *Showing
	if _, ok := nothing.Cut(ShapeCard, 10, 10); ok {
		t.Error("something is cut where nothing is said")
	}
}

func TestTermsAreWordsInSmallLetters(t *testing.T) {
	got := Terms("서울시청, SEOUL-city  seoul 2026년\xff_a 'b'")
	if want := []string{"2026년", "a", "b", "city", "seoul", "서울시청"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
