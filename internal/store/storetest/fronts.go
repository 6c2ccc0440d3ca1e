package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// home is a home front in English with stories beside the lead.
func home(stories ...ilbo.StoryID) ilbo.Front {
	f := ilbo.Front{ID: ilbo.Home, Language: ilbo.English}
	for _, id := range stories {
		f.Slots = append(f.Slots, ilbo.Slot{Place: ilbo.PlaceSecond, Story: id})
	}
	return f
}

// touched counts how often the followers hear of a key from now on.
func (p *paper) touched(key ilbo.Key) func() int {
	p.t.Helper()
	var mu sync.Mutex
	n := 0
	stop, err := p.Work(p.ctx, store.Followers{
		Index: func(context.Context, []ilbo.StoryID) error { return nil },
		Stale: func(_ context.Context, e ilbo.Event) error {
			mu.Lock()
			defer mu.Unlock()
			for _, k := range e.Keys {
				if k == key {
					n++
				}
			}
			return nil
		},
	})
	p.must(err)
	p.t.Cleanup(func() { stop(context.Background()) })
	return func() int {
		mu.Lock()
		defer mu.Unlock()
		return n
	}
}

// reaches waits until a count is at least so high.
func (p *paper) reaches(what string, count func() int, want int) {
	p.t.Helper()
	for deadline := time.Now().Add(15 * time.Second); count() < want; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			p.t.Fatalf("%s: %d, want %d", what, count(), want)
		}
	}
}

