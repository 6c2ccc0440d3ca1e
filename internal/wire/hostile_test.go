package wire_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/ghost"
	"ilbo.press/internal/wire/ndjson"
	"ilbo.press/internal/wire/newsmlg2"
	"ilbo.press/internal/wire/ninjs"
	"ilbo.press/internal/wire/nitf"
	"ilbo.press/internal/wire/page"
	"ilbo.press/internal/wire/rss"
	"ilbo.press/internal/wire/wxr"
)

// formats read copy as the program does.
var formats = map[string]func(t *testing.T, data []byte) wire.Copies{
	"wxr": func(t *testing.T, data []byte) wire.Copies {
		return wxr.Read(t.Context(), []wxr.File{{Name: "a.xml", R: bytes.NewReader(data), Size: int64(len(data))}}, wxr.Options{})
	},
	"ghost": func(t *testing.T, data []byte) wire.Copies {
		return ghost.Read(t.Context(), "a.json", bytes.NewReader(data), int64(len(data)), ghost.Options{})
	},
	"ndjson": func(_ *testing.T, data []byte) wire.Copies { return ndjson.Read(bytes.NewReader(data), nil) },
	"ninjs": func(_ *testing.T, data []byte) wire.Copies {
		return ninjs.Read("a.json", bytes.NewReader(data), wire.Options{})
	},
	"newsmlg2": func(_ *testing.T, data []byte) wire.Copies {
		return newsmlg2.Read("a.xml", bytes.NewReader(data), wire.Options{})
	},
	"nitf": func(_ *testing.T, data []byte) wire.Copies {
		return nitf.Read("a.xml", bytes.NewReader(data), wire.Options{})
	},
	"rss": func(_ *testing.T, data []byte) wire.Copies {
		return rss.Read("a.xml", bytes.NewReader(data), wire.Options{})
	},
	"page": func(_ *testing.T, data []byte) wire.Copies {
		return func(yield func(*wire.Copy, error) bool) {
			yield(page.Read("a.html", bytes.NewReader(data), page.Options{Sections: ilbo.StandardSections()}))
		}
	},
}

// takeIn imports data into a new paper, and checks what every import promises,
// whatever it is given: it ends soon, each refusal is a sentence, and nothing is
// kept that is not presentable.
func takeIn(t *testing.T, format string, data []byte) (*house, *wire.Report) {
	t.Helper()
	h := newHouse()
	begin := time.Now()
	report, err := h.intake().Run(t.Context(), formats[format](t, data), nil)
	if err != nil {
		t.Fatalf("the import broke off: %v", err)
	}
	if took := time.Since(begin); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
	for _, say := range report.Refusals {
		if !strings.HasSuffix(say, ".") || len(say) > 700 || strings.ContainsAny(say, "\x00\n\u202e") || !utf8.ValidString(say) {
			t.Errorf("refused with %q", say)
		}
	}
	for _, s := range h.stories {
		if err := s.Check(); err != nil {
			t.Errorf("kept, and not sound: %v", err)
		}
		for _, line := range furnitureOf(h, s) {
			if ilbo.Clean(line) != line {
				t.Errorf("kept raw: %.200q", line)
			}
		}
		if text := s.Body.Text(); strings.ContainsAny(text, "\x00\x07\x1b\u202e") {
			t.Errorf("kept raw: %.200q", text)
		}
	}
	return h, report
}

// furnitureOf are the lines of a story that stand outside its text.
func furnitureOf(h *house, s *ilbo.Story) []string {
	lines := []string{s.Kicker, s.Headline, s.Deck, s.Dateline.Place, s.Source}
	for _, b := range s.Bylines {
		lines = append(lines, b.Name)
	}
	for _, f := range s.Figures() {
		lines = append(lines, f.Caption, f.Credit, f.Alt)
	}
	for _, v := range h.topics {
		for _, name := range v.Name {
			lines = append(lines, name)
		}
	}
	for _, v := range h.sections {
		for _, name := range v.Name {
			lines = append(lines, name)
		}
	}
	for _, v := range h.journalists {
		for _, name := range v.Name {
			lines = append(lines, name)
		}
	}
	return lines
}

