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

var (
	mu   sync.Mutex
	open *rod.Browser
	err  error
)

// Browser is the browser that all tests of a process share, started when first
// asked for. Each test takes a context of its own from it (Incognito). TestMain
// calls [Close]. The error is a [testroom.Missing] one where it is not installed.
func Browser() (*rod.Browser, error) {
	mu.Lock()
	defer mu.Unlock()
	if open == nil && err == nil {
		open, err = start()
	}
	return open, err
}

// Close ends the browser if it was started.
func Close() {
	mu.Lock()
	defer mu.Unlock()
	if open != nil {
		open.Close()
		open = nil
	}
}

func start() (*rod.Browser, error) {
	bin, err := exec.LookPath("chromium-headless-shell")
	if err != nil {
		var there bool
		if bin, there = launcher.LookPath(); !there {
			return nil, testroom.Missing("Chromium")
		}
	}
	control, err := launcher.New().Bin(bin).Headless(true).NoSandbox(true).Leakless(false).
		Set("disable-gpu").Set("disable-background-networking").Set("disable-component-update").Set("disable-sync").Set("no-first-run").
		Set("disable-quic").Set("autoplay-policy", "no-user-gesture-required").Launch()
	if err != nil {
		return nil, err
	}
	b := rod.New().ControlURL(control)
	return b, b.Connect()
}
