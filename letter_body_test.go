package ilbo_test

import (
	"strings"
	"testing"

	"ilbo.press"
)

func TestALetterHoldsWhatMailProgramsShow(t *testing.T) {
	link := func(spans ...ilbo.Span) ilbo.Block { return ilbo.Block{Kind: ilbo.Paragraph, Text: spans} }
	story := link(ilbo.Span{Text: "a story", Href: "/national/x"})
	var many, gallery ilbo.Body
	for range 31 {
		many = append(many, story)
	}
	gallery = ilbo.Body{{Kind: ilbo.Gallery, Figures: make([]ilbo.Figure, 41)}}
	for name, test := range map[string]struct {
		body ilbo.Body
		ok   bool
	}{
		"nothing":               {nil, true},
		"words and a story":     {ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Good morning.")}, story}, true},
		"as long as may be":     {ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(strings.Repeat("x", 30_000))}}, true},
		"too long":              {ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(strings.Repeat("x", 30_001))}}, false},
		"too many stories":      {many, false},
		"too many pictures":     {gallery, false},
		"a film":                {ilbo.Body{{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "f"}}}, false},
		"what no body may have": {ilbo.Body{link(ilbo.Span{Text: "x", Href: "javascript:x"})}, false},
	} {
		if err := test.body.CheckLetter(); (err == nil) != test.ok || err != nil && ilbo.KindOf(err) != ilbo.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	for want, b := range map[string]ilbo.Block{
		"/a": link(ilbo.Span{Text: " "}, ilbo.Span{Text: "half ", Href: "/a"}, ilbo.Span{Text: "and half", Href: "/a", Strong: true}),
		"":   link(ilbo.Span{Text: "See "}, ilbo.Span{Text: "this", Href: "/a"}),
	} {
		if got := b.Mention(); got != want {
			t.Errorf("%v mentions %q, not %q", b.Text, got, want)
		}
	}
	for _, typed := range []string{" https://daily.example/a ", "/national/a"} {
		bare := link(ilbo.Span{Text: typed})
		if got := bare.Mention(); got != strings.TrimSpace(typed) {
			t.Errorf("%q as it is typed mentions %q", typed, got)
		}
	}
	two := link(ilbo.Span{Text: "one", Href: "/a"}, ilbo.Span{Text: "two", Href: "/b"})
	if got := two.Mention(); got != "" {
		t.Errorf("two links are %q", got)
	}
}
