package desk

import (
	"context"
	"strings"
	"time"

	"ilbo.press"
)

// Kill withdraws a published story: its address answers with the notice from
// then on. It needs a reason for the newsroom and a notice for readers. A story
// that was killed stays killed as it was; its translations are stories of their
// own and live on. One that was never published is spiked, not killed.
func (d *Desk) Kill(ctx context.Context, id ilbo.StoryID, k ilbo.Kill) error {
	if strings.TrimSpace(k.Reason) == "" || strings.TrimSpace(k.Notice) == "" {
		return invalid("To kill a story takes a reason for the newsroom and a notice for readers.")
	}
	if err := d.record(k.By, k.Reason+k.Notice, &k.At); err != nil {
		return err
	}
	return d.change(ctx, act{ilbo.DeedKill, ilbo.Killed, id, k.By, k.Reason}, func(s *ilbo.Story, _ time.Time) error {
		if s.Kill != nil {
			return errDone
		}
		if s.Published.IsZero() {
			return conflict("The story was never published: spike it.")
		}
		s.Kill = &k
		return nil
	})
}

// Spike refuses a story before publication; the copy is kept. A story that is
// spiked stays so; one that was published is killed, not spiked.
func (d *Desk) Spike(ctx context.Context, id ilbo.StoryID, p ilbo.Spike) error {
	if err := d.record(p.By, p.Reason, &p.At); err != nil {
		return err
	}
	return d.change(ctx, act{ilbo.DeedSpike, ilbo.Spiked, id, p.By, p.Reason}, func(s *ilbo.Story, _ time.Time) error {
		if s.Spike != nil {
			return errDone
		}
		if !s.Published.IsZero() {
			return conflict("The story was published: kill it.")
		}
		s.Spike = &p
		return nil
	})
}

// Revive takes a story from the spike: it is a draft again. A story that is not
// spiked stays as it is.
func (d *Desk) Revive(ctx context.Context, by string, id ilbo.StoryID) error {
	return d.change(ctx, act{ilbo.DeedRevive, ilbo.Updated, id, by, ""}, func(s *ilbo.Story, _ time.Time) error {
		if s.Spike == nil {
			return errDone
		}
		s.Spike = nil
		return nil
	})
}
