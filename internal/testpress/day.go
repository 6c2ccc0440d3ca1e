// Package testpress has what tests of the press print: the sample's stories as
// one day, the fonts that it is set in, and a darkroom.
package testpress

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpaper"
)

// Closes is when the editions of tests close.
var Closes = time.Date(2026, 11, 25, 7, 30, 0, 0, time.FixedZone("Asia/Seoul", 9*60*60))

// Sample is the sample's paper as one day, in the languages that are named, the
// first of which leads.
func Sample(tb testing.TB, languages ...ilbo.Language) *press.Day {
	tb.Helper()
	paper, err := testpaper.Load(Closes, Closes.Location())
	if err != nil {
		tb.Fatal(err)
	}
	day := &press.Day{Paper: &paper.About, Sections: paper.Sections,
		Edition: ilbo.Edition{Date: Closes, Closes: Closes, Number: 4217, Version: 1}}
	day.Paper.Languages = languages
	slot := 2
	for i := range paper.Stories {
		s := paper.Stories[i].Story
		if s.ID = ilbo.StoryID(i + 1); !slices.Contains(languages, s.Language) {
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
		case s.Language != languages[0]:
		case paper.Stories[i].Place == ilbo.PlaceLead:
			f.Slot = 1
		case paper.Stories[i].Place == ilbo.PlaceSecond:
			f.Slot = slot
			slot++
		}
		day.Stories = append(day.Stories, f)
	}
	return day
}

// Story is one of so many words, whose paragraphs differ from those of others.
func Story(id ilbo.StoryID, words int) *ilbo.Story {
	s := &ilbo.Story{ID: id, Language: ilbo.English, Section: "national", Headline: "A story that is number " + time.Duration(id).String() + " of its day",
		Bylines: []ilbo.Byline{{Name: "Lee Hyo-jin"}}, Published: Closes.Add(-time.Hour)}
	vocabulary := strings.Fields("the council met again on Tuesday and heard what engineers say of an old bridge that nobody crosses at night while its lamps burn for boats which pass below without looking up")
	for words > 0 {
		var p []string
		for range min(words, 50) {
			p = append(p, vocabulary[(words*7+int(id)*3+len(p))%len(vocabulary)])
		}
		words -= len(p)
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain("Paragraph " + time.Duration(words).String() + " of " + time.Duration(id).String() + " " + strings.Join(p, " ") + ".")})
	}
	return s
}

// Fonts are those that tests print with.
func Fonts() press.Fonts { return press.House() }

// Make makes an edition.
func Make(tb testing.TB, day *press.Day, sheet press.Sheet) *press.Made {
	tb.Helper()
	made, err := press.Make(day, sheet, Fonts())
	if err != nil {
		tb.Fatal(err)
	}
	return made
}