// A copydesk writes one story in each format, with these values in its fields.
type copydesk struct {
	headline, byline, section, topic, deck, caption, alt, href, date string
	text                                                             string // HTML, where the format has it
}

func usualCopy() copydesk {
	return copydesk{
		headline: "Ferry stays on the river", byline: "Oh Ha-neul", section: "Harbor", topic: "Han River", deck: "A night of talks", caption: "The quay", alt: "A quay",
		href: "https://haneul.example/quay", date: "2013-09-02T07:00:00Z", text: "<p>The council of Haneul voted on Monday to keep the old ferry running for another ten years, it said.</p>",
	}
}

func (c *copydesk) wxr() string {
	cdata := func(s string) string {
		return "<![CDATA[" + strings.ReplaceAll(s, "]]>", "]]]]><![CDATA[>") + "]]>"
	}
	date := strings.TrimSuffix(strings.Replace(c.date, "T", " ", 1), "Z")
	return `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Haneul</title><wp:base_blog_url>https://haneul.example</wp:base_blog_url>
<wp:author><wp:author_login>oh</wp:author_login><wp:author_display_name>` + cdata(c.byline) + `</wp:author_display_name></wp:author>
<item><title>` + cdata(c.headline) + `</title><link>` + cdata(c.href) + `</link><dc:creator>oh</dc:creator><excerpt:encoded>` + cdata(c.deck) + `</excerpt:encoded><content:encoded>` +
		cdata(c.text+`<p><a href="`+c.href+`">More</a></p><figure><img src="q.jpg" alt="`+c.alt+`"><figcaption>`+c.caption+`</figcaption></figure>`) + `</content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date_gmt>` + date + `</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="a">` + cdata(c.section) + `</category><category domain="post_tag" nicename="b">` + cdata(c.topic) + `</category></item></channel></rss>`
}

func coded(v any) string {
	out, err := json.Marshal(v)
	if err != nil {
		panic(err) // unreachable: texts and lists of them
	}
	return string(out)
}

func (c *copydesk) ghost() string {
	text := c.text + `<p><a href="` + c.href + `">More</a></p><figure><img src="q.jpg" alt="` + c.alt + `"><figcaption>` + c.caption + `</figcaption></figure>`
	return `{"db":[{"meta":{"version":"5.82.2"},"data":{"posts":[{"id":"p","uuid":"0b0e1c9a-91d9-44ac-a4d6-5f4e0b3a7f01","title":` + coded(c.headline) + `,"slug":"ferry","html":` + coded(text) +
		`,"type":"post","status":"published","custom_excerpt":` + coded(c.deck) + `,"published_at":` + coded(c.date) + `}],"tags":[{"id":"s","name":` + coded(c.section) + `,"slug":"s"},{"id":"t","name":` + coded(c.topic) +
		`,"slug":"t"}],"posts_tags":[{"post_id":"p","tag_id":"s","sort_order":0},{"post_id":"p","tag_id":"t","sort_order":1}],"users":[{"id":"u","name":` + coded(c.byline) + `,"slug":"u"}],"posts_authors":[{"post_id":"p","author_id":"u"}]}}]}`
}

func (c *copydesk) ndjson() string {
	line := map[string]any{
		"id": "7", "language": "en", "section": c.section, "headline": c.headline, "deck": c.deck, "kicker": c.deck, "dateline": c.section, "source": c.section,
		"bylines": []string{c.byline}, "topics": []string{c.topic}, "published": c.date,
		"body": []any{c.text, map[string]any{"kind": "paragraph", "text": []any{map[string]any{"text": c.text}, map[string]any{"text": c.caption, "href": c.href}}},
			map[string]any{"kind": "list", "items": []any{[]any{map[string]any{"text": c.caption}}}}, map[string]any{"kind": "quote", "text": []any{map[string]any{"text": c.caption}}, "by": c.byline},
			map[string]any{"kind": "table", "title": c.caption, "table": map[string]any{"rows": []any{[]string{c.caption}}, "source": c.alt}}},
		"pictures": []any{map[string]any{"file": "q.jpg", "caption": c.caption, "credit": c.byline, "alt": c.alt}},
	}
	return coded(line) + "\n"
}

