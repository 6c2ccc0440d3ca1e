package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"ilbo.press"
)

const (
	editionColumns = `e.language, e.day, e.version, e.number, e.since, e.closes, e.made, e.who, e.lead, e.files`
	// newestVersion is what an edition is known by that no later version stands before.
	newestVersion = ` AND e.version = (SELECT max(o.version) FROM editions o WHERE o.language = e.language AND o.day = e.day)`
)

func scanEdition(row scanner) (e ilbo.KeptEdition, err error) {
	var day, files string
	var since sql.NullInt64
	var closes, made int64
	if err := row.Scan(&e.Language, &day, &e.Version, &e.Number, &since, &closes, &made, &e.By, &e.Lead, &files); err != nil {
		return e, err
	}
	e.Since = moment(since)
	e.Closes, e.Made = time.UnixMilli(closes).UTC(), time.UnixMilli(made).UTC()
	if e.Date, err = time.Parse(time.DateOnly, day); err != nil {
		return e, fmt.Errorf("reading the day of an edition: %w", err)
	}
	return e, decode(files, &e.Files)
}

func scanWholeEdition(row scanner) (e ilbo.KeptEdition, err error) {
	var pages string
	if e, err = scanEdition(tail{row, []any{&pages}}); err != nil {
		return e, err
	}
	return e, decode(pages, &e.Pages)
}

// Edition is the newest version of a day's edition in a language.
func (s *Store) Edition(ctx context.Context, l ilbo.Language, day time.Time) (ilbo.KeptEdition, error) {
	name := day.Format(time.DateOnly)
	e, err := one(ctx, s, scanWholeEdition, `SELECT `+editionColumns+`, e.pages FROM editions e WHERE e.language = ? AND e.day = ? ORDER BY e.version DESC LIMIT 1`, string(l), name)
	if err != nil {
		return e, missing(err, "edition of %s", name)
	}
	return e, nil
}

// EditionVersion is a version of a day's edition, whichever readers get now.
func (s *Store) EditionVersion(ctx context.Context, l ilbo.Language, day time.Time, version int) (ilbo.KeptEdition, error) {
	name := day.Format(time.DateOnly)
	e, err := one(ctx, s, scanWholeEdition, `SELECT `+editionColumns+`, e.pages FROM editions e WHERE e.language = ? AND e.day = ? AND e.version = ?`, string(l), name, version)
	if err != nil {
		return e, missing(err, "version %d of the edition of %s", version, name)
	}
	return e, nil
}

// Editions are the newest versions of a language's editions, without their pages,
// the last day first; those of days before one, if it is not zero.
func (s *Store) Editions(ctx context.Context, l ilbo.Language, before time.Time, limit int) ([]ilbo.KeptEdition, error) {
	until := "9999-12-31"
	if !before.IsZero() {
		until = before.Format(time.DateOnly)
	}
	all, err := list(ctx, s, scanEdition, `SELECT `+editionColumns+` FROM editions e WHERE e.language = ? AND e.day < ?`+newestVersion+` ORDER BY e.day DESC LIMIT ?`, string(l), until, limit)
	if err != nil {
		return nil, fmt.Errorf("reading editions: %w", err)
	}
	return all, nil
}

// EditionsAfter are those of days after one, the first day first, without their
// pages.
func (s *Store) EditionsAfter(ctx context.Context, l ilbo.Language, after time.Time, limit int) ([]ilbo.KeptEdition, error) {
	all, err := list(ctx, s, scanEdition, `SELECT `+editionColumns+` FROM editions e WHERE e.language = ? AND e.day > ?`+newestVersion+` ORDER BY e.day LIMIT ?`, string(l), after.Format(time.DateOnly), limit)
	if err != nil {
		return nil, fmt.Errorf("reading editions: %w", err)
	}
	return all, nil
}

// EditionsBefore counts the days before one that had an edition.
func (s *Store) EditionsBefore(ctx context.Context, l ilbo.Language, day time.Time) (int, error) {
	n, err := one(ctx, s, value[int], `SELECT count(DISTINCT day) FROM editions WHERE language = ? AND day < ?`, string(l), day.Format(time.DateOnly))
	if err != nil {
		return 0, fmt.Errorf("counting editions: %w", err)
	}
	return n, nil
}

