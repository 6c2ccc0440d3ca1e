package maildir

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// A Folder is a Maildir.
type Folder struct{ Dir string }

// mostAtOnce is how many messages are read in one go.
const mostAtOnce = 1_000

// errEnough ends a go.
var errEnough = errors.New("enough for one go")

// Each reads the messages that are not marked as seen, and marks each after do has
// done with it. Where do fails, its message stays as it is, and is read again the
// next time. It tells how many were read. Several processes may read one folder:
// a message may then be read by more than one.
func (f Folder) Each(ctx context.Context, do func(ctx context.Context, message io.Reader) error) (n int, err error) {
	root, err := os.OpenRoot(f.Dir) // no link leads out of it
	if err != nil {
		return 0, fmt.Errorf("open the mail folder: %w", err)
	}
	defer root.Close()
	for _, sub := range []string{"new", "cur"} {
		err := fs.WalkDir(root.FS(), sub, func(name string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case e.IsDir() && name != sub:
				return fs.SkipDir
			case !e.Type().IsRegular() || seen(name):
				return nil
			case n >= mostAtOnce:
				return errEnough
			case ctx.Err() != nil:
				return ctx.Err()
			}
			if err := read(ctx, root, name, do); err != nil {
				return err
			}
			n++
			return nil
		})
		if errors.Is(err, errEnough) {
			return n, nil
		}
		if err != nil {
			return n, fmt.Errorf("read the mail folder: %w", err)
		}
	}
	return n, nil
}

func read(ctx context.Context, root *os.Root, name string, do func(context.Context, io.Reader) error) error {
	file, err := root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // another process has it
	}
	if err != nil {
		return err
	}
	err = do(ctx, file)
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err := root.Rename(name, seenName(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// info begins what is said of a message after its name.
const info = ":2,"

// seen reports whether a name says that somebody has looked at its message.
func seen(name string) bool {
	_, flags, _ := strings.Cut(name, info)
	return strings.ContainsAny(flags, "ST") // seen, or to be deleted
}

// seenName is the name of a message once it is seen. Flags stand in the order of
// the alphabet.
func seenName(name string) string {
	base, flags, _ := strings.Cut(path.Base(name), info)
	before, after := flags, ""
	for i, c := range flags {
		if c > 'S' {
			before, after = flags[:i], flags[i:]
			break
		}
	}
	return path.Join("cur", base+info+before+"S"+after)
}
