package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

	"ilbo.press/internal/testroom"
)

// narae is an export of an invented paper in Korean, as WordPress writes one:
// addresses and slugs are percent-encoded.
const narae = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>나래일보</title><link>https://narae.example</link><language>ko-KR</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://narae.example</wp:base_site_url><wp:base_blog_url>https://narae.example</wp:base_blog_url>
<wp:author><wp:author_id>7</wp:author_id><wp:author_login>hana.yun</wp:author_login><wp:author_display_name><![CDATA[윤하나]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>12</wp:term_id><wp:category_nicename>%ed%95%ad%ea%b5%ac</wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[항구]]></wp:cat_name></wp:category>
<item><title><![CDATA[나룻배가 다시 뜬다]]></title><link>https://narae.example/2014/03/05/%eb%82%98%eb%a3%bb%eb%b0%b0/</link><dc:creator><![CDATA[hana.yun]]></dc:creator>
<content:encoded><![CDATA[<p>해도 나루의 나룻배가 열두 해 만에 다시 뜬다. 군청은 월요일 아침 첫 배를 띄운다고 밝혔다.</p>
[caption id="attachment_42" width="900"]<a href="https://narae.example/2014/03/05/%eb%82%98%eb%a3%bb%eb%b0%b0/quay/"><img class="size-large wp-image-42" src="https://narae.example/wp-content/uploads/2014/03/quay-900x600.jpg" /></a> 새벽의 나루. 윤하나[/caption]
<p>뱃사공은 세 명이고, 삯은 천 원이다.</p>]]></content:encoded><excerpt:encoded><![CDATA[열두 해 만의 첫 배]]></excerpt:encoded>
<wp:post_id>41</wp:post_id><wp:post_date><![CDATA[2014-03-05 09:10:00]]></wp:post_date><wp:post_date_gmt><![CDATA[2014-03-05 00:10:00]]></wp:post_date_gmt>
<wp:post_name><![CDATA[%eb%82%98%eb%a3%bb%eb%b0%b0]]></wp:post_name><wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[post]]></wp:post_type>
<category domain="category" nicename="%ed%95%ad%ea%b5%ac"><![CDATA[항구]]></category><category domain="post_tag" nicename="%eb%b1%83%ea%b8%b8"><![CDATA[뱃길]]></category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>42</wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>%eb%82%98%eb%a3%a8</wp:meta_value></wp:postmeta></item>
<item><title>quay</title><link>https://narae.example/2014/03/05/%eb%82%98%eb%a3%bb%eb%b0%b0/quay/</link><dc:creator>hana.yun</dc:creator><excerpt:encoded><![CDATA[새벽의 나루. 윤하나]]></excerpt:encoded>
<wp:post_id>42</wp:post_id><wp:post_parent>41</wp:post_parent><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>https://narae.example/wp-content/uploads/2014/03/quay.jpg</wp:attachment_url></item>
</channel></rss>
`

// movePaper makes a paper of a real export and of an invented one, with their
// uploads, as somebody does who moves house, and serves it.
func movePaper(t *testing.T) *served {
	t.Helper()
	export, err := os.ReadFile(testroom.File(t, "fixtures/wxr/themeunittestdata.wordpress.xml"))
	if err != nil {
		t.Fatal(err)
	}
	files := t.TempDir()
	for name, text := range map[string][]byte{"export.xml": export, "narae.xml": []byte(narae)} {
		if err := os.WriteFile(filepath.Join(files, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
		uploads(t, files, text)
	}
	dir := filepath.Join(t.TempDir(), "paper")
	ilboHere(t, "init", "--data", dir, "--title", "The Moved Post", "--languages", "en,ko", "--zone", "UTC")
	out := &watched{found: make(chan string, 1)}
	run(t.Context(), []string{"import", "wxr", "--data", dir, filepath.Join(files, "export.xml"), filepath.Join(files, "narae.xml")}, shell{out: out, err: out, env: noEnv})
	if said := out.said(); !strings.Contains(said, "51 added, 0 changed, 0 as before, 1 refused") { // a post without text is none
		t.Fatalf("the import said %s", said)
	}
	s := serveHere(t, dir)
	s.settles(filepath.Join(dir, databaseName))
	return s
}

var (
	uploaded = regexp.MustCompile(`https?://[^"'\s\]\[<>?]*?/((?:wp-content/uploads/)?20\d\d/\d\d/[\w-]+\.jpe?g)`)
	sized    = regexp.MustCompile(`-(\d+)x(\d{3})\d?\.`) // a second one of its name has a 2 at its end
)

