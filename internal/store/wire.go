package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

const selectWires = `SELECT id, name, kind, place, credit, language, section, every, paused, header, secret, added, added_by,
	etag, modified, polled, succeeded, failed, trouble, detail, failures, brought, due FROM wires `

func scanWire(row scanner) (w ilbo.WireSource, err error) {
	var every, paused, due int64
	var added, polled, succeeded, failed sql.NullInt64
	err = row.Scan(&w.ID, &w.Name, &w.Kind, &w.Place, &w.Credit, &w.Language, &w.Section, &every, &paused, &w.Header, &w.Secret, &added, &w.By,
		&w.State.ETag, &w.State.Modified, &polled, &succeeded, &failed, &w.State.Trouble, &w.State.Detail, &w.State.Failures, &w.State.Brought, &due)
	w.Every, w.Paused, w.Added = time.Duration(every)*time.Millisecond, paused != 0, moment(added)
	w.State.Polled, w.State.Succeeded, w.State.Failed = moment(polled), moment(succeeded), moment(failed)
	if due != 0 {
		w.State.Due = time.UnixMilli(due).UTC()
	}
	return w, err
}

// Wires are all sources of the wire, the first one added first.
func (s *Store) Wires(ctx context.Context) ([]ilbo.WireSource, error) {
	found, err := list(ctx, s, scanWire, selectWires+`ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("reading the sources of the wire: %w", err)
	}
	return found, nil
}

// Wire finds a source of the wire.
func (s *Store) Wire(ctx context.Context, id ilbo.WireID) (ilbo.WireSource, error) {
	w, err := one(ctx, s, scanWire, selectWires+`WHERE id = ?`, int64(id))
	if err != nil {
		return w, missing(err, "source %d of the wire", id)
	}
	return w, nil
}

// PutWire adds a source where the ID is 0, and sets that, or changes the
// settings of one; how it goes with it stays.
func (s *Store) PutWire(ctx context.Context, w *ilbo.WireSource) error {
	paused := 0
	if w.Paused {
		paused = 1
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var id any
		if w.ID != 0 {
			id = int64(w.ID)
		}
		err := t.first(ctx, []any{&w.ID}, `INSERT INTO wires (id, name, kind, place, credit, language, section, every, paused, header, secret, added, added_by,
			etag, modified, trouble, detail, failures, brought, due, node, until_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', '', 0, 0, 0, '', 0)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, place = excluded.place, credit = excluded.credit, language = excluded.language,
			section = excluded.section, every = excluded.every, paused = excluded.paused, header = excluded.header, secret = excluded.secret,
			etag = CASE WHEN wires.place = excluded.place THEN wires.etag ELSE '' END, modified = CASE WHEN wires.place = excluded.place THEN wires.modified ELSE '' END,
			due = 0 RETURNING id`,
			id, w.Name, string(w.Kind), w.Place, w.Credit, w.Language, string(w.Section), w.Every.Milliseconds(), paused, w.Header, w.Secret, millis(w.Added), w.By)
		if err != nil {
			return fmt.Errorf("storing the source %s of the wire: %w", w.Name, err)
		}
		return nil
	})
}

// DropWire takes a source away, with those of its takes that no story was made
// of. One that is not there is no error.
func (s *Store) DropWire(ctx context.Context, id ilbo.WireID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM takes WHERE wire = ? AND story IS NULL`, int64(id)); err != nil {
			return err
		}
		_, err := t.exec(ctx, `DELETE FROM wires WHERE id = ?`, int64(id))
		return err
	})
}

// DueWires are the sources that are to be looked at by now and that nobody is
// at, the longest due first.
func (s *Store) DueWires(ctx context.Context, now time.Time, limit int) ([]ilbo.WireSource, error) {
	found, err := list(ctx, s, scanWire, selectWires+`WHERE paused = 0 AND due <= ? AND until_time <= ? ORDER BY due, id LIMIT ?`, now.UnixMilli(), now.UnixMilli(), limit)
	if err != nil {
		return nil, fmt.Errorf("reading which sources of the wire are due: %w", err)
	}
	return found, nil
}

