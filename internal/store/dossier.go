package store

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

// EachDossier lists stories as EachStory does, with all that was ever recorded
// of each.
func (s *Store) EachDossier(ctx context.Context, after ilbo.StoryID, limit int) ([]ilbo.Dossier, error) {
	stories, err := s.EachStory(ctx, after, limit)
	if err != nil || len(stories) == 0 {
		return nil, err
	}
	type owned struct {
		story ilbo.StoryID
		ilbo.Record
	}
	all, err := list(ctx, s, func(row scanner) (o owned, err error) {
		o.Record, err = scanRecord(withFirst{row, &o.story})
		return o, err
	}, `SELECT story, `+recordColumns+` FROM records WHERE story > ? AND story <= ? ORDER BY id`, int64(after), int64(stories[len(stories)-1].ID))
	if err != nil {
		return nil, fmt.Errorf("reading the records of stories after %d: %w", after, err)
	}
	records := make(map[ilbo.StoryID][]ilbo.Record)
	for _, o := range all {
		records[o.story] = append(records[o.story], o.Record)
	}
	dossiers := make([]ilbo.Dossier, len(stories))
	for i, story := range stories {
		sum, err := s.Sum(ctx, story.ID)
		if err != nil {
			return nil, err
		}
		dossiers[i] = ilbo.Dossier{Story: story, Records: records[story.ID], Sum: sum}
	}
	return dossiers, nil
}

// withFirst is a row with a column before those that are scanned.
type withFirst struct {
	scanner
	first any
}

func (w withFirst) Scan(dest ...any) error { return w.scanner.Scan(append([]any{w.first}, dest...)...) }

// PutDossier stores a story as PutStory does, under the number that it has, in
// the state that its records say, and those records as they are in the place of
// all that were there. Two standing records of one kind are Invalid.
func (s *Store) PutDossier(ctx context.Context, d ilbo.Dossier, events ...ilbo.Event) error {
	story := *d.Story
	story.Embargo, story.Hold, story.Spike, story.Kill = nil, nil, nil, nil
	standing := 0
	for _, r := range d.Records {
		r.Onto(&story)
		if r.Ended.IsZero() {
			standing++
		}
	}
	if standing != len(story.Records()) || story.ID == 0 {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The records of story %d do not belong together.", story.ID)}
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if err := t.put(ctx, &story, "", time.Now(), events); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM records WHERE story = ?`, int64(story.ID)); err != nil {
			return err
		}
		for _, r := range d.Records {
			_, err := t.exec(ctx, `INSERT INTO records (story, `+recordColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				int64(story.ID), r.Kind, r.By, millis(r.At), r.Reason, millis(r.Until), r.Notice, millis(r.Ended), r.EndedBy)
			if err != nil {
				return fmt.Errorf("storing the records of story %d: %w", story.ID, err)
			}
		}
		if d.Sum == "" {
			return nil
		}
		return s.PutSum(ctx, story.ID, d.Sum)
	})
}

// Clear takes away what a paper without stories is furnished with: sections,
// topics, journalists and fronts. One that has stories, or staff, is left as it
// is and is a Conflict.
func (s *Store) Clear(ctx context.Context) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var stories, staff bool
		if err := t.first(ctx, []any{&stories, &staff}, `SELECT EXISTS (SELECT 1 FROM stories), EXISTS (SELECT 1 FROM staff)`); err != nil {
			return err
		}
		switch {
		case stories:
			return conflict("The paper has stories already.")
		case staff:
			return conflict("The paper has staff already.")
		}
		for _, table := range []string{"sections", "topics", "journalists", "fronts", "front_versions", "front_steps"} {
			if _, err := t.exec(ctx, `DELETE FROM `+table); err != nil {
				return fmt.Errorf("clearing %s: %w", table, err)
			}
		}
		t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: []ilbo.Key{ilbo.KeyFurniture}})
		return nil
	})
}
