package press

import (
	"fmt"
	"io"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
	"ilbo.press"
	"ilbo.press/internal/typeset"
	"ilbo.press/internal/typeset/pdf"
)

// A Darkroom makes prints of pictures: a JPEG of a part of one, so many pixels
// wide and high, or as many as it has. It is asked for several at the same time.
type Darkroom interface {
	Print(f ilbo.Figure, part ilbo.Crop, width, height int) ([]byte, error)
}

// A Press is how pages are printed.
type Press struct {
	RGB   bool           // colours as screens mix them
	Bleed typeset.Length // how far beyond the trim
	Marks bool           // crop marks
}

// printed is how many pixels an inch pictures are printed with.
const printed = 240

// Print prints all pages as one PDF. The same edition is the same bytes.
func (p Press) Print(w io.Writer, m *Made, darkroom Darkroom) error {
	l := m.Paper.Languages[0]
	title := m.Paper.Title.In(l)
	run := &run{
		doc: pdf.New(pdf.Info{Title: title + ", " + map[ilbo.Language]*words{ilbo.English: english, ilbo.Korean: korean}[l].date(m.Date), Author: title,
			Language: string(l), Created: m.Closes, RGB: p.RGB, Bleed: p.Bleed, Marks: p.Marks}),
		made: m, darkroom: darkroom,
	}
	if err := run.develop(); err != nil {
		return err
	}
	for range m.Pages {
		run.pages = append(run.pages, run.doc.Page(m.Sheet.Width, m.Sheet.Height))
	}
	for i := range m.Pages {
		if err := run.print(i); err != nil {
			return fmt.Errorf("print page %s: %w", m.Pages[i].Folio, err)
		}
	}
	return run.doc.Write(w)
}

// A run is a document as it is printed.
type run struct {
	doc      *pdf.Document
	made     *Made
	pages    []*pdf.Page
	darkroom Darkroom
	prints   map[*Part][]byte
}

// develop has all prints made, as many at a time as there are processors: they take
// longer than all the rest.
func (r *run) develop() error {
	r.prints = make(map[*Part][]byte)
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	var mu sync.Mutex
	for i := range r.made.Pages {
		page := &r.made.Pages[i]
		for k := range page.Blocks {
			for j := range page.Blocks[k].Parts {
				p := &page.Blocks[k].Parts[j]
				if p.Figure == nil {
					continue
				}
				group.Go(func() error {
					w, h := int(p.Width.Points()/72*printed), int(p.Height.Points()/72*printed)
					jpeg, err := r.darkroom.Print(*p.Figure, p.Crop, max(w, 1), max(h, 1))
					if err != nil {
						return fmt.Errorf("print page %s: picture %s: %w", page.Folio, p.Figure.Picture, err)
					}
					mu.Lock()
					defer mu.Unlock()
					r.prints[p] = jpeg
					return nil
				})
			}
		}
	}
	return group.Wait()
}

// print prints a page.
func (r *run) print(i int) error {
	page, on := &r.made.Pages[i], r.pages[i]
	r.doc.Bookmark(page.Folio.String(), on, 0, 0)
	section := r.doc.Element(nil, "Sect")
	section.Title = page.Folio.String()
	for k := range page.Blocks {
		b := &page.Blocks[k]
		art := r.doc.Element(section, "Art")
		art.Title, art.Language = b.Title, string(b.Language)
		if b.Title != "" && len(b.Stories) > 0 {
			r.doc.Bookmark(b.Title, on, b.Y, 1)
		}
		if err := r.block(on, art, b); err != nil {
			return err
		}
	}
	return nil
}

// block prints a block, each element of it once.
func (r *run) block(on *pdf.Page, art *pdf.Element, b *Block) error {
	elements := make(map[int]*pdf.Element)
	for i := range b.Parts {
		p := &b.Parts[i]
		if p.Role == "" {
			on.End()
		} else {
			if elements[p.Group] == nil {
				elements[p.Group] = r.doc.Element(art, p.Role)
			}
			on.Begin(elements[p.Group])
		}
		switch {
		case p.Line != nil:
			on.Line(p.X, p.Y, p.Line)
			if p.Leads > 0 {
				r.lead(on, p)
			}
		case p.Figure != nil:
			elements[p.Group].Alt = p.Figure.Alt
			if err := on.Picture(p.X, p.Y, p.Width, p.Height, r.prints[p]); err != nil {
				return fmt.Errorf("picture %s: %w", p.Figure.Picture, err)
			}
		default:
			on.Box(p.X, p.Y, p.Width, p.Height, p.Ink)
		}
	}
	on.End()
	return nil
}

// lead has a line lead to a page.
func (r *run) lead(on *pdf.Page, p *Part) {
	var text string
	for i := range p.Line.Runs {
		text += p.Line.Runs[i].Text
	}
	on.Lead(p.X, p.Y-8*typeset.Point, p.Width, 11*typeset.Point, r.pages[p.Leads-1], 0, text)
}
