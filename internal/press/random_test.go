package press_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpress"
	"ilbo.press/internal/typeset"
)

// TestDaysOfAllKinds has days as no desk would plan them: of any number of stories,
// of any length, with pictures of any shape and feet that are kept. To try more of
// them than three, say so:
//
//	ILBO_DAYS=200 go test -run TestDaysOfAllKinds ./internal/press
func TestDaysOfAllKinds(t *testing.T) {
	days := 3
	if n, err := strconv.Atoi(os.Getenv("ILBO_DAYS")); err == nil {
		days = n
	}
	for seed := range days {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		var stories []*ilbo.Story
		n := 1 + r.IntN(30)
		for i := range n {
			s := testpress.Story(ilbo.StoryID(i+1), []int{3, 20, 60, 150, 300, 500, 900, 2000}[r.IntN(8)]+r.IntN(40))
			s.Section = []ilbo.SectionID{"national", "opinion", "sports", "business"}[r.IntN(4)]
			if r.IntN(2) == 0 {
				s.Lead = figure(200+r.IntN(4000), 200+r.IntN(3000))
			}
			for range r.IntN(4) {
				s.Body = append(s.Body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{*figure(100+r.IntN(3000), 100+r.IntN(3000))}})
			}
			if r.IntN(4) == 0 {
				s.Body = append(s.Body, ilbo.Block{Kind: ilbo.PullQuote, Text: ilbo.Plain("It was a bridge, and nobody crossed it")})
			}
			if r.IntN(3) == 0 {
				s.Deck = "A deck of some words that says more than the headline says of it"
			}
			s.Print.Weight = []ilbo.PrintWeight{"", "", "top", "brief"}[r.IntN(4)]
			s.Print.Trim = r.IntN(3) == 0
			stories = append(stories, s)
		}
		day := dayOf(stories...)
		for range r.IntN(3) {
			day.Reserved = append(day.Reserved, press.Space{Folio: ilbo.Folio(1 + r.IntN(5)), Height: typeset.Millimetres(float64(20 + r.IntN(200)))})
		}
		sheet := press.Broadsheet()
		if seed%2 == 0 {
			sheet = press.Tabloid()
		}
		t.Run(fmt.Sprint(seed), func(t *testing.T) { made(t, day, sheet) })
	}
}
