package pdf

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf16"

	"github.com/carlos7ags/folio/core"
	"github.com/carlos7ags/folio/document"
	"github.com/carlos7ags/folio/font"

	"ilbo.press/internal/typeset"
)

// An embedded face knows which of its glyphs are used, and what each says.
type embedded struct {
	face   *typeset.Face
	name   string // in the resources
	glyphs map[uint16]string
	widths map[uint16]int
}

// embed is a face as the document has it.
func (d *Document) embed(face *typeset.Face) *embedded {
	e := d.byFace[face]
	if e == nil {
		e = &embedded{face, "F" + strconv.Itoa(len(d.faces)+1), make(map[uint16]string), make(map[uint16]int)}
		d.byFace[face] = e
		d.faces = append(d.faces, e)
	}
	return e
}

// width is a glyph's, in millionths of the size, as the document says it.
func (e *embedded) width(glyph uint16) int {
	w, ok := e.widths[glyph]
	if !ok {
		w = (e.face.Advance(glyph)*1_000_000 + e.face.Upem()/2) / e.face.Upem()
		e.widths[glyph] = w
	}
	return w
}

// says enters that glyphs stand for a text. It is false where the table of
// glyphs cannot say so: several for one letter, or one that says something else
// elsewhere.
func (e *embedded) says(glyphs []typeset.Glyph, text string) bool {
	for i := range glyphs {
		if _, ok := e.glyphs[glyphs[i].ID]; !ok {
			e.glyphs[glyphs[i].ID] = ""
		}
	}
	if len(glyphs) != 1 || text == "" || glyphs[0].ID == 0 {
		return false
	}
	switch e.glyphs[glyphs[0].ID] {
	case "":
		e.glyphs[glyphs[0].ID] = text
		return true
	case text:
		return true
	}
	return false
}

// write embeds the glyphs that are used.
func (e *embedded) write(w *document.Writer) (*core.PdfIndirectReference, error) {
	parsed, err := font.ParseFont(e.face.Data())
	if err != nil {
		return nil, err
	}
	ids := slices.Sorted(maps.Keys(e.glyphs))
	// Glyphs are named by their number, so that the font needs no table of letters;
	// one is written only for letters of the first plane.
	used := map[uint16]rune{0: unicode.MaxRune}
	for _, id := range ids {
		used[id] = unicode.MaxRune
	}
	name := tag(ids) + "+" + plain(e.face.Name)
	descriptor := core.NewPdfDictionary()
	cid := core.NewPdfDictionary()
	var data []byte
	if e.face.Outlines() {
		data, err = font.SubsetCFF(e.face.Table("CFF "), used)
	} else {
		data, err = font.Subset(e.face.Data(), used)
	}
	if err != nil {
		return nil, err
	}
	file := core.NewPdfStreamCompressed(data)
	if e.face.Outlines() {
		set(file.Dict, "Subtype", "CIDFontType0C")
		descriptor.Set("FontFile3", w.AddObject(file))
		set(cid, "Subtype", "CIDFontType0")
	} else {
		file.Dict.Set("Length1", core.NewPdfInteger(len(data)))
		descriptor.Set("FontFile2", w.AddObject(file))
		set(cid, "Subtype", "CIDFontType2")
		set(cid, "CIDToGIDMap", "Identity")
	}
	em := func(n int) core.PdfObject { return core.NewPdfInteger((n*1000 + e.face.Upem()/2) / e.face.Upem()) }
	bounds := parsed.BBox()
	set(descriptor, "Type", "FontDescriptor")
	set(descriptor, "FontName", name)
	descriptor.Set("Flags", core.NewPdfInteger(int(parsed.Flags())))
	descriptor.Set("FontBBox", core.NewPdfArray(em(bounds[0]), em(bounds[1]), em(bounds[2]), em(bounds[3])))
	descriptor.Set("ItalicAngle", core.NewPdfReal(parsed.ItalicAngle()))
	descriptor.Set("Ascent", em(parsed.Ascent()))
	descriptor.Set("Descent", em(parsed.Descent()))
	descriptor.Set("CapHeight", em(int(e.face.CapHeight(typeset.Length(e.face.Upem())))))
	descriptor.Set("StemV", core.NewPdfInteger(max(parsed.StemV(), 1)))

	set(cid, "Type", "Font")
	set(cid, "BaseFont", name)
	system := core.NewPdfDictionary()
	system.Set("Registry", core.NewPdfLiteralString("Adobe"))
	system.Set("Ordering", core.NewPdfLiteralString("Identity"))
	system.Set("Supplement", core.NewPdfInteger(0))
	cid.Set("CIDSystemInfo", system)
	cid.Set("FontDescriptor", w.AddObject(descriptor))
	cid.Set("W", e.widthsOf(ids))

	dict := core.NewPdfDictionary()
	set(dict, "Type", "Font")
	set(dict, "Subtype", "Type0")
	set(dict, "BaseFont", name)
	set(dict, "Encoding", "Identity-H")
	dict.Set("DescendantFonts", core.NewPdfArray(w.AddObject(cid)))
	dict.Set("ToUnicode", w.AddObject(core.NewPdfStreamCompressed(e.unicode(ids))))
	return w.AddObject(dict), nil
}

// widthsOf lists widths, neighbours together.
func (e *embedded) widthsOf(ids []uint16) *core.PdfArray {
	all := core.NewPdfArray()
	var run *core.PdfArray
	for i, id := range ids {
		if i == 0 || ids[i-1]+1 != id {
			run = core.NewPdfArray()
			all.Add(core.NewPdfInteger(int(id)))
			all.Add(run)
		}
		run.Add(core.NewPdfReal(float64(e.width(id)) / 1000))
	}
	return all
}

// unicode is the table of what glyphs say, which copying and searching read.
func (e *embedded) unicode(ids []uint16) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	var said []uint16
	for _, id := range ids {
		if e.glyphs[id] != "" {
			said = append(said, id)
		}
	}
	for chunk := range slices.Chunk(said, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(chunk))
		for _, id := range chunk {
			fmt.Fprintf(&b, "<%04X> <", id)
			for _, u := range utf16.Encode([]rune(e.glyphs[id])) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// tag names a subset by its glyphs: six capitals.
func tag(ids []uint16) string {
	h := fnv.New64a()
	for _, id := range ids {
		_, _ = h.Write([]byte{byte(id >> 8), byte(id)}) // a hash takes everything
	}
	sum := h.Sum64()
	name := make([]byte, 6)
	for i := range name {
		name[i] = byte('A' + sum%26)
		sum /= 26
	}
	return string(name)
}

// plain is a name of a font without what PDF would have to escape.
func plain(name string) string {
	b := make([]byte, 0, len(name))
	for _, c := range []byte(name) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' {
			b = append(b, c)
		}
	}
	if len(b) == 0 {
		return "Font"
	}
	return string(b)
}
