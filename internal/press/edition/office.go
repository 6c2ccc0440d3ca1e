package edition

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"ilbo.press"
	"ilbo.press/internal/press"
)

// Names of an edition's files; those of a page begin with its folio: "A1.svg".
const (
	PDFName     = "paper.pdf"
	EPUBName    = "paper.epub"
	PrinterName = "printer.pdf" // with bleed and marks; no reader is given it
)

// Whole reports whether a file is the whole edition, and not a page of it.
func Whole(name string) bool { return name == PDFName || name == EPUBName }

// An Office has editions made and kept.
type Office struct {
	Store    Store
	Fronts   Fronts
	Files    Files
	Darkroom func(ctx context.Context) press.Darkroom
	Binder   Binder             // nil: an edition is its PDF alone
	Fonts    func() press.Fonts // asked for when the first edition is made
	Sheet    press.Sheet
	Reserved []press.Space
	Press    press.Press  // of readers' PDF
	Printer  *press.Press // of the one for a printer; nil: none is made
	Paper    *ilbo.Paper
	// Hour is when a day's edition closes, in the paper's zone, and is made. Below
	// zero it is made when somebody asks for it, of what was published that day.
	Hour  int
	Clock ilbo.Clock
	Log   *slog.Logger
}

// An Order is for a version of a day's edition.
type Order struct {
	Language ilbo.Language
	Date     time.Time // year, month and day alone say something
	Version  int       // 0: the next one; one that is there is not made again
	By       string
	// From takes in what became public since then; zero: since the edition before
	// closed, or as the version before this one.
	From time.Time
	// Told is told how far the work is; nil: nobody is.
	Told func(Step)
}

// A Step of the work is done.
type Step struct {
	Stories, Pages int // of the edition, when they are known
	Trimmed        []ilbo.StoryID
	File           string // that was kept last; empty: none yet
	Again          bool   // a story was withdrawn meanwhile: the work begins anew
}

// again is how often an edition is set anew because a story was withdrawn while it
// was made.
const again = 5

// Make makes a version of a day's edition and keeps it. Faults are what was printed
// otherwise than it was written. Where the version is there, or would be the same as
// the newest, that one is given: it is safe to do twice. A day without stories is
// Invalid.
func (o *Office) Make(ctx context.Context, order Order) (e ilbo.KeptEdition, faults []press.Fault, err error) {
	if order.Told == nil {
		order.Told = func(Step) {}
	}
	last, err := o.newest(ctx, order.Language, order.Date)
	if err != nil || order.Version > 0 && last.Version >= order.Version {
		return last, nil, err
	}
	for range again {
		day, err := o.day(ctx, &order, &last)
		if err != nil {
			return e, nil, err
		}
		made, err := press.Make(day, o.Sheet, o.Fonts())
		if err != nil {
			return e, nil, err
		}
		done := Step{Stories: len(day.Stories), Pages: len(made.Pages), Trimmed: made.Trimmed}
		order.Told(done)
		e = ilbo.KeptEdition{Edition: made.Edition, Made: o.Clock().UTC().Truncate(time.Millisecond), By: order.By, Lead: lead(made), Pages: made.Printed()}
		if err := o.print(ctx, day, made, &e, func(file string) {
			done.File = file
			order.Told(done)
		}); err != nil {
			return e, nil, err
		}
		if last.Version > 0 && slices.Equal(last.Files, e.Files) {
			return last, made.Faults, nil
		}
		if err = o.keep(ctx, &e); !errors.Is(err, errWithdrawn) {
			return e, made.Faults, err
		}
		order.Told(Step{Again: true})
	}
	return e, nil, &ilbo.Error{Kind: ilbo.Busy, Say: "Stories of the edition are withdrawn faster than it is printed. Make it again in a minute."}
}

