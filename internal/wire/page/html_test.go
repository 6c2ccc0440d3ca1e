package page

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/korean"

	"ilbo.press"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/wire"
)

// storyHTML is an invented page with all that pages have.
const storyHTML = `<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8">
<title>Ferry stays on the river | Haneul Daily</title>
<link rel="canonical" href="https://www.haneul.example/nation/2023/ferry?utm_source=x">
<meta property="og:title" content="Ferry stays &amp; runs | Haneul Daily"><meta property="og:site_name" content="Haneul Daily">
<meta property="og:image" content="https://cdn.haneul.example/img/ferry.jpg?w=1200">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","@id":"#pub","name":"Haneul Daily"},
{"@type":["ReportageNewsArticle"],"headline":"Ferry stays on the river","alternativeHeadline":"Council finds the money after a night of talks",
"datePublished":"2023-04-06T16:22","dateModified":"2023-04-06T17:00:00+09:00","author":[{"@type":"Person","name":"Oh Ha-neul"},{"@id":"#pub"}],
"publisher":{"@id":"#pub"},"articleSection":["Sports"],"keywords":"Han River, ferries","isAccessibleForFree":false,}]}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sports">Sports</a></li></ul></nav>
<article><h1>Ferry stays on the river</h1><div class="share-buttons"><a href="#">Facebook</a> <a href="#">X</a></div>
<figure><img src="page_files/ferry.jpg" alt="A white ferry"><figcaption>The ferry leaves the quay, Monday. <span class="credit">Photo by Min Da-on</span></figcaption></figure>
<p>` + opening + `</p><p>The <a href="/nation/engine">engine</a> is <strong>old</strong>, <em>very</em> old, and <a href="javascript:alert(1)">nobody</a> knows for sure how long it will go on working like this.</p>
<h2>Why the engine matters</h2><p>` + spoken + `</p><blockquote><p>A river without a ferry is a wall, and a wall is the end of a town, whatever they say.</p><cite>Oh Ha-neul</cite></blockquote>
<ul><li>One ferry, built in 1962, for sixty people</li><li>Two engines, of which one works</li></ul>
<table><tr><th>Year</th><th>Riders</th></tr><tr><td>2021</td><td>12,000</td></tr><tr><td>2022</td><td>14,500</td></tr></table>
<figure><img src="https://cdn.haneul.example/quay.png" alt="The quay"><figcaption>The quay at dusk / Newsis</figcaption></figure>
<iframe src="https://www.youtube.com/embed/abc123_-xyz" title="The ferry in motion" width="560" height="315"></iframe>
<p>` + closing + `</p><script>alert(1)</script><p>The last trip of the day leaves at nine, and on Sundays there is a band on the deck that plays until the quay is out of sight.</p>
<p>Copyright Haneul Daily. All rights reserved.</p></article></body></html>`

func readStory(t *testing.T, source string, dir fstest.MapFS) *wire.Copy {
	t.Helper()
	opts := options()
	if dir != nil {
		opts.Dir = dir
	}
	c, err := Read("page.html", strings.NewReader(source), opts)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestHTMLPage(t *testing.T) {
	dir := fstest.MapFS{"page_files/ferry.jpg": {Data: []byte("jpeg")}}
	c := readStory(t, storyHTML, dir)
	s := c.Story
	if s.Headline != "Ferry stays on the river" || s.Deck != "Council finds the money after a night of talks" || c.Section != "Sports" || c.Publisher != "Haneul Daily" {
		t.Errorf("furniture: %q, %q, %q, %q", s.Headline, s.Deck, c.Section, c.Publisher)
	}
	if want := time.Date(2023, 4, 6, 16, 22, 0, 0, seoul); !s.Published.Equal(want) || !s.Updated.Equal(want.Add(38*time.Minute)) {
		t.Errorf("times: %v and %v", s.Published, s.Updated)
	}
	if diff := cmp.Diff([]string{"Oh Ha-neul"}, c.Bylines); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Han River", "ferries"}, c.Topics); diff != "" {
		t.Error(diff)
	}
	if s.Access != ilbo.Subscribers || s.Language != ilbo.English {
		t.Errorf("access %q, language %q", s.Access, s.Language)
	}
	kinds := []ilbo.BlockKind{ilbo.Paragraph, ilbo.Paragraph, ilbo.Subhead, ilbo.Paragraph, ilbo.Quote, ilbo.List, ilbo.TableKind, ilbo.PictureKind, ilbo.EmbedKind, ilbo.Paragraph, ilbo.Paragraph}
	if diff := cmp.Diff(kinds, kindsOf(s.Body)); diff != "" {
		t.Fatal(diff)
	}
	marked := ilbo.Inline{
		{Text: "The "}, {Text: "engine", Href: "https://www.haneul.example/nation/engine"}, {Text: " is "}, {Text: "old", Strong: true}, {Text: ", "}, {Text: "very", Em: true},
		{Text: " old, and nobody knows for sure how long it will go on working like this."},
	}
	if diff := cmp.Diff(marked, s.Body[1].Text); diff != "" {
		t.Error(diff)
	}
	if s.Body[4].By != "Oh Ha-neul" || strings.Contains(s.Body[4].Text.String(), "Ha-neul") {
		t.Errorf("quote: %+v", s.Body[4])
	}
	if diff := cmp.Diff(&ilbo.Table{Head: []string{"Year", "Riders"}, Rows: [][]string{{"2021", "12,000"}, {"2022", "14,500"}}}, s.Body[6].Table); diff != "" {
		t.Error(diff)
	}
	if e := s.Body[8].Embed; e == nil || e.Provider != "youtube" || e.Ref != "abc123_-xyz" || e.Title != "The ferry in motion" {
		t.Errorf("embed: %+v", e)
	}
	if len(c.Enclosed) != 2 {
		t.Fatalf("pictures: %+v", c.Enclosed)
	}
	lead, quay := c.Enclosed[0], c.Enclosed[1]
	if lead.Block != wire.Lead || lead.File != "page_files/ferry.jpg" || lead.Caption != "The ferry leaves the quay, Monday." || lead.Credit != "Min Da-on" || lead.Alt != "A white ferry" {
		t.Errorf("lead: %+v", lead)
	}
	if quay.Block != 7 || quay.Open != nil || quay.Caption != "The quay at dusk" || quay.Credit != "Newsis" {
		t.Errorf("second picture: %+v", quay)
	}
	if strings.Contains(s.Body.Text(), "Copyright") || strings.Contains(s.Body.Text(), "alert") || strings.Contains(s.Body.Text(), "Facebook") {
		t.Error("the story holds chrome")
	}
}

