package blob

import (
	"errors"
	"io/fs"
	"syscall"
)

// gone reports whether err says that nothing has that name: no such file, or
// a file where the key has a folder.
func gone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
