package front_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
)

var (
	chief  = ilbo.Staff{Login: "rahim", Role: ilbo.ChiefEditor}
	sports = ilbo.Staff{Login: "mina", Role: ilbo.SectionEditor, Sections: []ilbo.SectionID{"sports"}}
)

// refused checks that err has a reason.
func refused(t *testing.T, err error, want front.Reason) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

func (n *paper) work(id ilbo.FrontID) ilbo.Front {
	n.t.Helper()
	f, err := n.Work(n.t.Context(), id, ilbo.English)
	n.must(err)
	return f
}

// puts puts stories beside the lead, the first one first, and keeps that.
func (n *paper) puts(by ilbo.Staff, id ilbo.FrontID, stories ...ilbo.StoryID) ilbo.Front {
	n.t.Helper()
	f := n.work(id)
	f.Slots = nil
	for i, s := range stories {
		n.must(front.Put(&f, ilbo.PlaceSecond, i, s))
	}
	f, err := n.Arrange(n.t.Context(), by, f)
	n.must(err)
	return f
}

func TestWorkIsNotPublicUntilItIsPublished(t *testing.T) {
	n := newPaper(t)
	all := n.several(8, "national", pictured)
	before := ids(n.home(ilbo.English).Seconds)
	f := n.puts(chief, ilbo.Home, all[7], all[6])
	same(t, "what readers see", ids(n.home(ilbo.English).Seconds), before)
	proof, err := n.Proof().Home(t.Context(), ilbo.English)
	n.must(err)
	same(t, "the proof", ids(proof.Seconds), []ilbo.StoryID{all[7], all[6], all[1], all[2], all[3]})
	f, err = n.Publish(t.Context(), chief, ilbo.Home, ilbo.English, f.Version, f.Step)
	n.must(err)
	same(t, "what readers see then", ids(n.home(ilbo.English).Seconds), ids(proof.Seconds))
	same(t, "version", []any{f.Version, f.By, f.At}, []any{1, "rahim", n.now})
	_, err = n.Publish(t.Context(), chief, ilbo.Home, ilbo.English, f.Version, 0)
	refused(t, err, front.NothingNew)
	log, err := n.store.AuditLog(t.Context(), ilbo.AuditQuery{On: "front:en:home", Limit: 5})
	n.must(err)
	if len(log) != 1 || log[0].Deed != ilbo.DeedArrange || log[0].Who != "rahim" {
		t.Errorf("the log says %+v", log)
	}
}

func TestNobodysWorkIsOverwritten(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	all := n.several(8, "national", pictured)
	base := n.work(ilbo.Home)
	theirs := n.puts(chief, ilbo.Home, all[3])
	mine := base
	n.must(front.Put(&mine, ilbo.PlaceLead, 0, all[5]))
	_, err := n.Arrange(ctx, chief, mine)
	var clash *front.Clash
	if !errors.As(err, &clash) || !errors.Is(err, ilbo.Conflict) {
		t.Fatalf("got %v, want a clash", err)
	}
	same(t, "mine", clash.Yours.Slots, []ilbo.Slot{{Place: ilbo.PlaceLead, Story: all[5]}})
	same(t, "theirs", clash.Theirs.Slots, theirs.Slots)
	same(t, "what is kept", n.work(ilbo.Home), theirs)

	again, err := n.Publish(ctx, chief, ilbo.Home, ilbo.English, theirs.Version, theirs.Step)
	n.must(err)
	for what, try := range map[string]func() error{
		"publishing": func() error {
			_, err := n.Publish(ctx, chief, ilbo.Home, ilbo.English, theirs.Version, theirs.Step)
			return err
		},
		"arranging": func() error { _, err := n.Arrange(ctx, chief, theirs); return err },
		"undoing":   func() error { _, err := n.Back(ctx, chief, ilbo.Home, ilbo.English, 0, theirs.Step); return err },
		"dropping":  func() error { _, err := n.Drop(ctx, chief, ilbo.Home, ilbo.English, 0, theirs.Step); return err },
		"restoring": func() error { _, err := n.Restore(ctx, chief, ilbo.Home, ilbo.English, 0, 1); return err },
	} {
		if err := try(); !errors.As(err, &clash) || clash.Theirs.Version != again.Version {
			t.Errorf("%s what somebody else published meanwhile: %v", what, err)
		}
	}
}

