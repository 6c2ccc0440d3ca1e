package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"ilbo.press/internal/store"
	"ilbo.press/internal/testpostgres"
)

// TestScriptsOnPostgreSQL runs what the command line promises of a paper on a
// database server.
func TestScriptsOnPostgreSQL(t *testing.T) {
	t.Parallel()
	address := testpostgres.Database(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/postgres",
		Setup: func(e *testscript.Env) error {
			e.Setenv("DATABASE", address)
			return nil
		},
		Cmds: scriptCommands(),
	})
}

// A served paper is one that a test of this package serves in its own process.
type served struct {
	t    *testing.T
	url  string
	logs *watched
}

// ilboHere runs ilbo here, and ends the test where it fails.
func ilboHere(t *testing.T, args ...string) {
	t.Helper()
	out := &watched{found: make(chan string, 1)}
	if code := run(t.Context(), args, shell{out: out, err: out, env: func(string) string { return "" }}); code != exitDone {
		t.Fatalf("ilbo %s: %d: %s", strings.Join(args, " "), code, out.text.String())
	}
}

// serveHere serves a paper until the test ends.
func serveHere(t *testing.T, dir string, more ...string) *served {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, logs := &watched{found: make(chan string, 1)}, &watched{found: make(chan string, 1)}
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append([]string{"serve", "--data", dir, "--addr", "127.0.0.1:0"}, more...), shell{out: out, err: logs, env: func(string) string { return "" }})
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitDone {
			t.Errorf("serving ended with %d: %s", code, logs.text.String())
		}
	})
	select {
	case url := <-out.found:
		return &served{t, url, logs}
	case <-ended:
		t.Fatalf("the paper is not served: %s", logs.text.String())
	case <-time.After(time.Minute):
		t.Fatal("the paper printed no address")
	}
	return nil
}

func (s *served) status(path string) int {
	s.t.Helper()
	res, _ := get(s.t, s.url+path)
	return res.StatusCode
}

// becomes asks until the answer has a status and a text, for a minute.
func (s *served) becomes(path string, status int, text string) {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		res, body := get(s.t, s.url+path)
		if res.StatusCode == status && strings.Contains(body, text) {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("%s: status %d without %q after a minute\n%s", path, res.StatusCode, text, s.logs.said())
		}
	}
}

// settles waits until no job is due: until no page goes stale any more.
func (s *served) settles(address string) {
	s.t.Helper()
	db, err := store.Open(s.t.Context(), address, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		n, err := db.Pending(s.t.Context())
		if err != nil {
			s.t.Fatal(err)
		}
		if n == 0 {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("%d jobs are due after a minute", n)
		}
	}
}

func (w *watched) said() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

// The database goes away and comes back: what is in memory goes on being
// served, the rest is refused for the moment, and then all is well, jobs
// included, without a start.
func TestPaperOutlivesItsDatabase(t *testing.T) {
	t.Parallel()
	server := testpostgres.Start(t)
	dir := t.TempDir()
	paper := filepath.Join(dir, "paper")
	lines := func(n int) string {
		return fmt.Sprintf(`{"id":"%d","language":"en","section":"national","headline":"Line %d","body":["Text."],"published":"2006-11-05T02:40:46Z"}`+"\n", n, n)
	}
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	address := server.Database(t)
	ilboHere(t, "init", "--data", paper, "--title", "The Morning Post", "--database", address)
	ilboHere(t, "import", "ndjson", "--data", paper, write("first.ndjson", lines(1)+lines(2)))
	s := serveHere(t, paper)
	// The day's page does not depend on what is read, which is counted all the time.
	const kept, other = "/archive/2006/11/05", "/national/2006/11/05/line-2"
	s.settles(address)
	s.becomes(kept, http.StatusOK, "Line 1")

	server.Stop(t)
	for range 5 {
		if got := s.status(kept); got != http.StatusOK {
			t.Fatalf("a page in memory: status %d while the database is away", got)
		}
		for _, path := range []string{other, "/search?q=line"} {
			res, body := get(t, s.url+path)
			if res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" {
				t.Fatalf("%s: status %d, Retry-After %q while the database is away: %s", path, res.StatusCode, res.Header.Get("Retry-After"), body)
			}
		}
		if got := s.status("/readyz"); got != http.StatusServiceUnavailable {
			t.Errorf("ready with status %d", got)
		}
		if got := s.status("/healthz"); got != http.StatusOK {
			t.Errorf("healthy with status %d", got)
		}
	}

	server.Start(t)
	s.becomes("/readyz", http.StatusOK, "")
	s.becomes(other, http.StatusOK, "Line 2")
	ilboHere(t, "import", "ndjson", "--data", paper, write("more.ndjson", lines(3)))
	s.becomes("/national", http.StatusOK, "Line 3")
	s.becomes("/search?q=line", http.StatusOK, "/national/2006/11/05/line-3")
	if said := s.logs.said(); strings.Contains(said, "panic") {
		t.Errorf("the log says:\n%s", said)
	}
}

// Three nodes keep their pages in memory. What a fourth process publishes, and
// then publishes anew, is on all of them.
func TestNodesShowTheSamePaper(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	paper := filepath.Join(dir, "paper")
	ilboHere(t, "init", "--data", paper, "--title", "The Morning Post", "--database", testpostgres.Database(t))
	publish := func(headline string) {
		name := filepath.Join(dir, "one.ndjson")
		line := fmt.Sprintf(`{"id":"1","language":"en","section":"national","headline":%q,"body":["Text."],"published":"2006-11-05T02:40:46Z"}`+"\n", headline)
		if err := os.WriteFile(name, []byte(line), 0o600); err != nil {
			t.Fatal(err)
		}
		ilboHere(t, "import", "ndjson", name, "--data", paper)
	}
	publish("First line")
	nodes := []*served{serveHere(t, paper), serveHere(t, paper), serveHere(t, paper)}
	pages := []string{"/", "/national", "/national/2006/11/05/first-line", "/feed.xml"}
	for _, n := range nodes {
		for _, path := range pages {
			n.becomes(path, http.StatusOK, "First line")
		}
		n.becomes("/search?q=first", http.StatusOK, "<mark>")
	}
	publish("Second thoughts")
	for _, n := range nodes {
		for _, path := range pages {
			n.becomes(path, http.StatusOK, "Second thoughts")
		}
		n.becomes("/search?q=thoughts", http.StatusOK, "<mark>")
	}
}
