package epub_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/press/epub"
	"ilbo.press/internal/testpress"
	"ilbo.press/internal/testroom"
)

// checker is where Debian's package puts the judge of books.
const checker = "/usr/share/java/epubcheck.jar"

// judged has epubcheck look at books.
func judged(t *testing.T, books ...[]byte) {
	t.Helper()
	java, err := exec.LookPath("java")
	if err != nil {
		testroom.Need(t, testroom.Missing("java"))
	}
	if _, err := os.Stat(checker); err != nil {
		testroom.Need(t, testroom.Missing("epubcheck"))
	}
	for _, book := range books {
		name := filepath.Join(t.TempDir(), "edition.epub")
		if err := os.WriteFile(name, book, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(java, "-jar", checker, "--failonwarnings", name).CombinedOutput()
		if err != nil || bytes.Contains(out, []byte("WARNING(")) {
			t.Errorf("epubcheck: %v\n%.4000s", err, out)
		}
	}
}

// both is the sample in both languages, made once.
var both struct {
	once sync.Once
	day  *press.Day
	made *press.Made
	book []byte
}

func edition(t *testing.T) (*press.Day, *press.Made, []byte) {
	t.Helper()
	both.once.Do(func() {
		both.day = testpress.Sample(t, ilbo.English, ilbo.Korean)
		both.day.Paper.URL = "https://seorak.example"
		both.made = testpress.Make(t, both.day, press.Broadsheet())
		both.book = bound(t, both.day, both.made)
	})
	if both.book == nil {
		t.Fatal("the edition was not made")
	}
	return both.day, both.made, both.book
}

func bound(t testing.TB, day *press.Day, made *press.Made) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := epub.Write(&out, day, made, testpress.Darkroom{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// files are those of a book, by name, and their order.
func files(t testing.TB, book []byte) (map[string][]byte, []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string][]byte)
	var names []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = data
		names = append(names, f.Name)
	}
	return all, names
}

// elements are the texts of a document's elements of some names, in their order.
func elements(t testing.TB, data []byte, names ...string) []string {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	var all []string
	var open []*strings.Builder
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
			open = append(open, &strings.Builder{})
		case xml.EndElement:
			last := open[len(open)-1].String()
			open = open[:len(open)-1]
			if slices.Contains(names, e.Name.Local) {
				all = append(all, strings.Join(strings.Fields(last), " "))
			}
		case xml.CharData:
			for _, b := range open {
				b.Write(e)
			}
		}
	}
}

