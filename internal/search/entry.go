package search

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"ilbo.press"
)

// Index brings the index up to date with a story: puts it in where the public
// may see it at now, and takes it out where not. It may be done twice.
func (s *Search) Index(ctx context.Context, story *ilbo.Story, now time.Time) error {
	if !story.Visible(now) {
		if err := s.index.RemoveEntries(ctx, story.ID); err != nil {
			return fmt.Errorf("take story %d out of the index: %w", story.ID, err)
		}
		return nil
	}
	e, err := s.Entry(ctx, story)
	if err != nil {
		return fmt.Errorf("analyse story %d: %w", story.ID, err)
	}
	if err := s.index.PutEntries(ctx, []ilbo.IndexEntry{e}); err != nil {
		return fmt.Errorf("index story %d: %w", story.ID, err)
	}
	return nil
}

// IndexAll is [Search.Index] for many stories in one go, as after an import.
func (s *Search) IndexAll(ctx context.Context, stories []*ilbo.Story, now time.Time) error {
	var entries []ilbo.IndexEntry
	var gone []ilbo.StoryID
	for _, story := range stories {
		if !story.Visible(now) {
			gone = append(gone, story.ID)
			continue
		}
		e, err := s.Entry(ctx, story)
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

// Entry analyses a story. The names of its section and of its topics are
// searched in the story's language.
func (s *Search) Entry(ctx context.Context, story *ilbo.Story) (ilbo.IndexEntry, error) {
	from, _ := story.PublicFrom()
	e := ilbo.IndexEntry{
		Story: story.ID, Language: story.Language, Section: story.Section, Published: story.Published, PublicFrom: from,
		Words: map[ilbo.IndexField][]string{},
	}
	names, err := s.names(ctx, story)
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
	return e, nil
}

// names are what a story is filed under.
func (s *Search) names(ctx context.Context, story *ilbo.Story) ([]string, error) {
	var names []string
	sections, err := s.stories.Sections(ctx)
	if err != nil {
		return nil, err
	}
	for _, sec := range sections {
		if sec.ID == story.Section || sec.ID == story.Section.Top() {
			names = append(names, sec.Name.In(story.Language))
		}
	}
	for _, id := range story.Topics {
		switch t, err := s.stories.Topic(ctx, id); {
		case errors.Is(err, ilbo.NotFound):
			names = append(names, strings.ReplaceAll(string(id), "-", " "))
		case err != nil:
			return nil, err
		default:
			names = append(names, t.Name.In(story.Language))
		}
	}
	return append(names, story.Dateline.Place), nil
}

func bodyText(story *ilbo.Story) string {
	text := story.Body.Text()
	if story.Lead != nil {
		text += "\n" + story.Lead.Caption
	}
	return text
}
