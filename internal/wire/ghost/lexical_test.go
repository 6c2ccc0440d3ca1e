package ghost

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/wire/body"
)

// newSetter makes a setter of a site that has a post "ferry".
func newSetter() *setter {
	dir := fstest.MapFS{"content/images/2020/01/quay.jpg": {Data: []byte("x")}, "images/2020/01/up_o.png": {Data: []byte("x")}}
	return &setter{headline: "Ferry stays", site: &site{
		published: func(slug string) bool { return slug == "ferry" }, shape: usual, tally: &tally{}, find: body.Below(dir),
	}}
}

// print writes blocks as lines: the kind, and what it holds.
func print(b ilbo.Body) []string {
	var list []string
	for _, block := range b {
		s := string(block.Kind) + ":"
		if block.Ordered {
			s = "ordered " + s
		}
		if block.Title != "" {
			s += " (" + block.Title + ")"
		}
		s += inline(block.Text)
		for _, item := range block.Items {
			s += " -" + inline(item)
		}
		for _, f := range block.Figures {
			s += " <" + f.Caption + "|" + f.Credit + "|" + f.Alt + ">"
		}
		if block.Table != nil {
			s += " " + strings.Join(block.Table.Head, ",")
			for _, row := range block.Table.Rows {
				s += " / " + strings.Join(row, ",")
			}
		}
		if block.Embed != nil {
			s += " " + block.Embed.Provider + " " + block.Embed.Ref + " " + block.Embed.Title
		}
		if len(block.Blocks) > 0 {
			s += " {" + strings.Join(print(block.Blocks), "; ") + "}"
		}
		list = append(list, s)
	}
	return list
}

func inline(in ilbo.Inline) string {
	var b strings.Builder
	for _, s := range in {
		text := s.Text
		if s.Em {
			text = "_" + text + "_"
		}
		if s.Strong {
			text = "*" + text + "*"
		}
		if s.Href != "" {
			text = "[" + text + "](" + s.Href + ")"
		}
		b.WriteString(text)
	}
	if b.Len() == 0 {
		return ""
	}
	return " " + b.String()
}

// losses of a tally by the words of the report.
func said(t *tally) []string {
	var list []string
	for _, a := range t.asides() {
		list = append(list, a.Error())
	}
	return list
}

func worded(text string) string {
	return `{"type":"extended-text","format":0,"text":` + quoted(text) + `}`
}

func quoted(s string) string {
	out, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(out)
}

