package page

import (
	"bytes"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
)

// pictureTypes are the endings of pictures' names; browsers add one where the
// address has none.
var pictureTypes = []string{".jpg", ".jpeg", ".png", ".webp", ".gif"}

// A folder is what lies beside a page: the files that the browser saved with
// it. Its zero value holds nothing.
type folder struct {
	dir   fs.FS
	page  string            // the page's own file name
	parts map[string][]byte // of an MHTML file, by address
	saved []string          // folders named *_files, once looked up
}

// find looks for the file that the page names by source: where source says, or
// else under the same name beside the page or in a folder of saved files. It
// gives the file's name and how to open it, nil where there is none.
func (f *folder) find(source string) (string, func() (io.ReadCloser, error)) {
	if data, ok := f.parts[source]; ok {
		return source, openBytes(data)
	}
	if f.dir == nil || len(source) > 4096 {
		return "", nil
	}
	for _, name := range f.candidates(source) {
		if f.isFile(name) {
			return name, func() (io.ReadCloser, error) { return f.dir.Open(name) }
		}
	}
	return "", nil
}

// candidates are the names that a source may have here, the best first.
func (f *folder) candidates(source string) []string {
	u, err := url.Parse(source)
	if err != nil {
		return nil
	}
	var list []string
	if u.Scheme == "" && u.Host == "" {
		list = append(list, path.Clean(strings.TrimPrefix(u.Path, "/")))
	}
	base := path.Base(u.Path)
	if base == "." || base == "/" || base == ".." {
		return list
	}
	bases := []string{base}
	if !slices.Contains(pictureTypes, strings.ToLower(path.Ext(base))) {
		for _, ext := range pictureTypes {
			bases = append(bases, base+ext)
		}
	}
	for _, b := range bases {
		for _, dir := range f.savedFolders() {
			list = append(list, path.Join(dir, b))
		}
		list = append(list, b)
	}
	return list
}

// savedFolders are the folders of saved files, the page's own first.
func (f *folder) savedFolders() []string {
	if f.saved != nil || f.dir == nil {
		return f.saved
	}
	stem := strings.TrimSuffix(f.page, path.Ext(f.page))
	f.saved = []string{stem + "_files", stem + ".files", stem + "_파일"}
	if entries, err := fs.ReadDir(f.dir, "."); err == nil && len(entries) < 10_000 {
		for _, e := range entries {
			if e.IsDir() && strings.HasSuffix(e.Name(), "_files") && !slices.Contains(f.saved, e.Name()) {
				f.saved = append(f.saved, e.Name())
			}
		}
	}
	return f.saved
}

func (f *folder) isFile(name string) bool {
	if !fs.ValidPath(name) || name == f.page {
		return false
	}
	info, err := fs.Stat(f.dir, name)
	return err == nil && info.Mode().IsRegular() && info.Size() > 0
}

// namesake finds a picture that has the page's own name: story.jpg for story.txt.
func (f *folder) namesake() (string, func() (io.ReadCloser, error)) {
	if f.dir == nil {
		return "", nil
	}
	stem := strings.TrimSuffix(f.page, path.Ext(f.page))
	for _, ext := range pictureTypes {
		if name := stem + ext; f.isFile(name) {
			return name, func() (io.ReadCloser, error) { return f.dir.Open(name) }
		}
	}
	return "", nil
}

// enclose makes an enclosure of what the page names by source.
func (f *folder) enclose(source string) wire.Enclosed { return body.Find(f.find).Enclose(source) }

func openBytes(data []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
}
