package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"ilbo.press"
)

var lists = map[string]func(*testing.T, *paper){
	"pages neither skip nor double stories of the same moment": func(t *testing.T, p *paper) {
		ids := p.fill(53, func(i int, s *ilbo.Story) {
			s.Published = noon.Add(-time.Duration(i/10) * time.Minute) // ten of each moment
		})
		for _, size := range []int{1, 3, 10, 52, 53, 100} {
			var got []ilbo.StoryID
			var last *ilbo.Teaser
			sel := ilbo.Selection{Language: ilbo.English, Limit: size}
			for {
				page, err := p.Teasers(p.ctx, sel, noon)
				p.must(err)
				for _, s := range page {
					if last != nil && (s.Published.After(last.Published) || s.Published.Equal(last.Published) && s.ID >= last.ID) {
						t.Fatalf("size %d: story %d stands after %d", size, s.ID, last.ID)
					}
					got, last = append(got, s.ID), &s
				}
				if len(page) < size {
					break
				}
				sel.Before = last.Cursor()
			}
			whole := slices.Clone(got)
			slices.Sort(got)
			p.same(fmt.Sprintf("stories in pages of %d", size), got, ids)
			// And back.
			sel = ilbo.Selection{Language: ilbo.English, Limit: size, Oldest: true}
			got = nil
			for {
				page, err := p.Teasers(p.ctx, sel, noon)
				p.must(err)
				for _, s := range page {
					got = append(got, s.ID)
					sel.After = s.Cursor()
				}
				if len(page) < size {
					break
				}
			}
			slices.Reverse(got)
			p.same(fmt.Sprintf("stories in pages of %d, from the oldest", size), got, whole)
		}
	},
	"the days of a span that something was published on": func(t *testing.T, p *paper) {
		zone := time.FixedZone("KST", 9*3600)
		start := time.Date(2026, 10, 1, 0, 0, 0, 0, zone)
		moments := []time.Time{start.Add(-time.Minute), start, start.Add(time.Hour), start.AddDate(0, 0, 3).Add(-time.Millisecond), start.AddDate(0, 0, 30), start.AddDate(0, 1, 0)}
		p.fill(len(moments), func(i int, s *ilbo.Story) { s.Published, s.Section = moments[i], "national" })
		p.fill(1, func(_ int, s *ilbo.Story) {
			s.Published, s.Language, s.Section, s.Slug, s.Path = start.AddDate(0, 0, 9), ilbo.Korean, "sports", "other", "/ko/sports/2026/10/10/other"
		})
		days := func(l ilbo.Language, section ilbo.SectionID, now time.Time) []int {
			list, err := p.Days(p.ctx, l, section, start, start.AddDate(0, 1, 0), zone, now)
			p.must(err)
			var numbers []int
			for _, d := range list {
				if !d.Equal(time.Date(2026, 10, d.Day(), 0, 0, 0, 0, zone)) {
					t.Errorf("%v is not the first moment of a day", d)
				}
				numbers = append(numbers, d.Day())
			}
			return numbers
		}
		late := start.AddDate(1, 0, 0)
		p.same("all", days(ilbo.English, "", late), []int{1, 3, 31})
		p.same("by the third", days(ilbo.English, "", start.AddDate(0, 0, 4)), []int{1, 3})
		p.same("national", days(ilbo.English, "national", late), []int{1, 3, 31})
		p.same("in Korean", days(ilbo.Korean, "", late), []int{10})
		p.same("none", days(ilbo.English, "sports", late), []int(nil))
	},
	"corrections are listed, the newest first": func(t *testing.T, p *paper) {
		notice := func(minutes int, text string) ilbo.Correction {
			return ilbo.Correction{Kind: ilbo.Clarification, By: "lee", At: noon.Add(time.Duration(minutes) * time.Minute), Text: text}
		}
		ids := p.fill(4, func(i int, s *ilbo.Story) {
			switch i {
			case 0:
				s.Corrections = []ilbo.Correction{notice(-30, "first"), notice(-10, "third")}
			case 1:
				s.Corrections = []ilbo.Correction{notice(-20, "second")}
			case 2:
				s.Language, s.Corrections = ilbo.Korean, []ilbo.Correction{notice(-5, "한국어")}
			case 3:
				s.Corrections, s.Kill = []ilbo.Correction{notice(-1, "of a killed story")}, &ilbo.Kill{By: "lee", Reason: "x", Notice: "x", At: noon}
			}
		})
		texts := func(l ilbo.Language, before ilbo.Cursor, limit int) (list []string) {
			found, err := p.Notices(p.ctx, l, before, limit, noon)
			p.must(err)
			for _, n := range found {
				list = append(list, n.Text+" of "+n.Story.Headline)
			}
			return list
		}
		p.same("all", texts(ilbo.English, ilbo.Cursor{}, 9), []string{"third of Story 0", "second of Story 1", "first of Story 0"})
		p.same("two", texts(ilbo.English, ilbo.Cursor{}, 2), []string{"third of Story 0", "second of Story 1"})
		p.same("behind", texts(ilbo.English, ilbo.Cursor{At: noon.Add(-20 * time.Minute), ID: ids[1]}, 9), []string{"first of Story 0"})
		p.same("Korean", texts(ilbo.Korean, ilbo.Cursor{}, 9), []string{"한국어 of Story 2"})
		p.same("none", texts(ilbo.English, ilbo.Cursor{}, 0), []string(nil))
	},
	"pages in any language are one order": func(t *testing.T, p *paper) {
		p.fill(9, func(i int, s *ilbo.Story) {
			if i%2 == 1 {
				s.Language = ilbo.Korean
			}
		})
		p.same("first page", p.list(ilbo.Selection{Limit: 4}), []string{"Story 0", "Story 1", "Story 2", "Story 3"})
	},
	"a section includes its parts and nothing else": func(t *testing.T, p *paper) {
		sections := []ilbo.SectionID{"national", "national/politics", "business", "national-parks"}
		p.fill(4, func(i int, s *ilbo.Story) { s.Section = sections[i] })
		p.same("national", p.list(ilbo.Selection{Language: ilbo.English, Section: "national"}), []string{"Story 0", "Story 1"})
		p.same("politics", p.list(ilbo.Selection{Language: ilbo.English, Section: "national/politics"}), []string{"Story 1"})
	},
	"from is in the selection and to is not": func(t *testing.T, p *paper) {
		p.fill(5, nil)
		p.same("two minutes", p.list(ilbo.Selection{Language: ilbo.English, From: noon.Add(-4 * time.Minute), To: noon.Add(-2 * time.Minute)}),
			[]string{"Story 2", "Story 3"})
	},
	"conditions narrow together": func(t *testing.T, p *paper) {
		p.fill(6, func(i int, s *ilbo.Story) {
			if i%2 == 0 {
				s.Topics = []ilbo.TopicID{"rivers"}
			}
			if i%3 == 0 {
				s.Section = "business"
			}
		})
		p.same("rivers in business", p.list(ilbo.Selection{Language: ilbo.English, Section: "business", Topic: "rivers"}), []string{"Story 0"})
	},
	"a story that moves leaves its old lists": func(t *testing.T, p *paper) {
		s := everywhere("Bridge", time.Minute)
		p.put(s)
		s.Section, s.Topics, s.Bylines, s.Body = "business", []ilbo.TopicID{"trade"}, nil, s.Body[:1]
		p.put(s)
		for name, sel := range map[string]ilbo.Selection{
			"section": {Section: "national"}, "sub-section": {Section: "national/politics"}, "topic": {Topic: "bridges"},
			"journalist": {Journalist: "han-ji-woo"}, "films": {Films: true}, "galleries": {Galleries: true},
		} {
			p.same("old "+name, p.list(sel), []string{})
		}
		p.same("new section", p.list(ilbo.Selection{Section: "business", Topic: "trade"}), []string{"Bridge"})
	},
	"every list shows a story as it is now": func(t *testing.T, p *paper) {
		s := p.put(everywhere("Bridge", time.Minute))
		for _, change := range []func(){
			func() {},
			func() { s.Headline, s.Deck, s.Kicker = "Brücke “한강”", "It is \\ open.", "Seoul" },
			func() { s.Bylines = append(s.Bylines, ilbo.Byline{Name: "Lee"}); s.Dateline.Place = "BUSAN" },
			func() { s.Lead = &ilbo.Figure{Picture: portrait, Width: 3, Height: 4, Alt: `A "man"`} },
			func() { s.Access = ilbo.Metered },
			func() { s.Body = s.Body[:1] },
		} {
			change()
			p.put(s)
			for name, sel := range map[string]ilbo.Selection{
				"language": {Language: ilbo.English}, "section": {Section: "national"}, "sub-section": {Section: "national/politics"},
				"topic": {Topic: "bridges"}, "topic in its section": {Topic: "bridges", Section: "national"}, "journalist": {Journalist: "han-ji-woo"},
			} {
				sel.Limit = 5
				got, err := p.Teasers(p.ctx, sel, noon)
				p.must(err)
				p.same(name+" of "+s.Headline, got, []ilbo.Teaser{s.Teaser()})
			}
			wrong, err := p.CheckListings(p.ctx)
			p.must(err)
			p.same("wrong lists", len(wrong), 0)
		}
	},
	"a list without a limit is refused": func(t *testing.T, p *paper) {
		for _, limit := range []int{0, -1, 1 << 30} {
			_, err := p.Teasers(p.ctx, ilbo.Selection{Limit: limit}, noon)
			p.refuses(err, ilbo.Invalid)
		}
	},
	"teasers by number come in the order asked": func(t *testing.T, p *paper) {
		ids := p.fill(300, nil)
		asked := slices.Concat(ids[280:], []ilbo.StoryID{99_999}, ids[:3])
		got, err := p.TeasersByID(p.ctx, asked, noon)
		p.must(err)
		var want []ilbo.StoryID
		for _, id := range asked {
			if id != 99_999 {
				want = append(want, id)
			}
		}
		var order []ilbo.StoryID
		for _, s := range got {
			order = append(order, s.ID)
		}
		p.same("order", order, want)
		none, err := p.TeasersByID(p.ctx, nil, noon)
		p.must(err)
		p.same("of none", len(none), 0)
	},
	"a list may begin with the oldest": func(t *testing.T, p *paper) {
		p.fill(5, func(i int, s *ilbo.Story) {
			if i == 1 {
				s.Language = ilbo.Korean
			}
		})
		p.same("in one language", p.list(ilbo.Selection{Language: ilbo.English, Oldest: true, Limit: 2}), []string{"Story 4", "Story 3"})
		p.same("in both", p.list(ilbo.Selection{Oldest: true, Limit: 4}), []string{"Story 4", "Story 3", "Story 2", "Story 1"})
		p.same("from a moment on", p.list(ilbo.Selection{Language: ilbo.English, From: noon.Add(-3 * time.Minute), Oldest: true, Limit: 1}), []string{"Story 2"})
	},
	"a teaser is what the story says of itself": func(t *testing.T, p *paper) {
		s := everywhere("Bridge", time.Minute)
		s.Kicker, s.Deck, s.Access, s.Dateline.Place = "City", "It is long.", ilbo.Metered, "BUSAN"
		s.Corrections = []ilbo.Correction{{Kind: ilbo.Clarification, By: "han", At: noon, Text: "It is not so long."}}
		p.put(s)
		got, err := p.TeasersByID(p.ctx, []ilbo.StoryID{s.ID}, noon)
		p.must(err)
		p.same("teaser", got, []ilbo.Teaser{s.Teaser()})
	},
	"related stories share most topics, then are newest": func(t *testing.T, p *paper) {
		topics := [][]ilbo.TopicID{{"a", "b"}, {"a"}, {"c"}, {"b", "a"}, {"b"}, {"a", "b"}}
		ids := p.fill(6, func(i int, s *ilbo.Story) {
			if s.Topics = topics[i]; i == 5 {
				s.Language = ilbo.Korean
			}
		})
		s, err := p.Story(p.ctx, ids[0])
		p.must(err)
		got, err := p.Related(p.ctx, s, 3, noon)
		p.must(err)
		p.same("related", headlines(got), []string{"Story 3", "Story 1", "Story 4"})
	},
	"translations are the others of the same name": func(t *testing.T, p *paper) {
		ids := p.fill(3, func(i int, s *ilbo.Story) {
			if s.Translations = "bridge"; i == 1 {
				s.Language = ilbo.Korean
			}
			if i == 2 {
				s.Language, s.Translations = ilbo.Korean, "tunnel"
			}
		})
		s, err := p.Story(p.ctx, ids[0])
		p.must(err)
		got, err := p.Translations(p.ctx, s, noon)
		p.must(err)
		p.same("translations", headlines(got), []string{"Story 1"})
	},
	"months begin in the paper's zone": func(t *testing.T, p *paper) {
		seoul := time.FixedZone("KST", 9*60*60)
		moments := []time.Time{
			time.Date(2026, 4, 30, 15, 0, 0, 0, time.UTC),             // 1 May in Seoul
			time.Date(2026, 4, 30, 14, 59, 59, 999_000_000, time.UTC), // 30 April
			time.Date(2025, 12, 31, 16, 0, 0, 0, time.UTC),            // 1 January 2026
			noon.Add(time.Hour), noon.Add(32 * 24 * time.Hour).UTC(), // not yet
		}
		p.fill(5, func(i int, s *ilbo.Story) { s.Published = moments[i] })
		got, err := p.Months(p.ctx, ilbo.English, "", seoul, noon)
		p.must(err)
		p.same("months", got, []ilbo.Month{
			{Start: time.Date(2026, 5, 1, 0, 0, 0, 0, seoul), Stories: 1},
			{Start: time.Date(2026, 4, 1, 0, 0, 0, 0, seoul), Stories: 1},
			{Start: time.Date(2026, 1, 1, 0, 0, 0, 0, seoul), Stories: 1},
		})
	},
	"most read counts hours since, by language": func(t *testing.T, p *paper) {
		ids := p.fill(4, func(i int, s *ilbo.Story) {
			if i == 3 {
				s.Language = ilbo.Korean
			}
		})
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{ids[0]: 5, ids[1]: 2, ids[3]: 50, 99_999: 7}, noon))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{ids[1]: 4}, noon.Add(time.Minute)))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{ids[2]: 90, ids[0]: -3}, noon.Add(-25*time.Hour)))
		got, err := p.MostRead(p.ctx, ilbo.English, noon.Add(-24*time.Hour), 9, noon)
		p.must(err)
		p.same("most read", headlines(got), []string{"Story 1", "Story 0"})
	},
}
