package testroom

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Tool runs a program that reads PDF, and gives what it says. It must not complain.
func Tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		path = filepath.Join(Checkout(), ".tools", "bin", name)
		if _, err := os.Stat(path); err != nil {
			Need(t, Missing(name))
		}
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %.500s", name, err, out)
	}
	return string(out)
}
