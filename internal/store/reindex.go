package store

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

// reindexWhereLost enqueues every public story where the index holds none of
// them and nothing that is due would fill it: after a migration that made the
// index anew.
func (s *Store) reindexWhereLost(ctx context.Context) error {
	var lost bool
	err := s.read.QueryRowContext(ctx, s.dialect.bind(`SELECT NOT EXISTS (SELECT 1 FROM search_entries)
	AND EXISTS (SELECT 1 FROM stories WHERE public_from IS NOT NULL)
	AND NOT EXISTS (SELECT 1 FROM river_job WHERE kind = ? AND state IN ('available', 'retryable', 'running', 'scheduled') AND scheduled_at <= ?)`),
		indexJob{}.Kind(), s.dialect.jobTime(time.Now())).Scan(&lost)
	if err != nil || !lost {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		ids, err := list(ctx, s, value[ilbo.StoryID], `SELECT id FROM stories WHERE public_from IS NOT NULL`)
		if err != nil {
			return fmt.Errorf("listing the stories to index: %w", err)
		}
		for _, id := range ids {
			t.enqueue(ilbo.Event{Verb: ilbo.Published, Story: id})
		}
		return nil
	})
}
