package testroom

import (
	"errors"
	"fmt"
	"os"
	"testing"
)

// All reports whether every test has to run, however long it takes and whatever
// it needs.
func All() bool { return os.Getenv("ILBO_TEST_ALL") != "" }

// ErrMissing is why a test is skipped: it needs what is not installed.
var ErrMissing = errors.New("it is not there: `make tools` installs it")

// Missing says that a tool is not installed.
func Missing(tool string) error { return fmt.Errorf("%s is needed: %w", tool, ErrMissing) }

// Need ends a test that an error keeps from running: it is skipped where a tool
// is missing, unless every test has to run, and fails otherwise.
func Need(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case errors.Is(err, ErrMissing) && !All():
		t.Skip(err)
	default:
		t.Fatal(err)
	}
}
