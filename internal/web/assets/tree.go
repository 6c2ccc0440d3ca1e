package assets

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// A tree is several file trees laid over each other, the last on top.
type tree []fs.FS

// match lists the files of the patterns, in the order of the patterns, each once.
func (t tree) match(patterns []string) ([]string, error) {
	var list []string
	for _, p := range patterns {
		var found []string
		for _, files := range t {
			names, err := fs.Glob(files, p)
			if err != nil {
				return nil, fmt.Errorf("pattern %s: %w", p, err)
			}
			found = append(found, names...)
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("pattern %s: %w", p, errEmpty)
		}
		slices.Sort(found)
		for _, name := range found {
			if !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list, nil
}

// read gives the topmost file of that name.
func (t tree) read(name string) ([]byte, error) {
	for _, files := range slices.Backward(t) {
		f, err := files.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(io.LimitReader(f, sizeLimit+1))
		f.Close()
		if err == nil && len(body) > sizeLimit {
			err = fmt.Errorf("%s is larger than %d bytes", name, sizeLimit)
		}
		return body, err
	}
	return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
}

// join puts the bundle's files one after the other. Each is shown to look, and
// begins on its own line.
func (t tree) join(b Bundle, look func(name string, body []byte) ([]byte, error)) ([]byte, error) {
	names, err := t.match(b.Files)
	if err != nil {
		return nil, err
	}
	var all bytes.Buffer
	for _, name := range names {
		body, err := t.read(name)
		if err == nil {
			body, err = look(name, body)
		}
		if err != nil {
			return nil, err
		}
		all.Write(body)
		all.WriteByte('\n')
	}
	return all.Bytes(), nil
}

func (t tree) script(b Bundle) ([]byte, error) {
	return t.join(b, func(_ string, body []byte) ([]byte, error) { return body, nil })
}
