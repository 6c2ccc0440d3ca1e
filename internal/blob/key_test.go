package blob

import (
	"path/filepath"
	"strings"
	"testing"
)

func FuzzKey(f *testing.F) {
	for _, key := range []string{"a/b.jpg", "../x", "a/../b", ".", "a\x00", "//"} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		if checkKey(key) == nil && (!filepath.IsLocal(key) || strings.Contains(key, "..") && strings.Contains(key, "/..")) {
			t.Errorf("key %q leads out", key)
		}
	})
}
