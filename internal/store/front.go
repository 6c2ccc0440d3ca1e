package store

import (
	"context"
	"fmt"

	"ilbo.press"
)

// Front is the front as an editor arranged it, NotFound where none did yet.
func (s *Store) Front(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (ilbo.Front, error) {
	f := ilbo.Front{ID: id, Language: l}
	slots, err := one(ctx, s, value[string], `SELECT slots FROM fronts WHERE id = ? AND language = ?`, string(id), string(l))
	if err != nil {
		return ilbo.Front{}, missing(err, "arranged front %s", id)
	}
	if err := decode(slots, &f.Slots); err != nil {
		return ilbo.Front{}, fmt.Errorf("decoding front %s: %w", id, err)
	}
	return f, nil
}

// Fronts are all that an editor arranged, by id and language.
func (s *Store) Fronts(ctx context.Context) ([]ilbo.Front, error) {
	all, err := list(ctx, s, func(row scanner) (f ilbo.Front, err error) {
		var slots string
		if err := row.Scan(&f.ID, &f.Language, &slots); err != nil {
			return f, err
		}
		return f, decode(slots, &f.Slots)
	}, `SELECT id, language, slots FROM fronts ORDER BY id, language`)
	if err != nil {
		return nil, fmt.Errorf("reading fronts: %w", err)
	}
	return all, nil
}

// maxSlots is the most places that a front has.
const maxSlots = 200

// PutFront arranges a front, and makes its pages stale.
func (s *Store) PutFront(ctx context.Context, f ilbo.Front) error {
	if len(f.Slots) > maxSlots {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A front has at most %d places.", maxSlots)}
	}
	slots, err := encode(f.Slots)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO fronts (id, language, slots) VALUES (?, ?, ?)
		ON CONFLICT (id, language) DO UPDATE SET slots = excluded.slots`, string(f.ID), string(f.Language), slots)
		if err != nil {
			return fmt.Errorf("storing front %s: %w", f.ID, err)
		}
		t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: []ilbo.Key{ilbo.KeyFront(f.Language, f.ID)}})
		return nil
	})
}
