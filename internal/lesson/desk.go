package lesson

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"ilbo.press"
)

// Desk is where lessons are made.
type Desk struct {
	store Store
	clock ilbo.Clock
}

// New makes the desk of a store.
func New(store Store, clock ilbo.Clock) *Desk { return &Desk{store, clock} }

// A Sheet is a lesson with how it is set on its story now.
type Sheet struct {
	Lesson  *ilbo.Lesson
	Setting *ilbo.Setting
}

// Prepare keeps the lesson of a story, in the place of the one that it has, set on the
// story as it is now. A gloss or a translation that is in no sentence of it is refused:
// who writes one has the story before them. That not all sentences are translated is no
// error; the sheet says so, and so do readers' pages. What somebody may do with the
// story's copy they may do with its lesson: before it is published whoever writes it,
// then whoever publishes. Doing it twice changes nothing.
func (d *Desk) Prepare(ctx context.Context, by ilbo.Staff, l ilbo.Lesson) (*Sheet, error) {
	l.Glosses, l.Renderings = slices.Clone(l.Glosses), slices.Clone(l.Renderings) // they are set anew
	var sheet *Sheet
	err := d.change(ctx, by, l.Story, func(ctx context.Context, s *ilbo.Story, e ilbo.Event) error {
		l.Learned, l.By, l.At = s.Language, by.Login, d.clock()
		if err := l.Check(); err != nil {
			return err
		}
		l.Copy = nil // what is not there as it was written is nowhere
		set := l.Settle(s.Body)
		if err := placed(set); err != nil {
			return err
		}
		sheet = &Sheet{&l, set}
		return d.store.PutLesson(ctx, &l, e)
	})
	if err != nil {
		return nil, fmt.Errorf("prepare the lesson of story %d: %w", l.Story, err)
	}
	return sheet, nil
}

// placed refuses what a lesson says of no sentence of its story.
func placed(set *ilbo.Setting) error {
	for _, g := range set.Detached {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("“%s” does not stand in the story as the gloss on it says.", g.Words)}
	}
	for _, r := range set.Stale {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("No sentence of the story is “%s”, or it is translated twice.", ilbo.Clean(r.Sentence))}
	}
	return nil
}

// Drop takes the lesson of a story away; the story stays as it is. One that is not there
// is no error.
func (d *Desk) Drop(ctx context.Context, by ilbo.Staff, id ilbo.StoryID) error {
	err := d.change(ctx, by, id, func(ctx context.Context, _ *ilbo.Story, e ilbo.Event) error { return d.store.DropLesson(ctx, id, e) })
	if err != nil {
		return fmt.Errorf("drop the lesson of story %d: %w", id, err)
	}
	return nil
}

// Sheet gives the lesson of a story, set on the story as it is now: with what lost its
// place.
func (d *Desk) Sheet(ctx context.Context, id ilbo.StoryID) (*Sheet, error) {
	l, err := d.store.Lesson(ctx, id)
	if err != nil {
		return nil, err
	}
	s, err := d.store.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	return &Sheet{l, l.On(s.Body)}, nil
}

// change does something to the lesson of a story that nobody else changes meanwhile,
// with the event that tells of it.
func (d *Desk) change(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, do func(context.Context, *ilbo.Story, ilbo.Event) error) error {
	return d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.KeepStory(ctx, id); err != nil {
			return err
		}
		s, err := d.store.Story(ctx, id)
		if err != nil {
			return err
		}
		if err := d.May(ctx, by, s); err != nil {
			return err
		}
		return do(ctx, s, ilbo.Event{Verb: ilbo.Updated, Story: s.ID, Keys: s.Keys()})
	})
}

// May tells whether somebody may change the lesson of a story: nil, or why not.
func (d *Desk) May(ctx context.Context, by ilbo.Staff, s *ilbo.Story) error {
	draft, err := d.store.Draft(ctx, s.ID)
	if err != nil && !errors.Is(err, ilbo.NotFound) { // an imported story may have none
		return err
	}
	own := err == nil && slices.Contains(draft.Writers, by.Login)
	needed := ilbo.MayWrite
	if !s.Published.IsZero() {
		needed = ilbo.MayPublish
	}
	if !by.May(needed, s.Section, own) {
		return &ilbo.Error{Kind: ilbo.Forbidden, Say: "The lesson of this story is not yours to change: ask its editor."}
	}
	return nil
}
