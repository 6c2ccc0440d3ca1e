package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/ghost"
	"ilbo.press/internal/wire/ndjson"
	"ilbo.press/internal/wire/page"
)

// importPage makes stories of pages that a reader's browser saved.
func importPage(ctx context.Context, sh shell, args []string) error {
	return takeIn(ctx, sh, "import page", args, func(h *house, files []string) (wire.Copies, error) {
		sections, err := h.store.Sections(ctx)
		if err != nil {
			return nil, err
		}
		return page.Files(files, page.Options{Zone: h.conf.Paper.Zone, Sections: sections}), nil
	})
}

// importNDJSON takes in stories, one JSON object a line.
func importNDJSON(ctx context.Context, sh shell, args []string) error {
	return takeIn(ctx, sh, "import ndjson", args, func(_ *house, files []string) (wire.Copies, error) {
		return ndjsonFiles(files), nil
	})
}

// importGhost takes in the exports of Ghost sites.
func importGhost(ctx context.Context, sh shell, args []string) error {
	return takeIn(ctx, sh, "import ghost", args, func(_ *house, files []string) (wire.Copies, error) {
		return ghost.Files(files), nil
	})
}

// takeIn runs an import of files in one format.
func takeIn(ctx context.Context, sh shell, name string, args []string, read func(*house, []string) (wire.Copies, error)) error {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	c := addConfigFlags(f, false)
	files, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		fmt.Fprintln(sh.err, "ilbo: name at least one file to import")
		return errUsage
	}
	conf, err := c.load(sh.env)
	if err != nil {
		return err
	}
	h, err := open(ctx, conf, sh.err)
	if err != nil {
		return err
	}
	defer h.close()
	copies, err := read(h, files)
	if err != nil {
		return err
	}
	intake := wire.New(wireDesk{h}, h.store, h.pictures, h.clock)
	p := newProgress(sh.err)
	report, err := intake.Run(ctx, copies, p.show)
	p.done()
	if err != nil {
		return err
	}
	return tell(sh.out, report)
}

// wireDesk lets the wire file copy at the desk.
type wireDesk struct{ *house }

func (d wireDesk) Foreign(ctx context.Context, foreign string) (*ilbo.Story, error) {
	return d.store.Foreign(ctx, foreign)
}

func (d wireDesk) Sum(ctx context.Context, id ilbo.StoryID) (string, error) {
	return d.store.Sum(ctx, id)
}

// TakeAll files the stories of one batch in one transaction.
func (d wireDesk) TakeAll(ctx context.Context, list []wire.Taken) error {
	return d.store.Together(ctx, func(ctx context.Context) error {
		for _, t := range list {
			if err := d.desk.Take(ctx, t.Story, t.OldPaths...); err != nil {
				return err
			}
			if t.Story.Foreign == "" {
				continue
			}
			if err := d.store.PutSum(ctx, t.Story.ID, t.Sum); err != nil {
				return err
			}
		}
		return nil
	})
}

// ndjsonFiles reads files one after the other. Pictures are looked for beside
// the file that names them.
func ndjsonFiles(files []string) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		for _, name := range files {
			if !readNDJSON(name, yield) {
				return
			}
		}
	}
}

func readNDJSON(name string, yield func(*wire.Copy, error) bool) bool {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return yield(nil, fail("%s: There is no such file.", name))
	case err != nil:
		return yield(nil, fail("%s: The file cannot be read.", name))
	case info.IsDir():
		return yield(nil, fail("%s: This is a folder, not a file of stories.", name))
	}
	file, err := os.Open(name)
	if err != nil {
		return yield(nil, fail("%s: The file cannot be opened.", name))
	}
	defer file.Close()
	for c, err := range ndjson.Read(file, os.DirFS(filepath.Dir(name))) {
		if !yield(c, err) {
			return false
		}
	}
	return true
}

// tell prints what an import did. Where nothing at all could be taken in it is
// an error, in one sentence if there was one entry.
func tell(out io.Writer, r *wire.Report) error {
	for _, say := range r.Notices {
		fmt.Fprintln(out, "note: "+say)
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
		fmt.Fprintf(out, "refused: %d more\n", n)
	}
	fmt.Fprintf(out, "%d added, %d changed, %d as before, %d refused\n", r.Added, r.Changed, r.Same, r.Refused)
	if r.Unpublished > 0 {
		fmt.Fprintf(out, "%d of them are drafts, which readers do not see\n", r.Unpublished)
	}
	if r.Refused > 0 {
		return fail("%d of %d entries were refused; the others are in the paper.", r.Refused, r.Read())
	}
	return nil
}

// A progress shows on a terminal how far an import is.
type progress struct {
	w       io.Writer
	started time.Time
	last    time.Time
	shown   bool
}

func newProgress(w io.Writer) *progress {
	p := &progress{started: time.Now()}
	if file, ok := w.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			p.w = w
		}
	}
	return p
}

func (p *progress) show(r *wire.Report) {
	now := time.Now()
	if p.w == nil || now.Sub(p.started) < time.Second || now.Sub(p.last) < 200*time.Millisecond {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.w, "\r%d read, %d added, %d refused, %.0f a second ", r.Read(), r.Added, r.Refused, float64(r.Read())/now.Sub(p.started).Seconds())
}

func (p *progress) done() {
	if p.shown {
		fmt.Fprintln(p.w)
	}
}
