package press_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpress"
)

// pages are the folios of the pages that a story is on.
func pages(m *press.Made, id ilbo.StoryID) (all []ilbo.Folio) {
	for i := range m.Pages {
		if slices.Contains(m.Pages[i].Stories, id) {
			all = append(all, m.Pages[i].Folio)
		}
	}
	return all
}

// other is a day with a story of it that is changed.
func other(day *press.Day, id ilbo.StoryID, change func(*ilbo.Story)) *press.Day {
	d := *day
	d.Stories = slices.Clone(day.Stories)
	for i := range d.Stories {
		if s := *d.Stories[i].Story; s.ID == id {
			change(&s)
			d.Stories[i].Story = &s
		}
	}
	return &d
}

func TestPagesOfWhatHasChangedAreSetAgain(t *testing.T) {
	if samples.asked {
		samples = issue{} // an edition is asked once
	}
	day, m := english(t)
	samples.asked = true
	// One of the front that is continued, one within a page, one with another headline.
	jumps, inside, renamed := ilbo.StoryID(0), ilbo.StoryID(0), ilbo.StoryID(0)
	for _, f := range day.Stories {
		switch on := pages(m, f.Story.ID); {
		case len(on) > 1 && on[0] == 1 && jumps == 0 && f.Slot != 1:
			jumps = f.Story.ID
		case len(on) == 1 && on[0] == 4:
			inside = f.Story.ID
		case len(on) == 1 && on[0] == 7:
			renamed = f.Story.ID
		}
	}
	for _, c := range []struct {
		name   string
		id     ilbo.StoryID
		change func(*ilbo.Story)
	}{
		{"a killed story", inside, func(s *ilbo.Story) { s.Kill = &ilbo.Kill{At: closes.Add(-time.Minute)} }},
		{"another headline", renamed, func(s *ilbo.Story) { s.Headline = "Another headline, rather longer than what stood here" }},
		{"a killed story of the front", jumps, func(s *ilbo.Story) { s.Kill = &ilbo.Kill{At: closes.Add(-time.Minute)} }},
	} {
		before := pages(m, c.id)
		if len(before) == 0 {
			t.Fatalf("%s: there is none", c.name)
		}
		day = other(day, c.id, c.change)
		old := m
		now, changed, err := m.Again(day)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		m = now
		whole(t, day, m)
		even(t, m)
		for i := range m.Pages {
			is := slices.Contains(changed, m.Pages[i].Folio)
			if !is && !reflect.DeepEqual(m.Pages[i].PagePlan, old.Pages[i].PagePlan) {
				t.Errorf("%s: page %s is another, and was not to be", c.name, m.Pages[i].Folio)
			}
			if !is && slices.Contains(before, m.Pages[i].Folio) {
				t.Errorf("%s: page %s is not set again", c.name, m.Pages[i].Folio)
			}
		}
	}
	now, changed, err := m.Again(day)
	if err != nil || len(changed) > 0 {
		t.Errorf("of the same day %v were set again: %v", changed, err)
	}
	if !reflect.DeepEqual(now.Plan(), m.Plan()) {
		t.Error("the same day is another edition")
	}
}

func TestWhatItsPageDoesNotHoldIsPlannedAnew(t *testing.T) {
	day := dayOf(testpress.Story(1, 900), testpress.Story(2, 400), testpress.Story(3, 500), testpress.Story(4, 300), testpress.Story(5, 350), testpress.Story(6, 800), testpress.Story(7, 700))
	m := made(t, day, press.Tabloid())
	long := other(day, alone(m), func(s *ilbo.Story) { s.Body = testpress.Story(90, 6000).Body })
	if _, _, err := m.Again(long); !errors.Is(err, ilbo.Conflict) || !strings.Contains(err.Error(), "again") {
		t.Errorf("got %v", err)
	}
	made(t, long, press.Tabloid())
}

// alone is a story of the second page alone.
func alone(m *press.Made) ilbo.StoryID {
	for _, id := range m.Pages[1].Stories {
		if on := pages(m, id); len(on) == 1 {
			return id
		}
	}
	return 0
}
