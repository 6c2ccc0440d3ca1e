package desk

import (
	"cmp"
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

// Publish gives a story the copy of its newest version and an address for ever,
// and shows it to the public from a moment on; where an embargo stands, from its
// end on. A story that is held, spiked or killed is refused, and so is one whose
// pictures are not described. One that has been published stays as it is:
// publishing twice is safe. See [Desk.Update] for what was written since.
func (d *Desk) Publish(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, p ilbo.Printing) error {
	detail := ""
	if p.At.After(d.now()) {
		detail = "at " + p.At.UTC().Format(time.RFC3339)
	}
	return numbered(func(n int) (addressed bool, err error) {
		err = d.change(ctx, act{by, ilbo.MayPublish, ilbo.DeedPublish, ilbo.Published, id, detail}, func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft, now time.Time) error {
			if !s.Published.IsZero() && s.Kill == nil {
				return errDone
			}
			if err := mayPublish(s); err != nil {
				return err
			}
			at := p.At
			if at.IsZero() {
				at = now
			}
			if err := d.print(ctx, by, s, draft, p, at); err != nil {
				return err
			}
			s.Published = at
			d.address(s, n)
			addressed = true
			if err := d.TellAll(ctx, draft.Writers, ilbo.Notification{What: ilbo.ToldPublished, Story: id, By: by.Login, Text: s.Headline}); err != nil {
				return err
			}
			return d.move(ctx, by, draft, ilbo.StageReady, "", now)
		})
		return addressed, err
	})
}

// Update shows the public what was written since publication. Readers are told
// that the story changed, unless quietly; either way the address and the dates of
// filing and publication stay. A story with nothing new stays as it is.
func (d *Desk) Update(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, p ilbo.Printing) error {
	detail := ""
	if p.Quiet {
		detail = "quietly"
	}
	return d.change(ctx, act{by, ilbo.MayPublish, ilbo.DeedUpdate, ilbo.Updated, id, detail}, func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft, now time.Time) error {
		switch {
		case s.Kill != nil:
			return conflict("The story was killed and is not updated.")
		case s.Published.IsZero():
			return conflict("The story is not published: publish it.")
		case !draft.Changes():
			return errDone
		}
		visible := s.Visible(now)
		if err := d.print(ctx, by, s, draft, p, now); err != nil {
			return err
		}
		if visible && !p.Quiet {
			s.Updated = now
		}
		return nil
	})
}

// Recall takes a story back that was to be published later: it has no address any
// more, and waits to be published anew. One that the public has seen is updated
// or killed, not recalled.
func (d *Desk) Recall(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, reason string) error {
	if err := reasonable(reason); err != nil {
		return err
	}
	return d.change(ctx, act{by, ilbo.MayPublish, ilbo.DeedRecall, ilbo.Held, id, reason}, func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft, now time.Time) error {
		if s.Published.IsZero() {
			return errDone
		}
		waits := s.Published.After(now) || s.Embargo != nil && s.Embargo.Until.After(now) && !s.Embargo.At.After(s.Published)
		if !waits {
			return conflict("The public has seen the story: update or kill it.")
		}
		s.Published, s.Path = time.Time{}, ""
		draft.Printed = 0
		return nil
	})
}

// print gives a story the copy of its newest version, once that is found fit to
// be read from a moment on.
func (d *Desk) print(ctx context.Context, by ilbo.Staff, s *ilbo.Story, draft *ilbo.Draft, p ilbo.Printing, at time.Time) error {
	if p.Version != 0 && p.Version != draft.Version {
		return conflict("The story has been changed since you looked: look again before you publish.")
	}
	newest, err := d.newest(ctx, s, draft)
	if err != nil {
		return err
	}
	known := map[ilbo.PictureID]bool{}
	if !s.Published.IsZero() {
		for _, f := range s.Figures() {
			known[f.Picture] = true
		}
	}
	if draft.Kept {
		newest.Copy.Onto(s)
	}
	if err := d.check(s); err != nil {
		return err
	}
	if err := d.pictures(ctx, s, known, at); err != nil {
		return err
	}
	draft.Printed = draft.Version
	if d.lessons == nil {
		return nil
	}
	return d.lessons.Printed(ctx, by, s, d.now())
}

// pictures refuses a story whose pictures are not described, or may not be used.
// What readers know already stays as it is.
func (d *Desk) pictures(ctx context.Context, s *ilbo.Story, known map[ilbo.PictureID]bool, at time.Time) error {
	var ids []ilbo.PictureID
	for _, f := range s.Figures() {
		if known[f.Picture] {
			continue
		}
		if err := f.Ready(); err != nil {
			return err
		}
		ids = append(ids, f.Picture)
	}
	if len(ids) == 0 {
		return nil
	}
	ended, err := d.store.Unusable(ctx, ids, at)
	if err != nil {
		return err
	}
	for _, p := range ended {
		return invalid("The rights of the picture “%.80s” run out before readers would see it: take another one.", cmp.Or(p.Caption, p.Name, string(p.ID)))
	}
	return nil
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
