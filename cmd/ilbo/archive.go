package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"ilbo.press"
	"ilbo.press/internal/archive"
	"ilbo.press/internal/picture"
)

// export makes an archive of a paper in a folder.
func export(ctx context.Context, sh shell, args []string) error {
	return move(ctx, sh, "export", args, func(h *house, o archive.Options) error {
		report, err := archive.Export(ctx, h.store, originals{h.pictures, h.blobs}, o)
		if err != nil {
			return err
		}
		tellMoved(sh.out, report)
		fmt.Fprintf(sh.out, "The archive is in %s. It holds passwords' digests and unpublished stories: keep it safe.\n", o.Dir)
		return nil
	})
}

// importArchive fills an empty paper from an archive.
func importArchive(ctx context.Context, sh shell, args []string) error {
	return move(ctx, sh, "import archive", args, func(h *house, o archive.Options) error {
		report, err := archive.Restore(ctx, h.store, originals{h.pictures, h.blobs}, o)
		if err != nil {
			return err
		}
		tellMoved(sh.out, report)
		return h.did(ctx, sh, ilbo.DeedImport, "", fmt.Sprintf("an archive of %d stories from %s", report.Counts["stories"], o.Dir))
	})
}

// move opens the paper and runs do with the folder that is named.
func move(ctx context.Context, sh shell, name string, args []string, do func(*house, archive.Options) error) error {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	c := addConfigFlags(f, false)
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if len(words) != 1 {
		fmt.Fprintln(sh.err, "ilbo: name one folder for the archive")
		return errUsage
	}
	return c.within(ctx, sh, func(h *house) error {
		return do(h, archive.Options{Dir: words[0], Languages: h.conf.Paper.Languages, Now: h.clock()})
	})
}

func tellMoved(out io.Writer, r *archive.Report) {
	for _, say := range r.Notices {
		fmt.Fprintln(out, "note: "+say)
	}
	n := r.Counts
	fmt.Fprintf(out, "%d stories, %d old addresses, %d topics, %d journalists, %d pictures (%d of them photographs), %d films, %d of staff\n",
		n["stories"], n["redirects"], n["topics"], n["journalists"], n["pictures"], n["originals"], n["films"], n["staff"])
}

// originals are the files that an archive takes along.
type originals struct {
	desk  *picture.Desk
	blobs picture.Blobs
}

func (o originals) OpenPicture(ctx context.Context, p ilbo.Picture) (io.ReadCloser, error) {
	return o.desk.Original(ctx, p)
}

func (o originals) PutPicture(ctx context.Context, p ilbo.Picture, r io.Reader) error {
	return o.desk.PutOriginal(ctx, p, r)
}

func (o originals) OpenFilm(ctx context.Context, f ilbo.Film) (io.ReadCloser, error) {
	return o.desk.Reel(ctx, f)
}

func (o originals) PutFilm(ctx context.Context, f ilbo.Film, r io.Reader) error {
	return o.desk.PutReel(ctx, f, r)
}

func (o originals) OpenPrint(ctx context.Context, f ilbo.PrintFile) (io.ReadCloser, error) {
	return o.blobs.Get(ctx, f.Key())
}

func (o originals) PutPrint(ctx context.Context, f ilbo.PrintFile, r io.Reader) error {
	return o.blobs.Put(ctx, f.Key(), r)
}
