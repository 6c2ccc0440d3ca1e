package wxr

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press/internal/wire"
)

func TestBrokenEntriesAreRefusedWithTheirLine(t *testing.T) {
	good := post(1, "The first.")
	last := post(2, "The last.")
	tests := []struct {
		name    string
		item    string
		refused string
		stories int
	}{
		{"no end", strings.TrimSuffix(post(7, "x"), "</item>"), "a.xml, line 27: This entry cannot be read: it has no end.", 2},
		{"a field without an end", strings.Replace(post(7, "x"), "</wp:post_name>", "", 1), "a.xml, line 27: This entry cannot be read: its field “wp:post_name”, which begins in line 32, has no end.", 2},
		{"CDATA without an end", strings.Replace(post(7, "x"), "]]></title>", "</title>", 1), "a.xml, line 27: This entry cannot be read: its field “title”, which begins in line 28, has no end.", 2},
		{"no number", strings.Replace(post(7, "x"), "<wp:post_id>7</wp:post_id>", "", 1), "a.xml, line 27: This entry has no number (“wp:post_id”), by which a second import would know it.", 2},
		{"a field that is too long", post(7, "x", "<link>"+strings.Repeat("a", 100_000)+"</link>"), "a.xml, line 27: This entry cannot be read: its field “link” is longer than 64 kB.", 2},
		{"text that is too long", post(7, strings.Repeat("a", 9<<20)), "a.xml, line 27: This entry cannot be read: its field “content:encoded” is longer than 8192 kB.", 2},
		{"a long field that nobody asks for", post(7, "x", metaField("_elementor_data", strings.Repeat("a", 9<<20)), "<other>"+strings.Repeat("b", 9<<20)+"</other>"), "", 3},
		{"a long field of a picture's", post(7, "x", metaField("enclosure", strings.Repeat("a", 1<<20))), "", 3},
		{"an element of a plug-in", post(7, "x", "<wp:acme><wp:more><wp:more>1</wp:more></wp:more></wp:acme><media:content url=\"x\"><media:title type=\"html\">t</media:title></media:content>"), "", 3},
		{"an element without an end", post(7, "x", "<wp:acme><wp:more>"), "a.xml, line 27: This entry cannot be read: its element “wp:acme”, which begins in line 33, has no end.", 2},
		{"undeclared prefixes and raw ampersands", post(7, "x", "<title>AT&T & Co &lol; &amp;</title><foo:bar>&</foo:bar>"), "", 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source := export(good, test.item, last)
			r := readAll(t, Options{}, []byte(source))
			if all := strings.Join(r.refused, "\n"); len(r.stories) != test.stories || all != test.refused {
				t.Errorf("%d stories, refused %q", len(r.stories), all)
			}
			if first, last := r.stories[0].Story.Foreign, r.stories[len(r.stories)-1].Story.Foreign; first != "wxr:haneul.example/news:1" || last != "wxr:haneul.example/news:2" {
				t.Errorf("from %s to %s", first, last)
			}
		})
	}
}

func TestFilesThatAreNoExports(t *testing.T) {
	tests := []struct{ data, want string }{
		{"", "a.xml: The file is empty."},
		{"PK\x03\x04xxxx", "a.xml: This is a ZIP file. Unpack it first."},
		{"\x1f\x8b\x08", "a.xml: This is a compressed file. Unpack it first."},
		{"\xff\xfe<\x00", "a.xml: This file is in UTF-16. Save it as UTF-8 first."},
		{`{"db":[]}`, "a.xml: This is JSON and no WordPress export."},
		{"<html><body>Hello", "a.xml: This is no WordPress export: it has no element “channel”."},
		{"hello", "a.xml: This is no WordPress export: it has no element “channel”."},
		{`<?xml version="1.0" encoding="x-acme"?><rss><channel>`, "a.xml: The file says that it is in the character set x-acme, which cannot be read."},
	}
	for _, test := range tests {
		if diff := cmp.Diff([]string{test.want}, readAll(t, Options{}, []byte(test.data)).refused); diff != "" {
			t.Error(diff)
		}
	}
}

func TestOldCharacterSets(t *testing.T) {
	head := `<?xml version="1.0" encoding="euc-kr"?>`
	r := readAll(t, Options{}, []byte(head+strings.TrimPrefix(export(post(1, "\xb3\xaa\xb7\xed\xb9\xe8")), `<?xml version="1.0" encoding="UTF-8" ?>`)))
	if len(r.stories) != 1 || r.stories[0].Story.Body.Text() != "나룻배" {
		t.Errorf("%d stories, refused %q", len(r.stories), r.refused)
	}
	r = readAll(t, Options{}, []byte("\xef\xbb\xbf"+export(post(1, "a\xffb"))))
	if len(r.stories) != 1 || r.stories[0].Story.Body.Text() != "ab" {
		t.Errorf("%d stories, refused %q", len(r.stories), r.refused)
	}
}

