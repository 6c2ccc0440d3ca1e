package wxr

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// printed writes blocks as lines: the kind, and what it holds.
func printed(b ilbo.Body) []string {
	var list []string
	for _, block := range b {
		line := string(block.Kind) + ":"
		if block.Title != "" {
			line += " (" + block.Title + ")"
		}
		for _, in := range append([]ilbo.Inline{block.Text}, block.Items...) {
			for _, s := range in {
				if s.Href != "" {
					line += " [" + s.Text + "](" + s.Href + ")"
				} else {
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
		if e := block.Embed; e != nil {
			line += " " + e.Provider + " " + e.Ref + " (" + e.Title + ")"
		}
		if t := block.Table; t != nil {
			for _, row := range t.Rows {
				line += " | " + strings.Join(row, ",")
			}
		}
		list = append(list, line)
	}
	return list
}

func TestTextOfTheClassicEditor(t *testing.T) {
	tests := []struct {
		name, content string
		want          []string
		notice        string
	}{
		{name: "blank lines part paragraphs", content: "One.\r\n\r\nTwo\r\nlines.\n\n\n\nThree.", want: []string{"paragraph: One.", "paragraph: Two lines.", "paragraph: Three."}},
		{name: "an end of line after a sentence does too", content: "“Who?”\n“Me.”", want: []string{"paragraph: “Who?”", "paragraph: “Me.”"}},
		{name: "two breaks do", content: "One<br /> <br>Two", want: []string{"paragraph: One", "paragraph: Two"}},
		{name: "blocks stand for themselves", content: "One\n<h2>Why</h2>\nTwo\n<ul>\n\n<li>a</li>\n\n<li>b</li>\n</ul>\n<blockquote>Three\n\nFour</blockquote>Five",
			want: []string{"paragraph: One", "subhead: Why", "paragraph: Two", "list: a b", "quote: Three", "quote: Four", "paragraph: Five"}},
		{name: "paragraphs that are marked", content: "<p>One</p>\n<p>Two</p>", want: []string{"paragraph: One", "paragraph: Two"}},
		{name: "verse", content: "<pre>Two roads\n  diverged</pre>", want: []string{"paragraph: Two roads", "paragraph: diverged"}},
		{name: "a tag over several lines", content: "See <a\nhref=\"https://a.example/\"\nclass=x>this</a>.", want: []string{"paragraph: See  [this](https://a.example/) ."}},
		{name: "more and pages", content: "One.<!--more-->\n\nTwo.<!--nextpage-->Three.", want: []string{"paragraph: One.", "paragraph: Two.Three."}},
		{name: "links within the site", content: `<a href="/news/a/">A</a> <a href="../b/">B</a> <a href="javascript:alert(1)">C</a> <a href="mailto:oh@haneul.example">D</a>`,
			want: []string{"paragraph: [A](https://www.haneul.example/news/a/)   [B](https://www.haneul.example/news/2013/09/b/)  C  [D](mailto:oh@haneul.example)"}},
		{name: "nothing that runs", content: "<p onclick=\"alert(1)\">One<script>alert(1)\n\nalert(2)</script></p>\n\n<style>\n\np{}</style><iframe src=\"https://ads.example/\"></iframe>",
			want: []string{"paragraph: One"}, notice: "The frame https://ads.example/ is of a site that stories do not embed"},
		{name: "an address in a line of its own", content: "One.\nhttps://www.youtube.com/watch?v=abc&amp;t=5\nTwo.\n\nhttps://twitter.example/a?b=1&c=2\n\nSee https://vimeo.com/1 there.",
			want: []string{"paragraph: One.", "embed: youtube abc ()", "paragraph: Two.", "paragraph: [https://twitter.example/a?b=1&c=2](https://twitter.example/a?b=1&c=2)", "paragraph: See https://vimeo.com/1 there."}},
		{name: "a smile", content: `Good <img src="https://s.w.org/1.svg" alt="😀" class="wp-smiley" /> day`, want: []string{"paragraph: Good 😀 day"}},
		{name: "NULs", content: "O\x00ne", want: []string{"paragraph: One"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { checkBody(t, test.content, test.want, test.notice) })
	}
}

func checkBody(t *testing.T, content string, want []string, notice string) {
	t.Helper()
	c := one(t, post(17, content), attachment(20, 17, "2013/09/quay.jpg", "<title>Quay</title>", "<excerpt:encoded><![CDATA[The quay at dusk. Photo by Min Da-on]]></excerpt:encoded>", metaField("_wp_attachment_image_alt", "A quay")),
		attachment(21, 17, "2013/09/none.jpg"), attachment(22, 0, "2013/09/ferry.jpg", "<excerpt:encoded>The ferry</excerpt:encoded>"))
	if diff := cmp.Diff(want, printed(c.Story.Body)); diff != "" {
		t.Error(diff)
	}
	if all := strings.Join(c.Notices, "\n"); !strings.Contains(all, notice) || notice == "" && all != "" {
		t.Errorf("notices %q", c.Notices)
	}
}

func TestShortcodes(t *testing.T) {
	const img = `<a href="x"><img class="alignleft size-medium wp-image-20" src="https://www.haneul.example/news/wp-content/uploads/2013/09/quay-300x200.jpg" alt="" /></a>`
	tests := []struct {
		name, content string
		want          []string
		notice        string
	}{
		{name: "a caption", content: `One [caption id="attachment_20" align="alignleft" width="300"]` + img + ` The <em>quay</em>, Monday[/caption] Two`,
			want: []string{"paragraph: One", "picture: <The quay, Monday|Min Da-on|A quay>", "paragraph: Two"}},
		{name: "a caption of old", content: `[caption id="attachment_20" caption="The quay, of old"]` + img + `[/caption]`, want: []string{"picture: <The quay, of old|Min Da-on|A quay>"}},
		{name: "a caption around something else", content: `[caption]<b>Words</b>[/caption]`, want: []string{"paragraph: Words"}},
		{name: "a gallery", content: `[gallery ids="22, 20" columns="2"]`, want: []string{"gallery: <The ferry||> <The quay at dusk.|Min Da-on|A quay>"}},
		{name: "a gallery of what the post has", content: "One\n\n[gallery]", want: []string{"paragraph: One", "gallery: <The quay at dusk.|Min Da-on|A quay> <||>"}},
		{name: "a gallery of what is not there", content: "One [gallery ids='98,99']", want: []string{"paragraph: One"}, notice: "2 pictures of a gallery are not in the export."},
		{name: "embeds", content: "[embed width=\"1\"]https://youtu.be/abc[/embed][youtube=https://www.youtube.com/watch?v=def&amp;w=640] [vimeo 123] [youtube id=ghi]",
			want: []string{"embed: youtube abc ()", "embed: youtube def ()", "embed: vimeo 123 ()", "embed: youtube ghi ()"}},
		{name: "a film", content: `One [video width="1" mp4="https://a.example/v.mp4"][/video]`, want: []string{"paragraph: One"}, notice: "The film https://a.example/v.mp4 cannot come in this way and was left out."},
		{name: "a recording", content: `One [audio mp3="https://a.example/s.mp3"][/audio] Two`, want: []string{"paragraph: One", "paragraph: Two"}, notice: "The recording https://a.example/s.mp3 cannot come in this way"},
		{name: "one that nobody knows", content: `[su_box title="a]b"]Kept <b>text</b>[/su_box] and [ad slot=3] more`, want: []string{"paragraph: Kept  text  and more"}, notice: "The shortcode [su_box] is not one that the import knows"},
		{name: "words in brackets", content: "He [the mayor] said it [sic] twice [1] [Korea Times] [co-founder] [a", want: []string{"paragraph: He [the mayor] said it [sic] twice [1] [Korea Times] [co-founder] [a"}},
		{name: "one that is escaped", content: `Write [[gallery ids="1"]].`, want: []string{`paragraph: Write [gallery ids="1"].`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { checkBody(t, test.content, test.want, test.notice) })
	}
}

func TestBlocks(t *testing.T) {
	const quay = `<img src="https://www.haneul.example/news/wp-content/uploads/2013/09/quay-1024x768.jpg" alt="Boats" class="wp-image-20"/>`
	tests := []struct {
		name, content string
		want          []string
		notice        string
	}{
		{name: "text", content: "<!-- wp:paragraph {\"align\":\"left\",\"a\":\"--\\u003e\"} -->\n<p>One<br>line</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->\n<h2>Why</h2>\n<!-- /wp:heading -->\n<!-- wp:list -->\n<ul><!-- wp:list-item --><li>a</li><!-- /wp:list-item --></ul>\n<!-- /wp:list -->",
			want: []string{"paragraph: One line", "subhead: Why", "list: a"}},
		{name: "quotes", content: "<!-- wp:quote --><blockquote class=\"wp-block-quote\"><p>A river.</p><cite>Oh</cite></blockquote><!-- /wp:quote --><!-- wp:pullquote --><figure class=\"wp-block-pullquote\"><blockquote><p>A wall.</p><cite>Min</cite></blockquote></figure><!-- /wp:pullquote -->",
			want: []string{"quote: A river. -- Oh", "pullquote: A wall. -- Min"}},
		{name: "a picture", content: "<!-- wp:image {\"id\":20} --><figure class=\"wp-block-image\">" + quay + "<figcaption class=\"wp-element-caption\">The quay, Monday. (Yonhap)</figcaption></figure><!-- /wp:image -->",
			want: []string{"picture: <The quay, Monday.|Yonhap|Boats>"}},
		{name: "a gallery", content: "<!-- wp:gallery --><figure class=\"wp-block-gallery has-nested-images\"><!-- wp:image --><figure class=\"wp-block-image\">" + quay + "</figure><!-- /wp:image --><!-- wp:image --><figure class=\"wp-block-image\"><img src=\"b.jpg\"><figcaption>B</figcaption></figure><!-- /wp:image --><figcaption class=\"blocks-gallery-caption\">Both</figcaption></figure><!-- /wp:gallery -->",
			want: []string{"gallery: (Both) <|Min Da-on|Boats> <B||>"}},
		{name: "a gallery of old", content: "<!-- wp:gallery {\"ids\":[1,2]} --><ul class=\"wp-block-gallery columns-3\"><li class=\"blocks-gallery-item\"><figure><img data-id=\"22\" src=\"uploads/ferry-150x150.jpg\"><figcaption>A</figcaption></figure></li><li class=\"blocks-gallery-item\"><figure><img src=\"b.jpg\"></figure></li></ul><!-- /wp:gallery -->",
			want: []string{"gallery: <A||> <||>"}},
		{name: "a table", content: "<!-- wp:table --><figure class=\"wp-block-table\"><table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table><figcaption>Riders</figcaption></figure><!-- /wp:table -->",
			want: []string{"table: (Riders) | 1,2 | 3,4"}},
		{name: "embeds", content: "<!-- wp:embed {\"url\":\"https://youtu.be/abc\"} --><figure class=\"wp-block-embed is-type-video\"><div class=\"wp-block-embed__wrapper\">\nhttps://youtu.be/abc\n</div><figcaption>The ferry in motion</figcaption></figure><!-- /wp:embed --><!-- wp:core-embed/twitter --><figure class=\"wp-block-embed-twitter wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://x.example/1\n</div></figure><!-- /wp:core-embed/twitter --><!-- wp:embed {\"url\":\"https://vimeo.com/5\"} /-->",
			want: []string{"embed: youtube abc (The ferry in motion)", "paragraph: [https://x.example/1](https://x.example/1)", "embed: vimeo 5 ()"}},
		{name: "a film", content: "<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph --><!-- wp:video --><figure class=\"wp-block-video\"><video controls src=\"https://a.example/v.mp4\"></video><figcaption>Moving</figcaption></figure><!-- /wp:video -->",
			want: []string{"paragraph: One", "paragraph: Moving"}, notice: "The film https://a.example/v.mp4 cannot come in this way"},
		{name: "columns and groups", content: "<!-- wp:columns --><div class=\"wp-block-columns\"><!-- wp:column --><div class=\"wp-block-column\"><!-- wp:paragraph --><p>One</p><!-- /wp:paragraph --></div><!-- /wp:column --></div><!-- /wp:columns --><!-- wp:group --><div><p>Two</p></div><!-- /wp:group --><!-- wp:more --><!--more--><!-- /wp:more --><!-- wp:nextpage --><!--nextpage--><!-- /wp:nextpage --><!-- wp:separator --><hr/><!-- /wp:separator -->",
			want: []string{"paragraph: One", "paragraph: Two"}},
		{name: "HTML", content: "<!-- wp:html --><div onload=\"x()\">One <script>alert(1)</script></div><!-- /wp:html -->", want: []string{"paragraph: One"}},
		{name: "a cover", content: "<!-- wp:cover --><div class=\"wp-block-cover\" style=\"background-image:url(https://www.haneul.example/news/wp-content/uploads/2013/09/quay.jpg)\"><p>Over it</p></div><!-- /wp:cover -->", want: []string{"picture: <||>", "paragraph: Over it"}},
		{name: "those of plug-ins", content: "<!-- wp:acme/box {\"x\":1} --><div><p>Inner</p></div><!-- /wp:acme/box --><!-- wp:latest-posts /--><!-- wp:spacer /-->", want: []string{"paragraph: Inner"}, notice: "The block “latest-posts” is not one that the import knows"},
		{name: "text between blocks", content: "One\n\nTwo\n\n<!-- wp:paragraph --><p>Three</p><!-- /wp:paragraph -->\n\nFour", want: []string{"paragraph: One", "paragraph: Two", "paragraph: Three", "paragraph: Four"}},
		{name: "verse", content: "<!-- wp:verse --><pre class=\"wp-block-verse\">Two roads<br>diverged</pre><!-- /wp:verse -->", want: []string{"paragraph: Two roads", "paragraph: diverged"}},
		{name: "a block that is not there", content: "One <!-- wp:block {\"ref\":99} /-->", want: []string{"paragraph: One"}, notice: "The reusable block 99 is not in the export"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { checkBody(t, test.content, test.want, test.notice) })
	}
}

func TestBlockThatHoldsItselfEnds(t *testing.T) {
	c := one(t, post(17, `One <!-- wp:block {"ref":18} /-->`), post(18, `Two <!-- wp:block {"ref":18} /-->`, "<wp:post_type>wp_block</wp:post_type>"))
	if got := strings.Count(c.Story.Body.Text(), "Two"); got != maxReuse {
		t.Errorf("it stands there %d times", got)
	}
}

func TestFormats(t *testing.T) {
	format := func(name string) string { return in("post_format", "post-format-"+name, name) }
	tests := []struct {
		name, content string
		want          []string
	}{
		{"gallery", "One\n\n<img src=a.jpg><img src=b.jpg>\n\nTwo", []string{"paragraph: One", "gallery: <||> <||>", "paragraph: Two"}},
		{"quote", "A river without a ferry is a wall.", []string{"quote: A river without a ferry is a wall."}},
		{"quote", "<blockquote>A wall.</blockquote>Says Oh.", []string{"quote: A wall.", "paragraph: Says Oh."}},
		{"video", "https://youtu.be/abc\n\nOne", []string{"embed: youtube abc ()", "paragraph: One"}},
	}
	for _, test := range tests {
		c := one(t, post(17, test.content, format(test.name)))
		if diff := cmp.Diff(test.want, printed(c.Story.Body)); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
		for i, e := range c.Enclosed {
			if e.Block != 1 || e.Figure != i {
				t.Errorf("%s: picture %d stands at %d, %d", test.name, i, e.Block, e.Figure)
			}
		}
	}
}

func TestPicturesComeFromTheFolder(t *testing.T) {
	const uploads = "https://www.haneul.example/news/wp-content/uploads/"
	tests := []struct{ name, src, want string }{
		{"where the address says", uploads + "2013/09/quay.jpg", "quay"},
		{"the original of a smaller form", uploads + "2013/09/quay-300x200.jpg", "quay"},
		{"the original of an edited one", uploads + "2013/09/quay-e1380000000000-150x150.jpg", "quay"},
		{"in a folder of uploads", uploads + "2013/09/ferry.jpg?w=300", "ferry"},
		{"beside the export", uploads + "2014/01/bell.png", "bell"},
		{"the form of a large one", uploads + "2013/10/big-1024x768.jpg", "big"},
		{"by another server's address", "https://i0.wp.com/www.haneul.example/news/wp-content/uploads/2013/09/quay.jpg?resize=1", "quay"},
		{"of a site at WordPress.com", "https://haneul.files.wordpress.com/2013/09/quay.jpg?w=604", "quay"},
		{"not there", uploads + "2013/09/none.jpg", ""},
		{"never above the folder", "../../../bell.png", "bell"},
		{"never a file of the machine", "file:///etc/passwd", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := one(t, post(17, "One <img src=\""+test.src+"\" alt=\"x\">"))
			if len(c.Enclosed) != 1 {
				t.Fatalf("got %+v", c.Enclosed)
			}
			if got := bytesOf(t, &c.Enclosed[0]); got != test.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestNumbersOfAnotherSiteDoNotCount(t *testing.T) {
	c := one(t, attachment(20, 17, "2013/09/quay.jpg", metaField("_wp_attachment_image_alt", "A quay")), post(17, `One <img class="wp-image-20" src="https://old.example/uploads/2013/09/ferry-300x200.jpg">`))
	if len(c.Enclosed) != 1 || bytesOf(t, &c.Enclosed[0]) != "ferry" || c.Enclosed[0].Alt != "" {
		t.Errorf("got %+v", c.Enclosed)
	}
}

func TestFeaturedPictureLeads(t *testing.T) {
	const twin = `<figure><img class="wp-image-20" src="https://www.haneul.example/news/wp-content/uploads/2013/09/quay-300x200.jpg" alt="Boats"><figcaption>In the text</figcaption></figure>`
	thumb := metaField("_thumbnail_id", "20")
	tests := []struct {
		name, content string
		more          []string // of the picture
		want          wire.Enclosed
		blocks        int
	}{
		{"with a caption", "One", []string{"<excerpt:encoded><![CDATA[The quay at dusk]]></excerpt:encoded>", metaField("_wp_attachment_image_alt", "A quay"), metaField("_media_credit", "Min Da-on")},
			wire.Enclosed{Caption: "The quay at dusk", Credit: "Min Da-on", Alt: "A quay"}, 1},
		{"with a description", "One", []string{"<content:encoded><![CDATA[The quay at dusk / Yonhap]]></content:encoded>"}, wire.Enclosed{Caption: "The quay at dusk", Credit: "Yonhap"}, 1},
		{"with a name for a description", "One", []string{"<content:encoded>img-5134</content:encoded>"}, wire.Enclosed{}, 1},
		{"with its own credit", "One", []string{metaField("_wp_attachment_metadata", `a:2:{s:10:"image_meta";a:1:{s:6:"credit";s:9:"Min Da-on";}}`)}, wire.Enclosed{Credit: "Min Da-on"}, 1},
		{"shown again in the text", twin + "One", nil, wire.Enclosed{Caption: "In the text", Alt: "Boats"}, 1},
		{"shown again in a gallery", `[gallery ids="20,22"]One`, nil, wire.Enclosed{}, 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := one(t, attachment(20, 17, "2013/09/quay.jpg", test.more...), attachment(22, 17, "2013/09/ferry.jpg"), post(17, test.content, thumb))
			if len(c.Enclosed) == 0 || len(c.Story.Body) != test.blocks {
				t.Fatalf("got %+v in %d blocks", c.Enclosed, len(c.Story.Body))
			}
			e := c.Enclosed[0]
			if got := bytesOf(t, &e); got != "quay" || e.Block != wire.Lead || e.Caption != test.want.Caption || e.Credit != test.want.Credit || e.Alt != test.want.Alt {
				t.Errorf("got %q, %+v", got, e)
			}
		})
	}
}

func TestScriptsInEveryField(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
	c := one(t, post(17, "Text."+evil, "<title><![CDATA[Ferry"+evil+"]]></title>", "<link><![CDATA[javascript:alert(1)//"+evil+"]]></link>", "<dc:creator><![CDATA[oh"+evil+"]]></dc:creator>",
		"<excerpt:encoded><![CDATA[Deck"+evil+"]]></excerpt:encoded>", "<wp:post_name><![CDATA["+evil+"]]></wp:post_name>", in("category", "x", "City"+evil), in("post_tag", "y", "Tag"+evil),
		in("evil&quot;", "y", "Tag"), metaField("_wp_old_slug", evil), metaField("_thumbnail_id", "20"), metaField("enclosure", evil)),
		attachment(20, 17, "x.jpg", "<excerpt:encoded><![CDATA["+evil+"]]></excerpt:encoded>", metaField("_wp_attachment_image_alt", evil)))
	for _, s := range append(append(append([]string{c.Story.Headline, c.Story.Deck, c.Section, c.Enclosed[0].Caption, c.Enclosed[0].Alt, c.Story.Body.Text()}, c.Topics...), c.Bylines...), strings.Join(c.Notices, "")) {
		if strings.Contains(s, "<script>alert") && !strings.Contains(s, "recording") || strings.Contains(s, "onerror") && !strings.Contains(s, "recording") {
			t.Errorf("%q", s)
		}
	}
	for _, p := range c.OldPaths {
		if !strings.HasPrefix(string(p), "/") {
			t.Errorf("old path %q", p)
		}
	}
}
