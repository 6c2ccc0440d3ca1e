package testpaper

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

func TestAgesAreReadInDaysHoursAndMinutes(t *testing.T) {
	tests := []struct {
		text string
		want time.Duration
		ok   bool
	}{
		{"5m", 5 * time.Minute, true},
		{"3h20m", 200 * time.Minute, true},
		{"13d1h", 313 * time.Hour, true},
		{"", 0, false},
		{"3", 0, false},
		{"h", 0, false},
		{"3s", 0, false},
		{"-3h", 0, false},
		{"99999999h", 0, false},
	}
	for _, tt := range tests {
		got, err := readAge(tt.text)
		if got != tt.want || (err == nil) != tt.ok {
			t.Errorf("readAge(%q) = %v, %v, want %v", tt.text, got, err, tt.want)
		}
	}
}

func TestInlineMarksAreRead(t *testing.T) {
	tests := []struct {
		name, text string
		want       ilbo.Inline
	}{
		{"plain", "서울의 밤", ilbo.Plain("서울의 밤")},
		{"escaped", `5 \* 3 \[a](b)`, ilbo.Plain("5 * 3 [a](b)")},
		{"brackets that are none", "[서울] it said", ilbo.Plain("[서울] it said")},
		{"emphasis within strength", "**a *b* c**", ilbo.Inline{
			{Text: "a ", Strong: true}, {Text: "b", Strong: true, Em: true}, {Text: " c", Strong: true},
		}},
		{"mail", "[us](mailto:x@y.example)", ilbo.Inline{{Text: "us", Href: "mailto:x@y.example"}}},
		{"two links", "[a](/a) and [b](https://b.example/)", ilbo.Inline{
			{Text: "a", Href: "/a"}, {Text: " and "}, {Text: "b", Href: "https://b.example/"},
		}},
		{"bracket before a link", "[1] [a](/a)", ilbo.Inline{{Text: "[1] "}, {Text: "a", Href: "/a"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readInline(tt.text, ilbo.Span{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestQuotationMarksAreSetAsPrinted(t *testing.T) {
	tests := []struct{ text, want string }{
		{`He's "late," she said.`, "He’s “late,” she said."},
		{`"'밤배'라고 한다"`, "“‘밤배’라고 한다”"},
		{`the singers' word ("we")`, "the singers’ word (“we”)"},
		{"already “set”", "already “set”"},
	}
	for _, tt := range tests {
		if got := printed(tt.text); got != tt.want {
			t.Errorf("printed(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// FuzzCopy holds the reader to its word: whatever the copy, what is wrong is
// noted with a line that the file has, and what passes is a story.
func FuzzCopy(f *testing.F) {
	for _, text := range []string{
		head + "\nBody.\n",
		head + "\n[box B]\n- a\n[/box]\n[table T]\nA | B\n1 | 2\n[/table]\n",
		head + "\n[video film coast seed=1 | Caption]\n00:00 00:02 a\n[/video]\n## S\n> Q — W\n",
		head + "\n**a *b*** [c](/d) \\* [embed https://youtu.be/abcdefghijk | T]\n",
		"[gallery\n![", "\n\n\n", "ago: 5m\nstate: kill 1m x", "1. ", "[embed ]", "[box]\n[/box]",
	} {
		f.Add(text)
	}
	paper := &Paper{
		About:    ilbo.Paper{Languages: []ilbo.Language{ilbo.English, ilbo.Korean}},
		Sections: ilbo.StandardSections(),
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := reader{file: "copy/fuzz.txt", paper: paper, now: sampleNow}
		s := r.story(text)
		for _, err := range r.wrong {
			rest, _ := strings.CutPrefix(err.Error(), "copy/fuzz.txt:")
			number, _, _ := strings.Cut(rest, ":")
			line, err2 := strconv.Atoi(number)
			if err2 != nil || line < 1 || line > strings.Count(text, "\n")+1 {
				t.Errorf("%v: the file has no such line", err)
			}
		}
		if len(r.wrong) == 0 && (s.Headline == "" || s.Section == "" || !s.Language.Known() || !s.At.Before(sampleNow)) {
			t.Errorf("nothing was noted, and yet the story is %+v", s)
		}
	})
}
