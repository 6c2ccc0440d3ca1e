package plate_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/press/plate"
	"ilbo.press/internal/testpress"
)

// both is every third story of the sample, in both languages, made once, and what
// is read of each page.
var both struct {
	once sync.Once
	day  *press.Day
	made *press.Made
	read [][]read
}

func edition(t *testing.T) (*press.Day, *press.Made) {
	t.Helper()
	both.once.Do(func() {
		both.day = testpress.Sample(t, ilbo.English, ilbo.Korean)
		var third []press.Filed
		for i, f := range both.day.Stories {
			if i%3 == 0 || f.Slot > 0 {
				third = append(third, f)
			}
		}
		both.day.Stories = third
		both.made = testpress.Make(t, both.day, press.Broadsheet())
		maker := plate.New(both.made, testpress.Darkroom{})
		for i := range both.made.Pages {
			both.read = append(both.read, reads(t, svg(t, maker, ilbo.Folio(i+1))))
		}
	})
	if both.made == nil {
		t.Fatal("the edition was not made")
	}
	return both.day, both.made
}

func svg(t *testing.T, m *plate.Maker, f ilbo.Folio) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := m.SVG(&out, f); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A read element is one of the text layer, with the area that it is in.
type read struct {
	area, language, role, level, text string
}

// reads are the elements of a page as they are read. It fails where the page
// refers to something, or runs something.
func reads(t *testing.T, data []byte) []read {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	var all []read
	var now read
	var said strings.Builder
	deep, hidden, in := 0, 0, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			deep++
			a := make(map[string]string)
			for _, attr := range e.Attr {
				a[attr.Name.Local] = attr.Value
				if n := attr.Name.Local; strings.HasPrefix(n, "on") || n == "style" || n == "class" || n == "href" && !strings.HasPrefix(attr.Value, "data:image/jpeg;base64,") && !strings.HasPrefix(attr.Value, "/") {
					t.Errorf("the page has %s=%.60q", n, attr.Value)
				}
			}
			if !slices.Contains([]string{"svg", "title", "g", "path", "image", "rect", "text", "tspan", "a"}, e.Name.Local) {
				t.Errorf("the page has an element %s", e.Name.Local)
			}
			switch {
			case a["aria-hidden"] == "true":
				hidden = deep
			case hidden > 0:
			case e.Name.Local == "g" && a["lang"] != "":
				now.area, now.language = a["id"], a["lang"]
			case e.Name.Local == "text":
				now.role, now.level, in = a["role"], a["aria-level"], true
				said.Reset()
			case e.Name.Local == "rect":
				all = append(all, read{now.area, now.language, a["role"], "", a["aria-label"]})
			}
		case xml.EndElement:
			if deep == hidden {
				hidden = 0
			}
			deep--
			if e.Name.Local == "text" {
				now.text = said.String()
				all = append(all, now)
				in = false
			}
		case xml.CharData:
			if in {
				said.Write(e)
			}
		}
	}
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

func TestEachStoryIsReadInOrder(t *testing.T) {
	day, made := edition(t)
	of := make(map[ilbo.StoryID][]read) // what is read of each, page after page
	for _, p := range made.Printed() {
		all := both.read[p.Folio-1]
		for n, a := range p.Areas {
			id := plate.Area(p.Folio, n)
			var mine []read
			for _, r := range all {
				if r.area == id {
					mine = append(mine, r)
				}
			}
			if len(mine) == 0 {
				t.Errorf("%s: nothing is read of %q", p.Folio, a.Title)
				continue
			}
			if mine[0].language != string(a.Language) {
				t.Errorf("%s: %q is read as %s", p.Folio, a.Title, mine[0].language)
			}
			for _, s := range a.Stories {
				of[s] = append(of[s], mine...)
			}
		}
		if at := slices.IndexFunc(all, func(r read) bool { return r.role == "heading" }); at < 0 || all[at].level != "1" {
			t.Errorf("%s: the first heading is not of the first level", p.Folio)
		}
	}
	for i := range day.Stories {
		s := day.Stories[i].Story
		if !s.Visible(testpress.Closes) {
			continue
		}
		var copied strings.Builder
		headed := false
		for _, r := range of[s.ID] {
			if r.role == "heading" && strings.Contains(letters(r.text), letters(s.Headline)) {
				headed = true
			}
			if r.role == "paragraph" {
				copied.WriteString(letters(r.text))
			}
		}
		if !headed {
			t.Errorf("%q: its headline is no heading", s.Headline)
		}
		said, at := copied.String(), 0
		for _, b := range s.Body {
			if b.Kind != ilbo.Paragraph {
				continue
			}
			text := letters(b.Text.String())
			n := strings.Index(said[at:], text)
			if n < 0 {
				t.Errorf("%q: this is not read, or not in its place: %.80s", s.Headline, b.Text.String())
				break
			}
			at += n + len(text)
		}
	}
}

