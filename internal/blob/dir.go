package blob

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"
)

// A Dir keeps blobs as files below one folder. Its methods may be called at
// the same time from many goroutines, and from several processes.
type Dir struct{ root *os.Root }

// partial is where a file waits until it is whole; no key can name it.
const partial = ".partial"

// leftover is how old a partial file must be to be what a crash left behind.
const leftover = 24 * time.Hour

// OpenDir opens the folder dir, which it makes where it is absent, and clears
// away what puts that were cut short left there.
func OpenDir(dir string) (*Dir, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make blob folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open blob folder: %w", err)
	}
	d := &Dir{root}
	if err := d.sweep(); err != nil {
		return nil, errors.Join(fmt.Errorf("clear blob folder %s: %w", dir, err), root.Close())
	}
	return d, nil
}

// sweep removes partial files that nobody can still be writing.
func (d *Dir) sweep() error {
	if err := d.root.MkdirAll(partial, 0o755); err != nil {
		return err
	}
	entries, err := fs.ReadDir(d.root.FS(), partial)
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || time.Since(info.ModTime()) < leftover {
			continue
		}
		if err := d.root.Remove(path.Join(partial, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Close lets go of the folder. Objects that are open stay readable.
func (d *Dir) Close() error { return d.root.Close() }

type object struct {
	*os.File
	info fs.FileInfo
}

func (o object) Size() int64        { return o.info.Size() }
func (o object) ModTime() time.Time { return o.info.ModTime() }

// Get opens the blob under key. The error is NotFound where there is none and
// Invalid where key cannot be one.
func (d *Dir) Get(ctx context.Context, key string) (Object, error) {
	if err := ready(ctx, key); err != nil {
		return nil, err
	}
	f, err := d.root.Open(key)
	if err != nil {
		return nil, absent(key, err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("get blob %s: %w", key, err), f.Close())
	}
	if !info.Mode().IsRegular() {
		return nil, errors.Join(absent(key, fs.ErrNotExist), f.Close())
	}
	return object{f, info}, nil
}

// Has reports whether there is a blob under key.
func (d *Dir) Has(ctx context.Context, key string) (bool, error) {
	if err := ready(ctx, key); err != nil {
		return false, err
	}
	info, err := d.root.Stat(key)
	if err != nil {
		if gone(err) {
			return false, nil
		}
		return false, fmt.Errorf("look for blob %s: %w", key, err)
	}
	return info.Mode().IsRegular(), nil
}

// Put stores all of r under key, in place of what was there. Readers see the
// old blob or the new one, whole, and after a crash too. Where r fails, or ctx
// ends, nothing changes. It is safe to do twice.
func (d *Dir) Put(ctx context.Context, key string, r io.Reader) (err error) {
	if err := ready(ctx, key); err != nil {
		return err
	}
	tmp := path.Join(partial, rand.Text())
	if err := d.write(tmp, &reader{ctx, r}); err != nil {
		return errors.Join(fmt.Errorf("put blob %s: %w", key, err), d.discard(tmp))
	}
	if err := d.move(tmp, key); err != nil {
		return errors.Join(fmt.Errorf("put blob %s: %w", key, err), d.discard(tmp))
	}
	return nil
}

func (d *Dir) write(name string, r io.Reader) error {
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// move gives the finished file its name, and makes the name last.
func (d *Dir) move(tmp, key string) error {
	folder := path.Dir(key)
	if err := d.root.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := d.root.Rename(tmp, key); err != nil {
		return err
	}
	f, err := d.root.Open(folder)
	if err != nil {
		return err
	}
	// Some systems cannot sync a folder; the rename itself is done by then.
	_ = f.Sync()
	return f.Close()
}

func (d *Dir) discard(tmp string) error {
	if err := d.root.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Delete takes the blob under key away. It is safe to do twice.
func (d *Dir) Delete(ctx context.Context, key string) error {
	if err := ready(ctx, key); err != nil {
		return err
	}
	if has, err := d.Has(ctx, key); err != nil || !has {
		return err
	}
	if err := d.root.Remove(key); err != nil && !gone(err) {
		return fmt.Errorf("delete blob %s: %w", key, err)
	}
	return nil
}

func absent(key string, err error) error {
	if gone(err) {
		return none(key)
	}
	return fmt.Errorf("get blob %s: %w", key, err)
}
