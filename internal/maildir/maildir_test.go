package maildir_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"ilbo.press/internal/maildir"
)

func folder(t *testing.T, files map[string]string) maildir.Folder {
	t.Helper()
	dir := t.TempDir()
	for _, sub := range []string{"new", "cur", "tmp"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return maildir.Folder{Dir: dir}
}

func each(t *testing.T, f maildir.Folder) (texts []string) {
	t.Helper()
	_, err := f.Each(t.Context(), func(_ context.Context, m io.Reader) error {
		b, err := io.ReadAll(m)
		texts = append(texts, string(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(texts)
	return texts
}

func TestEachMessageIsReadOnceAndKept(t *testing.T) {
	f := folder(t, map[string]string{"new/1.a": "new", "cur/2.b:2,": "old", "cur/3.c:2,RST": "seen", "cur/4.d:2,FT": "deleted", "cur/5.e:2,FR": "flagged", "tmp/6.f": "half"})
	if got := each(t, f); !slices.Equal(got, []string{"flagged", "new", "old"}) {
		t.Errorf("read: %v", got)
	}
	if got := each(t, f); len(got) != 0 {
		t.Errorf("read again: %v", got)
	}
	for _, name := range []string{"cur/1.a:2,S", "cur/2.b:2,S", "cur/5.e:2,FRS"} {
		if _, err := os.Stat(filepath.Join(f.Dir, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestMessageStaysWhereItIsNotDoneWith(t *testing.T) {
	f := folder(t, map[string]string{"new/1.a": "new"})
	away := errors.New("the database is away")
	if _, err := f.Each(t.Context(), func(context.Context, io.Reader) error { return away }); !errors.Is(err, away) {
		t.Errorf("%v", err)
	}
	if got := each(t, f); !slices.Equal(got, []string{"new"}) {
		t.Errorf("read: %v", got)
	}
}

func TestNoLinkLeadsOutOfTheFolder(t *testing.T) {
	f := folder(t, nil)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(f.Dir, "new", "1.a")); err != nil {
		t.Fatal(err)
	}
	if got := each(t, f); len(got) != 0 {
		t.Errorf("read: %v", got)
	}
	if _, err := (maildir.Folder{Dir: filepath.Join(f.Dir, "none")}).Each(t.Context(), nil); err == nil {
		t.Error("a folder that is not there is read")
	}
}
