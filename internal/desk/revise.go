package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"time"

	"ilbo.press"
)

// Revise gives a story new copy: everything that was written, and the section,
// topics and access. Its address, its dates of filing and publication, its
// language once published, and its records stay. Readers are told of the update
// where they may see the story. Revising with the same copy does nothing; a
// killed story is not revised.
func (d *Desk) Revise(ctx context.Context, by string, s *ilbo.Story) error {
	return d.change(ctx, act{ilbo.DeedRevise, ilbo.Updated, s.ID, by, ""}, func(stored *ilbo.Story, now time.Time) error {
		if stored.Kill != nil {
			return conflict("The story was killed and is not revised.")
		}
		before := *stored
		d.recopy(stored, s)
		if err := d.check(stored); err != nil {
			return err
		}
		if same, err := sameCopy(&before, stored); err != nil || same {
			return orDone(err)
		}
		if before.Visible(now) {
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

// recopy gives a stored story the copy of another.
func (d *Desk) recopy(stored, from *ilbo.Story) {
	if stored.Published.IsZero() {
		stored.Language = from.Language
		if from.Slug != "" {
			stored.Slug = from.Slug
		}
	}
	stored.Section, stored.Translations = from.Section, from.Translations
	stored.Kicker, stored.Headline, stored.Deck = from.Kicker, from.Headline, from.Deck
	stored.Bylines, stored.Dateline, stored.Source = from.Bylines, from.Dateline, from.Source
	stored.Topics, stored.Lead, stored.Body, stored.Access = from.Topics, from.Lead, from.Body, from.Access
}

// sameCopy reports whether two versions of a story print the same.
func sameCopy(a, b *ilbo.Story) (bool, error) {
	left, err := json.Marshal(copyOf(a))
	if err != nil {
		return false, err
	}
	right, err := json.Marshal(copyOf(b))
	return bytes.Equal(left, right), err
}

// copyOf is the story without dates and records, and without the difference
// between no list and an empty one.
func copyOf(s *ilbo.Story) ilbo.Story {
	c := ilbo.Story{
		Language: s.Language, Section: s.Section, Slug: s.Slug, Translations: s.Translations,
		Kicker: s.Kicker, Headline: s.Headline, Deck: s.Deck, Dateline: s.Dateline, Source: s.Source,
		Lead: s.Lead, Access: s.Access,
	}
	c.Bylines = append([]ilbo.Byline{}, s.Bylines...)
	c.Topics = append([]ilbo.TopicID{}, s.Topics...)
	c.Body = append(ilbo.Body{}, s.Body...)
	return c
}

// Correct adds a correction, clarification or retraction, which stands with the
// story for ever. One with the same kind and text that stands already is not
// added again. Only published stories are corrected.
func (d *Desk) Correct(ctx context.Context, id ilbo.StoryID, c ilbo.Correction) error {
	if c.Kind != ilbo.CorrectionOfFact && c.Kind != ilbo.Clarification && c.Kind != ilbo.Retraction {
		return invalid("A notice is a correction, a clarification or a retraction, not “%.40s”.", string(c.Kind))
	}
	if strings.TrimSpace(c.Text) == "" {
		return invalid("A %s needs a text that readers see.", c.Kind)
	}
	if err := d.record(c.By, c.Text, &c.At); err != nil {
		return err
	}
	return d.change(ctx, act{ilbo.DeedCorrect, ilbo.Corrected, id, c.By, string(c.Kind) + ": " + c.Text}, func(s *ilbo.Story, _ time.Time) error {
		if s.Published.IsZero() {
			return conflict("The story is not published: mend its copy.")
		}
		for _, old := range s.Corrections {
			if old.Kind == c.Kind && old.Text == c.Text {
				return errDone
			}
		}
		s.Corrections = append(s.Corrections, c)
		return nil
	})
}
