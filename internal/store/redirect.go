package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ilbo.press"
)

// maxPath is the longest address that is kept, the paper's own or that of another
// system, in bytes: PostgreSQL's indexes take no more than 2,700.
const maxPath = 2_000

// Redirect remembers for ever that a story had this address in another system.
// An address given again leads to the later story.
func (s *Store) Redirect(ctx context.Context, old ilbo.Path, id ilbo.StoryID) error {
	if err := checkOld(old); err != nil {
		return err
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

func checkOld(path ilbo.Path) error {
	if strings.HasPrefix(string(path), "/") && len(path) <= maxPath {
		return nil
	}
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("An old address begins with a slash and has at most %d bytes.", maxPath)}
}

// RedirectPages remembers for ever that pages of this paper stand for pages of
// another system that listed stories. An address given again leads to the later
// page.
func (s *Store) RedirectPages(ctx context.Context, list []ilbo.Redirect) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, r := range list {
			if err := checkOld(r.From); err != nil {
				return err
			}
			if len(r.Page) > maxPath || !r.Page.Own() {
				return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%.100q is not the address of a page of this paper.", r.Page)}
			}
			if _, err := t.exec(ctx, `INSERT INTO page_redirects (path, page) VALUES (?, ?)
			ON CONFLICT (path) DO UPDATE SET page = excluded.page`, string(r.From), string(r.Page)); err != nil {
				return fmt.Errorf("redirecting to %s: %w", r.Page, err)
			}
		}
		return nil
	})
}

// EachRedirect lists remembered addresses that come after one, in the order of
// their bytes, at most limit of them. One that leads to a story and to a page
// leads to the story.
func (s *Store) EachRedirect(ctx context.Context, after ilbo.Path, limit int) ([]ilbo.Redirect, error) {
	stories, err := list(ctx, s, func(row scanner) (r ilbo.Redirect, err error) {
		err = row.Scan(&r.From, &r.Story)
		return r, err
	}, `SELECT path, story FROM redirects WHERE path > ? ORDER BY path LIMIT ?`, string(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading addresses after %s: %w", after, err)
	}
	pages, err := list(ctx, s, func(row scanner) (r ilbo.Redirect, err error) {
		err = row.Scan(&r.From, &r.Page)
		return r, err
	}, `SELECT path, page FROM page_redirects WHERE path > ? ORDER BY path LIMIT ?`, string(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading pages' addresses after %s: %w", after, err)
	}
	all := append(stories, pages...)
	slices.SortStableFunc(all, func(a, b ilbo.Redirect) int { return strings.Compare(string(a.From), string(b.From)) })
	all = slices.CompactFunc(all, func(a, b ilbo.Redirect) bool { return a.From == b.From })
	return all[:min(limit, len(all))], nil
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

// MovedPage gives the page that stands for this one of another system.
func (s *Store) MovedPage(ctx context.Context, old ilbo.Path) (ilbo.Path, error) {
	page, err := one(ctx, s, value[ilbo.Path], `SELECT page FROM page_redirects WHERE path = ?`, string(old))
	if err != nil {
		return "", missing(err, "page that stands for this address")
	}
	return page, nil
}
