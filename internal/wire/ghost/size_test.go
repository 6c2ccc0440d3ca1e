package ghost

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// A made is a file that is made as it is read: a head, one piece many times,
// each with its number, and a tail.
type made struct {
	head, tail string
	piece      func(n int) string // all are of one length
	times      int
}

func (m *made) size() int64 {
	return int64(len(m.head)) + int64(m.times)*int64(len(m.piece(0))) + int64(len(m.tail))
}

func (m *made) ReadAt(p []byte, at int64) (n int, err error) {
	long := int64(len(m.piece(0)))
	for n < len(p) && at < m.size() {
		part := ""
		switch body := at - int64(len(m.head)); {
		case body < 0:
			part = m.head[at:]
		case body < int64(m.times)*long:
			part = m.piece(int(body / long))[body%long:]
		default:
			part = m.tail[body-int64(m.times)*long:]
		}
		done := copy(p[n:], part)
		n, at = n+done, at+int64(done)
	}
	if n < len(p) {
		err = io.EOF
	}
	return n, err
}

// read reads a made export, and tells the most memory that it took, in bytes.
func (m *made) read(t *testing.T) (stories int, refused []string, most uint64) {
	t.Helper()
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	look := func() {
		runtime.GC()
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapAlloc-min(now.HeapAlloc, before.HeapAlloc))
	}
	for c, err := range Read(context.Background(), "e.json", m, m.size(), Options{}) {
		if _, ok := err.(*wire.Aside); ok {
			continue
		}
		if err != nil {
			refused = append(refused, ilbo.SayOf(err))
			look()
			continue
		}
		if stories++; stories%100_000 == 1 {
			look()
		}
		if c.Story.Headline == "" {
			t.Fatal("a story without a headline")
		}
	}
	return stories, refused, most
}

// TestOneLongValueTakesNoMemory reads a file that is one text, one name, or one
// table that nobody knows: a gigabyte of it where ILBO_TEST_LONG is set.
func TestOneLongValueTakesNoMemory(t *testing.T) {
	piece := strings.Repeat("words ", 10_000)
	items := strings.Repeat(`{"a":[1]},`, 6_000)
	tests := []struct {
		name, head, piece, tail string
		stories                 int
		say                     string
		most                    int // MB of memory
	}{
		{"a text", `{"data":{"posts":[{"id":"1","title":"A","status":"published","html":"`, piece, `"},` + post() + `]}}`, 1, "its text (html) is longer than 16 MB.", 40},
		{"a title", `{"data":{"posts":[{"id":"1","html":"x","title":"`, piece, `"},` + post() + `]}}`, 1, "“title” is longer than 64 kB.", 2},
		{"an unknown column", `{"data":{"posts":[{"other":"`, piece, `","id":"1","title":"A","html":"x"},` + post() + `]}}`, 2, "", 2},
		{"a name", `{"data":{"posts":[{"`, piece, `":1,"id":"1","title":"A","html":"x"},` + post() + `]}}`, 2, "", 2},
		{"an unknown table", `{"data":{"other":[`, items, `{}],"posts":[` + post() + `]}}`, 1, "", 2},
		{"a setting", `{"data":{"settings":[{"key":"title","value":"`, piece, `"}],"posts":[` + post() + `]}}`, 1, "", 2},
		{"no end", `{"data":{"posts":[{"id":"`, piece, ``, 0, "a text has no end", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			size := test.most * 2 << 20
			if os.Getenv("ILBO_TEST_LONG") != "" {
				size = 1 << 30
			}
			m := &made{head: test.head, tail: test.tail, piece: func(int) string { return test.piece }, times: size / len(test.piece)}
			stories, refused, most := m.read(t)
			if stories != test.stories || (len(refused) == 1) != (test.say != "") || test.say != "" && !strings.Contains(refused[0], test.say) {
				t.Errorf("got %d stories, refused %.300q", stories, refused)
			}
			if most > uint64(test.most)<<20 {
				t.Errorf("%d MB of file took %d kB", m.size()>>20, most>>10)
			}
		})
	}
}

// bytesAPost is what the package says a post costs in memory, if it has three
// tags, an author and words for its picture.
const bytesAPost = 100

