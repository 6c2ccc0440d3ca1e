package front

import (
	"context"
	"time"

	"ilbo.press"
)

// Store is what fronts are made from. Every list holds only stories that the
// public may see at now; the newest come first.
type Store interface {
	Teasers(ctx context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error)
	// TeasersByID leaves out stories that the public may not see, and keeps
	// the order asked for.
	TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error)
	// Front is NotFound where no editor has arranged that front yet.
	Front(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (ilbo.Front, error)
	// MostRead lists the stories read most since then, the most read first.
	MostRead(ctx context.Context, l ilbo.Language, since time.Time, limit int, now time.Time) ([]ilbo.Teaser, error)
	// AddReads adds to the counts of an hour.
	AddReads(ctx context.Context, reads map[ilbo.StoryID]int, hour time.Time) error
	// Touch makes the pages stale that are made from the keys.
	Touch(ctx context.Context, keys ...ilbo.Key) error
}
