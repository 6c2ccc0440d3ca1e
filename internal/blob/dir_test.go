package blob_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"ilbo.press/internal/blob"
	"ilbo.press/internal/blob/blobtest"
)

// partial is the folder of files that are not whole yet.
const partial = ".partial"

// TestFoldersAreListedWhereTheirKeysStand tells a folder from a name that goes on
// with a mark that comes before the slash.
func TestFoldersAreListedWhereTheirKeysStand(t *testing.T) {
	d, dir := open(t)
	want := []string{"a/b-c/1", "a/b.jpg", "a/b/1", "a/b/2", "a/b0/1", "a/c"}
	for _, key := range want {
		if err := d.Put(t.Context(), key, strings.NewReader("x")); err != nil {
			t.Fatal(err)
		}
	}
	for _, odd := range []string{"a/.hidden", "a/b c"} { // no key names them
		if err := os.WriteFile(filepath.Join(dir, odd), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/etc", filepath.Join(dir, "a", "etc")); err != nil {
		t.Fatal(err)
	}
	var got []string
	for key, err := range d.List(t.Context(), "a") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, key)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func open(t *testing.T) (*blob.Dir, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "media")
	d, err := blob.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d, dir
}

func TestDirKeepsItsPromises(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) blobtest.Blobs {
		d, _ := open(t)
		return d
	})
}

func TestHostileKeysTouchNothingOutside(t *testing.T) {
	d, dir := open(t)
	secret := filepath.Join(filepath.Dir(dir), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, key := range blobtest.Hostile {
		if err := d.Put(t.Context(), key, strings.NewReader("x")); err == nil {
			t.Errorf("put %q was taken", key)
		}
		if err := d.Delete(t.Context(), key); err == nil {
			t.Errorf("delete %q was taken", key)
		}
	}
	if b, _ := os.ReadFile(secret); string(b) != "secret" {
		t.Errorf("a file outside was touched: %q", b)
	}
}

func TestPutThatFailsLeavesNoPartialFile(t *testing.T) {
	d, dir := open(t)
	broken := io.MultiReader(strings.NewReader("half of it"), iotest.ErrReader(errors.New("cut")))
	if err := d.Put(t.Context(), "k", broken); err == nil {
		t.Error("a broken reader was taken")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Put(ended, "k", strings.NewReader("new")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	left, _ := os.ReadDir(filepath.Join(dir, partial))
	if len(left) != 0 {
		t.Errorf("%d partial files are left", len(left))
	}
}

func TestSymlinksDoNotLeadOut(t *testing.T) {
	d, dir := open(t)
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "secret"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "way")); err != nil {
		t.Skip("no symbolic links here")
	}
	if o, err := d.Get(t.Context(), "way/secret"); err == nil {
		_ = o.Close()
		t.Error("read through a link that leads out")
	}
	if err := d.Put(t.Context(), "way/new", strings.NewReader("x")); err == nil {
		t.Error("wrote through a link that leads out")
	}
}

func TestCrashLeftoversAreClearedAndNeverServed(t *testing.T) {
	d, dir := open(t)
	old, fresh := filepath.Join(dir, partial, "OLD"), filepath.Join(dir, partial, "FRESH")
	for _, name := range []string{old, fresh} {
		if err := os.WriteFile(name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(old, before, before); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Get(t.Context(), partial+"/OLD"); err == nil {
		t.Error("a partial file was served")
	}
	again, err := blob.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Error("the old leftover is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("a file that may still be written was taken away")
	}
}

func TestOpenDirOnAFileFails(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := blob.OpenDir(name); err == nil {
		t.Error("a file was opened as a folder")
	}
}
