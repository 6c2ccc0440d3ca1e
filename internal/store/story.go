package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

const selectStory = `SELECT s.id, s.language, s.section, s.slug, s.path, s.foreign_id, s.translations,
	s.kicker, s.headline, s.deck, s.bylines, s.place, s.source, s.topics, s.lead, b.body, s.access, s.print,
	s.filed, s.published, s.updated, s.recorded
	FROM stories s JOIN bodies b ON b.story = s.id `

// scanStory reads a row of selectStory. Whether records stand elsewhere comes
// with it, so that most stories cost one statement.
func scanStory(row scanner) (recordedStory, error) {
	s := &ilbo.Story{}
	var path, foreign, translations sql.NullString
	var bylines, topics, lead, body, print string
	var filed, published, updated sql.NullInt64
	var recorded bool
	err := row.Scan(&s.ID, &s.Language, &s.Section, &s.Slug, &path, &foreign, &translations,
		&s.Kicker, &s.Headline, &s.Deck, &bylines, &s.Dateline.Place, &s.Source, &topics, &lead, &body, &s.Access, &print,
		&filed, &published, &updated, &recorded)
	if err != nil {
		return recordedStory{}, err
	}
	s.Path, s.Foreign, s.Translations = ilbo.Path(path.String), foreign.String, translations.String
	s.Filed, s.Published, s.Updated = moment(filed), moment(published), moment(updated)
	for _, err := range []error{decode(bylines, &s.Bylines), decode(topics, &s.Topics), decode(lead, &s.Lead), decodeBody(body, &s.Body), decode(print, &s.Print)} {
		if err != nil {
			return recordedStory{}, fmt.Errorf("decoding story %d: %w", s.ID, err)
		}
	}
	return recordedStory{s, recorded}, nil
}

type recordedStory struct {
	*ilbo.Story
	recorded bool
}

// Story finds a story in any state by its number.
func (s *Store) Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error) {
	return s.story(ctx, fmt.Sprintf("story %d", id), selectStory+`WHERE s.id = ?`, int64(id))
}

// StoryAt finds a story in any state by its address: the caller asks the story
// whether the public may see it.
func (s *Store) StoryAt(ctx context.Context, path ilbo.Path) (*ilbo.Story, error) {
	return s.story(ctx, "story at this address", selectStory+`WHERE s.path = ?`, string(path))
}

// Foreign finds a story in any state by the number that it had in the system
// it came from.
func (s *Store) Foreign(ctx context.Context, foreign string) (*ilbo.Story, error) {
	return s.story(ctx, "story with that number in its old system", selectStory+`WHERE s.foreign_id = ?`, foreign)
}

// ForeignAmong are those of some numbers in old systems that stories have, in
// any state and in any order.
func (s *Store) ForeignAmong(ctx context.Context, foreign []string) ([]string, error) {
	var found []string
	for some := range slices.Chunk(foreign, maxAmong) {
		marks, args := among(some)
		more, err := list(ctx, s, value[string], `SELECT foreign_id FROM stories WHERE foreign_id IN (`+marks+`)`, args...)
		if err != nil {
			return nil, fmt.Errorf("looking up %d numbers in old systems: %w", len(foreign), err)
		}
		found = append(found, more...)
	}
	return found, nil
}

func (s *Store) story(ctx context.Context, which, text string, arg any) (*ilbo.Story, error) {
	found, err := one(ctx, s, scanStory, text, arg)
	if err != nil {
		return nil, missing(err, "%s", which)
	}
	if found.recorded {
		if err := s.addRecords(ctx, found.Story); err != nil {
			return nil, fmt.Errorf("reading the records of story %d: %w", found.ID, err)
		}
	}
	if err := s.showStory(ctx, found.Story); err != nil {
		return nil, fmt.Errorf("reading the pictures of story %d: %w", found.ID, err)
	}
	return found.Story, nil
}

// Released are the stories that are public from a moment behind one and by
// another, in that order.
func (s *Store) Released(ctx context.Context, after, by time.Time) ([]ilbo.StoryID, error) {
	return list(ctx, s, value[ilbo.StoryID], `SELECT id FROM stories WHERE public_from IS NOT NULL AND public_from > ? AND public_from <= ? ORDER BY public_from, id`,
		after.UnixMilli(), by.UnixMilli())
}

// EachStory lists stories in any state whose numbers are above after, in the
// order of their numbers, at most limit of them: what a new index is made from.
func (s *Store) EachStory(ctx context.Context, after ilbo.StoryID, limit int) ([]*ilbo.Story, error) {
	found, err := list(ctx, s, scanStory, selectStory+`WHERE s.id > ? ORDER BY s.id LIMIT ?`, int64(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading stories after %d: %w", after, err)
	}
	stories := make([]*ilbo.Story, len(found))
	for i, f := range found {
		stories[i] = f.Story
		if f.recorded {
			if err := s.addRecords(ctx, f.Story); err != nil {
				return nil, fmt.Errorf("reading the records of story %d: %w", f.ID, err)
			}
		}
	}
	return stories, nil
}

// Bodies are those of some stories in any state, those that are not there left
// out.
func (s *Store) Bodies(ctx context.Context, ids []ilbo.StoryID) (map[ilbo.StoryID]ilbo.Body, error) {
	bodies := make(map[ilbo.StoryID]ilbo.Body, len(ids))
	scan := func(row scanner) (id ilbo.StoryID, err error) {
		var text string
		if err := row.Scan(&id, &text); err != nil {
			return 0, err
		}
		var body ilbo.Body
		err = decodeBody(text, &body)
		bodies[id] = body
		return id, err
	}
	for some := range slices.Chunk(ids, maxAmong) {
		marks, args := among(some)
		if _, err := list(ctx, s, scan, `SELECT story, body FROM bodies WHERE story IN (`+marks+`)`, args...); err != nil {
			return nil, fmt.Errorf("reading %d bodies: %w", len(ids), err)
		}
	}
	return bodies, nil
}

// Count is how many stories the public may see at now.
func (s *Store) Count(ctx context.Context, now time.Time) (int, error) {
	return one(ctx, s, value[int], `SELECT count(*) FROM stories WHERE public_from <= ?`, now.UnixMilli())
}
