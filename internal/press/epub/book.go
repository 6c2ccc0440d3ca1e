package epub

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"unicode"

	_ "embed"

	"ilbo.press"
	"ilbo.press/internal/press"
)

//go:embed paper.css
var style []byte

// A book is an edition as it is bound.
type book struct {
	day      *press.Day
	made     *press.Made
	darkroom press.Darkroom
	language ilbo.Language // of its own words
	words    *words
	sections []section
	chapters []*chapter // of all sections
	breaks   []pagebreak
	pictures []*picture
	cover    []byte
}

// A section is one of the paper's, or the front page.
type section struct {
	name     string
	file     string
	chapters []*chapter
}

// A chapter is a story.
type chapter struct {
	story *ilbo.Story
	file  string
	place int                // in the order of reading
	marks map[int]ilbo.Folio // pages that begin before a block of the body; -1: before all
}

// A pagebreak is where a printed page begins.
type pagebreak struct {
	folio   ilbo.Folio
	chapter *chapter
	block   int
}

// Write writes an edition that was made of a day, with prints from a darkroom.
func Write(w io.Writer, day *press.Day, made *press.Made, darkroom press.Darkroom) error {
	b := &book{day: day, made: made, darkroom: darkroom, language: made.Paper.Languages[0]}
	b.words = said[b.language]
	b.bind()
	if len(b.chapters) == 0 {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "There is no story of that day to bind."}
	}
	b.paginate()
	return b.write(w)
}

// bind puts stories in their order: that of the pages on which they begin, those
// of a section together.
func (b *book) bind() {
	stories := make(map[ilbo.StoryID]*ilbo.Story)
	for i := range b.day.Stories {
		stories[b.day.Stories[i].Story.ID] = b.day.Stories[i].Story
	}
	bySection := make(map[ilbo.SectionID]int)
	seen := make(map[ilbo.StoryID]bool)
	for i := range b.made.Pages {
		for _, id := range b.made.Pages[i].Stories {
			s := stories[id]
			if s == nil || seen[id] {
				continue
			}
			seen[id] = true
			top, name := s.Section.Top(), b.words.front
			if i == 0 {
				top = ""
			} else {
				name = b.name(top)
			}
			n, ok := bySection[top]
			if !ok {
				n = len(b.sections)
				bySection[top] = n
				b.sections = append(b.sections, section{name: name, file: fmt.Sprintf("section-%02d.xhtml", n+1)})
			}
			b.sections[n].chapters = append(b.sections[n].chapters, &chapter{story: s.Printed(b.made.Closes), marks: make(map[int]ilbo.Folio)})
		}
	}
	for _, s := range b.sections {
		for _, c := range s.chapters {
			c.place = len(b.chapters)
			c.file = fmt.Sprintf("story-%03d.xhtml", c.place+1)
			b.chapters = append(b.chapters, c)
		}
	}
}

// name is what a section is called.
func (b *book) name(id ilbo.SectionID) string {
	for _, s := range b.day.Sections {
		if s.ID == id {
			return s.Name.In(b.language)
		}
	}
	return string(id)
}

// paginate marks where printed pages begin: before a story that does, or within
// one that goes on there. Marks have to be in the order of pages and in that of
// reading. Sections being bound together, a page may have stories only that are
// read before those of the page before it: as many pages are marked as can be.
func (b *book) paginate() {
	byStory := make(map[ilbo.StoryID]*chapter)
	for _, c := range b.chapters {
		byStory[c.story.ID] = c
	}
	var all []pagebreak // that could be
	at := make(map[ilbo.StoryID]int)
	for i := range b.made.Pages {
		page := &b.made.Pages[i]
		for _, id := range page.Stories {
			c := byStory[id]
			if c == nil {
				continue
			}
			from, begun := at[id]
			if !begun {
				at[id] = 0
				all = append(all, pagebreak{page.Folio, c, -1})
			} else if block, ok := goesOn(page, c.story, from); ok {
				at[id] = block + 1
				all = append(all, pagebreak{page.Folio, c, block})
			}
		}
	}
	for _, p := range chain(all) {
		p.chapter.marks[p.block] = p.folio
		b.breaks = append(b.breaks, p)
	}
}

