package desk

import (
	"context"
	"time"

	"ilbo.press"
)

// Begin opens a new story, which is a draft of whoever begins it, and of nobody
// else where writers are not named. Its copy may be as incomplete as an empty
// page; what it needs is a language that the paper has and a section. The first
// version is number 1.
func (d *Desk) Begin(ctx context.Context, by ilbo.Staff, copy ilbo.Copy, writers ...string) (ilbo.StoryID, error) {
	if err := named(by); err != nil {
		return 0, err
	}
	if err := copy.Keepable(); err != nil {
		return 0, err
	}
	if !d.paper.Publishes(copy.Language) {
		return 0, invalid("The paper does not appear in the story's language (%s).", copy.Language)
	}
	if err := allowed(by, ilbo.MayWrite, copy.Section, &ilbo.Draft{Writers: []string{by.Login}}); err != nil {
		return 0, err
	}
	now := d.now()
	s := &ilbo.Story{Filed: now}
	copy.Onto(s)
	if len(writers) == 0 {
		writers = []string{by.Login}
	}
	err := d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.PutStory(ctx, s); err != nil {
			return err
		}
		if err := d.open(ctx, by, s, ilbo.StageDraft, writers, now); err != nil {
			return err
		}
		if err := d.announce(ctx, by, s.ID, string(ilbo.DeedBegin), now); err != nil {
			return err
		}
		return d.audit(ctx, act{by: by, deed: ilbo.DeedBegin, story: s.ID}, now)
	})
	return s.ID, err
}

// File checks a new story's copy and stores it as one that was handed in, which
// nobody outside sees. It sets the story's ID, when it was filed, and its slug
// where it has none. Filing the same copy twice makes two stories; one that has
// an ID is refused: see [Desk.Revise].
func (d *Desk) File(ctx context.Context, by ilbo.Staff, s *ilbo.Story) error {
	if err := named(by); err != nil {
		return err
	}
	if s.ID != 0 {
		return conflict("The story has been filed already: revise it.")
	}
	if err := d.check(s); err != nil {
		return err
	}
	if err := allowed(by, ilbo.MayWrite, s.Section, &ilbo.Draft{Writers: []string{by.Login}}); err != nil {
		return err
	}
	s.Path, s.Published, s.Updated = "", time.Time{}, time.Time{}
	s.Embargo, s.Hold, s.Spike, s.Kill, s.Corrections = nil, nil, nil, nil, nil
	now := d.now()
	if s.Filed.IsZero() {
		s.Filed = now
	}
	return d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.PutStory(ctx, s); err != nil {
			return err
		}
		if err := d.open(ctx, by, s, ilbo.StageFiled, []string{by.Login}, now); err != nil {
			return err
		}
		if err := d.announce(ctx, by, s.ID, string(ilbo.DeedFile), now); err != nil {
			return err
		}
		return d.audit(ctx, act{by: by, deed: ilbo.DeedFile, story: s.ID}, now)
	})
}

// open begins the newsroom's side of a story that is new, with its copy as the
// first version.
func (d *Desk) open(ctx context.Context, by ilbo.Staff, s *ilbo.Story, stage ilbo.Stage, writers []string, now time.Time) error {
	v := &ilbo.Version{Story: s.ID, By: by.Login, At: now, Copy: copyOf(s), Words: s.Body.Words()}
	if err := d.store.AddVersion(ctx, v); err != nil {
		return err
	}
	draft := &ilbo.Draft{Story: s.ID, Version: v.Number, Stage: stage, Writers: writers, Kept: true}
	describe(draft, v)
	stand(draft, s, now)
	if err := d.store.PutDraft(ctx, draft); err != nil {
		return err
	}
	return d.store.AddHandOver(ctx, ilbo.HandOver{Story: s.ID, To: stage, By: by.Login, At: now, Version: v.Number})
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
