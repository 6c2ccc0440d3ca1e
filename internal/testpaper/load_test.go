package testpaper

import (
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/imaging/draw"
)

// sampleNow is the moment at which the tests open the paper.
var sampleNow = time.Date(2026, 11, 25, 7, 30, 0, 0, time.FixedZone("Asia/Seoul", 9*60*60))

// loadSample reads the copy that the program is built with.
func loadSample(t *testing.T) *Paper {
	t.Helper()
	paper, err := Load(sampleNow, sampleNow.Location())
	if err != nil {
		t.Fatalf("the sample does not load:\n%v", err)
	}
	return paper
}

func TestEveryFileOfCopyLoads(t *testing.T) {
	paper := loadSample(t)
	for i := range paper.Stories {
		if err := paper.Stories[i].Check(); err != nil {
			t.Errorf("%s: %v", paper.Stories[i].Foreign, err)
		}
	}
}

func TestEveryRecipeCanBeDrawnAndEveryPictureBeTold(t *testing.T) {
	paper := loadSample(t)
	check := func(name, recipe string) {
		if _, err := draw.Parse(recipe); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range paper.Stories {
		s := &paper.Stories[i]
		for _, f := range s.Figures() {
			check(s.Foreign, string(f.Picture))
			if f.Alt == "" {
				t.Errorf("%s: %q has no alternative text", s.Foreign, f.Picture)
			}
		}
		for _, b := range s.Body {
			if b.Video != nil {
				check(s.Foreign, string(b.Video.Film))
				check(s.Foreign, string(b.Video.Poster.Picture))
				if b.Video.Poster.Text() == "" || len(b.Video.Cues) == 0 {
					t.Errorf("%s: the film %q has no caption or no subtitles", s.Foreign, b.Video.Film)
				}
			}
		}
	}
	for _, j := range paper.Journalists {
		check(string(j.ID), string(j.Picture))
	}
}

func TestFurnitureIsWhole(t *testing.T) {
	paper := loadSample(t)
	if len(paper.Topics) < 14 || len(paper.Journalists) < 10 {
		t.Errorf("%d topics and %d journalists, want 14 and 10 at least", len(paper.Topics), len(paper.Journalists))
	}
	both := func(what string, words ...ilbo.Words) {
		for _, w := range words {
			if w[ilbo.English] == "" || w[ilbo.Korean] == "" {
				t.Errorf("%s lacks words in one language: %v", what, w)
			}
		}
	}
	both("the paper", paper.About.Title, paper.About.Motto, paper.About.Address)
	for _, topic := range paper.Topics {
		both(string(topic.ID), topic.Name, topic.Blurb)
	}
	for _, j := range paper.Journalists {
		both(string(j.ID), j.Name, j.Title, j.Bio)
	}
	for _, s := range paper.Sections {
		if !s.ID.Sub() {
			both(string(s.ID), s.Blurb)
		}
	}
}
