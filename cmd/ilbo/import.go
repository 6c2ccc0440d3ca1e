package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/ndjson"
	"ilbo.press/internal/wire/page"
	"ilbo.press/internal/wire/wxr"
)

// importPage makes stories of pages that a reader's browser saved.
func importPage(ctx context.Context, sh shell, args []string) error {
	return takeIn(ctx, sh, "import page", args, func(_ context.Context, h *house, _ *progress, files []string) (wire.Copies, error) {
		sections, err := h.store.Sections(ctx)
		if err != nil {
			return nil, err
		}
		return page.Files(files, page.Options{Zone: h.conf.Paper.Zone, Sections: sections}), nil
	})
}

// importWXR takes in the posts of WordPress exports.
func importWXR(ctx context.Context, sh shell, args []string) error {
	return takeIn(ctx, sh, "import wxr", args, func(ctx context.Context, h *house, p *progress, files []string) (wire.Copies, error) {
		return wxrFiles(ctx, files, p, wxr.Options{Zone: h.conf.Paper.Zone, Languages: h.conf.Paper.Languages, Read: p.bytes}), nil
	})
}

// importNDJSON takes in stories, one JSON object a line.
func importNDJSON(ctx context.Context, sh shell, args []string) error {
	return takeIn(ctx, sh, "import ndjson", args, func(_ context.Context, _ *house, p *progress, files []string) (wire.Copies, error) {
		return ndjsonFiles(files, p), nil
	})
}

// importGC lets the heap of an import grow to four times what it holds, which is
// little, because a fifth of its time went into looking what to free.
const importGC = 300

// A copyReader gives the copy in files of one format.
type copyReader func(ctx context.Context, h *house, p *progress, files []string) (wire.Copies, error)

// takeIn runs an import of files in one format.
func takeIn(ctx context.Context, sh shell, name string, args []string, read copyReader) error {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	c := addConfigFlags(f, false)
	reportName := f.String("report", "", "")
	files, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		fmt.Fprintln(sh.err, "ilbo: name at least one file to import")
		return errUsage
	}
	defer debug.SetGCPercent(debug.SetGCPercent(importGC))
	return c.within(ctx, sh, func(h *house) error {
		p := newProgress(sh.err)
		copies, err := read(ctx, h, p, files)
		if err != nil {
			return err
		}
		report, err := takeAll(ctx, h, copies, p, *reportName)
		p.done()
		if report.Read() > 0 {
			err = errors.Join(err, h.did(context.WithoutCancel(ctx), sh, ilbo.DeedImport, "", fmt.Sprintf("%s: %s, of %s", name, totals(report), strings.Join(files, ", "))))
		}
		switch {
		case errors.Is(err, context.Canceled):
			return fail("The import was stopped after %d entries. Run it again to go on: what is in the paper already stays as it is.", report.Read())
		case err != nil:
			return err
		}
		return tell(sh.out, report)
	})
}

// takeAll takes all copy in, and writes what is to be told of it to the file of
// that name, where there is one.
func takeAll(ctx context.Context, h *house, copies wire.Copies, p *progress, reportName string) (*wire.Report, error) {
	intake := wire.New(&wireDesk{house: h}, h.store, h.pictures, h.clock)
	if reportName == "" {
		return intake.Run(ctx, copies, p.show)
	}
	file, err := os.Create(reportName)
	if err != nil {
		return &wire.Report{}, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The report %s cannot be written.", reportName), Err: err}
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	intake.Log(w)
	report, err := intake.Run(ctx, copies, p.show)
	for i := range report.Asides {
		fmt.Fprintln(w, report.Asides[i].Error())
	}
	fmt.Fprintln(w, totals(report))
	if bad := errors.Join(w.Flush(), file.Close()); err == nil && bad != nil {
		err = &ilbo.Error{Kind: ilbo.Internal, Say: fmt.Sprintf("The report %s cannot be written on.", reportName), Err: bad}
	}
	return report, err
}

// inspect looks a file of copy up. The error is why it cannot be read.
func inspect(name, what string) (fs.FileInfo, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fail("%s: There is no such file.", name)
	case err != nil:
		return nil, fail("%s: The file cannot be read.", name)
	case info.IsDir():
		return nil, fail("%s: This is a folder, not %s.", name, what)
	}
	return info, nil
}