// chain are the most that can be, each behind the one before it in both orders.
func chain(all []pagebreak) []pagebreak {
	before := func(p, q pagebreak) bool {
		return p.folio < q.folio && (p.chapter.place < q.chapter.place || p.chapter == q.chapter && p.block < q.block)
	}
	length, then := make([]int, len(all)), make([]int, len(all))
	first := -1
	for i := len(all) - 1; i >= 0; i-- {
		length[i], then[i] = 1, -1
		for k := i + 1; k < len(all); k++ {
			if better := length[k] + 1; before(all[i], all[k]) && (better > length[i] || better == length[i] && then[i] >= 0 && sooner(all[k], all[then[i]])) {
				length[i], then[i] = better, k
			}
		}
		if first < 0 || length[i] > length[first] || length[i] == length[first] && sooner(all[i], all[first]) {
			first = i
		}
	}
	var list []pagebreak
	for i := first; i >= 0; i = then[i] {
		list = append(list, all[i])
	}
	return list
}

// sooner reports whether a mark is the better one of two that lead as far: of the
// page before, and there of the story that is read first.
func sooner(p, q pagebreak) bool {
	if p.folio != q.folio {
		return p.folio < q.folio
	}
	return p.chapter.place < q.chapter.place
}

// goesOn finds the block of a story, from one on, that its part on a page begins in.
func goesOn(page *press.Page, s *ilbo.Story, from int) (int, bool) {
	for k := range page.Blocks {
		if !slices.Equal(page.Blocks[k].Stories, []ilbo.StoryID{s.ID}) {
			continue
		}
		for i := range page.Blocks[k].Parts {
			p := &page.Blocks[k].Parts[i]
			if p.Line == nil || p.Leads > 0 || p.Role == "H1" || p.Role == "H2" {
				continue
			}
			first := letters(p.Line.String())
			for n := from; n < len(s.Body); n++ {
				if first != "" && strings.Contains(letters(ilbo.Body(s.Body[n:n+1]).Text()), first) {
					return n, true
				}
			}
		}
	}
	return 0, false
}

// letters is a text without what lines add to it and take from it.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// write writes the container.
func (b *book) write(w io.Writer) error {
	if err := b.page(); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 7) })
	// What a file is, uncompressed and first, without a word more.
	kind := []byte("application/epub+zip")
	first, err := z.CreateRaw(&zip.FileHeader{Name: "mimetype", CRC32: crc32.ChecksumIEEE(kind), CompressedSize64: uint64(len(kind)), UncompressedSize64: uint64(len(kind))})
	if err == nil {
		_, err = first.Write(kind)
	}
	put := func(name string, method uint16, data []byte) {
		if err != nil {
			return
		}
		var file io.Writer
		if file, err = z.CreateHeader(&zip.FileHeader{Name: name, Method: method}); err == nil {
			_, err = file.Write(data)
		}
	}
	put("META-INF/container.xml", zip.Deflate, container())
	// Stories first: what they show is known when they are written.
	var bodies [][]byte
	for _, c := range b.chapters {
		body, err := b.story(c)
		if err != nil {
			return fmt.Errorf("bind %q: %w", c.story.Headline, err)
		}
		bodies = append(bodies, body)
	}
	put("EPUB/package.opf", zip.Deflate, b.manifest())
	put("EPUB/paper.css", zip.Deflate, style)
	put("EPUB/cover.jpg", zip.Store, b.cover)
	put("EPUB/cover.xhtml", zip.Deflate, b.front())
	put("EPUB/nav.xhtml", zip.Deflate, b.navigation())
	for i := range b.sections {
		put("EPUB/"+b.sections[i].file, zip.Deflate, b.section(&b.sections[i]))
	}
	for i, c := range b.chapters {
		put("EPUB/"+c.file, zip.Deflate, bodies[i])
	}
	for _, p := range b.pictures {
		put("EPUB/"+p.file, zip.Store, p.data)
	}
	if err != nil {
		return err
	}
	return z.Close()
}