func TestLexicalBecomesBlocks(t *testing.T) {
	tests := []struct {
		name, nodes string
		want, lost  []string
	}{
		{name: "marks and links", nodes: `{"type":"paragraph","children":[
			{"type":"extended-text","format":0,"text":"The "},{"type":"extended-text","format":1,"text":"ferry"},{"type":"text","format":3,"text":" of Haneul"},
			{"type":"extended-text","format":0,"text":" "},{"type":"link","url":"https://a.example/x","children":[{"type":"text","format":2,"text":"stays"}]},
			{"type":"text","format":4,"text":", he said."}]}`,
			want: []string{"paragraph: The *ferry**_ of Haneul_* [_stays_](https://a.example/x), he said."}},
		{name: "links that may not be, and links within the site", nodes: `{"type":"paragraph","children":[
			{"type":"link","url":"javascript:alert(1)","children":[` + worded("a ") + `]},{"type":"link","url":"__GHOST_URL__/ferry/#quay","children":[` + worded("b") + `]},
			{"type":"link","url":"/ferry","children":[` + worded(" c") + `]},{"type":"link","url":"__GHOST_URL__/tag/sea/","children":[` + worded(" d") + `]},
			{"type":"link","url":"#/portal/signup","children":[` + worded(" e") + `]},{"type":"autolink","url":"mailto:desk@a.example","children":[` + worded(" f") + `]}]}`,
			want: []string{"paragraph: a [b](/ferry/#quay) [c](/ferry/) d e [f](mailto:desk@a.example)"},
			lost: []string{"1 link to a page of the old site that does not come along dropped: the words stay."}},
		{name: "headings, quotes and asides", nodes: `{"type":"extended-heading","tag":"h2","children":[` + worded("Ferry Stays") + `]},{"type":"heading","tag":"h3","children":[` + worded("Why") + `]},
			{"type":"extended-quote","children":[` + worded("A river.") + `]},{"type":"aside","children":[` + worded("A wall.") + `]},{"type":"paragraph","children":[]}`,
			want: []string{"subhead: Why", "quote: A river.", "pullquote: A wall."}},
		{name: "line breaks part sentences only", nodes: `{"type":"paragraph","children":[` + worded("One.") + `,{"type":"linebreak"},` + worded("Two") + `,{"type":"linebreak"},` + worded("three") + `]}`,
			want: []string{"paragraph: One.", "paragraph: Two three"}},
		{name: "lists within lists", nodes: `{"type":"list","listType":"number","tag":"ol","children":[{"type":"listitem","children":[` + worded("One") + `]},
			{"type":"listitem","children":[{"type":"list","listType":"bullet","children":[{"type":"listitem","children":[` + worded("inner") + `]}]}]},{"type":"listitem","children":[]}]}`,
			want: []string{"ordered list: - One - inner"}},
		{name: "pictures", nodes: `{"type":"image","src":"__GHOST_URL__/content/images/size/w600/2020/01/quay.jpg","alt":"Quay","caption":"<span>The quay. Yonhap</span>"},{"type":"image","src":""}`,
			want: []string{"picture: <The quay.|Yonhap|Quay>"}},
		{name: "a caption without end", nodes: `{"type":"image","src":"/a.jpg","caption":"` + strings.Repeat("가", 3_000) + `"}`,
			want: []string{"picture: <" + strings.Repeat("가", 2_666) + "…||>"}},
		{name: "a gallery", nodes: `{"type":"gallery","caption":"<b>Two</b> quays","images":[{"src":"/content/images/2020/01/quay.jpg","alt":"One"},{"src":"/x.jpg","caption":"Two"},{"src":""},7]}`,
			want: []string{"gallery: (Two quays) <||One> <Two||>"}},
		{name: "HTML, hidden scripts and tables", nodes: `{"type":"html","html":"<p>A <b>b</b> <a href=\"__GHOST_URL__/ferry/\">c</a> <a href=\"/about/\">d</a></p><script>alert(1)</script><table><tr><th>Y</th><th>N</th></tr><tr><td>1</td><td>__GHOST_URL__/2</td></tr></table>"}`,
			want: []string{"paragraph: A *b* [c](/ferry/) d", "table: Y,N / 1,/2"},
			lost: []string{"1 link to a page of the old site that does not come along dropped: the words stay."}},
		{name: "Markdown", nodes: `{"type":"markdown","markdown":"## Why\n\nIt *is* old.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n<script>x</script>\n\n- [y](javascript:1)\n"}`,
			want: []string{"subhead: Why", "paragraph: It _is_ old.", "table: A,B / 1,2", "list: - y"}},
		{name: "cards that are links", nodes: `{"type":"bookmark","url":"https://a.example","metadata":{"title":"A page","description":"of a site"},"caption":"<i>See</i>"},{"type":"bookmark","url":"https://b.example"},
			{"type":"button","buttonText":"Press","buttonUrl":"https://c.example"},{"type":"button","buttonText":"Join","buttonUrl":"#/portal"}`,
			want: []string{"paragraph: [A page](https://a.example): of a site", "paragraph: See", "paragraph: [https://b.example](https://b.example)", "paragraph: [Press](https://c.example)"}},
		{name: "embeds", nodes: `{"type":"embed","url":"https://www.youtube.com/watch?v=abc123","metadata":{"title":"Film"},"caption":"The <b>film</b> of it"},
			{"type":"embed","url":"https://x.example/1","html":"<iframe src=\"https://player.vimeo.com/video/77\"></iframe>"},{"type":"embed","url":"https://x.example/2","html":"<blockquote>x</blockquote><script src=\"https://x.example\"></script>","metadata":{"title":"A note"}}`,
			want: []string{"embed: youtube abc123 Film", "paragraph: The film of it", "embed: vimeo 77 ", "paragraph: [A note](https://x.example/2)"},
			lost: []string{"1 embed of a site that stories do not embed made a link."}},
		{name: "boxes", nodes: `{"type":"callout","calloutText":"<p>Mind the <b>gap</b>.</p>","calloutEmoji":"x"},{"type":"toggle","heading":"<span>How &amp; why</span>","content":"<h3>First</h3><p>Then.</p><ul><li>a</li></ul><img src=\"/content/images/2020/01/quay.jpg\">"},{"type":"toggle","heading":"Alone","content":""}`,
			want: []string{"factbox: {paragraph: Mind the *gap*.}", "factbox: (How & why) {paragraph: First; paragraph: Then.; list: - a}", "picture: <||>", "subhead: Alone"}},
		{name: "a product and a header", nodes: `{"type":"product","productImageSrc":"/p.jpg","productTitle":"<b>Umbrella</b>","productDescription":"<p>Dry.</p>","productButtonEnabled":true,"productButton":"Buy","productUrl":"https://s.example"},
			{"type":"header","header":"<span>Hello</span>","subheader":"<span>reader</span>","buttonEnabled":false,"buttonText":"x","buttonUrl":"https://s.example"}`,
			want: []string{"picture: <||>", "factbox: (Umbrella) {paragraph: Dry.}", "paragraph: [Buy](https://s.example)", "subhead: Hello", "paragraph: reader"}},
		{name: "films, recordings, files and code", nodes: `{"type":"video","src":"/content/media/a.mp4","thumbnailSrc":"/content/images/2020/01/quay.jpg","caption":"The quay"},{"type":"audio","title":"Sound"},{"type":"file","fileTitle":"Report","fileCaption":"2020"},{"type":"codeblock","code":"a = 1\n\nb = 2","caption":""},{"type":"horizontalrule"}`,
			want: []string{"picture: <The quay||>", "paragraph: Report: 2020", "paragraph: a = 1", "paragraph: b = 2"},
			lost: []string{"1 film left out: this import brings pictures only, so a poster stands for a film that has one.", "1 recording left out: this import brings pictures only.", "1 file to download left out: the name stays in the story."}},
		{name: "what is dropped", nodes: `{"type":"paywall"},{"type":"signup","header":"Join"},{"type":"email","html":"<p>Hi</p>"},{"type":"email-cta","html":"x"},{"type":"call-to-action","textValue":"x"},
			{"type":"html","html":"mail","visibility":{"showOnWeb":false,"showOnEmail":true}},{"type":"html","html":"mail","visibility":{"web":{"nonMember":false,"memberSegment":""}}},{"type":"html","html":"paid","visibility":{"web":{"nonMember":false,"memberSegment":"status:-free"}}},{"type":"html","html":"all","visibility":{"web":{"nonMember":true}}}`,
			want: []string{"paragraph: all"},
			lost: []string{"1 line between free and paid text dropped: access is the whole story's.", "1 sign-up form dropped.", "4 cards for e-mail only dropped: the site never showed them.", "1 call to action dropped.", "1 card for some readers only dropped: everybody would have read them here."}},
		{name: "unknown cards keep their text", nodes: `{"type":"poll","title":"Which?","options":["a"]},{"type":"poll"},{"type":"layout","children":[` + worded("within") + `,{"type":"paragraph","children":[` + worded("a box") + `]}]},{}`,
			want: []string{"paragraph: Which?", "paragraph: within", "paragraph: a box"},
			lost: []string{"1 card “layout” not known to this import: any text in it was kept.", "2 cards “poll” not known to this import: any text in it was kept.", "1 card “without a name” not known to this import: any text in it was kept."}},
		{name: "wrong types everywhere", nodes: `7,null,[],"x",{"type":[]},{"type":"paragraph","children":{}},{"type":"paragraph","children":[1,{"text":{}},{"type":"text","text":5,"format":"x"}]},{"type":"image","src":{},"caption":[]},{"type":"gallery","images":{}},{"type":"list","children":[3]},{"type":"embed","metadata":[]},{"type":"html","html":4}`,
			want: []string{"paragraph: 5", "paragraph: 4"},
			lost: []string{"1 card “without a name” not known to this import: any text in it was kept."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSetter()
			if err := s.form("lexical", []byte(`{"root":{"type":"root","children":[`+test.nodes+`]}}`)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, print(s.body)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.lost, said(s.site.tally)); diff != "" {
				t.Error(diff)
			}
			if err := s.body.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}
