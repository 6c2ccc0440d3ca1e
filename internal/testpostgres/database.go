package testpostgres

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"ilbo.press/internal/testroom"
)

// shared is the server of all tests of a process.
var shared = sync.OnceValues(start)

// Database makes an empty schema that is the test's own, on a server that all
// tests of the process share, and gives an address at which it is all there is:
// a database of its own would take longer to make than most tests take.
func Database(t testing.TB) string {
	t.Helper()
	s, err := shared()
	testroom.Need(t, err)
	name := nextName()
	if err := s.query(`CREATE SCHEMA ` + name); err != nil {
		t.Fatalf("make a schema: %v", err)
	}
	t.Cleanup(func() {
		if err := s.query(`DROP SCHEMA ` + name + ` CASCADE`); err != nil {
			t.Errorf("drop the schema: %v", err)
		}
	})
	return s.Address("postgres") + "&search_path=" + name
}

var numbers atomic.Int64

func nextName() string { return fmt.Sprintf("test%d", numbers.Add(1)) }

// Database makes a database on this server, and gives its address. It goes with
// the test, whoever is connected to it.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	name := nextName()
	if err := s.query(`CREATE DATABASE ` + name); err != nil {
		t.Fatalf("make a database: %v", err)
	}
	t.Cleanup(func() {
		if err := s.query(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
			t.Errorf("drop the database: %v", err)
		}
	})
	return s.Address(name)
}

// A Template is a database that tests have copies of, where making what is in it
// takes longer than copying.
type Template struct {
	Make func(address string) error // fills the first
	once sync.Once
	name string
	err  error
}

// Copy makes a copy that is the test's own, on the server that all tests of the
// process share, and gives its address.
func (m *Template) Copy(t testing.TB) string {
	t.Helper()
	s, err := shared()
	testroom.Need(t, err)
	m.once.Do(func() {
		m.name = nextName()
		if m.err = s.query(`CREATE DATABASE ` + m.name); m.err == nil {
			m.err = m.Make(s.Address(m.name))
		}
	})
	if m.err != nil {
		t.Fatalf("make a template: %v", m.err)
	}
	name := nextName()
	if err := s.query(`CREATE DATABASE ` + name + ` TEMPLATE ` + m.name); err != nil {
		t.Fatalf("copy the template: %v", err)
	}
	t.Cleanup(func() {
		if err := s.query(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
			t.Errorf("drop the copy: %v", err)
		}
	})
	return s.Address(name)
}

func (s *Server) query(text string) error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	c, err := pgx.Connect(ctx, s.Address("postgres"))
	if err != nil {
		return err
	}
	defer c.Close(ctx)
	_, err = c.Exec(ctx, text)
	return err
}
