package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// Index brings the index up to date with stories: puts in those that the public
// may see at now, and takes out those that it may not. It may be done twice.
func (s *Search) Index(ctx context.Context, stories []*ilbo.Story, now time.Time) error {
	var entries []ilbo.IndexEntry
	var gone []ilbo.StoryID
	a := analyst{stories: s.stories, topics: map[ilbo.TopicID]ilbo.Words{}}
	for _, story := range stories {
		if !story.Visible(now) {
			gone = append(gone, story.ID)
			continue
		}
		e, err := a.entry(ctx, story)
		if err != nil {
			return fmt.Errorf("analyse story %d: %w", story.ID, err)
		}
		entries = append(entries, e)
	}
	if err := s.index.PutEntries(ctx, entries); err != nil {
		return fmt.Errorf("index %d stories: %w", len(entries), err)
	}
	if err := s.index.RemoveEntries(ctx, gone...); err != nil {
		return fmt.Errorf("take %d stories out of the index: %w", len(gone), err)
	}
	return nil
}

// An analyst makes entries. It asks once for the names that stories share.
type analyst struct {
	stories  Stories
	sections []ilbo.Section
	topics   map[ilbo.TopicID]ilbo.Words // nil for one that has no name
}

// entry analyses a story. The names of its section and of its topics are
// searched in the story's language.
func (a *analyst) entry(ctx context.Context, story *ilbo.Story) (ilbo.IndexEntry, error) {
	from, _ := story.PublicFrom()
	e := ilbo.IndexEntry{
		Story: story.ID, Language: story.Language, Section: story.Section, Published: story.Published, PublicFrom: from,
		Words: map[ilbo.IndexField][]string{},
	}
	names, err := a.names(ctx, story)
	if err != nil {
		return e, err
	}
	bylines := make([]string, len(story.Bylines))
	for i, b := range story.Bylines {
		bylines[i] = b.Name
	}
	e.Words[ilbo.IndexHeadline] = words(Tokens(story.Headline))
	e.Words[ilbo.IndexDeck] = words(Tokens(story.Kicker + "\n" + story.Deck))
	e.Words[ilbo.IndexByline] = words(Tokens(strings.Join(append(bylines, story.Source), "\n")))
	e.Words[ilbo.IndexTopics] = words(Tokens(strings.Join(names, "\n")))
	e.Words[ilbo.IndexBody] = words(Tokens(bodyText(story)))
	e.Headwords = headwords(story.Headline, slices.Concat(names, bylines))
	return e, nil
}

// names are what a story is filed under.
func (a *analyst) names(ctx context.Context, story *ilbo.Story) ([]string, error) {
	if a.sections == nil {
		var err error
		if a.sections, err = a.stories.Sections(ctx); err != nil {
			return nil, err
		}
	}
	var names []string
	for _, sec := range a.sections {
		if sec.ID == story.Section || sec.ID == story.Section.Top() {
			names = append(names, sec.Name.In(story.Language))
		}
	}
	for _, id := range story.Topics {
		topic, err := a.topic(ctx, id)
		if err != nil {
			return nil, err
		}
		if topic == nil {
			names = append(names, strings.ReplaceAll(string(id), "-", " "))
		} else {
			names = append(names, topic.In(story.Language))
		}
	}
	return append(names, story.Dateline.Place), nil
}

func (a *analyst) topic(ctx context.Context, id ilbo.TopicID) (ilbo.Words, error) {
	name, ok := a.topics[id]
	if ok {
		return name, nil
	}
	t, err := a.stories.Topic(ctx, id)
	if err != nil && !errors.Is(err, ilbo.NotFound) {
		return nil, err
	}
	a.topics[id] = t.Name
	return t.Name, nil
}

func bodyText(story *ilbo.Story) string {
	text := story.Body.Text()
	if story.Lead != nil {
		text += "\n" + story.Lead.Caption
	}
	return text
}
