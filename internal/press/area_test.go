package press_test

import (
	"slices"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpress"
)

func TestAreasSayWhereEachStoryStands(t *testing.T) {
	day := testpress.Sample(t, ilbo.Korean, ilbo.English)
	day.Paper.Languages = []ilbo.Language{ilbo.English, ilbo.Korean}
	m, err := press.Make(day, press.Broadsheet(), press.House())
	if err != nil {
		t.Fatal(err)
	}
	stories := make(map[ilbo.StoryID]*ilbo.Story)
	for i := range day.Stories {
		if s := day.Stories[i].Story; s.Visible(closes) {
			stories[s.ID] = s
		}
	}
	areas := make(map[ilbo.StoryID]int)
	continued := 0
	for i, p := range m.Printed() {
		if p.Width < 349.9 || p.Width > 350.1 || p.Height < 549.9 || p.Height > 550.1 {
			t.Errorf("%s: the sheet is %v × %v", p.Folio, p.Width, p.Height)
		}
		on := make(map[ilbo.StoryID]bool)
		for n, a := range p.Areas {
			if a.X < 0 || a.Y < 0 || a.X+a.Width > 1 || a.Y+a.Height > 1 || a.Width <= 0 || a.Height <= 0 {
				t.Errorf("%s: %q stands beside the page: %+v", p.Folio, a.Title, a)
			}
			for _, o := range p.Areas[:n] {
				if a.X+1e-9 < o.X+o.Width && o.X+1e-9 < a.X+a.Width && a.Y+1e-9 < o.Y+o.Height && o.Y+1e-9 < a.Y+a.Height {
					t.Errorf("%s: %q stands on %q", p.Folio, a.Title, o.Title)
				}
			}
			if a.Title == "" || !a.Language.Known() {
				t.Errorf("%s: an area has no title, or is in no language: %+v", p.Folio, a)
			}
			for _, id := range a.Stories {
				s := stories[id]
				if len(a.Stories) == 1 && (a.Title != s.Headline || a.Language != s.Language) {
					t.Errorf("%s: %q is called %q, in %s", p.Folio, s.Headline, a.Title, a.Language)
				}
				if areas[id] > 0 && !on[id] {
					continued++
				}
				areas[id]++
				on[id] = true
			}
		}
		for _, id := range p.Stories {
			if !on[id] {
				t.Errorf("%s: %q has no area", p.Folio, stories[id].Headline)
			}
		}
		if i == 0 {
			if a := p.Areas[0]; a.Title != day.Paper.Title.In(ilbo.English) || a.Stories != nil {
				t.Errorf("the front page begins with %+v", a)
			}
			if !slices.ContainsFunc(p.Areas, func(a ilbo.Area) bool { return a.Title == "Inside today" }) {
				t.Error("the front page has no contents")
			}
		}
	}
	for id, s := range stories {
		if areas[id] == 0 {
			t.Errorf("%q has no area", s.Headline)
		}
	}
	if continued == 0 {
		t.Error("no story is continued")
	}
	if h := m.Heading(ilbo.Korean); !strings.HasSuffix(h, "2026년 11월 25일 수요일") {
		t.Errorf("the edition is called %q", h)
	}
}
