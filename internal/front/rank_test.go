package front

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"ilbo.press"
)

// some are stories of the last days, two of them perhaps of one moment, the newest
// first.
func some(r *rand.Rand, n int) []ilbo.Teaser {
	list := make([]ilbo.Teaser, n)
	for i := range list {
		list[i] = ilbo.Teaser{ID: ilbo.StoryID(i + 1), Published: time.Unix(1_780_000_000-int64(r.IntN(400))*900, 0)}
	}
	slices.SortFunc(list, func(a, b ilbo.Teaser) int {
		if c := b.Published.Compare(a.Published); c != 0 {
			return c
		}
		return int(b.ID - a.ID)
	})
	return list
}

func weights(r *rand.Rand, list []ilbo.Teaser) map[ilbo.StoryID]ilbo.Weight {
	w := map[ilbo.StoryID]ilbo.Weight{}
	for _, t := range list {
		if r.IntN(3) == 0 {
			w[t.ID] = ilbo.MinWeight + ilbo.Weight(r.IntN(int(ilbo.MaxWeight-ilbo.MinWeight)+1))
		}
	}
	return w
}

func place(list []ilbo.Teaser, id ilbo.StoryID) int {
	return slices.IndexFunc(list, func(t ilbo.Teaser) bool { return t.ID == id })
}

func TestWithoutWeightsTheNewestComesFirst(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		list := some(r, 1+r.IntN(40))
		got := slices.Clone(list)
		rank(got, map[ilbo.StoryID]ilbo.Weight{}, homeHalfLife)
		for i := range list {
			if got[i].ID != list[i].ID {
				t.Fatalf("at %d stands story %d, want %d", i, got[i].ID, list[i].ID)
			}
		}
		same := map[ilbo.StoryID]ilbo.Weight{}
		for _, s := range list {
			same[s.ID] = 2
		}
		rank(got, same, sectionHalfLife)
		for i := range list {
			if got[i].ID != list[i].ID {
				t.Fatalf("where all weigh the same, at %d stands story %d, want %d", i, got[i].ID, list[i].ID)
			}
		}
	}
}

// A story that is made newer, or heavier, never falls, and one half-life later is
// as good as one weight more.
func TestNewerAndHeavierStoriesDoNotFall(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		list := some(r, 2+r.IntN(40))
		w := weights(r, list)
		rank(list, w, homeHalfLife)
		at := r.IntN(len(list))
		id := list[at].ID

		newer := slices.Clone(list)
		newer[at].Published = newer[at].Published.Add(time.Duration(r.IntN(50)) * time.Hour)
		rank(newer, w, homeHalfLife)
		if place(newer, id) > at {
			t.Fatalf("a newer story fell from %d to %d", at, place(newer, id))
		}
		heavier := slices.Clone(list)
		before := w[id]
		w[id] += ilbo.Weight(r.IntN(4))
		rank(heavier, w, homeHalfLife)
		if place(heavier, id) > at {
			t.Fatalf("a heavier story fell from %d to %d", at, place(heavier, id))
		}
		shifted := slices.Clone(list)
		shifted[at].Published = shifted[at].Published.Add(time.Duration(w[id]-before) * homeHalfLife)
		w[id] = before
		rank(shifted, w, homeHalfLife)
		for i := range shifted {
			if shifted[i].ID != heavier[i].ID {
				t.Fatalf("so many half-lives later and so many weights heavier are not the same at %d", i)
			}
		}
	}
}

func TestFrontsTurnOverAtTheirOwnPace(t *testing.T) {
	now := time.Unix(1_780_000_000, 0)
	list := []ilbo.Teaser{{ID: 1, Published: now}, {ID: 2, Published: now.Add(-10 * time.Hour)}}
	w := map[ilbo.StoryID]ilbo.Weight{2: 1}
	rank(list, w, HalfLife(ilbo.Home))
	if list[0].ID != 1 {
		t.Error("ten hours are more than a weight on the home front")
	}
	rank(list, w, HalfLife("sports"))
	if list[0].ID != 2 {
		t.Error("ten hours are less than a weight on a section's front")
	}
}
