package booklet

import (
	"fmt"
	"io"

	"ilbo.press/internal/press"
	"ilbo.press/internal/typeset"
	"ilbo.press/internal/typeset/pdf"
)

// printed is how many pixels an inch pictures are printed with.
const printed = 200

// Print prints a booklet as PDF, in the colours of screens.
func (m *Made) Print(w io.Writer, darkroom press.Darkroom) error {
	a := &m.about
	created := a.issue.Published
	if created.IsZero() {
		created = a.issue.Date
	}
	doc := pdf.New(pdf.Info{Title: a.title, Author: a.author, Language: a.language, Created: created, RGB: true})
	elements := make([]*pdf.Element, len(m.elements)+1)
	for i, e := range m.elements {
		elements[i+1] = doc.Element(elements[e.parent], e.role)
		elements[i+1].Title, elements[i+1].Alt, elements[i+1].Language = e.title, e.alt, string(e.language)
	}
	var pages []*pdf.Page
	for range m.Pages {
		pages = append(pages, doc.Page(width, height))
	}
	begun := map[int]bool{}
	for i := range m.Pages {
		p, on := &m.Pages[i], pages[i]
		for k := range p.Parts {
			part := &p.Parts[k]
			if part.element > 0 {
				if e := m.elements[part.element-1]; e.parent > 0 && !begun[e.parent] {
					begun[e.parent] = true
					doc.Bookmark(m.elements[e.parent-1].title, on, 0, 0)
				}
				on.Begin(elements[part.element])
			} else {
				on.End()
			}
			switch {
			case part.Line != nil:
				on.Line(part.X, part.Y+part.Base, part.Line)
				if part.leads > 0 {
					on.Lead(part.X, part.Y, part.Width, part.Height, pages[part.leads-1], 0, said(part.Line))
				}
			case part.Figure != nil:
				jpeg, err := darkroom.Print(*part.Figure, part.Crop, pixels(part.Width), pixels(part.Height))
				if err != nil {
					return fmt.Errorf("print picture %s: %w", part.Figure.Picture, err)
				}
				if err := on.Picture(part.X, part.Y, part.Width, part.Height, jpeg); err != nil {
					return fmt.Errorf("print picture %s: %w", part.Figure.Picture, err)
				}
			default:
				on.Box(part.X, part.Y, part.Width, part.Height, part.Ink)
			}
		}
		on.End()
	}
	return doc.Write(w)
}

func pixels(l typeset.Length) int { return max(1, int(l.Points()/72*printed)) }

// said is what a line says.
func said(l *typeset.Line) (text string) {
	for i := range l.Runs {
		text += l.Runs[i].Text
	}
	return text
}
