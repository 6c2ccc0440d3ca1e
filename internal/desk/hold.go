package desk

import (
	"context"
	"time"

	"ilbo.press"
)

// Hold keeps a story from the public until somebody releases it, and hides one
// that is public already. A story that is held stays held as it was; one that
// is spiked or killed is refused.
func (d *Desk) Hold(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, reason string) error {
	if err := reasonable(reason); err != nil {
		return err
	}
	return d.change(ctx, act{by, ilbo.MayHold, ilbo.DeedHold, ilbo.Held, id, reason}, func(ctx context.Context, s *ilbo.Story, _ *ilbo.Draft, now time.Time) error {
		if s.Hold != nil {
			return errDone
		}
		if err := mayStop(s); err != nil {
			return err
		}
		s.Hold = &ilbo.Hold{By: by.Login, At: now, Reason: reason}
		return nil
	})
}

// Release ends a hold. A story that is not held stays as it is. What kept a killed
// story back stays, so that one which was never out is not told of by its notice.
func (d *Desk) Release(ctx context.Context, by ilbo.Staff, id ilbo.StoryID) error {
	return d.change(ctx, act{by, ilbo.MayHold, ilbo.DeedRelease, ilbo.Released, id, ""}, func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft, _ time.Time) error {
		if s.Hold == nil {
			return errDone
		}
		if s.Kill != nil {
			return conflict("The story was killed.")
		}
		if !s.Published.IsZero() { // it becomes public with it
			if err := allowed(by, ilbo.MayPublish, s.Section, draft); err != nil {
				return err
			}
		}
		s.Hold = nil
		return nil
	})
}

// Embargo keeps a story from the public until a moment to come. It may be set
// before publication or after; a story that is public already is hidden until
// then. It replaces an embargo that stands; the same one is not set again.
func (d *Desk) Embargo(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, until time.Time, reason string) error {
	if err := reasonable(reason); err != nil {
		return err
	}
	detail := "until " + until.UTC().Format(time.RFC3339) + ": " + reason
	return d.change(ctx, act{by, ilbo.MayHold, ilbo.DeedEmbargo, ilbo.Held, id, detail}, func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft, now time.Time) error {
		if s.Embargo != nil && s.Embargo.Until.UnixMilli() == until.UnixMilli() {
			return errDone
		}
		if !until.After(now) {
			return invalid("An embargo ends at a moment to come.")
		}
		if s.Embargo != nil && until.Before(s.Embargo.Until) { // it lifts sooner
			if err := allowed(by, ilbo.MayPublish, s.Section, draft); err != nil {
				return err
			}
		}
		if err := mayStop(s); err != nil {
			return err
		}
		s.Embargo = &ilbo.Embargo{Until: until, By: by.Login, At: now, Reason: reason}
		return nil
	})
}

// Lift ends an embargo at once. A story without one stays as it is, and so does
// one that was killed.
func (d *Desk) Lift(ctx context.Context, by ilbo.Staff, id ilbo.StoryID) error {
	return d.change(ctx, act{by, ilbo.MayPublish, ilbo.DeedLift, ilbo.Released, id, ""}, func(ctx context.Context, s *ilbo.Story, _ *ilbo.Draft, _ time.Time) error {
		if s.Embargo == nil {
			return errDone
		}
		if s.Kill != nil {
			return conflict("The story was killed.")
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
