package front_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/front"
)

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestAPaperWithoutAStoryHasAFront(t *testing.T) {
	n := newPaper(t)
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		h := n.home(l)
		if h.Lead != nil || len(h.Seconds)+len(h.Opinion)+len(h.Strips)+len(h.Photos)+len(h.Films)+len(h.Latest)+len(h.MostRead) > 0 {
			t.Errorf("the front in %s shows %+v", l, h)
		}
		same(t, "keys", h.Keys, []ilbo.Key{ilbo.KeyFurniture, ilbo.KeyLanguage(l), ilbo.KeyFront(l, ilbo.Home), ilbo.KeyMostRead(l)})
	}
	f := n.section("sports")
	if f.Lead != nil || len(f.Seconds)+len(f.Stories) > 0 || f.Section.ID != "sports" {
		t.Errorf("the section's front shows %+v", f)
	}
}

// whole publishes a paper with more than a front can show.
func whole(n *paper) {
	n.several(12, "national/politics", pictured)
	n.several(6, "business")
	n.several(5, "sports/baseball", pictured)
	n.several(6, "opinion/columns")
	n.several(6, "darkroom/essays", essay)
	n.several(5, "video/reports", film)
	n.several(3, "weekly", pictured)
	n.several(2, "world/asia", korean)
}

func TestTheFrontFillsItselfWithTheLatest(t *testing.T) {
	n := newPaper(t)
	column := n.publish("opinion/columns", pictured) // the newest of all may not lead
	plain := n.publish("business")
	lead := n.publish("national", pictured)
	rest := n.several(8, "national/law")
	h := n.home(ilbo.English)
	if h.Lead == nil || h.Lead.ID != lead {
		t.Errorf("the lead is %v, want the newest news with a picture, %d", h.Lead, lead)
	}
	same(t, "seconds", ids(h.Seconds), append([]ilbo.StoryID{plain}, rest[:4]...))
	same(t, "opinion", ids(h.Opinion), []ilbo.StoryID{column})
	same(t, "latest", ids(h.Latest), append([]ilbo.StoryID{column, plain, lead}, rest...))
	if len(h.Strips) != 1 || h.Strips[0].Section.ID != "national" || len(h.Strips[0].Subs) != 4 {
		t.Fatalf("the strips are %+v, want what is left of National with its four parts", h.Strips)
	}
	same(t, "strip", ids(h.Strips[0].Stories), rest[4:8])
}

func TestWithoutAPictureTheNewestLeads(t *testing.T) {
	n := newPaper(t)
	column := n.publish("opinion")
	news := n.publish("national")
	if h := n.home(ilbo.English); h.Lead == nil || h.Lead.ID != column || !slices.Equal(ids(h.Seconds), []ilbo.StoryID{news}) {
		t.Errorf("the lead is %v and beside it are %v", h.Lead, ids(h.Seconds))
	}
}

func TestAnEditorsChoiceComesFirst(t *testing.T) {
	n := newPaper(t)
	fresh := n.several(6, "national", pictured)
	old := n.several(3, "sports")
	column := n.several(6, "opinion")
	n.arrange(ilbo.Home,
		ilbo.Slot{Place: ilbo.PlaceLead, Story: old[2]}, ilbo.Slot{Place: ilbo.PlaceSecond, Story: old[0]}, ilbo.Slot{Place: ilbo.PlaceSecond, Story: old[2]},
		ilbo.Slot{Place: ilbo.PlaceOpinion, Story: column[5]}, ilbo.Slot{Place: ilbo.PlaceSecond, Story: 9999})
	h := n.home(ilbo.English)
	if h.Lead == nil || h.Lead.ID != old[2] {
		t.Fatalf("the lead is %v, want %d", h.Lead, old[2])
	}
	same(t, "seconds", ids(h.Seconds), append([]ilbo.StoryID{old[0]}, fresh[:4]...))
	same(t, "opinion", ids(h.Opinion), []ilbo.StoryID{column[5], column[0], column[1], column[2]})

	n.must(n.desk.Kill(t.Context(), editor("han"), old[2], "wrong", "It was wrong."))
	if h := n.home(ilbo.English); h.Lead == nil || h.Lead.ID != fresh[0] {
		t.Errorf("when the chosen lead is killed the lead is %v, want the newest, %d", h.Lead, fresh[0])
	}
	if h := n.home(ilbo.Korean); h.Lead != nil {
		t.Errorf("the front in Korean leads with %v", h.Lead)
	}
}

func TestMoreSecondsThanAreFilledStandAsTheEditorPutThem(t *testing.T) {
	n := newPaper(t)
	all := n.several(9, "national", pictured)
	var slots []ilbo.Slot
	for _, id := range all[1:8] {
		slots = append(slots, ilbo.Slot{Place: ilbo.PlaceSecond, Story: id})
	}
	n.arrange(ilbo.Home, slots...)
	same(t, "seconds", ids(n.home(ilbo.English).Seconds), all[1:8])
}

