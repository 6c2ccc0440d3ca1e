package desk

import (
	"context"
	"errors"
	"time"

	"ilbo.press"
)

// importer signs the changes that come from another system.
const importer = "import"

// Take brings in a story that was published in another system, at the moment it
// was published there, with its corrections and records, and remembers its old
// address, which may be empty. A story whose foreign number is known already
// replaces that one's copy: number, address, date and records stay, and when
// the copy is the same, nothing changes, so that importing twice is safe. One
// without a foreign number is new each time. Either way s is given the ID, the
// address and the date under which it is kept.
func (d *Desk) Take(ctx context.Context, s *ilbo.Story, old ilbo.Path) error {
	if s.Published.IsZero() {
		return invalid("The story does not say when it was published.")
	}
	given := *s
	err := d.store.Together(ctx, func(ctx context.Context) error {
		*s = given
		if err := d.take(ctx, s); err != nil || old == "" || old == s.Path {
			return err
		}
		return d.store.Redirect(ctx, old, s.ID)
	})
	if err != nil {
		*s = given
	}
	return err
}

func (d *Desk) take(ctx context.Context, s *ilbo.Story) error {
	if s.Foreign != "" {
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
	slug := s.Slug
	return numbered(func(n int) (bool, error) {
		s.Slug = slug
		d.address(s, n)
		events, err := d.events(ctx, ilbo.Published, s, s, d.now())
		if err != nil {
			return false, err
		}
		err = d.store.PutStory(ctx, s, events...)
		if s.Foreign != "" && errors.Is(err, ilbo.Conflict) {
			if known, again := d.store.Foreign(ctx, s.Foreign); again == nil { // another import was first
				return false, d.retake(ctx, known, s)
			}
		}
		return true, err
	})
}

// retake gives a known story the copy that came in.
func (d *Desk) retake(ctx context.Context, known, s *ilbo.Story) error {
	updated, published := s.Updated, s.Published
	if err := numbered(func(n int) (addressed bool, err error) {
		err = d.change(ctx, ilbo.Updated, known.ID, importer, func(stored *ilbo.Story, now time.Time) error {
			before := *stored
			d.recopy(stored, s)
			if err := d.check(stored); err != nil {
				return err
			}
			if stored.Published.IsZero() && mayPublish(stored) == nil {
				stored.Published = published
				d.address(stored, n)
				addressed = true
			} else if same, err := sameCopy(&before, stored); err != nil || same {
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
