package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"ilbo.press"
)

func open(t *testing.T) (*Dir, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "media")
	d, err := OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d, dir
}

func read(t *testing.T, d *Dir, key string) string {
	t.Helper()
	o, err := d.Get(t.Context(), key)
	if err != nil {
		t.Fatalf("get %s: %v", key, err)
	}
	defer o.Close()
	b, err := io.ReadAll(o)
	if err != nil {
		t.Fatal(err)
	}
	if o.Size() != int64(len(b)) {
		t.Errorf("size of %s: got %d, want %d", key, o.Size(), len(b))
	}
	return string(b)
}

func TestPutIsReadBackAndReplaced(t *testing.T) {
	d, _ := open(t)
	for _, want := range []string{"one", "", strings.Repeat("longer", 10_000)} {
		if err := d.Put(t.Context(), "a/b/c.jpg", strings.NewReader(want)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, d, "a/b/c.jpg"); got != want {
			t.Errorf("got %d bytes, want %d", len(got), len(want))
		}
	}
	o, err := d.Get(t.Context(), "a/b/c.jpg")
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if time.Since(o.ModTime()) > time.Hour {
		t.Errorf("modified %v", o.ModTime())
	}
	if at, err := o.Seek(6, io.SeekStart); at != 6 || err != nil {
		t.Errorf("seek: %d, %v", at, err)
	}
}

func TestAbsentIsNotFound(t *testing.T) {
	d, _ := open(t)
	if err := d.Put(t.Context(), "a/file", strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"nothing", "a", "a/file/below", "a/other"} {
		if _, err := d.Get(t.Context(), key); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("get %s: got %v, want not found", key, err)
		}
		if has, err := d.Has(t.Context(), key); has || err != nil {
			t.Errorf("has %s: %v, %v", key, has, err)
		}
		if err := d.Delete(t.Context(), key); err != nil {
			t.Errorf("delete %s: %v", key, err)
		}
	}
	if has, err := d.Has(t.Context(), "a/file"); !has || err != nil {
		t.Errorf("has a/file: %v, %v", has, err)
	}
}

func TestHostileKeysAreRefused(t *testing.T) {
	d, dir := open(t)
	secret := filepath.Join(filepath.Dir(dir), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	keys := []string{
		"", ".", "..", "/", "../secret", "a/../../secret", "/etc/passwd", "a//b", "a/", "a/./b",
		`a\b`, `..\secret`, "a\x00b", "C:/x", "nul:", ".partial/x", "a/.hidden", "a b", "그림",
		"a/%2e%2e/b", strings.Repeat("a", 201), strings.Repeat("a/", 400) + "a",
	}
	for _, key := range keys {
		if _, err := d.Get(t.Context(), key); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("get %q: got %v, want invalid", key, err)
		}
		if err := d.Put(t.Context(), key, strings.NewReader("x")); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("put %q: got %v, want invalid", key, err)
		}
		if err := d.Delete(t.Context(), key); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("delete %q: got %v, want invalid", key, err)
		}
		if _, err := d.Has(t.Context(), key); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("has %q: got %v, want invalid", key, err)
		}
	}
	if b, _ := os.ReadFile(secret); string(b) != "secret" {
		t.Errorf("a file outside was touched: %q", b)
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

func TestPutThatFailsLeavesWhatWasThere(t *testing.T) {
	d, dir := open(t)
	if err := d.Put(t.Context(), "k", strings.NewReader("old")); err != nil {
		t.Fatal(err)
	}
	broken := io.MultiReader(strings.NewReader("half of it"), iotest.ErrReader(errors.New("cut")))
	if err := d.Put(t.Context(), "k", broken); err == nil {
		t.Error("a broken reader was taken")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Put(ended, "k", strings.NewReader("new")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	if got := read(t, d, "k"); got != "old" {
		t.Errorf("got %q, want old", got)
	}
	left, _ := os.ReadDir(filepath.Join(dir, partial))
	if len(left) != 0 {
		t.Errorf("%d partial files are left", len(left))
	}
}

func TestPutsAtTheSameTimeLeaveOneWhole(t *testing.T) {
	d, _ := open(t)
	var wg sync.WaitGroup
	for i := range 24 {
		wg.Go(func() {
			body := bytes.Repeat([]byte{byte('a' + i)}, 50_000)
			if err := d.Put(t.Context(), fmt.Sprintf("dir%d/k", i%3), bytes.NewReader(body)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i := range 3 {
		got := read(t, d, fmt.Sprintf("dir%d/k", i))
		if len(got) != 50_000 || strings.Trim(got, got[:1]) != "" {
			t.Errorf("dir%d/k is a mixture of %d bytes", i, len(got))
		}
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
	before := time.Now().Add(-2 * leftover)
	if err := os.Chtimes(old, before, before); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Get(t.Context(), partial+"/OLD"); err == nil {
		t.Error("a partial file was served")
	}
	again, err := OpenDir(dir)
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
	if _, err := OpenDir(name); err == nil {
		t.Error("a file was opened as a folder")
	}
}

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
