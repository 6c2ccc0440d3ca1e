package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"ilbo.press"
)

const (
	takeColumns = `id, wire, foreign_name, version, made, received, changed, versions, status, urgency, language, embargo, running, part, section,
	headline, slugline, credit, words, pictures, sought, story, taken_by, taken_at`
	selectTakes = `SELECT ` + takeColumns + ` FROM takes `
	selectTake  = `SELECT ` + takeColumns + `, copy FROM takes `
)

func scanTake(row scanner) (k ilbo.Take, err error) { return k, scanTakeAnd(row, &k) }

func scanTakeAnd(row scanner, k *ilbo.Take, more ...any) error {
	var received, changed int64
	var made, embargo, story, taken sql.NullInt64
	err := row.Scan(append([]any{&k.Number, &k.Wire, &k.Foreign, &k.Version, &made, &received, &changed, &k.Versions, &k.Status, &k.Urgency, &k.Language, &embargo, &k.Running, &k.Part,
		&k.Section, &k.Headline, &k.Slugline, &k.Credit, &k.Words, &k.Pictures, &k.Sought, &story, &k.TakenBy, &taken}, more...)...)
	k.Made, k.Received, k.Changed = moment(made), time.UnixMilli(received).UTC(), time.UnixMilli(changed).UTC()
	k.Embargo, k.Story, k.TakenAt = moment(embargo), ilbo.StoryID(story.Int64), moment(taken)
	return err
}

func scanWholeTake(row scanner) (k ilbo.Take, err error) {
	var copy string
	if err := scanTakeAnd(row, &k, &copy); err != nil {
		return k, err
	}
	return k, decode(copy, &k.Copy)
}

// Take finds a take, with its copy.
func (s *Store) Take(ctx context.Context, n ilbo.TakeNumber) (ilbo.Take, error) {
	k, err := one(ctx, s, scanWholeTake, selectTake+`WHERE id = ?`, int64(n))
	if err != nil {
		return k, missing(err, "take %d", n)
	}
	return k, nil
}

// TakeNamed finds the take of a source that its agency calls by one of some
// names, the first of them first, and keeps others from changing it until the
// transaction of ctx ends.
func (s *Store) TakeNamed(ctx context.Context, wire ilbo.WireID, names ...string) (ilbo.Take, error) {
	for _, name := range names {
		if name == "" {
			continue
		}
		k, err := one(ctx, s, scanWholeTake, selectTake+`WHERE id = (SELECT take FROM take_names WHERE wire = ? AND name = ?)`+s.lockWithin(ctx), int64(wire), name)
		if err == nil || !errors.Is(err, sql.ErrNoRows) {
			return k, err
		}
	}
	return ilbo.Take{}, &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no take of that name."}
}

// lockWithin ends a SELECT of a row that is to be changed in the transaction of
// ctx; where there is none, nothing is locked.
func (s *Store) lockWithin(ctx context.Context) string {
	if transactionOf(ctx, s) == nil {
		return ""
	}
	return s.dialect.lock()
}

