package testvarnish

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"ilbo.press/internal/testroom"
)

// startTimeout is how long Varnish may take to start or to stop: it compiles its
// VCL first.
const startTimeout = 60 * time.Second

// A Server is a running Varnish.
type Server struct {
	URL string

	dir, bin, addr string
	running        *testroom.Guarded
}

// Start starts a Varnish of the test's own in front of an address, which the test
// may stop and start.
func Start(t testing.TB, backend string) *Server {
	t.Helper()
	s, err := start(backend)
	testroom.Need(t, err)
	t.Cleanup(func() {
		if err := errors.Join(s.running.End(startTimeout), os.RemoveAll(s.dir)); err != nil {
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
	if s.addr, err = testroom.FreeAddress(); err != nil {
		return err
	}
	s.URL = "http://" + s.addr
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

// run starts Varnish, and waits until it answers.
func (s *Server) run() error {
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	args := []string{s.bin, "-F", "-j", "none", "-n", filepath.Join(s.dir, "work"), "-a", s.addr, "-f", s.file(),
		"-s", "malloc,32m", "-p", "http_gzip_support=off", "-p", "vsl_space=4m"}
	s.running, err = testroom.Guard(testroom.Simply, args, func(cmd *exec.Cmd) {
		cmd.Dir, cmd.Stdout, cmd.Stderr = s.dir, log, log
	})
	if err != nil {
		return err
	}
	if err := testroom.Await(startTimeout, s.answers); err != nil {
		said, _ := os.ReadFile(log.Name())
		return errors.Join(fmt.Errorf("varnish does not start: %w: %s", err, said), s.running.End(startTimeout))
	}
	return nil
}

func (s *Server) answers(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/healthz", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return res.Body.Close()
}

// Stop ends Varnish as a restart of it does: what it kept is gone.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if err := s.running.End(startTimeout); err != nil {
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
			return "", testroom.Missing("Varnish with its vmods")
		}
	}
	if found, err := filepath.Glob("/usr/lib/*/varnish/vmods/libvmod_xkey.so"); err != nil || len(found) == 0 {
		if _, err := os.Stat("/usr/lib/varnish/vmods/libvmod_xkey.so"); err != nil {
			return "", testroom.Missing("Varnish with its vmods")
		}
	}
	return bin, nil
}