func (c *copydesk) page() string {
	return `<!DOCTYPE html><html lang="en"><head><title>` + c.headline + `</title><meta property="og:type" content="article"><meta name="author" content="` + c.byline + `">
<meta name="description" content="` + c.deck + `"><meta property="article:section" content="` + c.section + `"><meta property="article:tag" content="` + c.topic + `"><meta property="article:published_time" content="` + c.date + `"></head>
<body><article><h1>` + c.headline + `</h1><figure><img src="q.jpg" width="800" height="600" alt="` + c.alt + `"><figcaption>` + c.caption + `</figcaption></figure>` + c.text + strings.Repeat("<p>The cranes at the port used to start as soon as a ship was tied up, and then stood idle for an hour while the trucks arrived.</p>", 5) + `<p><a href="` + c.href + `">More of it</a> is here, the council said.</p></article></body></html>`
}

// figured is the text with a link and a picture, as HTML.
func (c *copydesk) figured() string {
	return c.text + `<p><a href="` + c.href + `">More</a></p><figure><img src="q.jpg" alt="` + c.alt + `"><figcaption>` + c.caption + `</figcaption></figure>`
}

func (c *copydesk) ninjs() string {
	return coded(map[string]any{
		"uri": "urn:ferry:7", "type": "text", "version": "1", "versioncreated": c.date, "language": "en", "headlines": []any{map[string]any{"role": "main", "value": c.headline}},
		"bodies": []any{map[string]any{"role": "html", "contenttype": "text/html", "value": c.figured()}}, "descriptions": []any{map[string]any{"role": "summary", "value": c.deck}},
		"by": c.byline, "located": c.section, "subjects": []any{map[string]any{"name": c.topic}}, "slugline": c.topic, "ednote": c.deck, "usageterms": c.caption,
		"associations": []any{map[string]any{"name": "main", "type": "picture", "uri": "urn:picture:1", "descriptions": []any{map[string]any{"role": "caption", "value": c.caption}}, "renditions": []any{map[string]any{"name": "web", "href": "q.jpg"}}}},
	})
}

var xmlText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\"", "&quot;")

func (c *copydesk) newsmlg2() string {
	x := xmlText.Replace
	return `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:ferry:7" version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="` + x(c.section) +
		`"/><versionCreated>` + x(c.date) + `</versionCreated><pubStatus qcode="stat:usable"/><edNote>` + x(c.deck) + `</edNote></itemMeta><contentMeta><by>` + x(c.byline) + `</by><subject><name>` + x(c.topic) + `</name></subject><headline>` + x(c.headline) +
		`</headline></contentMeta><contentSet><inlineData contenttype="text/html">` + x(c.figured()) + `</inlineData></contentSet></newsItem></itemSet></newsMessage>`
}

func (c *copydesk) nitf() string {
	x := xmlText.Replace
	return `<nitf><head><docdata><doc-id id-string="` + x("ferry-7") + `"/><date.issue norm="` + x(c.date) + `"/><key-list><keyword key="` + x(c.topic) + `"/></key-list></docdata></head><body xml:lang="en"><body.head><hedline><hl1>` + x(c.headline) +
		`</hl1></hedline><byline><person>` + x(c.byline) + `</person></byline><dateline><location>` + x(c.section) + `</location></dateline><abstract><p>` + x(c.deck) + `</p></abstract></body.head><body.content>` + c.text +
		`<p><a href="` + x(c.href) + `">More</a></p><media media-type="image"><media-reference source="q.jpg" alternate-text="` + x(c.alt) + `"/><media-caption>` + x(c.caption) + `</media-caption></media></body.content></body></nitf>`
}

func (c *copydesk) rss() string {
	x := xmlText.Replace
	return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Haneul</title><link>https://haneul.example/</link><language>en</language><item><guid isPermaLink="false">7</guid><title>` + x(c.headline) +
		`</title><dc:creator>` + x(c.byline) + `</dc:creator><category>` + x(c.section) + `</category><category>` + x(c.topic) + `</category><pubDate>` + x(c.date) + `</pubDate><description>` + x(c.deck) + `</description><content:encoded>` + x(c.figured()) + `</content:encoded></item></channel></rss>`
}

