package storetest

import (
	"testing"
	"time"

	"ilbo.press"
)

// hidden are the ways in which a story is not for the public at noon.
var hidden = map[string]func(*ilbo.Story){
	"draft":               func(s *ilbo.Story) { s.Published = time.Time{} },
	"scheduled":           func(s *ilbo.Story) { s.Published = noon.Add(time.Second) },
	"embargoed":           func(s *ilbo.Story) { s.Embargo = &ilbo.Embargo{Until: noon.Add(time.Millisecond), By: "han", At: noon} },
	"embargoed by a hair": func(s *ilbo.Story) { s.Embargo = &ilbo.Embargo{Until: noon.Add(time.Nanosecond), By: "han", At: noon} },
	"held":                func(s *ilbo.Story) { s.Hold = &ilbo.Hold{By: "han", At: noon} },
	"spiked":              func(s *ilbo.Story) { s.Spike = &ilbo.Spike{By: "han", At: noon} },
	"killed":              func(s *ilbo.Story) { s.Kill = &ilbo.Kill{By: "han", At: noon, Reason: "wrong", Notice: "Gone."} },
}

const portrait, river, clip = ilbo.PictureID("00000000000000000000000000000001"), ilbo.PictureID("00000000000000000000000000000002"), ilbo.FilmID("00000000000000000000000000000003")

// everywhere is a story that stands in every list there is.
func everywhere(headline string, since time.Duration) *ilbo.Story {
	s := story(headline, since)
	s.Section = "national/politics"
	s.Topics = []ilbo.TopicID{"han-river", "bridges"}
	s.Bylines = []ilbo.Byline{{Name: "Han Ji-woo", Journalist: "han-ji-woo"}}
	s.Translations = "bridge"
	s.Body = append(s.Body,
		ilbo.Block{Kind: ilbo.Gallery, Figures: []ilbo.Figure{{Picture: river, Width: 3, Height: 2}, {Picture: river, Width: 3, Height: 2}}},
		ilbo.Block{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: clip, Duration: time.Minute, Poster: ilbo.Figure{Picture: portrait}}})
	return s
}

// sightings are the headlines and things that the public sees of a story
// through each door.
func (p *paper) sightings(s *ilbo.Story) map[string]bool {
	p.t.Helper()
	seen := make(map[string]bool)
	for door, sel := range map[string]ilbo.Selection{
		"language": {Language: ilbo.English}, "any language": {}, "section": {Language: ilbo.English, Section: "national"},
		"sub-section": {Language: ilbo.English, Section: "national/politics"}, "topic": {Language: ilbo.English, Topic: "bridges"},
		"journalist": {Language: ilbo.English, Journalist: "han-ji-woo"}, "films": {Language: ilbo.English, Films: true},
		"galleries": {Language: ilbo.English, Galleries: true},
		"all at once": {Language: ilbo.English, Section: "national", Topic: "han-river", Journalist: "han-ji-woo", Films: true, Galleries: true,
			From: noon.Add(-time.Hour), To: noon},
	} {
		seen[door] = len(p.list(sel)) > 0
	}
	byID, err := p.TeasersByID(p.ctx, []ilbo.StoryID{s.ID}, noon)
	p.must(err)
	seen["by number"] = len(byID) > 0
	other := everywhere("Another", time.Hour)
	other.ID, other.Language = s.ID+1000, ilbo.Korean
	translations, err := p.Translations(p.ctx, other, noon)
	p.must(err)
	seen["translations"] = len(translations) > 0
	other.Language = ilbo.English
	related, err := p.Related(p.ctx, other, 5, noon)
	p.must(err)
	seen["related"] = len(related) > 0
	months, err := p.Months(p.ctx, ilbo.English, "national", time.UTC, noon)
	p.must(err)
	seen["months"] = len(months) > 0
	volumes, err := p.Volumes(p.ctx, noon)
	p.must(err)
	seen["volumes"] = len(volumes) > 0
	bound, _, err := p.Volume(p.ctx, ilbo.VolumeOf(s.ID), noon)
	p.must(err)
	seen["volume"] = len(bound) > 0
	read, err := p.MostRead(p.ctx, ilbo.English, noon.Add(-time.Hour), 5, noon)
	p.must(err)
	seen["most read"] = len(read) > 0
	n, err := p.Count(p.ctx, noon)
	p.must(err)
	seen["count"] = n > 0
	for door, id := range map[string]ilbo.PictureID{"picture": river, "poster": portrait} {
		seen[door], err = p.PicturePublic(p.ctx, id, noon)
		p.must(err)
	}
	seen["film"], err = p.FilmPublic(p.ctx, clip, noon)
	p.must(err)
	return seen
}

func (p *paper) seenThrough(s *ilbo.Story, want bool) {
	p.t.Helper()
	for door, got := range p.sightings(s) {
		if got != want {
			p.t.Errorf("through %s: seen %v, want %v", door, got, want)
		}
	}
}

var visibility = map[string]func(*testing.T, *paper){
	"a public story is seen through every door": func(t *testing.T, p *paper) {
		s := p.put(everywhere("Bridge opens", time.Minute))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{s.ID: 3}, noon))
		p.seenThrough(s, true)
	},
	"no door shows a story that is not for the public": func(t *testing.T, p *paper) {
		for name, hide := range hidden {
			t.Run(name, func(t *testing.T) {
				p := &paper{p.Store, t, p.ctx}
				s := everywhere("Secret "+name, time.Minute)
				hide(s)
				p.put(s)
				p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{s.ID: 3}, noon))
				p.seenThrough(s, false)
				kept, err := p.StoryAt(p.ctx, s.Path)
				p.must(err)
				if kept.Visible(noon) {
					t.Error("the story itself says that it is visible")
				}
			})
		}
	},
	"a story that becomes hidden leaves every list, and comes back": func(t *testing.T, p *paper) {
		s := p.put(everywhere("Bridge opens", time.Minute))
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{s.ID: 3}, noon))
		s.Hold = &ilbo.Hold{By: "han", At: noon, Reason: "a call"}
		p.put(s)
		p.seenThrough(s, false)
		s.Hold = nil
		p.put(s)
		p.seenThrough(s, true)
	},
	"an embargo lifts by itself, to the millisecond": func(t *testing.T, p *paper) {
		s := story("Budget", time.Hour)
		s.Embargo = &ilbo.Embargo{Until: noon, By: "han", At: noon.Add(-time.Hour)}
		p.put(s)
		for now, want := range map[time.Time]int{noon.Add(-time.Millisecond): 0, noon: 1} {
			got, err := p.Teasers(p.ctx, ilbo.Selection{Language: ilbo.English, Limit: 9}, now)
			p.must(err)
			if len(got) != want {
				t.Errorf("at %v: %d stories, want %d", now, len(got), want)
			}
		}
	},
	"a journalist's portrait is public without a story": func(t *testing.T, p *paper) {
		p.must(p.PutJournalists(p.ctx, []ilbo.Journalist{{ID: "han-ji-woo", Picture: portrait}}))
		public, err := p.PicturePublic(p.ctx, portrait, noon)
		p.must(err)
		if !public {
			t.Error("the portrait is not public")
		}
	},
	"a story cannot be public without an address": func(t *testing.T, p *paper) {
		s := story("Nowhere", time.Hour)
		s.Path = ""
		p.refuses(p.PutStory(p.ctx, s), ilbo.Invalid)
		p.same("ID of a refused story", s.ID, ilbo.StoryID(0))
	},
}
