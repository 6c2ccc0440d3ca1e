package booklet

import (
	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// A Made booklet is its pages, before they are printed.
type Made struct {
	Pages    []Page
	elements []element
	about    about
}

type about struct {
	title, author, language string
	issue                   *ilbo.Issue
}

// A Page is what stands on one page.
type Page struct {
	Parts   []Part
	chapter int            // whose page it is, from 1; 0: none's
	floor   typeset.Length // where its margin begins: below the head of a story
	notes   []*note        // that want to stand in its margin
}

// A Part is a line of type, a rule or a picture.
type Part struct {
	X, Y          typeset.Length // of its box, from the upper left corner
	Width, Height typeset.Length
	Line          *typeset.Line // its baseline is Base below Y; nil: it is none
	Base          typeset.Length
	Ink           typeset.Ink // of a rule
	Figure        *ilbo.Figure
	Crop          ilbo.Crop
	Chapter, Note int // of a note in a margin, from 1
	element       int // what it is a part of, from 1; 0: an ornament
	leads         int // the page that it leads to, from 1; 0: none
}

// An element is a part of the document as a screen reader knows it.
type element struct {
	parent           int // from 1; 0: the document
	role, title, alt string
	language         ilbo.Language
}

// element adds an element, and gives its number.
func (m *maker) element(parent int, role string, l ilbo.Language) int {
	m.made.elements = append(m.made.elements, element{parent: parent, role: role, language: l})
	return len(m.made.elements)
}

// page begins a page, and gives it.
func (m *maker) page() *Page {
	m.made.Pages = append(m.made.Pages, Page{chapter: m.chapter, floor: head})
	m.y = head
	return m.at()
}

// at is the page that is being filled.
func (m *maker) at() *Page { return &m.made.Pages[len(m.made.Pages)-1] }

func (p *Page) add(part Part) { p.Parts = append(p.Parts, part) }

// line puts a line at a place, its box as high as its leading.
func (p *Page) line(x, y typeset.Length, line *typeset.Line, leading typeset.Length, element int) *Part {
	p.add(Part{X: x, Y: y, Width: line.Measure, Height: leading, Line: line, Base: leading * 76 / 100, element: element})
	return &p.Parts[len(p.Parts)-1]
}

// rule puts a rule that says nothing.
func (p *Page) rule(x, y, width, height typeset.Length, ink typeset.Ink) {
	p.add(Part{X: x, Y: y, Width: width, Height: height, Ink: ink})
}
