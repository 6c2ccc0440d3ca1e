package blob

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
)

// List gives the keys below a folder in the order of their bytes, however deep
// they lie; none where there is no such folder. An error ends it. What is put
// or deleted meanwhile may be in it or not. No more is held than one folder's
// names.
func (d *Dir) List(ctx context.Context, folder string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if err := ready(ctx, folder); err != nil {
			yield("", err)
			return
		}
		d.walk(ctx, folder, yield)
	}
}

// walk lists a folder, and reports whether to go on.
func (d *Dir) walk(ctx context.Context, folder string, yield func(string, error) bool) bool {
	entries, err := fs.ReadDir(d.root.FS(), folder)
	if gone(err) {
		return true
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return yield("", fmt.Errorf("list blobs below %s: %w", folder, err))
	}
	// A folder stands where the keys in it do: behind a-b, whose hyphen comes
	// before the slash.
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(listed(a), listed(b)) })
	for _, e := range entries {
		key := path.Join(folder, e.Name())
		switch {
		case checkKey(key) != nil:
		case e.IsDir():
			if !d.walk(ctx, key, yield) {
				return false
			}
		case e.Type().IsRegular() && !yield(key, nil):
			return false
		}
	}
	return true
}

func listed(e fs.DirEntry) string {
	if e.IsDir() {
		return e.Name() + "/"
	}
	return e.Name()
}

// List gives the keys below a folder in the order that the store has, which is
// that of their bytes but for stores of a special kind; none where there is no
// such folder. An error ends it. What is put or deleted meanwhile may be in it
// or not. A request gives a thousand keys, and no more are held.
func (s *S3) List(ctx context.Context, folder string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if err := ready(ctx, folder); err != nil {
			yield("", err)
			return
		}
		asking, cancel := context.WithCancel(ctx)
		defer cancel()
		late := time.AfterFunc(patience, cancel)
		defer late.Stop()
		for o := range s.core.ListObjectsIter(asking, s.bucket, minio.ListObjectsOptions{Prefix: s.prefix + folder + "/", Recursive: true}) {
			if o.Err != nil {
				yield("", s.fault(ctx, "list", folder, o.Err))
				return
			}
			late.Stop() // what is done with a key is no fault of the store's
			if key := strings.TrimPrefix(o.Key, s.prefix); checkKey(key) == nil && !yield(key, nil) {
				return
			}
			late.Reset(patience)
		}
		if err := asking.Err(); err != nil {
			yield("", s.fault(ctx, "list", folder, err))
		}
	}
}
