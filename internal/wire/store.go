package wire

import (
	"context"
	"io"

	"ilbo.press"
)

// A Desk keeps the stories that the wire brings. The others may be asked while
// TakeAll is under way, which is then not asked again.
type Desk interface {
	// Foreign finds the story with that foreign number, whatever its state,
	// and gives ilbo.NotFound where there is none.
	Foreign(ctx context.Context, foreign string) (*ilbo.Story, error)
	// Known gives those of some foreign numbers that stories have, whatever
	// their state.
	Known(ctx context.Context, foreign []string) ([]string, error)
	// Sum gives the Sum that was last kept with a story, empty where none was.
	Sum(ctx context.Context, id ilbo.StoryID) (string, error)
	// TakeAll keeps stories, best in one transaction. A story without an ID is
	// new: it is published at its Published time, or kept as a draft with its
	// hold where that is zero, and gets its number, slug and path here. One with
	// an ID replaces the copy of the story on file, and publishes that where it
	// is a draft that nobody but an import holds and the copy is published.
	// Taking the same again changes nothing. After an error some or none are kept.
	TakeAll(ctx context.Context, list []Taken) error
	// Expect names stories that are about to come, so that they may be looked at
	// while others are kept. They may come in parts, or not at all.
	Expect(ctx context.Context, list []Taken)
	// Forward lets pages of the paper stand for pages of the other system. One
	// that is given again is stood for by the later page.
	Forward(ctx context.Context, list []Moved) error
}

// A Taken is a story that is ready to be kept.
type Taken struct {
	Story    *ilbo.Story
	OldPaths []ilbo.Path // lead to it from now on
	Sum      string      // tells whether the same copy comes again
}

// Furniture is what the stories of a paper hang on. Each Put adds the named
// ones or replaces those of the same ID, and leaves all others.
type Furniture interface {
	Sections(ctx context.Context) ([]ilbo.Section, error)
	PutSections(ctx context.Context, list []ilbo.Section) error
	Topics(ctx context.Context) ([]ilbo.Topic, error)
	PutTopics(ctx context.Context, list []ilbo.Topic) error
	Journalists(ctx context.Context) ([]ilbo.Journalist, error)
	PutJournalists(ctx context.Context, list []ilbo.Journalist) error
}

// Pictures is the picture desk. Intake keeps an original and tells its number
// and size; about holds the credit and the caption that came with it. An
// ilbo.Invalid error means that the bytes are no picture that the paper prints.
// Taking the same bytes again gives the same picture.
type Pictures interface {
	Intake(ctx context.Context, r io.Reader, about ilbo.Picture) (ilbo.Picture, error)
}
