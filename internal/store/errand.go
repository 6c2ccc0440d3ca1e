package store

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"
)

// An endJob has a subscription ended at the provider where it is paid.
type endJob struct {
	Ref string `json:"ref"`
}

func (endJob) Kind() string { return "end-at-provider" }

// EndAtProvider has a subscription ended at its provider after the transaction of
// ctx, until that is done: see [Followers].
func (s *Store) EndAtProvider(ctx context.Context, ref string) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if err := t.order(ctx, river.InsertManyParams{Args: endJob{ref}, InsertOpts: options(time.Time{})}); err != nil {
			return fmt.Errorf("enqueuing the end of %s: %w", ref, err)
		}
		return nil
	})
}