func TestStepsAreUndoneOneByOne(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	all := n.several(8, "national", pictured)
	n.arrange(ilbo.Home, ilbo.Slot{Place: ilbo.PlaceSecond, Story: all[1]})
	for i := 2; i < 5; i++ {
		n.puts(chief, ilbo.Home, all[i])
	}
	back := func() (ilbo.Front, error) {
		f := n.work(ilbo.Home)
		return n.Back(ctx, chief, ilbo.Home, ilbo.English, f.Version, f.Step)
	}
	for i := 3; i > 0; i-- {
		f, err := back()
		n.must(err)
		same(t, "a step back", f.Slots, []ilbo.Slot{{Place: ilbo.PlaceSecond, Story: all[i]}})
	}
	f, err := back()
	if err != nil || f.Slots[0].Story != all[1] { // the way to the version, and no further
		t.Errorf("%v %v", f.Slots, err)
	}
	n.puts(chief, ilbo.Home, all[6])
	f = n.work(ilbo.Home)
	f, err = n.Drop(ctx, chief, ilbo.Home, ilbo.English, f.Version, f.Step)
	n.must(err)
	same(t, "dropped", f.Slots[0].Story, all[1])
	f, err = back()
	n.must(err)
	same(t, "not dropped after all", f.Slots[0].Story, all[6])
}

func TestAnEarlierFrontIsPublishedAgain(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	all := n.several(8, "national", pictured)
	publish := func(id ilbo.StoryID) {
		f := n.puts(chief, ilbo.Home, id)
		_, err := n.Publish(ctx, chief, ilbo.Home, ilbo.English, f.Version, f.Step)
		n.must(err)
	}
	publish(all[5])
	publish(all[6])
	n.puts(chief, ilbo.Home, all[7])
	_, err := n.Restore(ctx, chief, ilbo.Home, ilbo.English, 2, 1)
	refused(t, err, front.Unfinished)
	f := n.work(ilbo.Home)
	_, err = n.Drop(ctx, chief, ilbo.Home, ilbo.English, f.Version, f.Step)
	n.must(err)
	_, err = n.Restore(ctx, chief, ilbo.Home, ilbo.English, 2, 2)
	refused(t, err, front.NothingNew)
	_, err = n.Restore(ctx, chief, ilbo.Home, ilbo.English, 2, 9)
	if !errors.Is(err, ilbo.NotFound) {
		t.Errorf("a version that never was: %v", err)
	}
	f, err = n.Restore(ctx, chief, ilbo.Home, ilbo.English, 2, 1)
	n.must(err)
	same(t, "the third version", []any{f.Version, f.Again, n.home(ilbo.English).Seconds[0].ID}, []any{3, 1, all[5]})
	list, err := n.History(ctx, ilbo.Home, ilbo.English, 0, 10)
	n.must(err)
	same(t, "history", []int{list[0].Version, list[1].Version, list[2].Version}, []int{3, 2, 1})
	f, err = n.Restore(ctx, chief, ilbo.Home, ilbo.English, 3, 0) // as it was before anybody arranged it
	n.must(err)
	same(t, "a front that nobody arranged", len(f.Slots), 0)
}

func TestALockEndsByItself(t *testing.T) {
	n := newPaper(t)
	all := n.several(9, "national", pictured)
	f := n.puts(chief, ilbo.Home, all[6], all[7], all[8])
	n.must(front.Lock(&f, ilbo.PlaceSecond, 1, n.now.Add(time.Hour), n.now))
	f, err := n.Arrange(t.Context(), chief, f)
	n.must(err)
	_, err = n.Publish(t.Context(), chief, ilbo.Home, ilbo.English, f.Version, f.Step)
	n.must(err)
	same(t, "locked", ids(n.home(ilbo.English).Seconds), []ilbo.StoryID{all[6], all[7], all[8], all[1], all[2]})
	n.now = n.now.Add(time.Hour - time.Millisecond)
	same(t, "until its last moment", n.home(ilbo.English).Seconds[1].ID, all[7])
	n.now = n.now.Add(time.Millisecond)
	same(t, "free again, and the others where they were", ids(n.home(ilbo.English).Seconds), []ilbo.StoryID{all[6], all[1], all[8], all[2], all[3]})
	b, err := n.Board(t.Context(), ilbo.Home, ilbo.English)
	n.must(err)
	if b.Changed() || b.Stands[1].Spots[1].Chosen || !b.Stands[1].Spots[2].Chosen {
		t.Errorf("the board shows %+v", b.Stands[1])
	}
}

