package ghost

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

func TestLineGathersMarks(t *testing.T) {
	link := ilbo.Span{Href: "https://a.example"}
	tests := []struct {
		name  string
		parts []ilbo.Span
		want  ilbo.Inline
	}{
		{"spaces are one", []ilbo.Span{{Text: " \n The  ferry\u00a0"}, {Text: "\tstays "}}, ilbo.Inline{{Text: "The ferry stays"}}},
		{"a mark", []ilbo.Span{{Text: "The "}, {Text: "ferry", Strong: true}, {Text: " stays"}}, ilbo.Inline{{Text: "The "}, {Text: "ferry", Strong: true}, {Text: " stays"}}},
		{"no link begins or ends with a space", []ilbo.Span{{Text: "The"}, {Text: " quay ", Href: link.Href}, {Text: "is old"}}, ilbo.Inline{{Text: "The "}, {Text: "quay", Href: link.Href}, {Text: " is old"}}},
		{"two links", []ilbo.Span{{Text: "a", Href: "https://a.example"}, {Text: " b", Href: "https://b.example"}}, ilbo.Inline{{Text: "a", Href: "https://a.example"}, {Text: " "}, {Text: "b", Href: "https://b.example"}}},
		{"what is no text goes", []ilbo.Span{{Text: "a\x00\u200b\xffb\ufeff"}}, ilbo.Inline{{Text: "ab"}}},
		{"spaces alone are nothing", []ilbo.Span{{Text: "  \n"}}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var l line
			for _, p := range test.parts {
				l.add(p.Text, p)
			}
			if diff := cmp.Diff(test.want, l.take()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPlainReadsCaptions(t *testing.T) {
	for from, want := range map[string]string{
		`<span style="white-space: pre-wrap;">The quay &amp; the ferry</span>`: "The quay & the ferry",
		`<p>One</p><p>two<br>three</p>`:                                        "One two three",
		`a<script>alert("x")</script>b<style>p{}</style>`:                      "ab",
		`<script>`: "", `plain`: "plain", `3 < 4`: "3 < 4", "": "",
	} {
		if got := plain(from); got != want {
			t.Errorf("%s: got %q, want %q", from, got, want)
		}
	}
}
