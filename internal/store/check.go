package store

import (
	"context"
	"fmt"
	"strings"

	"ilbo.press"
)

// Check looks through everything that is kept for damage. Damage is an error of
// kind Internal with a sentence; it takes seconds for each gigabyte.
func (s *Store) Check(ctx context.Context) error {
	found, err := s.dialect.damage(ctx, s.read)
	if err != nil {
		return fmt.Errorf("check the database: %w", s.failure(err))
	}
	if len(found) > 0 {
		return &ilbo.Error{Kind: ilbo.Internal, Say: "The database is damaged: " + strings.Join(found, "; ") + "."}
	}
	return nil
}
