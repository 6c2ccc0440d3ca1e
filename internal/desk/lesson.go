package desk

import (
	"context"
	"time"

	"ilbo.press"
)

// Lessons follow their stories to the public.
type Lessons interface {
	// Printed is called in the transaction that publishes a story's newest copy, with the
	// story as the public will have it.
	Printed(ctx context.Context, by ilbo.Staff, s *ilbo.Story, at time.Time) error
}

// Teaching is the desk with lessons beside its stories.
func (d *Desk) Teaching(l Lessons) *Desk {
	teaches := *d
	teaches.lessons = l
	return &teaches
}
