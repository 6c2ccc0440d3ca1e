package desk

import (
	"context"
	"time"

	"ilbo.press"
)

// Store is where stories are kept.
type Store interface {
	// Story finds a story in any state.
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	// Foreign finds a story by the number it had in the system it came from.
	Foreign(ctx context.Context, foreign string) (*ilbo.Story, error)
	// PutStory stores a new story, sets its ID, and enqueues events, whose
	// empty story and keys are filled in. An address that is taken is a
	// Conflict.
	PutStory(ctx context.Context, s *ilbo.Story, events ...ilbo.Event) error
	// ChangeStory lets change mend a story in one transaction; an error of
	// change leaves it as it was. By and at are kept with records that end.
	ChangeStory(ctx context.Context, id ilbo.StoryID, by string, at time.Time, change func(*ilbo.Story) ([]ilbo.Event, error)) error
	// Translations are the story's translations that the public may see.
	Translations(ctx context.Context, s *ilbo.Story, now time.Time) ([]ilbo.Teaser, error)
	// Redirect remembers an address that the story had elsewhere.
	Redirect(ctx context.Context, old ilbo.Path, id ilbo.StoryID) error
	// Audit adds a line to the audit log.
	Audit(ctx context.Context, e ilbo.AuditEntry) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}
