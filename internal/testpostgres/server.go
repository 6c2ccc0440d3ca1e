package testpostgres

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"ilbo.press/internal/testroom"
)

// startTimeout is how long a server may take to start or to stop.
const startTimeout = 60 * time.Second

// A Server is a running PostgreSQL server.
type Server struct {
	dir     string // holds the data and the socket
	bin     string // of the installed programs
	running *testroom.Guarded
	user    *syscall.Credential // nil: whoever runs the tests
}

// settings are for speed: what a crash destroys is made again by the next run.
const settings = `
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 300
shared_buffers = 32MB
jit = off
log_min_messages = fatal
`

// Start starts a server of the test's own, which the test may stop and start.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := start()
	testroom.Need(t, err)
	t.Cleanup(func() {
		if err := s.close(); err != nil {
			t.Errorf("end the PostgreSQL server: %v", err)
		}
	})
	return s
}

func start() (*Server, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, bin: bin}
	if err := s.start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

func (s *Server) start() error {
	if err := s.give(); err != nil {
		return err
	}
	// Its order of texts passes over hyphens, so that what should be bytewise and
	// is not is noticed.
	if out, err := s.command("initdb", "-D", s.data(), "-U", "ilbo", "-A", "trust", "-E", "UTF8", "--no-sync",
		"--locale=C", "--locale-provider=icu", "--icu-locale=en-u-ka-shifted").CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	file, err := os.OpenFile(filepath.Join(s.data(), "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(file, "%sunix_socket_directories = '%s'\n", settings, s.dir)
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	return s.run()
}

// give hands the folder to a user who may run the server: root may not.
func (s *Server) give() error {
	if os.Geteuid() != 0 {
		return nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		if who, err = user.Lookup("nobody"); err != nil {
			return err
		}
	}
	uid, err := strconv.ParseUint(who.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(who.Gid, 10, 32)
	if err != nil {
		return err
	}
	s.user = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(s.dir, int(uid), int(gid))
}

// guard runs the server until its standard input ends, stops whichever server
// has the data then, and clears up.
const guard = `"$1/postgres" -D "$2/data" & cat >/dev/null; "$1/pg_ctl" -D "$2/data" -m immediate -s stop; wait; rm -rf "$2"`

// run starts the server with its guard, and waits until it answers.
func (s *Server) run() (err error) {
	s.running, err = testroom.Guard(guard, []string{s.bin, s.dir}, func(cmd *exec.Cmd) {
		cmd.Dir = s.dir
		cmd.Env = append(cmd.Env, "PATH=/usr/bin:/bin") // of the guard, whatever the tests have
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.user}
	})
	if err != nil {
		return err
	}
	return testroom.Await(startTimeout, func(ctx context.Context) error {
		c, err := pgx.Connect(ctx, s.Address("postgres"))
		if err != nil {
			return err
		}
		return c.Close(ctx)
	})
}

// close ends the server, and its folder with it.
func (s *Server) close() error {
	return errors.Join(s.running.End(startTimeout), os.RemoveAll(s.dir))
}

// Stop ends the server as an upgrade of it does: connections are broken off.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	s.control(t, "stop", "-m", "fast")
}

// Start starts the server again that was stopped.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	s.control(t, "start", "-l", filepath.Join(s.dir, "log"))
}

func (s *Server) control(t testing.TB, args ...string) {
	t.Helper()
	if out, err := s.command("pg_ctl", append(args, "-D", s.data(), "-w")...).CombinedOutput(); err != nil {
		t.Fatalf("pg_ctl %s: %v: %s", args[0], err, out)
	}
}

// Address is that of a database on the server.
func (s *Server) Address(name string) string {
	return (&url.URL{Scheme: "postgres", User: url.User("ilbo"), Path: "/" + name,
		RawQuery: url.Values{"host": {s.dir}}.Encode()}).String()
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.user}
	return cmd
}

// programs is the folder of the newest server installed: on the path, or where
// Debian puts them.
func programs() (string, error) {
	if name, err := exec.LookPath("initdb"); err == nil {
		name, err = filepath.EvalSymlinks(name) // its fellows stand beside it
		return filepath.Dir(name), err
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", testroom.Missing("PostgreSQL")
	}
	return filepath.Dir(slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })), nil
}

func version(name string) int {
	n, err := strconv.Atoi(strings.Split(name, "/")[4])
	if err != nil {
		return 0
	}
	return n
}