// newest is the newest version of a day's edition, the zero one where there is none.
func (o *Office) newest(ctx context.Context, l ilbo.Language, day time.Time) (ilbo.KeptEdition, error) {
	e, err := o.Store.Edition(ctx, l, day)
	if errors.Is(err, ilbo.NotFound) {
		return ilbo.KeptEdition{}, nil
	}
	return e, err
}

// lead is the headline of the first story of the front page.
func lead(m *press.Made) string {
	for i := range m.Pages[0].Blocks {
		if b := &m.Pages[0].Blocks[i]; len(b.Stories) > 0 && b.Title != "" && b.Stories[0] == m.Pages[0].Stories[0] {
			return b.Title
		}
	}
	return ""
}

// print prints an edition and keeps its files. Nobody is given one of them before
// the edition is kept.
func (o *Office) print(ctx context.Context, day *press.Day, made *press.Made, e *ilbo.KeptEdition, told func(file string)) error {
	keep := func(name, kind string, write func(io.Writer) error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		f, err := o.file(ctx, name, kind, write)
		if err != nil {
			return fmt.Errorf("print %s: %w", name, err)
		}
		e.Files = append(e.Files, f)
		told(name)
		return nil
	}
	darkroom := o.Darkroom(ctx)
	if err := keep(PDFName, "application/pdf", func(w io.Writer) error { return o.Press.Print(w, made, darkroom) }); err != nil {
		return err
	}
	if o.Printer != nil {
		if err := keep(PrinterName, "application/pdf", func(w io.Writer) error { return o.Printer.Print(w, made, darkroom) }); err != nil {
			return err
		}
	}
	if o.Binder == nil {
		return nil
	}
	return o.Binder.Bind(ctx, day, made, darkroom, keep)
}

// errWithdrawn says that the public may not see a story any more that was printed.
var errWithdrawn = errors.New("a story was withdrawn")

// keep keeps an edition, unless one of its stories was withdrawn meanwhile.
func (o *Office) keep(ctx context.Context, e *ilbo.KeptEdition) error {
	return o.Store.Together(ctx, func(ctx context.Context) error {
		for _, id := range e.StoryIDs() {
			s, err := o.Store.Story(ctx, id)
			if err != nil {
				return err
			}
			if !s.Visible(o.Clock()) {
				return errWithdrawn
			}
		}
		return o.Store.PutEdition(ctx, e)
	})
}

// Fill does an order that waited. That there is nothing to print is no failure: it
// would not help to try again.
func (o *Office) Fill(ctx context.Context, l ilbo.Language, day time.Time, version int) error {
	e, faults, err := o.Make(ctx, Order{Language: l, Date: day, Version: version})
	switch {
	case errors.Is(err, ilbo.Invalid):
		o.Log.WarnContext(ctx, "an edition is not made", "language", l, "day", day.Format(time.DateOnly), "why", ilbo.SayOf(err))
		return nil
	case errors.Is(err, ilbo.Conflict): // somebody else made that version meanwhile
		return nil
	case err != nil:
		return err
	}
	for _, f := range faults {
		o.Log.WarnContext(ctx, "a sign is printed as a box: no face has it", "story", f.Story, "sign", string(f.Rune))
	}
	o.Log.InfoContext(ctx, "an edition is out", "language", l, "day", day.Format(time.DateOnly), "version", e.Version, "pages", len(e.Pages))
	return nil
}

// Withdrawn orders the editions anew that print a story which the public may not see
// any more. It may be told of any story, and twice.
func (o *Office) Withdrawn(ctx context.Context, id ilbo.StoryID) error {
	s, err := o.Store.Story(ctx, id)
	if errors.Is(err, ilbo.NotFound) {
		return nil
	}
	if err != nil || s.Visible(o.Clock()) {
		return err
	}
	all, err := o.Store.EditionsWith(ctx, id)
	if err != nil {
		return err
	}
	for _, e := range all {
		if err := o.Store.OrderEdition(ctx, e.Language, e.Date, e.Version+1); err != nil {
			return err
		}
	}
	return nil
}
