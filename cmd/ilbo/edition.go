package main

import (
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/press"
	"ilbo.press/internal/press/edition"
	"ilbo.press/internal/press/epub"
	"ilbo.press/internal/press/plate"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/site"
)

// printers are the press of the house.
func (h *house) printers() (*edition.Office, error) {
	sheet, err := h.conf.Press.sheet()
	if err != nil {
		return nil, err
	}
	fonts, err := h.conf.Press.fonts(h.conf.Dir)
	if err != nil {
		return nil, err
	}
	hour, err := h.conf.Press.hour()
	if err != nil {
		return nil, err
	}
	printer, err := h.conf.Press.printer()
	if err != nil {
		return nil, err
	}
	reserved, err := h.conf.Press.reserved()
	if err != nil {
		return nil, err
	}
	return &edition.Office{
		Store: h.store, Fronts: pageOne{h.fronts}, Files: h.blobs, Binder: bindery{}, Fonts: fonts, Sheet: sheet, Reserved: reserved, Press: press.Press{RGB: true}, Printer: printer, Paper: h.conf.Paper, Hour: hour, Clock: h.clock, Log: h.log,
		Darkroom: func(ctx context.Context) press.Darkroom { return h.pictures.Darkroom(ctx) },
	}, nil
}

// pageOne is what the home front has at its top.
type pageOne struct{ *front.Desk }

func (p pageOne) Tops(ctx context.Context, l ilbo.Language) ([]ilbo.Teaser, error) {
	home, err := p.Home(ctx, l, nil)
	if err != nil || home.Lead == nil {
		return nil, err
	}
	return append([]ilbo.Teaser{*home.Lead}, home.Seconds...), nil
}

// A bindery makes what readers take along and leaf through: a book, and each page as
// SVG and small.
type bindery struct{}

// thumbWidth is how many pixels wide small pages are: twice as many as they are shown.
const thumbWidth = 480

func (bindery) Bind(_ context.Context, day *press.Day, m *press.Made, darkroom press.Darkroom, keep edition.Keep) error {
	if err := keep(edition.EPUBName, "application/epub+zip", func(w io.Writer) error { return epub.Write(w, day, m, darkroom) }); err != nil {
		return err
	}
	maker := plate.New(m, darkroom)
	maker.Address = func(f ilbo.Folio) string { return strconv.Itoa(int(f)) } // beside the page's picture
	for i := range m.Pages {
		if err := platesOf(maker, m.Pages[i].Folio, keep); err != nil {
			return err
		}
	}
	if len(m.Pages) == 0 || !m.Pages[0].Locked() {
		return nil
	}
	maker.Veiled = true // page one is everybody's, and not all that stands on it
	return platesOf(maker, m.Pages[0].Folio, keep)
}

// platesOf makes the pictures of a page.
func platesOf(maker *plate.Maker, f ilbo.Folio, keep edition.Keep) error {
	if err := keep(ilbo.PictureName(f, ".svg", maker.Veiled), edition.SVGType, func(w io.Writer) error { return maker.SVG(w, f) }); err != nil {
		return err
	}
	return keep(ilbo.PictureName(f, ".jpg", maker.Veiled), "image/jpeg", func(w io.Writer) error {
		img, err := maker.Picture(f, thumbWidth)
		if err != nil {
			return err
		}
		return jpeg.Encode(w, img, &jpeg.Options{Quality: 82})
	})
}

// editionMake makes the editions of a day, one in each language of the paper.
func editionMake(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("edition make", flag.ContinueOnError)
	c := addConfigFlags(f, false)
	out := f.String("out", "", "")
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if len(words) != 1 {
		fmt.Fprintln(sh.err, "ilbo: name one day, as 2026-11-23")
		return errUsage
	}
	day, err := time.Parse(time.DateOnly, words[0])
	if err != nil {
		return fail("%q is no day: write it like 2026-11-23.", words[0])
	}
	return c.within(ctx, sh, func(h *house) error {
		office, err := h.printers()
		if err != nil {
			return err
		}
		if *out != "" {
			if err := os.MkdirAll(*out, 0o755); err != nil {
				return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The folder %s cannot be made.", *out), Err: err}
			}
		}
		made := 0
		var refused error
		for _, l := range h.conf.Paper.Languages {
			err := h.makeEdition(ctx, sh, office, l, day, *out)
			if errors.Is(err, ilbo.Invalid) {
				fmt.Fprintf(sh.out, "%s: %s\n", l, ilbo.SayOf(err))
				refused = err
				continue
			}
			if err != nil {
				return err
			}
			made++
		}
		if made == 0 {
			return refused
		}
		return nil
	})
}

