package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"ilbo.press"
)

// PutWeight gives a story a weight; zero takes it away.
func (s *Store) PutWeight(ctx context.Context, w ilbo.Weighing) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) (err error) {
		if w.Weight == 0 {
			_, err = t.exec(ctx, `DELETE FROM weights WHERE story = ?`, int64(w.Story))
		} else {
			_, err = t.exec(ctx, `INSERT INTO weights (story, weight, who, at) VALUES (?, ?, ?, ?)
			ON CONFLICT (story) DO UPDATE SET weight = excluded.weight, who = excluded.who, at = excluded.at`,
				int64(w.Story), int(w.Weight), w.By, millis(w.At))
		}
		if err != nil {
			return fmt.Errorf("storing the weight of story %d: %w", w.Story, err)
		}
		return nil
	})
}

// EachWeight lists the weights of stories with higher numbers, at most limit of
// them.
func (s *Store) EachWeight(ctx context.Context, after ilbo.StoryID, limit int) ([]ilbo.Weighing, error) {
	some, err := list(ctx, s, func(row scanner) (w ilbo.Weighing, err error) {
		var at sql.NullInt64
		err = row.Scan(&w.Story, &w.Weight, &w.By, &at)
		w.At = moment(at)
		return w, err
	}, `SELECT story, weight, who, at FROM weights WHERE story > ? ORDER BY story LIMIT ?`, int64(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading weights: %w", err)
	}
	return some, nil
}

// A tail reads the columns behind those of another scan.
type tail struct {
	scanner
	more []any
}

func (t tail) Scan(dest ...any) error { return t.scanner.Scan(append(dest, t.more...)...) }

// Weighted are the stories of a language that have a weight and that the public
// may see at now, the one that was given it last first.
func (s *Store) Weighted(ctx context.Context, l ilbo.Language, limit int, now time.Time) ([]ilbo.Weighted, error) {
	found, err := list(ctx, s, func(row scanner) (w ilbo.Weighted, err error) {
		var films, galleries int
		w.Teaser, err = scanTeaser(tail{row, []any{&w.Weight, &films, &galleries}})
		w.Films, w.Galleries = films > 0, galleries > 0
		return w, err
	}, `SELECT `+teaserColumns+`, w.weight, s.films, s.galleries FROM weights w CROSS JOIN stories s
	WHERE s.id = w.story AND s.language = ? AND s.public_from <= ? ORDER BY w.at DESC, w.story DESC LIMIT ?`, string(l), now.UnixMilli(), limit)
	if err != nil {
		return nil, fmt.Errorf("reading stories with a weight: %w", err)
	}
	return found, nil
}
