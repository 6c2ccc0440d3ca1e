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
	Desk
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
}

// A Desk runs a story's life. By is the name of a member of staff. The desk of
// package desk is one.
type Desk interface {
	// File stores the copy of a new story and sets its ID. It comes without
	// the records of what happens to it later and with Published at zero; a
	// Filed at zero says that its reporter is not done with it.
	File(ctx context.Context, by string, story *ilbo.Story) error
	// Take stores a story that is published already, and sets its ID. Stories
	// with an Updated come in this way: File would not keep it.
	Take(ctx context.Context, story *ilbo.Story, old ...ilbo.Path) error
	Publish(ctx context.Context, by string, id ilbo.StoryID, at time.Time) error
	Correct(ctx context.Context, id ilbo.StoryID, c ilbo.Correction) error
	Kill(ctx context.Context, id ilbo.StoryID, k ilbo.Kill) error
	Hold(ctx context.Context, id ilbo.StoryID, h ilbo.Hold) error
	Embargo(ctx context.Context, id ilbo.StoryID, e ilbo.Embargo) error
	Spike(ctx context.Context, id ilbo.StoryID, s ilbo.Spike) error
}
