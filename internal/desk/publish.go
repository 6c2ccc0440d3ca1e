package desk

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"ilbo.press"
)

// Of the stories of one day and section that have one slug, the first are
// numbered in their order. A paper that prints more of them has them numbered
// at random, so that the next one is not looked for behind all that there are.
const (
	maxNamesakes = 20
	maxNumber    = 1_000_000_000
	maxTries     = 40
)

// Publish gives a story its address for ever and shows it to the public from
// at on, which is now where zero; where an embargo stands, from its end on. A
// story that is held, spiked or killed is refused. One that has been published
// stays as it is: publishing twice is safe.
func (d *Desk) Publish(ctx context.Context, by string, id ilbo.StoryID, at time.Time) error {
	return numbered(func(n int) (addressed bool, err error) {
		err = d.change(ctx, act{ilbo.DeedPublish, ilbo.Published, id, by, ""}, func(s *ilbo.Story, now time.Time) error {
			if !s.Published.IsZero() && s.Kill == nil {
				return errDone
			}
			if err := mayPublish(s); err != nil {
				return err
			}
			if err := d.check(s); err != nil {
				return err
			}
			if s.Published = at; at.IsZero() {
				s.Published = now
			}
			d.address(s, n)
			addressed = true
			return nil
		})
		return addressed, err
	})
}

func mayPublish(s *ilbo.Story) error {
	switch {
	case s.Kill != nil:
		return conflict("The story was killed and is not published again: file a new one.")
	case s.Spike != nil:
		return conflict("The story is spiked: revive it first.")
	case s.Hold != nil:
		return conflict("The story is held: release it first.")
	}
	return nil
}

// address fixes the story's path, with the nth slug of its kind.
func (d *Desk) address(s *ilbo.Story, n int) {
	slug := s.Slug
	if n > 1 {
		slug = slug.Numbered(n)
	}
	s.Path = ilbo.StoryPath(d.paper.Prefix(s.Language), s.Section, s.Published, d.paper.Zone, slug)
	s.Slug = slug
	if s.Filed.IsZero() {
		s.Filed = s.Published
	}
}

// numbered tries again with the next number as long as try got as far as an
// address and another story has it.
func numbered(try func(n int) (addressed bool, err error)) error {
	for i := 1; i <= maxTries; i++ {
		n := i
		if i > maxNamesakes {
			n += rand.IntN(maxNumber)
		}
		if addressed, err := try(n); !addressed || !errors.Is(err, ilbo.Conflict) {
			return err
		}
	}
	return conflict("No address is free for the story: give it another slug.")
}
