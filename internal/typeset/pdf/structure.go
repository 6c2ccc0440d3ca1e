package pdf

import (
	"github.com/carlos7ags/folio/core"
	"github.com/carlos7ags/folio/document"
)

// An Element is a part of the document as a screen reader knows it. Its role is
// one of PDF's: Sect, Art, H1 to H6, P, BlockQuote, Figure, Caption, Link.
type Element struct {
	Alt      string // what a figure shows
	Language string // where it is not the document's
	Title    string

	role     string
	parent   *Element
	children []child
	ref      *core.PdfIndirectReference
}

// A child is another element, marked content of a page, or an annotation.
type child struct {
	element    *Element
	page       *Page
	mark       int
	annotation *core.PdfDictionary
}

// Element adds an element below another, or at the top. Elements are read in
// the order in which they are added.
func (d *Document) Element(parent *Element, role string) *Element {
	if parent == nil {
		parent = d.root
	}
	e := &Element{role: role, parent: parent}
	parent.children = append(parent.children, child{element: e})
	return e
}

// structure writes the tree of elements, and which element each mark of a page
// belongs to.
func (d *Document) structure(w *document.Writer) *core.PdfIndirectReference {
	root := core.NewPdfDictionary()
	rootRef := w.AddObject(root)
	set(root, "Type", "StructTreeRoot")
	var owners []annotated
	d.root.write(w, rootRef, &owners)
	root.Set("K", d.root.ref)
	numbers := core.NewPdfArray()
	for i, p := range d.pages {
		p.dict.Set("StructParents", core.NewPdfInteger(i))
		marks := core.NewPdfArray()
		for _, e := range p.marks {
			marks.Add(e.ref)
		}
		numbers.Add(core.NewPdfInteger(i))
		numbers.Add(w.AddObject(marks))
	}
	for i, o := range owners {
		o.annotation.Set("StructParent", core.NewPdfInteger(len(d.pages)+i))
		numbers.Add(core.NewPdfInteger(len(d.pages) + i))
		numbers.Add(o.element.ref)
	}
	parents := core.NewPdfDictionary()
	parents.Set("Nums", numbers)
	root.Set("ParentTree", w.AddObject(parents))
	root.Set("ParentTreeNextKey", core.NewPdfInteger(len(d.pages)+len(owners)))
	return rootRef
}

// annotated is an annotation that belongs to an element.
type annotated struct {
	annotation *core.PdfDictionary
	element    *Element
}

// write writes an element and what is below it.
func (e *Element) write(w *document.Writer, parent *core.PdfIndirectReference, owners *[]annotated) {
	dict := core.NewPdfDictionary()
	e.ref = w.AddObject(dict)
	set(dict, "Type", "StructElem")
	set(dict, "S", e.role)
	dict.Set("P", parent)
	for _, f := range []struct{ key, value string }{{"Alt", e.Alt}, {"Lang", e.Language}, {"T", e.Title}} {
		if f.value != "" {
			dict.Set(f.key, core.NewPdfTextString(f.value))
		}
	}
	kids := core.NewPdfArray()
	for _, c := range e.children {
		switch {
		case c.element != nil:
			c.element.write(w, e.ref, owners)
			kids.Add(c.element.ref)
		case c.annotation != nil:
			ref := core.NewPdfDictionary()
			set(ref, "Type", "OBJR")
			ref.Set("Pg", c.page.ref)
			annotation := w.AddObject(c.annotation)
			ref.Set("Obj", annotation)
			c.page.annotations.Add(annotation)
			*owners = append(*owners, annotated{c.annotation, e})
			kids.Add(ref)
		default:
			mark := core.NewPdfDictionary()
			set(mark, "Type", "MCR")
			mark.Set("Pg", c.page.ref)
			mark.Set("MCID", core.NewPdfInteger(c.mark))
			kids.Add(mark)
		}
	}
	dict.Set("K", kids)
}
