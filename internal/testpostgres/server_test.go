package testpostgres_test

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"ilbo.press/internal/testpostgres"
)

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	one, other := testpostgres.Database(t), testpostgres.Database(t)
	if one == other {
		t.Fatalf("both are %s", one)
	}
	for _, address := range []string{one, other} {
		c, err := pgx.Connect(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close(t.Context())
		if _, err := c.Exec(t.Context(), `CREATE TABLE papers (name TEXT)`); err != nil {
			t.Error(err)
		}
	}
}

func TestServerStopsAndStartsWithWhatItHeld(t *testing.T) {
	s := testpostgres.Start(t)
	address := s.Database(t)
	c, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Exec(t.Context(), `CREATE TABLE papers (name TEXT)`); err != nil {
		t.Fatal(err)
	}
	s.Stop(t)
	if _, err := pgx.Connect(t.Context(), address); err == nil {
		t.Fatal("a stopped server answers")
	}
	s.Start(t)
	if c, err = pgx.Connect(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	if _, err := c.Exec(t.Context(), `SELECT name FROM papers`); err != nil {
		t.Error(err)
	}
}
