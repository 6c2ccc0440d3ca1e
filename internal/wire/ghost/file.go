package ghost

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// Files reads the exports in the named files, one after the other. The folder
// that each lies in is looked through for its pictures.
func Files(paths []string) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		for _, path := range paths {
			if !readFile(path, yield) {
				return
			}
		}
	}
}

// readFile reads one export, and gives false where nobody wants more.
func readFile(path string, yield func(*wire.Copy, error) bool) bool {
	refuse := func(say string) bool {
		return yield(nil, &ilbo.Error{Kind: ilbo.Invalid, Say: path + ": " + say})
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuse("There is no such file.")
	case err != nil:
		return refuse("The file cannot be read.")
	case info.IsDir():
		return refuse("This is a folder, not an export: name the JSON file in it.")
	case !info.Mode().IsRegular():
		return refuse("An export is read twice, so that it must be a file and not a stream.")
	}
	file, err := os.Open(path)
	if err != nil {
		return refuse("The file cannot be opened.")
	}
	defer file.Close()
	for c, err := range Read(path, file, info.Size(), os.DirFS(filepath.Dir(path))) {
		if !yield(c, err) {
			return false
		}
	}
	return true
}
