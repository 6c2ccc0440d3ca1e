package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"

	"ilbo.press"
)

// A sheet is a file of an archive that is being written: its length and sum are
// known when it is finished.
type sheet struct {
	name  string
	file  *os.File
	w     *bufio.Writer
	sum   hash.Hash
	bytes int64
}

func newSheet(root *os.Root, name string) (*sheet, error) {
	if err := root.MkdirAll(path.Dir(name), 0o700); err != nil {
		return nil, err
	}
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return &sheet{name: name, file: file, w: bufio.NewWriterSize(file, 1<<16), sum: sha256.New()}, nil
}

func (s *sheet) Write(p []byte) (int, error) {
	s.sum.Write(p)
	s.bytes += int64(len(p))
	return s.w.Write(p)
}

// finish writes what is left and makes it last.
func (s *sheet) finish() (File, error) {
	err := errors.Join(s.w.Flush(), s.file.Sync(), s.file.Close())
	return File{Name: s.name, Bytes: s.bytes, SHA256: hex.EncodeToString(s.sum.Sum(nil))}, err
}

// verify reads a file of an archive and compares it with the manifest.
func verify(ctx context.Context, root *os.Root, f File) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	file, err := openPlain(root, f.Name)
	if err != nil {
		return err
	}
	defer file.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, io.LimitReader(file, f.Bytes+1))
	if err != nil {
		return fmt.Errorf("read %s: %w", f.Name, err)
	}
	if n != f.Bytes || hex.EncodeToString(sum.Sum(nil)) != f.SHA256 {
		return damaged(f.Name, "is not what was exported")
	}
	return nil
}

// openPlain opens a file that is one, and nothing that leads elsewhere or that
// would have to be waited for.
func openPlain(root *os.Root, name string) (*os.File, error) {
	info, err := root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, damaged(name, "is not there")
	case err != nil:
		return nil, damaged(name, "cannot be read")
	case !info.Mode().IsRegular():
		return nil, damaged(name, "is no file of its own")
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The archive cannot be read: %s cannot be opened.", name), Err: err}
	}
	return file, nil
}

// maxLine is the longest line that is read: a story's text has at most a
// megabyte, and its marks some more.
const maxLine = 32 << 20

// eachLine gives each line of a file to do, with its number, and counts them.
func eachLine[L any](ctx context.Context, root *os.Root, kind string, do func(n int, line L) error) (n int, err error) {
	name := kind + suffix
	file, err := root.Open(name)
	if err != nil {
		return 0, fmt.Errorf("open %s: %w", name, err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, 1<<16), maxLine)
	for lines.Scan() {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		n++
		line, err := parseLine[L](lines.Bytes())
		if err != nil {
			return n, damaged(name, "has a line %d that is none of an archive", n)
		}
		if err := do(n, line); err != nil {
			return n, err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return n, damaged(name, "has a line %d longer than %d MB", n+1, maxLine>>20)
	}
	return n, lines.Err()
}

func parseLine[L any](text []byte) (line L, err error) {
	err = json.Unmarshal(text, &line)
	return line, err
}

// inLine says where in the archive it is that something was refused.
func inLine(kind string, n int, err error) error {
	if err == nil {
		return nil
	}
	name := kind + suffix
	var told *ilbo.Error
	if !errors.As(err, &told) || told.Kind != ilbo.Invalid && told.Kind != ilbo.Conflict && told.Kind != ilbo.NotFound {
		return fmt.Errorf("%s, line %d: %w", name, n, err)
	}
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s, line %d: %s", name, n, told.Say), Err: err}
}
