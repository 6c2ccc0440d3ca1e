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
	readerColumns = `r.id, r.email, r.name, r.language, r.zone, r.added`
	selectReader  = `SELECT ` + readerColumns + ` FROM readers r `
)

func scanReader(row scanner) (r ilbo.Reader, err error) {
	var added int64
	err = row.Scan(readerFields(&r, &added)...)
	r.Added = time.UnixMilli(added).UTC()
	return r, err
}

func readerFields(r *ilbo.Reader, added *int64) []any {
	return []any{&r.ID, &r.Email, &r.Name, &r.Language, &r.Zone, added}
}

// Reader finds a reader by their number.
func (s *Store) Reader(ctx context.Context, id ilbo.ReaderID) (ilbo.Reader, error) {
	r, err := one(ctx, s, scanReader, selectReader+`WHERE r.id = ?`, int64(id))
	if err != nil {
		return ilbo.Reader{}, missing(err, "reader %d", id)
	}
	return r, nil
}

// ReaderByEmail finds a reader by their address, as [ilbo.CleanEmail] writes it.
func (s *Store) ReaderByEmail(ctx context.Context, email string) (ilbo.Reader, error) {
	r, err := one(ctx, s, scanReader, selectReader+`WHERE r.email = ?`, email)
	if err != nil {
		return ilbo.Reader{}, missing(err, "reader of that address")
	}
	return r, nil
}

// PutReader adds a reader where the ID is 0, which it sets, and otherwise changes
// what is kept of them. An address that somebody else has is a Conflict.
func (s *Store) PutReader(ctx context.Context, r *ilbo.Reader) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var err error
		if r.ID == 0 {
			err = t.first(ctx, []any{&r.ID}, `INSERT INTO readers (email, name, language, zone, added) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (email) DO NOTHING RETURNING id`, r.Email, r.Name, string(r.Language), r.Zone, r.Added.UnixMilli())
		} else {
			var id int64
			err = t.first(ctx, []any{&id}, `UPDATE readers SET email = ?, name = ?, language = ?, zone = ? WHERE id = ?
			AND NOT EXISTS (SELECT 1 FROM readers o WHERE o.email = ? AND o.id <> ?) RETURNING id`,
				r.Email, r.Name, string(r.Language), r.Zone, int64(r.ID), r.Email, int64(r.ID))
		}
		if errors.Is(err, sql.ErrNoRows) {
			return conflict("That address is somebody else's.")
		}
		if err != nil {
			return fmt.Errorf("storing reader %d: %w", r.ID, err)
		}
		return nil
	})
}

// DropReader takes a reader away with all that this file keeps of them, and their
// passkeys. One who is not there is no error.
func (s *Store) DropReader(ctx context.Context, id ilbo.ReaderID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, text := range []string{
			`DELETE FROM reader_links WHERE reader = ?`, `DELETE FROM reader_links WHERE email = (SELECT email FROM readers WHERE id = ?)`,
			`DELETE FROM reader_passkeys WHERE reader = ?`, `DELETE FROM bookmarks WHERE reader = ?`, `DELETE FROM reader_sessions WHERE reader = ?`, `DELETE FROM readers WHERE id = ?`,
		} {
			if _, err := t.exec(ctx, text, int64(id)); err != nil {
				return fmt.Errorf("taking reader %d away: %w", id, err)
			}
		}
		return nil
	})
}

const readerSessionColumns = `v.token, v.reader, v.began, v.seen, v.agent, v.address, v.way`

// PutReaderSession begins a session of a reader.
func (s *Store) PutReaderSession(ctx context.Context, v ilbo.ReaderSession) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO reader_sessions (token, reader, began, seen, agent, address, way) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			v.Token[:], int64(v.Reader), v.Began.UnixMilli(), v.Seen.UnixMilli(), short(v.Agent, maxDetail), short(v.Address, maxAudited), v.By)
		if err != nil {
			return fmt.Errorf("storing a reader's session: %w", err)
		}
		return nil
	})
}

func scanReaderSessionAnd(row scanner, v *ilbo.ReaderSession, more ...any) error {
	var token []byte
	var began, seen int64
	err := row.Scan(append([]any{&token, &v.Reader, &began, &seen, &v.Agent, &v.Address, &v.By}, more...)...)
	copy(v.Token[:], token)
	v.Began, v.Seen = time.UnixMilli(began).UTC(), time.UnixMilli(seen).UTC()
	return err
}

// ReaderSession finds a session by its token, with whose it is.
func (s *Store) ReaderSession(ctx context.Context, token ilbo.TokenDigest) (ilbo.ReaderSession, ilbo.Reader, error) {
	type signedIn struct {
		session ilbo.ReaderSession
		reader  ilbo.Reader
	}
	found, err := one(ctx, s, func(row scanner) (f signedIn, err error) {
		var added int64
		err = scanReaderSessionAnd(row, &f.session, readerFields(&f.reader, &added)...)
		f.reader.Added = time.UnixMilli(added).UTC()
		return f, err
	}, `SELECT `+readerSessionColumns+`, `+readerColumns+` FROM reader_sessions v JOIN readers r ON r.id = v.reader WHERE v.token = ?`, token[:])
	if err != nil {
		return ilbo.ReaderSession{}, ilbo.Reader{}, missing(err, "session of that token")
	}
	return found.session, found.reader, nil
}

