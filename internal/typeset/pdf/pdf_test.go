package pdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"ilbo.press/internal/testroom"
	"ilbo.press/internal/typeset"
	"ilbo.press/internal/typeset/faces"
	"ilbo.press/internal/typeset/pdf"
)

var monday = pdf.Info{Title: "The Seorak Daily", Author: "The Seorak Daily", Language: "en", Created: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}

// write is a document as a file, for programs to read.
func write(t *testing.T, doc *pdf.Document) (string, []byte) {
	t.Helper()
	var out bytes.Buffer
	if err := doc.Write(&out); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name, out.Bytes()
}

// ink is a text without white space and without hyphens where lines end.
func ink(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00AD' {
			return -1
		}
		return r
	}, s)
}

// TestBroadsheet prints a page of six columns in two languages, and asks other
// programs whether it is one and what it says.
func TestBroadsheet(t *testing.T) {
	setter := typeset.NewSetter()
	s := broadsheet(t, setter, monday)
	name, data := write(t, s.doc)
	if keep := os.Getenv("ILBO_BROADSHEET"); keep != "" {
		if err := os.WriteFile(keep, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var all typeset.Faults
	for first := 0; first < len(s.lines); {
		// Column by column: what stands below one another.
		var column []typeset.Line
		at := first
		for ; at < len(s.lines) && s.lines[at].Column == s.lines[first].Column && s.lines[at].X-s.lines[at].Offset == s.lines[first].X-s.lines[first].Offset; at++ {
			column = append(column, s.lines[at].Line)
		}
		f := typeset.Inspect(column, 5)
		all.Ladders += f.Ladders
		all.Rivers += f.Rivers
		all.Wide += f.Wide
		all.Forced += f.Forced
		first = at
	}
	if all.Wide*50 > len(s.lines) || all.Ladders > 0 || all.Forced > 0 {
		t.Errorf("of %d lines: %+v", len(s.lines), all)
	}
	t.Logf("of %d lines: %+v", len(s.lines), all)
	testroom.Tool(t, "qpdf", "--check", name)
	testroom.Tool(t, "pdfcpu", "validate", "-m", "strict", name)

	read := ink(testroom.Tool(t, "pdftotext", "-raw", name, "-"))
	at := 0
	for _, said := range s.said {
		i := strings.Index(read[at:], ink(said))
		if i < 0 {
			t.Fatalf("this is not read, or not in its place:\n%s\nafter\n%s", said, read[max(at-200, 0):at])
		}
		at += i + len(ink(said))
	}
	for line := range strings.Lines(testroom.Tool(t, "pdffonts", name)) {
		if fields := strings.Fields(line); len(fields) > 6 && strings.Contains(line, "Identity-H") && !strings.Contains(line, "yes yes yes") {
			t.Errorf("a font is not embedded, or no subset, or says nothing: %s", line)
		}
	}
	// The same page is the same bytes, by a setter that remembers the first.
	if _, again := write(t, broadsheet(t, setter, monday).doc); !bytes.Equal(data, again) {
		t.Error("the same page is other bytes")
	}
}

// TestSameDocumentIsTheSameBytes prints what setters that remember nothing set.
func TestSameDocumentIsTheSameBytes(t *testing.T) {
	_, first := write(t, brochure(t, monday))
	_, second := write(t, brochure(t, monday))
	if !bytes.Equal(first, second) {
		t.Error("the same document is other bytes")
	}
}

// brochure is a document of two pages, with all that one can have.
func brochure(t *testing.T, info pdf.Info) *pdf.Document {
	t.Helper()
	setter := typeset.NewSetter()
	doc := pdf.New(info)
	first, second := doc.Page(typeset.Millimetres(210), typeset.Millimetres(297)), doc.Page(typeset.Millimetres(210), typeset.Millimetres(297))
	linked := *body
	linked.Link = "https://example.com/?q=(1)"
	red := *body
	red.Ink = typeset.Ink{M: 100, Y: 80}
	art := doc.Element(nil, "Art")
	para := doc.Element(art, "P")
	set := setter.Set(typeset.Text{{Text: "Office traffic, ", Style: body}, {Text: "a link", Style: &linked}, {Text: " and red; 대한민국의 韓·美 “정부” ", Style: &red}, {Text: "☃", Style: body}, {Text: " שלום.", Style: body}},
		&typeset.Form{Hang: true}, typeset.Even(typeset.Millimetres(90)))
	first.Begin(para)
	for i := range set.Lines {
		first.Line(typeset.Millimetres(20), typeset.Millimetres(30)+typeset.Length(i)*leading, &set.Lines[i])
	}
	first.Begin(doc.Element(art, "P"))
	more := setter.Set(typeset.Text{{Text: "Continued on page 2", Style: body}}, &typeset.Form{}, typeset.Even(typeset.Millimetres(90)))
	first.Line(typeset.Millimetres(20), typeset.Millimetres(60), &more.Lines[0])
	first.Lead(typeset.Millimetres(20), typeset.Millimetres(56), typeset.Millimetres(40), typeset.Millimetres(5), second, typeset.Millimetres(40), "Continued on page 2")
	first.End()
	first.Box(-info.Bleed, typeset.Millimetres(100), typeset.Millimetres(210)+2*info.Bleed, typeset.Millimetres(20), typeset.Ink{C: 100, K: 20})
	figure := doc.Element(art, "Figure")
	figure.Alt = "언덕, 해 질 녘"
	second.Begin(figure)
	for range 2 {
		if err := second.Picture(typeset.Millimetres(20), typeset.Millimetres(20), typeset.Millimetres(80), typeset.Millimetres(45), scene()); err != nil {
			t.Fatal(err)
		}
	}
	second.End()
	doc.Bookmark("First", first, 0, 0)
	doc.Bookmark("기사 (1)", first, typeset.Millimetres(30), 1)
	doc.Bookmark("Deeper than it can be", second, 0, 7)
	doc.Bookmark("Second", second, 0, 0)
	return doc
}

func TestDocumentsAreValid(t *testing.T) {
	for name, info := range map[string]pdf.Info{
		"inks of a press": {Title: "안녕 <&>", Language: "ko"},
		"screen":          {Title: "Screen", RGB: true},
		"for a printer":   {Title: "Printer", Bleed: typeset.Millimetres(3), Marks: true, Created: monday.Created},
	} {
		t.Run(name, func(t *testing.T) {
			file, _ := write(t, brochure(t, info))
			testroom.Tool(t, "qpdf", "--check", file)
			testroom.Tool(t, "pdfcpu", "validate", "-m", "strict", file)
			structure := testroom.Tool(t, "pdfinfo", "-struct-text", file)
			for _, want := range []string{"Document", "Art", "P (", "Figure", "Link", "Office traffic"} {
				if !strings.Contains(structure, want) {
					t.Errorf("the structure has no %s:\n%s", want, structure)
				}
			}
			about := testroom.Tool(t, "pdfinfo", "-box", file)
			if !regexp.MustCompile(`Tagged: +yes`).MatchString(about) {
				t.Errorf("it is not tagged:\n%s", about)
			}
			if info.Marks && !regexp.MustCompile(`TrimBox: +28.35 +28.35 +623.62`).MatchString(about) {
				t.Errorf("the trim is not within the sheet:\n%s", about)
			}
			text := testroom.Tool(t, "pdftotext", "-raw", file, "-")
			for _, want := range []string{"Office traffic", "a link", "대한민국의", "韓·美", "☃", "Continued"} {
				if !strings.Contains(text, want) {
					t.Errorf("it does not say %q:\n%s", want, text)
				}
			}
		})
	}
}

// TestColoursAreThoseAskedFor looks at how ink is written: the black of text is
// one ink for a press.
func TestColoursAreThoseAskedFor(t *testing.T) {
	content := func(info pdf.Info) string {
		file, _ := write(t, brochure(t, info))
		return testroom.Tool(t, "qpdf", "--qdf", "--object-streams=disable", file, "-")
	}
	if press := content(pdf.Info{}); !strings.Contains(press, "0 0 0 1 k\n") || strings.Contains(press, " rg\n") {
		t.Error("a press is not given its inks")
	}
	if screen := content(pdf.Info{RGB: true}); !strings.Contains(screen, "0 0 0 rg\n") || strings.Contains(screen, " k\n") {
		t.Error("a screen is given a press's inks")
	}
}

func TestPictureIsEmbeddedOnce(t *testing.T) {
	_, data := write(t, brochure(t, pdf.Info{}))
	if n := bytes.Count(data, scene()[:200]); n != 1 {
		t.Errorf("the picture is there %d times", n)
	}
	page := pdf.New(pdf.Info{}).Page(typeset.Pica, typeset.Pica)
	if err := page.Picture(0, 0, typeset.Pica, typeset.Pica, []byte("GIF89a, they say")); err == nil {
		t.Error("what is no picture is taken for one")
	}
}

// TestGlyphsStandWhereTheyWereSet compares where letters are with where poppler
// finds them, to a hundredth of a point.
func TestGlyphsStandWhereTheyWereSet(t *testing.T) {
	doc := pdf.New(pdf.Info{RGB: true})
	page := doc.Page(typeset.Millimetres(210), typeset.Millimetres(297))
	form := &typeset.Form{Hyphenate: true, Hang: true}
	set := typeset.NewSetter().Set(typeset.Text{{Text: "the bell at the branch school rings for the first lesson at ten to nine and a boy who is seven gets up from the step", Style: body}}, form, typeset.Even(typeset.Points(141)))
	for i := range set.Lines {
		page.Line(50*typeset.Point, 50*typeset.Point+typeset.Length(i)*leading, &set.Lines[i])
	}
	file, _ := write(t, doc)
	found := testroom.Tool(t, "pdftotext", "-bbox", file, "-")
	for i, l := range set.Lines[:len(set.Lines)-1] {
		last := l.Runs[len(l.Runs)-1]
		want := (50*typeset.Point + last.X + last.Width()).Points()
		if at := nearest(found, want); at > 0.01 {
			t.Errorf("no word ends where line %d does, at %.3f: off by %.3f", i, want, at)
		}
	}
}

func TestFacesOfPostScriptsOutlinesArePrinted(t *testing.T) {
	const installed = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
	data, err := os.ReadFile(installed)
	if err != nil {
		testroom.Need(t, testroom.Missing(installed))
	}
	face, err := typeset.Load(data, 1)
	if err != nil {
		t.Fatal(err)
	}
	doc := pdf.New(pdf.Info{RGB: true})
	page := doc.Page(typeset.Millimetres(210), typeset.Millimetres(297))
	style := &typeset.Style{Faces: typeset.Faces{face}, Size: 12 * typeset.Point, Language: "ko", Ink: typeset.Black}
	set := typeset.NewSetter().Set(typeset.Text{{Text: "뷁을 쓴 펲시와 대한민국 協定", Style: style}}, &typeset.Form{}, typeset.Even(typeset.Millimetres(150)))
	if len(set.Missing) > 0 {
		t.Errorf("missing: %v", set.Missing)
	}
	page.Line(50*typeset.Point, 50*typeset.Point, &set.Lines[0])
	file, out := write(t, doc)
	testroom.Tool(t, "qpdf", "--check", file)
	testroom.Tool(t, "pdfcpu", "validate", file)
	if text := testroom.Tool(t, "pdftotext", file, "-"); !strings.Contains(text, "뷁을 쓴 펲시와 대한민국 協定") {
		t.Errorf("it says %q", text)
	}
	if len(out) > 400_000 { // of 24 MB
		t.Errorf("a line has %d bytes: the font is not cut", len(out))
	}
}

// eight thousand words, as a page of a broadsheet may have without pictures.
func eightThousand(tb testing.TB) []typeset.Paragraph {
	var all []typeset.Paragraph
	n := 0
	for n < 8000 {
		for _, c := range append(read(tb, "en-a/*"), read(tb, "en-b/*")...) {
			for _, p := range c.set(0) {
				if n += len(strings.Fields(p.Text.String())); n > 8000 {
					return all
				}
				all = append(all, p)
			}
		}
	}
	return all
}

// BenchmarkPage sets and prints 8,000 words in six columns: cold with nothing
// remembered, and warm as the second page of an edition is.
func BenchmarkPage(b *testing.B) {
	paragraphs := eightThousand(b)
	setter := typeset.NewSetter()
	page := func(b *testing.B, s *typeset.Setter) {
		doc := pdf.New(monday)
		p := doc.Page(pageW, 2*pageH)
		cols := make([]typeset.Column, 6)
		for i := range cols {
			cols[i] = typeset.Column{X: typeset.Length(i) * 155 * typeset.Point, Width: 141 * typeset.Point, Rows: 260}
		}
		filled := s.Balance(paragraphs, cols, grid)
		if filled.Rest != nil {
			b.Fatal("it does not fit")
		}
		p.Begin(doc.Element(nil, "P"))
		for i := range filled.Lines {
			p.Line(filled.Lines[i].X, filled.Lines[i].Y, &filled.Lines[i].Line)
		}
		var out bytes.Buffer
		if err := doc.Write(&out); err != nil {
			b.Fatal(err)
		}
	}
	faces.Regular()
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			page(b, typeset.NewSetter())
		}
	})
	b.Run("warm", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			page(b, setter)
		}
	})
}
