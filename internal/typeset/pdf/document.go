package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"time"

	"github.com/carlos7ags/folio/core"
	"github.com/carlos7ags/folio/document"

	"ilbo.press/internal/typeset"
)

// Info is what a document says of itself, and how it is printed.
type Info struct {
	Title    string
	Author   string
	Subject  string
	Language string // BCP 47
	Created  time.Time

	RGB   bool           // colours as screens mix them; else as presses do
	Bleed typeset.Length // how far pictures may reach beyond the trim
	Marks bool           // crop marks
}

// A Document is pages, bookmarks and the structure of what they say. It serves
// one goroutine.
type Document struct {
	info      Info
	pages     []*Page
	faces     []*embedded
	byFace    map[*typeset.Face]*embedded
	pictures  []*picture
	bookmarks []bookmark
	leads     []lead
	root      *Element
}

// A lead is a link within the document, whose target is known when pages are.
type lead struct {
	annotation *core.PdfDictionary
	to         later
}

// New begins a document.
func New(info Info) *Document {
	d := &Document{info: info, byFace: make(map[*typeset.Face]*embedded)}
	d.root = &Element{role: "Document"}
	return d
}

// A bookmark leads to a place on a page.
type bookmark struct {
	title string
	page  *Page
	y     typeset.Length
	level int
}

// Bookmark adds an entry to the contents that a viewer shows beside the pages.
// One of a deeper level stands below the last of the level before.
func (d *Document) Bookmark(title string, page *Page, y typeset.Length, level int) {
	d.bookmarks = append(d.bookmarks, bookmark{title, page, y, max(level, 0)})
}

// Write writes the document.
func (d *Document) Write(out io.Writer) error {
	w := document.NewWriter("1.7")
	tree := core.NewPdfDictionary()
	treeRef := w.AddObject(tree)
	for _, p := range d.pages {
		p.ref = w.AddObject(p.dict)
	}
	for _, l := range d.leads {
		l.annotation.Set("Dest", l.to.page.destination(l.to.y))
	}
	fonts := core.NewPdfDictionary()
	for _, e := range d.faces {
		ref, err := e.write(w)
		if err != nil {
			return fmt.Errorf("embed %s: %w", e.face.Name, err)
		}
		fonts.Set(e.name, ref)
	}
	images := core.NewPdfDictionary()
	for _, p := range d.pictures {
		images.Set(p.name, w.AddObject(p.stream))
	}
	resources := core.NewPdfDictionary()
	resources.Set("Font", fonts)
	if len(d.pictures) > 0 {
		resources.Set("XObject", images)
	}
	resourcesRef := w.AddObject(resources)
	structure := d.structure(w)
	kids := core.NewPdfArray()
	for _, p := range d.pages {
		p.write(w, treeRef, resourcesRef)
		kids.Add(p.ref)
	}
	set(tree, "Type", "Pages")
	tree.Set("Kids", kids)
	tree.Set("Count", core.NewPdfInteger(len(d.pages)))

	catalog := core.NewPdfDictionary()
	set(catalog, "Type", "Catalog")
	catalog.Set("Pages", treeRef)
	catalog.Set("StructTreeRoot", structure)
	marked := core.NewPdfDictionary()
	marked.Set("Marked", core.NewPdfBoolean(true))
	catalog.Set("MarkInfo", marked)
	if d.info.Language != "" {
		catalog.Set("Lang", core.NewPdfTextString(d.info.Language))
	}
	viewer := core.NewPdfDictionary()
	viewer.Set("DisplayDocTitle", core.NewPdfBoolean(true))
	catalog.Set("ViewerPreferences", viewer)
	metadata := core.NewPdfStream(d.metadata())
	set(metadata.Dict, "Type", "Metadata")
	set(metadata.Dict, "Subtype", "XML")
	catalog.Set("Metadata", w.AddObject(metadata))
	if outlines := d.outlines(w); outlines != nil {
		catalog.Set("Outlines", outlines)
		set(catalog, "PageMode", "UseOutlines")
	}
	w.SetRoot(w.AddObject(catalog))
	w.SetInfo(w.AddObject(d.about()))
	_, err := w.WriteToWithOptions(out, document.WriteOptions{UseXRefStream: true, UseObjectStreams: true, Deterministic: true, CompressionLevel: 6})
	return err
}

// set sets a name.
func set(d *core.PdfDictionary, key, name string) { d.Set(key, core.NewPdfName(name)) }

// about is the document's information dictionary.
func (d *Document) about() *core.PdfDictionary {
	info := core.NewPdfDictionary()
	for _, f := range []struct{ key, value string }{
		{"Title", d.info.Title}, {"Author", d.info.Author}, {"Subject", d.info.Subject}, {"Producer", "Ilbo"},
	} {
		if f.value != "" {
			info.Set(f.key, core.NewPdfTextString(f.value))
		}
	}
	if !d.info.Created.IsZero() {
		at := core.NewPdfLiteralString("D:" + d.info.Created.UTC().Format("20060102150405") + "+00'00'")
		info.Set("CreationDate", at)
		info.Set("ModDate", at)
	}
	return info
}

// metadata is the same as XMP, which newer programs read.
func (d *Document) metadata() []byte {
	var b bytes.Buffer
	text := func(s string) string {
		var e bytes.Buffer
		_ = xml.EscapeText(&e, []byte(s)) // a buffer takes everything
		return e.String()
	}
	fmt.Fprintf(&b, "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"+
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">"+
		"<dc:format>application/pdf</dc:format><pdf:Producer>Ilbo</pdf:Producer><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>", text(d.info.Title))
	if d.info.Author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>", text(d.info.Author))
	}
	if d.info.Language != "" {
		fmt.Fprintf(&b, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>", text(d.info.Language))
	}
	if !d.info.Created.IsZero() {
		at := d.info.Created.UTC().Format(time.RFC3339)
		fmt.Fprintf(&b, "<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>", at, at)
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

// outlines writes the bookmarks, or nothing where there are none.
func (d *Document) outlines(w *document.Writer) *core.PdfIndirectReference {
	if len(d.bookmarks) == 0 {
		return nil
	}
	type entry struct {
		dict     *core.PdfDictionary
		ref      *core.PdfIndirectReference
		children []*entry
	}
	add := func(dict *core.PdfDictionary) *entry { return &entry{dict: dict, ref: w.AddObject(dict)} }
	top := add(core.NewPdfDictionary())
	set(top.dict, "Type", "Outlines")
	path := []*entry{top}
	for _, b := range d.bookmarks {
		e := add(core.NewPdfDictionary())
		e.dict.Set("Title", core.NewPdfTextString(b.title))
		e.dict.Set("Dest", b.page.destination(b.y))
		level := min(b.level, len(path)-1)
		parent := path[level]
		e.dict.Set("Parent", parent.ref)
		parent.children = append(parent.children, e)
		path = append(path[:level+1], e)
	}
	var link func(e *entry)
	link = func(e *entry) {
		for i, c := range e.children {
			if i > 0 {
				c.dict.Set("Prev", e.children[i-1].ref)
			}
			if i+1 < len(e.children) {
				c.dict.Set("Next", e.children[i+1].ref)
			}
			link(c)
		}
		if n := len(e.children); n > 0 {
			e.dict.Set("First", e.children[0].ref)
			e.dict.Set("Last", e.children[n-1].ref)
			if e != top {
				n = -n // closed until it is opened
			}
			e.dict.Set("Count", core.NewPdfInteger(n))
		}
	}
	link(top)
	return top.ref
}
