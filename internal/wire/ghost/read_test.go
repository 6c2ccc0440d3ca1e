package ghost

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ilbo.press"
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
			OldPaths: []ilbo.Path{"/2018/03/01/ferry-stays/", "/2018/03/01/ferry-stays", "/p/5c424716-8688-4825-90d9-5c438580c233/"},
		}}, []string{"1 page left out: pages are not stories.", "1 internal tag on a post dropped."}},
		{"v3.json", []wire.Copy{{
			Story:   ilbo.Story{Language: ilbo.English, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c333", Headline: "Ferry stays", Access: ilbo.Metered, Filed: at("2020-03-01T02:40:46Z"), Published: at("2020-03-01T02:40:46Z"), Body: text("The ferry stays.")},
			Bylines: []string{"Min Da-on", "Oh Ha-neul"}, Publisher: "The Haneul Daily", Founding: true,
			OldPaths: []ilbo.Path{"/ferry-stays/", "/ferry-stays", "/p/5c424716-8688-4825-90d9-5c438580c333/"},
			Enclosed: []wire.Enclosed{{Source: "/content/images/2020/03/quay.jpg", Caption: "The quay at dawn.", Credit: "Yonhap", Alt: "A quay", Block: wire.Lead}},
		}}, nil},
		{"v4.json", []wire.Copy{{
			Story:   ilbo.Story{Language: ilbo.English, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c433", Headline: "Ferry stays", Access: ilbo.Subscribers, Filed: at("2021-03-01T02:40:46Z"), Published: at("2021-03-01T02:40:46Z"), Body: text("The ferry stays.")},
			Section: "City", Bylines: []string{"Oh Ha-neul"}, Publisher: "The Haneul Daily", Founding: true,
			OldPaths: []ilbo.Path{"/ferry-stays/", "/ferry-stays", "/p/5c424716-8688-4825-90d9-5c438580c433/"},
		}, {
			Story:     ilbo.Story{Language: ilbo.English, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c434", Headline: "To our readers", Access: ilbo.Free, Filed: at("2021-03-02T02:40:46Z"), Published: at("2021-03-02T02:40:46Z"), Body: text("Only by mail.")},
			Publisher: "The Haneul Daily", Founding: true, Withheld: &wire.Withheld{As: mailed, By: "Ghost import", Reason: "It was sent by e-mail and never stood on the site."},
			OldPaths: []ilbo.Path{"/to-our-readers/", "/to-our-readers", "/email/5c424716-8688-4825-90d9-5c438580c434/"},
		}}, []string{"2 members left out: readers have no accounts in this program yet, and theirs stay in the export."}},
		{"v5.json", []wire.Copy{{
			Story:   ilbo.Story{Language: ilbo.Korean, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c533", Headline: "첫눈이 내렸다", Access: ilbo.Subscribers, Filed: at("2023-03-01T02:40:46Z"), Published: at("2023-03-01T02:40:46Z"), Body: text("어젯밤 첫눈이 내렸다.")},
			Section: "사회", Bylines: []string{"오하늘"}, Publisher: "하늘일보", Founding: true,
			OldPaths: []ilbo.Path{"/cheosnun/", "/cheosnun", "/p/5c424716-8688-4825-90d9-5c438580c533/"},
		}, {
			Story:     ilbo.Story{Language: ilbo.Korean, Foreign: "ghost:5c424716-8688-4825-90d9-5c438580c534", Headline: "내일", Access: ilbo.Free, Filed: at("2023-03-01T02:40:46Z"), Published: at("2099-03-01T02:40:46Z"), Body: text("내일도 눈이 온다.")},
			Publisher: "하늘일보", Founding: true, Withheld: &wire.Withheld{As: wire.Scheduled, By: "Ghost import", Reason: "It was scheduled in Ghost for 1 March 2099, 11:40 KST."},
			OldPaths: []ilbo.Path{"/naeil/", "/naeil", "/p/5c424716-8688-4825-90d9-5c438580c534/"},
		}}, []string{"1 newsletter left out: this program sends none yet.", "1 line between free and paid text dropped: access is the whole story's."}},
		{"v6.json", []wire.Copy{{
			Story:   ilbo.Story{Language: ilbo.English, Foreign: "ghost:cc426ea8c2d03ded:1234", Headline: "My Story Title", Deck: "My custom excerpt", Access: ilbo.Free, Filed: at("2025-06-30T15:31:36Z"), Published: at("2025-06-30T15:35:36Z"), Updated: at("2025-07-02T08:22:14Z"), Body: text("Hello world, this is a story.")},
			Section: "News & Weather", Bylines: []string{"Jo Bloggs"}, Founding: true, OldPaths: []ilbo.Path{"/my-story-title/", "/my-story-title"},
			Enclosed: []wire.Enclosed{{Source: "/content/images/2024/waving.jpg", Caption: "The team says hello!", Alt: "A group of people waving at the camera", Block: wire.Lead}},
		}, {
			Story:    ilbo.Story{Language: ilbo.English, Foreign: "ghost:04bc7f59f6c08e11:1235", Headline: "Not yet", Access: ilbo.Free, Body: text("More to come.")},
			Founding: true,
			Withheld: &wire.Withheld{As: wire.Draft, By: "Ghost import", Reason: "It was a draft in Ghost."},
			OldPaths: []ilbo.Path{"/not-yet/", "/not-yet"},
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

// TestNumbersTellPostsOfTwoSitesApart imports posts 1 of several sites.
func TestNumbersTellPostsOfTwoSitesApart(t *testing.T) {
	setting := func(key, v string) string { return `"settings":[{"key":"` + key + `","value":"` + v + `"}],` }
	seen := map[string]string{}
	for name, data := range map[string]string{
		"a hash": setting("db_hash", "9f0c") + `"posts":[` + post("uuid", "") + `]`, "another hash": setting("dbHash", "9f0d") + `"posts":[` + post("uuid", "") + `]`,
		"a title": setting("title", "A") + `"posts":[` + post("uuid", "") + `]`, "another title": setting("title", "B") + `"posts":[` + post("uuid", "") + `]`,
		"neither": `"posts":[` + post("uuid", "") + `]`, "neither, and another slug": `"posts":[` + post("uuid", "", "slug", `"b"`) + `]`,
		"a UUID": `"posts":[` + post() + `]`,
	} {
		foreign := one(t, exported(data), nil).Story.Foreign
		if other, ok := seen[foreign]; ok {
			t.Errorf("%s and %s: both are %s", name, other, foreign)
		}
		seen[foreign] = name
		if again := one(t, exported(data), nil).Story.Foreign; again != foreign {
			t.Errorf("%s: %s, and then %s", name, foreign, again)
		}
	}
	if seen["ghost:9f0c:p1"] == "" || seen["ghost:0b0e1c9a-91d9-44ac-a4d6-5f4e0b3a7f01"] == "" {
		t.Errorf("got %v", seen)
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

func TestOldAddresses(t *testing.T) {
	tagged := `,"tags":[{"id":"t","name":"City","slug":"city"}],"posts_tags":[{"post_id":"p1","tag_id":"t"}],"users":[{"id":"u","name":"Oh","slug":"oh"}],"posts_authors":[{"post_id":"p1","author_id":"u"}]`
	setting := func(v string) string {
		return `"settings":[{"key":"permalinks","value":` + quoted(v) + `},{"key":"timezone","value":"Asia/Seoul"}],`
	}
	id := "/p/0b0e1c9a-91d9-44ac-a4d6-5f4e0b3a7f01/"
	tests := []struct {
		name, data string
		dir        fs.FS
		want       []ilbo.Path
		notices    int
	}{
		{"as usual", `"posts":[` + post() + `]`, nil, []ilbo.Path{"/ferry-stays/", "/ferry-stays", ilbo.Path(id)}, 0},
		{"by date, in the site's zone", setting("/:year/:month/:day/:slug/") + `"posts":[` + post("published_at", `"2020-02-29T18:00:00Z"`) + `]`, nil, []ilbo.Path{"/2020/03/01/ferry-stays/", "/2020/03/01/ferry-stays", ilbo.Path(id)}, 0},
		{"by tag and person", setting("/{primary_tag}/{primary_author}/{slug}") + `"posts":[` + post("uuid", "") + `]` + tagged, nil, []ilbo.Path{"/city/oh/ferry-stays"}, 0},
		{"no tag", setting("/{primary_tag}/{slug}") + `"posts":[` + post("uuid", "") + `]`, nil, []ilbo.Path{"/all/ferry-stays"}, 0},
		{"no slug", setting("/{id}/") + `"posts":[` + post("uuid", "") + `]`, nil, []ilbo.Path{"/ferry-stays/", "/ferry-stays"}, 1},
		{"an unknown blank", setting("/{mood}/{slug}/") + `"posts":[` + post("uuid", "") + `]`, nil, []ilbo.Path{"/ferry-stays/", "/ferry-stays"}, 1},
		{"another site", setting("//evil.example/{slug}/") + `"posts":[` + post("uuid", "") + `]`, nil, []ilbo.Path{"/ferry-stays/", "/ferry-stays"}, 1},
		{"routes beside it", `"posts":[` + post("uuid", "") + `]`, fstest.MapFS{"routes.yaml": {Data: []byte("routes:\n\ncollections:\n  /:\n    permalink: '/blog/{slug}/' # all\n    template: index\n")}}, []ilbo.Path{"/blog/ferry-stays/", "/blog/ferry-stays"}, 0},
		{"routes of several shapes", `"posts":[` + post("uuid", "") + `]`, fstest.MapFS{"content/settings/routes.yaml": {Data: []byte("  /a/:\n    permalink: /a/{slug}/\n  /b/:\n    permalink: \"/b/{slug}/\"\n")}}, []ilbo.Path{"/ferry-stays/", "/ferry-stays"}, 1},
		{"a slug of another script", `"posts":[` + post("uuid", "", "slug", `"첫눈"`) + `]`, nil, []ilbo.Path{"/첫눈/", "/첫눈"}, 0},
		{"a slug that leads away", `"posts":[` + post("uuid", "", "slug", `"../../admin"`) + `]`, nil, nil, 1},
		{"no slug at all", `"posts":[` + post("uuid", "", "slug", `null`) + `]`, nil, nil, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := one(t, exported(test.data), test.dir)
			if !slices.Equal(c.OldPaths, test.want) || len(c.Notices) != test.notices {
				t.Errorf("got %q, %q", c.OldPaths, c.Notices)
			}
		})
	}
}

func TestTwoPostsOfOneSlugOrNumber(t *testing.T) {
	second := post("id", `"p2"`, "uuid", `"0b0e1c9a-91d9-44ac-a4d6-5f4e0b3a7f02"`, "title", `"Ferry goes"`)
	stories, refused, _ := collect(exported(`"posts":[`+post()+`,`+second+`,`+post("title", `"Again"`)+`]`), nil)
	if len(stories) != 2 || len(stories[0].OldPaths) != 3 || len(stories[1].OldPaths) != 1 || len(stories[1].Notices) != 1 || !strings.Contains(stories[1].Notices[0], "of a post before it") {
		t.Errorf("got %+v", stories)
	}
	if len(refused) != 1 || refused[0] != "e.json: Post 3 (“Again”): a post before it has the same id." {
		t.Errorf("refused %q", refused)
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

func TestPicturesAreFoundBesideTheExport(t *testing.T) {
	dir := fstest.MapFS{"content/images/2020/01/quay.jpg": {Data: []byte("q")}, "images/2020/01/up_o.png": {Data: []byte("u")}}
	body := quoted(`<img src="__GHOST_URL__/content/images/size/w1000/format/webp/2020/01/up.png"><p>x</p><img src="/content/images/../../../../etc/passwd"><img src="https://cdn.example/content/images/2020/01/quay.jpg">`)
	c := one(t, exported(`"posts":[`+post("html", body, "feature_image", `"__GHOST_URL__/content/images/2020/01/quay.jpg"`)+`]`), dir)
	var got []string
	for _, e := range c.Enclosed {
		got = append(got, fmt.Sprintf("%d %s %s %v", e.Block, e.Source, e.File, e.Open != nil))
	}
	want := []string{
		"-1 /content/images/2020/01/quay.jpg content/images/2020/01/quay.jpg true",
		"0 /content/images/size/w1000/format/webp/2020/01/up.png images/2020/01/up_o.png true",
		"2 /content/images/../../../../etc/passwd  false",
		"3 https://cdn.example/content/images/2020/01/quay.jpg content/images/2020/01/quay.jpg true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
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

// TestOtherPeoplesExports reads the exports of Ghost's own tools' tests.
func TestOtherPeoplesExports(t *testing.T) {
	root := filepath.Join("..", "..", "..", "..", "shared", "fixtures", "ghost")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the shared fixtures are not here")
	}
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

// TestNamesWithoutEndAreNone reads tags and people that no site has.
func TestNamesWithoutEndAreNone(t *testing.T) {
	long := quoted(strings.Repeat("a", 1_000))
	c := one(t, exported(`"tags":[{"id":"t","name":`+long+`,"slug":"city"},{"id":"u","name":`+long+`,"slug":`+long+`}],"users":[{"id":"u","name":`+long+`}],
		"posts_tags":[{"post_id":"p1","tag_id":"t"},{"post_id":"p1","tag_id":"u"}],"posts_authors":[{"post_id":"p1","author_id":"u"}],"posts":[`+post()+`]`), nil)
	if c.Section != "city" || len(c.Topics) != 0 || len(c.Bylines) != 0 {
		t.Errorf("got %q, %q, %q", c.Section, c.Topics, c.Bylines)
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
