package desk

import (
	"context"
	"errors"
	"strings"
	"time"

	"ilbo.press"
)

// importer signs the changes that come from another system.
const importer = "import"

// Take brings in a story that was published in another system, at the moment it
// was published there, with its corrections and records, and remembers its old
// addresses, of which those that are empty say nothing. One whose Published is
// zero was not public there: it is kept as a draft, with its hold.
//
// A story whose foreign number is known already replaces that one's copy:
// number, address, date and records stay, and when the copy is the same,
// nothing changes, so that importing twice is safe. A draft on file is published
// when the story that comes in is, unless an editor holds it; the hold of an
// import ends with that. One without a foreign number is new each time. Either
// way s is given the ID, the address and the date under which it is kept.
func (d *Desk) Take(ctx context.Context, s *ilbo.Story, old ...ilbo.Path) error {
	given := *s
	err := d.store.Together(ctx, func(ctx context.Context) error {
		*s = given
		if err := d.take(ctx, s); err != nil {
			return err
		}
		for _, path := range old {
			if path == "" || path == s.Path {
				continue
			}
			if err := d.store.Redirect(ctx, path, s.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		*s = given
	}
	return err
}

func (d *Desk) take(ctx context.Context, s *ilbo.Story) error {
	if s.Foreign != "" && s.ID != 0 { // whoever gives it has found it
		known, err := d.store.Foreign(ctx, s.Foreign)
		if err == nil {
			return d.retake(ctx, known, s)
		}
		if !errors.Is(err, ilbo.NotFound) {
			return err
		}
	}
	if err := d.check(s); err != nil {
		return err
	}
	s.ID = 0
	given := *s
	if s.Published.IsZero() {
		_, err := d.orRetake(ctx, s, &given, d.takeDraft(ctx, s))
		return err
	}
	return numbered(func(n int) (bool, error) {
		s.Slug = given.Slug
		d.address(s, n)
		events, err := d.events(ctx, ilbo.Published, s, s, d.now())
		if err != nil {
			return false, err
		}
		return d.orRetake(ctx, s, &given, d.store.PutStory(ctx, s, events...))
	})
}

// orRetake takes a story that was thought new as the known one that it is, where
// the store has refused it for that. Of others it says what the store said, and
// that it concerns their address.
func (d *Desk) orRetake(ctx context.Context, s, given *ilbo.Story, refused error) (addressed bool, err error) {
	if given.Foreign == "" || !errors.Is(refused, ilbo.Conflict) {
		return true, refused
	}
	known, err := d.store.Foreign(ctx, given.Foreign)
	if err != nil {
		return true, refused
	}
	*s = *given
	return false, d.retake(ctx, known, s)
}

// takeDraft keeps a new story that was not public in the other system. Of its
// records it can have had a hold only.
func (d *Desk) takeDraft(ctx context.Context, s *ilbo.Story) error {
	if h := s.Hold; h != nil {
		if err := d.complete(h); err != nil {
			return err
		}
	}
	s.Path, s.Updated = "", time.Time{}
	s.Embargo, s.Spike, s.Kill, s.Corrections = nil, nil, nil, nil
	if s.Filed.IsZero() {
		s.Filed = d.now()
	}
	return d.store.PutStory(ctx, s)
}

// retake gives a known story the copy that came in.
func (d *Desk) retake(ctx context.Context, known, s *ilbo.Story) error {
	updated, published, hold := s.Updated, s.Published, s.Hold
	if err := numbered(func(n int) (addressed bool, err error) {
		err = d.change(ctx, act{ilbo.Itself(importer), ilbo.MayPublish, ilbo.DeedRevise, ilbo.Updated, known.ID, ""}, func(ctx context.Context, stored *ilbo.Story, _ *ilbo.Draft, now time.Time) error {
			before, copy := *stored, ilbo.CopyOf(s)
			copy.Onto(stored)
			if err := d.check(stored); err != nil {
				return err
			}
			if stored.Published.IsZero() {
				if err := d.rehold(stored, hold); err != nil {
					return err
				}
			}
			if stored.Published.IsZero() && !published.IsZero() && mayPublish(stored) == nil {
				stored.Published = published
				d.address(stored, n)
				addressed = true
			} else if same, err := ilbo.CopyOf(&before).Same(ilbo.CopyOf(stored)); err != nil || same && before.Hold == stored.Hold {
				return orDone(err)
			}
			if updated.After(stored.Updated) {
				stored.Updated = updated
			}
			return nil
		})
		return addressed, err
	}); err != nil {
		return err
	}
	kept, err := d.store.Story(ctx, known.ID)
	if err != nil {
		return err
	}
	*s = *kept
	return nil
}

// rehold gives a draft the hold that came with its copy, or ends the one that
// an import made. What an editor holds stays held, and the same hold stays.
func (d *Desk) rehold(stored *ilbo.Story, h *ilbo.Hold) error {
	switch old := stored.Hold; {
	case old != nil && !old.Imported(), old != nil && h != nil && old.By == h.By && old.Reason == h.Reason:
		return nil
	case h == nil:
		stored.Hold = nil
		return nil
	}
	given := *h
	stored.Hold = &given
	return d.complete(stored.Hold)
}

// complete refuses a hold of nobody, and dates one that has no date.
func (d *Desk) complete(h *ilbo.Hold) error {
	if strings.TrimSpace(h.By) == "" {
		return invalid("A record needs the name of who makes it.")
	}
	if h.At.IsZero() {
		h.At = d.now()
	}
	return reasonable(h.Reason)
}
