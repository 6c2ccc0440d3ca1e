package main

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"ilbo.press/internal/wire"
)

// An agencyReader reads one document of a format of agencies.
type agencyReader func(name string, r io.Reader, o wire.Options) wire.Copies

// importAgency takes in files of a format in which agencies and sites give copy
// away.
func importAgency(format string, read agencyReader) func(ctx context.Context, sh shell, args []string) error {
	return func(ctx context.Context, sh shell, args []string) error {
		return takeIn(ctx, sh, "import "+format, args, func(_ context.Context, h *house, p *progress, files []string) (wire.Copies, error) {
			return agencyFiles(files, p, read, wire.Options{Zone: h.conf.Paper.Zone}), nil
		})
	}
}

// agencyFiles reads files one after the other. Pictures are looked for in the
// folder that each lies in, and nowhere else.
func agencyFiles(files []string, p *progress, read agencyReader, o wire.Options) wire.Copies {
	var infos []fs.FileInfo
	for _, name := range files {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			infos = append(infos, info)
		}
	}
	p.reading(infos, 1)
	return func(yield func(*wire.Copy, error) bool) {
		for _, name := range files {
			if !readAgency(name, p, read, o, yield) {
				return
			}
		}
	}
}

// readAgency reads one file, and gives false where nobody wants more.
func readAgency(name string, p *progress, read agencyReader, o wire.Options, yield func(*wire.Copy, error) bool) bool {
	if _, err := inspect(name, "a file of agency copy"); err != nil {
		return yield(nil, err)
	}
	file, err := os.Open(name)
	if err != nil {
		return yield(nil, fail("%s: The file cannot be opened.", name))
	}
	defer file.Close()
	if root, err := os.OpenRoot(filepath.Dir(name)); err == nil {
		defer root.Close()
		o.Dir = root.FS()
	}
	for c, err := range read(name, counted{file, p}, o) {
		if err == nil && !c.Story.Language.Known() {
			c, err = nil, fail("%s: “%s” is in another language (%s): stories are in English (en) or Korean (ko).", name, wire.Short(c.Story.Headline, 80), c.Story.Language)
		}
		if !yield(c, err) {
			return false
		}
	}
	return true
}
