package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"ilbo.press"
)

// Notices are the corrections of stories in a language that the public may see at
// now, the newest first, at most limit of them: those that came before a place,
// where one is given. Corrections of one story that were made in one millisecond
// stand together.
func (s *Store) Notices(ctx context.Context, l ilbo.Language, before ilbo.Cursor, limit int, now time.Time) ([]ilbo.Notice, error) {
	at, story := int64(lastMoment), int64(0)
	if !before.At.IsZero() {
		at, story = before.At.UnixMilli(), int64(before.ID)
	}
	found, err := list(ctx, s, scanNotice, `SELECT c.kind, c.who, c.at, c.text, `+teaserColumns+` FROM corrections c CROSS JOIN stories s
	WHERE c.at <= ? AND (c.at, c.story) < (?, ?) AND s.id = c.story AND s.language = ? AND s.public_from <= ? ORDER BY c.at DESC, c.story DESC, c.n DESC LIMIT ?`,
		at, at, story, string(l), now.UnixMilli(), min(max(limit, 0), MaxTeasers))
	if err != nil {
		return nil, fmt.Errorf("listing corrections: %w", err)
	}
	stories := make([]*ilbo.Teaser, len(found))
	for i := range found {
		stories[i] = &found[i].Story
	}
	return found, s.showTeasers(ctx, stories, now)
}

func scanNotice(row scanner) (n ilbo.Notice, err error) {
	var at sql.NullInt64
	n.Story, err = scanTeaser(after{row, []any{&n.Kind, &n.By, &at, &n.Text}})
	n.At = moment(at)
	return n, err
}

// An after scanner reads columns of its own before those of another.
type after struct {
	scanner
	first []any
}

func (a after) Scan(into ...any) error { return a.scanner.Scan(append(a.first, into...)...) }
