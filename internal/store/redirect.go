package store

import (
	"context"
	"fmt"
	"strings"

	"ilbo.press"
)

// maxPath is the longest address that is kept, the paper's own or that of another
// system, in bytes: PostgreSQL's indexes take no more than 2,700.
const maxPath = 2_000

// Redirect remembers for ever that a story had this address in another system.
// An address given again leads to the later story.
func (s *Store) Redirect(ctx context.Context, old ilbo.Path, id ilbo.StoryID) error {
	if !strings.HasPrefix(string(old), "/") || len(old) > maxPath {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("An old address begins with a slash and has at most %d bytes.", maxPath)}
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		found, err := t.exec(ctx, `INSERT INTO redirects (path, story) SELECT ?, id FROM stories WHERE id = ?
		ON CONFLICT (path) DO UPDATE SET story = excluded.story`, string(old), int64(id))
		if err != nil {
			return fmt.Errorf("redirecting to story %d: %w", id, err)
		}
		if n, err := found.RowsAffected(); err == nil && n == 0 {
			return &ilbo.Error{Kind: ilbo.NotFound, Say: fmt.Sprintf("There is no story %d.", id)}
		}
		return nil
	})
}

// EachRedirect lists remembered addresses that come after one, in the order of
// their bytes, at most limit of them.
func (s *Store) EachRedirect(ctx context.Context, after ilbo.Path, limit int) ([]ilbo.Redirect, error) {
	all, err := list(ctx, s, func(row scanner) (r ilbo.Redirect, err error) {
		err = row.Scan(&r.From, &r.Story)
		return r, err
	}, `SELECT path, story FROM redirects WHERE path > ? ORDER BY path LIMIT ?`, string(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading addresses after %s: %w", after, err)
	}
	return all, nil
}

// Moved gives the address of the story that had this one in another system. A
// story that has no address yet is NotFound.
func (s *Store) Moved(ctx context.Context, old ilbo.Path) (ilbo.Path, error) {
	path, err := one(ctx, s, value[ilbo.Path], `SELECT s.path FROM redirects r JOIN stories s ON s.id = r.story
	WHERE r.path = ? AND s.path IS NOT NULL`, string(old))
	if err != nil {
		return "", missing(err, "story that had this address")
	}
	return path, nil
}
