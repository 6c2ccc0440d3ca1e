package ghost

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

func TestPostsThatAreNoStory(t *testing.T) {
	tests := []struct{ name, post, say string }{
		{"a number", `7`, "Post 2: it is a number and no post."},
		{"no title", post("id", `"p2"`, "uuid", "", "title", `null`), "Post 2 (“ferry-stays”): it has no title."},
		{"a title of spaces", post("id", `"p2"`, "uuid", "", "title", `" \n "`), "it has no title."},
		{"a long title", post("id", `"p2"`, "uuid", "", "title", quoted(strings.Repeat("가", 20_000))), "The headline is longer than 400 characters."},
		{"an endless title", post("id", `"p2"`, "uuid", "", "title", quoted(strings.Repeat("a", 100_000))), "“title” is longer than 64 kB."},
		{"an endless text", post("id", `"p2"`, "uuid", "", "html", quoted(strings.Repeat("a", 17<<20))), "its text (html) is longer than 16 MB."},
		{"no text", post("id", `"p2"`, "uuid", "", "html", `""`), "it has no text."},
		{"no number", post("id", `null`, "uuid", `null`, "slug", `null`), "it has no id."},
		{"another language", post("id", `"p2"`, "uuid", "", "locale", `"de"`), "A story is in English (en) or Korean (ko), not in “de”."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			stories, refused, _ := collect(exported(`"posts":[`+post()+`,`+test.post+`,`+post("id", `"p3"`, "uuid", "")+`]`), nil)
			if len(stories) != 2 || len(refused) != 1 || !strings.HasPrefix(refused[0], "e.json: Post 2") || !strings.HasSuffix(refused[0], test.say) {
				t.Errorf("got %d stories, refused %.300q", len(stories), refused)
			}
		})
	}
}

func TestFilesThatAreNoExport(t *testing.T) {
	tests := []struct{ name, data, say string }{
		{"nothing", "", "This is no export of a Ghost site: the file is empty; make one in Ghost under Settings"},
		{"spaces", " \n", "the file is empty"},
		{"text", "Hello", "it is not JSON"},
		{"a list", `[{"posts":[]}]`, "it is not JSON"},
		{"a ZIP archive", "PK\x03\x04...", "This file is packed: unpack it"},
		{"gzip", "\x1f\x8b\x08", "This file is packed: unpack it"},
		{"UTF-16", "\xff\xfe{\x00", "This file is in UTF-16"},
		{"members", "id,email,name,note\n1,a@b.example,A,\n", "This looks like a list of members"},
		{"other JSON", `{"name":"x","data":{"items":[]}}`, "it holds no table of posts"},
		{"the API's posts", `{"posts":[{"id":"1"}],"meta":{"pagination":{}}}`, "as Ghost's API and its migration tools write them"},
		{"posts that are no list", exported(`"posts":{"a":1}`), "it holds no table of posts"},
		{"two tables", exported(`"posts":[],"posts":[]`), "two tables of posts"},
		{"more after it", exported(`"posts":[]`) + `{}`, "The file is damaged at byte"},
		{"nested", exported(`"posts":[],"x":` + strings.Repeat("[", 100_000)), "where values are nested too deeply"},
		{"damaged", exported(`"posts":[` + post() + ` ` + post() + `]`), "where a comma or the end of the list is expected: nothing of it was taken, so export it again."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			stories, refused, _ := collect(test.data, nil)
			if len(stories) != 0 || len(refused) != 1 || !strings.HasPrefix(refused[0], "e.json: ") || !strings.Contains(refused[0], test.say) {
				t.Errorf("got %d stories, refused %q", len(stories), refused)
			}
		})
	}
}

// TestAFileCutOffAnywhereIsRefusedWhole cuts an export after each of its bytes.
func TestAFileCutOffAnywhereIsRefusedWhole(t *testing.T) {
	data := exported(`"posts":[` + post("x", `"\u00e9\ud83d\ude00"`) + `],"tags":[{"id":"t","name":"City"}],"settings":[{"key":"title","value":"x"}]`)
	for n := range len(data) {
		stories, refused, _ := collect(data[:n], nil)
		if len(stories) != 0 || len(refused) != 1 {
			t.Fatalf("after byte %d: %d stories, refused %q", n, len(stories), refused)
		}
		if n > 0 && !strings.Contains(refused[0], fmt.Sprintf("The file is cut off: it ends at byte %d (line 1)", n)) {
			t.Errorf("after byte %d: %q", n, refused)
		}
	}
}

// TestWrongTypesInEveryColumn puts what does not belong there in each column.
func TestWrongTypesInEveryColumn(t *testing.T) {
	values := []string{`null`, `true`, `false`, `0`, `-1.5e9`, `""`, `"x"`, `[]`, `[["a"],{}]`, `{}`, `{"a":{"b":[1]}}`, quoted("<script>alert(1)</script>"), quoted("javascript:alert(1)"), quoted(strings.Repeat("x", 70_000))}
	names := append(slices.Clone(postColumns), bodies...)
	for _, name := range names {
		for _, v := range values {
			tables := `"posts":[` + post(name, v) + `],"tags":[{"id":` + v + `,"name":` + v + `},3],"users":[{"id":"u","name":` + v + `}],"posts_tags":[{"post_id":"p1","tag_id":` + v + `,"sort_order":` + v + `}],
				"posts_authors":[{"post_id":` + v + `,"author_id":"u"},` + v + `],"posts_meta":[{"post_id":"p1","feature_image_alt":` + v + `,"feature_image_caption":` + v + `}],"settings":[{"key":"permalinks","value":` + v + `},{"key":` + v + `}],"newsletters":` + v
			stories, refused, _ := collect(exported(tables), nil)
			if pages := name == "page" && v == "true"; len(stories)+len(refused) != 1 && !pages {
				t.Fatalf("%s %.40s: %d stories, refused %q", name, v, len(stories), refused)
			}
			for _, c := range stories {
				sound(t, c)
			}
		}
	}
}