// ReaderSessions are all sessions of a reader, the one seen last first.
func (s *Store) ReaderSessions(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.ReaderSession, error) {
	found, err := list(ctx, s, func(row scanner) (v ilbo.ReaderSession, err error) { return v, scanReaderSessionAnd(row, &v) },
		`SELECT `+readerSessionColumns+` FROM reader_sessions v WHERE v.reader = ? ORDER BY v.seen DESC, v.token`, int64(reader))
	if err != nil {
		return nil, fmt.Errorf("reading the sessions of reader %d: %w", reader, err)
	}
	return found, nil
}

// SeeReaderSession notes when a session was last seen, and where, unless that is
// not known. One that has ended is no error.
func (s *Store) SeeReaderSession(ctx context.Context, token ilbo.TokenDigest, at time.Time, address string) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `UPDATE reader_sessions SET seen = ?, address = CASE WHEN ? = '' THEN address ELSE ? END WHERE token = ?`,
			at.UnixMilli(), short(address, maxAudited), short(address, maxAudited), token[:])
		return err
	})
}

// EndReaderSession ends a session. One that has ended is no error.
func (s *Store) EndReaderSession(ctx context.Context, token ilbo.TokenDigest) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM reader_sessions WHERE token = ?`, token[:])
		return err
	})
}

// EndReaderSessions ends all sessions of a reader but one, which may be zero.
func (s *Store) EndReaderSessions(ctx context.Context, reader ilbo.ReaderID, but ilbo.TokenDigest) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM reader_sessions WHERE reader = ? AND token <> ?`, int64(reader), but[:])
		return err
	})
}

// DropReaderSessions ends the readers' sessions that began before a moment or were
// last seen before another, and forgets the links that are over by now.
func (s *Store) DropReaderSessions(ctx context.Context, began, seen, now time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM reader_sessions WHERE began < ? OR seen < ?`, began.UnixMilli(), seen.UnixMilli()); err != nil {
			return err
		}
		_, err := t.exec(ctx, `DELETE FROM reader_links WHERE until_time <= ?`, now.UnixMilli())
		return err
	})
}

// PutReaderLink stores a link that a letter takes to somebody.
func (s *Store) PutReaderLink(ctx context.Context, l ilbo.ReaderLink) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO reader_links (token, purpose, email, reader, language, onward, until_time) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			l.Token[:], string(l.Purpose), l.Email, nullID(l.Reader), string(l.Language), l.Onward, l.Until.UnixMilli())
		if err != nil {
			return fmt.Errorf("storing a reader's link: %w", err)
		}
		return nil
	})
}

// ReaderLink finds a link by its token, whether it is over or not.
func (s *Store) ReaderLink(ctx context.Context, token ilbo.TokenDigest) (ilbo.ReaderLink, error) {
	l, err := one(ctx, s, func(row scanner) (l ilbo.ReaderLink, err error) {
		var digest []byte
		var reader sql.NullInt64
		var until int64
		err = row.Scan(&digest, &l.Purpose, &l.Email, &reader, &l.Language, &l.Onward, &until)
		copy(l.Token[:], digest)
		l.Reader, l.Until = ilbo.ReaderID(reader.Int64), time.UnixMilli(until).UTC()
		return l, err
	}, `SELECT token, purpose, email, reader, language, onward, until_time FROM reader_links WHERE token = ?`, token[:])
	if err != nil {
		return l, missing(err, "link of that token")
	}
	return l, nil
}

// UseReaderLink takes a link away; one that is not there, because it was used, is
// NotFound.
func (s *Store) UseReaderLink(ctx context.Context, token ilbo.TokenDigest) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.exec(ctx, `DELETE FROM reader_links WHERE token = ?`, token[:])
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, &ilbo.Error{Kind: ilbo.NotFound, Say: "This link was used already."})
		}
		return nil
	})
}

// PutBookmark keeps a story for a reader. One that is kept already stays where it
// is in the list. A story that is not there is NotFound.
func (s *Store) PutBookmark(ctx context.Context, reader ilbo.ReaderID, b ilbo.Bookmark) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var id int64
		if err := t.first(ctx, []any{&id}, `SELECT id FROM stories WHERE id = ?`, int64(b.Story)); err != nil {
			return missing(err, "story %d", b.Story)
		}
		_, err := t.exec(ctx, `INSERT INTO bookmarks (reader, story, at) VALUES (?, ?, ?) ON CONFLICT (reader, story) DO NOTHING`,
			int64(reader), int64(b.Story), b.At.UnixMilli())
		return err
	})
}

// DropBookmark lets a story go. One that is not kept is no error.
func (s *Store) DropBookmark(ctx context.Context, reader ilbo.ReaderID, story ilbo.StoryID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM bookmarks WHERE reader = ? AND story = ?`, int64(reader), int64(story))
		return err
	})
}

// Bookmarks are the stories that a reader keeps, the last one kept first, at most
// limit of them.
func (s *Store) Bookmarks(ctx context.Context, reader ilbo.ReaderID, limit int) ([]ilbo.Bookmark, error) {
	found, err := list(ctx, s, func(row scanner) (b ilbo.Bookmark, err error) {
		var at int64
		err = row.Scan(&b.Story, &at)
		b.At = time.UnixMilli(at).UTC()
		return b, err
	}, `SELECT story, at FROM bookmarks WHERE reader = ? ORDER BY at DESC, story DESC LIMIT ?`, int64(reader), limit)
	if err != nil {
		return nil, fmt.Errorf("reading the bookmarks of reader %d: %w", reader, err)
	}
	return found, nil
}
