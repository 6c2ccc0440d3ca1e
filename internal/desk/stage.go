package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// HandOver moves a story on its way to the page, or back: its writer hands it in
// and may take it back as long as nobody has read it; the rest is for those who
// make stories ready. Whoever sends it back says why. A story that is at the stage
// stays there.
func (d *Desk) HandOver(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, to ilbo.Stage, reason string) error {
	if !to.Known() {
		return invalid("A story is a draft, filed, edited or ready, not “%.40s”.", string(to))
	}
	if err := reasonable(reason); err != nil {
		return err
	}
	return d.change(ctx, act{by, ilbo.MaySee, ilbo.DeedHandOver, ilbo.Updated, id, string(to) + ": " + reason}, func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft, now time.Time) error {
		if err := mayStop(s); err != nil {
			return err
		}
		if !s.Published.IsZero() {
			return conflict("The story is published, or will be: update it, or take it back first.")
		}
		from := draft.Stage
		if from == to {
			return errDone
		}
		may := ilbo.MayReady
		if !ilbo.StageFiled.Before(from) && !ilbo.StageFiled.Before(to) && (draft.Wrote(by.Login) || from == ilbo.StageDraft) {
			may = ilbo.MayWrite
		}
		if err := allowed(by, may, draft.Section, draft); err != nil {
			return err
		}
		if to.Before(from) && may == ilbo.MayReady && strings.TrimSpace(reason) == "" {
			return invalid("Say why the story goes back.")
		}
		if err := d.tellOfStep(ctx, by, draft, to, reason); err != nil {
			return err
		}
		return d.move(ctx, by, draft, to, reason, now)
	})
}

// tellOfStep tells the writers that their story was sent back, and a section's
// editors that one was handed in.
func (d *Desk) tellOfStep(ctx context.Context, by ilbo.Staff, draft *ilbo.Draft, to ilbo.Stage, reason string) error {
	switch {
	case to.Before(draft.Stage):
		return d.TellAll(ctx, draft.Writers, ilbo.Notification{What: ilbo.ToldSentBack, Story: draft.Story, By: by.Login, Text: cmp.Or(reason, draft.Title)})
	case to == ilbo.StageFiled:
		editors, err := d.EditorsOf(ctx, draft.Section)
		if err != nil {
			return err
		}
		return d.TellAll(ctx, editors, ilbo.Notification{What: ilbo.ToldHandedIn, Story: draft.Story, By: by.Login, Text: draft.Title})
	}
	return nil
}

// move records a step of a story.
func (d *Desk) move(ctx context.Context, by ilbo.Staff, draft *ilbo.Draft, to ilbo.Stage, reason string, now time.Time) error {
	if draft.Stage == to {
		return nil
	}
	draft.Stage = to
	return d.store.AddHandOver(ctx, ilbo.HandOver{Story: draft.Story, To: to, By: by.Login, At: now, Reason: reason, Version: draft.Version})
}

// maxWriters is how many a story may be the work of.
const maxWriters = 20

// Share names whose work a story is, by their logins: the first began it. Who is
// among them may share it, and who makes stories ready.
func (d *Desk) Share(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, writers []string) error {
	if len(writers) == 0 || len(writers) > maxWriters || slices.Contains(writers, "") {
		return invalid("A story is the work of one to %d people.", maxWriters)
	}
	return d.change(ctx, act{by, ilbo.MayWrite, ilbo.DeedShare, ilbo.Updated, id, strings.Join(writers, ", ")}, func(ctx context.Context, _ *ilbo.Story, draft *ilbo.Draft, _ time.Time) error {
		if slices.Equal(draft.Writers, writers) {
			return errDone
		}
		draft.Writers = writers
		return nil
	})
}