func TestEpubcheckFindsNothing(t *testing.T) {
	_, _, book := edition(t)
	if name := os.Getenv("ILBO_EPUB"); name != "" {
		if err := os.WriteFile(name, book, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	judged(t, book)
}

func TestEveryParagraphStandsOnce(t *testing.T) {
	day, made, book := edition(t)
	all, _ := files(t, book)
	printed := make(map[ilbo.StoryID]bool)
	for _, p := range made.Plan() {
		for _, id := range p.Stories {
			printed[id] = true
		}
	}
	chapters := make(map[string][]string) // by headline and language, what its elements say
	n := 0
	for name, data := range all {
		if strings.Contains(name, "/story-") {
			n++
			title := elements(t, data, "title")[0]
			chapters[title] = append(chapters[title], elements(t, data, "p", "h1", "h2", "li", "td", "th", "figcaption")...)
		}
	}
	if n != len(printed) {
		t.Errorf("%d stories are printed, and %d bound", len(printed), n)
	}
	for i := range day.Stories {
		s := day.Stories[i].Story
		has := chapters[ilbo.Clean(s.Headline)]
		if !printed[s.ID] {
			if has != nil {
				t.Errorf("%q is bound, which is not printed", s.Headline)
			}
			continue
		}
		if len(has) == 0 {
			t.Errorf("%q is not bound", s.Headline)
			continue
		}
		count := func(text string) int {
			n := 0
			for _, e := range has {
				if e == text || s.Dateline.Place != "" && e == s.Dateline.Place+" — "+text {
					n++
				}
			}
			return n
		}
		clean := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		want := make(map[string]int)
		for _, b := range s.Body {
			if b.Kind == ilbo.Paragraph || b.Kind == ilbo.Subhead || b.Kind == ilbo.Quote || b.Kind == ilbo.PullQuote {
				want[clean(b.Text.String())]++
			}
			for _, item := range b.Items {
				want[clean(item.String())]++
			}
			for _, inner := range b.Blocks {
				if text := clean(inner.Text.String()); text != "" {
					want[text]++
				}
			}
		}
		for text, n := range want {
			if got := count(text); got != n {
				t.Errorf("%q: this stands %d times, and not %d: %.80s", s.Headline, got, n, text)
			}
		}
		if d := clean(s.Deck); d != "" && count(d) < 1 {
			t.Errorf("%q: its deck is missing", s.Headline)
		}
		for _, f := range s.Figures() {
			if c := clean(f.Caption); c != "" && !slices.ContainsFunc(has, func(e string) bool { return strings.Contains(e, c) }) {
				t.Errorf("%q: a picture is missing: %s", s.Headline, c)
			}
		}
	}
}

func TestBookIsInOrder(t *testing.T) {
	_, made, book := edition(t)
	all, names := files(t, book)
	if names[0] != "mimetype" || string(all["mimetype"]) != "application/epub+zip" {
		t.Errorf("the first file is %s: %s", names[0], all["mimetype"])
	}
	nav := string(all["EPUB/nav.xhtml"])
	for i := range made.Pages {
		f := made.Pages[i].Folio.String()
		if !strings.Contains(nav, "#"+f+`">`+f+"</a>") {
			t.Errorf("page %s is not listed", f)
		}
	}
	toc := elements(t, all["EPUB/nav.xhtml"], "a")
	if toc[0] != "Front page" {
		t.Errorf("the book begins with %q", toc[0])
	}
	for _, has := range []string{"Cover", "Contents", "First story"} {
		if !slices.Contains(toc, has) {
			t.Errorf("%s is not listed", has)
		}
	}
	opf := string(all["EPUB/package.opf"])
	for _, has := range []string{
		"<dc:language>en</dc:language>", "<dc:language>ko</dc:language>", "<dc:date>2026-11-25</dc:date>", "2026-11-24T22:30:00Z",
		`property="schema:accessMode"`, `property="schema:accessModeSufficient"`, `property="schema:accessibilityHazard"`, "printPageNumbers", `properties="cover-image"`,
	} {
		if !strings.Contains(opf, has) {
			t.Errorf("the package does not say %s", has)
		}
	}
	korean := 0
	for name, data := range all {
		if strings.Contains(name, "/story-") && bytes.Contains(data, []byte(`lang="ko" xml:lang="ko"`)) {
			korean++
			if !bytes.ContainsAny(data, "가나다라마바사아자차카타파하") {
				t.Errorf("%s is not Korean", name)
			}
		}
	}
	if korean == 0 {
		t.Error("no story is in Korean")
	}
}

// dayOf is one of some stories.
func dayOf(stories ...*ilbo.Story) *press.Day {
	day := &press.Day{Paper: &ilbo.Paper{Title: ilbo.Words{ilbo.English: `The "Seorak" <Daily> & Sons`, ilbo.Korean: "서락일보"}, Languages: []ilbo.Language{ilbo.Korean}},
		Sections: ilbo.StandardSections(), Edition: ilbo.Edition{Date: testpress.Closes, Closes: testpress.Closes, Version: 1}}
	for i, s := range stories {
		s.ID = ilbo.StoryID(i + 1)
		s.Published = testpress.Closes
		day.Stories = append(day.Stories, press.Filed{Story: s})
	}
	return day
}

// odd are stories of what people and other systems have written.
func odd() []*ilbo.Story {
	evil := "\"><script>alert(1)</script>&nbsp;]]>\x01\x0b\u202e\ufffe\ufdd0\u0085\u200b 😀👩‍👩‍👧 “שלום עולם” \U000e0041 \u0e01"
	text := []ilbo.Span{{Text: evil}, {Text: " strong ", Strong: true, Em: true, Href: "https://example.com/a?b=c|d&e=\"<>#x"}, {Text: "", Strong: true},
		{Text: "mail", Href: "mailto:desk@example.com"}, {Text: "own", Href: "/national/2026/11/25/a b"}, {Text: "here", Href: "#there"}, {Text: "한글", Href: "https://한국.example/가"},
		{Text: "evil", Href: "javascript:alert(1)"}}
	figure := ilbo.Figure{Picture: "a", Width: 9000, Height: 90, Alt: evil, Caption: evil, Credit: evil}
	full := &ilbo.Story{Language: ilbo.English, Section: "national", Headline: strings.Repeat("long ", 60), Deck: evil, Kicker: evil, Source: evil,
		Bylines: []ilbo.Byline{{Name: evil}, {Name: ""}, {Name: "B"}}, Dateline: ilbo.Dateline{Place: evil}, Lead: &figure,
		Corrections: []ilbo.Correction{{Kind: ilbo.Retraction, Text: evil}},
		Body: ilbo.Body{
			{Kind: ilbo.Paragraph, Text: text}, {Kind: ilbo.Paragraph}, {Kind: ilbo.Subhead, Text: text}, {Kind: ilbo.Quote, Text: text, By: evil}, {Kind: ilbo.PullQuote, Text: text},
			{Kind: ilbo.List, Items: []ilbo.Inline{text, nil, ilbo.Plain(" ")}}, {Kind: ilbo.List, Ordered: true, Items: []ilbo.Inline{nil}},
			{Kind: ilbo.Gallery, Title: evil, Figures: []ilbo.Figure{figure, {Picture: "b"}, {Picture: "c", Width: 1, Height: 8000}}},
			{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "f", Poster: ilbo.Figure{Caption: evil}}}, {Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "f", Poster: ilbo.Figure{Picture: "d", Caption: evil}}},
			{Kind: ilbo.TableKind, Title: evil, Table: &ilbo.Table{Head: []string{evil, ""}, Rows: [][]string{{"", evil}, {evil, "1"}}, Source: evil, Numeric: []int{1, 7}}},
			{Kind: ilbo.TableKind, Table: &ilbo.Table{Rows: [][]string{{"a"}}}},
			{Kind: ilbo.FactBox, Title: evil, Blocks: []ilbo.Block{{Kind: ilbo.Paragraph, Text: text}, {Kind: ilbo.List, Items: []ilbo.Inline{text}}}},
			{Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "youtube", Ref: "abc", Title: evil}}, {Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "gone", Ref: "abc", Title: "x"}},
		}}
	var long ilbo.Body
	for n := range 300 {
		long = append(long, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(fmt.Sprintf("%d번째 밤, 강원 정선의 작은 도서관이 지난달부터 밤 열두 시까지 문을 연다. 교대 근무를 마친 광부와 버스 기사가 주로 온다.", n+1))})
	}
	return []*ilbo.Story{
		full,
		{Language: ilbo.Korean, Section: "nowhere/else", Headline: "가"},
		{Language: ilbo.English, Section: "opinion", Headline: "\u202e"},
		{Language: ilbo.Korean, Section: "sports", Headline: "긴 이야기", Body: long},
	}
}

