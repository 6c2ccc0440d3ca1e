package epub

import (
	"strconv"

	"ilbo.press"
)

func number(n int) string { return strconv.Itoa(n) }

// navigation is the table of contents, with where to begin and where printed pages
// do.
func (b *book) navigation() []byte {
	l := string(b.language)
	m := document(l, b.words.contents, "", "frontmatter")
	m.begin("nav", "epub:type", "toc", "role", "doc-toc", "aria-labelledby", "contents").next()
	m.line("h1", b.words.contents, "id", "contents")
	m.begin("ol").next()
	for i := range b.sections {
		s := &b.sections[i]
		m.begin("li").begin("a", "href", s.file).text(s.name).end(1).next()
		b.entries(m, s)
		m.end(1).next()
	}
	m.end(2).next()

	m.begin("nav", "epub:type", "landmarks", "aria-labelledby", "guide", "hidden", "hidden").next()
	m.line("h2", b.words.guide, "id", "guide")
	m.begin("ol").next()
	for _, to := range []struct{ kind, file, name string }{{"cover", "cover.xhtml", b.words.cover}, {"toc", "nav.xhtml", b.words.contents}, {"bodymatter", b.sections[0].file, b.words.begin}} {
		m.begin("li").begin("a", "epub:type", to.kind, "href", to.file).text(to.name).end(2).next()
	}
	m.end(2).next()

	m.begin("nav", "epub:type", "page-list", "role", "doc-pagelist", "aria-labelledby", "pages", "hidden", "hidden").next()
	m.line("h2", b.words.page, "id", "pages")
	m.begin("ol").next()
	for _, p := range b.breaks {
		m.begin("li").begin("a", "href", p.chapter.file+"#"+p.folio.String()).text(p.folio.String()).end(2).next()
	}
	return m.close()
}

// entries lists the stories of a section.
func (b *book) entries(m *markup, s *section) {
	m.begin("ol").next()
	for _, c := range s.chapters {
		m.begin("li").begin("a", "href", c.file, "lang", b.other(c.story), "xml:lang", b.other(c.story)).text(headline(c.story)).end(2).next()
	}
	m.end(1).next()
}

// other is the language of a story where that is not the book's own.
func (b *book) other(s *ilbo.Story) string {
	if s.Language == b.language {
		return ""
	}
	return string(s.Language)
}

// section is the page that a section opens with.
func (b *book) section(s *section) []byte {
	m := document(string(b.language), s.name, "", "bodymatter")
	m.begin("section", "class", "opening").next()
	m.line("h1", s.name)
	b.entries(m, s)
	return m.close()
}

// front is the cover: page one.
func (b *book) front() []byte {
	m := document(string(b.language), b.made.Heading(b.language), "", "cover")
	m.begin("section", "class", "cover").next()
	m.empty("img", "src", "cover.jpg", "role", "doc-cover", "alt", b.made.Heading(b.language)+": "+b.words.front)
	return m.close()
}
