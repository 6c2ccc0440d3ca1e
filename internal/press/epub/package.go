package epub

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// container says where the package is.
func container() []byte {
	m := &markup{}
	m.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	m.begin("container", "version", "1.0", "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container").begin("rootfiles")
	m.empty("rootfile", "full-path", "EPUB/package.opf", "media-type", "application/oebps-package+xml")
	return m.close()
}

// identifier names the edition, of this paper, this day and this version.
func (b *book) identifier() string {
	p := b.made.Paper
	sum := sha256.Sum256(fmt.Appendf(nil, "ilbo edition\n%s\n%s\n%s\n%d", p.URL, p.Title.In(b.language), b.made.Date.Format(time.DateOnly), b.made.Version))
	sum[6], sum[8] = sum[6]&0x0F|0x80, sum[8]&0x3F|0x80 // version 8 of RFC 9562: made by a rule of one's own
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// manifest is the package: what the book is, has, and is read in the order of.
func (b *book) manifest() []byte {
	m := &markup{}
	m.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	m.begin("package", "xmlns", "http://www.idpf.org/2007/opf", "version", "3.0", "unique-identifier", "id", "xml:lang", string(b.language)).next()
	b.metadata(m)
	m.begin("manifest").next()
	item := func(id, file, kind, properties string) {
		m.empty("item", "id", id, "href", file, "media-type", kind, "properties", properties).next()
	}
	const page, jpeg = "application/xhtml+xml", "image/jpeg"
	item("nav", "nav.xhtml", page, "nav")
	item("style", "paper.css", "text/css", "")
	item("cover-image", "cover.jpg", jpeg, "cover-image")
	item("cover", "cover.xhtml", page, "")
	order := []string{"cover", "nav"}
	for i := range b.sections {
		s := &b.sections[i]
		id := strings.TrimSuffix(s.file, ".xhtml")
		item(id, s.file, page, "")
		order = append(order, id)
		for _, c := range s.chapters {
			id := strings.TrimSuffix(c.file, ".xhtml")
			item(id, c.file, page, "")
			order = append(order, id)
		}
	}
	for _, p := range b.pictures {
		item(strings.TrimSuffix(p.file, ".jpg"), p.file, jpeg, "")
	}
	m.end(1).next().begin("spine").next()
	for _, id := range order {
		m.empty("itemref", "idref", id).next()
	}
	return m.close()
}

// metadata says what the book is, and for whom.
func (b *book) metadata(m *markup) {
	p := b.made.Paper
	title := p.Title.In(b.language)
	m.begin("metadata", "xmlns:dc", "http://purl.org/dc/elements/1.1/").next()
	m.line("dc:identifier", b.identifier(), "id", "id")
	m.line("dc:title", b.made.Heading(b.language))
	for _, l := range b.languages() {
		m.line("dc:language", string(l))
	}
	m.line("dc:creator", title)
	m.line("dc:publisher", p.Publisher)
	m.line("dc:date", b.made.Date.Format(time.DateOnly))
	m.line("dc:source", fmt.Sprintf(b.words.printed, b.made.Heading(b.language)), "id", "printed")
	meta := func(property, text string, attributes ...string) {
		m.line("meta", text, append(attributes, "property", property)...)
	}
	meta("source-of", "pagination", "refines", "#printed")
	meta("belongs-to-collection", title, "id", "paper")
	meta("collection-type", "series", "refines", "#paper")
	if b.made.Number > 0 {
		meta("group-position", number(b.made.Number), "refines", "#paper")
	}
	meta("dcterms:modified", b.made.Closes.UTC().Format("2006-01-02T15:04:05Z"))
	m.empty("meta", "name", "cover", "content", "cover-image").next()
	meta("schema:accessMode", "textual")
	meta("schema:accessMode", "visual")
	meta("schema:accessModeSufficient", "textual")
	for _, has := range []string{"tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "printPageNumbers"} {
		meta("schema:accessibilityFeature", has)
	}
	if b.described() {
		meta("schema:accessibilityFeature", "alternativeText")
	}
	meta("schema:accessibilityHazard", "none")
	meta("schema:accessibilitySummary", b.words.summary)
	m.end(1).next()
}

// languages are those of the stories, the paper's own first.
func (b *book) languages() []ilbo.Language {
	all := []ilbo.Language{b.language}
	for _, c := range b.chapters {
		if !slices.Contains(all, c.story.Language) {
			all = append(all, c.story.Language)
		}
	}
	return all
}

// described reports whether every picture has an alternative text.
func (b *book) described() bool {
	all := true
	for _, c := range b.chapters {
		c.story.EachFigure(func(f *ilbo.Figure) { all = all && strings.TrimSpace(f.Alt) != "" })
	}
	return all
}
