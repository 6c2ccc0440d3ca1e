package store

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

const selectFeedKeys = `SELECT token, reader, made FROM feed_keys `

func scanFeedKey(row scanner) (k ilbo.FeedKey, err error) {
	var token []byte
	var made int64
	err = row.Scan(&token, &k.Reader, &made)
	copy(k.Token[:], token)
	k.Made = time.UnixMilli(made).UTC()
	return k, err
}

// PutFeedKey keeps a key, in place of the one that its reader had.
func (s *Store) PutFeedKey(ctx context.Context, k ilbo.FeedKey) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO feed_keys (reader, token, made) VALUES (?, ?, ?) ON CONFLICT (reader) DO UPDATE SET token = excluded.token, made = excluded.made`,
			int64(k.Reader), k.Token[:], k.Made.UnixMilli())
		if err != nil {
			return fmt.Errorf("storing the feed key of reader %d: %w", k.Reader, err)
		}
		return nil
	})
}

// FeedKey finds a key. One that was revoked is NotFound.
func (s *Store) FeedKey(ctx context.Context, token ilbo.TokenDigest) (ilbo.FeedKey, error) {
	k, err := one(ctx, s, scanFeedKey, selectFeedKeys+`WHERE token = ?`, token[:])
	if err != nil {
		return k, missing(err, "feed key")
	}
	return k, nil
}

// FeedKeyOf finds the key of a reader. Where there is none, that is NotFound.
func (s *Store) FeedKeyOf(ctx context.Context, reader ilbo.ReaderID) (ilbo.FeedKey, error) {
	k, err := one(ctx, s, scanFeedKey, selectFeedKeys+`WHERE reader = ?`, int64(reader))
	if err != nil {
		return k, missing(err, "feed key of reader %d", reader)
	}
	return k, nil
}

// DropFeedKey revokes the key of a reader. There may be none.
func (s *Store) DropFeedKey(ctx context.Context, reader ilbo.ReaderID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM feed_keys WHERE reader = ?`, int64(reader)); err != nil {
			return fmt.Errorf("revoking the feed key of reader %d: %w", reader, err)
		}
		return nil
	})
}
