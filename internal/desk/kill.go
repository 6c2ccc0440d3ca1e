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
func (d *Desk) Kill(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, reason, notice string) error {
	if strings.TrimSpace(reason) == "" || strings.TrimSpace(notice) == "" {
		return invalid("To kill a story takes a reason for the newsroom and a notice for readers.")
	}
	if err := reasonable(reason, notice); err != nil {
		return err
	}
	return d.change(ctx, act{by, ilbo.MayKill, ilbo.DeedKill, ilbo.Killed, id, reason}, func(ctx context.Context, s *ilbo.Story, _ *ilbo.Draft, now time.Time) error {
		if s.Kill != nil {
			return errDone
		}
		if s.Published.IsZero() {
			return conflict("The story was never published: spike it.")
		}
		s.Kill = &ilbo.Kill{By: by.Login, At: now, Reason: reason, Notice: notice}
		return nil
	})
}

// Spike refuses a story before publication; the copy is kept. A story that is
// spiked stays so; one that was published is killed, not spiked.
func (d *Desk) Spike(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, reason string) error {
	if err := reasonable(reason); err != nil {
		return err
	}
	return d.change(ctx, act{by, ilbo.MaySpike, ilbo.DeedSpike, ilbo.Spiked, id, reason}, func(ctx context.Context, s *ilbo.Story, _ *ilbo.Draft, now time.Time) error {
		if s.Spike != nil {
			return errDone
		}
		if !s.Published.IsZero() {
			return conflict("The story was published: kill it.")
		}
		s.Spike = &ilbo.Spike{By: by.Login, At: now, Reason: reason}
		return nil
	})
}

// Revive takes a story from the spike: it is a draft again. A story that is not
// spiked stays as it is.
func (d *Desk) Revive(ctx context.Context, by ilbo.Staff, id ilbo.StoryID) error {
	return d.change(ctx, act{by, ilbo.MaySpike, ilbo.DeedRevive, ilbo.Updated, id, ""}, func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft, now time.Time) error {
		if s.Spike == nil {
			return errDone
		}
		s.Spike = nil
		return d.move(ctx, by, draft, ilbo.StageDraft, "", now)
	})
}
