package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

const (
	draftColumns = `d.story, d.version, d.printed, d.stage, d.writers, d.language, d.section, d.title, d.words, d.bare, d.changed, d.who, d.standing, d.published, d.embargo, d.path`
	selectDrafts = `SELECT ` + draftColumns + ` FROM drafts d `
)

func scanDraft(row scanner) (d ilbo.Draft, err error) {
	var writers string
	var changed int64
	var published, embargo sql.NullInt64
	err = row.Scan(&d.Story, &d.Version, &d.Printed, &d.Stage, &writers, &d.Language, &d.Section, &d.Title, &d.Words, &d.Bare, &changed, &d.By, &d.Standing,
		&published, &embargo, &d.Path)
	if err != nil {
		return d, err
	}
	d.Changed, d.Published, d.Embargo, d.Kept = time.UnixMilli(changed).UTC(), moment(published), moment(embargo), true
	return d, decode(writers, &d.Writers)
}

// Draft is the newsroom's side of a story, NotFound where nobody has worked on
// the story here.
func (s *Store) Draft(ctx context.Context, id ilbo.StoryID) (*ilbo.Draft, error) {
	d, err := one(ctx, s, scanDraft, selectDrafts+`WHERE d.story = ?`, int64(id))
	if err != nil {
		return nil, missing(err, "draft of story %d", id)
	}
	return &d, nil
}

// EachDraft lists drafts of stories whose numbers are above after, in the order
// of their numbers, at most limit of them.
func (s *Store) EachDraft(ctx context.Context, after ilbo.StoryID, limit int) ([]ilbo.Draft, error) {
	found, err := list(ctx, s, scanDraft, selectDrafts+`WHERE d.story > ? ORDER BY d.story LIMIT ?`, int64(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading drafts after %d: %w", after, err)
	}
	return found, nil
}

// PutDraft stores the newsroom's side of a story.
func (s *Store) PutDraft(ctx context.Context, d *ilbo.Draft) error {
	writers, err := encode(d.Writers)
	if err != nil {
		return err
	}
	unsettled := 0
	if d.Open() {
		unsettled = 1
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO drafts (story, version, printed, stage, writers, language, section, title, words, bare, changed, who, standing, published, embargo,
		path, basket, unsettled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (story) DO UPDATE SET version = excluded.version, printed = excluded.printed, stage = excluded.stage, writers = excluded.writers,
		language = excluded.language, section = excluded.section, title = excluded.title, words = excluded.words, bare = excluded.bare, changed = excluded.changed,
		who = excluded.who, standing = excluded.standing, published = excluded.published, embargo = excluded.embargo, path = excluded.path,
		basket = excluded.basket, unsettled = excluded.unsettled`,
			int64(d.Story), d.Version, d.Printed, string(d.Stage), writers, string(d.Language), string(d.Section), d.Title, d.Words, d.Bare,
			d.Changed.UnixMilli(), d.By, string(d.Standing), millis(d.Published), millis(d.Embargo), string(d.Path), nullable(d.Basket()), unsettled)
		if err == nil {
			err = t.putWriters(ctx, d, unsettled)
		}
		if err != nil {
			return fmt.Errorf("storing the draft of story %d: %w", d.Story, err)
		}
		return nil
	})
}

// putWriters notes whose work a story is, where it stands among theirs.
func (t *transaction) putWriters(ctx context.Context, d *ilbo.Draft, unsettled int) error {
	if _, err := t.exec(ctx, `DELETE FROM draft_writers WHERE story = ?`, int64(d.Story)); err != nil {
		return err
	}
	writers := slices.Sorted(slices.Values(d.Writers))
	for _, login := range slices.Compact(writers) {
		if _, err := t.exec(ctx, `INSERT INTO draft_writers (login, changed, story, unsettled) VALUES (?, ?, ?, ?)`,
			login, d.Changed.UnixMilli(), int64(d.Story), unsettled); err != nil {
			return err
		}
	}
	return nil
}

// AddHandOver records a step of a story.
func (s *Store) AddHandOver(ctx context.Context, h ilbo.HandOver) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO hand_overs (story, stage, who, at, why, version) VALUES (?, ?, ?, ?, ?, ?)`,
			int64(h.Story), string(h.To), h.By, millis(h.At), h.Reason, h.Version)
		if err != nil {
			return fmt.Errorf("recording a step of story %d: %w", h.Story, err)
		}
		return nil
	})
}

const selectHandOvers = `SELECT h.id, h.story, h.stage, h.who, h.at, h.why, h.version FROM hand_overs h `

func scanHandOver(row scanner) (h ilbo.HandOver, err error) {
	var at sql.NullInt64
	err = row.Scan(&h.Number, &h.Story, &h.To, &h.By, &at, &h.Reason, &h.Version)
	h.At = moment(at)
	return h, err
}

// EachHandOver lists the steps of all stories after one, the first one recorded
// first, at most limit of them.
func (s *Store) EachHandOver(ctx context.Context, after int64, limit int) ([]ilbo.HandOver, error) {
	found, err := list(ctx, s, scanHandOver, selectHandOvers+`WHERE h.id > ? ORDER BY h.id LIMIT ?`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the steps of stories: %w", err)
	}
	return found, nil
}

// HandOvers are the steps of a story, the first one first.
func (s *Store) HandOvers(ctx context.Context, id ilbo.StoryID) ([]ilbo.HandOver, error) {
	found, err := list(ctx, s, scanHandOver, selectHandOvers+`WHERE h.story = ? ORDER BY h.id`, int64(id))
	if err != nil {
		return nil, fmt.Errorf("reading the steps of story %d: %w", id, err)
	}
	return found, nil
}
