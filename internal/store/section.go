package store

import (
	"context"
	"fmt"

	"ilbo.press"
)

// Sections are all departments of the paper, in the order of the menu.
func (s *Store) Sections(ctx context.Context) ([]ilbo.Section, error) {
	all, err := list(ctx, s, scanSection, `SELECT id, name, blurb, position FROM sections ORDER BY position, id`)
	if err != nil {
		return nil, fmt.Errorf("reading sections: %w", err)
	}
	return all, nil
}

func scanSection(row scanner) (v ilbo.Section, err error) {
	err = scanNamed(row, []any{&v.ID}, []*ilbo.Words{&v.Name, &v.Blurb}, &v.Position)
	return v, err
}

// PutSections makes or changes sections, and makes every page stale.
func (s *Store) PutSections(ctx context.Context, sections []ilbo.Section) error {
	return putFurniture(ctx, s, sections, func(t *transaction, v ilbo.Section) error {
		if err := v.ID.Check(); err != nil {
			return err
		}
		return t.putNamed(ctx, `INSERT INTO sections (id, name, blurb, position) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, blurb = excluded.blurb, position = excluded.position`,
			string(v.ID), []ilbo.Words{v.Name, v.Blurb}, v.Position)
	})
}

// putFurniture stores what every page depends on, in one transaction with the
// job that makes pages stale.
func putFurniture[T any](ctx context.Context, s *Store, all []T, put func(*transaction, T) error) error {
	if len(all) == 0 {
		return nil
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, v := range all {
			if err := put(t, v); err != nil {
				return err
			}
		}
		t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: []ilbo.Key{ilbo.KeyFurniture}})
		return nil
	})
}

// putNamed runs an upsert whose values are an id, words as JSON, and the rest.
func (t *transaction) putNamed(ctx context.Context, text, id string, words []ilbo.Words, rest ...any) error {
	args := []any{id}
	for _, w := range words {
		coded, err := encode(w)
		if err != nil {
			return err
		}
		args = append(args, coded)
	}
	_, err := t.exec(ctx, text, append(args, rest...)...)
	return err
}

// scanNamed reads what putNamed wrote.
func scanNamed(row scanner, first []any, words []*ilbo.Words, rest ...any) error {
	coded := make([]string, len(words))
	for i := range coded {
		first = append(first, &coded[i])
	}
	if err := row.Scan(append(first, rest...)...); err != nil {
		return err
	}
	for i, w := range words {
		if err := decode(coded[i], w); err != nil {
			return err
		}
	}
	return nil
}
