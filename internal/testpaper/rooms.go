package testpaper

import (
	"context"
	"time"

	"ilbo.press"
)

// Rooms are the rooms of the house that [Paper.Build] makes the paper in.
type Rooms interface {
	Darkroom
	Composing
	// Desk is the desk at a moment: what is done at it happened then.
	Desk(at time.Time) Desk
}

// A Darkroom makes pictures and films of recipes and files them. The same
// recipe gives the same picture.
type Darkroom interface {
	DrawPicture(ctx context.Context, recipe string) (ilbo.Picture, error)
	DrawFilm(ctx context.Context, recipe string) (ilbo.Film, error)
}

// Composing is where what all pages share is set up.
type Composing interface {
	PutSections(ctx context.Context, list []ilbo.Section) error
	PutTopics(ctx context.Context, list []ilbo.Topic) error
	PutJournalists(ctx context.Context, list []ilbo.Journalist) error
	PutFront(ctx context.Context, front ilbo.Front) error
	PutLesson(ctx context.Context, l *ilbo.Lesson, events ...ilbo.Event) error
}

// A Desk runs a story's life. The desk of package desk is one.
type Desk interface {
	// File stores the copy of a new story and sets its ID. It comes without
	// the records of what happens to it later and with Published at zero.
	File(ctx context.Context, by ilbo.Staff, story *ilbo.Story) error
	// HandOver moves a story to another stage.
	HandOver(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, to ilbo.Stage, reason string) error
	// Take stores a story that is published already, and sets its ID. Stories
	// with an Updated come in this way: File would not keep it.
	Take(ctx context.Context, story *ilbo.Story, old ...ilbo.Path) error
	Publish(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, p ilbo.Printing) error
	Correct(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, kind ilbo.CorrectionKind, text string) error
	Kill(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, reason, notice string) error
	Hold(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, reason string) error
	Embargo(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, until time.Time, reason string) error
	Spike(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, reason string) error
}
