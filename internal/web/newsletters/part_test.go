package newsletters_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/web/newsletters"
)

// wholeBody has a block of every kind that letters have.
var wholeBody = ilbo.Body{
	{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "Good <morning>, "}, {Text: "read ", Href: "/national/a?x=1&y=2"}, {Text: "this", Href: "/national/a?x=1&y=2", Strong: true}, {Text: ", "}, {Text: "write", Href: "mailto:desk@daily.example"}, {Text: " or "}, {Text: "go up", Href: "#top", Em: true}, {Text: "."}}},
	{Kind: ilbo.Subhead, Text: ilbo.Plain("The week")},
	{Kind: ilbo.Quote, Text: ilbo.Plain("It is cold."), By: "Kim"},
	{Kind: ilbo.PullQuote, Text: ilbo.Plain("Cold!"), By: "Kim"},
	{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("one"), ilbo.Plain("two")}},
	{Kind: ilbo.List, Ordered: true, Items: []ilbo.Inline{ilbo.Plain("first"), ilbo.Plain("second")}},
	{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "0123", Width: 1600, Height: 900, Alt: `A "harbour"`, Caption: "Ships at noon.", Credit: "Lee / Daily"}}},
	{Kind: ilbo.Gallery, Title: "Snow", Figures: []ilbo.Figure{{Picture: "4567", Width: 500, Height: 900, Caption: "Snow."}, {Picture: "89ab", Width: 100, Height: 90}}},
	{Kind: ilbo.TableKind, Title: "Ferries", Table: &ilbo.Table{Head: []string{"Line", "Ships"}, Rows: [][]string{{"North", "3"}}, Numeric: []int{1}, Source: "Harbour office"}},
	{Kind: ilbo.FactBox, Title: "In brief", Blocks: []ilbo.Block{{Kind: ilbo.Paragraph, Text: ilbo.Plain("A bridge.")}, {Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("long")}}}},
	{Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "youtube", Ref: "abcdefghijk", Title: "The speech"}},
}

func printed(t *testing.T, l ilbo.Language) (page, text string) {
	t.Helper()
	if err := wholeBody.CheckLetter(); err != nil {
		t.Fatal(err)
	}
	var parts []mailing.Part
	for i := range wholeBody {
		parts = append(parts, mailing.Part{Block: &wholeBody[i]})
	}
	parts = append(parts, mailing.Part{Story: &ilbo.Teaser{ID: 1, Kicker: "Sea", Headline: "Night ferries", Deck: "From May.", Path: "/national/2026/11/29/ferries", Access: ilbo.Subscribers}})
	paper := &ilbo.Paper{Title: ilbo.Words{ilbo.English: "Daily", ilbo.Korean: "일보"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}
	page, text, err := newsletters.Press{Paper: paper, Base: "https://daily.example"}.Print(&mailing.Issue{
		Newsletter: ilbo.Newsletter{Language: l, Name: ilbo.Words{ilbo.English: "The Morning", ilbo.Korean: "아침"}}, Day: time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC), Subject: "S", Parts: parts,
	})
	if err != nil {
		t.Fatal(err)
	}
	return page, text
}

// What Outlook, Gmail and the programs of phones all show: no style sheets, no
// scripts, no positions, tables in the place of columns, pictures in JPEG with a
// width of their own. See https://www.caniemail.com/.
var (
	mailElements   = strings.Fields("html head meta title body table tbody tr td th p h2 h3 a strong em span br ul ol li blockquote img")
	mailAttributes = strings.Fields("lang charset name content role width cellpadding cellspacing border align style href src alt scope")
	mailStyles     = strings.Fields("margin padding border border-left border-top border-bottom width max-width height display font-size line-height font-weight font-style font-family color text-decoration")
)

func TestALettersPartsAreWhatMailProgramsUnderstand(t *testing.T) {
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		page, _ := printed(t, l)
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			seen[n.Data]++
			if !slices.Contains(mailElements, n.Data) {
				t.Errorf("there is a <%s>", n.Data)
			}
			has := map[string]string{}
			for _, a := range n.Attr {
				has[a.Key] = a.Val
				if !slices.Contains(mailAttributes, a.Key) {
					t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
				}
				if (a.Key == "href" || a.Key == "src") && !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "mailto:") {
					t.Errorf("<%s> leads to %q, which a mail program cannot find", n.Data, a.Val)
				}
			}
			for declaration := range strings.SplitSeq(has["style"], ";") {
				name, value, _ := strings.Cut(declaration, ":")
				if declaration != "" && (!slices.Contains(mailStyles, strings.TrimSpace(name)) || strings.Contains(value, "url(") || strings.Contains(value, "ZgotmplZ")) {
					t.Errorf("<%s> is styled by %q", n.Data, declaration)
				}
			}
			if _, told := has["alt"]; n.Data == "img" && (!told || has["width"] == "" || !strings.HasSuffix(has["src"], ".jpg")) {
				t.Errorf("a picture is %v", has)
			}
		}
		for name, want := range map[string]int{"img": 3, "blockquote": 2, "ul": 2, "ol": 1, "th": 2} {
			if seen[name] != want {
				t.Errorf("there are %d <%s>, not %d", seen[name], name, want)
			}
		}
		for _, want := range []string{
			`<a href="https://daily.example/national/a?x=1&amp;y=2" style="color:inherit">read </a>`, "Good &lt;morning&gt;", "<em>go up</em>.", `src="https://daily.example/pictures/0123/960.jpg" alt="A &#34;harbour&#34;" width="600"`,
			`pictures/4567/480.jpg" alt="Snow." width="480"`, `pictures/89ab/320.jpg" alt="" width="320"`, `<td align="right" style="border-bottom:1px solid #808080">3</td>`,
			`href="https://daily.example/national/2026/11/29/ferries"`,
		} {
			if !strings.Contains(page, want) {
				t.Errorf("the letter lacks %s", want)
			}
		}
		if t.Failed() {
			t.Log(page)
		}
	}
}

func TestALettersPartsInPlainText(t *testing.T) {
	_, text := printed(t, ilbo.English)
	want := `Daily
The Morning · Sunday, November 29, 2026

Good <morning>, read this (https://daily.example/national/a?x=1&y=2), write (mailto:desk@daily.example) or go up.

## The week

> It is cold.
> – Kim

> Cold!
> – Kim

- one
- two

1. first
2. second

[A "harbour"]
Ships at noon.
Lee / Daily
https://daily.example/pictures/0123/960.jpg

Snow
[Snow.]
https://daily.example/pictures/4567/480.jpg
https://daily.example/pictures/89ab/320.jpg

Ferries
Line | Ships
North | 3
Harbour office

[ In brief ]

A bridge.

- long

The speech (YouTube)
https://www.youtube.com/watch?v=abcdefghijk

----------------------------------------
Sea
Night ferries
From May.
(For subscribers)
https://daily.example/national/2026/11/29/ferries

----------------------------------------
`
	if !strings.HasPrefix(text, want) {
		t.Errorf("the letter is\n%s\nand not\n%s", text, want)
	}
}
