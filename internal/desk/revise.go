package desk

import (
	"context"
	"strings"
	"time"

	"ilbo.press"
)

// Revise gives a story new copy at once: everything that was written, and the
// section, topics and access. Its address, its dates of filing and publication,
// its language once published, and its records stay. Readers are told of the
// update where they may see the story. Revising with the same copy does nothing; a
// killed story is not revised. Who writes in the newsroom saves versions instead,
// and updates: see [Desk.Save].
func (d *Desk) Revise(ctx context.Context, by ilbo.Staff, s *ilbo.Story) error {
	return d.change(ctx, act{by, ilbo.MayPublish, ilbo.DeedRevise, ilbo.Updated, s.ID, ""}, func(ctx context.Context, stored *ilbo.Story, _ *ilbo.Draft, now time.Time) error {
		if stored.Kill != nil {
			return conflict("The story was killed and is not revised.")
		}
		before, copy := ilbo.CopyOf(stored), ilbo.CopyOf(s)
		copy.Onto(stored)
		if err := d.check(stored); err != nil {
			return err
		}
		if same, err := before.Same(ilbo.CopyOf(stored)); err != nil || same {
			return orDone(err)
		}
		if stored.Visible(now) {
			stored.Updated = now
		}
		return nil
	})
}

func orDone(err error) error {
	if err != nil {
		return err
	}
	return errDone
}

// Correct adds a correction, clarification or retraction, which stands with the
// story for ever. One with the same kind and text that stands already is not
// added again. Only published stories are corrected.
func (d *Desk) Correct(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, kind ilbo.CorrectionKind, text string) error {
	if kind != ilbo.CorrectionOfFact && kind != ilbo.Clarification && kind != ilbo.Retraction {
		return invalid("A notice is a correction, a clarification or a retraction, not “%.40s”.", string(kind))
	}
	if strings.TrimSpace(text) == "" {
		return invalid("A %s needs a text that readers see.", kind)
	}
	if err := reasonable(text); err != nil {
		return err
	}
	return d.change(ctx, act{by, ilbo.MayCorrect, ilbo.DeedCorrect, ilbo.Corrected, id, string(kind) + ": " + text}, func(ctx context.Context, s *ilbo.Story, _ *ilbo.Draft, now time.Time) error {
		if s.Published.IsZero() {
			return conflict("The story is not published: mend its copy.")
		}
		for _, old := range s.Corrections {
			if old.Kind == kind && old.Text == text {
				return errDone
			}
		}
		s.Corrections = append(s.Corrections, ilbo.Correction{Kind: kind, By: by.Login, At: now, Text: text})
		return nil
	})
}