// TestCutAnywhere cuts an export after each of its bytes: whatever is missing,
// what stood before is read, once.
func TestCutAnywhere(t *testing.T) {
	source := export(post(1, "The first.", metaField("_thumbnail_id", "3"), "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>"), attachment(3, 1, "x.jpg"), post(2, "The second."))
	firstEnds, secondEnds := strings.Index(source, "</item>")+7, strings.LastIndex(source, "</item>")+7
	for n := range len(source) {
		r := readAll(t, Options{}, []byte(source[:n]))
		want := 0
		if n >= firstEnds {
			want++
		}
		if n >= secondEnds {
			want++
		}
		if len(r.stories) != want || len(r.refused) > 1 {
			t.Fatalf("cut at %d (%q): %d stories, refused %q", n, source[max(0, n-20):n], len(r.stories), r.refused)
		}
		if inItem := strings.LastIndex(source[:n], "<item>") > strings.LastIndex(source[:n], "</item>"); inItem != (len(r.refused) == 1) && n > 60 && strings.Contains(source[:n], "<channel>") {
			t.Fatalf("cut at %d (%q): refused %q", n, source[max(0, n-20):n], r.refused)
		}
	}
}

func TestEntitiesAreNeverExpanded(t *testing.T) {
	bomb := strings.Replace(export(post(1, "x", "<title>&lol9; &xxe; stays</title>")), "<rss", `<!DOCTYPE rss [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;"><!ENTITY lol9 "&lol2;&lol2;"><!ENTITY xxe SYSTEM "file:///etc/passwd">]>
<rss`, 1)
	r := readAll(t, Options{}, []byte(bomb))
	if len(r.stories) != 1 || r.stories[0].Story.Headline != "&lol9; &xxe; stays" {
		t.Errorf("%d stories, refused %q", len(r.stories), r.refused)
	}
}

// A tape is a file of any size, made of a head, one part many times, and a
// tail.
type tape struct {
	head, part, tail string
	n                int64
}

func (p *tape) size() int64 { return int64(len(p.head)+len(p.tail)) + p.n*int64(len(p.part)) }

func (p *tape) ReadAt(to []byte, at int64) (int, error) {
	n := 0
	for n < len(to) {
		var from string
		switch body := at - int64(len(p.head)); {
		case body < 0:
			from = p.head[at:]
		case body < p.n*int64(len(p.part)):
			from = p.part[body%int64(len(p.part)):]
		case at < p.size():
			from = p.tail[body-p.n*int64(len(p.part)):]
		default:
			return n, io.EOF
		}
		k := copy(to[n:], from)
		n, at = n+k, at+int64(k)
	}
	return n, nil
}

// heap runs do and gives the most bytes that the heap has grown by meanwhile.
func heap(do func(look func())) uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, uint64(0)
	do(func() {
		runtime.GC()
		runtime.ReadMemStats(&m)
		if m.HeapAlloc > before {
			most = max(most, m.HeapAlloc-before)
		}
	})
	return most
}

// records are fields of so many names.
func records(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<f%d>%s</f%d>", i, strings.Repeat("b", 90), i)
	}
	return b.String()
}

