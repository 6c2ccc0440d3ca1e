package feed

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// entries is how many stories a feed carries.
const entries = 30

// A channel is a feed before it is written in one of the three formats.
type channel struct {
	title, about string
	language     ilbo.Language
	home, self   string // absolute
	image        string // absolute
	rights       string
	author       string // the paper
	updated      time.Time
	entries      []entry
}

// An entry is one story of a channel.
type entry struct {
	url                string
	headline           string
	summary            string // plain text
	html               string // the copy, or as much of it as everybody may read
	published, updated time.Time
	authors            []author
	tags               []tag
	picture            *picture
}

type author struct{ name, url string }

type tag struct{ term, name string }

type picture struct {
	url           string
	width, height int
	caption       string
	credit        string
}

// channel gathers a feed. A scope that names a section, topic or journalist
// that is not there is NotFound.
func (f *Feed) channel(ctx context.Context, s Scope, base, file string) (*channel, error) {
	p, now := f.paper(), f.clock()
	if !p.Publishes(s.Language) {
		return nil, fmt.Errorf("feed in %s: %w", s.Language, ilbo.NotFound)
	}
	sections, err := f.sections(ctx, s.Language)
	if err != nil {
		return nil, err
	}
	title, about, err := f.name(ctx, s, sections)
	if err != nil {
		return nil, err
	}
	paper, path := p.Title.In(s.Language), s.path(p)
	c := &channel{
		title: paper, about: about, language: s.told(), author: paper, rights: rights(p, s.Language, now),
		home: base + path, self: base + path + "/" + file, image: base + cardOfPaper(s.Language), updated: now.Truncate(24 * time.Hour),
	}
	if path == p.Prefix(s.Language) {
		c.home += "/"
	}
	if title != "" {
		c.title = title + " - " + paper
	}
	if c.about == "" {
		c.about = c.title
	}
	return c, f.fill(ctx, c, s, sections, base, now)
}

// name is what a scope is called, and a line about it.
func (f *Feed) name(ctx context.Context, s Scope, sections map[ilbo.SectionID]ilbo.Section) (title, about string, err error) {
	l := s.Language
	switch {
	case s.Section != "":
		sec, ok := sections[s.Section]
		if !ok {
			return "", "", fmt.Errorf("feed of section %s: %w", s.Section, ilbo.NotFound)
		}
		name := sec.Name.In(l)
		switch {
		case s.Level != "":
			name += ": " + string(s.Level)
		case s.Learned != "":
			name += ": " + phrasesIn(l).lessons
		}
		return name, sec.Blurb.In(l), nil
	case s.Topic != "":
		t, err := f.stories.Topic(ctx, s.Topic)
		if err == nil {
			err = f.seen(ctx, s.Topic)
		}
		return t.Name.In(l), t.Blurb.In(l), wrap(err, "feed of topic %s", s.Topic)
	case s.Journalist != "":
		j, err := f.stories.Journalist(ctx, s.Journalist)
		return j.Name.In(l), j.Bio.In(l), wrap(err, "feed of journalist %s", s.Journalist)
	}
	return "", f.paper().Motto.In(l), nil
}

// seen is NotFound for a topic of which the public has no story.
func (f *Feed) seen(ctx context.Context, id ilbo.TopicID) error {
	seen, err := f.stories.SeenTopics(ctx, []ilbo.TopicID{id}, f.clock())
	if err == nil && !seen[id] {
		return ilbo.NotFound
	}
	return err
}

func (f *Feed) fill(ctx context.Context, c *channel, s Scope, sections map[ilbo.SectionID]ilbo.Section, base string, now time.Time) error {
	teasers, err := f.stories.Teasers(ctx, ilbo.Selection{
		Language: s.told(), Section: s.Section, Topic: s.Topic, Journalist: s.Journalist, Lessons: s.Learned != "", Level: s.Level, Limit: entries,
	}, now)
	if err != nil {
		return fmt.Errorf("list stories for a feed: %w", err)
	}
	var stories []*ilbo.Story
	var subjects []ilbo.TopicID
	for i := range teasers {
		story, err := f.stories.Story(ctx, teasers[i].ID)
		if errors.Is(err, ilbo.NotFound) || err == nil && !story.Visible(now) {
			continue // withdrawn since the list was made
		}
		if err != nil {
			return fmt.Errorf("fetch story %d for a feed: %w", teasers[i].ID, err)
		}
		stories, subjects = append(stories, story.Printed(now)), append(subjects, story.Topics...)
	}
	slices.Sort(subjects)
	topics, err := f.stories.TopicNames(ctx, slices.Compact(subjects))
	if err != nil {
		return fmt.Errorf("name the topics of a feed: %w", err)
	}
	for _, story := range stories {
		if s.Whole {
			story.Access = ilbo.Free // it is, to those who get this
		}
		e := f.entry(story, base)
		if sec, ok := sections[story.Section]; ok {
			e.tags = append(e.tags, tag{string(story.Section), sec.Name.In(s.Language)})
		}
		for _, id := range story.Topics {
			e.tags = append(e.tags, tag{string(id), topicName(topics, id, s.Language)})
		}
		if len(c.entries) == 0 || e.updated.After(c.updated) {
			c.updated = e.updated
		}
		c.entries = append(c.entries, e)
	}
	return nil
}

func (f *Feed) entry(s *ilbo.Story, base string) entry {
	p := f.paper()
	e := entry{
		url: base + string(s.Path), headline: s.Headline, summary: summary(s), html: copyHTML(s, base),
		published: s.Published.In(p.Zone), updated: s.Changed().In(p.Zone),
	}
	for _, b := range s.Bylines {
		a := author{name: b.Name}
		if b.Journalist != "" {
			a.url = base + p.Prefix(s.Language) + "/by/" + string(b.Journalist)
		}
		e.authors = append(e.authors, a)
	}
	t := s.Teaser()
	if t.Lead != nil && t.Lead.Picture != "" {
		e.picture = &picture{url: base + pictureURL(t.Lead, 1280), credit: t.Lead.Credit}
		e.picture.width, e.picture.height = rendition(t.Lead, 1280)
		if !locked(s) {
			e.picture.caption = t.Lead.Text()
		}
	}
	return e
}

// sections finds sections by their names in addresses.
func (f *Feed) sections(ctx context.Context, l ilbo.Language) (map[ilbo.SectionID]ilbo.Section, error) {
	list, err := f.stories.Sections(ctx)
	if err != nil {
		return nil, fmt.Errorf("list sections in %s: %w", l, err)
	}
	found := make(map[ilbo.SectionID]ilbo.Section, len(list))
	for _, s := range list {
		found[s.ID] = s
	}
	return found, nil
}

func topicName(names map[ilbo.TopicID]ilbo.Words, id ilbo.TopicID, l ilbo.Language) string {
	if n := names[id].In(l); n != "" {
		return n
	}
	return string(id)
}

// page is the channel in one format.
func (f *Feed) page(s Scope, mediaType string, body []byte) cache.Page {
	return cache.Page{Private: s.Whole, Type: mediaType + "; charset=utf-8", Body: body, Keys: append([]ilbo.Key{ilbo.KeyFurniture}, f.keys(s)...)}
}

// wrap says what was being done, and nothing of what went well.
func wrap(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf(format+": %w", append(args, err)...)
}
