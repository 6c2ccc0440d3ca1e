package wxr

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// export writes an export of an invented paper's site around items.
func export(items ...string) string {
	return `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5.4" created="2024-06-10 12:29" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="https://wordpress.org/export/1.2/">
<channel>
<title>Haneul Daily</title><link>https://www.haneul.example/news</link><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://haneul.example/</wp:base_site_url><wp:base_blog_url>https://www.haneul.example/news</wp:base_blog_url>
<image><url>https://haneul.example/x.png</url><title>Another title</title><link>https://other.example</link></image>
<wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[ohn]]></wp:author_login><wp:author_email>oh@haneul.example</wp:author_email><wp:author_display_name><![CDATA[Oh Ha-neul]]></wp:author_display_name></wp:author>
<wp:author><wp:author_login>min</wp:author_login><wp:author_display_name>min</wp:author_display_name><wp:author_first_name>Da-on</wp:author_first_name><wp:author_last_name>Min</wp:author_last_name></wp:author>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>arts</wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[Arts &amp; Culture]]></wp:cat_name></wp:category>
<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>river-arts</wp:category_nicename><wp:category_parent>arts</wp:category_parent><wp:cat_name>River Arts</wp:cat_name></wp:category>
<wp:category><wp:term_id>5</wp:term_id><wp:category_nicename>songs</wp:category_nicename><wp:category_parent>river-arts</wp:category_parent><wp:cat_name>Songs</wp:cat_name></wp:category>
<wp:category><wp:term_id>6</wp:term_id><wp:category_nicename>city</wp:category_nicename><wp:category_parent/><wp:cat_name>City</wp:cat_name></wp:category>
<wp:category><wp:term_id>1</wp:term_id><wp:category_nicename>uncategorized</wp:category_nicename><wp:cat_name>Uncategorized</wp:cat_name></wp:category>
<wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>round</wp:category_nicename><wp:category_parent>robin</wp:category_parent><wp:cat_name>Round</wp:cat_name></wp:category>
<wp:category><wp:term_id>8</wp:term_id><wp:category_nicename>robin</wp:category_nicename><wp:category_parent>round</wp:category_parent><wp:cat_name>Robin</wp:cat_name></wp:category>
` + strings.Join(items, "\n") + "\n</channel>\n</rss>\n"
}

// post writes a published post; more comes last, so that it may say otherwise.
func post(id int, content string, more ...string) string {
	return fmt.Sprintf(`<item>
<title><![CDATA[Ferry stays]]></title><link>https://www.haneul.example/news/2013/09/ferry-stays/</link>
<dc:creator><![CDATA[ohn]]></dc:creator><guid isPermaLink="false">https://www.haneul.example/news/?p=%d</guid>
<content:encoded><![CDATA[%s]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>%d</wp:post_id><wp:post_date><![CDATA[2013-09-02 16:00:00]]></wp:post_date><wp:post_date_gmt><![CDATA[2013-09-02 07:00:00]]></wp:post_date_gmt>
<wp:post_name>ferry-stays</wp:post_name><wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[post]]></wp:post_type><wp:post_password></wp:post_password><wp:is_sticky>0</wp:is_sticky>
%s
</item>`, id, content, id, strings.Join(more, "\n"))
}

// attachment writes a picture of the uploads.
func attachment(id, parent int, file string, more ...string) string {
	return fmt.Sprintf(`<item><title>%s</title><link>https://www.haneul.example/news/?attachment_id=%d</link><content:encoded></content:encoded>
<wp:post_id>%d</wp:post_id><wp:post_parent>%d</wp:post_parent><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>https://www.haneul.example/news/wp-content/uploads/%s</wp:attachment_url>%s</item>`, file, id, id, parent, file, strings.Join(more, "\n"))
}

func metaField(key, value string) string {
	return "<wp:postmeta><wp:meta_key><![CDATA[" + key + "]]></wp:meta_key><wp:meta_value><![CDATA[" + value + "]]></wp:meta_value></wp:postmeta>"
}

// in writes a category, tag or the like of a post.
func in(domain, slug, name string) string {
	return `<category domain="` + domain + `" nicename="` + slug + `"><![CDATA[` + name + `]]></category>`
}

// What reading gave.
type read struct {
	stories []*wire.Copy
	asides  []wire.Aside
	refused []string
}

func (r *read) count(kind string) int {
	n := 0
	for _, a := range r.asides {
		if a.Kind == kind {
			n += a.N
		}
	}
	return n
}

func readAll(t testing.TB, o Options, files ...[]byte) *read {
	t.Helper()
	dir := fstest.MapFS{
		"wp-content/uploads/2013/09/quay.jpg": {Data: []byte("quay")}, "uploads/2013/09/ferry.jpg": {Data: []byte("ferry")},
		"bell.png": {Data: []byte("bell")}, "uploads/2013/10/big-scaled.jpg": {Data: []byte("big")},
	}
	var list []File
	for i, data := range files {
		list = append(list, File{Name: fmt.Sprintf("%c.xml", 'a'+i), R: bytes.NewReader(data), Size: int64(len(data)), Dir: dir})
	}
	r := &read{}
	for c, err := range Read(t.Context(), list, o) {
		var aside *wire.Aside
		switch {
		case errors.As(err, &aside):
			r.asides = append(r.asides, *aside)
		case err != nil:
			say := ilbo.SayOf(err)
			if say == "" || !errors.Is(err, ilbo.Invalid) {
				t.Errorf("refused without a sentence: %v", err)
			}
			r.refused = append(r.refused, say)
		default:
			r.stories = append(r.stories, c)
		}
	}
	return r
}

// one reads the only story of an export.
func one(t *testing.T, items ...string) *wire.Copy {
	t.Helper()
	r := readAll(t, Options{}, []byte(export(items...)))
	if len(r.stories) != 1 || len(r.refused) != 0 {
		t.Fatalf("%d stories, refused %q", len(r.stories), r.refused)
	}
	return r.stories[0]
}

func bytesOf(t *testing.T, e *wire.Enclosed) string {
	t.Helper()
	if e.Open == nil {
		return ""
	}
	f, err := e.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