func TestOddCopyIsBoundWellAndTwiceTheSame(t *testing.T) {
	day := dayOf(odd()...)
	made := testpress.Make(t, day, press.Tabloid())
	whole := bound(t, day, made)
	if !bytes.Equal(whole, bound(t, day, made)) {
		t.Error("the same edition is other bytes")
	}
	day.Paper.URL = "https://seorak.example"
	judged(t, bound(t, day, made))
	all, _ := files(t, whole)
	nav := string(all["EPUB/nav.xhtml"])
	unlisted := 0
	for i := range made.Pages { // most of them are one story's
		if f := made.Pages[i].Folio.String(); !strings.Contains(nav, "#"+f+`">`) {
			unlisted++
		}
	}
	if unlisted > 2 {
		t.Errorf("%d pages of %d are not listed", unlisted, len(made.Pages))
	}
	for name, data := range all {
		if strings.HasSuffix(name, ".xhtml") {
			if bytes.Contains(data, []byte("<script")) || bytes.Contains(data, []byte("javascript:")) {
				t.Errorf("%s runs something", name)
			}
			elements(t, data)
		}
	}
}

func TestADayOfOtherStoriesIsRefused(t *testing.T) {
	_, made, _ := edition(t)
	if err := epub.Write(io.Discard, dayOf(), made, testpress.Darkroom{}); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("got %v", err)
	}
}

type broken struct{}

func (broken) Print(ilbo.Figure, ilbo.Crop, int, int) ([]byte, error) {
	return nil, io.ErrUnexpectedEOF
}

func TestALostPictureIsSaid(t *testing.T) {
	day, made, _ := edition(t)
	if err := epub.Write(io.Discard, day, made, broken{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}
