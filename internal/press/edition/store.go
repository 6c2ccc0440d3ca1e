package edition

import (
	"context"
	"io"
	"time"

	"ilbo.press"
	"ilbo.press/internal/press"
)

// Store is where editions are kept, and what they are made of.
type Store interface {
	Sections(ctx context.Context) ([]ilbo.Section, error)
	// Teasers are only of stories that the public may see at now.
	Teasers(ctx context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error)
	// Story finds a story in any state.
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	// Edition is the newest version of a day's; none is NotFound.
	Edition(ctx context.Context, l ilbo.Language, day time.Time) (ilbo.KeptEdition, error)
	// Editions are the newest versions of days before one, the last first, without
	// their pages.
	Editions(ctx context.Context, l ilbo.Language, before time.Time, limit int) ([]ilbo.KeptEdition, error)
	// EditionsBefore counts the days before one that had an edition.
	EditionsBefore(ctx context.Context, l ilbo.Language, day time.Time) (int, error)
	// EditionsWith are those whose newest version prints a story.
	EditionsWith(ctx context.Context, id ilbo.StoryID) ([]ilbo.KeptEdition, error)
	// PutEdition keeps an edition for ever. Where its version is not the next one it
	// is a Conflict.
	PutEdition(ctx context.Context, e *ilbo.KeptEdition) error
	// Wishes are what the desk wants of stories in a day's edition.
	Wishes(ctx context.Context, l ilbo.Language, day time.Time) ([]ilbo.Wish, error)
	// OrderEdition has a version made in the background, once however often it is
	// ordered.
	OrderEdition(ctx context.Context, l ilbo.Language, day time.Time, version int) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}

// Fronts say what the desk holds a day's stories to be worth.
type Fronts interface {
	// Tops are the lead of the home front and the stories beside it, from the top down.
	Tops(ctx context.Context, l ilbo.Language) ([]ilbo.Teaser, error)
	Weights(ctx context.Context, l ilbo.Language) (map[ilbo.StoryID]ilbo.Weight, error)
}

// Files keep what was printed, under the keys of [ilbo.PrintFile].
type Files interface {
	Put(ctx context.Context, key string, r io.Reader) error
}

// A Binder makes files of an edition beside its PDF: it gives each to keep.
type Binder interface {
	Bind(ctx context.Context, day *press.Day, m *press.Made, darkroom press.Darkroom, keep Keep) error
}

// Keep keeps a file of an edition by its name and its type, as write writes it.
type Keep func(name, kind string, write func(io.Writer) error) error
