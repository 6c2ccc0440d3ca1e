// Package pdf prints what package typeset has set: a document of pages with
// lines, rules, pictures and links, for presses and for screens.
//
// Text is text: each face is embedded with the glyphs that are used, and each
// glyph says which letters it stands for, Korean ones and ligatures too, so that
// copying and searching work. What is drawn belongs to an element of the
// document's structure (a heading, a paragraph, a figure with its alternative
// text), which screen readers go by, in the order of the elements; or to none,
// as rules and page numbers do.
//
//	doc := pdf.New(pdf.Info{Title: "The Seorak Daily", Language: "en"})
//	page := doc.Page(typeset.Millimetres(350), typeset.Millimetres(550))
//	page.Begin(doc.Element(nil, "P"))
//	page.Line(x, y, &line)
//	page.End()
//	err := doc.Write(w)
//
// The same document is the same bytes: no clock, no chance, no order of maps.
// Objects, streams and references are written, and fonts cut, by
// github.com/carlos7ags/folio: see decision 37.
package pdf