// EditionsWith are the editions, without their pages, whose newest version has a
// story.
func (s *Store) EditionsWith(ctx context.Context, id ilbo.StoryID) ([]ilbo.KeptEdition, error) {
	all, err := list(ctx, s, scanEdition, `SELECT `+editionColumns+` FROM edition_stories t CROSS JOIN editions e
	WHERE t.story = ? AND e.language = t.language AND e.day = t.day`+newestVersion+` ORDER BY e.day DESC, e.language`, int64(id))
	if err != nil {
		return nil, fmt.Errorf("reading the editions with story %d: %w", id, err)
	}
	return all, nil
}

// EachEdition lists all versions of all editions after one, by language, day and
// version, at most limit of them.
func (s *Store) EachEdition(ctx context.Context, after ilbo.Edition, limit int) ([]ilbo.KeptEdition, error) {
	all, err := list(ctx, s, scanWholeEdition, `SELECT `+editionColumns+`, e.pages FROM editions e WHERE (e.language, e.day, e.version) > (?, ?, ?)
	ORDER BY e.language, e.day, e.version LIMIT ?`, string(after.Language), after.Date.Format(time.DateOnly), after.Version, limit)
	if err != nil {
		return nil, fmt.Errorf("reading editions: %w", err)
	}
	return all, nil
}

// PutEdition keeps an edition for ever, and makes the pages stale that show
// editions of its language. Its version has to be the next one of its day; another
// is a Conflict.
func (s *Store) PutEdition(ctx context.Context, e *ilbo.KeptEdition) error {
	pages, err := encode(e.Pages)
	if err != nil {
		return err
	}
	files, err := encode(e.Files)
	if err != nil {
		return err
	}
	l, day := string(e.Language), e.Date.Format(time.DateOnly)
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.once(ctx, `INSERT INTO editions (language, day, version, number, since, closes, made, who, lead, pages, files)
		SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE (SELECT COALESCE(max(version), 0) FROM editions WHERE language = ? AND day = ?) = ?
		ON CONFLICT DO NOTHING`,
			l, day, e.Version, e.Number, millis(e.Since), e.Closes.UnixMilli(), e.Made.UnixMilli(), e.By, e.Lead, pages, files, l, day, e.Version-1)
		if err != nil {
			return fmt.Errorf("keeping the edition of %s: %w", day, err)
		}
		if !done {
			return conflict("Another version of that edition was made meanwhile.")
		}
		if _, err := t.exec(ctx, `DELETE FROM edition_stories WHERE language = ? AND day = ?`, l, day); err != nil {
			return fmt.Errorf("keeping the stories of the edition of %s: %w", day, err)
		}
		for _, id := range e.StoryIDs() {
			if _, err := t.exec(ctx, `INSERT INTO edition_stories (story, language, day) VALUES (?, ?, ?)`, int64(id), l, day); err != nil {
				return fmt.Errorf("keeping the stories of the edition of %s: %w", day, err)
			}
		}
		t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: []ilbo.Key{ilbo.KeyEditions(e.Language)}})
		return nil
	})
}

// An editionJob makes a version of a day's edition.
type editionJob struct {
	Language ilbo.Language `json:"language"`
	Day      string        `json:"day"`
	Version  int           `json:"version"`
}

func (editionJob) Kind() string { return "make-edition" }

// editionQueue is apart from the other jobs: the press takes a processor for as
// long as it runs.
const (
	editionQueue   = "press"
	editionTimeout = 30 * time.Minute
)

// OrderEdition has a version of a day's edition made, once however often it is
// ordered and whoever orders it: see [Followers].
func (s *Store) OrderEdition(ctx context.Context, l ilbo.Language, day time.Time, version int) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		o := options(time.Time{})
		o.Queue = editionQueue
		o.UniqueOpts = river.UniqueOpts{ByArgs: true}
		job := editionJob{l, day.Format(time.DateOnly), version}
		if err := t.order(ctx, river.InsertManyParams{Args: job, InsertOpts: o}); err != nil {
			return fmt.Errorf("ordering the edition of %s: %w", job.Day, err)
		}
		return nil
	})
}

// An editor makes editions.
type editor struct {
	river.WorkerDefaults[editionJob]
	edition func(ctx context.Context, l ilbo.Language, day time.Time, version int) error
}

func (editor) Timeout(*river.Job[editionJob]) time.Duration { return editionTimeout }

func (w editor) Work(ctx context.Context, job *river.Job[editionJob]) error {
	day, err := time.Parse(time.DateOnly, job.Args.Day)
	if err != nil {
		return river.JobCancel(err) // unreachable: orders write days
	}
	return w.edition(ctx, job.Args.Language, day, job.Args.Version)
}
