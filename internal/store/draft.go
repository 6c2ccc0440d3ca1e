package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"ilbo.press"
)

const (
	draftColumns = `d.story, d.version, d.printed, d.stage, d.writers, d.language, d.section, d.title, d.words, d.changed, d.who, d.standing, d.published, d.path`
	selectDrafts = `SELECT ` + draftColumns + ` FROM drafts d `
)

func scanDraft(row scanner) (d ilbo.Draft, err error) {
	var writers string
	var changed int64
	var published sql.NullInt64
	err = row.Scan(&d.Story, &d.Version, &d.Printed, &d.Stage, &writers, &d.Language, &d.Section, &d.Title, &d.Words, &changed, &d.By, &d.Standing, &published, &d.Path)
	if err != nil {
		return d, err
	}
	d.Changed, d.Published, d.Kept = time.UnixMilli(changed).UTC(), moment(published), true
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
		_, err := t.exec(ctx, `INSERT INTO drafts (story, version, printed, stage, writers, language, section, title, words, changed, who, standing, published, path, unsettled)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (story) DO UPDATE SET version = excluded.version, printed = excluded.printed, stage = excluded.stage, writers = excluded.writers,
		language = excluded.language, section = excluded.section, title = excluded.title, words = excluded.words, changed = excluded.changed,
		who = excluded.who, standing = excluded.standing, published = excluded.published, path = excluded.path, unsettled = excluded.unsettled`,
			int64(d.Story), d.Version, d.Printed, string(d.Stage), writers, string(d.Language), string(d.Section), d.Title, d.Words,
			d.Changed.UnixMilli(), d.By, string(d.Standing), millis(d.Published), string(d.Path), unsettled)
		if err == nil {
			err = t.relink(ctx, d.Story, d.Writers, `DELETE FROM draft_writers WHERE story = ?`, `INSERT INTO draft_writers (login, story) VALUES (?, ?)`)
		}
		if err != nil {
			return fmt.Errorf("storing the draft of story %d: %w", d.Story, err)
		}
		return nil
	})
}

// Drafts lists what a query asks for, those changed last first. What was
// scheduled and is public by now counts as published.
func (s *Store) Drafts(ctx context.Context, q ilbo.DraftQuery, now time.Time) ([]ilbo.Draft, error) {
	var where []string
	var args []any
	only := func(text string, values ...any) { where, args = append(where, text), append(args, values...) }
	from := selectDrafts
	if q.Writer != "" {
		from += `JOIN draft_writers w ON w.story = d.story AND w.login = ? `
		args = append(args, q.Writer)
	}
	if q.Open {
		only(`d.unsettled = 1`)
		only(`NOT (d.standing = 'scheduled' AND d.published <= ? AND d.version = d.printed)`, now.UnixMilli())
	}
	switch q.State {
	case "":
	case ilbo.StatePublished:
		only(`(d.standing = 'published' OR d.standing = 'scheduled' AND d.published <= ?)`, now.UnixMilli())
	case ilbo.StateScheduled:
		only(`d.standing = 'scheduled' AND d.published > ?`, now.UnixMilli())
	default:
		only(`d.standing = ?`, string(q.State))
	}
	if q.Section != "" {
		only(`(d.section = ? OR d.section LIKE ? ESCAPE '\')`, string(q.Section), like(string(q.Section))+"/%")
	}
	if q.Language != "" {
		only(`d.language = ?`, string(q.Language))
	}
	for _, word := range strings.Fields(q.Words) {
		holds := "%" + like(strings.ToLower(word)) + "%"
		only(`(lower(d.title) LIKE ? ESCAPE '\' OR d.writers LIKE ? ESCAPE '\')`, holds, holds)
	}
	if !q.After.At.IsZero() {
		only(`(d.changed, d.story) < (?, ?)`, q.After.At.UnixMilli(), int64(q.After.ID))
	}
	if len(where) > 0 {
		from += `WHERE ` + strings.Join(where, ` AND `)
	}
	found, err := list(ctx, s, scanDraft, from+` ORDER BY d.changed DESC, d.story DESC LIMIT ?`, append(args, q.Limit)...)
	if err != nil {
		return nil, fmt.Errorf("reading drafts: %w", err)
	}
	return found, nil
}

// like is a text with nothing in it that LIKE would take for a pattern.
func like(text string) string { return likeSigns.Replace(text) }

var likeSigns = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

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

func scanHandOver(row scanner) (h ilbo.HandOver, err error) {
	var at sql.NullInt64
	err = row.Scan(&h.Number, &h.Story, &h.To, &h.By, &at, &h.Reason, &h.Version)
	h.At = moment(at)
	return h, err
}

const selectHandOvers = `SELECT id, story, stage, who, at, why, version FROM hand_overs `

// EachHandOver lists the steps of all stories after one, the first one recorded
// first, at most limit of them.
func (s *Store) EachHandOver(ctx context.Context, after int64, limit int) ([]ilbo.HandOver, error) {
	found, err := list(ctx, s, scanHandOver, selectHandOvers+`WHERE id > ? ORDER BY id LIMIT ?`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the steps of stories: %w", err)
	}
	return found, nil
}

// HandOvers are the steps of a story, the first one first.
func (s *Store) HandOvers(ctx context.Context, id ilbo.StoryID) ([]ilbo.HandOver, error) {
	found, err := list(ctx, s, scanHandOver, selectHandOvers+`WHERE story = ? ORDER BY id`, int64(id))
	if err != nil {
		return nil, fmt.Errorf("reading the steps of story %d: %w", id, err)
	}
	return found, nil
}