func TestLocksDoNotBringBackWhatWasTakenAway(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	all := n.several(9, "national", pictured)
	f := n.puts(chief, ilbo.Home, all[6], all[7], all[8])
	for at := range 3 {
		n.must(front.Lock(&f, ilbo.PlaceSecond, at, n.now.Add(24*time.Hour), n.now))
	}
	n.must(front.Put(&f, ilbo.PlaceLead, 0, all[5]))
	f, err := n.Arrange(ctx, chief, f)
	n.must(err)
	_, err = n.Publish(ctx, chief, ilbo.Home, ilbo.English, f.Version, f.Step)
	n.must(err)
	n.must(n.desk.Kill(ctx, editor("han"), all[5], "wrong", "It was wrong."))
	n.must(n.desk.Kill(ctx, editor("han"), all[6], "wrong", "It was wrong."))
	n.must(n.desk.Hold(ctx, editor("han"), all[7], "lawyers"))
	n.must(n.desk.Embargo(ctx, editor("han"), all[8], n.now.Add(48*time.Hour), "agreed"))
	for range 30 { // every hour of the locks, and some more
		for _, id := range standing(n.home(ilbo.English)) {
			if slices.Contains(all[5:], id) {
				t.Fatalf("at %v story %d stands on the front", n.now, id)
			}
		}
		n.now = n.now.Add(time.Hour)
	}
}

func TestEveryPlaceOfTheHomeFrontIsArranged(t *testing.T) {
	n := newPaper(t)
	whole(n)
	strip := n.several(6, "world/asia")
	f := n.work(ilbo.Home)
	want := map[ilbo.Place]ilbo.StoryID{}
	for i, p := range []ilbo.Place{ilbo.PlaceLead, ilbo.PlaceSecond, ilbo.PlaceOpinion, ilbo.PlacePhotos, ilbo.PlaceFilms, ilbo.PlaceStrip("business")} {
		want[p] = strip[i]
		n.must(front.Put(&f, p, 0, strip[i]))
	}
	f, err := n.Arrange(t.Context(), chief, f)
	n.must(err)
	_, err = n.Publish(t.Context(), chief, ilbo.Home, ilbo.English, f.Version, f.Step)
	n.must(err)
	h := n.home(ilbo.English)
	got := map[ilbo.Place]ilbo.StoryID{ilbo.PlaceLead: h.Lead.ID, ilbo.PlaceSecond: h.Seconds[0].ID, ilbo.PlaceOpinion: h.Opinion[0].ID, ilbo.PlacePhotos: h.Photos[0].ID, ilbo.PlaceFilms: h.Films[0].ID}
	for _, s := range h.Strips {
		if s.Section.ID == "business" {
			got[ilbo.PlaceStrip("business")] = s.Stories[0].ID
		}
	}
	same(t, "the first of each place", got, want)
}