// makeEdition makes one and says what was made.
func (h *house) makeEdition(ctx context.Context, sh shell, office *edition.Office, l ilbo.Language, day time.Time, out string) error {
	began := time.Now()
	set := false
	e, faults, err := office.Make(ctx, edition.Order{Language: l, Date: day, By: operator(sh), Told: func(s edition.Step) {
		switch {
		case s.Again:
			fmt.Fprintf(sh.out, "%s: a story was withdrawn; the edition is set again\n", l)
			set = false
		case !set:
			fmt.Fprintf(sh.out, "%s: %d stories on %d pages\n", l, s.Stories, s.Pages)
			for _, id := range s.Trimmed {
				fmt.Fprintf(sh.out, "note: %s ends before its last paragraphs\n", h.named(ctx, id))
			}
			set = true
		default:
			fmt.Fprintf(sh.out, "%s: %s\n", l, s.File)
		}
	}})
	if err != nil {
		return err
	}
	for _, fault := range faults {
		fmt.Fprintf(sh.out, "note: no font has %q (U+%04X) of %s: it is printed as a box\n", fault.Rune, fault.Rune, h.named(ctx, fault.Story))
	}
	if out != "" {
		for i := range e.Files {
			if err := h.copyFile(ctx, &e, &e.Files[i], out); err != nil {
				return err
			}
		}
	}
	date := day.Format(time.DateOnly)
	fmt.Fprintf(sh.out, "%s: version %d, %d pages, in %.1f s; readers find it at %s/epaper/%s\n", l, e.Version, len(e.Pages), time.Since(began).Seconds(), h.conf.Paper.Prefix(l), date)
	return h.did(ctx, sh, ilbo.DeedEdition, "", fmt.Sprintf("%s in %s, version %d", date, l, e.Version))
}

// named is a story as the command line calls it.
func (h *house) named(ctx context.Context, id ilbo.StoryID) string {
	s, err := h.store.Story(ctx, id)
	if err != nil {
		return fmt.Sprintf("story %d", id)
	}
	return fmt.Sprintf("story %d, %q", id, s.Headline)
}

// copyFile copies a file of an edition to a folder.
func (h *house) copyFile(ctx context.Context, e *ilbo.KeptEdition, f *ilbo.PrintFile, dir string) error {
	in, err := h.blobs.Get(ctx, f.Key())
	if err != nil {
		return err
	}
	defer in.Close()
	from := io.Reader(in)
	if f.Packed {
		if from, err = gzip.NewReader(in); err != nil {
			return fmt.Errorf("unpack %s: %w", f.Name, err)
		}
	}
	data, err := io.ReadAll(from)
	if err != nil {
		return fmt.Errorf("read %s: %w", f.Name, err)
	}
	stem := e.Date.Format(time.DateOnly) + "-" + string(e.Language)
	name := stem + "-" + f.Name
	if edition.Whole(f.Name) {
		name = stem + filepath.Ext(f.Name)
	}
	name = filepath.Join(dir, name)
	if err := os.WriteFile(name, data, 0o644); err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s cannot be written.", name), Err: err}
	}
	return nil
}

// shelf is printed editions as the readers' site wants them.
type shelf struct {
	*store.Store
	blobs picture.Blobs
}

func (s shelf) Open(ctx context.Context, f *ilbo.PrintFile) (*site.Plate, error) {
	object, err := s.blobs.Get(ctx, f.Key())
	if err != nil {
		return nil, err
	}
	return &site.Plate{ReadSeekCloser: object, Type: f.Type, Tag: f.Sum, Modified: object.ModTime()}, nil
}
