package store

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

// reindexWhereLost enqueues every public story where the index or the vocabulary
// holds none of them and nothing that is due would fill it: after a migration
// that made one of them anew.
func (s *Store) reindexWhereLost(ctx context.Context) error {
	var lost bool
	err := s.read.QueryRowContext(ctx, s.dialect.bind(`SELECT NOT (EXISTS (SELECT 1 FROM search_entries) AND EXISTS (SELECT 1 FROM vocabulary_stories))
	AND EXISTS (SELECT 1 FROM stories WHERE public_from IS NOT NULL)
	AND NOT EXISTS (SELECT 1 FROM river_job WHERE kind = ? AND state IN ('available', 'retryable', 'running', 'scheduled') AND scheduled_at <= ?)`),
		indexJob{}.Kind(), s.dialect.jobTime(time.Now())).Scan(&lost)
	if err != nil || !lost {
		return err
	}
	return s.Reindex(ctx)
}

// Reindex enqueues every public story for the index, and empties the vocabulary,
// which grows with it again. It may be done twice.
func (s *Store) Reindex(ctx context.Context) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if err := t.emptyVocabulary(ctx); err != nil {
			return err
		}
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

// CheckIndex compares the search index with the stories: how many it lacks of
// those that the public may see at now, and how many it holds that the public
// may not see. Neither is damage while jobs are pending.
func (s *Store) CheckIndex(ctx context.Context, now time.Time) (lacks, extra int, err error) {
	lacks, err = one(ctx, s, value[int], `SELECT count(*) FROM stories s WHERE s.public_from <= ?
	AND NOT EXISTS (SELECT 1 FROM search_entries e WHERE e.story = s.id)`, now.UnixMilli())
	if err == nil {
		extra, err = one(ctx, s, value[int], `SELECT count(*) FROM search_entries e
		WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = e.story AND s.public_from <= ?)`, now.UnixMilli())
	}
	if err != nil {
		return 0, 0, fmt.Errorf("comparing the search index with the stories: %w", err)
	}
	return lacks, extra, nil
}
