package body

import (
	"io"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire/dom"
)

// print writes blocks as lines: the kind, and what it holds.
func print(b ilbo.Body) []string {
	var list []string
	for _, block := range b {
		line := string(block.Kind) + ":"
		if block.Title != "" {
			line += " (" + block.Title + ")"
		}
		for _, in := range append([]ilbo.Inline{block.Text}, block.Items...) {
			for _, s := range in {
				switch {
				case s.Href != "":
					line += " [" + s.Text + "](" + s.Href + ")"
				case s.Strong:
					line += " *" + s.Text + "*"
				default:
					line += " " + s.Text
				}
			}
		}
		for _, f := range block.Figures {
			line += " <" + f.Caption + "|" + f.Credit + "|" + f.Alt + ">"
		}
		if block.By != "" {
			line += " -- " + block.By
		}
		if block.Embed != nil {
			line += " " + block.Embed.Provider + " " + block.Embed.Ref
		}
		list = append(list, line)
	}
	return list
}

func set(t *testing.T, fragment string, o Options) Result {
	t.Helper()
	r, err := HTML(fragment, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestHTMLBecomesBlocks(t *testing.T) {
	base, err := url.Parse("https://haneul.example/2013/09/ferry/")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, html string
		want       []string
		notices    []string
	}{
		{name: "marks and links", html: `<p>The <b>ferry</b> <a href="/quay">stays</a>, <a href="javascript:alert(1)">he</a> said.</p>`,
			want: []string{"paragraph: The  *ferry*   [stays](https://haneul.example/quay) , he said."}},
		{name: "a heading that is the headline goes", html: `<h2>Ferry stays</h2><h3>Why it stays</h3><p>Old.`, want: []string{"subhead: Why it stays", "paragraph: Old."}},
		{name: "what a page would call chrome stays", html: `<div class="share"><p>Close</p></div><ul><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ul>`,
			want: []string{"paragraph: Close", "list: [A](https://haneul.example/a) [B](https://haneul.example/b)"}},
		{name: "a quote with its picture", html: `<blockquote><p>A river.</p><img src="a.jpg" alt="River"><cite>Oh</cite></blockquote>`,
			want: []string{"quote: A river. -- Oh", "picture: <||River>"}},
		{name: "a pull quote", html: `<aside class="pullquote"><p>A wall.</p></aside>`, want: []string{"pullquote: A wall."}},
		{name: "a list with a picture", html: `<ol><li>One<img src="a.jpg"></li>two</ol>`, want: []string{"picture: <||>", "list: One two"}},
		{name: "a list within a list", html: `<ul><li>Boats<ol><li>Two<ul><li>old</li><li>new</li></ul></li><li>Three</li></ol></li><li>Sizes:<ul><li>small</li></ul></li><li>It runs.<ul><li>Daily</li></ul></li><li><ul><li>alone</li></ul></li></ul>`,
			want: []string{"list: Boats :  Two :  old ;  new ;  Three Sizes:   small It runs.   Daily alone"}},
		{name: "terms and what they mean", html: `<dl><dt>Ferry <a href="/f">7</a></dt><dd>A boat.</dd><dt><p>Quay</p></dt><dd>A wall.</dd></dl>`,
			want: []string{"paragraph: *Ferry * [7](https://haneul.example/f)", "paragraph: A boat.", "paragraph: *Quay*", "paragraph: A wall."}},
		{name: "a table with a caption and a picture", html: `<table><caption>Riders</caption><tr><th>Y</th><th>N</th></tr><tr><td>1</td><td><img src="a.jpg" alt="x"></td></tr></table>`,
			want: []string{"table: (Riders)", "picture: <||x>"}},
		{name: "a gallery", html: `<div class="gallery"><figure><img src="a.jpg"><figcaption>One (Yonhap)</figcaption></figure><figure><img src="b.jpg" alt="B"></figure><figcaption>Both</figcaption></div>`,
			want: []string{"gallery: (Both) <One|Yonhap|> <||B>"}},
		{name: "a gallery of one", html: `<div class="gallery"><img src="a.jpg" alt="A"></div>`, want: []string{"picture: <||A>"}},
		{name: "an embed, and one that may not be", html: `<iframe src="https://youtu.be/abc"></iframe><iframe src="https://ads.example/x"></iframe>`,
			want: []string{"embed: youtube abc"}, notices: []string{"The frame https://ads.example/x is of a site that stories do not embed: it was left out."}},
		{name: "films and recordings", html: `<video src="v.mp4"></video><audio><source src="a.mp3"></audio><p>Text`,
			want: []string{"paragraph: Text"}, notices: []string{"The film v.mp4 cannot come in this way and was left out.", "The recording a.mp3 cannot come in this way and was left out."}},
		{name: "nothing that runs", html: `<p onclick="x()">A<script>alert(1)</script><style>p{}</style><svg><script>2</script></svg></p>`, want: []string{"paragraph: A"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := set(t, test.html, Options{Base: base, Headline: "Ferry stays", Gallery: func(n *html.Node) bool { return dom.Classed(n, "gallery") }})
			if diff := cmp.Diff(test.want, print(r.Body)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.notices, r.Notices); diff != "" {
				t.Error(diff)
			}
			for _, e := range r.Enclosed {
				if e.Block >= len(r.Body) || e.Figure >= len(r.Body[e.Block].Figures) {
					t.Errorf("%s has no place: block %d, figure %d", e.Source, e.Block, e.Figure)
				}
			}
		})
	}
}

func TestBelowNeverLeavesTheFolder(t *testing.T) {
	find := Below(fstest.MapFS{
		"uploads/2013/09/x.jpg": {Data: []byte("deep")}, "y.jpg": {Data: []byte("flat")}, "etc/passwd": {Data: []byte("inside")}, "empty.jpg": {},
	})
	tests := []struct{ source, want string }{
		{"https://a.example/wp-content/uploads/2013/09/x.jpg?w=300", "uploads/2013/09/x.jpg"},
		{"https://a.example/wp-content/uploads/2013/09/y.jpg", "y.jpg"},
		{"/uploads/2013/09/x.jpg", "uploads/2013/09/x.jpg"},
		{`uploads\2013\09\x.jpg`, "uploads/2013/09/x.jpg"},
		{"../../etc/passwd", "etc/passwd"},
		{"file:///etc/passwd", "etc/passwd"},
		{"uploads/2013", ""},
		{"empty.jpg", ""},
		{"%zz", ""},
		{"", ""},
		{strings.Repeat("a/", 3000) + "y.jpg", ""},
	}
	for _, test := range tests {
		e := find.Enclose(test.source)
		if e.File != test.want || (e.Open != nil) != (test.want != "") {
			t.Errorf("%q: got %q", test.source, e.File)
		}
	}
}

func TestPictureWithinTheAddress(t *testing.T) {
	e := Find(nil).Enclose("data:image/png;base64,anBlZw==")
	if e.Open == nil || e.Source != "within the page" {
		t.Fatalf("got %+v", e)
	}
	r, err := e.Open()
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(r); err != nil || string(data) != "jpeg" {
		t.Errorf("got %q, %v", data, err)
	}
	if e := Find(nil).Enclose("data:text/html;base64,anBlZw=="); e.Open != nil {
		t.Error("HTML is a picture")
	}
}

func TestLimits(t *testing.T) {
	if r := set(t, strings.Repeat("<p>a</p>", maxBlocks+1), Options{}); !r.Cut || len(r.Body) != maxBlocks {
		t.Errorf("%d blocks, cut: %v", len(r.Body), r.Cut)
	}
	if r := set(t, strings.Repeat("<p>a</p>\n", maxBlocks), Options{}); r.Cut || len(r.Body) != maxBlocks {
		t.Errorf("%d blocks, cut: %v", len(r.Body), r.Cut)
	}
	if r := set(t, strings.Repeat("<img src=a.jpg>", maxEnclosed+9), Options{}); len(r.Enclosed) != maxEnclosed || len(r.Notices) != 1 {
		t.Errorf("%d pictures, %q", len(r.Enclosed), r.Notices)
	}
	if _, err := HTML(strings.Repeat("<div>", 100_000), Options{}); err == nil {
		t.Error("nesting without end was read")
	}
}

func TestText(t *testing.T) {
	r := Text("One &amp; two\n\n<b>three</b>", Options{})
	if diff := cmp.Diff([]string{"paragraph: One & two", "paragraph: <b>three</b>"}, print(r.Body)); diff != "" {
		t.Error(diff)
	}
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{
		`<p>A <b>b</b> <a href="javascript:x">c</a><ul><li>d<img src=e.jpg></ul>`, `<table><tr><td>a<td>b<tr><td>c</table>`,
		`<blockquote>a<cite>b</cite></blockquote><figure class=gallery><img src=a><img src=b><figcaption>c`, `<iframe src=https://youtu.be/x>`, "<ul>a\x00<ol><li>b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, fragment string) {
		r, err := HTML(fragment, Options{Gallery: func(n *html.Node) bool { return dom.Classed(n, "gallery") }})
		if err != nil {
			return
		}
		for _, e := range r.Enclosed {
			if f := r.Body[e.Block].Figures[e.Figure]; f.Caption != e.Caption {
				t.Errorf("%+v stands at %+v", e, f)
			}
		}
		if err := r.Body.Check(); err != nil && ilbo.SayOf(err) == "" {
			t.Error(err)
		}
		for _, b := range r.Body {
			for _, s := range append(ilbo.Inline{}, b.Text...) {
				if s.Href != "" && !ilbo.SafeHref(s.Href) {
					t.Errorf("links to %q", s.Href)
				}
			}
		}
	})
}
