package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"

	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/ghost"
)

// importGhost takes in the exports of Ghost sites.
func importGhost(ctx context.Context, sh shell, args []string) error {
	return takeIn(ctx, sh, "import ghost", args, func(ctx context.Context, h *house, p *progress, files []string) (wire.Copies, error) {
		return ghostFiles(ctx, files, p, ghost.Options{Languages: h.conf.Paper.Languages, Read: p.bytes}), nil
	})
}

// ghostFiles reads exports one after the other: each is a site of its own.
// Pictures are looked for in the folder that each lies in, and nowhere else.
func ghostFiles(ctx context.Context, names []string, p *progress, o ghost.Options) wire.Copies {
	var infos []fs.FileInfo
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			infos = append(infos, info)
		}
	}
	if len(infos) == 1 {
		p.reading(infos, ghost.Passes)
	} else { // the second reading of one file comes before the first of the next
		for range ghost.Passes {
			p.reading(infos, 1)
		}
	}
	return func(yield func(*wire.Copy, error) bool) {
		for _, name := range names {
			if !readGhost(ctx, name, o, yield) {
				return
			}
		}
	}
}

// readGhost reads one export, and gives false where nobody wants more.
func readGhost(ctx context.Context, name string, o ghost.Options, yield func(*wire.Copy, error) bool) bool {
	file, info, err := openExport(name)
	if err != nil {
		return yield(nil, err)
	}
	defer file.Close()
	if root, err := os.OpenRoot(filepath.Dir(name)); err == nil {
		defer root.Close()
		o.Dir = root.FS()
	}
	for c, err := range ghost.Read(ctx, name, file, info.Size(), o) {
		if !yield(c, err) {
			return false
		}
	}
	return true
}
