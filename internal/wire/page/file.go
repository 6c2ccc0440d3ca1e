package page

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"ilbo.press/internal/wire"
)

// ReadFile reads the page in a file. The folder that it lies in is looked
// through for its pictures, unless opts names another.
func ReadFile(path string, opts Options) (*wire.Copy, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, refuse(path, "There is no such file.")
	case err != nil:
		return nil, refuse(path, "The file cannot be read.")
	case info.IsDir():
		return nil, refuse(path, "This is a folder, not a page.")
	case info.Size() > MaxSize:
		return nil, tooLarge(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, refuse(path, "The file cannot be opened.")
	}
	defer f.Close()
	if opts.Dir == nil {
		opts.Dir = os.DirFS(filepath.Dir(path))
	}
	return Read(name, f, opts)
}

// Files reads the pages in the named files, one after the other.
func Files(paths []string, opts Options) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		for _, path := range paths {
			if !yield(ReadFile(path, opts)) {
				return
			}
		}
	}
}
