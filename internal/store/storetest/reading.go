package storetest

import (
	"sync"
	"testing"
	"time"

	"ilbo.press"
)

// depth is one reading that got to a quarter and lasted for so many of the spans.
func depth(quarter, times int) (d ilbo.Depth) {
	d.Told = 1
	for i := range quarter {
		d.Quarters[i] = 1
	}
	for i := range times {
		d.Times[i] = 1
	}
	return d
}

var seoul = time.FixedZone("KST", 9*60*60)

// week asks for the seven days up to a moment after noon in Seoul, and those before.
func week() ilbo.ReadQuery {
	return ilbo.ReadQuery{From: time.Date(2026, 5, 6, 0, 0, 0, 0, seoul), To: noon.In(seoul).Add(time.Hour), WasFrom: time.Date(2026, 4, 29, 0, 0, 0, 0, seoul),
		WasTo: noon.In(seoul).Add(time.Hour).AddDate(0, 0, -7), Limit: 9}
}

var reading = map[string]func(*testing.T, *paper){
	"how far stories are read adds up, and is compared": func(t *testing.T, p *paper) {
		ids := p.fill(3, func(i int, s *ilbo.Story) {
			switch i {
			case 1:
				s.Section = "national/politics"
			case 2:
				s.Section, s.Language = "nationals", ilbo.Korean
			}
		})
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{ids[0]: 5, ids[1]: 7, ids[2]: 1}, noon))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{ids[0]: 3, ids[1]: 100}, noon.AddDate(0, 0, -7)))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{ids[0]: 2}, noon.AddDate(0, 0, -6)))
		p.must(p.AddDepth(p.ctx, "2026-05-12", map[ilbo.StoryID]ilbo.Depth{ids[0]: depth(4, 3), ids[1]: depth(1, 0), 99_999: depth(1, 1)}))
		p.must(p.AddDepth(p.ctx, "2026-05-12", map[ilbo.StoryID]ilbo.Depth{ids[0]: depth(2, 1)}))
		p.must(p.AddDepth(p.ctx, "2026-05-05", map[ilbo.StoryID]ilbo.Depth{ids[0]: depth(4, 6)})) // the week before
		both := depth(4, 3)
		both.Add(depth(2, 1))
		first, second := ilbo.ReadStory{Story: ids[0], N: 7, Was: 3, Depth: both}, ilbo.ReadStory{Story: ids[1], N: 7, Was: 100, Depth: depth(1, 0)}
		q := week()
		got, err := p.ReadStories(p.ctx, q, noon)
		p.must(err)
		p.same("all", got, []ilbo.ReadStory{first, second, {Story: ids[2], N: 1}})
		q.Section = "national"
		got, err = p.ReadStories(p.ctx, q, noon)
		p.must(err)
		p.same("of a section and its parts", got, []ilbo.ReadStory{first, second})
		q.Section, q.Language = "", ilbo.Korean
		got, err = p.ReadStories(p.ctx, q, noon)
		p.must(err)
		p.same("in Korean", got, []ilbo.ReadStory{{Story: ids[2], N: 1}})
		q = week()
		q.Limit = 1
		got, err = p.ReadStories(p.ctx, q, noon)
		p.must(err)
		p.same("the first", got, []ilbo.ReadStory{first})
		q = week()
		q.Story = ids[0]
		days, err := p.ReadDays(p.ctx, q)
		p.must(err)
		p.same("the days of a story", days, []ilbo.ReadDay{{Day: "2026-05-06", N: 2}, {Day: "2026-05-12", N: 5, Depth: both}})
	},
	"stories that readers do not see are in no list of what is read": func(t *testing.T, p *paper) {
		held := p.put(story("Held", time.Hour))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{held.ID: 5}, noon))
		held.Hold = &ilbo.Hold{By: "lee", At: noon, Reason: "a call"}
		p.must(p.PutStory(p.ctx, held))
		later := story("Later", -2*time.Hour)
		p.must(p.PutStory(p.ctx, later))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{later.ID: 5}, noon))
		got, err := p.ReadStories(p.ctx, week(), noon)
		p.must(err)
		for _, r := range got {
			if r.Story == later.ID {
				t.Errorf("a story of the future is listed: %+v", got)
			}
		}
	},
	"hours are summed up to days, and days to months, once": func(t *testing.T, p *paper) {
		ids := p.fill(2, nil)
		night := time.Date(2026, 5, 6, 15, 30, 0, 0, time.UTC) // after midnight in Seoul
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{ids[0]: 2, ids[1]: 1}, night))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{ids[0]: 3}, night.Add(20*time.Hour)))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{ids[0]: 7}, noon))
		p.must(p.AddDepth(p.ctx, "2026-05-07", map[ilbo.StoryID]ilbo.Depth{ids[0]: depth(3, 2)}))
		before, err := p.ReadStories(p.ctx, week(), noon)
		p.must(err)
		midnight, month := time.Date(2026, 5, 8, 0, 0, 0, 0, seoul), time.Date(2025, 4, 1, 0, 0, 0, 0, seoul)
		var nodes sync.WaitGroup
		for range 3 {
			nodes.Go(func() {
				if err := p.SumReads(p.ctx, midnight, month); err != nil {
					t.Error(err)
				}
			})
		}
		nodes.Wait()
		after, err := p.ReadStories(p.ctx, week(), noon)
		p.must(err)
		p.same("summed up", after, before)
		left, err := p.EachReads(p.ctx, ilbo.Reads{}, 9)
		p.must(err)
		p.same("hours left", left, []ilbo.Reads{{Hour: noon.Truncate(time.Hour), Story: ids[0], N: 7}})
		p.must(p.AddMeterCounts(p.ctx, []ilbo.MeterCount{{Day: "2026-05-07", Story: ids[0], Step: ilbo.AtDoor, N: 2}, {Day: "2026-05-30", Story: ids[0], Step: ilbo.AtDoor, N: 1}}))
		for range 2 {
			p.must(p.SumReads(p.ctx, midnight, time.Date(2026, 6, 20, 0, 0, 0, 0, seoul)))
		}
		q := week()
		q.From, q.To = time.Date(2026, 5, 1, 0, 0, 0, 0, seoul), time.Date(2026, 5, 31, 0, 0, 0, 0, seoul)
		q.Story = ids[0]
		days, err := p.ReadDays(p.ctx, q)
		p.must(err)
		p.same("months", days, []ilbo.ReadDay{{Day: "2026-05-01", N: 5, Depth: depth(3, 2)}, {Day: "2026-05-12", N: 7}})
		steps, err := p.MeterDays(p.ctx, "2026-05-01", "2026-06-01")
		p.must(err)
		p.same("the meter's months", steps, []ilbo.MeterRow{{Day: "2026-05-01", Steps: map[ilbo.MeterStep]int{ilbo.AtDoor: 3}}})
	},
	"steps at the meter add up by day and by story": func(t *testing.T, p *paper) {
		ids := p.fill(2, nil)
		count := func(day string, story ilbo.StoryID, step ilbo.MeterStep, n int) {
			p.must(p.AddMeterCounts(p.ctx, []ilbo.MeterCount{{Day: day, Story: story, Step: step, N: n}}))
		}
		count("2026-05-11", ids[0], ilbo.AtDoor, 40)
		count("2026-05-11", ids[0], ilbo.JoinedIn, 4)
		count("2026-05-12", ids[0], ilbo.AtDoor, 2)
		count("2026-05-12", ids[1], ilbo.LastFree, 3)
		count("2026-05-12", ids[1], ilbo.Subscribed, 1)
		count("2026-05-12", ids[1], ilbo.Subscribed, 1)
		count("2026-05-12", 99_999, ilbo.Subscribed, 1)
		count("2026-05-12", ids[1], ilbo.Ordered, -1)
		days, err := p.MeterDays(p.ctx, "2026-05-11", "2026-05-13")
		p.must(err)
		p.same("days", days, []ilbo.MeterRow{{Day: "2026-05-11", Steps: map[ilbo.MeterStep]int{ilbo.AtDoor: 40, ilbo.JoinedIn: 4}},
			{Day: "2026-05-12", Steps: map[ilbo.MeterStep]int{ilbo.AtDoor: 2, ilbo.LastFree: 3, ilbo.Subscribed: 2}}})
		stories, err := p.MeterStories(p.ctx, "2026-05-11", "2026-05-13", 9)
		p.must(err)
		p.same("what sells", stories, []ilbo.MeterRow{{Story: ids[1], Steps: map[ilbo.MeterStep]int{ilbo.LastFree: 3, ilbo.Subscribed: 2}},
			{Story: ids[0], Steps: map[ilbo.MeterStep]int{ilbo.AtDoor: 42, ilbo.JoinedIn: 4}}})
		stories, err = p.MeterStories(p.ctx, "2026-05-11", "2026-05-12", 9)
		p.must(err)
		p.same("on one day", stories, []ilbo.MeterRow{{Story: ids[0], Steps: map[ilbo.MeterStep]int{ilbo.AtDoor: 40, ilbo.JoinedIn: 4}}})
	},
	"opens are counted where the newsletter says so": func(t *testing.T, p *paper) {
		n := p.newsletter()
		m, err := p.Mailing(p.ctx, n.ID, "2026-11-30")
		p.must(err)
		opened := func() int {
			all, err := p.Mailings(p.ctx, n.ID, 1)
			p.must(err)
			return all[0].Counts.Opened
		}
		p.must(p.AddOpens(p.ctx, map[int64]int{m.ID: 3}))
		p.same("off", opened(), 0)
		n.Opens = true
		_, err = p.PutNewsletter(p.ctx, n)
		p.must(err)
		p.must(p.AddOpens(p.ctx, map[int64]int{m.ID: 3, m.ID + 1: 9}))
		p.must(p.AddOpens(p.ctx, map[int64]int{m.ID: 1}))
		p.same("on", opened(), 4)
		got, err := p.Newsletter(p.ctx, n.ID)
		p.must(err)
		p.same("the newsletter", got, n)
	},
}
