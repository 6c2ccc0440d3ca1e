package ilbo_test

import (
	"strings"
	"testing"

	"ilbo.press"
)

func TestOpening(t *testing.T) {
	long := strings.Repeat("word ", 300)
	link := ilbo.Inline{{Text: "Begins "}, {Text: "with a link", Href: "https://x.example/"}, {Text: " " + long}}
	for name, c := range map[string]struct {
		body ilbo.Body
		want string
	}{
		"nothing":                       {nil, ""},
		"no paragraph":                  {ilbo.Body{{Kind: ilbo.Subhead, Text: ilbo.Plain("A head")}}, ""},
		"one word":                      {ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Secret")}}, ""},
		"one paragraph gives a third":   {ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("one two three four five six")}}, "one two …"},
		"a short first of a long story": {ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("It rained.")}, {Kind: ilbo.Paragraph, Text: ilbo.Plain(long)}}, "It rained."},
		"behind a picture":              {ilbo.Body{{Kind: ilbo.PictureKind}, {Kind: ilbo.Paragraph, Text: ilbo.Plain("It rained.")}, {Kind: ilbo.Paragraph, Text: ilbo.Plain(long)}}, "It rained."},
		"marks go along":                {ilbo.Body{{Kind: ilbo.Paragraph, Text: link}}, "Begins with a link " + strings.TrimRight(strings.Repeat("word ", 76), " ") + " …"},
		"Korean is not cut in a letter": {ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("비가 왔다 그리고 그쳤다 다시 왔다")}}, "비가 왔다 …"},
	} {
		got := c.body.Opening().Text()
		if strings.TrimSpace(got) != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	got := ilbo.Body{{Kind: ilbo.Paragraph, Text: link}}.Opening()
	if len(got) != 1 || len(got[0].Text) < 3 || got[0].Text[1].Href == "" {
		t.Errorf("the link is gone: %v", got)
	}
	if link[2].Text != " "+long {
		t.Error("the story itself was cut")
	}
}

func TestOpenedLeavesFreeStoriesAlone(t *testing.T) {
	s := &ilbo.Story{Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("a b c d e f")}}}
	if s.Opened() != s {
		t.Error("a free story was cut")
	}
	s.Access = ilbo.Subscribers
	if got := s.Opened().Body.Text(); strings.Contains(got, "f") || s.Body.Text() != "a b c d e f" {
		t.Errorf("a locked one gives %q, and is %q", got, s.Body.Text())
	}
}
