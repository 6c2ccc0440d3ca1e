package body

import (
	"bytes"
	"encoding/base64"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"ilbo.press/internal/wire"
)

// A Find looks for the file of a picture by the address that the copy gives.
// It tells the file's name and how to open it, nil where there is none.
type Find func(source string) (file string, open func() (io.ReadCloser, error))

// Enclose makes an enclosure of the picture at an address. Bytes that stand in
// the address itself (data:, RFC 2397) need no file.
func (f Find) Enclose(source string) wire.Enclosed {
	if strings.HasPrefix(source, "data:") {
		e := wire.Enclosed{Source: "within the page"}
		if data, ok := inlineData(source); ok {
			e.File = "data:"
			e.Open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
		}
		return e
	}
	e := wire.Enclosed{Source: source}
	if f != nil {
		e.File, e.Open = f(source)
	}
	return e
}

// maxInline is the largest picture that an address may hold within itself.
const maxInline = 16 << 20

func inlineData(source string) ([]byte, bool) {
	head, rest, ok := strings.Cut(source, ",")
	if !ok || !strings.HasPrefix(head, "data:image/") || !strings.HasSuffix(head, ";base64") || len(rest) > maxInline*4/3 {
		return nil, false
	}
	data, err := base64.StdEncoding.DecodeString(strings.TrimSpace(rest))
	return data, err == nil && len(data) > 0
}

// Below finds pictures in a folder of another system's files: at the path of
// the address, or at the end of it, the longest first. So the picture
// https://a.example/wp-content/uploads/2013/09/x.jpg is found as that path, as
// uploads/2013/09/x.jpg, and as x.jpg. No name leads out of the folder.
func Below(dir fs.FS) Find {
	return func(source string) (string, func() (io.ReadCloser, error)) {
		u, err := url.Parse(source)
		if dir == nil || err != nil || len(source) > maxSource {
			return "", nil
		}
		name := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(u.Path, `\`, "/")), "/")
		for steps := 0; steps < maxSteps && name != ""; steps++ {
			if isFile(dir, name) {
				return name, func() (io.ReadCloser, error) { return dir.Open(name) }
			}
			_, name, _ = strings.Cut(name, "/")
		}
		return "", nil
	}
}

// The longest address of a picture, in bytes, and the deepest folder.
const (
	maxSource = 4096
	maxSteps  = 24
)

func isFile(dir fs.FS, name string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	info, err := fs.Stat(dir, name)
	return err == nil && info.Mode().IsRegular() && info.Size() > 0
}
