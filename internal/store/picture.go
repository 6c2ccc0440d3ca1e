package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"ilbo.press"
)

const selectPicture = `SELECT id, type, width, height, drawing, credit, caption, taken, added FROM pictures `

// Picture finds a picture on file, whether or not it was ever printed.
func (s *Store) Picture(ctx context.Context, id ilbo.PictureID) (ilbo.Picture, error) {
	p, err := one(ctx, s, scanPicture, selectPicture+`WHERE id = ?`, string(id))
	if err != nil {
		return ilbo.Picture{}, missing(err, "picture %s", id)
	}
	return p, nil
}

// EachPicture lists pictures whose ids come after one, in the order of their
// ids, at most limit of them.
func (s *Store) EachPicture(ctx context.Context, after ilbo.PictureID, limit int) ([]ilbo.Picture, error) {
	all, err := list(ctx, s, scanPicture, selectPicture+`WHERE id > ? ORDER BY id LIMIT ?`, string(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading pictures after %s: %w", after, err)
	}
	return all, nil
}

func scanPicture(row scanner) (p ilbo.Picture, err error) {
	var taken, added sql.NullInt64
	err = row.Scan(&p.ID, &p.Type, &p.Width, &p.Height, &p.Drawing, &p.Credit, &p.Caption, &taken, &added)
	p.Taken, p.Added = moment(taken), moment(added)
	return p, err
}

// PutPicture makes or changes what is on file of a picture.
func (s *Store) PutPicture(ctx context.Context, p ilbo.Picture) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO pictures (id, type, width, height, drawing, credit, caption, taken, added)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET type = excluded.type, width = excluded.width,
		height = excluded.height, drawing = excluded.drawing, credit = excluded.credit, caption = excluded.caption,
		taken = excluded.taken, added = excluded.added`,
			string(p.ID), p.Type, p.Width, p.Height, p.Drawing, p.Credit, p.Caption, millis(p.Taken), millis(p.Added))
		if err != nil {
			return fmt.Errorf("storing picture %s: %w", p.ID, err)
		}
		return nil
	})
}

// PicturePublic reports whether the public may see a picture at now: because a
// story that it may see prints it, or because it is a journalist's portrait.
func (s *Store) PicturePublic(ctx context.Context, id ilbo.PictureID, now time.Time) (bool, error) {
	return s.exists(ctx, `SELECT EXISTS (SELECT 1 FROM story_pictures p JOIN stories s ON s.id = p.story
	WHERE p.picture = ? AND s.public_from <= ?) OR EXISTS (SELECT 1 FROM journalists WHERE picture = ?)`,
		string(id), now.UnixMilli(), string(id))
}

func (s *Store) exists(ctx context.Context, text string, args ...any) (bool, error) {
	return one(ctx, s, value[bool], text, args...)
}

// PictureIDs are the pictures that the program draws, the first ones added
// first: what a new paper warms up.
func (s *Store) PictureIDs(ctx context.Context) ([]ilbo.PictureID, error) {
	return list(ctx, s, value[ilbo.PictureID], `SELECT id FROM pictures WHERE drawing <> '' ORDER BY added, id`)
}
