package ghost

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ilbo.press"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/wire"
)

// collect reads an export: its stories, what was refused, and the counts.
func collect(data string, dir fs.FS) (stories []*wire.Copy, refused, asides []string) {
	for c, err := range Read(context.Background(), "e.json", strings.NewReader(data), int64(len(data)), Options{Dir: dir}) {
		switch aside, ok := err.(*wire.Aside); {
		case ok:
			asides = append(asides, aside.Error())
		case err != nil:
			refused = append(refused, ilbo.SayOf(err))
		default:
			stories = append(stories, c)
		}
	}
	return stories, refused, asides
}

// tables wraps the tables of an export as versions since 1 do.
func exported(tables string) string {
	return `{"db":[{"meta":{"exported_on":1600000000000,"version":"5.82.2"},"data":{` + tables + `}}]}`
}

// post is a published post with these columns in place of the usual ones.
func post(columns ...string) string {
	all := []string{"id", `"p1"`, "uuid", `"0b0e1c9a-91d9-44ac-a4d6-5f4e0b3a7f01"`, "title", `"Ferry stays"`, "slug", `"ferry-stays"`, "html", `"<p>The ferry stays.</p>"`,
		"type", `"post"`, "status", `"published"`, "visibility", `"public"`, "published_at", `"2020-03-01T02:40:46.000Z"`}
	for i := 0; i < len(columns); i += 2 {
		if at := slices.Index(all, columns[i]); at >= 0 && at%2 == 0 {
			all[at+1] = columns[i+1]
		} else {
			all = append(all, columns[i], columns[i+1])
		}
	}
	var parts []string
	for i := 0; i < len(all); i += 2 {
		if all[i+1] != "" {
			parts = append(parts, fmt.Sprintf("%q:%s", all[i], all[i+1]))
		}
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func one(t *testing.T, data string, dir fs.FS) *wire.Copy {
	t.Helper()
	stories, refused, _ := collect(data, dir)
	if len(stories) != 1 || len(refused) != 0 {
		t.Fatalf("got %d stories, refused %q", len(stories), refused)
	}
	return stories[0]
}

// TestEachVersionIsRead reads an export of our own writing of each version,
// with what that version was the first to have.
func TestEachVersionIsRead(t *testing.T) {
	at := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	text := func(s string) ilbo.Body { return ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(s)}} }
	tests := []struct {
		file   string
		want   []wire.Copy
		asides []string
	}{
		{"v2.json", []wire.Copy{{
			Story:   ilbo.Story{Language: ilbo.English, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c233", Headline: "Ferry stays", Deck: "A night of talks", Access: ilbo.Free, Filed: at("2018-02-01T00:00:00Z"), Published: at("2018-03-01T02:40:46Z"), Updated: at("2018-03-02T02:40:46Z"), Body: text("The ferry stays.")},
			Section: "City", Topics: []string{"Han River"}, Bylines: []string{"Oh Ha-neul"}, Publisher: "The Haneul Daily", Founding: true,
			About: map[string]string{"City": "What the city does."}, Bios: map[string]string{"Oh Ha-neul": "Writes of water."},
			OldPaths: []ilbo.Path{"/2018/03/01/ferry-stays/", "/p/5c424716-8688-4825-90d9-5c438580c233/"},
		}}, []string{"1 page left out: pages are not stories.", "1 internal tag on a post dropped."}},
		{"v3.json", []wire.Copy{{
			Story:   ilbo.Story{Language: ilbo.English, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c333", Headline: "Ferry stays", Access: ilbo.Metered, Filed: at("2020-03-01T02:40:46Z"), Published: at("2020-03-01T02:40:46Z"), Body: text("The ferry stays.")},
			Bylines: []string{"Min Da-on", "Oh Ha-neul"}, Publisher: "The Haneul Daily", Founding: true,
			OldPaths: []ilbo.Path{"/ferry-stays/", "/p/5c424716-8688-4825-90d9-5c438580c333/"},
			Enclosed: []wire.Enclosed{{Source: "/content/images/2020/03/quay.jpg", Caption: "The quay at dawn.", Credit: "Yonhap", Alt: "A quay", Block: wire.Lead}},
		}}, nil},
		{"v4.json", []wire.Copy{{
			Story:   ilbo.Story{Language: ilbo.English, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c433", Headline: "Ferry stays", Access: ilbo.Subscribers, Filed: at("2021-03-01T02:40:46Z"), Published: at("2021-03-01T02:40:46Z"), Body: text("The ferry stays.")},
			Section: "City", Bylines: []string{"Oh Ha-neul"}, Publisher: "The Haneul Daily", Founding: true,
			OldPaths: []ilbo.Path{"/ferry-stays/", "/p/5c424716-8688-4825-90d9-5c438580c433/"},
		}, {
			Story:     ilbo.Story{Language: ilbo.English, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c434", Headline: "To our readers", Access: ilbo.Free, Filed: at("2021-03-02T02:40:46Z"), Published: at("2021-03-02T02:40:46Z"), Body: text("Only by mail.")},
			Publisher: "The Haneul Daily", Founding: true, Withheld: &wire.Withheld{As: mailed, By: "Ghost import", Reason: "It was sent by e-mail and never stood on the site."},
			OldPaths: []ilbo.Path{"/to-our-readers/", "/email/5c424716-8688-4825-90d9-5c438580c434/"},
		}}, []string{"2 members left out: save them in Ghost under Members with Export, and take that list in with “ilbo import readers”."}},
		{"v5.json", []wire.Copy{{
			Story:   ilbo.Story{Language: ilbo.Korean, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c533", Headline: "첫눈이 내렸다", Access: ilbo.Subscribers, Filed: at("2023-03-01T02:40:46Z"), Published: at("2023-03-01T02:40:46Z"), Body: text("어젯밤 첫눈이 내렸다.")},
			Section: "사회", Bylines: []string{"오하늘"}, Publisher: "하늘일보", Founding: true,
			OldPaths: []ilbo.Path{"/cheosnun/", "/p/5c424716-8688-4825-90d9-5c438580c533/"},
		}, {
			Story:     ilbo.Story{Language: ilbo.Korean, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c534", Headline: "내일", Access: ilbo.Free, Filed: at("2023-03-01T02:40:46Z"), Published: at("2099-03-01T02:40:46Z"), Body: text("내일도 눈이 온다.")},
			Publisher: "하늘일보", Founding: true, Withheld: &wire.Withheld{As: wire.Scheduled, By: "Ghost import", Reason: "It was scheduled in Ghost for 1 March 2099, 11:40 KST."},
			OldPaths: []ilbo.Path{"/naeil/", "/p/5c424716-8688-4825-90d9-5c438580c534/"},
		}}, []string{"1 newsletter left out: this program sends none yet.", "1 line between free and paid text dropped: access is the whole story's."}},
		{"v6.json", []wire.Copy{{
			Story:   ilbo.Story{Language: ilbo.English, Foreign: "ghost:cc426ea8c2d03ded:1234", Headline: "My Story Title", Deck: "My custom excerpt", Access: ilbo.Free, Filed: at("2025-06-30T15:31:36Z"), Published: at("2025-06-30T15:35:36Z"), Updated: at("2025-07-02T08:22:14Z"), Body: text("Hello world, this is a story.")},
			Section: "News & Weather", Bylines: []string{"Jo Bloggs"}, Founding: true, OldPaths: []ilbo.Path{"/my-story-title/"},
			Enclosed: []wire.Enclosed{{Source: "/content/images/2024/waving.jpg", Caption: "The team says hello!", Alt: "A group of people waving at the camera", Block: wire.Lead}},
		}, {
			Story:    ilbo.Story{Language: ilbo.English, Foreign: "ghost:04bc7f59f6c08e11:1235", Headline: "Not yet", Access: ilbo.Free, Body: text("More to come.")},
			Founding: true,
			Withheld: &wire.Withheld{As: wire.Draft, By: "Ghost import", Reason: "It was a draft in Ghost."},
			OldPaths: []ilbo.Path{"/not-yet/"},
		}}, nil},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata", test.file))
			if err != nil {
				t.Fatal(err)
			}
			stories, refused, asides := collect(string(data), nil)
			if len(refused) > 0 {
				t.Fatal(refused)
			}
			var got []wire.Copy
			for _, c := range stories {
				if len(c.Notices) > 0 {
					t.Errorf("%s: %q", c.Story.Headline, c.Notices)
				}
				c.OldPages = nil // see TestOldPages
				got = append(got, *c)
			}
			if diff := cmp.Diff(test.want, got, cmpopts.IgnoreFields(wire.Enclosed{}, "Open"), cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.asides, asides); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestTablesInAnyOrder reads the tables of one export in all their orders.
func TestTablesInAnyOrder(t *testing.T) {
	tables := []string{
		`"posts":[` + post("feature_image", `"/a.jpg"`) + `]`,
		`"tags":[{"id":"t1","name":"City"},{"id":"t2","name":"Sea"},{"id":"t3","name":"#hash"}]`,
		`"users":[{"id":"u1","name":"Oh Ha-neul"},{"id":"u2","name":"Min Da-on"}],"unknown":{"a":[1]}`,
		`"posts_tags":[{"post_id":"p1","tag_id":"t2","sort_order":1},{"post_id":"p1","tag_id":"t1","sort_order":0},{"post_id":"p2","tag_id":"t3"}],"posts_authors":[{"post_id":"p1","author_id":"u2","sort_order":1},{"post_id":"p1","author_id":"u1","sort_order":0}]`,
		`"posts_meta":[{"id":"m","post_id":"p0","feature_image_alt":"no"},{"post_id":"p1","feature_image_alt":"Quay"}],"settings":[{"key":"title","value":"Daily"}]`,
	}
	var first string
	n := 0
	var each func(rest, order []string)
	each = func(rest, order []string) {
		if len(rest) > 0 {
			for i := range rest {
				each(slices.Concat(rest[:i], rest[i+1:]), append(order, rest[i]))
			}
			return
		}
		n++
		c := one(t, exported(strings.Join(order, ",")), nil)
		got := fmt.Sprintf("%+v", *c)
		if first == "" {
			first = got
			if c.Section != "City" || !slices.Equal(c.Topics, []string{"Sea"}) || !slices.Equal(c.Bylines, []string{"Oh Ha-neul", "Min Da-on"}) || c.Enclosed[0].Alt != "Quay" || c.Publisher != "Daily" {
				t.Fatal(got)
			}
		}
		if got != first {
			t.Fatalf("got %s, want %s", got, first)
		}
	}
	each(tables, nil)
	if n != 120 {
		t.Errorf("%d orders", n)
	}
}

// TestOneAuthorInAColumn reads a post as versions before 1 signed it.
func TestOneAuthorInAColumn(t *testing.T) {
	c := one(t, exported(`"users":[{"id":1,"name":"Oh Ha-neul"}],"posts":[`+post("author_id", "1")+`]`), nil)
	if !slices.Equal(c.Bylines, []string{"Oh Ha-neul"}) {
		t.Errorf("got %q", c.Bylines)
	}
}

func TestWhoMayRead(t *testing.T) {
	for visibility, want := range map[string]ilbo.Access{`"public"`: ilbo.Free, `null`: ilbo.Free, `"members"`: ilbo.Metered, `"paid"`: ilbo.Subscribers, `"tiers"`: ilbo.Subscribers, `"status:free,status:-free"`: ilbo.Subscribers} {
		if c := one(t, exported(`"posts":[`+post("visibility", visibility)+`]`), nil); c.Story.Access != want || c.Withheld != nil {
			t.Errorf("%s: got %s, %+v", visibility, c.Story.Access, c.Withheld)
		}
	}
	for status, want := range map[string]wire.Standing{`"draft"`: wire.Draft, `null`: wire.Draft, `"scheduled"`: wire.Scheduled, `"sent"`: mailed, `"odd"`: wire.Draft} {
		if c := one(t, exported(`"posts":[`+post("status", status)+`]`), nil); c.Withheld == nil || c.Withheld.As != want {
			t.Errorf("%s: got %+v", status, c.Withheld)
		}
	}
}

func TestPagesAreLeftOut(t *testing.T) {
	stories, refused, asides := collect(exported(`"posts":[`+post("type", `"page"`)+`,`+post("type", "", "page", "1")+`,`+post("type", "", "page", "true")+`,`+post("page", "0", "type", "")+`]`), nil)
	if len(stories) != 1 || len(refused) != 0 || !slices.Equal(asides, []string{"3 pages left out: pages are not stories."}) {
		t.Errorf("got %d stories, %q, %q", len(stories), refused, asides)
	}
}

func TestDates(t *testing.T) {
	tests := map[string]string{
		`"2020-03-01T02:40:46.000Z"`: "2020-03-01T02:40:46Z", `"2020-03-01 02:40:46"`: "2020-03-01T02:40:46Z", `1583030446000`: "2020-03-01T02:40:46Z", `"1583030446000"`: "2020-03-01T02:40:46Z",
		`"2020-03-01T11:40:46+09:00"`: "2020-03-01T02:40:46Z", `"2020-03-01"`: "2020-03-01T00:00:00Z", `-2208988800000`: "1900-01-01T00:00:00Z",
		`null`: "2019-01-01T00:00:00Z", `""`: "2019-01-01T00:00:00Z", `"0000-00-00 00:00:00"`: "2019-01-01T00:00:00Z",
	}
	for from, want := range tests {
		c := one(t, exported(`"posts":[`+post("published_at", from, "created_at", `"2019-01-01"`)+`]`), nil)
		if got := c.Story.Published.Format(time.RFC3339); got != want || len(c.Notices) != 0 {
			t.Errorf("%s: got %s, %q", from, got, c.Notices)
		}
	}
	for _, from := range []string{`"0000-01-01T00:00:00Z"`, `"0001-01-01"`, `"yesterday"`, `true`, `1e300`, `-1` + strings.Repeat("0", 14), `"99999-01-01"`} {
		c := one(t, exported(`"posts":[`+post("published_at", from, "created_at", `"2019-01-01"`)+`]`), nil)
		if got := c.Story.Published.Format(time.RFC3339); got != "2019-01-01T00:00:00Z" || len(c.Notices) != 1 || !strings.Contains(c.Notices[0], "“published_at”") {
			t.Errorf("%s: got %s, %q", from, got, c.Notices)
		}
	}
}

func TestTheBestFormOfTheTextIsTaken(t *testing.T) {
	lexical := quoted(`{"root":{"children":[{"type":"paragraph","children":[{"type":"text","text":"Lexical."}]}]}}`)
	mobiledoc := quoted(`{"sections":[[1,"p",[[0,[],0,"Mobiledoc."]]]]}`)
	tests := []struct {
		name    string
		columns []string
		want    string
		notices int
	}{
		{"all", []string{"lexical", lexical, "mobiledoc", mobiledoc, "plaintext", `"Plain."`}, "Lexical.", 0},
		{"no Lexical", []string{"lexical", "null", "mobiledoc", mobiledoc}, "Mobiledoc.", 0},
		{"broken Lexical", []string{"lexical", `"{"`, "mobiledoc", mobiledoc}, "Mobiledoc.", 1},
		{"both broken", []string{"lexical", `"{"`, "mobiledoc", `"["`}, "The ferry stays.", 2},
		{"empty ones", []string{"lexical", quoted(`{"root":{"children":[]}}`), "mobiledoc", quoted(`{"sections":[]}`)}, "The ferry stays.", 0},
		{"text alone", []string{"html", "null", "plaintext", `"One.\n\nTwo &amp; three."`}, "One.\nTwo & three.", 0},
		{"as objects", []string{"lexical", `{"root":{}}`, "mobiledoc", "[]"}, "The ferry stays.", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := one(t, exported(`"posts":[`+post(test.columns...)+`]`), nil)
			if got := c.Story.Body.Text(); got != test.want || len(c.Notices) != test.notices {
				t.Errorf("got %q, %q", got, c.Notices)
			}
		})
	}
}

func TestWhatHasNoPlaceIsCountedOrTold(t *testing.T) {
	c, refused, asides := collect(exported(`"posts":[`+post("codeinjection_head", `"<script>x</script>"`, "custom_template", `"custom-wide"`, "canonical_url", `"https://other.example/x"`)+`],
		"tags":[{"id":"t","name":""}],"posts_tags":[{"post_id":"p1","tag_id":"t"},{"post_id":"p1","tag_id":"gone"}],"posts_authors":[{"post_id":"p1","author_id":"gone"}]`), nil)
	if len(c) != 1 || len(refused) != 0 {
		t.Fatal(c, refused)
	}
	want := []string{
		"2 tags on posts dropped: the export does not hold the tag, or only a name that is none.", "1 author of a post dropped: the export does not hold the name.",
		"1 post with code of its own taken without it.", "1 post with a template of its own taken without it.",
	}
	if diff := cmp.Diff(want, asides); diff != "" {
		t.Error(diff)
	}
	if len(c[0].Notices) != 1 || !strings.Contains(c[0].Notices[0], "https://other.example/x") {
		t.Errorf("got %q", c[0].Notices)
	}
}

// TestFormsOfTheWrapper reads what stands around the tables in its forms.
func TestFormsOfTheWrapper(t *testing.T) {
	tables := `"posts":[` + post("canonical_url", `"__GHOST_URL__/ferry/"`) + `]`
	for name, data := range map[string]string{
		"a list": exported(tables), "an object": `{"db":{"data":{` + tables + `}}}`, "none": `{"data":{` + tables + `},"meta":{"version":"6.1.0"}}`,
		"a second database": `{"db":[{"data":{` + tables + `}},{"data":{"posts":[{}]}},7]}`, "a mark of the order of bytes": "\xEF\xBB\xBF" + exported(tables) + "\n",
		"something beside it": `{"other":[{"posts":[]}],"db":[{"x":{"data":{}},"data":{"a":null,` + tables + `}}]}`,
	} {
		if c := one(t, data, nil); len(c.Notices) != 0 {
			t.Errorf("%s: %q", name, c.Notices)
		}
	}
	for version, want := range map[string]int{"2.0.0": 0, "6.9": 0, "1.25.2": 1, "003": 1, "7.0.0": 1, "x": 1} {
		c := one(t, `{"meta":{"version":"`+version+`"},"data":{`+tables+`}}`, nil)
		if len(c.Notices) != want {
			t.Errorf("version %s: %q", version, c.Notices)
		}
	}
}

// TestOtherPeoplesExports reads the exports of Ghost's own tools' tests.
func TestOtherPeoplesExports(t *testing.T) {
	root := testroom.File(t, "fixtures/ghost")
	want := map[string]int{"version-004.json": 1, "ghost.json": 3}
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		stories, refused, _ := collect(string(data), nil)
		for _, c := range stories {
			sound(t, c)
		}
		if n := want[filepath.Base(path)]; len(stories) != n || (len(refused) == 1) != (n == 0) {
			t.Errorf("%s: %d stories, refused %q", path, len(stories), refused)
		}
		return nil
	})
	if err != nil || files < 10 {
		t.Errorf("%d files, %v", files, err)
	}
}

// TestHTMLThatGhostRendered reads HTML with Ghost's own cards in it.
func TestHTMLThatGhostRendered(t *testing.T) {
	html := `<p>One.</p><!--kg-card-begin: html--><div><p>Two.</p></div><!--kg-card-end: html--><!--members-only-->
<figure class="kg-card kg-gallery-card kg-width-wide kg-card-hascaption"><div class="kg-gallery-container"><div class="kg-gallery-row"><div class="kg-gallery-image"><img src="__GHOST_URL__/content/images/a.jpg" alt="A"></div><div class="kg-gallery-image"><img src="b.jpg"></div></div></div><figcaption>Quays</figcaption></figure>
<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://a.example/"><div class="kg-bookmark-content"><div class="kg-bookmark-title">A page</div><div class="kg-bookmark-description">of a site</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="i.png"></div></div><div class="kg-bookmark-thumbnail"><img src="t.jpg"></div></a></figure>
<div class="kg-card kg-audio-card"><div>0:00</div><audio src="a.mp3"></audio></div><figure class="kg-card kg-video-card"><video src="a.mp4"></video><div>0:00/1:12</div></figure>
<div class="kg-card kg-signup-card"><h2>Join</h2></div><div class="kg-card kg-cta-card"><p>Buy</p></div><p>Three.</p>`
	stories, refused, asides := collect(exported(`"posts":[`+post("html", quoted(html))+`]`), nil)
	if len(stories) != 1 {
		t.Fatal(refused)
	}
	want := []string{"paragraph: One.", "paragraph: Two.", "gallery: (Quays) <||A> <||>", "paragraph: [A page](https://a.example/)", "paragraph: Three."}
	if diff := cmp.Diff(want, print(stories[0].Story.Body)); diff != "" {
		t.Error(diff)
	}
	if len(asides) != 5 {
		t.Errorf("got %q", asides)
	}
}

// TestAllIsToldToBeRead counts the bytes that a bar is told of.
func TestAllIsToldToBeRead(t *testing.T) {
	for name, data := range map[string]string{
		"posts first": exported(`"posts":[` + post() + `],"x":"` + strings.Repeat("x", 1<<20) + `"`),
		"posts last":  exported(`"x":"` + strings.Repeat("x", 1<<20) + `","posts":[` + post() + `]`),
	} {
		var n int64
		for _, err := range Read(context.Background(), "e.json", strings.NewReader(data), int64(len(data)), Options{Read: func(more int64) { n += more }}) {
			if err != nil {
				t.Fatal(err)
			}
		}
		if n != Passes*int64(len(data)) {
			t.Errorf("%s: %d bytes were told of, and %d are there", name, n, len(data))
		}
	}
}

// TestAPaperOfOneLanguage takes its stories to be in that.
func TestAPaperOfOneLanguage(t *testing.T) {
	data := exported(`"posts":[` + post("locale", `"en"`) + `]`)
	for c, err := range Read(context.Background(), "e.json", strings.NewReader(data), int64(len(data)), Options{Languages: []ilbo.Language{ilbo.Korean}}) {
		if err != nil || c.Story.Language != ilbo.Korean {
			t.Errorf("got %v, %v", c, err)
		}
	}
}
