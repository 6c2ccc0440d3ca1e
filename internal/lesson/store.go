package lesson

import (
	"context"

	"ilbo.press"
)

// Store is where lessons are kept. What is not there is NotFound.
type Store interface {
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	Draft(ctx context.Context, id ilbo.StoryID) (*ilbo.Draft, error)
	// KeepStory keeps others from changing a story until the transaction ends.
	KeepStory(ctx context.Context, id ilbo.StoryID) error
	Lesson(ctx context.Context, story ilbo.StoryID) (*ilbo.Lesson, error)
	// PutLesson and DropLesson enqueue events in the same transaction.
	PutLesson(ctx context.Context, l *ilbo.Lesson, events ...ilbo.Event) error
	DropLesson(ctx context.Context, story ilbo.StoryID, events ...ilbo.Event) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}