// uploads makes the pictures that an export names, each of its size.
func uploads(t *testing.T, dir string, export []byte) {
	t.Helper()
	for i, m := range uploaded.FindAllSubmatch(export, -1) {
		name := filepath.Join(dir, "wp-content/uploads", strings.TrimPrefix(string(m[1]), "wp-content/uploads/"))
		if _, err := os.Stat(name); err == nil {
			continue
		}
		width, height := 1200, 800
		if size := sized.FindStringSubmatch(name); size != nil {
			width, _ = strconv.Atoi(size[1])
			height, _ = strconv.Atoi(size[2])
		} else if strings.Contains(name, "vertical") {
			width, height = height, width
		}
		picture := image.NewGray(image.Rect(0, 0, width, height))
		for x := range width {
			for y := range height {
				picture.SetGray(x, y, color.Gray{uint8(40 + (x*3+y*2+i*31)%1600/10)})
			}
		}
		var out bytes.Buffer
		if err := jpeg.Encode(&out, picture, nil); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// faults gathers what goes wrong in a reader's browser from now on.
func (r *reader) faults() func() []string {
	r.t.Helper()
	found := make(chan string, 1000)
	if err := (proto.LogEnable{}).Call(r); err != nil {
		r.t.Fatal(err)
	}
	go r.EachEvent(
		func(e *proto.LogEntryAdded) {
			if e.Entry.Level == proto.LogLogEntryLevelError {
				found <- e.Entry.Text + " " + e.Entry.URL
			}
		},
		func(e *proto.RuntimeExceptionThrown) { found <- e.ExceptionDetails.Text },
		func(e *proto.RuntimeConsoleAPICalled) {
			if e.Type == proto.RuntimeConsoleAPICalledTypeError {
				found <- "console.error"
			}
		})()
	return func() (list []string) {
		for {
			select {
			case s := <-found:
				list = append(list, s)
			default:
				return list
			}
		}
	}
}

// TestOldAddressesOfAMovedPaperLeadOn opens links that readers, other sites and
// search engines hold of a paper that was moved here from WordPress.
func TestOldAddressesOfAMovedPaperLeadOn(t *testing.T) {
	t.Parallel()
	site := movePaper(t)
	r := newReader(t, site.url, 1280, 900)
	faults := r.faults()
	const (
		horizontal = "/classic/2012/03/15/template-featured-image-horizontal"
		picture    = "/classic/2010/08/08/post-format-image"
		ferry      = "/ko/hanggu/2014/03/05/narutbaega-dasi-tteunda"
	)
	for _, test := range []struct{ old, story, headline, byline, day string }{
		{"/2012/03/15/template-featured-image-horizontal/", horizontal, "Template: Featured Image (Horizontal)", "Theme Buster", "2012-03-15"},
		{"/2012/03/15/template-featured-image-horizontal", horizontal, "Template: Featured Image (Horizontal)", "Theme Buster", "2012-03-15"},
		{"/?p=1011", horizontal, "Template: Featured Image (Horizontal)", "Theme Buster", "2012-03-15"},
		{"/2012/03/15/template-featured-image-horizontal/?utm_source=feed&utm_medium=rss", horizontal, "Template: Featured Image (Horizontal)", "Theme Buster", "2012-03-15"},
		{"/2012/03/15/template-featured-image-horizontal/featured-image-horizontal-2/", horizontal, "Template: Featured Image (Horizontal)", "Theme Buster", "2012-03-15"},
		{"/2010/08/08/post-format-image/", picture, "Post Format: Image", "Theme Buster", "2010-08-08"},
		{"/2010/08/08/post-format-image/unicorn-wallpaper/", picture, "Post Format: Image", "Theme Buster", "2010-08-08"},
		{"/2010/09/10/post-format-gallery/canola2", "/classic/2010/09/10/post-format-gallery", "Post Format: Gallery", "Theme Buster", "2010-09-10"},
		{"/2018/11/02/block-gallery/", "/block/2018/11/03/block-gallery", "Block: Gallery", "Theme Reviewer", "2018-11-03"},
		{"/2014/03/05/%eb%82%98%eb%a3%bb%eb%b0%b0/", ferry, "나룻배가 다시 뜬다", "윤하나", "2014-03-05"},
		{"/2014/03/05/%EB%82%98%EB%A3%BB%EB%B0%B0", ferry, "나룻배가 다시 뜬다", "윤하나", "2014-03-05"},
		{"/2014/03/05/나루/", ferry, "나룻배가 다시 뜬다", "윤하나", "2014-03-05"}, // its slug before
		{"/2014/03/05/%eb%82%98%eb%a3%bb%eb%b0%b0/quay/", ferry, "나룻배가 다시 뜬다", "윤하나", "2014-03-05"},
		{"/?attachment_id=42", ferry, "나룻배가 다시 뜬다", "윤하나", "2014-03-05"},
		{"/?p=41", ferry, "나룻배가 다시 뜬다", "윤하나", "2014-03-05"},
	} {
		leads(t, site, test.old, test.story)
		r.open(test.old)
		want := map[string]string{
			`location.pathname + location.search`:                                               test.story,
			`performance.getEntriesByType("navigation")[0].redirectCount`:                       "1",
			`document.querySelector("h1").textContent.trim()`:                                   test.headline,
			`document.querySelector(".story__byline").textContent.trim().replace(/^By\s+/, "")`: test.byline,
			`document.querySelector(".story__times time").dateTime.slice(0, 10)`:                test.day,
			`document.querySelectorAll("figure img").length > 0`:                                "true",
		}
		for expression, value := range want {
			if got := r.value(expression); got != value {
				t.Errorf("%s: %s is %q, want %q", test.old, expression, got, value)
			}
		}
		r.value(`document.querySelectorAll("img").forEach(i => i.loading = "eager")`)
		r.until(`[...document.images].every(i => i.complete)`)
		if broken := r.value(`[...document.images].filter(i => i.naturalWidth === 0).map(i => i.src).join(" ")`); broken != "" {
			t.Errorf("%s: broken pictures: %s", test.old, broken)
		}
	}
	for _, test := range []struct{ old, page string }{
		{"/category/classic/", "/classic"},
		{"/category/classic/page/3/", "/classic"},
		{"/category/classic/feed/", "/classic/feed.xml"},
		{"/?cat=192", "/classic"},
		{"/tag/codex/", "/topic/codex"},
		{"/tag/codex", "/topic/codex"},
		{"/category/%ed%95%ad%ea%b5%ac/", "/ko/hanggu"},
		{"/category/%ED%95%AD%EA%B5%AC", "/ko/hanggu"},
		{"/tag/%eb%b1%83%ea%b8%b8/", "/ko/topic/baetgil"},
		{"/author/hana-yun/", "/ko/by/yunhana"},
		{"/?author=7", "/ko/by/yunhana"},
		{"/author/hana-yun/feed/", "/ko/by/yunhana/feed.xml"},
		{"/2014/03/05/", "/ko/archive/2014/03/05"},
		{"/2012/03/", "/archive/2012/03"},
		{"/2012", "/archive"},
		{"/?m=20120315", "/archive/2012/03/15"},
		{"/feed/", "/feed.xml"},
		{"/feed", "/feed.xml"},
		{"/?feed=atom", "/atom.xml"},
	} {
		leads(t, site, test.old, test.page)
	}
	if list := faults(); len(list) > 0 {
		t.Errorf("the browser complains: %s", strings.Join(list, "\n"))
	}
}

// leads checks that an address answers with one redirect to another, which is a
// page.
func leads(t *testing.T, site *served, old, page string) {
	t.Helper()
	res, _ := get(t, site.url+old)
	to := res.Header.Get("Location")
	if res.StatusCode != http.StatusMovedPermanently || to != page {
		t.Errorf("%s answers %d %q, want %q", old, res.StatusCode, to, page)
		return
	}
	if res, _ := get(t, site.url+to); res.StatusCode != http.StatusOK {
		t.Errorf("%s leads to %s, which answers %d", old, to, res.StatusCode)
	}
}

// TestReaderFindsAMovedStory looks for a story that was printed elsewhere first,
// by the search field of the menu.
func TestReaderFindsAMovedStory(t *testing.T) {
	t.Parallel()
	site := movePaper(t)
	r := newReader(t, site.url, 1280, 900)
	faults := r.faults()
	for _, test := range []struct{ front, words, headline string }{
		{"/", "featured image horizontal", "Template: Featured Image (Horizontal)"},
		{"/ko/", "나룻배", "나룻배가 다시 뜬다"},
	} {
		r.open(test.front)
		r.press(`.nameplate [popovertarget=menu]`)
		r.until(`document.querySelector("#menu").matches(":popover-open")`)
		r.press(`#menu-q`)
		if err := r.InsertText(test.words); err != nil {
			t.Fatal(err)
		}
		wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
		if err := r.Keyboard.Press(input.Enter); err != nil {
			t.Fatal(err)
		}
		wait()
		quoted, err := json.Marshal(test.headline)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.value(`[...document.querySelectorAll(".group article a")].find(a => a.textContent.trim() === ` + string(quoted) + `)?.setAttribute("id", "found")`); !r.MustHas("#found") {
			t.Fatalf("the search for %s does not find %s (%s): %s", test.words, test.headline, got, r.value(`document.querySelector("main").textContent`))
		}
		r.follow("#found")
		if got := r.value(`document.querySelector("h1").textContent.trim()`); got != test.headline {
			t.Errorf("the search for %s led to %q", test.words, got)
		}
	}
	if list := faults(); len(list) > 0 {
		t.Errorf("the browser complains: %s", strings.Join(list, "\n"))
	}
}

// TestScreenshotsOfAMovedPaper shows what people should look at after a change
// of how imported copy is set, where a folder for it is named.
func TestScreenshotsOfAMovedPaper(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("ILBO_OLDPAPER_SCREENSHOTS")
	if dir == "" {
		t.Skip("ILBO_OLDPAPER_SCREENSHOTS names no folder")
	}
	site := movePaper(t)
	for _, story := range strings.Fields(os.Getenv("ILBO_OLDPAPER_STORIES")) {
		for name, width := range map[string]int{"desktop": 1280, "phone": 390} {
			r := newReader(t, site.url, width, 900)
			r.open(story)
			r.value(`document.querySelectorAll("img").forEach(i => i.loading = "eager")`)
			r.until(`[...document.images].every(i => i.complete)`)
			shot, err := r.Screenshot(true, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(url.PathEscape(filepath.Base(story)))+"-"+name+".png"), shot, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
