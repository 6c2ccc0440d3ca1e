package page

import (
	"bytes"
	"io"
	"strings"

	"ilbo.press/internal/wire"
)

// Read reads the page called name (its file's name, by which the folder of
// files beside it is found) and makes copy of the story on it. A page that
// cannot be read or that holds no story is refused with ilbo.Invalid and one
// sentence; at most MaxSize bytes and one more are read of it.
func Read(name string, r io.Reader, opts Options) (*wire.Copy, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	switch {
	case err != nil:
		return nil, refuse(name, "The file cannot be read.")
	case len(data) > MaxSize:
		return nil, tooLarge(name)
	case len(bytes.TrimSpace(data)) == 0:
		return nil, refuse(name, "The file is empty.")
	}
	beside := &folder{dir: opts.Dir, page: name}
	if isMHTML(data) {
		return readMHTML(name, data, opts, beside)
	}
	text, err := decode(name, data)
	if err != nil {
		return nil, err
	}
	if isHTML(text) {
		return readHTML(name, text, opts, beside)
	}
	return readText(name, text, opts, beside)
}

func tooLarge(name string) error {
	return refuse(name, "The file is larger than %d MB, which is more than a page with one story has.", MaxSize>>20)
}

// isHTML tells markup from text by its first kilobytes. Text may speak of a
// tag; a page begins with one, or has the tags that every page has.
func isHTML(text string) bool {
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 4096)]))
	head = strings.TrimPrefix(head, "\ufeff")
	for _, tag := range []string{"<!doctype html", "<html", "<?xml", "<!--", "<head", "<body", "<meta", "<article", "<div", "<script", "<title"} {
		if strings.HasPrefix(head, tag) {
			return true
		}
	}
	return strings.HasPrefix(head, "<") && (strings.Contains(head, "<html") || strings.Contains(head, "<p>") || strings.Contains(head, "</"))
}