// sound checks what must hold for all copy that comes out of an export.
func sound(t *testing.T, c *wire.Copy) {
	t.Helper()
	if c.Story.Headline == "" || !strings.HasPrefix(c.Story.Foreign, "ghost:") || !c.Founding {
		t.Fatalf("let through: %+v", c.Story)
	}
	if err := check(c); err != nil {
		t.Fatalf("let through: %v", err)
	}
	for _, p := range c.OldPaths {
		if !strings.HasPrefix(string(p), "/") || strings.HasPrefix(string(p), "//") {
			t.Fatalf("an old address %q", p)
		}
	}
	for _, e := range c.Enclosed {
		if e.Block != wire.Lead && (e.Block >= len(c.Story.Body) || e.Figure >= len(c.Story.Body[e.Block].Figures)) {
			t.Fatalf("a picture at block %d of %d", e.Block, len(c.Story.Body))
		}
	}
	for _, s := range append(slices.Clone(c.Notices), c.Story.Body.Text(), c.Story.Headline, c.Story.Deck, c.Section) {
		if strings.Contains(s, ownHost) {
			t.Fatalf("the name that stands for the site came through: %q", s)
		}
	}
	data, err := json.Marshal(c.Story.Body)
	if err != nil || bytes.Contains(data, []byte(`"href":"javascript`)) {
		t.Fatalf("%s, %v", data, err)
	}
}

// TestScriptsAreTextOrNothing puts markup in each text that people typed.
func TestScriptsAreTextOrNothing(t *testing.T) {
	evil := `<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>`
	q := quoted(evil)
	c := one(t, exported(`"posts":[`+post("title", q, "custom_excerpt", q, "html", q, "slug", q, "feature_image", q, "feature_image_caption", q, "feature_image_alt", q, "canonical_url", q)+`],
		"tags":[{"id":"t","name":`+q+`}],"posts_tags":[{"post_id":"p1","tag_id":"t"}],"users":[{"id":"u","name":`+q+`}],"posts_authors":[{"post_id":"p1","author_id":"u"}]`), nil)
	sound(t, c)
	if c.Story.Headline != evil { // it is a text, and every face escapes texts
		t.Errorf("headline %q", c.Story.Headline)
	}
	if got := print(c.Story.Body); !slices.Equal(got, []string{"picture: <||>", "paragraph: x"}) {
		t.Errorf("body %q", got)
	}
	if c.Enclosed[0].Caption != "x" {
		t.Errorf("caption %q", c.Enclosed[0].Caption)
	}
}

// A changing file is another one when it is read again from its posts on.
type changing struct {
	first, then string
	reads       int
}

func (c *changing) ReadAt(p []byte, at int64) (int, error) {
	c.reads++
	if c.reads > 1 {
		return strings.NewReader(c.then).ReadAt(p, at)
	}
	return strings.NewReader(c.first).ReadAt(p, at)
}

func TestAFileThatChangesIsNotReadOn(t *testing.T) {
	first := exported(`"posts":[` + post() + `,` + post("id", `"p2"`, "uuid", "") + `]`)
	stories, refused := 0, []string{}
	for c, err := range Read(context.Background(), "e.json", &changing{first: first, then: first[:len(first)-60] + strings.Repeat("?", 60)}, int64(len(first)), Options{}) {
		if err != nil {
			refused = append(refused, ilbo.SayOf(err))
		} else if c != nil {
			stories++
		}
	}
	if stories != 1 || len(refused) != 1 || refused[0] != "e.json: The file changed while it was read, so its end was not taken: import it again." {
		t.Errorf("%d stories, %q", stories, refused)
	}
}

// TestNamesWithoutEndAreNone reads tags and people that no site has.
func TestNamesWithoutEndAreNone(t *testing.T) {
	long := quoted(strings.Repeat("a", 1_000))
	c := one(t, exported(`"tags":[{"id":"t","name":`+long+`,"slug":"city"},{"id":"u","name":`+long+`,"slug":`+long+`}],"users":[{"id":"u","name":`+long+`}],
		"posts_tags":[{"post_id":"p1","tag_id":"t"},{"post_id":"p1","tag_id":"u"}],"posts_authors":[{"post_id":"p1","author_id":"u"}],"posts":[`+post()+`]`), nil)
	if c.Section != "city" || len(c.Topics) != 0 || len(c.Bylines) != 0 {
		t.Errorf("got %q, %q, %q", c.Section, c.Topics, c.Bylines)
	}
}

// TestReadingStops ends a reading in its first and in its second half.
func TestReadingStops(t *testing.T) {
	data := exported(`"x":"` + strings.Repeat("x", 1<<20) + `","posts":[` + post() + strings.Repeat(`,`+post("uuid", "", "html", quoted(strings.Repeat("x", 1<<16))), 50) + `]`)
	for _, stop := range []int64{1, Passes*int64(len(data)) - 1<<20} {
		ctx, cancel := context.WithCancel(t.Context())
		var n int64
		stories, last := 0, error(nil)
		for _, err := range Read(ctx, "e.json", strings.NewReader(data), int64(len(data)), Options{Read: func(more int64) {
			if n += more; n >= stop {
				cancel()
			}
		}}) {
			stories, last = stories+1, err
		}
		cancel()
		if !errors.Is(last, context.Canceled) {
			t.Errorf("stopped after %d bytes: read %d, %d stories, %v", stop, n, stories, last)
		}
	}
}
