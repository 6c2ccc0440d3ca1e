package picture_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/blob"
	"ilbo.press/internal/picture"
)

// backwards is a place for files that has an order of its own.
type backwards struct{ *blob.Dir }

func (b backwards) List(ctx context.Context, folder string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var all []string
		for key, err := range b.Dir.List(ctx, folder) {
			if err != nil {
				yield("", err)
				return
			}
			all = append(all, key)
		}
		slices.Reverse(all)
		for _, key := range all {
			if !yield(key, nil) {
				return
			}
		}
	}
}

// failing breaks off in the middle of a list.
type failing struct{ *blob.Dir }

func (f failing) List(ctx context.Context, folder string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for key, err := range f.Dir.List(ctx, folder) {
			if !yield(key, err) || !yield("", ilbo.Busy) {
				return
			}
		}
	}
}

func TestInventory(t *testing.T) {
	h := newHouse(t)
	id := func(n int) ilbo.PictureID { return ilbo.PictureID(fmt.Sprintf("%032x", n)) }
	const pictures = 1_100
	for n := range pictures {
		p := ilbo.Picture{ID: id(n * 2), Type: "image/jpeg"}
		if n%100 == 5 {
			p.Drawing = "harbor"
		} else if err := h.PutOriginal(t.Context(), p, strings.NewReader("x")); err != nil {
			t.Fatal(err)
		}
		if err := h.shelf.PutPicture(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	file := func(id ilbo.PictureID, name string) string {
		return filepath.Join(h.dir, "pictures", string(id[:2]), string(id), name)
	}
	lost := []ilbo.PictureID{id(0), id(2), id(1_000), id(2*pictures - 2)}
	for _, id := range lost {
		if err := os.Rename(file(id, "original.jpg"), file(id, "320.webp")); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range []ilbo.PictureID{id(1), id(999), id(2*pictures + 7)} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(file(id, "x")), 0o700), os.WriteFile(file(id, "320.webp"), nil, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := blob.OpenDir(h.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	for name, test := range map[string]struct {
		place  picture.Blobs
		strays int
	}{"in order": {dir, 3}, "in another order": {backwards{dir}, 0}} {
		t.Run(name, func(t *testing.T) {
			in, err := picture.New(h.shelf, test.place, h.clock).Inventory(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if in.Strays != test.strays || test.strays > 0 && in.Stray != "pictures/00/"+string(id(1))+"/320.webp" {
				t.Errorf("%d strays, the first is %q", in.Strays, in.Stray)
			}
			for n := range pictures {
				err := in.Check(t.Context(), id(n*2))
				if want := slices.Contains(lost, id(n*2)); errors.Is(err, ilbo.NotFound) != want || err != nil && !want {
					t.Errorf("picture %d: %v", n, err)
				}
			}
			if err := in.Check(t.Context(), id(3)); !errors.Is(err, ilbo.NotFound) {
				t.Errorf("a picture that nobody knows: %v", err)
			}
		})
	}
	if _, err := picture.New(h.shelf, failing{dir}, h.clock).Inventory(t.Context()); !errors.Is(err, ilbo.Busy) {
		t.Errorf("a place that breaks off: %v", err)
	}
	if _, err := picture.New(h.shelf, gone{dir}, h.clock).Inventory(t.Context()); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a place that does not say what it has: %v", err)
	}
}

// gone lists nothing, and cannot be asked either.
type gone struct{ *blob.Dir }

func (gone) List(context.Context, string) iter.Seq2[string, error] {
	return func(func(string, error) bool) {}
}

func (gone) Get(context.Context, string) (picture.Object, error) { return nil, io.ErrUnexpectedEOF }
