package store

import (
	"context"
	"fmt"

	"ilbo.press"
)

const selectJournalist = `SELECT id, name, title, bio, picture FROM journalists `

func scanJournalist(row scanner) (v ilbo.Journalist, err error) {
	err = scanNamed(row, []any{&v.ID}, []*ilbo.Words{&v.Name, &v.Title, &v.Bio}, &v.Picture)
	return v, err
}

// Journalists are all journalists, by their ids.
func (s *Store) Journalists(ctx context.Context) ([]ilbo.Journalist, error) {
	all, err := list(ctx, s, scanJournalist, selectJournalist+`ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("reading journalists: %w", err)
	}
	return all, nil
}

// Journalist finds a journalist.
func (s *Store) Journalist(ctx context.Context, id ilbo.JournalistID) (ilbo.Journalist, error) {
	v, err := one(ctx, s, scanJournalist, selectJournalist+`WHERE id = ?`, string(id))
	if err != nil {
		return ilbo.Journalist{}, missing(err, "journalist %s", id)
	}
	return v, nil
}

// JournalistNames are the names of some journalists, those that are not there
// left out.
func (s *Store) JournalistNames(ctx context.Context, ids []ilbo.JournalistID) (map[ilbo.JournalistID]ilbo.Words, error) {
	names, err := namesOf(ctx, s, `SELECT id, name FROM journalists WHERE id IN `, ids)
	if err != nil {
		return nil, fmt.Errorf("reading the names of %d journalists: %w", len(ids), err)
	}
	return names, nil
}

// PutJournalists makes or changes journalists, and makes every page stale.
func (s *Store) PutJournalists(ctx context.Context, journalists []ilbo.Journalist) error {
	return putFurniture(ctx, s, journalists, func(t *transaction, v ilbo.Journalist) error {
		if err := checkName(string(v.ID)); err != nil {
			return err
		}
		return t.putNamed(ctx, `INSERT INTO journalists (id, name, title, bio, picture) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, bio = excluded.bio, picture = excluded.picture`,
			string(v.ID), []ilbo.Words{v.Name, v.Title, v.Bio}, string(v.Picture))
	})
}
