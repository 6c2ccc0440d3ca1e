package pdf

import (
	"bytes"
	"strconv"

	"github.com/carlos7ags/folio/core"
	"github.com/carlos7ags/folio/document"

	"ilbo.press/internal/typeset"
)

// A Page is one page. Places on it are lengths from its upper left corner, where
// it is trimmed; y grows downward.
type Page struct {
	document      *Document
	width, height typeset.Length
	margin        typeset.Length // around the trim, for bleed and marks
	content       bytes.Buffer
	open          *Element
	opened        bool // marked content has been begun, which the open element's is not always
	marks         []*Element
	annotations   *core.PdfArray
	dict          *core.PdfDictionary
	ref           *core.PdfIndirectReference
	scale         int // of letters, as text has it
	ink           typeset.Ink
	inked         bool
}

// Crop marks: how far from the trim they begin, beyond the bleed, and how long
// they are.
var (
	markGap    = typeset.Millimetres(2)
	markLength = typeset.Millimetres(5)
)

// Page adds a page of a trimmed size.
func (d *Document) Page(width, height typeset.Length) *Page {
	p := &Page{document: d, width: width, height: height, margin: d.info.Bleed,
		scale: 10_000, dict: core.NewPdfDictionary(), annotations: core.NewPdfArray()}
	if d.info.Marks {
		p.margin += markGap + markLength
	}
	d.pages = append(d.pages, p)
	return p
}

// number writes a length, or anything in thousandths.
func (p *Page) number(l typeset.Length) *Page {
	p.content.Write(thousandths(p.content.AvailableBuffer(), int(l)))
	p.content.WriteByte(' ')
	return p
}

// thousandths writes a number of thousandths with no more digits than it has.
func thousandths(b []byte, n int) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	b = strconv.AppendInt(b, int64(n/1000), 10)
	if n %= 1000; n > 0 {
		b = append(b, '.', byte('0'+n/100))
		if n%100 > 0 {
			b = append(b, byte('0'+n/10%10))
		}
		if n%10 > 0 {
			b = append(b, byte('0'+n%10))
		}
	}
	return b
}

// x and y are a place as PDF has it: from the lower left corner, upward.
func (p *Page) x(x typeset.Length) typeset.Length { return x + p.margin }
func (p *Page) y(y typeset.Length) typeset.Length { return p.height - y + p.margin }

// Begin says which element is drawn from now on, until End. What is drawn
// outside is none of the document's: rules, folios, ornaments.
func (p *Page) Begin(e *Element) {
	p.close()
	p.open = e
}

// End ends the element.
func (p *Page) End() { p.Begin(nil) }

// mark begins marked content, if it has not begun.
func (p *Page) mark() {
	if p.opened {
		return
	}
	p.opened = true
	if p.open == nil {
		p.content.WriteString("/Artifact BMC\n")
		return
	}
	n := len(p.marks)
	p.marks = append(p.marks, p.open)
	p.open.children = append(p.open.children, child{page: p, mark: n})
	p.content.WriteString("/" + p.open.role + " <</MCID " + strconv.Itoa(n) + ">> BDC\n")
}

// close ends marked content.
func (p *Page) close() {
	if p.opened {
		p.content.WriteString("EMC\n")
		p.opened = false
	}
}

// colour sets the ink of what is filled.
func (p *Page) colour(ink typeset.Ink) {
	if p.inked && ink == p.ink {
		return
	}
	p.ink, p.inked = ink, true
	inks := func(all ...uint8) {
		for _, n := range all {
			p.number(typeset.Length(min(n, 100)) * 10)
		}
	}
	if !p.document.info.RGB {
		inks(ink.C, ink.M, ink.Y, ink.K)
		p.content.WriteString("k\n")
		return
	}
	mix := func(n uint8) uint8 { return uint8((100 - int(min(n, 100))) * (100 - int(min(ink.K, 100))) / 100) }
	inks(mix(ink.C), mix(ink.M), mix(ink.Y))
	p.content.WriteString("rg\n")
}