func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	whole := export(post(1, "x"))
	cut := strings.Index(whole, "<item>")
	tests := []struct {
		name    string
		tape    tape
		stories int
		refused int
	}{
		{"one line of 12 MB in a field", tape{whole[:cut] + "<item><title>", strings.Repeat("a", 1<<20), "</title></item>" + whole[cut:], 12}, 1, 1},
		{"one line of 12 MB in CDATA", tape{whole[:cut] + "<item><content:encoded><![CDATA[", strings.Repeat("<p>b", 1<<18), "]]></content:encoded></item>" + whole[cut:], 12}, 1, 1},
		{"one line of 12 MB in a tag", tape{whole[:cut] + `<item><title x="`, strings.Repeat("c", 1<<20), `"></title></item>` + whole[cut:], 12}, 1, 1},
		{"one line of 12 MB in a comment", tape{whole[:cut] + "<!--", strings.Repeat("->", 1<<19), "-->" + whole[cut:], 12}, 1, 0},
		{"many posts", tape{whole[:cut], post(5, strings.Repeat("The council voted.\n\n", 100)), whole[cut:], 1_500}, 1_501, 0},
		{"an author with a million fields", tape{whole[:cut] + "<wp:author>", records(100), "</wp:author>" + whole[cut:], 4000}, 1, 0},
		{"a million authors", tape{whole[:cut], "<wp:author><wp:author_login>x</wp:author_login><wp:author_display_name>" + strings.Repeat("b", 5000) + "</wp:author_display_name></wp:author>", whole[cut:], 5_000}, 1, 0},
		{"many pages and comments", tape{whole[:cut], post(6, strings.Repeat("About us. ", 100), "<wp:post_type>page</wp:post_type>", strings.Repeat("<wp:comment><wp:comment_content>x</wp:comment_content></wp:comment>", 20)), whole[cut:], 4_000}, 1, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			stories, refused, read := 0, 0, int64(0)
			grown := heap(func(look func()) {
				o := Options{Read: func(n int64) {
					if read += n; read/(2<<20) != (read-n)/(2<<20) {
						look()
					}
				}}
				for _, err := range Read(t.Context(), []File{{Name: "a.xml", R: &test.tape, Size: test.tape.size()}}, o) {
					var aside *wire.Aside
					switch {
					case errors.As(err, &aside):
					case err != nil:
						refused++
					default:
						stories++
					}
				}
			})
			t.Logf("%d MB read, the heap grew by at most %d kB", test.tape.size()>>20, grown>>10)
			if stories != test.stories || refused != test.refused {
				t.Errorf("%d stories, %d refused", stories, refused)
			}
			if grown > 12<<20 {
				t.Errorf("the heap grew by %d kB", grown>>10)
			}
		})
	}
}

func TestReadingEndsWithTheContext(t *testing.T) {
	whole := export(post(1, "x"))
	cut := strings.Index(whole, "<item>")
	p := &tape{whole[:cut], post(5, "The council voted."), whole[cut:], 1 << 40}
	ctx, cancel := context.WithCancel(t.Context())
	read := int64(0)
	o := Options{Read: func(n int64) {
		if read += n; read > 10<<20 {
			cancel()
		}
	}}
	for _, err := range Read(ctx, []File{{Name: "a.xml", R: p, Size: p.size()}}, o) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
	if read > 12<<20 {
		t.Errorf("%d bytes were read", read)
	}
}

// unreadable fails behind its first bytes, as a disk does.
type unreadable struct{ io.ReaderAt }

func (u unreadable) ReadAt(p []byte, at int64) (int, error) {
	if at+int64(len(p)) > 5000 {
		return 0, errors.New("input/output error")
	}
	return u.ReaderAt.ReadAt(p, at)
}

func TestUnreadableFileIsRefusedWithTheLine(t *testing.T) {
	source := export(strings.Repeat(post(1, strings.Repeat("x\n", 300_000)), 3))
	n := 0
	for _, err := range Read(t.Context(), []File{{Name: "a.xml", R: unreadable{strings.NewReader(source)}, Size: int64(len(source))}}, Options{}) {
		if n++; err == nil || !strings.Contains(err.Error(), "input/output error") {
			t.Errorf("got %v", err)
		}
	}
	if n != 1 {
		t.Errorf("%d results", n)
	}
}

