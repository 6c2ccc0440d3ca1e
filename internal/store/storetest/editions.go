package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// day is one of May 2026.
func day(n int) time.Time { return time.Date(2026, 5, n, 0, 0, 0, 0, time.UTC) }

// edition is one of a day with some stories on its first page.
func edition(date time.Time, version int, stories ...ilbo.StoryID) *ilbo.KeptEdition {
	sum := fmt.Sprintf("%064x", date.Day()*100+version)
	return &ilbo.KeptEdition{
		Edition: ilbo.Edition{Language: ilbo.English, Date: date, Since: date.Add(-19 * time.Hour), Closes: date.Add(5 * time.Hour), Number: 7, Version: version},
		Made:    date.Add(6 * time.Hour), By: "rahim", Lead: "Bridge closed",
		Pages: []ilbo.PrintedPage{{
			PagePlan: ilbo.PagePlan{Folio: 1, Kind: ilbo.FrontPage, Sections: []ilbo.SectionID{"national"}, Stories: stories}, Width: 350, Height: 550,
			Areas: []ilbo.Area{{Stories: stories, Title: "Bridge closed", Language: ilbo.English, X: 0.1, Y: 0.25, Width: 0.5, Height: 0.5}},
		}},
		Files: []ilbo.PrintFile{{Name: "paper.pdf", Type: "application/pdf", Sum: sum, Size: 1 << 20}},
	}
}

// days are those of editions, with their versions.
func days(all []ilbo.KeptEdition) (list []string) {
	for _, e := range all {
		list = append(list, fmt.Sprintf("%s-%d", e.Date.Format(time.DateOnly), e.Version))
	}
	return list
}

var editions = map[string]func(*testing.T, *paper){
	"a closed edition never changes, and readers get its newest version": func(_ *testing.T, p *paper) {
		first, second := p.put(story("Bridge closed", time.Hour)), p.put(story("Bridge open", time.Minute))
		one, two := edition(day(11), 1, first.ID, second.ID), edition(day(11), 2, second.ID)
		p.must(p.PutEdition(p.ctx, one))
		p.refuses(p.PutEdition(p.ctx, one), ilbo.Conflict)
		p.refuses(p.PutEdition(p.ctx, edition(day(11), 3, first.ID)), ilbo.Conflict)
		p.refuses(p.PutEdition(p.ctx, edition(day(12), 2, first.ID)), ilbo.Conflict)
		got, err := p.Edition(p.ctx, ilbo.English, day(11))
		p.must(err)
		p.same("edition", got, *one)
		p.must(p.PutEdition(p.ctx, two))
		got, err = p.Edition(p.ctx, ilbo.English, day(11))
		p.must(err)
		p.same("replate", got, *two)
		got, err = p.EditionVersion(p.ctx, ilbo.English, day(11), 1)
		p.must(err)
		p.same("first version", got, *one)
		all, err := p.EachEdition(p.ctx, ilbo.Edition{}, 9)
		p.must(err)
		p.same("all versions", all, []ilbo.KeptEdition{*one, *two})
		all, err = p.EachEdition(p.ctx, one.Edition, 9)
		p.must(err)
		p.same("those after the first", days(all), []string{"2026-05-11-2"})
		_, err = p.Edition(p.ctx, ilbo.Korean, day(11))
		p.refuses(err, ilbo.NotFound)
		_, err = p.EditionVersion(p.ctx, ilbo.English, day(11), 3)
		p.refuses(err, ilbo.NotFound)
	},
	"editions stand on a shelf by their days": func(_ *testing.T, p *paper) {
		id := p.put(story("Bridge closed", time.Hour)).ID
		for n := 9; n <= 12; n++ {
			p.must(p.PutEdition(p.ctx, edition(day(n), 1, id)))
		}
		p.must(p.PutEdition(p.ctx, edition(day(10), 2, id)))
		all, err := p.Editions(p.ctx, ilbo.English, time.Time{}, 3)
		p.must(err)
		p.same("shelf", days(all), []string{"2026-05-12-1", "2026-05-11-1", "2026-05-10-2"})
		all, err = p.Editions(p.ctx, ilbo.English, day(11), 9)
		p.must(err)
		p.same("before", days(all), []string{"2026-05-10-2", "2026-05-09-1"})
		all, err = p.EditionsAfter(p.ctx, ilbo.English, day(9), 2)
		p.must(err)
		p.same("after", days(all), []string{"2026-05-10-2", "2026-05-11-1"})
		n, err := p.EditionsBefore(p.ctx, ilbo.English, day(11))
		p.must(err)
		p.same("counted", n, 2)
		all, err = p.Editions(p.ctx, ilbo.Korean, time.Time{}, 9)
		p.must(err)
		p.same("of another language", len(all), 0)
	},
	"an edition is found by what its newest version prints": func(_ *testing.T, p *paper) {
		gone, stays := p.put(story("Bridge closed", time.Hour)).ID, p.put(story("Bridge open", time.Minute)).ID
		p.must(p.PutEdition(p.ctx, edition(day(10), 1, gone)))
		p.must(p.PutEdition(p.ctx, edition(day(11), 1, gone, stays)))
		p.must(p.PutEdition(p.ctx, edition(day(11), 2, stays)))
		all, err := p.EditionsWith(p.ctx, gone)
		p.must(err)
		p.same("with the one", days(all), []string{"2026-05-10-1"})
		all, err = p.EditionsWith(p.ctx, stays)
		p.must(err)
		p.same("with the other", days(all), []string{"2026-05-11-2"})
	},
	"an edition makes the pages stale that show editions": func(_ *testing.T, p *paper) {
		id := p.put(story("Bridge closed", time.Hour)).ID
		heard := p.touched(ilbo.KeyEditions(ilbo.English))
		p.must(p.PutEdition(p.ctx, edition(day(11), 1, id)))
		p.reaches("stale", heard, 1)
	},
	"an edition is ordered once": func(t *testing.T, p *paper) {
		for range 3 {
			p.must(p.OrderEdition(p.ctx, ilbo.English, day(11), 1))
		}
		p.must(p.OrderEdition(p.ctx, ilbo.English, day(11), 2))
		var mu sync.Mutex
		var made []string
		stop, err := p.Work(p.ctx, store.Followers{
			Index: func(context.Context, []ilbo.StoryID) error { return nil },
			Stale: func(context.Context, ilbo.Event) error { return nil },
			Edition: func(_ context.Context, l ilbo.Language, day time.Time, version int) error {
				mu.Lock()
				defer mu.Unlock()
				made = append(made, fmt.Sprintf("%s %s-%d", l, day.Format(time.DateOnly), version))
				return nil
			},
		})
		p.must(err)
		count := func() int {
			mu.Lock()
			defer mu.Unlock()
			return len(made)
		}
		p.reaches("made", count, 2)
		p.must(p.OrderEdition(p.ctx, ilbo.English, day(11), 1))
		p.must(p.OrderEdition(p.ctx, ilbo.Korean, day(11), 1))
		p.reaches("made", count, 3)
		p.must(stop(context.Background()))
		p.same("made", made, []string{"en 2026-05-11-1", "en 2026-05-11-2", "ko 2026-05-11-1"})
	},
}
