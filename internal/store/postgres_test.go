package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"ilbo.press"
	"ilbo.press/internal/testpostgres"
)

func TestAddressIsShownWithoutItsPassword(t *testing.T) {
	for address, want := range map[string]string{
		"/var/lib/ilbo/paper.db":                           "/var/lib/ilbo/paper.db",
		"postgres://ilbo@db.example/paper":                 "postgres://ilbo@db.example/paper",
		"postgres://ilbo:s3cret@db.example:5432/paper":     "postgres://ilbo:xxxxx@db.example:5432/paper",
		"postgres://db/paper?user=ilbo&password=s3cret":    "postgres://db/paper?password=xxxxx&user=ilbo",
		"postgresql://ilbo@db/paper?sslpassword=s3cret":    "postgresql://ilbo@db/paper?sslpassword=xxxxx",
		"postgres://ilbo:s3%zzcret@db/paper":               "postgres://…",
		"postgres://ilbo:s3cret@db/paper?sslmode=require":  "postgres://ilbo:xxxxx@db/paper?sslmode=require",
		"postgres://ilbo@/paper?host=/run/postgresql":      "postgres://ilbo@/paper?host=/run/postgresql",
		"postgresql://ilbo:s3cret@one:1,two:2/paper":       "postgresql://ilbo:xxxxx@one:1,two:2/paper",
		"postgres://ilbo:s3cret@db:port/paper":             "postgres://…",
		"postgres://ilbo:s3cret@[::1]:5432/paper?x=%zz":    "postgres://ilbo:xxxxx@[::1]:5432/paper",
		"postgres://ilbo:s3cret@db/paper?password=s3cret;": "postgres://ilbo:xxxxx@db/paper",
	} {
		got := Masked(address)
		if strings.Contains(got, "s3") {
			t.Errorf("%s is shown as %s", address, got)
		}
		if got != want {
			t.Errorf("Masked(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestErrorsOfTheServerHaveAKind(t *testing.T) {
	d := &postgres{}
	for name, test := range map[string]struct {
		err  error
		want ilbo.Kind
	}{
		"serialization":        {&pgconn.PgError{Code: "40001"}, ilbo.Busy},
		"deadlock":             {&pgconn.PgError{Code: "40P01"}, ilbo.Busy},
		"lock":                 {&pgconn.PgError{Code: "55P03"}, ilbo.Busy},
		"too many connections": {&pgconn.PgError{Code: "53300"}, ilbo.Busy},
		"shutting down":        {&pgconn.PgError{Code: "57P01"}, ilbo.Busy},
		"starting up":          {&pgconn.PgError{Code: "57P03"}, ilbo.Busy},
		"connection lost":      {&pgconn.PgError{Code: "08006"}, ilbo.Busy},
		"standby":              {&pgconn.PgError{Code: "25006"}, ilbo.Busy},
		"broken off":           {fmt.Errorf("read: %w", io.ErrUnexpectedEOF), ilbo.Busy},
		"refused":              {&net.OpError{Op: "dial", Err: errors.New("refused")}, ilbo.Busy},
		"no answer in time":    {fmt.Errorf("query: %w", context.DeadlineExceeded), ilbo.Busy},
		"address taken":        {&pgconn.PgError{Code: "23505", ConstraintName: "stories_path"}, ilbo.Conflict},
		"another rule":         {&pgconn.PgError{Code: "23505", ConstraintName: "records_open"}, ilbo.Internal},
		"password":             {&pgconn.PgError{Code: "28P01"}, ilbo.Invalid},
		"no database":          {&pgconn.PgError{Code: "3D000"}, ilbo.NotFound},
		"syntax":               {&pgconn.PgError{Code: "42601"}, ilbo.Internal},
		"no code":              {&pgconn.PgError{}, ilbo.Internal},
		"given up":             {fmt.Errorf("reading: %w", context.Canceled), ilbo.Internal},
	} {
		got := d.failure(fmt.Errorf("storing: %w", test.err))
		if kind := ilbo.KindOf(got); kind != test.want {
			t.Errorf("%s: kind %q, want %q", name, kind, test.want)
		}
		if say := ilbo.SayOf(got); test.want != ilbo.Internal && !strings.HasSuffix(say, ".") {
			t.Errorf("%s: %q is no sentence", name, say)
		}
	}
}

func TestServerThatCannotBeUsedIsNamedWithoutItsPassword(t *testing.T) {
	here := testpostgres.Database(t)
	silent, err := net.Listen("tcp", "127.0.0.1:0") // takes connections and says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	for name, test := range map[string]struct {
		address string
		want    ilbo.Kind
	}{
		"no address":  {"postgres://ilbo:s3cret@[db/paper", ilbo.Invalid},
		"no database": {strings.Replace(here, "/postgres?", "/nothing?", 1), ilbo.NotFound},
		"no server":   {"postgres://ilbo:s3cret@127.0.0.1:1/paper", ilbo.Busy},
		"no answer":   {"postgres://ilbo:s3cret@" + silent.Addr().String() + "/paper?connect_timeout=1", ilbo.Busy},
	} {
		s, err := Open(t.Context(), test.address, nil)
		if err == nil {
			s.Close()
		}
		if kind := ilbo.KindOf(err); err == nil || kind != test.want {
			t.Errorf("%s: got %v of kind %q, want %q", name, err, kind, test.want)
		} else if strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: the password is in %v", name, err)
		}
	}
}

func TestDatabaseThatCannotKeepEveryTextIsRefused(t *testing.T) {
	s := openThere(t, testpostgres.Database(t))
	if _, err := s.write.Exec(`CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.write.Exec(`DROP DATABASE latin WITH (FORCE)`) })
	var dir string
	s.must(t, s.read.QueryRow(`SHOW unix_socket_directories`).Scan(&dir))
	_, err := Open(t.Context(), "postgres://ilbo@/latin?host="+dir, nil)
	if say := ilbo.SayOf(err); !strings.Contains(say, "UTF8") {
		t.Errorf("got %v, want that it is refused", err)
	}
}

func TestServerNeedsNoMoreThanAnOwner(t *testing.T) {
	owner := openThere(t, testpostgres.Database(t))
	for _, text := range []string{`CREATE ROLE plain LOGIN`, `CREATE SCHEMA plain AUTHORIZATION plain`} {
		if _, err := owner.write.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		owner.write.Exec(`DROP OWNED BY plain CASCADE`)
		owner.write.Exec(`DROP ROLE plain`)
	})
	var dir string
	owner.must(t, owner.read.QueryRow(`SHOW unix_socket_directories`).Scan(&dir))
	s := openThere(t, "postgres://plain@/postgres?search_path=plain&host="+dir)
	s.must(t, s.PutStory(t.Context(), faulty(), ilbo.Event{Verb: ilbo.Published}))
	done := make(chan bool, 10)
	stop, err := s.Work(t.Context(), Followers{
		Index: func(context.Context, []ilbo.StoryID) error { done <- true; return nil },
		Stale: func(context.Context, ilbo.Event) error { done <- true; return nil },
	})
	s.must(t, err)
	<-done
	<-done
	s.must(t, stop(context.Background()))
	s.must(t, s.Check(t.Context()))
}

// The list of a whole language is a hundred times as long as most: a plan that
// was made for any list would sort all of it for its first page.
func TestServerPlansEachListForItself(t *testing.T) {
	s := openThere(t, testpostgres.Database(t))
	s.read.SetMaxOpenConns(1)
	for range 20 {
		_, err := s.Teasers(t.Context(), ilbo.Selection{Language: "en", Limit: 5}, time.Now())
		s.must(t, err)
	}
	var custom, generic int
	s.must(t, s.read.QueryRow(`SELECT sum(custom_plans), sum(generic_plans) FROM pg_prepared_statements WHERE statement LIKE 'SELECT s.id%'`).Scan(&custom, &generic))
	if custom < 20 || generic != 0 {
		t.Errorf("%d plans were made for the values and %d for any", custom, generic)
	}
}

func TestReadersCannotWrite(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		if _, err := s.read.Exec(`DELETE FROM reads`); err == nil {
			t.Error("a reader could write")
		}
	})
}

// What a check finds is said in a sentence, with the table.
func TestCheckFindsRowsThatPointNowhere(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		s.must(t, s.PutStory(t.Context(), faulty()))
		s.must(t, s.Check(t.Context()))
		texts := []string{`PRAGMA foreign_keys = off`, `DELETE FROM stories`}
		if s.dialect.schema() == "postgres" {
			texts = []string{`ALTER TABLE stories DISABLE TRIGGER ALL`, `DELETE FROM stories`}
		}
		for _, text := range texts {
			_, err := s.write.Exec(text)
			s.must(t, err)
		}
		if say := ilbo.SayOf(s.Check(t.Context())); !strings.Contains(say, "points to one that is gone") {
			t.Errorf("the check says %q", say)
		}
	})
}