// PutTake stores a take with its present version and the names that its agency
// has for it, and sets its number where it is new. Its Versions say which
// version it is; a name that another take of the source has is a Conflict. What
// is kept of who took it stays: see [Store.MarkTaken].
func (s *Store) PutTake(ctx context.Context, k *ilbo.Take, names ...string) error {
	copy, err := encode(k.Copy)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var id any
		if k.Number != 0 {
			id = int64(k.Number)
		}
		err := t.first(ctx, []any{&k.Number}, `INSERT INTO takes (id, wire, foreign_name, version, made, received, changed, versions, status, urgency, language, tag, embargo, running, part, section,
			headline, slugline, credit, words, pictures, sought, copy, taken_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')
		ON CONFLICT (id) DO UPDATE SET foreign_name = excluded.foreign_name, version = excluded.version, made = excluded.made, changed = excluded.changed, versions = excluded.versions,
			status = excluded.status, urgency = excluded.urgency, language = excluded.language, tag = excluded.tag, embargo = excluded.embargo, running = excluded.running, part = excluded.part,
			section = excluded.section, headline = excluded.headline, slugline = excluded.slugline, credit = excluded.credit, words = excluded.words, pictures = excluded.pictures,
			sought = excluded.sought, copy = excluded.copy RETURNING id`,
			id, int64(k.Wire), k.Foreign, k.Version, millis(k.Made), k.Received.UnixMilli(), k.Changed.UnixMilli(), k.Versions, string(k.Status), k.Urgency, k.Language, ilbo.PrimaryTag(k.Language),
			millis(k.Embargo), k.Running, k.Part, string(k.Section), k.Headline, k.Slugline, k.Credit, k.Words, k.Pictures, k.Sought, copy)
		if err != nil {
			return fmt.Errorf("storing the take %s: %w", k.Foreign, err)
		}
		v := ilbo.TakeVersion{Version: k.Version, Received: k.Changed, Made: k.Made, Status: k.Status, Urgency: k.Urgency, Embargo: k.Embargo, Copy: k.Copy}
		if err := t.putTakeVersion(ctx, k.Number, k.Versions, &v); err != nil {
			return err
		}
		for _, name := range append(names, k.Foreign) {
			if err := t.nameTake(ctx, k, name); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *transaction) putTakeVersion(ctx context.Context, n ilbo.TakeNumber, version int, v *ilbo.TakeVersion) error {
	copy, err := encode(v.Copy)
	if err != nil {
		return err
	}
	_, err = t.exec(ctx, `INSERT INTO take_versions (take, n, version, received, made, status, urgency, embargo, copy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (take, n) DO UPDATE SET version = excluded.version, received = excluded.received, made = excluded.made, status = excluded.status, urgency = excluded.urgency,
		embargo = excluded.embargo, copy = excluded.copy`,
		int64(n), version, v.Version, v.Received.UnixMilli(), millis(v.Made), string(v.Status), v.Urgency, millis(v.Embargo), copy)
	if err != nil {
		return fmt.Errorf("storing version %d of take %d: %w", version, n, err)
	}
	return nil
}

func (t *transaction) nameTake(ctx context.Context, k *ilbo.Take, name string) error {
	if name == "" {
		return nil
	}
	if _, err := t.exec(ctx, `INSERT INTO take_names (wire, name, take) VALUES (?, ?, ?) ON CONFLICT (wire, name) DO NOTHING`, int64(k.Wire), name, int64(k.Number)); err != nil {
		return fmt.Errorf("naming take %d: %w", k.Number, err)
	}
	var whose int64
	if err := t.first(ctx, []any{&whose}, `SELECT take FROM take_names WHERE wire = ? AND name = ?`, int64(k.Wire), name); err != nil {
		return err
	}
	if whose != int64(k.Number) {
		return conflict("Another take of the source has that name.")
	}
	return nil
}

// TakeVersions are all versions of a take, the first first.
func (s *Store) TakeVersions(ctx context.Context, n ilbo.TakeNumber) ([]ilbo.TakeVersion, error) {
	found, err := list(ctx, s, scanTakeVersion, `SELECT version, received, made, status, urgency, embargo, copy FROM take_versions WHERE take = ? ORDER BY n`, int64(n))
	if err != nil {
		return nil, fmt.Errorf("reading the versions of take %d: %w", n, err)
	}
	return found, nil
}

func scanTakeVersion(row scanner) (v ilbo.TakeVersion, err error) {
	var received int64
	var made, embargo sql.NullInt64
	var copy string
	if err := row.Scan(&v.Version, &received, &made, &v.Status, &v.Urgency, &embargo, &copy); err != nil {
		return v, err
	}
	v.Received, v.Made, v.Embargo = time.UnixMilli(received).UTC(), moment(made), moment(embargo)
	return v, decode(copy, &v.Copy)
}

// maxTakes is the most takes that are given at once.
const maxTakes = 1_000

// Takes gives takes without their copy, those that changed last first. A query
// without a limit, or with one above a thousand, is Invalid.
func (s *Store) Takes(ctx context.Context, q ilbo.TakeQuery) ([]ilbo.Take, error) {
	if q.Limit < 1 || q.Limit > maxTakes || len(q.Wires) > maxAmong || len(q.Languages) > maxAmong {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The basket gives 1 to %d takes at once, not %d.", maxTakes, q.Limit)}
	}
	var conditions []string
	var args []any
	where := func(condition string, values ...any) {
		conditions, args = append(conditions, condition), append(args, values...)
	}
	if len(q.Wires) > 0 {
		marks, values := among(q.Wires)
		for i := range values {
			values[i] = int64(values[i].(ilbo.WireID))
		}
		where(`wire IN (`+marks+`)`, values...)
	}
	if len(q.Languages) > 0 {
		marks, values := among(q.Languages)
		where(`tag IN (`+marks+`)`, values...)
	}
	if q.Section != "" {
		where(`section = ?`, string(q.Section))
	}
	if q.Urgency > 0 {
		where(`urgency BETWEEN 1 AND ?`, q.Urgency)
	}
	if !q.Since.IsZero() {
		where(`changed >= ?`, q.Since.UnixMilli())
	}
	if q.Untaken {
		where(`story IS NULL`)
	}
	if !q.Before.Changed.IsZero() {
		at := q.Before.Changed.UnixMilli()
		where(`(changed < ? OR changed = ? AND id < ?)`, at, at, int64(q.Before.Number))
	}
	text := selectTakes
	if len(conditions) > 0 {
		text += `WHERE ` + strings.Join(conditions, ` AND `)
	}
	found, err := list(ctx, s, scanTake, text+` ORDER BY changed DESC, id DESC LIMIT ?`, append(args, q.Limit)...)
	if err != nil {
		return nil, fmt.Errorf("reading the wire basket: %w", err)
	}
	return found, nil
}

// MarkTaken notes which story was made of a take. One that a story was made of
// already is a Conflict, unless it is to be taken again.
func (s *Store) MarkTaken(ctx context.Context, n ilbo.TakeNumber, story ilbo.StoryID, by string, at time.Time, again bool) error {
	text := `UPDATE takes SET story = ?, taken_by = ?, taken_at = ? WHERE id = ?`
	if !again {
		text += ` AND story IS NULL`
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.exec(ctx, text, int64(story), by, at.UnixMilli(), int64(n))
		if err != nil {
			return fmt.Errorf("marking take %d: %w", n, err)
		}
		if rows, err := done.RowsAffected(); err != nil || rows == 0 {
			return errors.Join(err, conflict("A story was made of the take already, or it is gone."))
		}
		return nil
	})
}

