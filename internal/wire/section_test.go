package wire_test

import (
	"testing"

	"ilbo.press"
)

func TestPartsOfDepartments(t *testing.T) {
	tests := []struct {
		name           string
		above, section string
		founding       bool
		want           ilbo.SectionID
		made           int
	}{
		{"both known", "Sports", "Baseball", true, "sports/baseball", 0},
		{"known in Korean", "스포츠", "야구", false, "sports/baseball", 0},
		{"a part of the same name elsewhere", "Sports", "Industry", true, "sports/industry", 1},
		{"the department known", "Sports", "Sumo", true, "sports/sumo", 1},
		{"the department known, on a page", "Sports", "Sumo", false, "sports", 0},
		{"neither", "Obituaries", "Mariners", true, "obituaries/mariners", 2},
		{"neither, on a page", "Obituaries", "Mariners", false, "national", 0},
		{"neither, in Korean", "부고", "뱃사람", true, "bugo/baetsaram", 2},
		{"a department that is a part here", "Politics", "Elections", true, "national/politics", 0},
		{"a part that is a year", "Sports", "2012", true, "sports/on-2012", 1},
		{"a part where the archive stands", "Sports", "Archive", true, "sports/on-archive", 1},
		{"no part", "Sports", "", true, "national", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse()
			c := ferry()
			c.Department, c.Section, c.Founding = test.above, test.section, test.founding
			for range 2 {
				take(t, h.intake(), c)
				if got := h.stories["7"].Section; got != test.want || len(h.sections)-len(ilbo.StandardSections()) != test.made {
					t.Errorf("got %s, %d made", got, len(h.sections)-len(ilbo.StandardSections()))
				}
			}
			if err := h.stories["7"].Section.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}
