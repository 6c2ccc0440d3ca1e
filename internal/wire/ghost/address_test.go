package ghost

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

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
		{"as usual", `"posts":[` + post() + `]`, nil, []ilbo.Path{"/ferry-stays/", ilbo.Path(id)}, 0},
		{"by date, in the site's zone", setting("/:year/:month/:day/:slug/") + `"posts":[` + post("published_at", `"2020-02-29T18:00:00Z"`) + `]`, nil, []ilbo.Path{"/2020/03/01/ferry-stays/", ilbo.Path(id)}, 0},
		{"by tag and person", setting("/{primary_tag}/{primary_author}/{slug}") + `"posts":[` + post("uuid", "") + `]` + tagged, nil, []ilbo.Path{"/city/oh/ferry-stays"}, 0},
		{"no tag", setting("/{primary_tag}/{slug}") + `"posts":[` + post("uuid", "") + `]`, nil, []ilbo.Path{"/all/ferry-stays"}, 0},
		{"no slug", setting("/{id}/") + `"posts":[` + post("uuid", "") + `]`, nil, []ilbo.Path{"/ferry-stays/"}, 1},
		{"an unknown blank", setting("/{mood}/{slug}/") + `"posts":[` + post("uuid", "") + `]`, nil, []ilbo.Path{"/ferry-stays/"}, 1},
		{"another site", setting("//evil.example/{slug}/") + `"posts":[` + post("uuid", "") + `]`, nil, []ilbo.Path{"/ferry-stays/"}, 1},
		{"routes beside it", `"posts":[` + post("uuid", "") + `]`, fstest.MapFS{"routes.yaml": {Data: []byte("routes:\n\ncollections:\n  /:\n    permalink: '/blog/{slug}/' # all\n    template: index\n")}}, []ilbo.Path{"/blog/ferry-stays/"}, 0},
		{"routes of several shapes", `"posts":[` + post("uuid", "") + `]`, fstest.MapFS{"content/settings/routes.yaml": {Data: []byte("  /a/:\n    permalink: /a/{slug}/\n  /b/:\n    permalink: \"/b/{slug}/\"\n")}}, []ilbo.Path{"/ferry-stays/"}, 1},
		{"a slug of another script", `"posts":[` + post("uuid", "", "slug", `"첫눈"`) + `]`, nil, []ilbo.Path{"/첫눈/"}, 0},
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

func TestOldPages(t *testing.T) {
	data := exported(`"posts":[` + post() + `],"tags":[{"id":"t","name":"City","slug":"city"},{"id":"r","name":"Han River","slug":"한강"},{"id":"x","name":"Away","slug":"../x"}],` +
		`"posts_tags":[{"post_id":"p1","tag_id":"t","sort_order":0},{"post_id":"p1","tag_id":"r","sort_order":1},{"post_id":"p1","tag_id":"x","sort_order":2}],` +
		`"users":[{"id":"u","name":"Oh","slug":"oh"}],"posts_authors":[{"post_id":"p1","author_id":"u"}]`)
	for name, test := range map[string]struct {
		dir         fs.FS
		tag, author string
	}{
		"as usual":   {nil, "/tag/", "/author/"},
		"by routes":  {fstest.MapFS{"routes.yaml": {Data: []byte("taxonomies:\n  tag: /topics/{slug}/ # ours\n  author: '/people/{slug}'\n")}}, "/topics/", "/people/"},
		"not routes": {fstest.MapFS{"routes.yaml": {Data: []byte("taxonomies:\n  tag: /{mood}/\n  author: https://evil.example/{slug}\n")}}, "/tag/", "/author/"},
	} {
		var got []string
		for _, p := range one(t, data, test.dir).OldPages {
			got = append(got, fmt.Sprintf("%s %d %s %s", p.Path, p.Of, p.Name, p.Feed))
		}
		want := []string{
			fmt.Sprintf("/rss/ %d  feed.xml", wire.OfPaper), fmt.Sprintf("/feed/ %d  feed.xml", wire.OfPaper),
			fmt.Sprintf("%scity/ %d City ", test.tag, wire.OfSection), fmt.Sprintf("%scity/rss/ %d City feed.xml", test.tag, wire.OfSection),
			fmt.Sprintf("%s한강/ %d Han River ", test.tag, wire.OfTopic), fmt.Sprintf("%s한강/rss/ %d Han River feed.xml", test.tag, wire.OfTopic),
			fmt.Sprintf("%soh/ %d Oh ", test.author, wire.OfJournalist), fmt.Sprintf("%soh/rss/ %d Oh feed.xml", test.author, wire.OfJournalist),
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestTwoPostsOfOneSlugOrNumber(t *testing.T) {
	second := post("id", `"p2"`, "uuid", `"0b0e1c9a-91d9-44ac-a4d6-5f4e0b3a7f02"`, "title", `"Ferry goes"`)
	stories, refused, _ := collect(exported(`"posts":[`+post()+`,`+second+`,`+post("title", `"Again"`)+`]`), nil)
	if len(stories) != 2 || len(stories[0].OldPaths) != 2 || len(stories[1].OldPaths) != 1 || len(stories[1].Notices) != 1 || !strings.Contains(stories[1].Notices[0], "of a post before it") {
		t.Errorf("got %+v", stories)
	}
	if len(refused) != 1 || refused[0] != "e.json: Post 3 (“Again”): a post before it has the same id." {
		t.Errorf("refused %q", refused)
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
