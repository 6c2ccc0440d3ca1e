package testroom

import (
	"os"
	"path/filepath"
	"testing"
)

// File is where a file or a folder of the real material lies, in a folder
// called shared beside the checkout, which is no part of it: exports of other
// systems, saved pages, pictures. A test is skipped where it is not there.
func File(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(Material(), filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil || Material() == "" {
		t.Skipf("shared/%s is not beside this checkout", name)
	}
	return path
}

// Material is the folder of real material, empty where there is none.
func Material() string {
	checkout := Checkout()
	shared := filepath.Join(filepath.Dir(checkout), "shared")
	if info, err := os.Stat(shared); checkout == "" || err != nil || !info.IsDir() {
		return ""
	}
	return shared
}

// Checkout is the folder of go.mod, which is above the one that tests run in;
// empty where there is none.
func Checkout() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	return ""
}