func TestSecondSaveHasTheSameNumber(t *testing.T) {
	a := readStory(t, storyHTML, nil)
	b := readStory(t, strings.ReplaceAll(storyHTML, "utm_source=x", "utm_source=y"), nil)
	if a.Story.Foreign != b.Story.Foreign || a.Story.Foreign == "" || a.Alias == "" {
		t.Errorf("got %q and %q", a.Story.Foreign, b.Story.Foreign)
	}
}

func TestLeadPicture(t *testing.T) {
	tests := []struct {
		name, from, to string
		dir            fstest.MapFS
		file           string
	}{
		{name: "relative to the page", dir: fstest.MapFS{"page_files/ferry.jpg": {Data: []byte("x")}}, file: "page_files/ferry.jpg"},
		{name: "with a dot before it", from: `"page_files/ferry.jpg"`, to: `"./pics/ferry.jpg"`, dir: fstest.MapFS{"pics/ferry.jpg": {Data: []byte("x")}}, file: "pics/ferry.jpg"},
		{name: "remote, beside the page", from: `"page_files/ferry.jpg"`, to: `"https://a.example/b/ferry.jpg?x=1"`, dir: fstest.MapFS{"ferry.jpg": {Data: []byte("x")}}, file: "ferry.jpg"},
		{name: "remote, in another folder of files", dir: fstest.MapFS{"Old name_files/ferry.jpg": {Data: []byte("x")}}, file: "Old name_files/ferry.jpg"},
		{name: "never outside the folder", from: `"page_files/ferry.jpg"`, to: `"../../etc/passwd"`, dir: fstest.MapFS{}},
		{name: "not there", dir: fstest.MapFS{}},
		{name: "within the page", from: `"page_files/ferry.jpg"`, to: `"data:image/png;base64,` + strings.Repeat("AAAA", 1000) + `"`, dir: fstest.MapFS{}, file: "data:"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := readStory(t, strings.ReplaceAll(storyHTML, test.from, test.to), test.dir)
			if len(c.Enclosed) == 0 || c.Enclosed[0].Block != wire.Lead {
				t.Fatalf("no lead: %+v", c.Enclosed)
			}
			if got := c.Enclosed[0]; got.File != test.file || (got.Open != nil) != (test.file != "") || got.Source == "" {
				t.Errorf("got %q from %q", got.File, got.Source)
			}
		})
	}
}

