package store

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
)

const selectFilm = `SELECT id, type, width, height, duration, drawing FROM films `

func scanFilm(row scanner) (f ilbo.Film, err error) {
	var duration int64
	err = row.Scan(&f.ID, &f.Type, &f.Width, &f.Height, &duration, &f.Drawing)
	f.Duration = time.Duration(duration)
	return f, err
}

// Film finds a film on file, whether or not it was ever shown.
func (s *Store) Film(ctx context.Context, id ilbo.FilmID) (ilbo.Film, error) {
	f, err := one(ctx, s, scanFilm, selectFilm+`WHERE id = ?`, string(id))
	if err != nil {
		return ilbo.Film{}, missing(err, "film %s", id)
	}
	return f, nil
}

// Films are the films that the program draws.
func (s *Store) Films(ctx context.Context) ([]ilbo.Film, error) {
	return list(ctx, s, scanFilm, selectFilm+`WHERE drawing <> '' ORDER BY id`)
}

// EachFilm lists films whose ids come after one, in the order of their ids, at
// most limit of them.
func (s *Store) EachFilm(ctx context.Context, after ilbo.FilmID, limit int) ([]ilbo.Film, error) {
	all, err := list(ctx, s, scanFilm, selectFilm+`WHERE id > ? ORDER BY id LIMIT ?`, string(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading films after %s: %w", after, err)
	}
	return all, nil
}

// PutFilm makes or changes what is on file of a film.
func (s *Store) PutFilm(ctx context.Context, f ilbo.Film) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO films (id, type, width, height, duration, drawing) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET type = excluded.type, width = excluded.width, height = excluded.height,
		duration = excluded.duration, drawing = excluded.drawing`,
			string(f.ID), f.Type, f.Width, f.Height, int64(f.Duration), f.Drawing)
		if err != nil {
			return fmt.Errorf("storing film %s: %w", f.ID, err)
		}
		return nil
	})
}

// FilmPublic reports whether a story that the public may see at now shows the
// film.
func (s *Store) FilmPublic(ctx context.Context, id ilbo.FilmID, now time.Time) (bool, error) {
	return s.exists(ctx, `SELECT EXISTS (SELECT 1 FROM story_films f JOIN stories s ON s.id = f.story
	WHERE f.film = ? AND s.public_from <= ?)`, string(id), now.UnixMilli())
}
