package testpush

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"ilbo.press/internal/testroom"
)

// startTimeout is how long the service may take to start or to stop.
const startTimeout = 30 * time.Second

// Networks are where it is, as the settings name networks.
const Networks = "127.0.0.0/8,::1/128"

// A Server is a running push service.
type Server struct {
	url     string
	running *testroom.Guarded
}

// A Subscription is what the service gave a browser.
type Subscription struct {
	Endpoint string `json:"endpoint"`
	Keys     struct {
		Key    string `json:"p256dh"`
		Secret string `json:"auth"`
	} `json:"keys"`
	Hash string `json:"clientHash"`
}

// Start starts a push service of the test's own.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := start()
	testroom.Need(t, err)
	t.Cleanup(func() {
		if err := s.running.End(startTimeout); err != nil {
			t.Errorf("end the push service: %v", err)
		}
	})
	return s
}

func start() (*Server, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, testroom.Missing("node")
	}
	program := filepath.Join(testroom.Checkout(), ".tools", "node_modules", "web-push-testing", "src", "bin", "server.js")
	if _, err := os.Stat(program); err != nil {
		return nil, testroom.Missing("web-push-testing")
	}
	address, err := testroom.FreeAddress()
	if err != nil {
		return nil, err
	}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	s := &Server{url: "http://" + address}
	if s.running, err = testroom.Guard(testroom.Simply, []string{node, program, port}, nil); err != nil {
		return nil, err
	}
	if err := testroom.Await(startTimeout, func(ctx context.Context) error { return s.ask(ctx, "/status", nil, nil) }); err != nil {
		return nil, errors.Join(err, s.running.End(startTimeout))
	}
	return s, nil
}

// ask sends something as JSON, and reads what the answer has as its data.
func (s *Server) ask(ctx context.Context, path string, what, into any) error {
	body, err := json.Marshal(what)
	if err != nil {
		return err
	}
	if what == nil {
		body = nil
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	switch {
	case err != nil:
		return err
	case res.StatusCode != http.StatusOK:
		return fmt.Errorf("%s answers %s: %s", path, res.Status, text)
	case into == nil:
		return nil
	}
	return json.Unmarshal(text, &struct {
		Data any `json:"data"`
	}{into})
}

// Subscribe is what a browser gets that takes messages from a key.
func (s *Server) Subscribe(t testing.TB, key string) (sub Subscription) {
	t.Helper()
	if err := s.ask(t.Context(), "/subscribe", map[string]string{"userVisibleOnly": "true", "applicationServerKey": key}, &sub); err != nil {
		t.Fatal(err)
	}
	return sub
}

// Messages are what a subscription was handed, opened, the first one first.
func (s *Server) Messages(t testing.TB, sub Subscription) []string {
	t.Helper()
	var got struct {
		Messages []string `json:"messages"`
	}
	if err := s.ask(t.Context(), "/get-notifications", map[string]string{"clientHash": sub.Hash}, &got); err != nil {
		t.Fatal(err)
	}
	return got.Messages
}

// Expire has a subscription take nothing any more.
func (s *Server) Expire(t testing.TB, sub Subscription) {
	t.Helper()
	if err := s.ask(t.Context(), "/expire-subscription/"+sub.Hash, nil, nil); err != nil {
		t.Fatal(err)
	}
}
