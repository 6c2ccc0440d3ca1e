package store

import (
	"context"
	"database/sql"
	"time"

	"ilbo.press"
)

const (
	recordColumns = `kind, who, at, why, until, notice, ended, ended_by`
	selectRecords = `SELECT ` + recordColumns + ` FROM records WHERE story = ? `
)

func scanRecord(row scanner) (r ilbo.Record, err error) {
	var at, until, ended sql.NullInt64
	err = row.Scan(&r.Kind, &r.By, &at, &r.Reason, &until, &r.Notice, &ended, &r.EndedBy)
	r.At, r.Until, r.Ended = moment(at), moment(until), moment(ended)
	return r, err
}

// Records are all that was ever recorded of a story, corrections excepted, the
// first one made first.
func (s *Store) Records(ctx context.Context, id ilbo.StoryID) ([]ilbo.Record, error) {
	return list(ctx, s, scanRecord, selectRecords+`ORDER BY id`, int64(id))
}

// addRecords gives a story the records that stand, and its corrections.
func (s *Store) addRecords(ctx context.Context, story *ilbo.Story) error {
	open, err := list(ctx, s, scanRecord, selectRecords+`AND ended IS NULL`, int64(story.ID))
	if err != nil {
		return err
	}
	for _, r := range open {
		r.Onto(story)
	}
	story.Corrections, err = list(ctx, s, scanCorrection,
		`SELECT kind, who, at, text FROM corrections WHERE story = ? ORDER BY n`, int64(story.ID))
	return err
}

func scanCorrection(row scanner) (c ilbo.Correction, err error) {
	var at sql.NullInt64
	err = row.Scan(&c.Kind, &c.By, &at, &c.Text)
	c.At = moment(at)
	return c, err
}

const (
	endRecord    = `UPDATE records SET ended = ?, ended_by = ? WHERE story = ? AND kind = ? AND ended IS NULL`
	insertRecord = `INSERT INTO records (story, kind, who, at, why, until, notice, ended_by) VALUES (?, ?, ?, ?, ?, ?, ?, '')`
)

// putRecords makes the standing records those of the story. One that another
// replaces is ended by that one's maker; one that is no longer there is ended
// by whoever made the change. Of a story that is new none stands.
func (t *transaction) putRecords(ctx context.Context, s *ilbo.Story, isNew bool, by string, at time.Time) error {
	var open []ilbo.Record
	if !isNew {
		var err error
		if open, err = list(ctx, t.store, scanRecord, selectRecords+`AND ended IS NULL`, int64(s.ID)); err != nil {
			return err
		}
	}
	standing := make(map[string]ilbo.Record, len(open))
	for _, r := range open {
		standing[r.Kind] = r
	}
	for _, r := range s.Records() {
		old, has := standing[r.Kind]
		delete(standing, r.Kind)
		if old == r {
			continue
		}
		if has {
			if _, err := t.exec(ctx, endRecord, millis(r.At), r.By, int64(s.ID), r.Kind); err != nil {
				return err
			}
		}
		if _, err := t.exec(ctx, insertRecord, int64(s.ID), r.Kind, r.By, millis(r.At), r.Reason, millis(r.Until), r.Notice); err != nil {
			return err
		}
	}
	for kind := range standing {
		if _, err := t.exec(ctx, endRecord, at.UnixMilli(), by, int64(s.ID), kind); err != nil {
			return err
		}
	}
	return nil
}

func (t *transaction) putCorrections(ctx context.Context, s *ilbo.Story, isNew bool) error {
	if !isNew {
		if _, err := t.exec(ctx, `DELETE FROM corrections WHERE story = ?`, int64(s.ID)); err != nil {
			return err
		}
	}
	for n, c := range s.Corrections {
		if _, err := t.exec(ctx, `INSERT INTO corrections (story, n, kind, who, at, text) VALUES (?, ?, ?, ?, ?, ?)`,
			int64(s.ID), n, string(c.Kind), c.By, millis(c.At), c.Text); err != nil {
			return err
		}
	}
	return nil
}