// TestHostileTextsAreReadInTime sets texts that are made to be slow: none of
// these shapes may cost more than its size.
func TestHostileTextsAreReadInTime(t *testing.T) {
	repeat := strings.Repeat
	picture := attachment(20, 17, "2013/09/quay.jpg")
	tests := []struct{ name, content string }{
		{"shortcodes without an end", repeat("[caption]", 50_000) + "[/caption]"},
		{"shortcodes in one another", repeat("[a b=1]", 22_000) + repeat("[/a]", 25_000)},
		{"words in a bracket", repeat("[a"+repeat(" b", 4000), 60)},
		{"brackets", repeat("[", 1<<18)},
		{"blocks without an end", repeat("<!-- wp:a {", 25_000)},
		{"blocks that are used again", repeat(`<!-- wp:block {"ref":18} /-->`, 5_000)},
		{"galleries", repeat(`[gallery ids="20,20,20,20,20,20"]`, 1_500)},
		{"a gallery of pictures", `<div class="gallery"><div>` + repeat("<img src=a.jpg>", 22_000) + "</div></div>"},
		{"a gallery of nothing", `<div class="gallery"><div>` + repeat("<img>", 22_000) + "</div></div>"},
		{"preformed text without an end", repeat("<pre>", 25_000)},
		{"deep figures", repeat("<figure><table>", 200) + repeat("<figure>a", 10_000)},
		{"deep quotes", repeat("<blockquote>", 450) + repeat("<p>a <cite>b</cite>", 5_000)},
		{"addresses", repeat("https://youtu.be/a\n", 25_000)},
		{"breaks", repeat("<br>", 125_000)},
		{"one tag", "<p " + repeat("a ", 125_000)},
		{"numbers of pictures", repeat(`<img class="wp-image-20" src="quay.jpg">`, 5_000)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			done := make(chan struct{})
			go func() {
				defer close(done)
				// Refused or not: what counts is that it ends.
				readAll(t, Options{}, []byte(export(picture, post(17, test.content), post(18, "Again.", "<wp:post_type>wp_block</wp:post_type>"))))
			}()
			select {
			case <-done:
			case <-time.After(60 * time.Second):
				t.Fatal("the text was not read within a minute")
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(export(post(1, `[caption]<img class="wp-image-3" src=x>y[/caption][gallery ids="3"]<!-- wp:block {"ref":4} /-->`, metaField("_thumbnail_id", "3")), attachment(3, 1, "x.jpg"), post(4, "z", "<wp:post_type>wp_block</wp:post_type>"))))
	f.Add([]byte(export(post(1, "x", in("category", "../%2e%2e//a", "A"), in("post_tag", "%ed%95%9c?x=1#y", "한"), "<dc:creator>../x</dc:creator><wp:post_date>2013-09-02 25:00:00</wp:post_date>"))))
	f.Add([]byte("<rss><channel><item><title><![CDATA[a]]></title><wp:post_id>1</wp:post_id><wp:status>publish</wp:status><content:encoded>a]]>b</content:encoded></item>"))
	f.Add([]byte("<!DOCTYPE x [<!ENTITY a '>'>]><channel><item><wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>a</wp:meta_value></wp:postmeta><item>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		r := readAll(t, Options{}, data)
		for _, c := range r.stories {
			if c.Story.Headline == "" || c.Story.Foreign == "" || c.Story.Published.IsZero() == (c.Withheld == nil) {
				t.Errorf("%+v", c)
			}
			for _, e := range c.Enclosed {
				if e.Block != wire.Lead && e.Figure >= len(c.Story.Body[e.Block].Figures) {
					t.Errorf("%+v has no place", e)
				}
			}
			for _, p := range c.OldPaths {
				if !strings.HasPrefix(string(p), "/") {
					t.Errorf("old path %q", p)
				}
			}
			for _, p := range c.OldPages {
				if !strings.HasPrefix(string(p.Path), "/") || strings.Contains(string(p.Path), "/../") || p.Of == wire.OfPaper && p.Feed == "" {
					t.Errorf("old page %+v", p)
				}
			}
		}
	})
}

func FuzzMarkup(f *testing.F) {
	for _, s := range []string{
		"[gallery ids='1']\n\n[caption a=b]<img src=x>c[/caption]", "<!-- wp:a {\"b\":1} /--><!-- /wp:a -->", "<pre>a\n\nb</pre>\x00x", "https://youtu.be/x\n[[a]]", "[a b=\"", "<br><br/>\n\n<p>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		if len(content) > 1<<16 || strings.Contains(content, "]]>") {
			return
		}
		for _, c := range readAll(t, Options{}, []byte(export(post(1, content)))).stories {
			if err := c.Story.Body.Check(); err == nil && strings.Contains(c.Story.Body.Text(), "\x00") {
				t.Error("a NUL came through")
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	whole := export(post(1, "x"))
	cut := strings.Index(whole, "<item>")
	classic := post(5, strings.Repeat("The council of Haneul voted on <b>Monday</b> to keep the <a href=\"https://a.example/\">old ferry</a> running for another ten years.\n\n", 20),
		in("category", "city", "City"), in("post_tag", "han", "Han River"), metaField("_thumbnail_id", "20"), metaField("_edit_lock", "1380000000:1"))
	p := &tape{whole[:cut] + attachment(20, 1, "x.jpg"), classic, whole[cut:], 100}
	b.ReportAllocs()
	b.SetBytes(p.size())
	for b.Loop() {
		n := 0
		for c, err := range Read(b.Context(), []File{{Name: "a.xml", R: p, Size: p.size()}}, Options{}) {
			if err == nil && c != nil {
				n++
			}
		}
		if n != 101 {
			b.Fatalf("%d stories", n)
		}
	}
	b.ReportMetric(float64(b.N)*101/b.Elapsed().Seconds(), "stories/s")
}
