package press_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpress"
	"ilbo.press/internal/typeset"
)

func made(t *testing.T, day *press.Day, sheet press.Sheet) *press.Made {
	t.Helper()
	m, err := press.Make(day, sheet, press.House())
	if err != nil {
		t.Fatal(err)
	}
	whole(t, day, m)
	even(t, m)
	looks := m.Inspect()
	if looks.Tight+looks.Ladders+looks.Widows+looks.Orphans+looks.Coarse+looks.White > 0 {
		t.Errorf("an eye finds %+v", looks)
	}
	return m
}

// An issue is a day and its edition.
type issue struct {
	day   *press.Day
	m     *press.Made
	asked bool // it was set again
}

var samples issue

// english is the sample in English, which is made once: it is the dearest.
func english(t *testing.T) (*press.Day, *press.Made) {
	t.Helper()
	if samples.m == nil {
		day := testpress.Sample(t, ilbo.English)
		samples = issue{day: day, m: made(t, day, press.Broadsheet())}
	}
	return samples.day, samples.m
}

func TestSampleIsPrintedWhole(t *testing.T) {
	_, m := english(t)
	if looks := m.Inspect(); looks.Lines < 3000 || looks.Loose*50 > looks.Lines || looks.Rivers > 0 {
		t.Errorf("an eye finds %+v", looks)
	}
	fillers, rows := 0, 0
	for i := range m.Pages {
		fillers += m.Pages[i].Filler
		rows += m.Pages[i].Rows * m.Sheet.Columns
	}
	if fillers*12 > rows {
		t.Errorf("of %d rows %d have fillers", rows, fillers)
	}
	if k := m.Pages[0].Kind; k != ilbo.FrontPage {
		t.Errorf("the first page is %s", k)
	}
}

