package testpostgres

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

// shared is the server of all tests of a process.
var shared = sync.OnceValues(start)

// Database makes an empty database that is the test's own, on a server that all
// tests of the process share, and gives its address. It goes with the test,
// whoever is connected to it.
func Database(t testing.TB) string {
	t.Helper()
	s, err := shared()
	if err != nil {
		missing(t, err)
	}
	return s.Database(t)
}

var numbers atomic.Int64

// Database makes a database on this server.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("test%d", numbers.Add(1))
	if err := s.query(`CREATE DATABASE ` + name + ` STRATEGY FILE_COPY`); err != nil {
		t.Fatalf("make a database: %v", err)
	}
	t.Cleanup(func() {
		if err := s.query(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
			t.Errorf("drop the database: %v", err)
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