// ndjsonFiles reads files one after the other. Pictures are looked for beside
// the file that names them.
func ndjsonFiles(files []string, p *progress) wire.Copies {
	var infos []fs.FileInfo
	for _, name := range files {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			infos = append(infos, info)
		}
	}
	p.reading(infos, 1)
	return func(yield func(*wire.Copy, error) bool) {
		for _, name := range files {
			if !readNDJSON(name, p, yield) {
				return
			}
		}
	}
}

func readNDJSON(name string, p *progress, yield func(*wire.Copy, error) bool) bool {
	if _, err := inspect(name, "a file of stories"); err != nil {
		return yield(nil, err)
	}
	file, err := os.Open(name)
	if err != nil {
		return yield(nil, fail("%s: The file cannot be opened.", name))
	}
	defer file.Close()
	for c, err := range ndjson.Read(counted{file, p}, os.DirFS(filepath.Dir(name))) {
		if !yield(c, err) {
			return false
		}
	}
	return true
}

// A counted reader tells a progress of what is read.
type counted struct {
	r io.Reader
	p *progress
}

func (c counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.p.bytes(int64(n))
	return n, err
}

// wxrFiles reads exports together: parts of one know of one another. Pictures
// are looked for in the folder that each lies in, and nowhere else.
func wxrFiles(ctx context.Context, names []string, p *progress, o wxr.Options) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		var files []wxr.File
		var infos []fs.FileInfo
		for _, name := range names {
			file, info, err := openExport(name)
			if err != nil {
				if !yield(nil, err) {
					return
				}
				continue
			}
			defer file.Close()
			export := wxr.File{Name: name, R: file, Size: info.Size()}
			if root, err := os.OpenRoot(filepath.Dir(name)); err == nil {
				defer root.Close()
				export.Dir = root.FS()
			}
			files, infos = append(files, export), append(infos, info)
		}
		p.reading(infos, wxr.Passes)
		for c, err := range wxr.Read(ctx, files, o) {
			if !yield(c, err) {
				return
			}
		}
	}
}

// openExport opens a file that is read twice.
func openExport(name string) (*os.File, fs.FileInfo, error) {
	info, err := inspect(name, "an export")
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, fail("%s: This is no file that can be read twice. Save the export in one first.", name)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, fail("%s: The file cannot be opened.", name)
	}
	return file, info, nil
}

// totals sums an import up in a line.
func totals(r *wire.Report) string {
	return fmt.Sprintf("%d added, %d changed, %d as before, %d refused", r.Added, r.Changed, r.Same, r.Refused)
}

// tell prints what an import did. Where nothing at all could be taken in it is
// an error, in one sentence if there was one entry.
func tell(out io.Writer, r *wire.Report) error {
	for _, say := range r.Notices {
		fmt.Fprintln(out, "note: "+say)
	}
	if n := r.Noticed - len(r.Notices); n > 0 {
		fmt.Fprintf(out, "note: %d more, which --report FILE writes down\n", n)
	}
	for i := range r.Asides {
		fmt.Fprintln(out, r.Asides[i].Error())
	}
	if r.Refused > 0 && r.Added+r.Changed+r.Same == 0 {
		say := r.Refusals[0]
		if r.Refused > 1 {
			say = strings.Join(append(r.Refusals, fmt.Sprintf("Nothing of %d entries could be taken in.", r.Refused)), "\n")
		}
		return &ilbo.Error{Kind: ilbo.Invalid, Say: say}
	}
	for _, say := range r.Refusals {
		fmt.Fprintln(out, "refused: "+say)
	}
	if n := r.Refused - len(r.Refusals); n > 0 {
		fmt.Fprintf(out, "refused: %d more, which --report FILE writes down\n", n)
	}
	if r.Unpublished > 0 {
		fmt.Fprintf(out, "%d of the stories are drafts, which readers do not see\n", r.Unpublished)
	}
	fmt.Fprintln(out, totals(r))
	if r.Refused > 0 {
		return fail("%d of %d entries were refused; the others are in the paper.", r.Refused, r.Read())
	}
	return nil
}