// TestNoStoryStandsTwice counts every place of the front but the lists that say
// by their names that they go through the whole paper.
func TestNoStoryStandsTwice(t *testing.T) {
	n := newPaper(t)
	whole(n)
	all := n.several(4, "business/tech", pictured)
	n.arrange(ilbo.Home, ilbo.Slot{Place: ilbo.PlaceLead, Story: all[3]}, ilbo.Slot{Place: ilbo.PlaceLead, Story: all[2]},
		ilbo.Slot{Place: ilbo.PlaceSecond, Story: all[3]}, ilbo.Slot{Place: ilbo.PlaceSecond, Story: all[1]}, ilbo.Slot{Place: ilbo.PlaceSecond, Story: all[1]},
		ilbo.Slot{Place: ilbo.PlaceOpinion, Story: all[1]})
	h := n.home(ilbo.English)
	seen := map[ilbo.StoryID]bool{}
	for _, id := range standing(h) {
		if seen[id] {
			t.Errorf("story %d stands twice", id)
		}
		seen[id] = true
	}
	if len(seen) < 25 {
		t.Errorf("only %d stories stand on the front of a full paper", len(seen))
	}
	if h.Lead.ID != all[3] {
		t.Errorf("of two leads the front leads with %d, want the first, %d", h.Lead.ID, all[3])
	}
	var order []int
	for _, s := range h.Strips {
		if s.Section.ID.Sub() || s.Section.ID == "opinion" || s.Section.ID == "video" || s.Section.ID == "darkroom" {
			t.Errorf("%s has a strip", s.Section.ID)
		}
		order = append(order, s.Section.Position)
		for _, story := range s.Stories {
			if story.Section.Top() != s.Section.ID {
				t.Errorf("a story of %s stands in the strip of %s", story.Section, s.Section.ID)
			}
		}
		if len(s.Stories) == 0 || len(s.Stories) > 4 {
			t.Errorf("the strip of %s has %d stories", s.Section.ID, len(s.Stories))
		}
	}
	if !slices.IsSorted(order) {
		t.Errorf("the strips are not in the order of the menu: %v", order)
	}
	same(t, "photos", len(h.Photos), 5)
	same(t, "films", len(h.Films), 4)
}

func standing(h *front.Home) []ilbo.StoryID {
	list := slices.Concat(ids(h.Seconds), ids(h.Opinion), ids(h.Photos), ids(h.Films))
	if h.Lead != nil {
		list = append(list, h.Lead.ID)
	}
	for _, s := range h.Strips {
		list = append(list, ids(s.Stories)...)
	}
	return list
}

func TestAStripBeginsWithItsPicture(t *testing.T) {
	n := newPaper(t)
	n.several(6, "national", pictured)
	plain := n.several(2, "sports")
	shown := n.publish("sports", pictured)
	n.arrange(ilbo.Home)
	for _, s := range n.home(ilbo.English).Strips {
		if s.Section.ID == "sports" {
			same(t, "strip", ids(s.Stories), []ilbo.StoryID{shown, plain[0], plain[1]})
			return
		}
	}
	t.Error("sports has no strip")
}

func TestWhatMayNotBeSeenStandsNowhere(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	draft, spiked := n.draft("national", pictured), n.draft("national", pictured)
	n.must(n.desk.Spike(ctx, editor("han"), spiked.ID, "dull"))
	held, embargoed, killed := n.publish("national", pictured, essay, film), n.publish("national", pictured, essay, film), n.publish("opinion", pictured, essay, film)
	future := n.draft("national", pictured)
	n.must(n.desk.Publish(ctx, editor("han"), future.ID, ilbo.Printing{At: n.now.Add(time.Hour)}))
	open := n.publish("sports")
	hidden := []ilbo.StoryID{draft.ID, spiked.ID, held, embargoed, killed, future.ID}
	for _, id := range hidden {
		n.must(n.store.AddReads(ctx, map[ilbo.StoryID]int{id: 100}, n.now))
	}
	n.must(n.desk.Hold(ctx, editor("han"), held, "lawyers"))
	n.must(n.desk.Embargo(ctx, editor("han"), embargoed, n.now.Add(2*time.Hour), "agreed"))
	n.must(n.desk.Kill(ctx, editor("han"), killed, "wrong", "It was wrong."))
	var slots []ilbo.Slot
	for _, place := range []ilbo.Place{ilbo.PlaceLead, ilbo.PlaceSecond, ilbo.PlaceOpinion} {
		for _, id := range hidden {
			slots = append(slots, ilbo.Slot{Place: place, Story: id})
		}
	}
	n.arrange(ilbo.Home, slots...)
	n.arrange("national", slots...)
	h := n.home(ilbo.English)
	same(t, "home", slices.Concat(standing(h), ids(h.Latest), ids(h.MostRead)), []ilbo.StoryID{open, open})
	f := n.section("national")
	if f.Lead != nil || len(f.Seconds)+len(f.Stories)+len(f.MostRead) > 0 {
		t.Errorf("the section shows %+v", f)
	}
	n.now = n.now.Add(2 * time.Hour)
	if h := n.home(ilbo.English); h.Lead == nil || !slices.Contains(standing(h), embargoed) || !slices.Contains(standing(h), future.ID) {
		t.Errorf("when their time has come, the front shows %v", standing(h))
	}
}

