package testvarnish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// startTimeout is how long Varnish may take to start or to stop: it compiles its
// VCL first.
const startTimeout = 60 * time.Second

// A Server is a running Varnish.
type Server struct {
	URL string

	dir, bin, addr string
	life           io.Closer
	done           chan error
}

// errNotInstalled is why most machines skip these tests.
var errNotInstalled = errors.New("varnish is not installed with its vmods: `make tools` does it")

// Start starts a Varnish of the test's own in front of an address, which the test
// may stop and start.
func Start(t testing.TB, backend string) *Server {
	t.Helper()
	s, err := start(backend)
	if errors.Is(err, errNotInstalled) && os.Getenv("ILBO_TEST_ALL") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(s.stop(), os.RemoveAll(s.dir)); err != nil {
			t.Errorf("end Varnish: %v", err)
		}
	})
	return s
}

func start(backend string) (*Server, error) {
	bin, err := program()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "varnish")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, bin: bin}
	if err := s.settle(backend); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

// settle writes Varnish its VCL, finds it a port, and starts it there.
func (s *Server) settle(backend string) error {
	text, err := vcl(backend)
	if err != nil {
		return err
	}
	if err := os.WriteFile(s.file(), []byte(text), 0o644); err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.addr = l.Addr().String()
	s.URL = "http://" + s.addr
	if err := l.Close(); err != nil {
		return err
	}
	return s.run()
}

func (s *Server) file() string { return filepath.Join(s.dir, "varnish.vcl") }

// vcl is the documented file, with another backend.
func vcl(backend string) (string, error) {
	_, here, _, _ := runtime.Caller(0)
	text, err := os.ReadFile(filepath.Join(filepath.Dir(here), "..", "..", "docs", "varnish.vcl"))
	if err != nil {
		return "", err
	}
	host, port, err := net.SplitHostPort(backend)
	if err != nil {
		return "", err
	}
	out := string(text)
	for old, replacement := range map[string]string{`.host = "127.0.0.1";`: `.host = "` + host + `";`, `.port = "8080";`: `.port = "` + port + `";`} {
		if strings.Count(out, old) != 1 {
			return "", fmt.Errorf("docs/varnish.vcl does not say %s once", old)
		}
		out = strings.Replace(out, old, replacement, 1)
	}
	return out, nil
}

// guard runs Varnish until its standard input ends.
const guard = `"$@" </dev/null & cat >/dev/null; kill $!; wait`

// run starts Varnish with its guard, and waits until it answers.
func (s *Server) run() error {
	cmd := exec.Command("/bin/sh", "-c", guard, "guard", s.bin, "-F", "-j", "none", "-n", filepath.Join(s.dir, "work"), "-a", s.addr, "-f", s.file(),
		"-s", "malloc,32m", "-p", "http_gzip_support=off", "-p", "vsl_space=4m")
	cmd.Dir = s.dir
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt of the tests is not Varnish's
	life, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	s.life, s.done = life, make(chan error, 1)
	go func() { s.done <- cmd.Wait() }()
	if err := s.answers(); err != nil {
		said, _ := os.ReadFile(log.Name())
		return errors.Join(fmt.Errorf("varnish does not start: %w: %s", err, said), s.stop())
	}
	return nil
}

func (s *Server) answers() error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/healthz", nil)
		if err != nil {
			return err
		}
		res, err := http.DefaultClient.Do(req)
		if err == nil {
			return res.Body.Close()
		}
		select {
		case err := <-s.done:
			s.done <- err
			return fmt.Errorf("it ended: %w", err)
		case <-ctx.Done():
			return err
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// stop ends Varnish; what it kept is gone.
func (s *Server) stop() error {
	s.life.Close()
	select {
	case err := <-s.done: // its exit says nothing: it was told to
		s.done <- err
		return nil
	case <-time.After(startTimeout):
		return errors.New("varnish does not end")
	}
}

// Stop ends Varnish as a restart of it does: what it kept is gone.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
}

// Start starts the Varnish again that was stopped.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	if err := s.run(); err != nil {
		t.Fatal(err)
	}
}

// program finds varnishd, which Debian puts where only root looks, and the vmods
// that the VCL needs.
func program() (string, error) {
	bin, err := exec.LookPath("varnishd")
	if err != nil {
		if bin, err = exec.LookPath("/usr/sbin/varnishd"); err != nil {
			return "", errNotInstalled
		}
	}
	if found, err := filepath.Glob("/usr/lib/*/varnish/vmods/libvmod_xkey.so"); err != nil || len(found) == 0 {
		if _, err := os.Stat("/usr/lib/varnish/vmods/libvmod_xkey.so"); err != nil {
			return "", errNotInstalled
		}
	}
	return bin, nil
}
