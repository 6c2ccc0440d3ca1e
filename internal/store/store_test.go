package store_test

import (
	"path/filepath"
	"testing"

	"ilbo.press/internal/store"
	"ilbo.press/internal/store/storetest"
	"ilbo.press/internal/testpostgres"
)

func TestStore(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { storetest.Run(t, open) })
	t.Run("PostgreSQL", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T) *store.Store { return openAt(t, testpostgres.Database(t)) })
	})
}

func open(t *testing.T) *store.Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "paper.db"))
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
