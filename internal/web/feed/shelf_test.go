package feed

import (
	"context"
	"slices"
	"time"

	"ilbo.press"
)

// A shelf is stories in memory, by the store's rule of visibility.
type shelf struct {
	stories []*ilbo.Story
	issues  []*ilbo.Issue
	asked   []ilbo.Selection
}

func (sh *shelf) Teasers(_ context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error) {
	sh.asked = append(sh.asked, sel)
	if sel.Limit < 1 {
		return nil, ilbo.Invalid
	}
	var list []ilbo.Teaser
	for _, s := range sh.stories {
		if s.Visible(now) && chosen(s, sel) {
			list = append(list, s.Teaser())
		}
	}
	slices.SortFunc(list, func(a, b ilbo.Teaser) int {
		if c := b.Published.Compare(a.Published); c != 0 {
			return c
		}
		return int(b.ID - a.ID)
	})
	return list[:min(len(list), sel.Limit)], nil
}

func chosen(s *ilbo.Story, sel ilbo.Selection) bool {
	older := sel.Before.At.IsZero() || s.Published.Before(sel.Before.At) || s.Published.Equal(sel.Before.At) && s.ID < sel.Before.ID
	return older && (sel.Language == "" || s.Language == sel.Language) &&
		(sel.Section == "" || s.Section == sel.Section || s.Section.Top() == sel.Section) &&
		(sel.Topic == "" || slices.Contains(s.Topics, sel.Topic)) &&
		(sel.Journalist == "" || slices.ContainsFunc(s.Bylines, func(b ilbo.Byline) bool { return b.Journalist == sel.Journalist })) &&
		(sel.From.IsZero() || !s.Published.Before(sel.From)) && (sel.To.IsZero() || s.Published.Before(sel.To))
}

func (sh *shelf) Story(_ context.Context, id ilbo.StoryID) (*ilbo.Story, error) {
	for _, s := range sh.stories {
		if s.ID == id {
			return s, nil
		}
	}
	return nil, ilbo.NotFound
}

func (sh *shelf) Volumes(_ context.Context, now time.Time) ([]ilbo.Volume, error) {
	var list []ilbo.Volume
	for _, s := range sh.stories {
		if !s.Visible(now) {
			continue
		}
		number := ilbo.VolumeOf(s.ID)
		i := slices.IndexFunc(list, func(v ilbo.Volume) bool { return v.Number == number })
		if i < 0 {
			i, list = len(list), append(list, ilbo.Volume{Number: number})
		}
		list[i].Stories++
		if c := s.Changed(); c.After(list[i].Changed) {
			list[i].Changed = c
		}
	}
	return list, nil
}

func (sh *shelf) Volume(_ context.Context, number int, now time.Time) ([]ilbo.Teaser, map[ilbo.StoryID][]ilbo.Address, error) {
	var list []ilbo.Teaser
	translations := map[ilbo.StoryID][]ilbo.Address{}
	for _, s := range sh.stories {
		if !s.Visible(now) || ilbo.VolumeOf(s.ID) != number {
			continue
		}
		list = append(list, s.Teaser())
		for _, o := range sh.stories {
			if o.ID != s.ID && o.Translations != "" && o.Translations == s.Translations && o.Visible(now) {
				translations[s.ID] = append(translations[s.ID], ilbo.Address{Language: o.Language, Path: o.Path})
			}
		}
	}
	return list, translations, nil
}

func (sh *shelf) Names(context.Context) (int, int, error) { return len(topics), len(journalists), nil }

func (sh *shelf) Sections(context.Context) ([]ilbo.Section, error) {
	return ilbo.StandardSections(), nil
}

var topics = []ilbo.Topic{{ID: "han-river", Name: ilbo.Words{ilbo.English: "Han River", ilbo.Korean: "한강"}}}

func (sh *shelf) Topics(context.Context) ([]ilbo.Topic, error) { return topics, nil }

// SeenTopics are all of them: the site's tests hide some.
func (sh *shelf) SeenTopics(_ context.Context, ids []ilbo.TopicID, _ time.Time) (map[ilbo.TopicID]bool, error) {
	seen := map[ilbo.TopicID]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	return seen, nil
}

func (sh *shelf) TopicNames(_ context.Context, ids []ilbo.TopicID) (map[ilbo.TopicID]ilbo.Words, error) {
	names := map[ilbo.TopicID]ilbo.Words{}
	for _, t := range topics {
		if slices.Contains(ids, t.ID) {
			names[t.ID] = t.Name
		}
	}
	return names, nil
}

func (sh *shelf) Topic(_ context.Context, id ilbo.TopicID) (ilbo.Topic, error) {
	if id == topics[0].ID {
		return topics[0], nil
	}
	return ilbo.Topic{}, ilbo.NotFound
}

var journalists = []ilbo.Journalist{{ID: "yoon-seri", Name: ilbo.Words{ilbo.English: "Yoon Seri", ilbo.Korean: "윤세리"}}}

func (sh *shelf) Journalists(context.Context) ([]ilbo.Journalist, error) { return journalists, nil }

