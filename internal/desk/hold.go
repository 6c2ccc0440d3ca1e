package desk

import (
	"context"
	"time"

	"ilbo.press"
)

// Hold keeps a story from the public until somebody releases it, and hides one
// that is public already. A story that is held stays held as it was; one that
// is spiked or killed is refused.
func (d *Desk) Hold(ctx context.Context, id ilbo.StoryID, h ilbo.Hold) error {
	if err := d.record(h.By, h.Reason, &h.At); err != nil {
		return err
	}
	return d.change(ctx, act{ilbo.DeedHold, ilbo.Held, id, h.By, h.Reason}, func(s *ilbo.Story, _ time.Time) error {
		if s.Hold != nil {
			return errDone
		}
		if err := mayStop(s); err != nil {
			return err
		}
		s.Hold = &h
		return nil
	})
}

// Release ends a hold. A story that is not held stays as it is.
func (d *Desk) Release(ctx context.Context, by string, id ilbo.StoryID) error {
	return d.change(ctx, act{ilbo.DeedRelease, ilbo.Released, id, by, ""}, func(s *ilbo.Story, _ time.Time) error {
		if s.Hold == nil {
			return errDone
		}
		s.Hold = nil
		return nil
	})
}

// Embargo keeps a story from the public until a moment to come. It may be set
// before publication or after; a story that is public already is hidden until
// then. It replaces an embargo that stands; the same one is not set again.
func (d *Desk) Embargo(ctx context.Context, id ilbo.StoryID, e ilbo.Embargo) error {
	if err := d.record(e.By, e.Reason, &e.At); err != nil {
		return err
	}
	return d.change(ctx, act{ilbo.DeedEmbargo, ilbo.Held, id, e.By, "until " + e.Until.UTC().Format(time.RFC3339) + ": " + e.Reason}, func(s *ilbo.Story, now time.Time) error {
		if s.Embargo != nil && s.Embargo.Until.UnixMilli() == e.Until.UnixMilli() {
			return errDone
		}
		if !e.Until.After(now) {
			return invalid("An embargo ends at a moment to come.")
		}
		if err := mayStop(s); err != nil {
			return err
		}
		s.Embargo = &e
		return nil
	})
}

// Lift ends an embargo at once. A story without one stays as it is.
func (d *Desk) Lift(ctx context.Context, by string, id ilbo.StoryID) error {
	return d.change(ctx, act{ilbo.DeedLift, ilbo.Released, id, by, ""}, func(s *ilbo.Story, _ time.Time) error {
		if s.Embargo == nil {
			return errDone
		}
		s.Embargo = nil
		return nil
	})
}

func mayStop(s *ilbo.Story) error {
	if s.Kill != nil {
		return conflict("The story was killed.")
	}
	if s.Spike != nil {
		return conflict("The story is spiked.")
	}
	return nil
}
