package store

import (
	"context"
	"crypto/rand"
	"fmt"
)

// Secret gives 32 bytes that nobody but the paper knows, the same ones for a name
// at every call and on every node. They are made when they are first asked for.
func (s *Store) Secret(ctx context.Context, name string) (key [32]byte, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		var fresh [32]byte
		rand.Read(fresh[:]) // never fails: crypto/rand ends the program instead
		if _, err := t.exec(ctx, `INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`, name, fresh[:]); err != nil {
			return err
		}
		var value []byte
		if err := t.first(ctx, []any{&value}, `SELECT value FROM secrets WHERE name = ?`, name); err != nil {
			return err
		}
		if copy(key[:], value) != len(key) {
			return fmt.Errorf("it has %d bytes", len(value))
		}
		return nil
	})
	if err != nil {
		return key, fmt.Errorf("reading the secret %s: %w", name, err)
	}
	return key, nil
}