func TestKoreanPageInEUCKR(t *testing.T) {
	const page = `<html><head>%s<title>나룻배 십 년 더 띄운다 : 하늘일보</title><meta property="og:site_name" content="하늘일보"></head><body>
<div id="menu"><a href="/1">정치</a> <a href="/2">사회</a></div><h1>나룻배 십 년 더 띄운다</h1><div class="info">입력 2023.04.06 16:22</div><div class="reporter">오하늘 기자</div>
<div id="article">(하늘=연합뉴스) ` + koreanFirst + `<br><br>` + koreanSecond + `<br><br>시는 새 기관에 삼십이억 원을 쓸 계획이며, 처음 배를 만든 회사도 돕기로 했다. 뚊뺙 하는 소리도 사라질 전망이다.<br><br>마지막 배는 아홉 시에 떠나고, 일요일에는 갑판에서 악단이 연주한다.</div></body></html>`
	for _, charset := range []string{"", `<meta charset="euc-kr">`, `<meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">`, `<meta charset="utf-8">`} {
		t.Run(charset, func(t *testing.T) {
			data, err := korean.EUCKR.NewEncoder().String(strings.Replace(page, "%s", charset, 1))
			if err != nil {
				t.Fatal(err)
			}
			c := readStory(t, data, nil)
			if c.Story.Headline != "나룻배 십 년 더 띄운다" || c.Story.Language != ilbo.Korean || c.Story.Source != "연합뉴스" || c.Story.Dateline.Place != "하늘" {
				t.Errorf("got %q in %s from %q, %q", c.Story.Headline, c.Story.Language, c.Story.Source, c.Story.Dateline.Place)
			}
			if diff := cmp.Diff([]string{"오하늘"}, c.Bylines); diff != "" {
				t.Error(diff)
			}
			if want := time.Date(2023, 4, 6, 16, 22, 0, 0, seoul); !c.Story.Published.Equal(want) {
				t.Errorf("published %v", c.Story.Published)
			}
			if got := paragraphs(c); len(got) != 4 || got[0] != koreanFirst || got[1] != koreanSecond || !strings.Contains(got[2], "뚊뺙") {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestMHTML(t *testing.T) {
	var b strings.Builder
	b.WriteString("From: <Saved by Blink>\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Boundary\"\r\n\r\n")
	b.WriteString("------Boundary\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://www.haneul.example/\r\n\r\n")
	b.WriteString(strings.ReplaceAll(strings.ReplaceAll(storyHTML, "=", "=3D"), "page_files/ferry.jpg", "https://cdn.haneul.example/img/ferry.jpg"))
	b.WriteString("\r\n------Boundary\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://cdn.haneul.example/img/ferry.jpg\r\n\r\nanBlZw==\r\n------Boundary--\r\n")
	c, err := Read("ferry.mhtml", strings.NewReader(b.String()), options())
	if err != nil {
		t.Fatal(err)
	}
	if c.Story.Headline != "Ferry stays on the river" || len(c.Enclosed) == 0 || c.Enclosed[0].Open == nil {
		t.Fatalf("got %q with %+v", c.Story.Headline, c.Enclosed)
	}
	r, err := c.Enclosed[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := io.ReadAll(r); string(got) != "jpeg" {
		t.Errorf("picture: %q", got)
	}
}

func TestRealPages(t *testing.T) {
	dir := testroom.File(t, "fixtures/pages")
	// How a paper would sign them: the BBC names itself, which is nobody.
	bylines := map[string][]string{
		"aclu": {"Daniel Kahn Gillmor"}, "bbc-1": nil, "cnn": {"Ahiza Garcia"}, "guardian-1": {"Eleanor Ainge Roy"},
		"lemonde-1": {"Martin Untersinger", "Damien Leloup", "Morgane Tual"}, "nytimes-1": {"Jeffrey Gettleman"},
	}
	for name, byline := range bylines {
		t.Run(name, func(t *testing.T) {
			c, err := ReadFile(filepath.Join(dir, name, "source.html"), options())
			if err != nil {
				t.Fatal(err)
			}
			var meta struct{ Title, Byline string }
			data, err := os.ReadFile(filepath.Join(dir, name, "expected-metadata.json"))
			if err == nil {
				err = json.Unmarshal(data, &meta)
			}
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.TrimSuffix(meta.Title, " | "+meta.Byline); c.Story.Headline != want {
				t.Errorf("headline: got %q, want %q", c.Story.Headline, want)
			}
			if diff := cmp.Diff(byline, c.Bylines); diff != "" {
				t.Errorf("bylines: %s", diff)
			}
			if c.Story.Published.IsZero() {
				t.Error("no date of publication")
			}
			want := expectedWords(t, filepath.Join(dir, name, "expected.html"))
			got := wordsIn(c.Story.Body.Text() + "\n" + captions(c))
			found := inOrder(want, wordsIn(c.Story.Body.Text()))
			recovered, extra := 100*float64(found)/float64(len(want)), 100*float64(len(got)-len(inBoth(want, got)))/float64(len(got))
			t.Logf("%s: %.1f %% of %d words recovered in order, %.1f %% of ours are others", name, recovered, len(want), extra)
			if recovered < 90 || extra > 6 {
				t.Errorf("recovered %.1f %%, besides %.1f %%", recovered, extra)
			}
		})
	}
}

func captions(c *wire.Copy) string {
	if len(c.Enclosed) > 0 && c.Enclosed[0].Block == wire.Lead {
		return c.Enclosed[0].Caption + " " + c.Enclosed[0].Credit
	}
	return ""
}

func expectedWords(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
	}
	return wordsIn(b.String())
}

func wordsIn(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// inOrder is the length of the longest common subsequence.
func inOrder(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j, v := range b {
			up := row[j+1]
			if w == v {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			diagonal = up
		}
	}
	return row[len(b)]
}

// inBoth are the words of b that a has too, each as often.
func inBoth(a, b []string) []string {
	count := map[string]int{}
	for _, w := range a {
		count[w]++
	}
	var both []string
	for _, w := range b {
		if count[w] > 0 {
			count[w]--
			both = append(both, w)
		}
	}
	return both
}

func BenchmarkReadHTML(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len(storyHTML)))
	opts := options()
	for b.Loop() {
		if _, err := Read("page.html", strings.NewReader(storyHTML), opts); err != nil {
			b.Fatal(err)
		}
	}
}
