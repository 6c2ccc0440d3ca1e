package press_test

import (
	"slices"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpress"
)

// ample is a day of some pages.
func ample() *press.Day {
	var all []*ilbo.Story
	for id := range ilbo.StoryID(32) {
		all = append(all, testpress.Story(id+1, 260+int(id*97)%500))
	}
	day := dayOf(all...)
	day.Stories[0].Slot = 1
	return day
}

// where is the first page that a story stands on.
func where(m *press.Made, id ilbo.StoryID) ilbo.Folio {
	for i := range m.Pages {
		if slices.Contains(m.Pages[i].Stories, id) {
			return m.Pages[i].Folio
		}
	}
	return 0
}

// wanted says what the desk wants of a story.
func wanted(day *press.Day, id ilbo.StoryID, w ilbo.Wish) {
	for i := range day.Stories {
		if day.Stories[i].Story.ID == id {
			day.Stories[i].Wish = w
		}
	}
}

func TestTheDesksWishesAreKept(t *testing.T) {
	plain, err := press.Make(ample(), press.Broadsheet(), press.House())
	if err != nil {
		t.Fatal(err)
	}
	lead := plain.Pages[0].Stories[0]
	var inside, later, other ilbo.StoryID // first on page 3, on page 4, and last on the front
	inside, later = plain.Pages[2].Stories[0], plain.Pages[3].Stories[0]
	other = plain.Pages[0].Stories[len(plain.Pages[0].Stories)-1]
	for _, c := range []struct {
		name  string
		wish  ilbo.Wish
		story ilbo.StoryID
		page  ilbo.Folio
	}{
		{"to the front", ilbo.Wish{Page: 1}, inside, 1},
		{"off the front", ilbo.Wish{Page: 3}, other, 3},
		{"to a page before", ilbo.Wish{Page: 2}, later, 2},
		{"to a page behind", ilbo.Wish{Page: 4}, inside, 4},
		{"to a page that is not", ilbo.Wish{Page: ilbo.MaxFolio}, inside, -1},
		{"dropped", ilbo.Wish{Drop: true}, lead, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			day := ample()
			wanted(day, c.story, c.wish)
			m, err := press.Make(day, press.Broadsheet(), press.House())
			if err != nil {
				t.Fatal(err)
			}
			even(t, m)
			if !c.wish.Drop {
				whole(t, day, m)
			}
			if c.page < 0 {
				c.page = m.Pages[len(m.Pages)-1].Folio
			}
			if got := where(m, c.story); got != c.page {
				t.Errorf("it stands on %s", got)
			}
			if c.wish.Page == 1 && m.Pages[0].Stories[0] != lead {
				t.Error("it took the lead's place")
			}
		})
	}
}

func TestColumnsAndHeadlineAreTheDesks(t *testing.T) {
	day := ample()
	plain, err := press.Make(day, press.Broadsheet(), press.House())
	if err != nil {
		t.Fatal(err)
	}
	story := plain.Pages[2].Stories[1]
	for _, columns := range []int{2, 3} {
		wanted(day, story, ilbo.Wish{Columns: columns, Headline: "What print calls it, ☃"})
		m, err := press.Make(day, press.Broadsheet(), press.House())
		if err != nil {
			t.Fatal(err)
		}
		even(t, m)
		found := false
		for i := range m.Pages {
			for _, b := range m.Pages[i].Blocks {
				if slices.Equal(b.Stories, []ilbo.StoryID{story}) && b.Title == "What print calls it, ☃" {
					found = true
					if b.Columns != columns {
						t.Errorf("it has %d columns, and not %d", b.Columns, columns)
					}
				}
			}
		}
		if !found {
			t.Error("it is called otherwise")
		}
		if !slices.Contains(m.Faults, press.Fault{Story: story, Rune: '☃'}) {
			t.Error("nobody is told of a sign of the headline that no face has")
		}
	}
}
