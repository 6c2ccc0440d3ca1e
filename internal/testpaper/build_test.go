package testpaper

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

func TestBuildMakesEveryStoryAsItWasLoaded(t *testing.T) {
	paper := loadSample(t)
	n := build(t, paper)
	if got, want := len(n.stories), len(paper.Stories); got != want {
		t.Fatalf("%d stories were built, want %d", got, want)
	}
	built := map[string]*ilbo.Story{}
	for _, s := range n.stories {
		built[string(s.Language)+s.Headline] = s
	}
	for i := range paper.Stories {
		want := &paper.Stories[i]
		got := built[string(want.Language)+want.Headline]
		if got == nil {
			t.Errorf("%s was not built", want.Foreign)
			continue
		}
		if err := got.Check(); err != nil {
			t.Errorf("%s: %v", want.Foreign, err)
		}
		for _, f := range got.Figures() {
			if !strings.HasPrefix(string(f.Picture), "drawn ") || f.Width == 0 || f.Height == 0 {
				t.Errorf("%s: the picture %q was not drawn", want.Foreign, f.Picture)
			}
		}
		for _, b := range got.Body {
			if v := b.Video; v != nil && (!strings.HasPrefix(string(v.Film), "shot ") || v.Duration == 0 || v.Poster.Width == 0) {
				t.Errorf("%s: the film %q was not shot", want.Foreign, v.Film)
			}
		}
		type fate struct {
			From        time.Time
			Public      bool
			Filed       time.Time
			Updated     time.Time
			Corrections []ilbo.Correction
			Kill        *ilbo.Kill
			Hold        *ilbo.Hold
			Spike       *ilbo.Spike
		}
		fateOf := func(s *ilbo.Story) fate {
			from, public := s.PublicFrom()
			return fate{from, public, s.Filed, s.Updated, s.Corrections, s.Kill, s.Hold, s.Spike}
		}
		if diff := cmp.Diff(fateOf(&want.Story), fateOf(got)); diff != "" {
			t.Errorf("%s (-loaded +built):\n%s", want.Foreign, diff)
		}
	}
	for _, j := range n.journalists {
		if !strings.HasPrefix(string(j.Picture), "drawn portrait ") {
			t.Errorf("%s has the portrait %q", j.ID, j.Picture)
		}
	}
}

func TestBuildPublishesInOrderAndNeverBeforeTheEmbargo(t *testing.T) {
	n := build(t, loadSample(t))
	var last ilbo.StoryID
	for id := ilbo.StoryID(1); int(id) <= len(n.stories); id++ {
		s := n.stories[id]
		if s.Published.IsZero() {
			continue
		}
		if last != 0 && s.Published.Before(n.stories[last].Published) {
			t.Errorf("story %d was published before story %d", id, last)
		}
		last = id
	}
	embargoes := 0
	for i, line := range n.log {
		if id, ok := strings.CutPrefix(line, "embargo "); ok {
			embargoes++
			if slices.Contains(n.log[:i], "publish "+id) {
				t.Errorf("story %s was public for a moment", id)
			}
		}
	}
	if embargoes == 0 {
		t.Error("nothing was embargoed")
	}
}

func TestBuildArrangesAFrontForEachLanguage(t *testing.T) {
	n := build(t, loadSample(t))
	if len(n.fronts) != 2 {
		t.Fatalf("%d fronts were arranged, want 2", len(n.fronts))
	}
	for _, front := range n.fronts {
		places := map[ilbo.Place]int{}
		for _, slot := range front.Slots {
			places[slot.Place]++
			s := n.stories[slot.Story]
			if s == nil || s.Language != front.Language || s.Published.IsZero() {
				t.Errorf("the front in %s has story %d at %s, which does not belong there", front.Language, slot.Story, slot.Place)
			}
		}
		if places[ilbo.PlaceLead] != 1 || places[ilbo.PlaceSecond] < 2 || places[ilbo.PlaceOpinion] < 2 {
			t.Errorf("the front in %s has %v, want one lead, two seconds or more and two of opinion or more", front.Language, places)
		}
		if len(front.Slots) > 0 && front.Slots[0].Place != ilbo.PlaceLead {
			t.Errorf("the front in %s begins with %s", front.Language, front.Slots[0].Place)
		}
	}
}

func TestBuildStopsAtTheFirstRefusalAndNamesTheStory(t *testing.T) {
	paper := loadSample(t)
	n := &notebook{stories: map[ilbo.StoryID]*ilbo.Story{}, refuse: "kill"}
	err := paper.Build(t.Context(), n)
	if !errors.Is(err, ilbo.Busy) || !strings.Contains(err.Error(), "kill sample:") {
		t.Errorf("Build gives %v, want the desk's refusal and the story that it refused", err)
	}
}

func TestBuildLeavesThePaperAsItWas(t *testing.T) {
	paper, fresh := loadSample(t), loadSample(t)
	build(t, paper)
	if diff := cmp.Diff(fresh.Stories, paper.Stories); diff != "" {
		t.Errorf("Build changed the stories (-before +after):\n%s", diff)
	}
}
