package ilbo_test

import (
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

func planned() ilbo.Assignment {
	return ilbo.Assignment{Title: "Bridge", Language: ilbo.English, Section: "national/politics", Due: time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)}
}

func TestAssignmentStandsAsWhatHappenedToIt(t *testing.T) {
	now := time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		change func(a *ilbo.Assignment)
		want   ilbo.AssignmentState
		late   bool
	}{
		"new":                      {func(*ilbo.Assignment) {}, ilbo.Proposed, false},
		"proposed and overdue":     {func(a *ilbo.Assignment) { a.Due = now.Add(-time.Minute) }, ilbo.Proposed, true},
		"accepted":                 {func(a *ilbo.Assignment) { a.Accepted = now }, ilbo.Assigned, false},
		"with a story":             {func(a *ilbo.Assignment) { a.Accepted, a.Story, a.Due = now, 7, now.Add(-time.Hour) }, ilbo.InWork, true},
		"with a story that is in":  {func(a *ilbo.Assignment) { a.Story, a.Stage, a.Due = 7, ilbo.StageFiled, now.Add(-time.Hour) }, ilbo.InWork, false},
		"with a draft":             {func(a *ilbo.Assignment) { a.Story, a.Stage, a.Due = 7, ilbo.StageDraft, now.Add(-time.Hour) }, ilbo.InWork, true},
		"with a story of later":    {func(a *ilbo.Assignment) { a.Story, a.Published = 7, now.Add(time.Hour) }, ilbo.InWork, false},
		"with a published story":   {func(a *ilbo.Assignment) { a.Story, a.Published, a.Due = 7, now, now.Add(-time.Hour) }, ilbo.AssignmentDone, false},
		"finished without a story": {func(a *ilbo.Assignment) { a.Finished, a.Due = now, now.Add(-time.Hour) }, ilbo.AssignmentDone, false},
		"dropped":                  {func(a *ilbo.Assignment) { a.Dropped, a.Story, a.Published = now, 7, now }, ilbo.Dropped, false},
	} {
		a := planned()
		test.change(&a)
		if got := a.State(now); got != test.want || a.Late(now) != test.late {
			t.Errorf("%s: %s, late %v", name, got, a.Late(now))
		}
	}
}

func TestAssignmentsSayWhatIsWrongWithThem(t *testing.T) {
	a := planned()
	if err := a.Check(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(a *ilbo.Assignment){
		"no title":     func(a *ilbo.Assignment) { a.Title = " " },
		"long title":   func(a *ilbo.Assignment) { a.Title = strings.Repeat("가", 201) },
		"two lines":    func(a *ilbo.Assignment) { a.Title = "a\nb" },
		"long about":   func(a *ilbo.Assignment) { a.About = strings.Repeat("x", 4_001) },
		"no language":  func(a *ilbo.Assignment) { a.Language = "fr" },
		"no section":   func(a *ilbo.Assignment) { a.Section = "" },
		"no due":       func(a *ilbo.Assignment) { a.Due = time.Time{} },
		"far future":   func(a *ilbo.Assignment) { a.Planned = time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC) },
		"length":       func(a *ilbo.Assignment) { a.Length = -1 },
		"picture":      func(a *ilbo.Assignment) { a.Picture = "film" },
		"a whole desk": func(a *ilbo.Assignment) { a.Who = make([]string, 21) },
		"unprintable":  func(a *ilbo.Assignment) { a.About = "a\x00b" },
	} {
		a := planned()
		change(&a)
		if err := a.Check(); ilbo.KindOf(err) != ilbo.Invalid || !strings.HasSuffix(ilbo.SayOf(err), ".") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
