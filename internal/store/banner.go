package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

const bannerColumns = `id, text, story, from_time, until_time, who, at, ended, ended_by`

func scanBanner(row scanner) (b ilbo.Banner, err error) {
	var text string
	var from, until, at, ended sql.NullInt64
	if err := row.Scan(&b.ID, &text, &b.Story, &from, &until, &b.By, &at, &ended, &b.EndedBy); err != nil {
		return b, err
	}
	b.From, b.Until, b.At, b.Ended = moment(from), moment(until), moment(at), moment(ended)
	return b, decode(text, &b.Text)
}

// Banners are the last ones that were put up, the last one first.
func (s *Store) Banners(ctx context.Context, limit int) ([]ilbo.Banner, error) {
	some, err := list(ctx, s, scanBanner, `SELECT `+bannerColumns+` FROM banners ORDER BY id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("reading banners: %w", err)
	}
	return some, nil
}

// EachBanner lists banners with higher numbers, at most limit of them.
func (s *Store) EachBanner(ctx context.Context, after int64, limit int) ([]ilbo.Banner, error) {
	some, err := list(ctx, s, scanBanner, `SELECT `+bannerColumns+` FROM banners WHERE id > ? ORDER BY id LIMIT ?`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("reading banners: %w", err)
	}
	return some, nil
}

// PutBanner stores a banner and gives its number, the next one where it has none.
// Pages are stale now, when it begins and when it ends, which is in whole
// milliseconds.
func (s *Store) PutBanner(ctx context.Context, b ilbo.Banner) (id int64, err error) {
	b.From, b.Until = kept(b.From), kept(b.Until)
	text, err := encode(b.Text)
	if err != nil {
		return 0, err
	}
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		err := t.first(ctx, []any{&id}, `INSERT INTO banners (`+bannerColumns+`)
		VALUES (`+numberOr(`banners`)+`, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			b.ID, b.ID, text, int64(b.Story), b.From.UnixMilli(), b.Until.UnixMilli(), b.By, millis(b.At), millis(b.Ended), b.EndedBy)
		if err != nil {
			return fmt.Errorf("storing a banner: %w", err)
		}
		for _, at := range []time.Time{{}, b.From, b.Until} {
			t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: bannerKeys(b.Languages()), At: at})
		}
		return nil
	})
	return id, err
}

// numberOr is a number that was given, or the next one of a table where it is 0.
// It takes the number twice. Of two that take the next one at once, one fails.
func numberOr(table string) string {
	return `CASE WHEN CAST(? AS BIGINT) > 0 THEN CAST(? AS BIGINT) ELSE (SELECT coalesce(max(id), 0) + 1 FROM ` + table + `) END`
}

func bannerKeys(languages []ilbo.Language) (keys []ilbo.Key) {
	for _, l := range languages {
		keys = append(keys, ilbo.KeyBanner(l))
	}
	return keys
}

// EndBanner takes a banner down; one that was taken down before is a Conflict.
func (s *Store) EndBanner(ctx context.Context, id int64, by string, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.exec(ctx, `UPDATE banners SET ended = ?, ended_by = ? WHERE id = ? AND ended IS NULL`, millis(at), by, id)
		if err != nil {
			return fmt.Errorf("ending banner %d: %w", id, err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, conflict("That banner is down already."))
		}
		t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: bannerKeys(languages[:])})
		return nil
	})
}