// TestTheSameDayIsTheSameBytes plans, sets and prints a day twice.
func TestTheSameDayIsTheSameBytes(t *testing.T) {
	var stories []*ilbo.Story
	for i := range 12 {
		s := testpress.Story(ilbo.StoryID(i+1), 120+60*i)
		if i%3 == 0 {
			s.Lead = figure(2400, 1600)
		}
		stories = append(stories, s)
	}
	var out [2]bytes.Buffer
	for i := range out {
		m, err := press.Make(dayOf(stories...), press.Broadsheet(), press.House())
		if err != nil {
			t.Fatal(err)
		}
		if err := (press.Press{}).Print(&out[i], m, testpress.Darkroom{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(out[0].Bytes(), out[1].Bytes()) {
		t.Error("the same day is printed otherwise")
	}
}

// story is one of so many words, in paragraphs of fifty.
func figure(width, height int) *ilbo.Figure {
	return &ilbo.Figure{Picture: "seed", Width: width, Height: height, Caption: "What is seen in it is said here", Credit: "Seorak Daily", Alt: "A scene"}
}

func dayOf(stories ...*ilbo.Story) *press.Day {
	day := &press.Day{
		Paper:    &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Seorak Daily", ilbo.Korean: "서락일보"}, Languages: []ilbo.Language{ilbo.English}},
		Sections: ilbo.StandardSections(), Edition: ilbo.Edition{Date: closes, Closes: closes},
	}
	for _, s := range stories {
		day.Stories = append(day.Stories, press.Filed{Story: s})
	}
	return day
}

func TestBadInput(t *testing.T) {
	with := func(s *ilbo.Story, change func(*ilbo.Story)) *ilbo.Story {
		change(s)
		return s
	}
	days := map[string]*press.Day{
		"one story":          dayOf(testpress.Story(1, 300)),
		"three words":        dayOf(testpress.Story(1, 3)),
		"three words, ample": dayOf(testpress.Story(1, 3), testpress.Story(2, 700), testpress.Story(3, 400), testpress.Story(4, 500)),
		"12,000 words":       dayOf(testpress.Story(1, 12_000), testpress.Story(2, 300), testpress.Story(3, 400)),
		"no body":            dayOf(testpress.Story(1, 0), testpress.Story(2, 200)),
		"a headline of one letter": dayOf(with(testpress.Story(1, 400), func(s *ilbo.Story) { s.Headline = "A" }), testpress.Story(2, 300),
			with(testpress.Story(3, 250), func(s *ilbo.Story) { s.Headline = "B" })),
		"a headline of 300 characters": dayOf(with(testpress.Story(1, 400), func(s *ilbo.Story) { s.Headline = strings.Repeat("word ", 60) }), testpress.Story(2, 300),
			with(testpress.Story(3, 250), func(s *ilbo.Story) { s.Headline = strings.Repeat("many ", 60) })),
		"a panorama and a strip": dayOf(with(testpress.Story(1, 400), func(s *ilbo.Story) { s.Lead = figure(9000, 900) }), with(testpress.Story(2, 300), func(s *ilbo.Story) { s.Lead = figure(700, 6000) }), testpress.Story(3, 280)),
		"a small picture":        dayOf(with(testpress.Story(1, 400), func(s *ilbo.Story) { s.Lead = figure(120, 90) }), testpress.Story(2, 300)),
		"ten pictures": dayOf(with(testpress.Story(1, 400), func(s *ilbo.Story) {
			for range 10 {
				s.Body = append(s.Body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{*figure(3000, 2000)}})
			}
		}), testpress.Story(2, 300)),
		"a word longer than a column": dayOf(with(testpress.Story(1, 200), func(s *ilbo.Story) {
			s.Body[0].Text = ilbo.Plain(strings.Repeat("Donaudampfschiff", 12))
		}), testpress.Story(2, 300)),
		"from the right, and signs": dayOf(with(testpress.Story(1, 200), func(s *ilbo.Story) {
			s.Headline = "Sno☃w"
			s.Body[0].Text = ilbo.Plain("He said “שלום עולם טוב מאוד” and 😀 laughed, \u0e01 too.")
		}), testpress.Story(2, 300)),
	}
	var many []*ilbo.Story
	for i := range 400 {
		many = append(many, testpress.Story(ilbo.StoryID(i+1), 20+i%30))
	}
	days["400 stories"] = dayOf(many...)
	for name, day := range days {
		t.Run(name, func(t *testing.T) {
			m := made(t, day, press.Broadsheet())
			if name == "from the right, and signs" && (!slices.Contains(m.Faults, press.Fault{Story: 1, Rune: 'ก'}) || !slices.Contains(m.Faults, press.Fault{Story: 1, Rune: '☃'})) {
				t.Errorf("nobody is told of a missing rune: %v", m.Faults)
			}
		})
	}
}

func TestWhatNobodyMaySeeIsNotPrinted(t *testing.T) {
	killed, held, later := testpress.Story(1, 300), testpress.Story(2, 300), testpress.Story(3, 300)
	killed.Kill = &ilbo.Kill{At: closes.Add(-time.Minute)}
	held.Print.Weight = ilbo.PrintNot
	later.Embargo = &ilbo.Embargo{Until: closes.Add(time.Minute)}
	made(t, dayOf(killed, held, later, testpress.Story(4, 300), testpress.Story(5, 350)), press.Broadsheet())
}

// TestOnlyWhatMayBeIsTrimmed has a day whose stories may be, but two.
func TestOnlyWhatMayBeIsTrimmed(t *testing.T) {
	var stories []*ilbo.Story
	for i := range 14 {
		s := testpress.Story(ilbo.StoryID(i+1), 300+40*i)
		s.Print.Trim = i%7 != 3
		if i == 5 {
			s.Corrections = []ilbo.Correction{{Kind: ilbo.CorrectionOfFact, Text: "The bridge is older"}}
		}
		stories = append(stories, s)
	}
	m := made(t, dayOf(stories...), press.Tabloid())
	if len(m.Trimmed) == 0 || slices.Contains(m.Trimmed, 6) {
		t.Errorf("trimmed were %v", m.Trimmed)
	}
}

func TestReservedFeetHaveNoStories(t *testing.T) {
	var stories []*ilbo.Story
	for i := range 16 {
		stories = append(stories, testpress.Story(ilbo.StoryID(i+1), 250+30*i))
	}
	day := dayOf(stories...)
	ad := figure(3000, 1000)
	day.Reserved = []press.Space{
		{Folio: 1, Height: typeset.Millimetres(40)}, {Folio: 2, Height: typeset.Millimetres(120), Figure: ad},
		{Folio: 3, Height: typeset.Millimetres(9000)}, {Folio: 99, Height: typeset.Millimetres(50)}, {Folio: 4, Height: -1},
	}
	m := made(t, day, press.Tabloid())
	for folio, high := range map[int]typeset.Length{1: typeset.Millimetres(40), 2: typeset.Millimetres(120), 3: typeset.Millimetres(180)} {
		if folio > len(m.Pages) {
			t.Fatalf("there is no page %d", folio)
		}
		page := &m.Pages[folio-1]
		b := &page.Blocks[len(page.Blocks)-1]
		if b.Height < high || b.Columns != m.Sheet.Columns || len(b.Stories) > 0 || b.Row+b.Rows != page.Rows {
			t.Errorf("at the foot of page %d is %v of %v", folio, b.Height, high)
		}
		if folio == 2 && b.Parts[0].Figure != ad {
			t.Error("the picture is not there")
		}
	}
}

func TestDayWithoutStoriesIsRefused(t *testing.T) {
	if _, err := press.Make(dayOf(), press.Broadsheet(), press.House()); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("got %v", err)
	}
}
