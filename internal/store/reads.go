package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"ilbo.press"
)

// AddReads adds to the counts of the hour that the moment lies in. Stories that
// are not there are left out. Doing it twice counts twice. What is read most
// may be as before: whoever finds that it changed tells the pages by
// [Store.Touch].
func (s *Store) AddReads(ctx context.Context, reads map[ilbo.StoryID]int, hour time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, id := range slices.Sorted(maps.Keys(reads)) {
			if reads[id] <= 0 {
				continue
			}
			there, err := t.thereIs(ctx, id)
			if err != nil {
				return err
			}
			if !there {
				continue
			}
			if _, err := t.exec(ctx, `INSERT INTO reads (hour, story, n) VALUES (?, ?, ?)
			ON CONFLICT (hour, story) DO UPDATE SET n = reads.n + excluded.n`, hour.Truncate(time.Hour).UnixMilli(), int64(id), reads[id]); err != nil {
				return fmt.Errorf("counting reads of story %d: %w", id, err)
			}
		}
		return nil
	})
}

// EachReads lists counts that come after one, by hour and story, at most limit of
// them.
func (s *Store) EachReads(ctx context.Context, after ilbo.Reads, limit int) ([]ilbo.Reads, error) {
	hour := int64(firstMoment)
	if !after.Hour.IsZero() {
		hour = after.Hour.UnixMilli()
	}
	all, err := list(ctx, s, func(row scanner) (r ilbo.Reads, err error) {
		var hour int64
		err = row.Scan(&hour, &r.Story, &r.N)
		r.Hour = time.UnixMilli(hour).UTC()
		return r, err
	}, `SELECT hour, story, n FROM reads WHERE hour >= ? AND (hour, story) > (?, ?) ORDER BY hour, story LIMIT ?`, hour, hour, int64(after.Story), limit)
	if err != nil {
		return nil, fmt.Errorf("reading counts: %w", err)
	}
	return all, nil
}

// PutReads stores counts in the place of those of their hours and stories. One
// of a story that is not there is NotFound.
func (s *Store) PutReads(ctx context.Context, reads []ilbo.Reads) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, r := range reads {
			done, err := t.exec(ctx, `INSERT INTO reads (hour, story, n) SELECT ?, id, ? FROM stories WHERE id = ?
			ON CONFLICT (hour, story) DO UPDATE SET n = excluded.n`, r.Hour.Truncate(time.Hour).UnixMilli(), r.N, int64(r.Story))
			if err != nil {
				return fmt.Errorf("storing reads of story %d: %w", r.Story, err)
			}
			if n, err := done.RowsAffected(); err == nil && n == 0 {
				return &ilbo.Error{Kind: ilbo.NotFound, Say: fmt.Sprintf("There is no story %d.", r.Story)}
			}
		}
		return nil
	})
}

// MostRead lists the stories in a language that were read most since a moment,
// counted by whole hours, and that the public may see at now: the most read
// first, of equals the newest.
func (s *Store) MostRead(ctx context.Context, l ilbo.Language, since time.Time, limit int, now time.Time) ([]ilbo.Teaser, error) {
	ids, err := list(ctx, s, value[ilbo.StoryID], `SELECT s.id FROM
	(SELECT story, sum(n) AS n FROM reads WHERE hour >= ? GROUP BY story) AS r JOIN stories s ON s.id = r.story
	WHERE s.language = ? AND s.public_from <= ? ORDER BY r.n DESC, s.published DESC, s.id DESC LIMIT ?`,
		since.Truncate(time.Hour).UnixMilli(), string(l), now.UnixMilli(), min(max(limit, 0), MaxTeasers))
	if err != nil {
		return nil, fmt.Errorf("reading what is read most: %w", err)
	}
	return s.TeasersByID(ctx, ids, now)
}