func TestWhatNoFrontCanHaveIsRefused(t *testing.T) {
	n := newPaper(t)
	all := n.several(3, "national", pictured)
	draft, foreign := n.draft("national").ID, n.publish("national", korean)
	slot := func(p ilbo.Place, id ilbo.StoryID) []ilbo.Slot { return []ilbo.Slot{{Place: p, Story: id}} }
	for name, c := range map[string]struct {
		by   ilbo.Staff
		f    ilbo.Front
		want front.Reason
	}{
		"a story that is not public":     {chief, ilbo.Front{ID: ilbo.Home, Slots: slot(ilbo.PlaceLead, draft)}, front.NotPublic},
		"a story that is not there":      {chief, ilbo.Front{ID: ilbo.Home, Slots: slot(ilbo.PlaceLead, 9999)}, front.NotPublic},
		"a story in another language":    {chief, ilbo.Front{ID: ilbo.Home, Slots: slot(ilbo.PlaceLead, foreign)}, front.OtherLanguage},
		"a place that is not there":      {chief, ilbo.Front{ID: ilbo.Home, Slots: slot("corner", all[0])}, front.NoSuchSpot},
		"a strip of a sub-section":       {chief, ilbo.Front{ID: ilbo.Home, Slots: slot(ilbo.PlaceStrip("national/law"), all[0])}, front.NoSuchSpot},
		"opinion on a section's front":   {chief, ilbo.Front{ID: "national", Slots: slot(ilbo.PlaceOpinion, all[0])}, front.NoSuchSpot},
		"a front that is not there":      {chief, ilbo.Front{ID: "nowhere"}, front.NoSuchFront},
		"two leads":                      {chief, ilbo.Front{ID: ilbo.Home, Slots: append(slot(ilbo.PlaceLead, all[0]), slot(ilbo.PlaceLead, all[1])...)}, front.TooManyThere},
		"a story twice":                  {chief, ilbo.Front{ID: ilbo.Home, Slots: append(slot(ilbo.PlaceLead, all[0]), slot(ilbo.PlaceSecond, all[0])...)}, front.Twice},
		"a lock for ever":                {chief, ilbo.Front{ID: ilbo.Home, Slots: []ilbo.Slot{{Place: ilbo.PlaceLead, Story: all[0], Until: n.now.AddDate(2, 0, 0)}}}, front.BadLock},
		"the home front, by sports":      {sports, ilbo.Front{ID: ilbo.Home, Slots: slot(ilbo.PlaceLead, all[0])}, front.NotYours},
		"another section's, by sports":   {sports, ilbo.Front{ID: "national", Slots: slot(ilbo.PlaceLead, all[0])}, front.NotYours},
		"their own section's, by sports": {sports, ilbo.Front{ID: "sports", Slots: slot(ilbo.PlaceLead, all[0])}, ""},
		"a part of their own section's":  {sports, ilbo.Front{ID: "sports/football", Slots: slot(ilbo.PlaceLead, all[0])}, ""},
		"the home front, by the program": {ilbo.Itself("test"), ilbo.Front{ID: ilbo.Home, Slots: slot(ilbo.PlaceLead, all[0])}, ""},
		"the home front, by a reporter":  {ilbo.Staff{Login: "asha", Role: ilbo.Reporter}, ilbo.Front{ID: ilbo.Home}, front.NotYours},
		"the home front, by a publisher": {ilbo.Staff{Login: "boss", Role: ilbo.Publisher}, ilbo.Front{ID: ilbo.Home}, front.NotYours},
		"the home front, in no language": {chief, ilbo.Front{ID: ilbo.Home, Language: "xx"}, front.NoSuchFront},
	} {
		if c.f.Language == "" {
			c.f.Language = ilbo.English
		}
		c.f.Step = n.work(c.f.ID).Step
		_, err := n.Arrange(t.Context(), c.by, c.f)
		if c.want == "" && err != nil {
			t.Errorf("%s: %v", name, err)
		} else if c.want != "" && !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

func TestAHeavyStoryStaysUpAndALightOneSinks(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	old := n.publish("sports", pictured)
	n.must(n.Weigh(ctx, sports, old, 3))
	n.now = n.now.Add(15 * time.Hour)
	fresh := n.several(70, "national", pictured) // more than the front looks through
	if h := n.home(ilbo.English); h.Lead.ID != old {
		t.Errorf("three half-lives up, the lead is %d", h.Lead.ID)
	}
	n.now = n.now.Add(6 * time.Hour)
	newer := n.publish("national", pictured)
	if h := n.home(ilbo.English); h.Lead.ID != newer {
		t.Errorf("after them the lead is %d, want the newest, %d", h.Lead.ID, newer)
	}
	n.must(n.Weigh(ctx, chief, newer, -3))
	same(t, "latest is by the clock alone", ids(n.home(ilbo.English).Latest)[:2], []ilbo.StoryID{newer, fresh[0]})
	if slices.Contains(standing(n.home(ilbo.English))[:5], newer) {
		t.Error("a light story stands beside the lead")
	}
	n.must(n.Weigh(ctx, chief, newer, 0))
	if h := n.home(ilbo.English); h.Lead.ID != newer {
		t.Errorf("without its weight it leads again: %d", h.Lead.ID)
	}
	refused(t, n.Weigh(ctx, sports, newer, 1), front.NotYours)
	refused(t, n.Weigh(ctx, chief, newer, 4), front.BadWeight)
	refused(t, n.Weigh(ctx, chief, n.draft("national").ID, 1), front.NotPublic)
}

// TestWhateverEditorsDoAFrontIsSound arranges, locks, weighs and takes back at
// random, and looks at what readers see after each.
func TestWhateverEditorsDoAFrontIsSound(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	whole(n)
	pool := slices.Concat(n.several(10, "national", pictured), n.several(5, "business"), n.several(5, "opinion"), n.several(3, "darkroom", essay), n.several(3, "video", film))
	places := []ilbo.Place{ilbo.PlaceLead, ilbo.PlaceSecond, ilbo.PlaceOpinion, ilbo.PlacePhotos, ilbo.PlaceFilms, ilbo.PlaceStrip("national"), ilbo.PlaceStrip("world")}
	gone := map[ilbo.StoryID]bool{}
	r := rand.New(rand.NewPCG(5, 6))
	for step := range 150 {
		f := n.work(ilbo.Home)
		id, p, at := pool[r.IntN(len(pool))], places[r.IntN(len(places))], r.IntN(6)
		said := ""
		switch r.IntN(9) {
		case 0, 1, 2, 3:
			said = fmt.Sprint("put ", id, p, at, front.Put(&f, p, at, id))
		case 4:
			said = fmt.Sprint("off ", p, at, front.Off(&f, p, at))
		case 5:
			said = fmt.Sprint("move ", p, at, front.Move(&f, p, at, 1-2*r.IntN(2)))
		case 6:
			said = fmt.Sprint("lock ", p, at, front.Lock(&f, p, at, n.now.Add(time.Duration(1+r.IntN(90))*time.Minute), n.now))
		case 7:
			if !gone[id] {
				n.must(n.Weigh(ctx, chief, id, ilbo.Weight(r.IntN(7)-3)))
			}
		case 8:
			if step > 60 && !gone[id] && len(gone) < 8 {
				n.must(n.desk.Hold(ctx, editor("han"), id, "lawyers"))
				gone[id] = true
			}
		}
		next, err := n.Arrange(ctx, chief, f)
		if err != nil && !errors.Is(err, front.NotPublic) {
			t.Fatalf("step %d, %s: %v", step, said, err)
		}
		if err == nil && next.Step != 0 {
			if _, err := n.Publish(ctx, chief, ilbo.Home, ilbo.English, next.Version, next.Step); err != nil && !errors.Is(err, front.NothingNew) {
				t.Fatalf("step %d, %s: %v", step, said, err)
			}
		}
		n.now = n.now.Add(time.Duration(r.IntN(20)) * time.Minute)
		n.sound(gone, fmt.Sprintf("step %d, %s", step, said))
	}
	if len(gone) < 3 {
		t.Error("too little was taken back to say anything")
	}
}

// sound checks the home front: no story twice, none that may not be seen, and
// every slot that holds as an editor left it.
func (n *paper) sound(gone map[ilbo.StoryID]bool, when string) {
	n.t.Helper()
	b, err := n.Board(n.t.Context(), ilbo.Home, ilbo.English)
	n.must(err)
	seen := map[ilbo.StoryID]bool{}
	for _, id := range standing(n.home(ilbo.English)) {
		if seen[id] || gone[id] {
			n.t.Fatalf("%s: story %d stands twice (%v), or may not be seen (%v)", when, id, seen[id], gone[id])
		}
		seen[id] = true
	}
	for _, stand := range b.Stands {
		for i, slot := range b.Public.In(stand.Place) {
			if !slot.Holds(n.now) || gone[slot.Story] {
				continue
			}
			if i >= len(stand.Spots) || stand.Spots[i].Story == nil || stand.Spots[i].Story.ID != slot.Story || !stand.Spots[i].Chosen {
				n.t.Fatalf("%s: in spot %d of %s an editor put %d, and there is %+v", when, i, stand.Place, slot.Story, stand.Spots)
			}
		}
	}
}
