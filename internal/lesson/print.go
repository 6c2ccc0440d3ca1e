package lesson

import (
	"context"
	"errors"
	"slices"
	"time"

	"ilbo.press"
)

// Printed follows the copy of a story to the public, in the transaction that publishes
// it: the lesson that waited becomes the one that readers have, set on what they read
// now, and how it stood is kept with the story's history. A story without a lesson is no
// error.
func (d *Desk) Printed(ctx context.Context, by ilbo.Staff, s *ilbo.Story, at time.Time) error {
	l, err := d.store.WorkingLesson(ctx, s.ID)
	if errors.Is(err, ilbo.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	l.Glosses, l.Renderings = slices.Clone(l.Glosses), slices.Clone(l.Renderings)
	set := l.Settle(s.Body)
	if err := d.store.PutLesson(ctx, l); err != nil { // the story's own event tells of both
		return err
	}
	p := stood(set)
	p.Story, p.At, p.By = s.ID, at, by.Login
	return d.store.AddLessonPrint(ctx, p)
}

// stood is how a lesson stands on a body.
func stood(set *ilbo.Setting) ilbo.LessonPrint {
	return ilbo.LessonPrint{Sentences: len(set.Sentences), Rendered: set.Rendered(), Detached: len(set.Detached) + len(set.Stale)}
}

// Stands is how the lesson of a story would stand if its newest copy were published now.
// It is NotFound where there is none.
func (d *Desk) Stands(ctx context.Context, id ilbo.StoryID) (ilbo.LessonPrint, error) {
	sheet, err := d.Sheet(ctx, id)
	if err != nil {
		return ilbo.LessonPrint{}, err
	}
	if sheet.Lesson.At.IsZero() {
		return ilbo.LessonPrint{}, ilbo.NotFound
	}
	p := stood(sheet.Setting)
	p.Story = id
	return p, nil
}