func TestSectionFronts(t *testing.T) {
	n := newPaper(t)
	plain := n.publish("sports/baseball")
	lead := n.publish("sports", pictured)
	rest := n.several(40, "sports/football")
	n.publish("sports/more", korean)
	other := n.publish("business", pictured)
	f := n.section("sports")
	if f.Lead == nil || f.Lead.ID != lead {
		t.Fatalf("the lead is %v, want %d", f.Lead, lead)
	}
	same(t, "section", []ilbo.SectionID{f.Section.ID, f.Parent.ID}, []ilbo.SectionID{"sports", "sports"})
	same(t, "seconds", ids(f.Seconds), []ilbo.StoryID{plain, rest[0], rest[1]})
	same(t, "stories", ids(f.Stories), rest[2:31]) // 33 in all
	same(t, "subs", []int{len(f.Subs), len(n.section("sports/football").Subs)}, []int{3, 3})
	same(t, "keys", f.Keys, []ilbo.Key{ilbo.KeyFurniture, ilbo.KeySection("en", "sports"), ilbo.KeyFront("en", "sports"), ilbo.KeyMostRead("en")})

	sub := n.section("sports/football")
	same(t, "sub-section", []ilbo.SectionID{sub.Section.ID, sub.Parent.ID}, []ilbo.SectionID{"sports/football", "sports"})
	if sub.Lead == nil || sub.Lead.ID != rest[0] {
		t.Errorf("the sub-section's lead is %v, want %d", sub.Lead, rest[0])
	}
	same(t, "sub-section's seconds", ids(sub.Seconds), rest[1:4])

	n.arrange("sports", ilbo.Slot{Place: ilbo.PlaceLead, Story: rest[39]}, ilbo.Slot{Place: ilbo.PlaceSecond, Story: other})
	f = n.section("sports")
	if f.Lead.ID != rest[39] {
		t.Errorf("the lead is %d, want the editor's choice, %d", f.Lead.ID, rest[39])
	}
	same(t, "arranged seconds", ids(f.Seconds), []ilbo.StoryID{other, plain, lead})
}

func TestAnUnknownSectionIsNotFound(t *testing.T) {
	n := newPaper(t)
	for _, id := range []ilbo.SectionID{"nothing", "sports/nothing", "", "/", "SPORTS"} {
		if _, err := n.Section(context.Background(), ilbo.English, id, n.sections()); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("%q: got %v, want not found", id, err)
		}
	}
}

func TestWhatIsReadMostIsShownByHowOften(t *testing.T) {
	n := newPaper(t)
	all := n.several(9, "national")
	for i, id := range all {
		n.must(n.store.AddReads(t.Context(), map[ilbo.StoryID]int{id: i + 1}, n.now))
	}
	n.must(n.store.AddReads(t.Context(), map[ilbo.StoryID]int{all[0]: 1000}, n.now.Add(-73*time.Hour))) // too long ago
	list, err := n.MostRead(t.Context(), ilbo.English)
	n.must(err)
	want := []ilbo.StoryID{all[8], all[7], all[6], all[5], all[4], all[3], all[2]}
	same(t, "most read", ids(list), want)
	same(t, "on the front", ids(n.home(ilbo.English).MostRead), want)
	same(t, "in a section", ids(n.section("national").MostRead), want)
}

func TestAStoreThatFailsIsAnError(t *testing.T) {
	n := newPaper(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := n.Home(ctx, ilbo.English, n.sections()); err == nil || errors.Is(err, ilbo.NotFound) {
		t.Errorf("home: got %v", err)
	}
	if _, err := n.Section(ctx, ilbo.English, "sports", n.sections()); err == nil || errors.Is(err, ilbo.NotFound) {
		t.Errorf("section: got %v", err)
	}
	if _, err := n.MostRead(ctx, ilbo.English); err == nil {
		t.Error("most read: no error")
	}
}

// TestASecondLeadIsNotLost: there is one lead, and a story that stands in its
// slot too late still has its place on the front.
func TestASecondLeadIsNotLost(t *testing.T) {
	n := newPaper(t)
	all := n.several(6, "national", pictured)
	slots := []ilbo.Slot{{Place: ilbo.PlaceLead, Story: all[3]}, {Place: ilbo.PlaceLead, Story: all[1]}}
	n.arrange(ilbo.Home, slots...)
	n.arrange("national", slots...)
	want := []ilbo.StoryID{all[0], all[1], all[2]}
	h := n.home(ilbo.English)
	same(t, "seconds of the home front", ids(h.Seconds), append(want, all[4], all[5]))
	f := n.section("national")
	same(t, "seconds of the section", ids(f.Seconds), want)
}
