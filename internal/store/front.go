package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

const selectVersions = `SELECT v.front, v.language, v.version, 0, v.slots, v.who, v.at, v.again FROM front_versions v `

func scanFront(row scanner) (f ilbo.Front, err error) {
	var slots string
	var at sql.NullInt64
	if err := row.Scan(&f.ID, &f.Language, &f.Version, &f.Step, &slots, &f.By, &at, &f.Again); err != nil {
		return f, err
	}
	f.At = moment(at)
	return f, decode(slots, &f.Slots)
}

// Front is the front as readers see it, NotFound where no editor arranged it yet.
func (s *Store) Front(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (ilbo.Front, error) {
	f, err := one(ctx, s, scanFront, selectVersions+`JOIN fronts f ON f.id = v.front AND f.language = v.language AND f.version = v.version
	WHERE f.id = ? AND f.language = ?`, string(id), string(l))
	if err != nil {
		return ilbo.Front{}, missing(err, "arranged front %s", id)
	}
	return f, nil
}

// Fronts are all that an editor arranged, as readers see them, by id and language.
func (s *Store) Fronts(ctx context.Context) ([]ilbo.Front, error) {
	all, err := list(ctx, s, scanFront, selectVersions+`JOIN fronts f ON f.id = v.front AND f.language = v.language AND f.version = v.version
	ORDER BY v.front, v.language`)
	if err != nil {
		return nil, fmt.Errorf("reading fronts: %w", err)
	}
	return all, nil
}

// FrontVersion is a version of a front, public or not any more.
func (s *Store) FrontVersion(ctx context.Context, id ilbo.FrontID, l ilbo.Language, version int) (ilbo.Front, error) {
	f, err := one(ctx, s, scanFront, selectVersions+`WHERE v.front = ? AND v.language = ? AND v.version = ?`, string(id), string(l), version)
	if err != nil {
		return ilbo.Front{}, missing(err, "version %d of front %s", version, id)
	}
	return f, nil
}

// FrontVersions are a front's versions before one, the newest first; zero begins
// with the one that is public.
func (s *Store) FrontVersions(ctx context.Context, id ilbo.FrontID, l ilbo.Language, before, limit int) ([]ilbo.Front, error) {
	if before == 0 {
		before = lastVersion
	}
	all, err := list(ctx, s, scanFront, selectVersions+`WHERE v.front = ? AND v.language = ? AND v.version < ? ORDER BY v.version DESC LIMIT ?`,
		string(id), string(l), before, limit)
	if err != nil {
		return nil, fmt.Errorf("reading versions of front %s: %w", id, err)
	}
	return all, nil
}

const lastVersion = 1 << 40

// EachFront lists all versions of all fronts after one, by front, language and
// number, at most limit of them.
func (s *Store) EachFront(ctx context.Context, after ilbo.Front, limit int) ([]ilbo.Front, error) {
	all, err := list(ctx, s, scanFront, selectVersions+`WHERE (v.front, v.language, v.version) > (?, ?, ?)
	ORDER BY v.front, v.language, v.version LIMIT ?`, string(after.ID), string(after.Language), after.Version, limit)
	if err != nil {
		return nil, fmt.Errorf("reading versions of fronts: %w", err)
	}
	return all, nil
}

// maxSlots is the most places that a front has.
const maxSlots = 200

// PutFront makes an arrangement a front's public version, and its pages stale,
// now and when its locks run out. Its number has to be the next one; zero is
// whichever comes next. Another is a Conflict: somebody was faster.
func (s *Store) PutFront(ctx context.Context, f ilbo.Front) error {
	slots, err := encodeSlots(f.Slots)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		version, err := t.keepFront(ctx, f.ID, f.Language)
		if err != nil {
			return err
		}
		if f.Version != 0 && f.Version != version+1 {
			return conflict("The front was changed by somebody else meanwhile.")
		}
		_, err = t.exec(ctx, `INSERT INTO front_versions (front, language, version, slots, who, at, again) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			string(f.ID), string(f.Language), version+1, slots, f.By, millis(f.At), f.Again)
		if err == nil {
			_, err = t.exec(ctx, `UPDATE fronts SET version = ? WHERE id = ? AND language = ?`, version+1, string(f.ID), string(f.Language))
		}
		if err != nil {
			return fmt.Errorf("storing front %s: %w", f.ID, err)
		}
		keys := []ilbo.Key{ilbo.KeyFront(f.Language, f.ID)}
		t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: keys})
		for _, slot := range f.Slots {
			if !slot.Until.IsZero() {
				t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: keys, At: ceiling(slot.Until)})
			}
		}
		return nil
	})
}

// ceiling is a moment's millisecond, or the next: jobs know no smaller parts.
func ceiling(t time.Time) time.Time { return kept(t.Add(time.Millisecond - 1)) }

func encodeSlots(slots []ilbo.Slot) (string, error) {
	if len(slots) > maxSlots {
		return "", &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A front has at most %d places.", maxSlots)}
	}
	return encode(slots)
}

// keepFront keeps others from changing a front until the transaction ends, and
// gives the number of its public version, 0 where it has none.
func (t *transaction) keepFront(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (version int, err error) {
	_, err = t.exec(ctx, `INSERT INTO fronts (id, language, version) VALUES (?, ?, 0) ON CONFLICT (id, language) DO NOTHING`, string(id), string(l))
	if err == nil {
		err = t.first(ctx, []any{&version}, `SELECT version FROM fronts WHERE id = ? AND language = ?`+t.store.dialect.lock(), string(id), string(l))
	}
	if err != nil {
		return 0, fmt.Errorf("keeping front %s: %w", id, err)
	}
	return version, nil
}

const selectSteps = `SELECT p.front, p.language, p.version, p.step, p.slots, p.who, p.at, 0 FROM front_steps p `

// WorkingFront is the last step of the work on a front since its public version,
// NotFound where there was none.
func (s *Store) WorkingFront(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (ilbo.Front, error) {
	f, err := one(ctx, s, scanFront, selectSteps+`JOIN fronts f ON f.id = p.front AND f.language = p.language AND f.version = p.version
	WHERE f.id = ? AND f.language = ? ORDER BY p.step DESC LIMIT 1`, string(id), string(l))
	if err != nil {
		return ilbo.Front{}, missing(err, "work on front %s", id)
	}
	return f, nil
}

// WorkingFronts are all on which there is work, by id and language.
func (s *Store) WorkingFronts(ctx context.Context) ([]ilbo.Front, error) {
	all, err := list(ctx, s, scanFront, selectSteps+`JOIN fronts f ON f.id = p.front AND f.language = p.language AND f.version = p.version
	WHERE p.step = (SELECT max(o.step) FROM front_steps o WHERE o.front = p.front AND o.language = p.language) ORDER BY p.front, p.language`)
	if err != nil {
		return nil, fmt.Errorf("reading the work on fronts: %w", err)
	}
	return all, nil
}

// FrontStep is a step of the work on a front, with the step that undoing it leads
// to. Steps of long ago are NotFound.
func (s *Store) FrontStep(ctx context.Context, id ilbo.FrontID, l ilbo.Language, step int) (f ilbo.Front, back int, err error) {
	f, err = one(ctx, s, scanFront, selectSteps+`WHERE p.front = ? AND p.language = ? AND p.step = ?`, string(id), string(l), step)
	if err == nil {
		back, err = one(ctx, s, value[int], `SELECT back FROM front_steps WHERE front = ? AND language = ? AND step = ?`, string(id), string(l), step)
	}
	if err != nil {
		return ilbo.Front{}, 0, missing(err, "step %d of the work on front %s", step, id)
	}
	return f, back, nil
}

// keptSteps is how many steps of the work on a front are kept.
const keptSteps = 200

// PutFrontStep stores the next step of the work on a front, and gives it with its
// number. The front has the version and the step that it goes on from, and back is
// the step that undoing it leads to. Where somebody else went on from there it is a
// Conflict.
func (s *Store) PutFrontStep(ctx context.Context, f ilbo.Front, back int) (ilbo.Front, error) {
	slots, err := encodeSlots(f.Slots)
	if err != nil {
		return f, err
	}
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		version, err := t.keepFront(ctx, f.ID, f.Language)
		if err != nil {
			return err
		}
		var last, of int
		err = t.first(ctx, []any{&last, &of}, `SELECT step, version FROM front_steps WHERE front = ? AND language = ? ORDER BY step DESC LIMIT 1`, string(f.ID), string(f.Language))
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("reading the work on front %s: %w", f.ID, err)
		}
		now := last
		if of != version {
			now = 0
		}
		if f.Version != version || f.Step != now {
			return conflict("The front was changed by somebody else meanwhile.")
		}
		f.Step = last + 1
		_, err = t.exec(ctx, `INSERT INTO front_steps (front, language, step, version, back, slots, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			string(f.ID), string(f.Language), f.Step, f.Version, back, slots, f.By, millis(f.At))
		if err == nil {
			_, err = t.exec(ctx, `DELETE FROM front_steps WHERE front = ? AND language = ? AND step <= ?`, string(f.ID), string(f.Language), f.Step-keptSteps)
		}
		if err != nil {
			return fmt.Errorf("storing the work on front %s: %w", f.ID, err)
		}
		return nil
	})
	return f, err
}