// Box fills a rectangle. A rule is a thin one.
func (p *Page) Box(x, y, width, height typeset.Length, ink typeset.Ink) {
	p.mark()
	p.colour(ink)
	p.number(p.x(x)).number(p.y(y + height)).number(width).number(height)
	p.content.WriteString("re f\n")
}

// Link makes a rectangle lead to an address. It belongs to the open element,
// and says what it leads to.
func (p *Page) Link(x, y, width, height typeset.Length, address, says string) {
	action := core.NewPdfDictionary()
	set(action, "Type", "Action")
	set(action, "S", "URI")
	action.Set("URI", core.NewPdfLiteralString(address))
	p.link(x, y, width, height, says, "A", action)
}

// Lead makes a rectangle lead to a place on a page.
func (p *Page) Lead(x, y, width, height typeset.Length, to *Page, at typeset.Length, says string) {
	p.link(x, y, width, height, says, "Dest", later{to, at})
}

// later is a destination on a page that may not have been written yet.
type later struct {
	page *Page
	y    typeset.Length
}

func (p *Page) link(x, y, width, height typeset.Length, says, key string, target any) {
	a := core.NewPdfDictionary()
	set(a, "Type", "Annot")
	set(a, "Subtype", "Link")
	a.Set("Rect", core.NewPdfArray(real(p.x(x)), real(p.y(y+height)), real(p.x(x+width)), real(p.y(y))))
	a.Set("Border", core.NewPdfArray(core.NewPdfInteger(0), core.NewPdfInteger(0), core.NewPdfInteger(0)))
	a.Set("F", core.NewPdfInteger(4)) // printed
	if says != "" {
		a.Set("Contents", core.NewPdfTextString(says))
	}
	switch t := target.(type) {
	case *core.PdfDictionary:
		a.Set(key, t)
	case later:
		p.document.leads = append(p.document.leads, lead{a, t})
	}
	e := p.open
	if e == nil || e.role != "Link" {
		e = p.document.Element(e, "Link")
	}
	e.children = append(e.children, child{page: p, annotation: a})
}

// real is a length as a number of points.
func real(l typeset.Length) core.PdfObject { return core.NewPdfReal(l.Points()) }

// destination is a place on the page.
func (p *Page) destination(y typeset.Length) *core.PdfArray {
	return core.NewPdfArray(p.ref, core.NewPdfName("XYZ"), core.NewPdfNull(), real(p.y(y)), core.NewPdfNull())
}

// write ends the page.
func (p *Page) write(w *document.Writer, tree, resources *core.PdfIndirectReference) {
	p.close()
	p.open = nil
	if p.document.info.Marks {
		p.crop()
	}
	box := func(out typeset.Length) *core.PdfArray {
		return core.NewPdfArray(real(p.margin-out), real(p.margin-out), real(p.margin+p.width+out), real(p.margin+p.height+out))
	}
	set(p.dict, "Type", "Page")
	p.dict.Set("Parent", tree)
	p.dict.Set("MediaBox", box(p.margin))
	p.dict.Set("BleedBox", box(p.document.info.Bleed))
	p.dict.Set("TrimBox", box(0))
	p.dict.Set("Resources", resources)
	p.dict.Set("Contents", w.AddObject(core.NewPdfStreamCompressed(p.content.Bytes())))
	set(p.dict, "Tabs", "S")
	if p.annotations.Len() > 0 {
		p.dict.Set("Annots", p.annotations)
	}
}

// crop draws the marks that a page is trimmed by.
func (p *Page) crop() {
	all := typeset.Ink{C: 100, M: 100, Y: 100, K: 100}
	const thin = typeset.Point / 4
	out := p.document.info.Bleed + markGap
	for _, x := range []typeset.Length{0, p.width} {
		p.Box(x-thin/2, -out-markLength, thin, markLength, all)
		p.Box(x-thin/2, p.height+out, thin, markLength, all)
	}
	for _, y := range []typeset.Length{0, p.height} {
		p.Box(-out-markLength, y-thin/2, markLength, thin, all)
		p.Box(p.width+out, y-thin/2, markLength, thin, all)
	}
	p.close()
}
