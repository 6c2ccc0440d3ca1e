// Package testchromium starts Chromium for tests, as the shell without windows
// where that is installed: it does with half the work what the whole browser does.
package testchromium

import (
	"os/exec"
	"sync"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/launcher"

	"ilbo.press/internal/testroom"
)

// A shared browser is started when it is first asked for.
type shared struct {
	mu    sync.Mutex
	start func() (*rod.Browser, error)
	open  *rod.Browser
	err   error
}

var (
	shell = shared{start: func() (*rod.Browser, error) {
		bin, err := exec.LookPath("chromium-headless-shell")
		if err != nil {
			return whole.browser()
		}
		return start(bin)
	}}
	whole = shared{start: func() (*rod.Browser, error) {
		bin, there := launcher.LookPath()
		if !there {
			return nil, testroom.Missing("Chromium")
		}
		return start(bin)
	}}
)

// Browser is the browser that the tests of a process share. Each test takes a
// context of its own from it (Incognito). TestMain calls [Close]. The error is a
// [testroom.Missing] one where it is not installed.
func Browser() (*rod.Browser, error) { return shell.browser() }

// Whole is the browser with all that it has; the shell shows no notifications.
func Whole() (*rod.Browser, error) { return whole.browser() }

// Close ends what was started.
func Close() {
	shell.close()
	whole.close()
}

func (s *shared) browser() (*rod.Browser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil && s.err == nil {
		s.open, s.err = s.start()
	}
	return s.open, s.err
}

func (s *shared) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open != nil {
		s.open.Close()
		s.open = nil
	}
}

func start(bin string) (*rod.Browser, error) {
	control, err := launcher.New().Bin(bin).Headless(true).NoSandbox(true).Leakless(false).
		Set("disable-gpu").Set("disable-background-networking").Set("disable-component-update").Set("disable-sync").Set("no-first-run").
		Set("disable-quic").Set("autoplay-policy", "no-user-gesture-required").Launch()
	if err != nil {
		return nil, err
	}
	b := rod.New().ControlURL(control)
	return b, b.Connect()
}
