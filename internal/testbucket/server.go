package testbucket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"ilbo.press/internal/blob"
)

// startTimeout is how long a store may take to start or to stop.
const startTimeout = 30 * time.Second

// The keys of every store, which must appear nowhere.
const (
	Key    = "TESTKEY0123456789"
	Secret = "not/a+Secret=That-Opens-Anything"
)

// A Server is a running store.
type Server struct {
	dir, bin, addr string
	life           io.Closer
	done           chan error
}

// errNotInstalled is why most machines skip these tests.
var errNotInstalled = errors.New("versitygw is not installed: `make tools` does it")

// Start starts a store of the test's own, which the test may stop and start.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := start()
	if errors.Is(err, errNotInstalled) && os.Getenv("ILBO_TEST_ALL") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(s.stop(), os.RemoveAll(s.dir)); err != nil {
			t.Errorf("end the store: %v", err)
		}
	})
	give(t)
	return s
}

// give hands the keys over as Amazon's tools want them, and nobody else's.
func give(t testing.TB) {
	t.Setenv("AWS_ACCESS_KEY_ID", Key)
	t.Setenv("AWS_SECRET_ACCESS_KEY", Secret)
	for _, other := range []string{"AWS_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"} {
		t.Setenv(other, "")
	}
}

func start() (*Server, error) {
	bin, err := program()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "bucket")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, bin: bin}
	if err := s.settle(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

// settle finds the store a port, and starts it there.
func (s *Server) settle() error {
	for _, name := range []string{"data", "known"} {
		if err := os.Mkdir(filepath.Join(s.dir, name), 0o755); err != nil {
			return err
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.addr = l.Addr().String()
	if err := l.Close(); err != nil {
		return err
	}
	return s.run()
}

// guard runs the store until its standard input ends.
const guard = `"$@" </dev/null & cat >/dev/null; kill $!; wait`

// run starts the store with its guard, and waits until it answers. What is
// known of an object lies beside it: not every temporary folder has attributes.
func (s *Server) run() error {
	cmd := exec.Command("/bin/sh", "-c", guard, "guard", s.bin, "--port", s.addr, "--keep-alive", "--quiet",
		"posix", "--sidecar", filepath.Join(s.dir, "known"), filepath.Join(s.dir, "data"))
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY_ID="+Key, "ROOT_SECRET_ACCESS_KEY="+Secret)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt of the tests is not the store's
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
		return errors.Join(err, s.stop())
	}
	return nil
}

func (s *Server) answers() error {
	client, err := s.client()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	for {
		if _, err = client.ListBuckets(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the store does not start: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (s *Server) stop() error {
	s.life.Close()
	select {
	case err := <-s.done:
		s.done <- err // its exit says nothing: it was interrupted
		return nil
	case <-time.After(startTimeout):
		return errors.New("the store does not end")
	}
}

// Stop ends the store. What is in it stays.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
}

// Start starts the store again that was stopped, where it was.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	if err := s.run(); err != nil {
		t.Fatal(err)
	}
}

var numbers atomic.Int64

// Bucket makes an empty bucket, and says where in it a paper's files may go.
func (s *Server) Bucket(t testing.TB) blob.Bucket {
	t.Helper()
	name := fmt.Sprintf("test-%d", numbers.Add(1))
	if err := s.Client(t).MakeBucket(t.Context(), name, minio.MakeBucketOptions{}); err != nil {
		t.Fatalf("make a bucket: %v", err)
	}
	return blob.Bucket{Address: "s3://" + name + "/a/paper", Endpoint: "http://" + s.addr}
}

// Client looks at the store with other eyes than the paper's.
func (s *Server) Client(t testing.TB) *minio.Client {
	t.Helper()
	c, err := s.client()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (s *Server) client() (*minio.Client, error) {
	return minio.New(s.addr, &minio.Options{Creds: credentials.NewStaticV4(Key, Secret, ""), Region: "us-east-1", MaxRetries: 1})
}

// program is the one on the path, or the one that `make tools` put into the
// checkout.
func program() (string, error) {
	if name, err := exec.LookPath("versitygw"); err == nil {
		return name, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			continue
		}
		if name, err := exec.LookPath(filepath.Join(dir, ".tools", "bin", "versitygw")); err == nil {
			return name, nil
		}
	}
	return "", errNotInstalled
}
