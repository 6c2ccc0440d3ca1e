package teststripe

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"ilbo.press/internal/testroom"
)

// startTimeout is how long the server may take to start or to stop.
const startTimeout = 30 * time.Second

// The secrets of every test, which must appear nowhere.
const (
	Key           = "sk_test_51OpensNothingAtAll"
	WebhookSecret = "whsec_SignsWhatATestTells"
)

// Start starts a server of the test's own, and says where it is.
func Start(t testing.TB) (address string) {
	t.Helper()
	address, running, err := start()
	testroom.Need(t, err)
	t.Cleanup(func() {
		if err := running.End(startTimeout); err != nil {
			t.Errorf("end stripe-mock: %v", err)
		}
	})
	return address
}

func start() (address string, running *testroom.Guarded, err error) {
	bin, err := program()
	if err != nil {
		return "", nil, err
	}
	var said speech
	// It listens for HTTPS as well, whatever it is told, and ends where that port is
	// taken.
	running, err = testroom.Guard(testroom.Simply, []string{bin, "-http-addr", "127.0.0.1:0", "-https-addr", "127.0.0.1:0"}, func(cmd *exec.Cmd) { cmd.Stdout, cmd.Stderr = &said, &said })
	if err != nil {
		return "", nil, err
	}
	err = testroom.Await(startTimeout, func(ctx context.Context) error {
		if address, err = said.address(); err != nil {
			return err
		}
		return answers(ctx, address)
	})
	if err != nil {
		return "", nil, errors.Join(fmt.Errorf("%w: it says %q", err, said.all()), running.End(startTimeout))
	}
	return address, running, nil
}

// A speech is what the server says. It finds itself a port, and says which: two
// that start at the same time take none from one another.
type speech struct {
	mu   sync.Mutex
	said []byte
}

func (s *speech) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.said = append(s.said, p...)
	return len(p), nil
}

func (s *speech) all() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.said)
}

var listening = regexp.MustCompile(`(?m)^Listening for HTTP at address: (127\.0\.0\.1:\d+)$`)

func (s *speech) address() (string, error) {
	found := listening.FindStringSubmatch(s.all())
	if found == nil {
		return "", errors.New("it says no address")
	}
	return "http://" + found[1], nil
}

// answers says whether a server is one that takes requests.
func answers(ctx context.Context, address string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/v1/balance", nil)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+Key)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("it answers %s", res.Status)
	}
	return nil
}

// Sign is the header by which Stripe signs a body at a moment, with each of an
// endpoint's secrets.
func Sign(body []byte, at time.Time, secrets ...string) string {
	header := fmt.Sprintf("t=%d", at.Unix())
	for _, secret := range secrets {
		mac := hmac.New(sha256.New, []byte(secret))
		fmt.Fprintf(mac, "%d.%s", at.Unix(), body)
		header += ",v1=" + hex.EncodeToString(mac.Sum(nil))
	}
	return header
}

// program is the one on the path, or the one that `make tools` put into the
// checkout.
func program() (string, error) {
	if name, err := exec.LookPath("stripe-mock"); err == nil {
		return name, nil
	}
	if name, err := exec.LookPath(filepath.Join(testroom.Checkout(), ".tools", "bin", "stripe-mock")); err == nil {
		return name, nil
	}
	return "", testroom.Missing("stripe-mock")
}