func (c *copydesk) in(format string) []byte {
	switch format {
	case "ninjs":
		return []byte(c.ninjs())
	case "newsmlg2":
		return []byte(c.newsmlg2())
	case "nitf":
		return []byte(c.nitf())
	case "rss":
		return []byte(c.rss())
	case "wxr":
		return []byte(c.wxr())
	case "ghost":
		return []byte(c.ghost())
	case "ndjson":
		return []byte(c.ndjson())
	}
	return []byte(strings.ToValidUTF8(strings.ReplaceAll(c.page(), "\x00", ""), "")) // either makes a file no text at all
}

// hostileWords is text that would be trouble anywhere it is kept as it is.
const hostileWords = "Ferry\x00 st\x07ays \x1b[31m\u202ebyline\u2066 </title><script>alert(1)</script><img src=x onerror=alert(1)> \" ' &lol; ]]> \xff\xed\xa0\x80 on"

// TestHostileFields gives one story in each format one hostile field at a time.
func TestHostileFields(t *testing.T) {
	repeat := strings.Repeat
	tests := map[string]struct {
		spoil func(c *copydesk)
		// kept says whether the story may come in: always, never (""), or
		// either where formats differ.
		kept string
	}{
		"usual":                     {func(*copydesk) {}, "always"},
		"headline":                  {func(c *copydesk) { c.headline = hostileWords }, "always"},
		"byline":                    {func(c *copydesk) { c.byline = hostileWords }, "always"},
		"section":                   {func(c *copydesk) { c.section = hostileWords }, "always"},
		"topic":                     {func(c *copydesk) { c.topic = hostileWords }, "always"},
		"deck":                      {func(c *copydesk) { c.deck = hostileWords }, "always"},
		"caption":                   {func(c *copydesk) { c.caption = hostileWords }, "always"},
		"alternative text":          {func(c *copydesk) { c.alt = hostileWords }, "always"},
		"text":                      {func(c *copydesk) { c.text = "<p>" + hostileWords + repeat(" It stays.", 20) + "</p>" }, "always"},
		"a script as a link":        {func(c *copydesk) { c.href = "javascript:alert(1)" }, "either"},
		"a script in capitals":      {func(c *copydesk) { c.href = " \tJaVa\nScRiPt:alert(1)" }, "either"},
		"data as a link":            {func(c *copydesk) { c.href = "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==" }, "either"},
		"a link without end":        {func(c *copydesk) { c.href = "https://a.example/" + repeat("a", 50_000) }, "either"},
		"20,000 characters of head": {func(c *copydesk) { c.headline = repeat("river ", 3_500) }, "never"},
		"a byline of a page":        {func(c *copydesk) { c.byline = repeat("river ", 20_000) }, "either"},
		"a section of a page":       {func(c *copydesk) { c.section = repeat("river ", 20_000) }, "either"},
		"a topic of a page":         {func(c *copydesk) { c.topic = repeat("river ", 20_000) }, "either"},
		"a deck of a book":          {func(c *copydesk) { c.deck = repeat("river ", 100_000) }, "either"},
		"a caption of a book":       {func(c *copydesk) { c.caption = repeat("river ", 100_000) }, "either"},
		"the year 0":                {func(c *copydesk) { c.date = "0000-01-01T00:00:00Z" }, "either"},
		"the year 99999":            {func(c *copydesk) { c.date = "99999-01-01T00:00:00Z" }, "either"},
		"the last moment of all":    {func(c *copydesk) { c.date = "9999-12-31T23:59:59-23:59" }, "either"},
		"30 February":               {func(c *copydesk) { c.date = "2013-02-30T07:00:00Z" }, "either"},
		"a zone of 99 hours":        {func(c *copydesk) { c.date = "2013-09-02T07:00:00+99:00" }, "either"},
		"a date that is a script":   {func(c *copydesk) { c.date = hostileWords }, "either"},
		"shortcodes 10,000 deep":    {func(c *copydesk) { c.text = repeat("[caption]", 10_000) + c.text + repeat("[/caption]", 10_000) }, "either"},
		"elements 100,000 deep":     {func(c *copydesk) { c.text = repeat("<div>", 100_000) + c.text }, "either"},
		"quotes 100,000 deep":       {func(c *copydesk) { c.text = repeat("<blockquote>", 100_000) + c.text }, "either"},
		"lists 100,000 deep":        {func(c *copydesk) { c.text = repeat("<ul><li>a", 100_000) + c.text }, "either"},
		"tables 10,000 deep":        {func(c *copydesk) { c.text = repeat("<table><tr><td>", 10_000) + c.text }, "either"},
		"marks 100,000 deep":        {func(c *copydesk) { c.text = repeat("<b>", 100_000) + c.text }, "either"},
		"entities without end":      {func(c *copydesk) { c.text = "<p>" + repeat("&amp", 100_000) + repeat("&#", 100_000) + "</p>" + c.text }, "either"},
		"a character beyond all": {func(c *copydesk) {
			c.text = "<p>&#xD800; &#x110000; &#99999999999999999999; &#0; &#x202E;it</p>" + c.text
		}, "always"},
		"comments without end": {func(c *copydesk) { c.text += repeat("<!--", 50_000) }, "either"},
		"pictures that are the page": {func(c *copydesk) {
			c.text = repeat(`<img src="data:image/svg+xml,<svg onload=alert(1)>">`, 300) + c.text
		}, "either"},
		"a frame of a script": {func(c *copydesk) {
			c.text += `<iframe src="javascript:alert(1)"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe><object data="javascript:1"></object>`
		}, "always"},
		"styles that hide and expose": {func(c *copydesk) {
			c.text += `<style>*{background:url(javascript:1)}</style><p style="position:fixed" onclick="alert(1)">Text.</p><svg><script>alert(1)</script></svg>`
		}, "always"},
		"nothing but white space": {func(c *copydesk) { c.headline, c.text = "\u3000\u200b", " \u00a0 " }, "either"},
	}
	for name, test := range tests {
		for format := range formats {
			t.Run(name+"/"+format, func(t *testing.T) {
				c := usualCopy()
				test.spoil(&c)
				if format == "nitf" && !wellFormed(c.text) {
					takeIn(t, format, c.in(format)) // what is no XML is no NITF
					return
				}
				h, report := takeIn(t, format, c.in(format))
				if n := len(h.stories) + report.Refused; n != 1 {
					t.Errorf("%d stories and %d refused: %q", len(h.stories), report.Refused, report.Refusals)
				}
				if test.kept == "always" && len(h.stories) == 0 || test.kept == "never" && len(h.stories) > 0 && format != "page" {
					t.Errorf("%d stories, refused %.300q", len(h.stories), report.Refusals)
				}
			})
		}
	}
}