var fronts = map[string]func(*testing.T, *paper){
	"a front is as it was arranged last, and what it was before is kept": func(t *testing.T, p *paper) {
		_, err := p.Front(p.ctx, ilbo.Home, ilbo.English)
		p.refuses(err, ilbo.NotFound)
		first, second, third := home(), home(3, 0, 4), home(3)
		second.Slots[2].Until, second.By, second.At = noon.Add(time.Hour), "rahim", noon
		third.By, third.At, third.Again, third.Version = "asha", noon.Add(time.Minute), 2, 3
		for _, f := range []ilbo.Front{first, second, third} {
			p.must(p.PutFront(p.ctx, f))
		}
		first.Version, second.Version = 1, 2
		got, err := p.Front(p.ctx, ilbo.Home, ilbo.English)
		p.must(err)
		p.same("front", got, third)
		got, err = p.FrontVersion(p.ctx, ilbo.Home, ilbo.English, 2)
		p.must(err)
		p.same("the second version", got, second)
		_, err = p.FrontVersion(p.ctx, ilbo.Home, ilbo.English, 4)
		p.refuses(err, ilbo.NotFound)
		list, err := p.FrontVersions(p.ctx, ilbo.Home, ilbo.English, 0, 2)
		p.must(err)
		p.same("the last two versions", list, []ilbo.Front{third, second})
		list, err = p.FrontVersions(p.ctx, ilbo.Home, ilbo.English, 2, 10)
		p.must(err)
		p.same("versions before the second", list, []ilbo.Front{first})
		p.refuses(p.PutFront(p.ctx, home(make([]ilbo.StoryID, 1000)...)), ilbo.Invalid)

		korean := ilbo.Front{ID: "national", Language: ilbo.Korean}
		p.must(p.PutFront(p.ctx, korean))
		korean.Version = 1
		all, err := p.Fronts(p.ctx)
		p.must(err)
		p.same("all fronts", all, []ilbo.Front{third, korean})
		var each []ilbo.Front
		for after := (ilbo.Front{}); ; after = each[len(each)-1] {
			some, err := p.EachFront(p.ctx, after, 3)
			p.must(err)
			if len(some) == 0 {
				break
			}
			each = append(each, some...)
		}
		p.same("each version", each, []ilbo.Front{first, second, third, korean})
	},
	"a front is not published over somebody else's": func(t *testing.T, p *paper) {
		f := home(1)
		f.Version = 1
		p.must(p.PutFront(p.ctx, f))
		p.refuses(p.PutFront(p.ctx, f), ilbo.Conflict)
		f.Version = 3
		p.refuses(p.PutFront(p.ctx, f), ilbo.Conflict)
		var wg sync.WaitGroup
		answers := make([]error, 4)
		for i := range answers {
			wg.Go(func() {
				f := home(ilbo.StoryID(i + 10))
				f.Version = 2
				answers[i] = p.PutFront(p.ctx, f)
			})
		}
		wg.Wait()
		done := 0
		for _, err := range answers {
			if err == nil {
				done++
			} else if !errors.Is(err, ilbo.Conflict) {
				t.Error(err)
			}
		}
		p.same("how many of four were published", done, 1)
	},
	"work on a front goes on from what is there": func(t *testing.T, p *paper) {
		_, err := p.WorkingFront(p.ctx, ilbo.Home, ilbo.English)
		p.refuses(err, ilbo.NotFound)
		one := home(1)
		one.By, one.At = "asha", noon
		one, err = p.PutFrontStep(p.ctx, one, 0)
		p.must(err)
		p.same("the first step", one.Step, 1)
		_, err = p.Front(p.ctx, ilbo.Home, ilbo.English)
		p.refuses(err, ilbo.NotFound) // nobody published it
		_, err = p.PutFrontStep(p.ctx, home(2), 0)
		p.refuses(err, ilbo.Conflict)
		two := one
		two.Slots = home(1, 2).Slots
		two, err = p.PutFrontStep(p.ctx, two, one.Step)
		p.must(err)
		got, err := p.WorkingFront(p.ctx, ilbo.Home, ilbo.English)
		p.must(err)
		p.same("the work", got, two)
		got, back, err := p.FrontStep(p.ctx, ilbo.Home, ilbo.English, 2)
		p.must(err)
		p.same("the second step", got, two)
		p.same("leads back to", back, 1)
		working, err := p.WorkingFronts(p.ctx)
		p.must(err)
		p.same("all work", working, []ilbo.Front{two})

		published := two
		published.Version, published.Step = 1, 0
		p.must(p.PutFront(p.ctx, published))
		_, err = p.WorkingFront(p.ctx, ilbo.Home, ilbo.English)
		p.refuses(err, ilbo.NotFound)
		_, err = p.PutFrontStep(p.ctx, two, 2) // made on the version before
		p.refuses(err, ilbo.Conflict)
		next, err := p.PutFrontStep(p.ctx, published, 0)
		p.must(err)
		p.same("a number that was never used", next.Step, 3)
		for range 210 {
			next, err = p.PutFrontStep(p.ctx, next, next.Step)
			p.must(err)
		}
		_, _, err = p.FrontStep(p.ctx, ilbo.Home, ilbo.English, 2)
		p.refuses(err, ilbo.NotFound)
	},
	"a front's pages are stale at once and when a lock runs out": func(t *testing.T, p *paper) {
		heard := p.touched(ilbo.KeyFront(ilbo.English, ilbo.Home))
		f := home(1)
		f.Slots[0].Until = time.Now().Add(1500 * time.Millisecond)
		p.must(p.PutFront(p.ctx, f))
		p.reaches("at once", heard, 1)
		if n := heard(); time.Now().Before(f.Slots[0].Until) && n > 1 {
			t.Errorf("heard of %d times before the lock ran out", n)
		}
		p.reaches("when it runs out", heard, 2)
		if time.Now().Before(f.Slots[0].Until) {
			t.Error("the lock had not run out yet")
		}
	},
	"a weight is the story's until it is taken away": func(t *testing.T, p *paper) {
		ids := p.fill(4, func(i int, s *ilbo.Story) {
			if i == 3 {
				s.Published = time.Time{}
			}
		})
		weigh := func(id ilbo.StoryID, w ilbo.Weight, after time.Duration) {
			t.Helper()
			p.must(p.PutWeight(p.ctx, ilbo.Weighing{Story: id, Weight: w, By: "rahim", At: noon.Add(after)}))
		}
		weigh(ids[0], 1, 0)
		weigh(ids[1], -2, time.Minute)
		weigh(ids[2], 3, 2*time.Minute)
		weigh(ids[3], 3, 3*time.Minute) // not public
		weigh(ids[0], 2, 4*time.Minute)
		weigh(ids[2], 0, 5*time.Minute)
		got, err := p.Weighted(p.ctx, ilbo.English, 10, noon)
		p.must(err)
		teasers, err := p.TeasersByID(p.ctx, []ilbo.StoryID{ids[0], ids[1]}, noon)
		p.must(err)
		p.same("weighted", got, []ilbo.Weighted{{Teaser: teasers[0], Weight: 2}, {Teaser: teasers[1], Weight: -2}})
		got, err = p.Weighted(p.ctx, ilbo.English, 1, noon)
		p.must(err)
		p.same("the last one", len(got), 1)
		got, err = p.Weighted(p.ctx, ilbo.Korean, 10, noon)
		p.must(err)
		p.same("in Korean", len(got), 0)
		each, err := p.EachWeight(p.ctx, ids[0], 10)
		p.must(err)
		p.same("those behind the first", []ilbo.StoryID{each[0].Story, each[1].Story}, []ilbo.StoryID{ids[1], ids[3]})
		p.same("who", each[0], ilbo.Weighing{Story: ids[1], Weight: -2, By: "rahim", At: noon.Add(time.Minute)})
	},
	"a banner is told of when it begins and ends": func(t *testing.T, p *paper) {
		heard := p.touched(ilbo.KeyBanner(ilbo.Korean))
		b := ilbo.Banner{Text: ilbo.Words{ilbo.Korean: "첫눈"}, Story: 7, From: kept(time.Now().Add(1200 * time.Millisecond)), Until: kept(time.Now().Add(2200 * time.Millisecond)), By: "rahim", At: noon}
		id, err := p.PutBanner(p.ctx, b)
		p.must(err)
		p.reaches("at once, at its begin and at its end", heard, 3)
		if time.Now().Before(b.Until) {
			t.Error("it had not ended yet")
		}
		b.ID = id
		other := ilbo.Banner{ID: 40, Text: ilbo.Words{ilbo.English: "Snow"}, From: noon, Until: noon.Add(time.Hour), By: "asha", At: noon}
		_, err = p.PutBanner(p.ctx, other)
		p.must(err)
		p.must(p.EndBanner(p.ctx, 40, "rahim", noon.Add(time.Minute)))
		p.refuses(p.EndBanner(p.ctx, 40, "rahim", noon), ilbo.Conflict)
		p.refuses(p.EndBanner(p.ctx, 99, "rahim", noon), ilbo.Conflict)
		p.reaches("when it is taken down", heard, 4)
		other.Ended, other.EndedBy = noon.Add(time.Minute), "rahim"
		list, err := p.Banners(p.ctx, 5)
		p.must(err)
		p.same("banners", list, []ilbo.Banner{other, b})
		next, err := p.PutBanner(p.ctx, ilbo.Banner{Text: ilbo.Words{ilbo.English: "More snow"}, From: noon, Until: noon})
		p.must(err)
		p.same("the next number", next, int64(41))
		list, err = p.EachBanner(p.ctx, id, 1)
		p.must(err)
		p.same("behind the first", list, []ilbo.Banner{other})
	},
}

// kept is a moment as a store keeps it.
func kept(t time.Time) time.Time { return time.UnixMilli(t.UnixMilli()).UTC() }
