package search

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// Index brings the index up to date with stories: puts in those that the public
// may see at now, and takes out those that it may not. It may be done twice.
func (s *Search) Index(ctx context.Context, stories []*ilbo.Story, now time.Time) error {
	var public []*ilbo.Story
	var gone []ilbo.StoryID
	for _, story := range stories {
		if story.Visible(now) {
			public = append(public, story)
		} else {
			gone = append(gone, story.ID)
		}
	}
	entries, err := s.Analyse(ctx, public)
	if err != nil {
		return err
	}
	if err := s.PutAnalysed(ctx, public, entries, now); err != nil {
		return err
	}
	if err := s.index.RemoveEntries(ctx, gone...); err != nil {
		return fmt.Errorf("take %d stories out of the index: %w", len(gone), err)
	}
	return nil
}

// Analyse reads the words of stories, for [Search.PutAnalysed]: it takes most of
// the time of indexing that is not the index's own. What it makes depends on the
// copy of a story, and not on its number or on the moments of its life.
func (s *Search) Analyse(ctx context.Context, stories []*ilbo.Story) ([]ilbo.IndexEntry, error) {
	a, err := s.analyst(ctx, stories)
	if err != nil {
		return nil, err
	}
	entries := make([]ilbo.IndexEntry, len(stories))
	for i, story := range stories {
		entries[i] = a.entry(story)
	}
	return entries, nil
}

// PutAnalysed puts those stories into the index, of what Analyse made of them,
// that the public may see at now. It may be done twice.
func (s *Search) PutAnalysed(ctx context.Context, stories []*ilbo.Story, entries []ilbo.IndexEntry, now time.Time) error {
	var public []ilbo.IndexEntry
	for i, story := range stories {
		if !story.Visible(now) {
			continue
		}
		e := entries[i]
		e.Story, e.Published = story.ID, story.Published
		e.PublicFrom, _ = story.PublicFrom()
		public = append(public, e)
	}
	if err := s.index.PutEntries(ctx, public); err != nil {
		return fmt.Errorf("index %d stories: %w", len(public), err)
	}
	return nil
}

// An analyst makes entries, and knows the names that stories share.
type analyst struct {
	sections []ilbo.Section
	topics   map[ilbo.TopicID]ilbo.Words // of those that have names
}

func (s *Search) analyst(ctx context.Context, stories []*ilbo.Story) (*analyst, error) {
	if len(stories) == 0 {
		return &analyst{}, nil
	}
	sections, err := s.stories.Sections(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the sections: %w", err)
	}
	asked := map[ilbo.TopicID]bool{}
	for _, story := range stories {
		for _, id := range story.Topics {
			asked[id] = true
		}
	}
	topics, err := s.stories.TopicNames(ctx, slices.Sorted(maps.Keys(asked)))
	if err != nil {
		return nil, err
	}
	return &analyst{sections, topics}, nil
}

// entry analyses a story's copy. The names of its section and of its topics are
// searched in the story's language.
func (a *analyst) entry(story *ilbo.Story) ilbo.IndexEntry {
	e := ilbo.IndexEntry{Language: story.Language, Section: story.Section, Topics: story.Topics, Words: map[ilbo.IndexField][]string{}}
	names := a.names(story)
	bylines := make([]string, len(story.Bylines))
	for i, b := range story.Bylines {
		bylines[i] = b.Name
		if b.Journalist != "" {
			e.Journalists = append(e.Journalists, b.Journalist)
		}
	}
	e.Words[ilbo.IndexHeadline] = indexedWords(story.Headline)
	e.Words[ilbo.IndexDeck] = indexedWords(story.Kicker + "\n" + story.Deck)
	e.Words[ilbo.IndexByline] = indexedWords(strings.Join(append(bylines, story.Source), "\n"))
	e.Words[ilbo.IndexTopics] = indexedWords(strings.Join(names, "\n"))
	e.Words[ilbo.IndexBody] = indexedWords(bodyText(story))
	e.Headwords = headwords(story.Headline, slices.Concat(names, bylines))
	return e
}

// names are what a story is filed under.
func (a *analyst) names(story *ilbo.Story) []string {
	var names []string
	for i := range a.sections {
		if sec := &a.sections[i]; sec.ID == story.Section || sec.ID == story.Section.Top() {
			names = append(names, sec.Name.In(story.Language))
		}
	}
	for _, id := range story.Topics {
		if name := a.topics[id]; name != nil {
			names = append(names, name.In(story.Language))
		} else {
			names = append(names, strings.ReplaceAll(string(id), "-", " "))
		}
	}
	return append(names, story.Dateline.Place)
}

func bodyText(story *ilbo.Story) string {
	text := story.Body.Text()
	if story.Lead != nil {
		text += "\n" + story.Lead.Caption
	}
	return text
}