func wellFormed(text string) bool {
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

// TestEntitiesOfTheFileAreNotExpanded reads a file whose entities would be some
// gigabytes.
func TestEntitiesOfTheFileAreNotExpanded(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString(`<!DOCTYPE rss [<!ENTITY a0 "lol">`)
	for i := range 20 {
		fmt.Fprintf(&laughs, `<!ENTITY a%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
	}
	laughs.WriteString(`<!ENTITY file SYSTEM "file:///etc/passwd">]>`)
	c := usualCopy()
	c.headline, c.text = "&a20; and &file; stay", "<p>&a20; and &file; stay on the river.</p>"
	for format := range formats {
		h, _ := takeIn(t, format, append([]byte(laughs.String()), c.in(format)...))
		for _, s := range h.stories {
			if len(s.Body.Text()) > 10_000 || strings.Contains(s.Body.Text(), "root:") {
				t.Errorf("%s: %.200q", format, s.Body.Text())
			}
		}
	}
}

// TestHalfCharacters reads halves of characters, and control characters that JSON
// writes out.
func TestHalfCharacters(t *testing.T) {
	for _, format := range []string{"ghost", "ndjson"} {
		c := usualCopy()
		data := bytes.ReplaceAll(c.in(format), []byte("Ferry stays"), []byte(`\ud800Ferry\u0000 \udc00stays\u202e\u001b`))
		data = bytes.ReplaceAll(data, []byte("council"), []byte(`coun\ud83dcil\u0000`))
		if h, report := takeIn(t, format, data); len(h.stories) != 1 {
			t.Errorf("%s: %q", format, report.Refusals)
		}
	}
}

// TestThousandsOfOneSlug imports stories that differ in nothing but their
// numbers.
func TestThousandsOfOneSlug(t *testing.T) {
	c := usualCopy()
	var file bytes.Buffer
	line := c.ndjson()
	for i := range 3_000 {
		file.WriteString(strings.Replace(line, `"id":"7"`, fmt.Sprintf(`"id":"%d"`, i), 1))
	}
	if h, report := takeIn(t, "ndjson", file.Bytes()); len(h.stories) != 3_000 || len(h.topics) != 1 || len(h.sections) != len(ilbo.StandardSections())+1 {
		t.Errorf("%d stories, %d topics, refused %q", len(h.stories), len(h.topics), report.Refusals)
	}
}

// TestSpoiledFiles cuts real files at many of their bytes, and changes bytes of
// them, some at a time: an import goes on or says why it does not.
func TestSpoiledFiles(t *testing.T) {
	files := map[string][]string{"wxr": nil, "ghost": nil, "page": nil, "ndjson": nil, "ninjs": nil, "newsmlg2": nil, "rss": nil}
	for format, dir := range map[string]string{"wxr": "fixtures/wxr", "ghost": "fixtures/ghost", "page": "fixtures/pages", "ninjs": "fixtures/ninjs", "newsmlg2": "fixtures/newsmlg2", "rss": "fixtures/feeds/euc-kr"} {
		err := filepath.WalkDir(testroom.File(t, dir), func(name string, d fs.DirEntry, err error) error {
			if info, bad := d.Info(); err == nil && bad == nil && info.Mode().IsRegular() && info.Size() < 200<<10 && info.Size() > 0 {
				files[format] = append(files[format], name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(7, 9))
	spoil := func(format string, data []byte, rounds int) {
		for range rounds {
			takeIn(t, format, data[:r.IntN(len(data))])
			changed := bytes.Clone(data)
			for range 1 + r.IntN(20) {
				changed[r.IntN(len(changed))] = byte(r.IntN(256))
			}
			takeIn(t, format, changed)
			at := r.IntN(len(changed))
			takeIn(t, format, append(changed[:at:at], data[r.IntN(len(data)):]...)) // a part is missing or there twice
		}
	}
	c := usualCopy()
	for format, names := range files {
		if len(names) == 0 && format != "ndjson" {
			t.Errorf("there is no file of %s", format)
		}
		spoil(format, bytes.Repeat(c.in(format), 2), 60)
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			spoil(format, data, max(2, 200<<10/(len(data)+10<<10)))
		}
	}
}

// A line is a reader of one that has no end, and counts what was taken of it.
type line struct{ taken, most int64 }

func (l *line) Read(p []byte) (int, error) {
	if l.taken >= l.most {
		return 0, errors.New("the disk is at its end")
	}
	n := copy(p, letters)
	l.taken += int64(n)
	return n, nil
}

var letters = bytes.Repeat([]byte("a"), 1<<20)

// TestLineOfAGigabyte reads one in constant memory.
func TestLineOfAGigabyte(t *testing.T) {
	l := &line{most: 1 << 30}
	h := newHouse()
	allocated := testing.AllocsPerRun(1, func() {
		l.taken = 0
		report, err := h.intake().Run(t.Context(), ndjson.Read(l, nil), nil)
		if err != nil || report.Refused != 2 || report.Refusals[0] != "Line 1: it is longer than 8 MB." {
			t.Errorf("%+v, %v", report, err)
		}
	})
	if allocated > 10_000 || len(h.stories) > 0 {
		t.Errorf("%v things were allocated, %d stories", allocated, len(h.stories))
	}
}
