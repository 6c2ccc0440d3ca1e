package testbucket

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"ilbo.press/internal/blob"
	"ilbo.press/internal/testroom"
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
	running        *testroom.Guarded
}

// Start starts a store of the test's own, which the test may stop and start.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := start()
	testroom.Need(t, err)
	t.Cleanup(func() {
		if err := errors.Join(s.running.End(startTimeout), os.RemoveAll(s.dir)); err != nil {
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
	addr, err := testroom.FreeAddress()
	if err != nil {
		return err
	}
	s.addr = addr
	return s.run()
}

// run starts the store, and waits until it answers. What is known of an object
// lies beside it: not every temporary folder has attributes.
func (s *Server) run() (err error) {
	args := []string{s.bin, "--port", s.addr, "--keep-alive", "--quiet", "posix", "--sidecar", filepath.Join(s.dir, "known"), filepath.Join(s.dir, "data")}
	s.running, err = testroom.Guard(testroom.Simply, args, func(cmd *exec.Cmd) {
		cmd.Dir = s.dir
		cmd.Env = append(cmd.Env, "ROOT_ACCESS_KEY_ID="+Key, "ROOT_SECRET_ACCESS_KEY="+Secret)
	})
	if err != nil {
		return err
	}
	client, err := s.client()
	if err == nil {
		err = testroom.Await(startTimeout, func(ctx context.Context) error {
			_, err := client.ListBuckets(ctx)
			return err
		})
	}
	if err != nil {
		return errors.Join(err, s.running.End(startTimeout))
	}
	return nil
}

// Stop ends the store. What is in it stays.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if err := s.running.End(startTimeout); err != nil {
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

// Count puts a counter of requests between a bucket and who opens it.
func (s *Server) Count(t testing.TB, b *blob.Bucket) *atomic.Int64 {
	t.Helper()
	far, err := url.Parse(b.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	var n atomic.Int64
	to := httputil.NewSingleHostReverseProxy(far) // it leaves the host alone, which is signed
	between := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		to.ServeHTTP(w, r)
	}))
	t.Cleanup(between.Close)
	b.Endpoint = between.URL
	return &n
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
	if name, err := exec.LookPath(filepath.Join(testroom.Checkout(), ".tools", "bin", "versitygw")); err == nil {
		return name, nil
	}
	return "", testroom.Missing("versitygw")
}
