package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"ilbo.press/internal/store"
	"ilbo.press/internal/store/storetest"
	"ilbo.press/internal/testpostgres"
)

// An empty paper is made once on each database, and copied for each behaviour: it
// takes longer to make than most behaviours take.
func TestStore(t *testing.T) {
	empty := func(address string) error {
		s, err := store.Open(context.Background(), address, nil)
		if err != nil {
			return err
		}
		return s.Close()
	}
	t.Run("SQLite", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "empty.db")
		if err := empty(name); err != nil {
			t.Fatal(err)
		}
		paper, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		storetest.Run(t, func(t *testing.T) *store.Store {
			name := filepath.Join(t.TempDir(), "paper.db")
			if err := os.WriteFile(name, paper, 0o600); err != nil {
				t.Fatal(err)
			}
			return openAt(t, name)
		})
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		template := testpostgres.Template{Make: empty}
		storetest.Run(t, func(t *testing.T) *store.Store { return openAt(t, template.Copy(t)) })
	})
}

func openAt(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	return s
}
