package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

const (
	pictureColumns = `p.id, p.type, p.width, p.height, p.drawing, p.name, p.credit, p.caption, p.alt, p.holder, p.agreed, p.until_time, p.note,
	p.place, p.keywords, p.filed_by, p.taken, p.added, p.focus, p.crops, p.replaced_by`
	selectPicture = `SELECT ` + pictureColumns + ` FROM pictures p `
)

// Picture finds a picture on file, whether or not it was ever printed.
func (s *Store) Picture(ctx context.Context, id ilbo.PictureID) (ilbo.Picture, error) {
	p, err := one(ctx, s, scanPicture, selectPicture+`WHERE p.id = ?`, string(id))
	if err != nil {
		return ilbo.Picture{}, missing(err, "picture %s", id)
	}
	return p, nil
}

// EachPicture lists pictures whose ids come after one, in the order of their
// ids, at most limit of them.
func (s *Store) EachPicture(ctx context.Context, after ilbo.PictureID, limit int) ([]ilbo.Picture, error) {
	all, err := list(ctx, s, scanPicture, selectPicture+`WHERE p.id > ? ORDER BY p.id LIMIT ?`, string(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading pictures after %s: %w", after, err)
	}
	return all, nil
}

func scanPicture(row scanner) (p ilbo.Picture, err error) {
	var until, taken, added sql.NullInt64
	var keywords, focus, crops string
	err = row.Scan(&p.ID, &p.Type, &p.Width, &p.Height, &p.Drawing, &p.Name, &p.Credit, &p.Caption, &p.Alt, &p.Rights.Holder, &p.Rights.Usage, &until, &p.Rights.Note,
		&p.Place, &keywords, &p.By, &taken, &added, &focus, &crops, &p.ReplacedBy)
	if err != nil {
		return p, err
	}
	p.Rights.Until, p.Taken, p.Added = moment(until), moment(taken), moment(added)
	return p, errors.Join(decode(keywords, &p.Keywords), decode(focus, &p.Focus), decode(crops, &p.Crops))
}

// PutPicture makes or changes what is on file of a picture. Where its rights end
// later, the pages that print it are told then.
func (s *Store) PutPicture(ctx context.Context, p ilbo.Picture) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if err := t.putPicture(ctx, &p); err != nil {
			return fmt.Errorf("storing picture %s: %w", p.ID, err)
		}
		return nil
	})
}

// ChangePicture reads a picture, lets change mend it, and stores it, in one
// transaction, so that two changes at the same time never undo each other. An
// error of change leaves everything as it was.
func (s *Store) ChangePicture(ctx context.Context, id ilbo.PictureID, change func(*ilbo.Picture) error) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if lock := s.dialect.lock(); lock != "" {
			var found string
			err := t.first(ctx, []any{&found}, `SELECT id FROM pictures WHERE id = ?`+lock, string(id))
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
		}
		p, err := s.Picture(ctx, id)
		if err != nil {
			return err
		}
		if err := change(&p); err != nil {
			return err
		}
		p.ID = id
		return s.PutPicture(ctx, p)
	})
}

func (t *transaction) putPicture(ctx context.Context, p *ilbo.Picture) error {
	var coded [3]string
	for i, v := range []any{p.Keywords, p.Focus, p.Crops} {
		text, err := encode(v)
		if err != nil {
			return err
		}
		coded[i] = text
	}
	_, err := t.exec(ctx, `INSERT INTO pictures (id, type, width, height, drawing, name, credit, caption, alt, holder, agreed, until_time, note,
	place, keywords, filed_by, taken, added, focus, crops, replaced_by, place_at, worded)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (id) DO UPDATE SET type = excluded.type, width = excluded.width,
	height = excluded.height, drawing = excluded.drawing, name = excluded.name, credit = excluded.credit, caption = excluded.caption,
	alt = excluded.alt, holder = excluded.holder, agreed = excluded.agreed, until_time = excluded.until_time, note = excluded.note,
	place = excluded.place, keywords = excluded.keywords, filed_by = excluded.filed_by, taken = excluded.taken, added = excluded.added,
	focus = excluded.focus, crops = excluded.crops, replaced_by = excluded.replaced_by, place_at = excluded.place_at, worded = 1`,
		string(p.ID), p.Type, p.Width, p.Height, p.Drawing, p.Name, p.Credit, p.Caption, p.Alt, p.Rights.Holder, p.Rights.Usage, millis(p.Rights.Until), p.Rights.Note,
		p.Place, coded[0], p.By, millis(p.Taken), millis(p.Added), coded[1], coded[2], string(p.ReplacedBy), placeOf(p.Cursor()))
	if err != nil {
		return err
	}
	t.expire(p)
	return t.putTerms(ctx, p)
}

// placeOf is a picture's place in the library.
func placeOf(c ilbo.PictureCursor) int64 {
	if c.At.IsZero() {
		return 0
	}
	return c.At.UnixMilli()
}

// PicturePublic reports whether the public may see a story that prints a picture
// at now, or a letter or a journalist's portrait that does. Whether the picture's rights allow it is
// for the picture to say.
func (s *Store) PicturePublic(ctx context.Context, id ilbo.PictureID, now time.Time) (bool, error) {
	return s.exists(ctx, `SELECT EXISTS (SELECT 1 FROM story_pictures p JOIN stories s ON s.id = p.story
	WHERE p.picture = ? AND s.public_from <= ?) OR EXISTS (SELECT 1 FROM journalists WHERE picture = ?) OR EXISTS (SELECT 1 FROM mailing_pictures WHERE picture = ?)`,
		string(id), now.UnixMilli(), string(id), string(id))
}

func (s *Store) exists(ctx context.Context, text string, args ...any) (bool, error) {
	return one(ctx, s, value[bool], text, args...)
}

// PictureIDs are the pictures that the program draws, the first ones added
// first: what a new paper warms up.
func (s *Store) PictureIDs(ctx context.Context) ([]ilbo.PictureID, error) {
	return list(ctx, s, value[ilbo.PictureID], `SELECT id FROM pictures WHERE drawing <> '' ORDER BY added, id`)
}
