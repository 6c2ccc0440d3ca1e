package testmail

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"ilbo.press/internal/testroom"
)

// startTimeout is how long Mailpit may take to start or to stop.
const startTimeout = 30 * time.Second

// A Server is a running Mailpit.
type Server struct {
	Address string // where it takes letters: smtp://127.0.0.1:1025
	url     string
	dir     string
	running *testroom.Guarded
}

// Start starts a Mailpit of the test's own, with no letters.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := start()
	testroom.Need(t, err)
	t.Cleanup(func() {
		if err := errors.Join(s.running.End(startTimeout), os.RemoveAll(s.dir)); err != nil {
			t.Errorf("end Mailpit: %v", err)
		}
	})
	return s
}

func program() (string, error) {
	if name, err := exec.LookPath("mailpit"); err == nil {
		return name, nil
	}
	if name, err := exec.LookPath(filepath.Join(testroom.Checkout(), ".tools", "bin", "mailpit")); err == nil {
		return name, nil
	}
	return "", testroom.Missing("mailpit")
}

func start() (*Server, error) {
	bin, err := program()
	if err != nil {
		return nil, err
	}
	letters, err := testroom.FreeAddress()
	if err != nil {
		return nil, err
	}
	shown, err := testroom.FreeAddress()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "mail")
	if err != nil {
		return nil, err
	}
	s := &Server{Address: "smtp://" + letters, url: "http://" + shown, dir: dir}
	// Nothing goes out: it asks nobody for a newer one, and follows no link.
	args := []string{bin, "--smtp", letters, "--listen", shown, "--database", filepath.Join(dir, "letters.db"), "--max", "0", "--quiet", "--disable-version-check"}
	if s.running, err = testroom.Guard(testroom.Simply, args, nil); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	err = testroom.Await(startTimeout, func(ctx context.Context) error { return s.ask(ctx, "/readyz", nil) })
	if err != nil {
		return nil, errors.Join(err, s.running.End(startTimeout), os.RemoveAll(dir))
	}
	return s, nil
}

// ask asks for something that is JSON, or for text where into is a *string.
func (s *Server) ask(ctx context.Context, path string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+path, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	switch {
	case err != nil:
		return err
	case res.StatusCode != http.StatusOK:
		return fmt.Errorf("%s answers %s: %s", path, res.Status, body)
	}
	switch into := into.(type) {
	case nil:
		return nil
	case *string:
		*into = string(body)
		return nil
	}
	return json.Unmarshal(body, into)
}

// A Letter is one that Mailpit took.
type Letter struct {
	ID      string
	Subject string
	To      []struct{ Address string }
	server  *Server
}

// Letters are all that it has taken, the last one first.
func (s *Server) Letters(t testing.TB) []Letter {
	t.Helper()
	var all struct {
		Messages []Letter `json:"messages"`
	}
	if err := s.ask(t.Context(), "/api/v1/messages?limit=1000", &all); err != nil {
		t.Fatal(err)
	}
	for i := range all.Messages {
		all.Messages[i].server = s
	}
	return all.Messages
}

func (l *Letter) ask(t testing.TB, what string, into any) {
	t.Helper()
	if err := l.server.ask(t.Context(), "/api/v1/message/"+l.ID+what, into); err != nil {
		t.Fatal(err)
	}
}

// Head is the letter's head, with the lines of each field put together.
func (l *Letter) Head(t testing.TB) textproto.MIMEHeader {
	t.Helper()
	var head map[string][]string
	l.ask(t, "/headers", &head)
	h := textproto.MIMEHeader{}
	for name, values := range head {
		h[textproto.CanonicalMIMEHeaderKey(name)] = values
	}
	return h
}

// Raw is the letter as it came.
func (l *Letter) Raw(t testing.TB) (text string) {
	t.Helper()
	l.ask(t, "/raw", &text)
	return text
}

// Bodies are the letter's two forms, as a mail program decodes them.
func (l *Letter) Bodies(t testing.TB) (html, text string) {
	t.Helper()
	var b struct{ HTML, Text string }
	l.ask(t, "", &b)
	return b.HTML, b.Text
}

// A Check is how much of a letter's HTML mail programs show, in percent of the
// tests of caniemail.com, and what of it some do not.
type Check struct {
	Total    struct{ Supported, Partial, Unsupported float64 }
	Warnings []struct{ Title string }
}

// Check looks at the letter's HTML.
func (l *Letter) Check(t testing.TB) (c Check) {
	t.Helper()
	l.ask(t, "/html-check", &c)
	return c
}