// LeaseWire lets one node, and no other until a moment, look at a source, and
// reports whether it may. A source that is not due is leased only where it is
// asked for out of turn.
func (s *Store) LeaseWire(ctx context.Context, id ilbo.WireID, node string, now, until time.Time, outOfTurn bool) (leased bool, err error) {
	turn := 0
	if outOfTurn {
		turn = 1
	}
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.exec(ctx, `UPDATE wires SET node = ?, until_time = ? WHERE id = ? AND until_time <= ? AND (CAST(? AS BIGINT) = 1 OR (paused = 0 AND due <= ?))`,
			node, until.UnixMilli(), int64(id), now.UnixMilli(), turn, now.UnixMilli())
		if err != nil {
			return fmt.Errorf("leasing source %d of the wire: %w", id, err)
		}
		n, err := done.RowsAffected()
		leased = n > 0
		return err
	})
	return leased, err
}

// ReturnWire ends a lease, and keeps how it went. Where another node has the
// source by now, nothing is kept.
func (s *Store) ReturnWire(ctx context.Context, id ilbo.WireID, node string, st ilbo.WireState) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `UPDATE wires SET etag = ?, modified = ?, polled = ?, succeeded = ?, failed = ?, trouble = ?, detail = ?, failures = ?, brought = ?, due = ?, node = '', until_time = 0
		WHERE id = ? AND node = ?`, st.ETag, st.Modified, millis(st.Polled), millis(st.Succeeded), millis(st.Failed), string(st.Trouble), short(st.Detail, maxDetail), st.Failures, st.Brought,
			st.Due.UnixMilli(), int64(id), node)
		if err != nil {
			return fmt.Errorf("returning source %d of the wire: %w", id, err)
		}
		return nil
	})
}

// A filterSpec is what a filter looks for, as it is kept.
type filterSpec struct {
	Wires     []ilbo.WireID `json:"wires,omitempty"`
	Any       []string      `json:"any,omitempty"`
	All       []string      `json:"all,omitempty"`
	Not       []string      `json:"not,omitempty"`
	Languages []string      `json:"languages,omitempty"`
	Urgency   int           `json:"urgency,omitempty"`
}

func scanFilter(row scanner) (f ilbo.WireFilter, err error) {
	var added sql.NullInt64
	var spec string
	if err := row.Scan(&f.ID, &f.Name, &f.Section, &spec, &added, &f.By); err != nil {
		return f, err
	}
	var sp filterSpec
	err = decode(spec, &sp)
	f.Wires, f.Any, f.All, f.Not, f.Languages, f.Urgency, f.Added = sp.Wires, sp.Any, sp.All, sp.Not, sp.Languages, sp.Urgency, moment(added)
	return f, err
}

// WireFilters are all filters of the basket, by name.
func (s *Store) WireFilters(ctx context.Context) ([]ilbo.WireFilter, error) {
	found, err := list(ctx, s, scanFilter, `SELECT id, name, section, spec, added, added_by FROM wire_filters ORDER BY name, id`)
	if err != nil {
		return nil, fmt.Errorf("reading the filters of the wire: %w", err)
	}
	return found, nil
}

// PutWireFilter adds a filter where the ID is 0, and sets that, or changes one.
// A name that another has is a Conflict.
func (s *Store) PutWireFilter(ctx context.Context, f *ilbo.WireFilter) error {
	spec, err := encode(filterSpec{f.Wires, f.Any, f.All, f.Not, f.Languages, f.Urgency})
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var other int64
		err := t.first(ctx, []any{&other}, `SELECT id FROM wire_filters WHERE name = ?`, f.Name)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err == nil && other != f.ID {
			return conflict("Another filter has that name.")
		}
		var id any
		if f.ID != 0 {
			id = f.ID
		}
		err = t.first(ctx, []any{&f.ID}, `INSERT INTO wire_filters (id, name, section, spec, added, added_by) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, section = excluded.section, spec = excluded.spec RETURNING id`,
			id, f.Name, string(f.Section), spec, millis(f.Added), f.By)
		if err != nil {
			return fmt.Errorf("storing the filter %s: %w", f.Name, err)
		}
		return nil
	})
}

// DropWireFilter takes a filter away. One that is not there is no error.
func (s *Store) DropWireFilter(ctx context.Context, id int64) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM wire_filters WHERE id = ?`, id)
		return err
	})
}
