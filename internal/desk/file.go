package desk

import (
	"context"
	"time"

	"ilbo.press"
)

// File checks a new story's copy and stores it as a draft, which nobody outside
// sees. It sets the story's ID, when it was filed, and its slug where it has
// none. Filing the same copy twice makes two stories; one that has an ID is
// refused: see [Desk.Revise].
func (d *Desk) File(ctx context.Context, by string, s *ilbo.Story) error {
	if by == "" {
		return invalid("A story is filed by somebody.")
	}
	if s.ID != 0 {
		return conflict("The story has been filed already: revise it.")
	}
	if err := d.check(s); err != nil {
		return err
	}
	s.Path, s.Published, s.Updated = "", time.Time{}, time.Time{}
	s.Embargo, s.Hold, s.Spike, s.Kill, s.Corrections = nil, nil, nil, nil, nil
	if s.Filed.IsZero() {
		s.Filed = d.now()
	}
	return d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.PutStory(ctx, s); err != nil {
			return err
		}
		return d.audit(ctx, act{deed: ilbo.DeedFile, story: s.ID, by: by}, d.now())
	})
}

// check refuses copy that could not be printed, and gives it a slug.
func (d *Desk) check(s *ilbo.Story) error {
	if err := s.Check(); err != nil {
		return err
	}
	if !d.paper.Publishes(s.Language) {
		return invalid("The paper does not appear in the story's language (%s).", s.Language)
	}
	if s.Slug == "" {
		s.Slug = ilbo.MakeSlug(s.Headline)
	}
	if !s.Slug.Valid() {
		return invalid("The slug “%.80s” is not made of small letters, digits and single hyphens.", string(s.Slug))
	}
	return nil
}