// TestLinesAreWords reads a paragraph as it was written: words that lines part
// are whole, those that they do not are apart.
func TestLinesAreWords(t *testing.T) {
	day, _ := edition(t)
	said := make(map[string]bool)
	for _, page := range both.read {
		for _, r := range page {
			said[strings.Join(strings.Fields(r.text), " ")] = true
		}
	}
	whole, parted := 0, 0
	for i := range day.Stories {
		for _, b := range day.Stories[i].Story.Body {
			if b.Kind == ilbo.Paragraph {
				if said[strings.Join(strings.Fields(b.Text.String()), " ")] {
					whole++
				} else {
					parted++ // continued, or behind its dateline
				}
			}
		}
	}
	if whole < 4*parted {
		t.Errorf("%d paragraphs are read as they were written, %d are not", whole, parted)
	}
}

func TestSamePageIsTheSameBytes(t *testing.T) {
	_, made := edition(t)
	first := plate.New(made, testpress.Darkroom{})
	svg(t, first, 2) // it remembers letters
	if !bytes.Equal(svg(t, first, 1), svg(t, plate.New(made, testpress.Darkroom{}), 1)) {
		t.Error("the same page is other bytes")
	}
}

func TestPagesLeadToOthers(t *testing.T) {
	_, made := edition(t)
	m := plate.New(made, testpress.Darkroom{})
	if bytes.Contains(svg(t, m, 1), []byte("<a ")) {
		t.Error("a page leads somewhere, and nobody said where")
	}
	m.Address = func(f ilbo.Folio) string { return "/epaper/2026-11-25/" + f.String() + "?a=1&b=<" }
	if data := svg(t, m, 1); !bytes.Contains(data, []byte(`<a href="/epaper/2026-11-25/A2?a=1&amp;b=&lt;"><text`)) {
		t.Error("the front page does not lead to the second")
	} else {
		reads(t, data)
	}
}

func TestThereIsNoOtherPage(t *testing.T) {
	_, made := edition(t)
	m := plate.New(made, testpress.Darkroom{})
	for _, f := range []ilbo.Folio{-1, 0, ilbo.Folio(len(made.Pages) + 1)} {
		if err := m.SVG(io.Discard, f); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("page %s: %v", f, err)
		}
		if _, err := m.Picture(f, 100); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("picture of page %s: %v", f, err)
		}
	}
}

// TestWhatWritersWriteIsText has a story whose furniture would be markup.
func TestWhatWritersWriteIsText(t *testing.T) {
	evil := `"><script>alert(1)</script><text x="` + "\u202e\x01 😀"
	s := &ilbo.Story{ID: 1, Language: ilbo.English, Section: "national", Headline: evil, Deck: evil, Kicker: evil, Published: testpress.Closes,
		Bylines: []ilbo.Byline{{Name: evil}}, Lead: &ilbo.Figure{Picture: "x", Width: 3000, Height: 2000, Alt: evil, Caption: evil, Credit: evil}}
	for range 20 {
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(evil + " said the clerk, and went to bed.")})
	}
	day := &press.Day{Paper: &ilbo.Paper{Title: ilbo.Words{ilbo.English: `T&"<b>`}, Languages: []ilbo.Language{ilbo.English}},
		Sections: ilbo.StandardSections(), Edition: ilbo.Edition{Date: testpress.Closes, Closes: testpress.Closes}, Stories: []press.Filed{{Story: s}}}
	made := testpress.Make(t, day, press.Tabloid())
	for i := range made.Pages {
		reads(t, svg(t, plate.New(made, testpress.Darkroom{}), ilbo.Folio(i+1)))
	}
}

// A broken darkroom has lost its pictures.
type broken struct{}

func (broken) Print(ilbo.Figure, ilbo.Crop, int, int) ([]byte, error) {
	return nil, io.ErrUnexpectedEOF
}

func TestALostPictureIsSaid(t *testing.T) {
	_, made := edition(t)
	m := plate.New(made, broken{})
	if err := m.SVG(io.Discard, 1); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
	if _, err := m.Picture(1, 300); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}