// TakeOf finds the take that a story was made of.
func (s *Store) TakeOf(ctx context.Context, story ilbo.StoryID) (ilbo.Take, error) {
	k, err := one(ctx, s, scanTake, selectTakes+`WHERE story = ? ORDER BY id DESC`, int64(story))
	if err != nil {
		return k, missing(err, "take that story %d was made of", story)
	}
	return k, nil
}

// SweepTakes drops the takes that did not change since a moment and that no
// story was made of, and tells how many.
func (s *Store) SweepTakes(ctx context.Context, before time.Time) (n int64, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.exec(ctx, `DELETE FROM takes WHERE story IS NULL AND changed < ?`, before.UnixMilli())
		if err != nil {
			return fmt.Errorf("sweeping the wire basket: %w", err)
		}
		n, err = done.RowsAffected()
		return err
	})
	return n, err
}

// EachTaken lists the takes that stories were made of, with their copy and
// versions, whose numbers are above after, at most limit of them.
func (s *Store) EachTaken(ctx context.Context, after ilbo.TakeNumber, limit int) ([]ilbo.TakenTake, error) {
	some, err := list(ctx, s, scanWholeTake, selectTake+`WHERE story IS NOT NULL AND id > ? ORDER BY id LIMIT ?`, int64(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading the takes behind %d: %w", after, err)
	}
	all := make([]ilbo.TakenTake, len(some))
	for i := range some {
		versions, err := s.TakeVersions(ctx, some[i].Number)
		if err != nil {
			return nil, err
		}
		all[i] = ilbo.TakenTake{Take: some[i], History: versions}
	}
	return all, nil
}

// PutTaken stores a take that a story was made of, with its number and its
// history, as it was in another database.
func (s *Store) PutTaken(ctx context.Context, k ilbo.TakenTake) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if err := s.PutTake(ctx, &k.Take); err != nil {
			return err
		}
		for i := range k.History {
			if err := t.putTakeVersion(ctx, k.Number, i+1, &k.History[i]); err != nil {
				return err
			}
		}
		return s.MarkTaken(ctx, k.Number, k.Story, k.TakenBy, k.TakenAt, true)
	})
}

// PutTiding tells somebody what became of a take.
func (s *Store) PutTiding(ctx context.Context, v ilbo.Tiding) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO tidings (login, take, story, kind, at, subject) VALUES (?, ?, ?, ?, ?, ?)`,
			v.Login, int64(v.Take), int64(v.Story), string(v.Kind), v.At.UnixMilli(), v.Subject)
		if err != nil {
			return fmt.Errorf("storing a tiding: %w", err)
		}
		return nil
	})
}

// Tidings are what somebody is to be told, the newest first.
func (s *Store) Tidings(ctx context.Context, login string, limit int) ([]ilbo.Tiding, error) {
	found, err := list(ctx, s, func(row scanner) (v ilbo.Tiding, err error) {
		var at int64
		err = row.Scan(&v.Number, &v.Login, &v.Take, &v.Story, &v.Kind, &at, &v.Subject)
		v.At = time.UnixMilli(at).UTC()
		return v, err
	}, `SELECT id, login, take, story, kind, at, subject FROM tidings WHERE login = ? ORDER BY id DESC LIMIT ?`, login, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the tidings of %s: %w", login, err)
	}
	return found, nil
}

// DropTiding forgets what somebody was told. One that is not there, or not
// theirs, is no error.
func (s *Store) DropTiding(ctx context.Context, login string, number int64) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM tidings WHERE id = ? AND login = ?`, number, login)
		return err
	})
}