func (sh *shelf) Journalist(_ context.Context, id ilbo.JournalistID) (ilbo.Journalist, error) {
	if id == journalists[0].ID {
		return journalists[0], nil
	}
	return ilbo.Journalist{}, ilbo.NotFound
}

func paragraph(text string) ilbo.Block {
	return ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(text)}
}

func story(id ilbo.StoryID, headline string, days int, body ...ilbo.Block) *ilbo.Story {
	at := now.AddDate(0, 0, -days).Add(-time.Duration(id) * time.Minute)
	s := &ilbo.Story{
		ID: id, Language: ilbo.GuessLanguage(headline), Section: "national/law", Slug: ilbo.MakeSlug(headline), Headline: headline,
		Published: at, Body: body,
	}
	s.Path = ilbo.StoryPath(paper().Prefix(s.Language), s.Section, at, seoul, s.Slug)
	return s
}

// sample is a paper with every kind of block, and stories that must not show.
func sample() *shelf {
	lead := ilbo.Figure{Picture: "0a1b2c3d4e5f60718293a4b5c6d7e8f9", Width: 1600, Height: 1067, Alt: "A ferry", Caption: "The ferry <Dawn> at its pier", Credit: "Han Jiwoo"}
	full := story(1, "Ferry & crew return", 0,
		ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "The ferry is "}, {Text: "back", Strong: true}, {Text: ", see "}, {Text: "the route", Href: "/world"}, {Text: " & more.", Em: true}}},
		ilbo.Block{Kind: ilbo.Subhead, Text: ilbo.Plain("At the pier")},
		ilbo.Block{Kind: ilbo.Quote, Text: ilbo.Plain("We waited."), By: "A sailor"},
		ilbo.Block{Kind: ilbo.PullQuote, Text: ilbo.Plain("WE WAITED TWICE")},
		ilbo.Block{Kind: ilbo.List, Ordered: true, Items: []ilbo.Inline{ilbo.Plain("one"), ilbo.Plain("two")}},
		ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{lead}},
		ilbo.Block{Kind: ilbo.Gallery, Title: "The day", Figures: []ilbo.Figure{lead, lead}},
		ilbo.Block{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "feed0000feed0000", Type: "video/webm", Width: 640, Height: 360, Duration: 125 * time.Second, Poster: lead}},
		ilbo.Block{Kind: ilbo.TableKind, Title: "Runs", Table: &ilbo.Table{Head: []string{"Day", "Runs"}, Rows: [][]string{{"Mon", "<4>"}}, Source: "Port office"}},
		ilbo.Block{Kind: ilbo.FactBox, Title: "The ferry", Blocks: []ilbo.Block{paragraph("Built in 1998.")}},
		ilbo.Block{Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "vimeo", Ref: "12345", Title: "From the air"}},
	)
	full.Lead, full.Deck, full.Topics, full.Translations = &lead, "All <aboard> are well", []ilbo.TopicID{"han-river"}, "ferry"
	full.Bylines = []ilbo.Byline{{Name: "Yoon Seri", Journalist: "yoon-seri"}, {Name: "A Guest"}}
	full.Corrections = []ilbo.Correction{{Kind: ilbo.CorrectionOfFact, At: full.Published.Add(time.Hour), Text: "The ferry has two engines, not three."}}
	korean := story(2, "여객선 돌아오다", 1, paragraph("여객선이 돌아왔다."))
	korean.Translations = "ferry"
	paid := story(3, "Inside the shipyard", 3, paragraph("The gate opens at six."), paragraph("SECRET second paragraph."),
		ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "ffff0000", Width: 800, Height: 600, Caption: "SECRET caption"}}})
	paid.Access, paid.Deck = ilbo.Subscribers, "A day among welders"
	old := story(4, "Old harbor news", 40, paragraph("It was so."))
	invisible := func(id ilbo.StoryID) *ilbo.Story {
		return story(id, "INVISIBLE "+string(rune('A'+id)), 0, paragraph("INVISIBLE"))
	}
	killed, held, spiked, embargoed, draft := invisible(10), invisible(11), invisible(12), invisible(13), invisible(14)
	killed.Kill, held.Hold, spiked.Spike = &ilbo.Kill{At: now}, &ilbo.Hold{At: now}, &ilbo.Spike{At: now}
	embargoed.Embargo = &ilbo.Embargo{Until: now.Add(time.Minute)}
	draft.Published = time.Time{}
	killed.Translations, embargoed.Topics = "ferry", []ilbo.TopicID{"han-river"}
	return &shelf{stories: []*ilbo.Story{full, korean, paid, old, killed, held, spiked, embargoed, draft}}
}

func (sh *shelf) LessonCounts(_ context.Context, l ilbo.Language, course ilbo.SectionID, _ time.Time) (map[ilbo.Level]int, error) {
	if l != ilbo.English || course != "weekly" {
		return nil, nil
	}
	return map[ilbo.Level]int{"B1": 2, "C1": 1}, nil
}

func (sh *shelf) IssuesSeen(_ context.Context, course ilbo.SectionID, _, _ int, now time.Time) (list []*ilbo.Issue, err error) {
	for _, i := range sh.issues {
		if i.Course == course && i.Visible(now) {
			list = append(list, i)
		}
	}
	return list, nil
}
