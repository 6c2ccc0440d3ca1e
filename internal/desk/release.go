package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

// Releases are the events of stories that become public by themselves behind one
// moment and by another: when they were to be published, or when an embargo lifts.
// Where a clock was set back, they are the stories that are to wait again.
func (d *Desk) Releases(ctx context.Context, after, by time.Time) ([]ilbo.Event, error) {
	ids, err := d.store.Released(ctx, after, by)
	if err != nil {
		return nil, fmt.Errorf("looking for stories that become public: %w", err)
	}
	var events []ilbo.Event
	for _, id := range ids {
		s, err := d.store.Story(ctx, id)
		if errors.Is(err, ilbo.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		keys, err := d.keys(ctx, s, s, by)
		if err != nil {
			return nil, err
		}
		events = append(events, ilbo.Event{Verb: ilbo.Released, Story: id, Keys: keys})
	}
	return events, nil
}