// TestAPostTakesLittleMemory reads twenty thousand posts, each with three
// tags, an author and a row of posts_meta, and compares with what the package
// says that each costs.
func TestAPostTakesLittleMemory(t *testing.T) {
	const posts = 20_000
	row := func(n int) string {
		return fmt.Sprintf(`{"posts":[{"id":"%08d","slug":"s%08d","title":"Ferry stays","html":"<p>It is old.</p>","status":"published","published_at":"2020-03-01"}],
			"posts_tags":[{"post_id":"%08d","tag_id":"1","sort_order":0},{"post_id":"%08d","tag_id":"2"},{"post_id":"%08d","tag_id":"3"}],"posts_authors":[{"post_id":"%08d","author_id":"1"}],"posts_meta":[{"post_id":"%08d","feature_image_alt":"Quay"}]}`, n, n, n, n, n, n, n)
	}
	var whole strings.Builder
	tables := []string{"posts", "posts_tags", "posts_authors", "posts_meta"}
	whole.WriteString(`{"data":{"tags":[{"id":"1","name":"City"},{"id":"2","name":"Sea"},{"id":"3","name":"Sky"}],"users":[{"id":"1","name":"Oh"}]`)
	for i, name := range tables {
		fmt.Fprintf(&whole, `,"%s":[`, name)
		for n := range posts {
			part := row(n)
			from := strings.Index(part, `"`+name+`":[`) + len(name) + 4
			to := len(part) - 2
			if i < len(tables)-1 {
				to = strings.Index(part, `"`+tables[i+1]+`":[`)
				to = strings.LastIndex(part[:to], "]")
			}
			if n > 0 {
				whole.WriteByte(',')
			}
			whole.WriteString(part[from:to])
		}
		whole.WriteByte(']')
	}
	whole.WriteString("}}")
	data := whole.String()
	m := &made{head: data, piece: func(int) string { return "" }}
	stories, refused, most := m.read(t)
	if stories != posts || len(refused) > 0 {
		t.Fatalf("got %d stories, refused %q", stories, refused)
	}
	t.Logf("%d bytes a post", most/posts)
	if most/posts > bytesAPost*3/2 {
		t.Errorf("%d bytes a post, and the package says %d", most/posts, bytesAPost)
	}
}

func BenchmarkRead(b *testing.B) {
	const posts = 100
	text := strings.Repeat(`{"type":"paragraph","version":1,"direction":"ltr","format":"","indent":0,"children":[{"detail":0,"format":0,"mode":"normal","style":"","text":"The council voted to keep the ferry, which is old. ","type":"extended-text","version":1},{"type":"link","url":"https://a.example/x","children":[{"detail":0,"format":1,"mode":"normal","style":"","text":"He said so","type":"extended-text","version":1}]}]},`, 20)
	forms := map[string][2]string{
		"lexical":   {"lexical", quoted(`{"root":{"children":[` + strings.TrimSuffix(text, ",") + `]}}`)},
		"mobiledoc": {"mobiledoc", quoted(`{"version":"0.3.1","markups":[["strong"]],"sections":[` + strings.TrimSuffix(strings.Repeat(`[1,"p",[[0,[],0,"The council voted to keep the ferry, which is old. "],[0,[0],1,"He said so"]]],`, 20), ",") + `]}`)},
		"html":      {"html", quoted(strings.Repeat(`<p>The council voted to keep the ferry, which is old. <a href="https://a.example/x"><b>He said so</b></a></p>`, 20))},
	}
	for _, name := range []string{"lexical", "mobiledoc", "html"} {
		b.Run(name, func(b *testing.B) {
			var rows []string
			for n := range posts {
				rows = append(rows, post("id", fmt.Sprint(n), "uuid", "", "html", `"<p>x</p>"`, forms[name][0], forms[name][1]))
			}
			data := exported(`"posts":[` + strings.Join(rows, ",") + `]`)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for _, err := range Read(context.Background(), "e.json", strings.NewReader(data), int64(len(data)), Options{}) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				if n != posts {
					b.Fatalf("got %d stories", n)
				}
			}
			b.ReportMetric(float64(b.N)*posts/b.Elapsed().Seconds(), "stories/s")
		})
	}
}
